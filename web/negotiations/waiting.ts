import { later } from "../reports/later.tsx";

/** What waits for the reader is fetched beside the figures, never before them. */
export const WaitingNote = later(() => import("./waiting-note.tsx").then((m) => m.WaitingNote));
