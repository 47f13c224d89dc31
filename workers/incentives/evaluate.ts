import * as v from "valibot";
import { addDays, type Day } from "../lib/day.ts";
import { intersection, type Interval } from "../lib/interval.ts";
import { currencyScale, MINOR_MAX } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { awardsOf } from "./awards.ts";
import { checkAmounts } from "./check-amounts.ts";
import { checkPlans } from "./check.ts";
import { earnedLines, type Earned } from "./component-lines.ts";
import { compressed } from "./compress.ts";
import { over, times, whole } from "./exact.ts";
import { payCurrency } from "./finish.ts";
import {
  Evaluation,
  type EvaluationInput,
  type EvaluationJson,
  type Participant,
} from "./input.ts";
import { checkCredits } from "./items.ts";
import { ledgerOf, type Ledger } from "./ledger.ts";
import type { IncentiveFlaw, Line, Statement, Step } from "./outcome.ts";
import { currenciesOf, inOneCurrency } from "./one-currency.ts";
import { openingEntries } from "./openings.ts";
import { plansCompared } from "./other-plan.ts";
import { payDateOf } from "./pay-date.ts";
import { planLevelLines } from "./plan-level.ts";
import type { Plan } from "./plan-document.ts";
import { isImmediate, isSaid, type Released, releaseOf } from "./release.ts";
import { rounded } from "./round.ts";
import { once, planOn, type Run, runOf, sceneOf } from "./run.ts";
import { settled } from "./settle.ts";
import { variableFor } from "./sums.ts";
import { payPeriods, timeOf } from "./time.ts";
import { waitingFor } from "./waiting.ts";
import { daysOn, flaw, type World, worldOf } from "./world.ts";

export type Outcome = { readonly statements: readonly Statement[] };
export type Options = {
  /**
   * Without a trace there are no steps and parts. With one, where a plan asks of credits nothing but
   * sums, what each credit has of a line comes from columns; where those do not say it, the line's
   * steps and parts are computed when they are first read, from every single credit.
   */
  readonly trace?: boolean;
  /** False: every credit is looked at on its own at once, for who opens every line anyway. */
  readonly bulk?: boolean;
  /**
   * With a trace: credits are added up first where a plan allows it. The same amounts, and the same
   * figures in the steps of lines; only their parts are of sums instead of credits.
   */
  readonly sums?: boolean;
  /** Called after each statement period, with how many of them are done: for a bar. */
  readonly onPeriod?: (done: number, of: number) => void;
};

/**
 * The incentive engine: `(plan versions, participants, targets, credits, calendar, rates, already
 * posted) -> statements`. Pure and deterministic: no clock, no I/O, no floating point; the same in
 * Worker, browser and test, and whatever order the input's lists come in.
 *
 * Units: amounts of lines and statements are minor units of the statement's currency.
 * Promises: lines re-add to the pay; a window's lines over all its periods re-add to the window
 * computed at once; what is posted is never computed again, only added to.
 * Refuses, naming the place and the value: everything in `IncentiveCode`. Nothing is half answered.
 */
export function evaluate(
  input: EvaluationInput,
  options: Options = {},
): Result<Outcome, readonly IncentiveFlaw[]> {
  const [first] = input.plans;
  if (!first || first.rates.kind !== "none") return evaluateIn(input, options);
  const statements: Statement[] = [];
  for (const currency of currenciesOf(input, first.currency)) {
    const made = evaluateIn(inOneCurrency(input, currency, first.currency), options);
    if (!made.ok) return made;
    statements.push(
      ...made.value.statements.filter(
        ({ lines }) => lines.length > 0 || currency === first.currency,
      ),
    );
  }
  return ok({ statements });
}

/** The same from JSON; what does not fit the contract is thrown out by valibot before. */
export function evaluateJson(json: EvaluationJson, options: Options = {}) {
  return evaluate(v.parse(Evaluation, json), options);
}

function evaluateIn(
  input: EvaluationInput,
  { trace = true, bulk = true, sums: isSummed = !trace, onPeriod }: Options,
): Result<Outcome, readonly IncentiveFlaw[]> {
  const others = new Map<string, readonly Statement[]>();
  const other = (key: string) => others.get(key) ?? [];
  const given = worldOf(input, trace, other);
  for (const found of checkPlans(input.plans)) flaw(given, found);
  for (const [key, found] of otherPlans(input, given)) others.set(key, found);
  checkCredits(given);
  checkAmounts(given);
  if (given.flaws.length > 0) return err(given.flaws);
  const sums = bulk ? compressed(input) : null;
  const opensLater = sums !== null && trace && !isSummed;
  const world = sums
    ? {
        ...worldOf({ ...input, credits: sums.credits }, trace, other),
        sums: opensLater ? sums : null,
      }
    : given;
  const ledger = ledgerOf(input.posted, openingEntries(given));
  if (given.flaws.length > 0) return err(given.flaws);
  const statements: Statement[] = [];
  let before: Run | null = null;
  const periods = openPeriods(input);
  for (const [at, period] of periods.entries()) {
    const run: Run = runOf({ world, single: opensLater ? given : null }, ledger, period, before);
    statements.push(...statementsOf(run));
    before = run;
    onPeriod?.(at + 1, periods.length);
    if (world.flaws.length > 0) return err(world.flaws);
  }
  return ok({ statements });
}

