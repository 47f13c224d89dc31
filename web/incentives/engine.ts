import * as v from "valibot";
import { checkPlans } from "../../workers/incentives/check.ts";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import type { IncentiveFlaw, Statement } from "../../workers/incentives/outcome.ts";
import { PlanDocument, type PlanJson } from "../../workers/incentives/plan-document.ts";
import { type Warning, warningsOf } from "../../workers/incentives/warnings.ts";
import { monthOf, type Month } from "./month.ts";

/** The engine as the calculator needs it; a chunk of its own, fetched when the page is drawn. */

export type Point = { readonly amount: bigint; readonly pay: bigint };

export type Worked =
  | {
      readonly ok: true;
      readonly statement: Statement;
      /** Pay over amounts of the month, in minor units, with the points around every jump. */
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
  const made = statementOf(plan, month, true);
  if (!made.ok) return made;
  const whole = totalOf(made.statement);
  const more = stepOf(month);
  const after = statementOf(plan, { ...month, amount: month.amount + more }, false);
  return {
    ok: true,
    statement: made.statement,
    curve: curveOf(plan, month),
    next: { amount: more, pay: after.ok ? totalOf(after.statement) - whole : 0n },
    warnings: warningsOf(parsed.output),
  };
}

/** Everything the month earns, also what is paid later. */
export function totalOf({ pay, pending }: Statement): bigint {
  return pay + pending;
}

function statementOf(plan: PlanJson, month: Month, trace: boolean) {
  const json: EvaluationJson = monthOf(plan, month);
  const made = evaluate(v.parse(Evaluation, json), { trace });
  if (!made.ok) return { ok: false, flaw: made.error[0] ?? null, place: "" } as const;
  const statement = made.value.statements.find(({ participant }) => participant === "me");
  return statement
    ? ({ ok: true, statement } as const)
    : ({ ok: false, flaw: null, place: "" } as const);
}

/** A tenth of a percent of what is shown, but at least 1. */
function stepOf({ target, amount }: Month): bigint {
  const top = amount > target ? amount : target;
  const step = 10n ** BigInt(Math.max(2, String(top).length - 2));
  return step;
}

function curveOf(plan: PlanJson, month: Month): Point[] {
  const most = [
    (month.amount * 5n) / 4n,
    (month.target * 8n) / 5n,
    ...boundsOf(plan, month).map((bound) => (bound * 3n) / 2n),
  ].reduce((a, b) => (a > b ? a : b), 100n);
  const places = new Set<bigint>();
  for (let at = 0n; at <= STEPS; at += 1n) places.add((most * at) / STEPS);
  for (const bound of boundsOf(plan, month)) {
    if (bound > most) continue;
    for (const near of [bound - 1n, bound, bound + 1n]) if (near >= 0n) places.add(near);
  }
  places.add(month.amount);
  return [...places]
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .flatMap((amount) => {
      const made = statementOf(plan, { ...month, amount }, false);
      return made.ok ? [{ amount, pay: totalOf(made.statement) }] : [];
    });
}

/** Where pay may jump or bend: bounds of tiers, points of curves, thresholds, in minor units. */
function boundsOf(plan: PlanJson, { target }: Month): bigint[] {
  const parsed = v.safeParse(PlanDocument, plan);
  if (!parsed.success) return [];
  const minor = (value: { num: bigint; den: bigint }, of: bigint) => (value.num * of) / value.den;
  return parsed.output.components.flatMap((component) => {
    switch (component.kind) {
      case "tiered":
      case "interpolated": {
        const unit = component.measure.read === "attainment" ? target : 100n;
        return component.tiers.map(({ from }) => minor(from, unit));
      }
      case "flat":
        return component.threshold ? [minor(component.threshold.at, 100n)] : [];
      case "curve":
        return component.curve.points.map(({ at }) => minor(at, target));
      default:
        return [];
    }
  });
}
