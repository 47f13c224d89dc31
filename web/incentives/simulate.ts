import { evaluate, type Options } from "../../workers/incentives/evaluate.ts";
import type { EvaluationInput, EvaluationJson } from "../../workers/incentives/input.ts";
import type { IncentiveFlaw, Statement } from "../../workers/incentives/outcome.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { readEvaluation } from "../../workers/incentives/read-input.ts";
import { CREDITS, type Cut, cutUp, readsOthers, UNTRACED } from "./cut.ts";

/** Tells how far a long computation is, lets others speak, and throws when nobody waits any more. */
export type Report = (done: number, of: number) => Promise<void>;
export type Flawed = { readonly ok: false; readonly flaws: readonly IncentiveFlaw[] };

/**
 * A plan over days that have been, as if it had always held, and everybody had been on it since they
 * came: so a draft and the plan in force are compared over the same days and people.
 */
export function asIfAlways(input: EvaluationJson, plan: PlanJson): EvaluationJson {
  const { change: _, ...rest } = plan;
  const participants = input.participants.map((person) => {
    const came = (person.memberships ?? []).reduce<string | null>(
      (first, { from }) => (first === null || from < first ? from : first),
      null,
    );
    const from = came !== null && came > input.from ? came : input.from;
    return { ...person, from: person.from < from ? person.from : from };
  });
  return {
    ...input,
    participants,
    plans: [{ ...rest, from: input.from, until: null }],
    posted: [],
  };
}

/** The newest version of a plan that was handed in with its own input. */
export function newestOf(input: EvaluationJson): EvaluationJson {
  const plan = input.plans.at(-1);
  return plan ? asIfAlways(input, plan) : input;
}

export type StatementOptions = {
  readonly trace?: boolean;
  /** With a trace: credits are added up where that changes nothing but the parts of lines. */
  readonly sums?: boolean;
  readonly people?: readonly string[];
};

/** Every statement of an input, cut by cut; flaws point into the whole input. */
export async function statementsOf(
  input: EvaluationJson,
  options: StatementOptions,
  report: Report,
  each: (statement: Statement) => void,
  untargeted?: Set<string>,
): Promise<readonly IncentiveFlaw[]> {
  // A bar stands there before the input is read and cut, which takes its time where it is large.
  await report(0, Math.max(1, input.participants.length));
  const isWhole = input.plans.some(readsOthers);
  return statementsRead(readEvaluation(input), isWhole, options, report, each, untargeted);
}

/** The same of an input that was read; `isWhole` where one person's pay reads another's. */
export async function statementsRead(
  input: EvaluationInput,
  isWhole: boolean,
  { trace = false, sums = false, people }: StatementOptions,
  report: Report,
  each: (statement: Statement) => void,
  untargeted?: Set<string>,
): Promise<readonly IncentiveFlaw[]> {
  const wanted = people && new Set(people);
  const most = wanted ? 1 : trace && !sums ? CREDITS : UNTRACED;
  const all = cutUp(input, most, isWhole).filter(
    (cut) => !wanted || cut.input.participants.some(({ id }) => wanted.has(id)),
  );
  const count = input.participants.length;
  let done = 0;
  for (const cut of all) {
    await report(done, count);
    const said: Promise<void>[] = [];
    // What is one cut tells how far it is by its periods; who has cancelled is heard after it.
    const onPeriod = (period: number, of: number) => {
      if (all.length === 1) said.push(report(Math.floor((period * count) / of), count));
    };
    const made = evaluated(cut.input, { trace, sums, onPeriod }, untargeted);
    await Promise.all(said);
    if (!made.ok) return made.error.map((flaw) => placed(flaw, cut));
    for (const statement of made.value.statements)
      if (!wanted || wanted.has(statement.participant)) each(statement);
    done += cut.input.participants.length;
  }
  await report(done, Math.max(done, 1));
  return [];
}

/**
 * Where `untargeted` is handed in, people without a target are named there and paid nothing by what
 * divides by it: a preview shows what it can.
 */
