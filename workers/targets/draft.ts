import { assert, must } from "../lib/assert.ts";
import { groupBy, sum } from "../lib/list.ts";
import { formatMinor, minor, parseMinor, type Minor } from "../lib/money.ts";
import { ONE, type Rate } from "../lib/rate.ts";
import { fraction } from "./card-text.ts";
import {
  cascade,
  valuesBelow,
  type Cascade,
  type CascadeNode,
  type CascadeRules,
} from "./cascade.ts";
import type { CardInput, ManualChange } from "./explain.ts";
import { scaleMonths, spreadYear } from "./months.ts";
import type { ChangeText, Plan, PlanRow, PlanRules, RowInputs } from "./plan.ts";
import { methodOf, runFactors, runValues } from "./plan-method.ts";
import { rateOf, roundingOf } from "./rules.ts";
import { factsBelow, shareValues, valueGaps, valueMethod } from "./value-tree.ts";

/** A plan's draft as server and browser both hold it: what was entered, as text. */
export type Draft = {
  readonly amount: string;
  readonly scale: number;
  readonly rules: PlanRules;
  readonly rows: readonly PlanRow[];
};

/**
 * Shares a draft out down its tree; locked numbers stay. The browser calls it while a weight moves,
 * the server when the draft is kept: the same inputs give the same numbers.
 * Asserts that the rows are one tree. An amount that is no number is a bug: contracts read them.
 */
export function shareDraft(draft: Draft): Cascade {
  if (valueMethod(draft.rules)) return shareValues(valueTree(draft));
  return cascade(draftTree(draft), amountOf(draft.amount, draft.scale), draftRules(draft));
}

/**
 * The rows with the numbers of a cascade. A locked row keeps its number and its changes by hand; a
 * row under a node that could not be shared out has no number.
 */
export function allocatedRows<Row extends PlanRow>(
  draft: Draft,
  rows: readonly Row[],
  { shares }: Cascade,
): Row[] {
  const values = usedValues(draft);
  return rows.map((row) => {
    const share = shares.get(row.subject);
    const amount = share ? formatMinor(share.amount, draft.scale) : null;
    const { min, max, changes, locked } = row.inputs;
    const used = { values: must(values.get(row.subject)).map(fraction), min, max };
    const kept = isSetAside(row);
    const inputs = {
      ...row.inputs,
      used,
      locked: kept && locked,
      allocated: kept ? null : amount,
      changes: kept ? changes : [],
    };
    return { ...row, amount, inputs };
  });
}

/** What every row brought to the run that its parent made. */
function usedValues(draft: Draft): ReadonlyMap<string, readonly Rate[]> {
  const method = valueMethod(draft.rules);
  if (!method) return valuesBelow(draftTree(draft), runFactors(draft.rules).length);
  const facts = [...factsBelow(valueTree(draft))];
  return new Map(facts.map(([id, { value }]) => [id, [method.how === "copy" ? ONE : value]]));
}

type Numbers = Pick<Draft, "amount" | "scale"> & {
  readonly rules: Pick<PlanRules, "method">;
  readonly rows: readonly Pick<PlanRow, "subject" | "parent" | "inputs" | "amount">[];
};

function valueTree({ rules, rows, scale, amount }: Numbers) {
  return { rules, rows, scale, amount: amountOf(amount, scale) };
}

/** Locked rows keep the number they have; the top's number is the plan's own. */
function isSetAside({ parent, amount, inputs }: PlanRow): boolean {
  return inputs.locked && amount !== null && parent !== null;
}

export function draftTree({ rules, rows, scale }: Draft): CascadeNode {
  const below = groupBy(rows, ({ parent }) => parent);
  const tops = below.get(null) ?? [];
  assert(tops.length === 1, "a draft has one top");
  const node = (row: PlanRow): CascadeNode => ({
    id: row.subject,
    values: runValues(row, rules),
    ...bounds(row, scale),
    ...ownRules(row.inputs, rules),
    children: (below.get(row.subject) ?? []).map(node),
  });
  return node(must(tops[0]));
}

export function draftRules({ rules, scale }: Draft): CascadeRules {
  return {
    kind: methodOf(rules).kind === "given" ? "given" : "ratios",
    factors: runFactors(rules).map(({ key, weight }) => ({ key, weight: rateOf(weight) })),
    granule: amountOf(rules.granularity, scale),
    rounding: roundingOf(rules.rounding),
    ties: rules.ties,
    minimum: rules.minimum === null ? null : rateOf(rules.minimum),
    over: rateOf(rules.over),
    odd: rules.odd,
  };
}

