import { must } from "../lib/assert.ts";
import { formatMinor, currencyScale, parseMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Plan } from "../targets/plan.ts";
import type { Ask } from "./adjustment.ts";
import type { Node } from "./flow.ts";
import {
  budgetIn,
  capacityOf,
  chained,
  headsOn,
  moveBudget,
  moveHeads,
  productivityIn,
  type Resource,
  type ResourceChange,
  type Season,
} from "./resource.ts";
import type { BudgetUse, KeptResource } from "./resource-store.ts";
import { daysOf, type Span } from "./span.ts";

export type ResourceMove = {
  readonly unit: string;
  readonly kind: "heads" | "capacity" | "budget";
  readonly purpose: string;
  /** Decimals; null where nobody has planned any. */
  readonly before: string | null;
  readonly after: string | null;
  readonly currency: string;
};
export type ResourceMoves = {
  readonly change: ResourceChange;
  /** Whose resources were read, and the newest commit among them: what a write is based on. */
  readonly units: readonly string[];
  readonly newest: number;
  readonly shown: readonly ResourceMove[];
};
export type ResourceMoveError =
  | {
      readonly code: "resource/too_little";
      readonly purpose: string;
      readonly value: string;
      readonly have: string;
      readonly pointer: string;
    }
  | {
      readonly code: "resource/amount";
      readonly value: string;
      readonly scale: number;
      readonly pointer: string;
    }
  | { readonly code: "resource/too_few_heads"; readonly pointer: string };

type Facts = {
  readonly at: Plan;
  readonly nodes: readonly Node[];
  readonly span: Span;
  readonly resources: readonly KeptResource[];
  readonly uses: readonly BudgetUse[];
};

/** One person is one head. */
const HEAD = 100n;

/**
 * What a request does to heads and budgets: a head goes with each person who moves, where both units
 * plan heads, and money goes as asked. Refuses money that is not there (what was used is gone).
 */
export function resourceMoves(ask: Ask, facts: Facts): Result<ResourceMoves, ResourceMoveError> {
  const { resources, nodes, at, span } = facts;
  const days = daysOf(at.rules.basis?.periods ?? [], span);
  const steps: ((now: readonly Resource[]) => ResourceChange | null)[] = [];
  for (const { out, into } of ask.moves.map((move) => chainsOf(move, nodes))) {
    for (const unit of out)
      steps.push((now) => moveHeads(now, { unit, from: days.from, by: -HEAD }));
    for (const unit of into)
      steps.push((now) => moveHeads(now, { unit, from: days.from, by: HEAD }));
  }
  for (const [index, move] of ask.budget.entries()) {
    const pointer = `/budget/${index}/amount`;
    const money = moneyOf(move, facts, pointer);
    if (!money.ok) return money;
    const { amount, currency } = money.value;
    const line = { purpose: move.purpose, currency, ...days };
    steps.push((now) => moveBudget(now, { ...line, unit: move.from, by: -amount }));
    steps.push((now) => moveBudget(now, { ...line, unit: move.to, by: amount }));
  }
  const change = chained(resources, steps);
  if (!change) return err({ code: "resource/too_few_heads", pointer: "/moves" });
  const after = [...resources.filter((row) => !change.close.includes(row)), ...change.open];
  return ok({
    change,
    units: [...new Set(resources.map(({ unit }) => unit))],
    newest: Math.max(0, ...resources.map(({ since }) => since)),
    shown: shownOf(ask, facts, after),
  });
}

/** Units that lose and units that gain a person: those above both seats keep their heads. */
function chainsOf({ person, to }: Ask["moves"][number], nodes: readonly Node[]) {
  const parent = new Map(nodes.map((node) => [node.subject, node.parent]));
  const chain = (from: string | null) => {
    const units: string[] = [];
    for (let at = from; at !== null; at = parent.get(at) ?? null) units.push(at);
    return units;
  };
  const [before, after] = [chain(parent.get(person) ?? null), chain(to)];
  return {
    out: before.filter((unit) => !after.includes(unit)),
    into: after.filter((unit) => !before.includes(unit)),
  };
}

export function seasonOf({ rules: { basis } }: Plan): Season | null {
  return basis && { periods: basis.periods, weights: basis.weights.map(BigInt) };
}

function moneyOf(
  move: Ask["budget"][number],
  { resources, uses, at }: Facts,
  pointer: string,
): Result<{ amount: bigint; currency: string }, ResourceMoveError> {
  const { from: unit, purpose } = move;
  const row = resources.find(
    (r) => r.kind === "budget" && r.unit === unit && r.purpose === purpose,
  );
  const currency = row?.currency ?? at.currency;
  const scale = currencyScale(currency);
  const amount = parseMinor(move.amount, scale);
  if (!amount.ok || amount.value <= 0n) {
    return err({ code: "resource/amount", value: move.amount, scale, pointer });
  }
  const used = uses.find((each) => each.unit === unit && each.purpose === purpose)?.amount ?? 0n;
  const have = budgetIn(resources, { unit, purpose }, at) - used;
  if (amount.value > have) {
    const facts = { purpose, value: move.amount, have: formatMinor(have, scale) };
    return err({ code: "resource/too_little", ...facts, pointer });
  }
  return ok({ amount: amount.value, currency });
}

/** Heads and what they can bring on the first changed day, and money over the plan's interval. */
function shownOf(
  { moves, budget }: Ask,
  { resources, nodes, at, span }: Facts,
  after: readonly Resource[],
): ResourceMove[] {
  const days = daysOf(at.rules.basis?.periods ?? [], span);
  const chains = moves.map((move) => chainsOf(move, nodes));
  const units = new Set(chains.flatMap(({ out, into }) => [...out, ...into]));
  const heads = [...units].flatMap((unit): ResourceMove[] => {
    const [was, now] = [resources, after].map((rows) => headsOn(rows, unit, days.from));
    if (was === null && now === null) return [];
    const place = { unit, purpose: "", currency: "" };
    const text = (amount: bigint | null | undefined, scale: number) =>
      amount === null || amount === undefined ? null : formatMinor(amount, scale);
    const brings = productivityIn(resources, { unit, metric: at.metric.id }, days, seasonOf(at));
    const capacity = [was, now].map((each) => capacityOf(each ?? null, brings));
    const { scale } = at.metric;
    return [
      { ...place, kind: "heads", before: text(was, 2), after: text(now, 2) },
      ...(capacity[0] === null
        ? []
        : [
            {
              ...place,
              kind: "capacity" as const,
              currency: at.currency,
              before: text(capacity[0], scale),
              after: text(capacity[1], scale),
            },
          ]),
    ];
  });
  const places = budget.flatMap(({ from, to, purpose }) => [
    { unit: from, purpose },
    { unit: to, purpose },
  ]);
  const distinct = [...new Map(places.map((p) => [`${p.unit} ${p.purpose}`, p])).values()];
  const money = distinct.map(({ unit, purpose }): ResourceMove => {
    const row = must(after.find((r) => r.kind === "budget" && r.purpose === purpose));
    const scale = currencyScale(row.currency);
    const [was, now] = [resources, after].map((rows) => budgetIn(rows, { unit, purpose }, at));
    return {
      ...{ unit, purpose, kind: "budget", currency: row.currency },
      before: formatMinor(was ?? 0n, scale),
      after: formatMinor(now ?? 0n, scale),
    };
  });
  return [...heads, ...money];
}
