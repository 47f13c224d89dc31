import { checkPlans } from "../incentives/check.ts";
import { PlanDocument, type PlanJson } from "../incentives/plan-document.ts";
import { type Warning, warningsOf } from "../incentives/warnings.ts";
import type { Day } from "../lib/day.ts";
import { parse } from "valibot";
import type { Flaw } from "../lib/refusals.ts";
import { PARTS_MAX, partsIn, type Place, readDocument } from "./document.ts";
import { inForce } from "./in-force.ts";

export type Checked = {
  /** What refuses publication: unchosen fields, then what the engine's own check says. */
  readonly flaws: readonly Flaw[];
  readonly warnings: readonly Warning[];
};
type Held = { readonly number: number; readonly from: Day; readonly document: PlanJson };

/**
 * What a draft must still settle, by the document alone. `earlier` are the versions that would hold
 * before it: from the second version on, a plan says how it takes over inside a window.
 */
export function checkDraft(document: PlanJson, earlier: readonly Held[]): Checked {
  const read = readDocument(document);
  if (read.state !== "whole") return { flaws: read.places.map(flawAt), warnings: [] };
  const before = inForce(earlier).at(-1);
  const plans = before ? [parse(PlanDocument, before.document), read.plan] : [read.plan];
  const here = `/plans/${plans.length - 1}`;
  const flaws = checkPlans(plans)
    .filter(({ pointer }) => pointer.startsWith(here))
    .map((flaw) => ({ ...flaw, pointer: flaw.pointer.slice(here.length) }) as Flaw);
  return { flaws, warnings: warningsOf(read.plan) };
}

/** A place of a document as a flaw: not chosen yet, or not as the contract wants it. */
export function flawAt({ pointer, issue }: Place): Flaw {
  if (pointer === "/components" && (!issue || issue.type === "min_length"))
    return { pointer, code: "payplan/no_components" };
  if (!issue) return { pointer, code: "payplan/field_missing" };
  return {
    pointer,
    code: "payplan/field",
    value: shown(issue.input),
    en: issue.message,
    zh: `${shown(issue.input)} 不符合要求（${issue.message}）`,
  };
}

function shown(value: unknown): string {
  if (typeof value === "string") return value.length > 60 ? `${value.slice(0, 60)}…` : value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === undefined ? "" : Array.isArray(value) ? "[…]" : "{…}";
}

export type DocumentError =
  | { readonly code: "payplan/too_many_parts"; readonly count: string; readonly most: number }
  | { readonly code: "payplan/document"; readonly count: number; readonly errors: readonly Flaw[] };

/** Why a document cannot even be kept as a draft; null: it can. */
export function notKept(document: unknown): DocumentError | null {
  if (partsIn(document) > PARTS_MAX)
    return { code: "payplan/too_many_parts", count: `${PARTS_MAX}+`, most: PARTS_MAX };
  const read = readDocument(document);
  if (read.state !== "wrong") return null;
  const errors = read.places.map((place) => {
    const flaw = flawAt(place);
    return { ...flaw, pointer: `/document${flaw.pointer}` };
  });
  return { code: "payplan/document", count: errors.length, errors };
}