/** A year over the periods of the plan's basis, in whole units where the plan's granules are. */
export function monthsOf(amount: Minor, rules: PlanRules, scale: number): readonly Minor[] {
  const weights = must(rules.basis, "the plan has been shared out").weights.map(BigInt);
  return spreadYear(amount, weights, monthGranule(rules, scale));
}

/** The same value in every period of the plan. */
export function everyMonth({ basis }: Pick<PlanRules, "basis">, value: Minor): readonly Minor[] {
  return must(basis, "the plan has periods").periods.map(() => value);
}

/** Months are whole units of the metric where the plan's granules are, else smallest steps. */
export function monthGranule(
  { granularity }: Pick<PlanRules, "granularity">,
  scale: number,
): bigint {
  const unit = 10n ** BigInt(scale);
  return amountOf(granularity, scale) % unit === 0n ? unit : 1n;
}

/**
 * The months of a number that was changed: in the proportions they had, locked cells kept. Where the
 * locked cells leave nothing to take the difference they give way, and the answer says so.
 */
export function movedMonths(
  { rules, metric: { scale } }: Pick<Plan, "rules" | "metric">,
  before: readonly Minor[] | null,
  amount: Minor,
  { cells = {} }: Pick<RowInputs, "cells">,
): { readonly months: readonly Minor[]; readonly locksGaveWay: boolean } {
  // A value holds in every month; there is nothing to take from the others.
  if (valueMethod(rules)) return { months: everyMonth(rules, amount), locksGaveWay: false };
  if (before === null) return { months: monthsOf(amount, rules, scale), locksGaveWay: false };
  if (sum(before) === amount) return { months: before, locksGaveWay: false };
  const { periods, weights } = must(rules.basis, "the plan has been shared out");
  const held = periods.flatMap(({ key }, at) => (cells?.[key] ? [at] : []));
  const by = { weights: weights.map(BigInt), granule: monthGranule(rules, scale) };
  const kept = scaleMonths(before, amount, { ...by, locked: new Set(held) });
  if (kept) return { months: kept, locksGaveWay: false };
  const moved = scaleMonths(before, amount, { ...by, locked: new Set() });
  return { months: moved ?? monthsOf(amount, rules, scale), locksGaveWay: true };
}

/**
 * A node's own number minus those of its children, or minus their weighted mean where the metric
 * does not add up: above 0 is unassigned. Leaves have none.
 */
export function gapsOf(draft: Numbers): ReadonlyMap<string, bigint> {
  const { rows, scale } = draft;
  if (valueMethod(draft.rules)) return valueGaps(valueTree(draft));
  const below = groupBy(rows, ({ parent }) => parent);
  const number = (amount: string | null) => (amount === null ? 0n : amountOf(amount, scale));
  return new Map(
    rows.flatMap((row) => {
      const children = below.get(row.subject);
      if (!children) return [];
      return [[row.subject, number(row.amount) - sum(children.map((each) => number(each.amount)))]];
    }),
  );
}

/** The recipient's side of its card, as the last run read it; changes by hand came after. */
export function cardInput({ subject, amount, inputs }: PlanRow, scale: number): CardInput {
  const { values, min, max } = must(inputs.used, "a run has read this row");
  const number = amountOf(must(amount, "the row has a number"), scale);
  const changes = inputs.changes.map((each) => changeOf(each, scale));
  const before = changes[0]?.from ?? number;
  return {
    id: subject,
    values: values.map(rateOf),
    ...(min === null ? {} : { min: amountOf(min, scale) }),
    ...(max === null ? {} : { max: amountOf(max, scale) }),
    ...(inputs.allocated === null ? { fixed: before } : {}),
    allocated: before,
    changes,
  };
}

function changeOf({ from, to, by, at, reason }: ChangeText, scale: number): ManualChange {
  return { from: amountOf(from, scale), to: amountOf(to, scale), by, at, reason };
}

function bounds(row: PlanRow, scale: number) {
  const { min, max } = row.inputs;
  return {
    ...(min === null ? {} : { min: amountOf(min, scale) }),
    ...(max === null ? {} : { max: amountOf(max, scale) }),
    ...(isSetAside(row) ? { fixed: amountOf(must(row.amount), scale) } : {}),
  };
}

function ownRules({ over, weights }: RowInputs, rules: PlanRules) {
  const { factors } = rules;
  return {
    ...(over === null ? {} : { over: rateOf(over) }),
    ...(weights === null || methodOf(rules).kind !== "factors"
      ? {}
      : { weights: factors.map(({ key }) => rateOf(weights[key] ?? "0")) }),
  };
}

export function amountOf(text: string, scale: number): Minor {
  const parsed = parseMinor(text, scale);
  assert(parsed.ok, "an amount that was stored is a number");
  return minor(parsed.value);
}