/** Statements of the plans that are compared with, each from its own begin on. */
function otherPlans(input: EvaluationInput, { flaws }: World): Map<string, readonly Statement[]> {
  const found = new Map<string, readonly Statement[]>();
  const asked = input.plans.flatMap((plan, at) =>
    plansCompared(plan).map(({ key, pointer }) => ({
      ...{ own: plan.key, key, pointer: `/plans/${at}${pointer}` },
    })),
  );
  for (const { own, key, pointer } of asked) {
    if (found.has(key)) continue;
    const versions = input.others.filter((each) => each.key === key);
    const [first] = versions;
    const turns = versions.some((each) => plansCompared(each).length > 0);
    if (!first || turns || key === own) {
      flaws.push(
        first || key === own
          ? { code: "incentives/circle", pointer, members: `${own} → ${key} → ${own}` }
          : { code: "incentives/plan_unknown", pointer, plan: key },
      );
      continue;
    }
    const alone = { ...input, plans: versions, others: [], from: first.from, openings: [] };
    const made = evaluateIn({ ...alone, posted: [], adjustments: [] }, { trace: false });
    if (made.ok) found.set(key, made.value.statements);
    else flaws.push(...made.error.map((each) => ({ ...each, pointer: `/others${each.pointer}` })));
  }
  return found;
}

/** Pay periods asked for that begin after everything that is posted. */
export function openPeriods({ plans, from, until, calendar, posted }: EvaluationInput): Interval[] {
  const time = timeOf(calendar);
  const last = posted.reduce<Day | null>(
    (max, { period }) => (max === null || period > max ? period : max),
    null,
  );
  const [first] = plans;
  if (!first) return [];
  const all = plans.flatMap((plan, at) => {
    const begin = plan.from > from ? plan.from : from;
    const next = plans[at + 1]?.from ?? plan.until;
    const end = next !== null && next !== undefined && next < until ? next : until;
    // A period belongs to the version in force on its first day.
    const start = at === 0 ? from : begin;
    return start < end ? payPeriods(time, plan.pay, { from: start, until: end }) : [];
  });
  return all.filter((period) => last === null || period.from > last);
}

function statementsOf(run: Run): Statement[] {
  const { world, period } = run;
  const earned = earnedLines(run);
  const released = releases(run, earned);
  return world.input.participants.flatMap((person) => {
    const own = released.filter(({ participant }) => participant === person.id);
    const statement = statementOf(run, person, earned.lines.get(person.id) ?? [], own);
    const isThere = daysOn(person).some((days) => intersection(days, period));
    return isThere || statement.lines.length > 0 ? [statement] : [];
  });
}

function releases(run: Run, { results, lines }: Earned): Released[] {
  const released: Released[] = [];
  if (run.world.plans.every(paysAtOnce)) return released;
  for (const [component, all] of results)
    for (const result of all) {
      const person = run.world.people.get(result.participant);
      if (!person) continue;
      const now = (lines.get(person.id) ?? []).find(
        (line) => line.component === component && line.window === result.window,
      );
      released.push(...releaseOf(run, person, component, result, now?.amount ?? 0n));
    }
  return released;
}

function paysAtOnce({ release, components, events }: Plan): boolean {
  return (
    events.earned === "counted" &&
    isImmediate(release) &&
    components.every((each) => each.kind === "award" || isImmediate(each.release ?? release))
  );
}

function statementOf(
  run: Run,
  person: Participant,
  components: readonly Line[],
  released: readonly Released[],
): Statement {
  const { world, period, ledger } = run;
  const plan = planOn(world, addDays(period.until, -1));
  const currency = payCurrency(sceneOf(run, plan, period.until), person.id);
  const level = planLevelLines(run, person, components);
  const following = heldOfPlanLevel(run, person, [...components, ...level], released.filter(isOwn));
  const letGo = released.filter(isSaid).map(({ line, deals }): Line => ({ ...line, deals }));
  const before = [...components, ...level, ...letGo, ...following];
  const payable = sum(before);
  const end = settled(run, person, payable);
  const lines = [...before, ...end.lines];
  post(run, ledger, person, lines);
  checkSizes(run, person, lines);
  const waiting = waitingFor(run, person.id);
  const basePay = plan.basePay
    ? rounded(
        times(
          variableFor(world, plan, person, plan.basePay.variable, period),
          whole(10n ** BigInt(currencyScale(currency))),
        ),
        "half_away",
      )
    : null;
  return {
    participant: person.id,
    period,
    currency,
    plans: once(run, "plans", () => plansBegun(run)),
    lines,
    awards: awardsOf(run, person),
    ...(waiting.length === 0 ? {} : { waiting }),
    earned: sum([...components, ...level]),
    pending: pendingOf(run, person, released),
    payable,
    pay: sum(lines),
    ...(end.advanced === 0n ? {} : { advanced: end.advanced }),
    debt: end.debt,
    drawBalance: end.drawBalance,
    basePay,
    payDate: once(run, "pay date", () => payDateOf(world.time, plan.pay, period)),
  };
}