function evaluated(input: EvaluationInput, options: Options, untargeted?: Set<string>) {
  const made = evaluate(input, options);
  if (made.ok || !untargeted) return made;
  if (made.error.some(({ code }) => code !== "incentives/quota_missing")) return made;
  for (const { person } of made.error) if (typeof person === "string") untargeted.add(person);
  const plans = input.plans.map((plan) => ({ ...plan, quotaMissing: "pays_nothing" as const }));
  return evaluate({ ...input, plans }, options);
}

/** `/credits/3` of a cut is another credit of the whole. */
function placed(flaw: IncentiveFlaw, cut: Cut<unknown>): IncentiveFlaw {
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
  /** Under the plan in force; null for who is not on it. */
  readonly before: bigint | null;
};

export type Simulation = {
  readonly ok: true;
  readonly currency: string;
  /** Pay periods looked at. */
  readonly periods: readonly { readonly from: string; readonly until: string }[];
  readonly people: readonly PersonPay[];
  readonly cost: bigint;
  /** What the plan in force earned those who are on it; null where there is none. */
  readonly costBefore: bigint | null;
  /** Of the draft's cost, the part of those same people. */
  readonly costCompared: bigint;
  readonly components: readonly { readonly key: string; readonly amount: bigint }[];
  /** Who has no target where the draft needs one. */
  readonly untargeted: readonly string[];
  readonly months: readonly {
    readonly from: string;
    readonly cost: bigint;
    readonly before: bigint | null;
  }[];
};

export type PreviewAsk = {
  readonly draft: PlanJson;
  /** Which statements count, by the first day of their period: `[from, until)`. */
  readonly from: string;
  readonly until: string;
  /** Who is on the plan in force: only they have a before. Everybody when absent. */
  readonly compared?: readonly string[];
};

/**
 * What a draft would have cost in days that have been, and what each person would have had; against
 * the plan that was in force, where its input is handed in.
 */
export async function preview(
  input: EvaluationJson,
  before: EvaluationJson | null,
  { draft, from, until, compared }: PreviewAsk,
  report: Report,
): Promise<Simulation | Flawed> {
  const halves = before ? 2 : 1;
  const now = tally(from, until);
  const untargeted = new Set<string>();
  const first: Report = (done, of) => report(done, of * halves);
  const flaws = await statementsOf(asIfAlways(input, draft), {}, first, now.add, untargeted);
  if (flaws.length > 0) return { ok: false, flaws };
  const both = compared ? new Set(compared) : null;
  if (!before) return summed(input, now, null, both, untargeted);
  const was = tally(from, until);
  const second: Report = (done, of) => report(of + done, of * 2);
  const wrong = await statementsOf(newestOf(before), {}, second, was.add, new Set());
  if (wrong.length > 0) return { ok: false, flaws: wrong };
  return summed(input, now, was, both, untargeted);
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

function summed(
  input: EvaluationJson,
  now: Tally,
  before: Tally | null,
  both: ReadonlySet<string> | null,
  untargeted: ReadonlySet<string>,
): Simulation {
  const sum = (of: ReadonlyMap<string, bigint>) => [...of.values()].reduce((a, b) => a + b, 0n);
  const people = input.participants.flatMap(({ id, name }): PersonPay[] => {
    const pay = now.people.get(id);
    const was = before?.people.get(id);
    if (pay === undefined && was === undefined) return [];
    const isBoth = before !== null && (both === null || both.has(id));
    return [{ person: id, name: name ?? id, pay: pay ?? 0n, before: isBoth ? (was ?? 0n) : null }];
  });
  const compared = people.filter((each) => each.before !== null);
  const periods = [...now.periods.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
  return {
    ok: true,
    currency: now.currency() || (input.plans[0]?.currency ?? ""),
    periods: periods.map(({ from, until }) => ({ from, until })),
    people,
    cost: sum(now.people),
    costBefore: before ? compared.reduce((all, each) => all + (each.before ?? 0n), 0n) : null,
    costCompared: compared.reduce((all, { pay }) => all + pay, 0n),
    untargeted: [...untargeted],
    components: [...now.components].map(([key, amount]) => ({ key, amount })),
    months: periods.map(({ from, cost }) => ({
      from,
      cost,
      before: before ? (before.periods.get(from)?.cost ?? 0n) : null,
    })),
  };
}
