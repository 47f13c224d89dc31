import * as v from "valibot";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import type { IncentiveFlaw, Statement } from "../../workers/incentives/outcome.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { cuts } from "./cut.ts";

/** Tells how far a long computation is, lets others speak, and throws when nobody waits any more. */
export type Report = (done: number, of: number) => Promise<void>;
export type Flawed = { readonly ok: false; readonly flaws: readonly IncentiveFlaw[] };

/**
 * A draft over days that have been: everything since the longest window's begin is computed again
 * under it, as if nothing had been posted.
 */
export function under(input: EvaluationJson, plans: readonly PlanJson[]): EvaluationJson {
  return { ...input, plans: [...plans], posted: [], adjustments: [] };
}

/** The draft alone, from the first day asked for on: its own dates lie in the future. */
export function asIfAlways(input: EvaluationJson, draft: PlanJson): EvaluationJson {
  const { change: _, ...rest } = draft;
  return under(input, [{ ...rest, from: input.from, until: null }]);
}

/** Every statement of an input, cut by cut; flaws point into the whole input. */
export async function statementsOf(
  input: EvaluationJson,
  { trace = false, people }: { readonly trace?: boolean; readonly people?: readonly string[] },
  report: Report,
  each: (statement: Statement, cut: EvaluationJson) => void,
): Promise<readonly IncentiveFlaw[]> {
  const wanted = people && new Set(people);
  const all = cuts(input, wanted ? 1 : undefined).filter(
    (cut) => !wanted || cut.input.participants.some(({ id }) => wanted.has(id)),
  );
  let done = 0;
  for (const cut of all) {
    await report(done, input.participants.length);
    const made = evaluate(v.parse(Evaluation, cut.input), { trace });
    if (!made.ok) return made.error.map((flaw) => placed(flaw, cut));
    for (const statement of made.value.statements)
      if (!wanted || wanted.has(statement.participant)) each(statement, cut.input);
    done += cut.input.participants.length;
  }
  await report(done, Math.max(done, 1));
  return [];
}

/** `/credits/3` of a cut is another credit of the whole. */
function placed(flaw: IncentiveFlaw, cut: ReturnType<typeof cuts>[number]): IncentiveFlaw {
  const pointer = flaw.pointer.replace(
    /^\/(credits|participants)\/(\d+)/,
    (_, list: "credits" | "participants", at: string) =>
      `/${list}/${cut[list][Number(at)] ?? Number(at)}`,
  );
  return { ...flaw, pointer };
}

export type PersonPay = {
  readonly person: string;
  readonly name: string;
  /** Earned in the days looked at, in minor units. */
  readonly pay: bigint;
  /** Under the plan in force; null where there is none. */
  readonly before: bigint | null;
};

export type Simulation = {
  readonly ok: true;
  readonly currency: string;
  /** Pay periods looked at. */
  readonly periods: readonly { readonly from: string; readonly until: string }[];
  readonly people: readonly PersonPay[];
  readonly cost: bigint;
  readonly costBefore: bigint | null;
  readonly components: readonly { readonly key: string; readonly amount: bigint }[];
  readonly months: readonly {
    readonly from: string;
    readonly cost: bigint;
    readonly before: bigint | null;
  }[];
};

export type PreviewAsk = {
  readonly draft: PlanJson;
  /** Versions of the plan in force, oldest first; none for a new plan. */
  readonly inForce: readonly PlanJson[];
  /** Which statements count, by the first day of their period: `[from, until)`. */
  readonly from: string;
  readonly until: string;
};

/** What a draft would have cost in days that have been, and what each person would have had. */
export async function preview(
  input: EvaluationJson,
  { draft, inForce, from, until }: PreviewAsk,
  report: Report,
): Promise<Simulation | Flawed> {
  const halves = inForce.length > 0 ? 2 : 1;
  const now = tally(from, until);
  const flaws = await statementsOf(
    asIfAlways(input, draft),
    {},
    (done, of) => report(done, of * halves),
    now.add,
  );
  if (flaws.length > 0) return { ok: false, flaws };
  const before = tally(from, until);
  if (halves === 2) {
    const wrong = await statementsOf(
      under(input, inForce),
      {},
      (done, of) => report(of + done, of * 2),
      before.add,
    );
    if (wrong.length > 0) return { ok: false, flaws: wrong };
  }
  return summed(input, now, halves === 2 ? before : null);
}

export type Tally = ReturnType<typeof tally>;

/** Sums over statements whose period begins in the days looked at. */
export function tally(from: string, until: string) {
  const people = new Map<string, bigint>();
  const components = new Map<string, bigint>();
  const periods = new Map<string, { from: string; until: string; cost: bigint }>();
  let currency = "";
  function add({ period, participant, earned, lines, currency: of }: Statement): void {
    if (period.from < from || period.from >= until) return;
    currency = of;
    people.set(participant, (people.get(participant) ?? 0n) + earned);
    const held = periods.get(period.from);
    if (held) held.cost += earned;
    else periods.set(period.from, { from: period.from, until: period.until, cost: earned });
    for (const { kind, component, amount } of lines) {
      if (kind === "release" || kind.startsWith("draw") || kind.startsWith("debt")) continue;
      const key = component ?? `/${kind}`;
      components.set(key, (components.get(key) ?? 0n) + amount);
    }
  }
  return { add, people, components, periods, currency: () => currency };
}

export function summed(input: EvaluationJson, now: Tally, before: Tally | null): Simulation {
  const sum = (of: ReadonlyMap<string, bigint>) => [...of.values()].reduce((a, b) => a + b, 0n);
  const people = input.participants.flatMap(({ id, name }): PersonPay[] => {
    const pay = now.people.get(id);
    const was = before?.people.get(id);
    if (pay === undefined && was === undefined) return [];
    return [{ person: id, name: name ?? id, pay: pay ?? 0n, before: before ? (was ?? 0n) : null }];
  });
  const periods = [...now.periods.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
  return {
    ok: true,
    currency: now.currency() || (input.plans[0]?.currency ?? ""),
    periods: periods.map(({ from, until }) => ({ from, until })),
    people,
    cost: sum(now.people),
    costBefore: before ? sum(before.people) : null,
    components: [...now.components].map(([key, amount]) => ({ key, amount })),
    months: periods.map(({ from, cost }) => ({
      from,
      cost,
      before: before ? (before.periods.get(from)?.cost ?? 0n) : null,
    })),
  };
}
