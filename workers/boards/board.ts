import type { Id } from "../lib/id.ts";
import type { TieRule } from "../lib/rank.ts";

export const SCORES = ["attainment", "raw"] as const;
export const WINDOWS = ["day", "week", "month", "quarter", "year"] as const;
export const MODES = ["named", "window", "anonymous", "team-only", "hidden"] as const;
export const SUBJECTS = ["people", "units"] as const;
export const TIES = ["standard", "dense", "modified", "fractional", "ordinal"] as const;

/** "attainment" is of the row's own target; "raw" is the metric itself. */
export type Score = (typeof SCORES)[number];
export type WindowKind = (typeof WINDOWS)[number];
/** What a viewer who does not manage the board may see; held in view.ts, on the server. */
export type Mode = (typeof MODES)[number];
/** A board of the people in a unit, or of the units directly below it. */
export type Subjects = (typeof SUBJECTS)[number];

/** What the board needs of its metric. `currency` is "" when the metric is not money. */
export type Measure = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly scale: number;
  readonly currency: string;
  readonly direction: "up" | "down";
};

export type Board = {
  readonly id: Id<"board">;
  readonly name: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly unitName: string;
  readonly unitNameEn: string;
  readonly metric: Measure;
  readonly subjects: Subjects;
  readonly score: Score;
  readonly window: WindowKind;
  readonly mode: Mode;
  readonly ties: TieRule;
  /** Prints actual amounts beside attainment. Off by default: with both, a quota can be computed. */
  readonly amounts: boolean;
  readonly version: number;
};

/** Commits about these nouns change no figure and no name a board shows. */
const INDIFFERENT = new Set(["notice", "mail", "job", "webhook", "export", "upload"]);
/** A plan moves no target before it is published; planners work on drafts while boards are watched. */
const DRAFTS = new Set([
  ...["plan/created", "plan/changed", "plan/inputs_entered", "plan/allocated", "plan/row_changed"],
]);
/** Commits after which someone may have lost the right to look. */
const ABOUT_ACCESS = new Set(["access", "member", "session", "key", "screen"]);

/**
 * What a commit means to a board: "moves" carries its own rows, "none" only moves the number,
 * "access" asks who may still look, "rebuild" reads the truth again. A noun nobody thought of
 * rebuilds: it costs one read and cannot be wrong.
 */
export function meaningOf(event: string): "moves" | "none" | "access" | "rebuild" {
  const noun = event.slice(0, Math.max(0, event.indexOf("/")));
  if (noun === "entry" || noun === "import") return "moves";
  if (ABOUT_ACCESS.has(noun)) return "access";
  return INDIFFERENT.has(noun) || DRAFTS.has(event) ? "none" : "rebuild";
}
