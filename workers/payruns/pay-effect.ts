import type { PayAnswer, PayAsked, PayEffect } from "../adjustments/pay.ts";
import { seesPay } from "../incentives/pay-sight.ts";
import { addMonths, day, type Day } from "../lib/day.ts";
import { ascending, groupBy } from "../lib/list.ts";
import { currencyScale, formatMinor } from "../lib/money.ts";
import { planKey } from "../metrics/plan-key.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { parsedInput } from "./assemble.ts";
import { inputOf } from "./compute.ts";
import type { Deps } from "./deps.ts";
import { expectedPay } from "./expected-pay.ts";
import { basisNow } from "./read-basis.ts";
import { readRows } from "./read-rows.ts";

/** People whose pay one look computes: the largest movers. */
const PEOPLE_MAX = 200;
/** The longest window of a plan is a fiscal year: what was sold since its begin counts too. */
const MONTHS_BEFORE = 11;

type Moves = PayAsked["people"];

/**
 * What a change of targets does to expected pay, for those whose pay the reader may see: the engine on
 * each plan's own input, with the targets of before and of after. See expectedPay().
 */
export const payEffect =
  (deps: Deps): PayEffect =>
  async (db, asked, reader) => {
    const [first] = asked.periods;
    const last = asked.periods.at(-1);
    if (!first || !last || asked.people.length === 0) return { state: "not_configured" };
    const { settings, stays, metrics } = await db.load({
      settings: deps.runs.settings(),
      stays: deps.plans.staysOf(asked.people.map(({ person }) => person)),
      metrics: deps.input.metrics(),
    });
    const metric = metrics.find(({ id }) => id === asked.metric);
    const touching = stays.filter((stay) => stay.from < last.until && stay.until > first.from);
    if (!metric || touching.length === 0) return { state: "not_configured" };
    const seen = asked.people.filter(({ person }) => seesPay(reader, person, settings));
    if (seen.length === 0) return { state: "hidden" };
    const ordered = seen.toSorted((a, b) => ascending(sizeOf(b), sizeOf(a))).slice(0, PEOPLE_MAX);
    const byPlan = groupBy(touching, ({ plan }) => plan);
    const answers: Known[] = [];
    for (const [plan, members] of byPlan) {
      const on = new Set(members.map(({ person }) => person));
      const people = ordered.filter(({ person }) => on.has(person));
      if (people.length === 0) continue;
      const known = await ofPlan(db, deps, { plan, people, asked, metric: planKey(metric.code) });
      if (known) answers.push(known);
    }
    return joined(answers, seen.length);
  };

type Known = { readonly currency: string; readonly people: KnownPeople };
type KnownPeople = Extract<PayAnswer, { state: "known" }>["people"];

/** By how much somebody's targets move, in smallest steps: decimals of one metric have one scale. */
function sizeOf({ before, after }: Moves[number]): bigint {
  const steps = (text: string) => BigInt(text.replace(".", ""));
  return before.reduce((sum, text, at) => {
    const by = steps(after[at] ?? "0") - steps(text);
    return sum + (by < 0n ? -by : by);
  }, 0n);
}

async function ofPlan(
  db: TenantDb,
  deps: Deps,
  of: { plan: string; people: Moves; asked: PayAsked; metric: string },
): Promise<Known | null> {
  const { plan, people, asked, metric } = of;
  const { versions } = await db.load({ versions: deps.plans.versions(plan) });
  const begins = versions.map(({ from }) => from).sort()[0];
  const periods = asked.periods.map(({ key, from, until }) => ({
    ...{ key, from: day(from), until: day(until) },
  }));
  const [first] = periods;
  const last = periods.at(-1);
  if (!begins || !first || !last) return null;
  const from = later(addMonths(first.from, -MONTHS_BEFORE), begins);
  if (from >= last.until) return null;
  const ids = people.map(({ person }) => person);
  const days = { from, until: last.until };
  const now = await basisNow(db, deps, { plan, ...days, people: ids, closed: [] });
  if (now.documents.length === 0) return null;
  const { basis, documents } = now;
  const log = await readRows(db, deps, { plan, basis, documents, people: ids });
  const input = inputOf({ basis, documents, people: now.people, ...log, posted: [] });
  const pay = expectedPay(parsedInput(input), { metric, periods, people });
  const currency = documents[0]?.currency;
  if (!pay || currency === undefined) return null;
  const scale = currencyScale(currency);
  return {
    currency,
    people: pay.map(({ person, before, after }) => ({
      ...{ person, before: formatMinor(before, scale), after: formatMinor(after, scale) },
    })),
  };
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** One currency is shown: the one of the first plan; `left` says who is not among them. */
function joined([first, ...others]: readonly Known[], asked: number): PayAnswer {
  if (!first) return { state: "not_configured" };
  const people = [
    ...first.people,
    ...others.filter(({ currency }) => currency === first.currency).flatMap((each) => each.people),
  ];
  return { state: "known", currency: first.currency, people, left: asked - people.length };
}
