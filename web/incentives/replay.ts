import * as v from "valibot";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import type {
  CreditInput,
  EvaluationInput,
  EvaluationJson,
} from "../../workers/incentives/input.ts";
import type { Statement } from "../../workers/incentives/outcome.ts";
import { PlanDocument, type PlanJson } from "../../workers/incentives/plan-document.ts";
import { readEvaluation } from "../../workers/incentives/read-input.ts";
import { type Warning, warningsOf } from "../../workers/incentives/warnings.ts";
import { groupBy } from "../../workers/lib/list.ts";
import { parseMinor } from "../../workers/lib/money.ts";
import { compareRates, parseRate, type Rate, ZERO } from "../../workers/lib/rate.ts";
import { readsOthers } from "./cut.ts";
import {
  asIfAlways,
  type Flawed,
  preview,
  type PreviewAsk,
  type Report,
  type Simulation,
  statementsOf,
  statementsRead,
  tally,
} from "./simulate.ts";
import { scaled } from "./what-if.ts";

/** A person who came within a twentieth of a bound at which pay jumps. */
export type NearCliff = {
  readonly person: string;
  readonly period: string;
  readonly measure: string;
  readonly isOver: boolean;
};
export type CliffHit = { readonly warning: Warning; readonly near: readonly NearCliff[] };

export type SensitiveDeal = {
  readonly deal: string;
  /** To whom it was sold, or what, where the entry says so. */
  readonly about: string | null;
  readonly person: string;
  readonly name: string;
  readonly on: string;
  readonly amount: string;
  /** Pay that would not be there without this deal, in minor units. */
  readonly pay: bigint;
};

export type Replay = Simulation & {
  readonly cliffs: readonly CliffHit[];
  readonly deals: readonly SensitiveDeal[];
  /** Cost if everybody had sold that many percent of what they did. */
  readonly at: readonly { readonly percent: number; readonly cost: bigint }[];
};

const LEVELS = [80, 120] as const;
const CANDIDATES = 24;
const SHOWN = 10;

/**
 * A closed year on a draft: cost, each person's difference, who came near a cliff, the deals on which
 * most pay hangs, and the cost if everybody had sold 80 or 120 % of it.
 */
export async function replay(
  input: EvaluationJson,
  before: EvaluationJson | null,
  ask: PreviewAsk,
  report: Report,
): Promise<Replay | Flawed> {
  const parts = 2 + LEVELS.length;
  const part = (at: number): Report => {
    return (done, of) => report(at * 1000 + Math.floor((done * 1000) / of), parts * 1000);
  };
  const base = await preview(input, before, ask, part(0));
  if (!base.ok) return base;
  const draft = asIfAlways(input, ask.draft);
  const read = readEvaluation(draft);
  const isWhole = draft.plans.some(readsOthers);
  const cliffs = await cliffsHit(draft, ask, part(1));
  const at: { percent: number; cost: bigint }[] = [];
  for (const [index, percent] of LEVELS.entries()) {
    const sums = tally(ask.from, ask.until);
    const less = { ...read, credits: sold(draft, read, percent) };
    await statementsRead(less, isWhole, {}, part(2 + index), sums.add, new Set());
    const cost = [...sums.people.values()].reduce((a, b) => a + b, 0n);
    at.push({ percent, cost });
  }
  const levels = [...at, { percent: 100, cost: base.cost }].sort((a, b) => a.percent - b.percent);
  const deals = isWhole ? [] : sensitive(draft, paidAnyway(read), ask, cliffs);
  return { ...base, cliffs, at: levels, deals };
}

/** Everybody's credits times a percentage, in the decimals they were written with. */
function sold(
  { credits = [] }: EvaluationJson,
  read: EvaluationInput,
  percent: number,
): CreditInput[] {
  const by = { num: BigInt(percent), den: 100n };
  const known = new Map<string, Rate>();
  const times = (text: string): Rate => {
    const found = known.get(text) ?? parseRate(scaled(text, by)) ?? ZERO;
    known.set(text, found);
    return found;
  };
  return read.credits.map((credit, at) => ({
    ...credit,
    measures: Object.fromEntries(
      Object.entries(credits[at]?.measures ?? {}).map(([key, text]) => [key, times(text)]),
    ),
  }));
}

/** The measure a tiered line was looked up at, from its own trace. */
export function measureOf({ steps }: Statement["lines"][number]): Rate | null {
  const at = steps.findLast(({ rule }) => rule === "attainment" || rule === "pay");
  const text =
    steps.findLast(({ rule }) => rule === "attainment")?.figures["attainment"] ??
    at?.figures["measure"];
  return text === undefined ? null : parseRate(text);
}

async function cliffsHit(
  input: EvaluationJson,
  { draft, from, until }: PreviewAsk,
  report: Report,
): Promise<CliffHit[]> {
  const read = v.parse(PlanDocument, draft);
  const warnings = warningsOf(read).filter(({ code }) => code === "cliff");
  if (warnings.length === 0) {
    await report(1, 1);
    return [];
  }
  const hits = warnings.map((warning) => ({ warning, near: [] as NearCliff[] }));
  await statementsOf(
    input,
    { trace: true, sums: true },
    report,
    ({ participant, period, lines }) => {
      if (period.from < from || period.from >= until) return;
      for (const { warning, near } of hits) {
        const component = componentOf(draft, warning.pointer);
        const bound = parseRate(String(warning["at"] ?? ""));
        for (const line of lines) {
          if (line.component !== component || !bound) continue;
          const measure = measureOf(line);
          if (!measure || !isNear(measure, bound)) continue;
          near.push({
            person: participant,
            period: period.from,
            measure: `${measure.num}/${measure.den}`,
            isOver: compareRates(measure, bound) >= 0,
          });
        }
      }
    },
    new Set(),
  );
  return hits;
}

