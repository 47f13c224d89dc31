import type { Interval } from "../lib/interval.ts";
import type { NamedThing } from "./goal.ts";

/** What a theme is after: some kinds ask for certain metrics. */
export const THEME_KINDS = [
  "growth",
  "profit",
  "expansion",
  "retention",
  "efficiency",
  "other",
] as const;
export type ThemeKind = (typeof THEME_KINDS)[number];

export type Theme = Interval & {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly kind: ThemeKind;
  /** Why the company wants it, in its own words. */
  readonly intent: string | null;
  readonly owner: NamedThing | null;
  readonly ended: boolean;
  readonly sample: boolean;
  readonly version: number;
};
