import { later } from "../reports/later.tsx";

/** What waits for the reader is fetched beside the figures, never before them. */
export const WaitingList = later(() => import("./waiting-list.tsx").then((m) => m.WaitingList));
