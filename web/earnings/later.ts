import { later } from "../reports/later.tsx";
import type { EarningsProps } from "./section.tsx";

/** Pay is fetched after the target is on screen: its code is no part of the first load. */
export const Earnings = later<EarningsProps>(() => import("./section.tsx").then((m) => m.Earnings));
