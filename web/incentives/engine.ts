import * as v from "valibot";
import { checkPlans } from "../../workers/incentives/check.ts";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation } from "../../workers/incentives/input.ts";
import type { IncentiveFlaw, Statement } from "../../workers/incentives/outcome.ts";
import { type Plan, PlanDocument, type PlanJson } from "../../workers/incentives/plan-document.ts";
import { type Warning, warningsOf } from "../../workers/incentives/warnings.ts";
import { type Month, monthOf, type Stretch, stretchOf } from "./month.ts";

/** The engine as the calculator and the builder need it; a chunk of its own, fetched after the page is drawn. */

export type Point = { readonly amount: bigint; readonly pay: bigint };

export type Worked =
  | {
      readonly ok: true;
      readonly stretch: Stretch;
      /** Of the last pay period of the stretch. */
      readonly statement: Statement;
      /** Everything the stretch earns, and what of it waits for a release at its end. */
      readonly total: bigint;
      readonly pending: bigint;
      /** Pay over amounts of the stretch, in minor units, with the points around every jump. */
      readonly curve: readonly Point[];
      /** What the next part of sales brings. */
      readonly next: { readonly amount: bigint; readonly pay: bigint };
      readonly warnings: readonly Warning[];
    }
  | { readonly ok: false; readonly flaw: IncentiveFlaw | null; readonly place: string };

const STEPS = 48n;

export function work(plan: PlanJson, month: Month): Worked {
  const parsed = v.safeParse(PlanDocument, plan);
  if (!parsed.success) {
    const path = parsed.issues[0].path ?? [];
    return { ok: false, flaw: null, place: path.map(({ key }) => `/${String(key)}`).join("") };
  }
  const [flaw] = checkPlans([parsed.output]);
  if (flaw) return { ok: false, flaw, place: flaw.pointer.replace("/plans/0", "") };
  const made = earnedBy(plan, month, true);
  if (!made.ok) return made;
  const more = stepOf(month);
  const after = earnedBy(plan, { ...month, amount: month.amount + more }, false);
  return {
    ok: true,
    stretch: stretchOf(parsed.output),
    statement: made.statement,
    total: made.total,
    pending: made.statement.pending,
    curve: curveOf(plan, parsed.output, month),
    next: { amount: more, pay: after.ok ? after.total - made.total : 0n },
    warnings: warningsOf(parsed.output),
  };
}

type EarnedBy =
  | { readonly ok: true; readonly statement: Statement; readonly total: bigint }
  | { readonly ok: false; readonly flaw: IncentiveFlaw | null; readonly place: string };

/** Everything the stretch pays, also what is paid later. */
function earnedBy(plan: PlanJson, month: Month, trace: boolean): EarnedBy {
  const made = evaluate(v.parse(Evaluation, monthOf(plan, month)), { trace });
  if (!made.ok) return { ok: false, flaw: made.error[0] ?? null, place: "" };
  const own = made.value.statements.filter(({ participant }) => participant === "me");
  const statement = own.at(-1);
  if (!statement) return { ok: false, flaw: null, place: "" };
  const paid = own.reduce((sum, { pay }) => sum + pay, 0n);
  return { ok: true, statement, total: paid + statement.pending };
}

/** A tenth of a percent of what is shown, but at least 1. */
function stepOf({ target, amount }: Month): bigint {
  const top = amount > target ? amount : target;
  const step = 10n ** BigInt(Math.max(2, String(top).length - 2));
  return step;
}

function curveOf(plan: PlanJson, read: Plan, month: Month): Point[] {
  const bounds = boundsOf(read, month);
  const most = [
    (month.amount * 5n) / 4n,
    (month.target * 8n) / 5n,
    ...bounds.map((bound) => (bound * 3n) / 2n),
  ].reduce((a, b) => (a > b ? a : b), 100n);
  const places = new Set<bigint>();
  for (let at = 0n; at <= STEPS; at += 1n) places.add((most * at) / STEPS);
  for (const bound of bounds) {
    if (bound > most) continue;
    for (const near of [bound - 1n, bound, bound + 1n]) if (near >= 0n) places.add(near);
  }
  places.add(month.amount);
  return [...places]
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .flatMap((amount) => {
      const made = earnedBy(plan, { ...month, amount }, false);
      return made.ok ? [{ amount, pay: made.total }] : [];
    });
}

/** Where pay may jump or bend: bounds of tiers, points of curves, thresholds, in minor units. */
function boundsOf({ components }: Plan, { target }: Month): bigint[] {
  const minor = (value: { num: bigint; den: bigint }, of: bigint) => (value.num * of) / value.den;
  return components.flatMap((component) => {
    switch (component.kind) {
      case "tiered":
      case "interpolated": {
        const unit = component.measure.read === "attainment" ? target : 100n;
        return component.tiers.slice(0, 20).map(({ from }) => minor(from, unit));
      }
      case "flat":
        return component.threshold ? [minor(component.threshold.at, 100n)] : [];
      case "curve":
        return component.curve.points.slice(0, 20).map(({ at }) => minor(at, target));
      default:
        return [];
    }
  });
}