function plansBegun({ world, period }: Run): readonly string[] {
  const begun = world.plans.filter(({ from }) => from < period.until);
  return begun.map(({ key, version }) => `${key}@${version}`);
}

/** A leaver's line on the successor's statement: nothing of it was earned by the one who gets it. */
function isOwn({ line }: Released): boolean {
  return !line.window.includes("<");
}

/**
 * What is earned and may still be released: what is held, without what a leaver has lost, with what
 * is held of a leaver's for this person. The plan's own lines follow at the same part.
 */
function pendingOf({ ledger }: Run, { id }: Participant, released: readonly Released[]): bigint {
  const lines = ledger.linesOf(id).filter(({ kind }) => kind === "release");
  const own = lines.filter(({ window }) => !window.includes("<"));
  const held = -sum(own.filter(({ component }) => component !== null));
  const follows = -sum(own.filter(({ component }) => component === null));
  const lost = released.reduce((all, each) => all + each.lost, 0n);
  const waiting = released.reduce((all, each) => all + each.waiting, 0n);
  if (lost === 0n || held === 0n) return held + follows + waiting;
  const left = held - lost;
  return left + rounded(over(whole(follows * left), whole(held)), "half_away") + waiting;
}

function sum(lines: readonly { readonly amount: bigint }[]): bigint {
  return lines.reduce((all, { amount }) => all + amount, 0n);
}

/**
 * Gate, multiplier and cap act on pay that may not be released yet: they follow at the ratio of
 * released to earned component pay, to date. A guarantee is paid at once.
 */
function heldOfPlanLevel(
  run: Run,
  person: Participant,
  now: readonly Line[],
  released: readonly Released[],
): Line[] {
  const { ledger, period, world } = run;
  const past = ledger.linesOf(person.id);
  if (released.length === 0 && !past.some(({ kind }) => kind === "release")) return [];
  const all = [...past, ...now];
  const earned = sum(all.filter(({ kind }) => kind === "component"));
  const held = sum([
    ...past.filter((line) => line.kind === "release" && line.component !== null),
    ...released.map(({ line }) => line),
  ]);
  if (held === 0n && !past.some((line) => line.kind === "release" && line.component === null))
    return [];
  const follows = sum(
    all.filter(({ kind }) => kind === "gate" || kind === "multiplier" || kind === "cap"),
  );
  if (follows === 0n) return [];
  const ratio = earned === 0n ? whole(1) : { num: earned + held, den: earned };
  const target = rounded(times(whole(follows), positive(ratio)), "half_away");
  const before = sum(past.filter((line) => line.kind === "release" && line.component === null));
  const amount = target - follows - before;
  if (amount === 0n) return [];
  const step: Step = {
    step: 16,
    rule: "release.plan",
    figures: {
      earned: String(earned),
      held: String(held),
      follows: String(follows),
      released: String(target),
    },
  };
  return [
    {
      kind: "release",
      component: null,
      window: "plan",
      origin: period.from,
      amount,
      parts: [],
      steps: world.traced ? [step] : [],
    },
  ];
}

function positive({ num, den }: { num: bigint; den: bigint }) {
  return den < 0n ? { num: -num, den: -den } : { num, den };
}

const NO_DEALS: Readonly<Record<string, bigint>> = {};

function post(run: Run, ledger: Ledger, { id }: Participant, lines: readonly Line[]): void {
  const [participant, period] = [id, run.period.from];
  // Field by field: a line that is spread is opened.
  for (const { kind, component, window, origin, amount, deals = NO_DEALS } of lines)
    ledger.post({ kind, component, window, origin, amount, deals, participant, period });
}

/** Results must be safe integers: nothing larger leaves the engine. */
function checkSizes({ world, period }: Run, { id }: Participant, lines: readonly Line[]): void {
  for (const line of lines)
    if (line.amount > MINOR_MAX || line.amount < -MINOR_MAX)
      flaw(world, {
        code: "incentives/too_large",
        pointer: `/participants/${world.peopleAt.get(id) ?? 0}`,
        person: id,
        component: line.component ?? line.kind,
        ...{ period: period.from, value: String(line.amount), limit: String(MINOR_MAX) },
      });
}
