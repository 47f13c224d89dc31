import { later } from "../reports/later.tsx";

/** What waits about pay is fetched beside the figures, never before them. */
export const DisputesWaiting = later(() =>
  import("./waiting-note.tsx").then((m) => m.DisputesWaiting),
);
