import type { DrillProps } from "./drill.tsx";
import { later } from "./later.tsx";

/** The drawer of entries is fetched when somebody first asks what is behind a figure. */
export const Drill = later<DrillProps>(() => import("./drill.tsx").then((m) => m.Drill));