function componentOf({ components }: PlanJson, pointer: string): string | null {
  const at = Number(/^\/components\/(\d+)/.exec(pointer)?.[1] ?? -1);
  return components[at]?.key ?? null;
}

/** Within a twentieth of the bound, on either side. */
function isNear(measure: Rate, bound: Rate): boolean {
  const scaledBy = (num: bigint) => ({ num: bound.num * num, den: bound.den * 20n });
  return compareRates(measure, scaledBy(19n)) >= 0 && compareRates(measure, scaledBy(21n)) <= 0;
}

/**
 * Deals on which most pay hangs: of the largest, and of those who came near a cliff, what the person
 * would have without it.
 */
function sensitive(
  { credits: written = [], participants }: EvaluationJson,
  input: EvaluationInput,
  ask: PreviewAsk,
  cliffs: readonly CliffHit[],
): SensitiveDeal[] {
  const credits = written.filter(
    ({ on, reverses }) => ask.from <= on && on < ask.until && reverses === undefined,
  );
  const near = new Set(cliffs.flatMap((each) => each.near.map(({ person }) => person)));
  const size = (text: string | undefined) => {
    const units = parseMinor(text ?? "0", 6);
    return units.ok ? units.value : 0n;
  };
  const known = new Set(participants.map(({ id }) => id));
  const ofPerson = byPerson(input);
  const sorted = credits
    .filter(({ person, role }) => known.has(person) && (role ?? "direct") === "direct")
    .map((credit) => ({ credit, size: size(credit.measures["amount"]) }))
    .sort((a, b) => (a.size > b.size ? -1 : 1));
  const first = sorted.filter(({ credit }) => near.has(credit.person)).slice(0, CANDIDATES / 2);
  const candidates = [...new Set([...first, ...sorted.slice(0, CANDIDATES / 2)])];
  return candidates
    .flatMap(({ credit }): SensitiveDeal[] => {
      const own = ofPerson(credit.person);
      const without = {
        ...own,
        credits: own.credits.filter(
          (each) =>
            (each.entry ?? each.id) !== (credit.entry ?? credit.id) &&
            each.reverses !== (credit.entry ?? credit.id),
        ),
      };
      const [all, less] = [earned(own, ask), earned(without, ask)];
      if (all === null || less === null) return [];
      const name = own.participants.find(({ id }) => id === credit.person)?.name ?? credit.person;
      return [
        {
          deal: credit.deal ?? numberOf(credit),
          about: credit.dimensions?.["customer"] ?? credit.dimensions?.["product"] ?? null,
          person: credit.person,
          name,
          on: credit.on,
          amount: credit.measures["amount"] ?? "0",
          pay: all - less,
        },
      ];
    })
    .filter(({ pay }) => pay > 0n)
    .sort((a, b) => (a.pay > b.pay ? -1 : 1))
    .slice(0, SHOWN);
}

/** The entry's own number: a credit is told as source:number, with its person where several share it. */
function numberOf({ id, entry = id }: Pick<CreditInput, "id" | "entry">): string {
  return entry.slice(entry.indexOf(":") + 1);
}

/** Where a person has no target, the rest of the plan is shown all the same. */
function paidAnyway(input: EvaluationInput): EvaluationInput {
  const plans = input.plans.map((plan) => ({ ...plan, quotaMissing: "pays_nothing" as const }));
  return { ...input, plans };
}

/** What one person's pay reads, all shares of their entries with it; credits are indexed once. */
function byPerson(input: EvaluationInput): (person: string) => EvaluationInput {
  const entryOf = ({ entry, id }: CreditInput) => entry ?? id;
  const ofPerson = groupBy(input.credits, ({ person }) => person);
  const ofEntry = groupBy(input.credits, entryOf);
  const dealOf = new Map(input.deals.map((deal) => [deal.id, deal]));
  const once = (person: string): EvaluationInput => {
    const entries = new Set((ofPerson.get(person) ?? []).map(entryOf));
    const credits = [...entries].flatMap((entry) => ofEntry.get(entry) ?? []);
    const deals = new Set(credits.flatMap(({ deal }) => deal ?? []));
    return {
      ...input,
      participants: input.participants.filter(({ id }) => id === person),
      credits,
      deals: [...deals].flatMap((id) => dealOf.get(id) ?? []),
      targets: input.targets.filter(({ subject }) => subject === person),
    };
  };
  const known = new Map<string, EvaluationInput>();
  return (person) => {
    const found = known.get(person) ?? once(person);
    known.set(person, found);
    return found;
  };
}

function earned(input: EvaluationInput, { from, until }: PreviewAsk): bigint | null {
  const made = evaluate(input, { trace: false });
  if (!made.ok) return null;
  return made.value.statements
    .filter(({ period }) => from <= period.from && period.from < until)
    .reduce((sum, each) => sum + each.earned, 0n);
}
