import { addDays, addMonths, type Day } from "../lib/day.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import { exactText, greatest, least, over, times, total, whole } from "./exact.ts";
import type { DealInput, Participant } from "./input.ts";
import type { Line, Part, Step } from "./outcome.ts";
import type { PayComponent } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";
import type { Release } from "./plan-rules.ts";
import { doneAt, eventDone } from "./progress.ts";
import { following, rounded } from "./round.ts";
import { periodOn, planOn, type Run } from "./run.ts";
import type { PersonResult } from "./results.ts";
import { flaw } from "./world.ts";
import { componentOf, isOnCredits } from "./window-result.ts";

/**
 * Step 16: what of the earned lines may be paid. Per component, window and deal: the attributed pay
 * times the parts that are due, rounded as a whole, minus what was released so far; so parts end
 * exactly at the line. The line is what changes between earned and released.
 *
 * A release knows deals and money, not how pay came about (spec 2: "round(pay x min(1, collected /
 * due)) - released so far"), and what a result lost while its difference waits is earned still (spec
 * 3). So whatever a single credit or deal has earned goes with the money of its own deal: by its
 * rate, by a floor or a tier's amount where its rate pays 0, or waiting after a refund. Where no credit
 * of a window pays, its floor (or a tier's amount) is of no deal: people count on it, so it is released
 * in the statement that earns it; only months and days still hold it.
 */
export type Released = {
  readonly line: Line;
  readonly deals: Readonly<Record<string, bigint>>;
  /** Whose statement it is on: the leaver's successor, where the plan says so. */
  readonly participant: string;
  /** What of the earned pay this person can never get any more: a leaver, by the plan's rule. */
  readonly lost: bigint;
  /** What of a leaver's pay is still held for this person, who is the successor. */
  readonly waiting: bigint;
};

export function releaseOf(
  run: Run,
  person: Participant,
  component: string,
  result: PersonResult,
  earnedNow: bigint,
): Released[] {
  const plan = planOn(run.world, result.origin);
  const current = componentOf(plan, component);
  const schedule = current?.release ?? plan.release;
  // What is priced when it is released arises then; what is earned by an event can still be lost by a leaver.
  const earnsLater = plan.events.earned !== "counted" && person.leftOn !== null;
  if (!current || isReleasing(current) || (isImmediate(schedule) && !earnsLater)) return [];
  // What is earned to date: a result that fell may wait, and then it takes nothing back here either.
  const earned = run.ledger.sum(person.id, "component", component, result.window) + earnedNow;
  const isWaiting = earned !== result.amount && earnedNow === 0n;
  // Pay that no credit brings is the window's own, waiting or not.
  const isOfNobody = isWaiting && isOnCredits(current) && portions(result).length === 0;
  // It waits, and of several deals nothing says whose it was: it stays as it is, but for the window's own.
  if (isOfNobody && result.amount === 0n) return [];
  const onEvents = schedule.parts.some(({ on }) => typeof on !== "string" && "event" in on);
  const shares = sharesOf(run, isOfNobody ? result : scaledTo(result, earned), current, onEvents);
  const deals: Record<string, bigint> = {};
  const heirs: Record<string, bigint> = {};
  const steps: Step[] = [];
  let before = 0n;
  let target = 0n;
  let lost = 0n;
  let waiting = 0n;
  for (const share of shares) {
    const { own, heir, done, mostOwn, mostHeir } = targetOf(run, plan, schedule, person, share);
    lost += share.amount - mostOwn;
    waiting += mostHeir - heir;
    const paid = run.ledger.released(person.id, component, result.window, share.deal);
    before += paid;
    target += own;
    if (own !== paid) deals[share.deal] = own - paid;
    if (heir !== 0n) heirs[share.deal] = heir;
    if (
      share.ofNoCredit &&
      schedule.parts.some(({ on }) => typeof on !== "string" && "event" in on)
    )
      steps.push({
        ...{ step: 16, rule: "release.no_credit" },
        figures: { amount: String(share.amount) },
      });
    steps.push({
      step: 16,
      rule: "release",
      figures: {
        deal: share.deal,
        earned: String(share.amount),
        done: exactText(done),
        released: String(own),
        before: String(paid),
      },
    });
  }
  const amount = target - before - earnedNow;
  if (isOfNobody && amount < 0n) return [];
  const line: Line = {
    kind: "release",
    component,
    window: result.window,
    origin: result.origin,
    amount,
    result: target,
    before,
    parts: [],
    steps: run.world.traced ? steps : [],
  };
  const own: Released = { line, deals, participant: person.id, lost, waiting: 0n };
  return [own, ...inherited(run, person, line, heirs, waiting)];
}

function scaledTo(result: PersonResult, earned: bigint): PersonResult {
  if (earned === result.amount) return result;
  const known = portions(result);
  const amounts = following(
    earned,
    known.map(({ amount }) => whole(amount)),
  );
  const parts = known.map((part, at) => ({ ...part, amount: amounts[at] ?? 0n }));
  return { ...result, amount: earned, parts };
}

/** What is attributed to credits; where nothing is, all of a single window is its own credit's or deal's. */
export function portions({
  parts,
  amount,
  single,
}: Pick<PersonResult, "parts" | "amount" | "single">): readonly Part[] {
  return parts.length > 0 || single === null ? parts : [{ ...single, amount }];
}

/** Tiers and rate of the window of release: there is no pay before it. */
export function isReleasing(component: PayComponent): boolean {
  return "tiersOf" in component && component.tiersOf === "released";
}

export function isImmediate({ parts }: Release): boolean {
  return parts.every(({ on }) => on === "earned");
}

type Share = {
  readonly deal: string;
  /** What of it the credits of each day brought: each goes by its own day. */
  readonly days: ReadonlyMap<Day, bigint>;
  readonly amount: bigint;
  readonly of: DealInput | null;
  readonly ofNoCredit?: true;
};

/** Earned pay by deal; a credit without a deal stands for itself, and pay without credits for the window. */
function sharesOf(
  run: Run,
  given: PersonResult,
  component: PayComponent,
  onEvents: boolean,
): Share[] {
  const shares = new Map<string, Omit<Share, "deal">>();
  const lastDay = addDays(periodOn(run, given.origin).until, -1);
  const ofNoCredit = (amount: bigint) =>
    shares.set(WINDOW, {
      ...{ days: new Map([[lastDay, amount]]), amount, of: null },
      ...(amount === 0n ? {} : { ofNoCredit: true }),
    });
  const alone = onEvents ? paidAlone(run, given, component) : 0n;
  if (alone !== 0n) ofNoCredit(alone);
  const result = alone === 0n ? given : scaledTo(given, given.amount - alone);
  const parts = portions(result);
  for (const part of parts) {
    const key = part.deal ?? `credit:${part.credit}`;
    const known = shares.get(key);
    const of = part.deal === null ? null : (run.world.deals.get(part.deal) ?? null);
    const days = new Map(known?.days).set(part.on, (known?.days.get(part.on) ?? 0n) + part.amount);
    shares.set(key, { days, amount: (known?.amount ?? 0n) + part.amount, of });
  }
  if (parts.length === 0) ofNoCredit(result.amount);
  for (const line of run.ledger.linesOf(result.participant)) {
    if (
      line.kind !== "release" ||
      line.component !== component.key ||
      line.window !== result.window
    )
      continue;
    for (const deal of Object.keys(line.deals))
      if (!shares.has(deal))
        shares.set(deal, { days: new Map([[result.origin, 0n]]), amount: 0n, of: null });
  }
  return [...shares].map(([deal, share]) => ({ deal, ...share }));
}

const WINDOW = "window";

/** What was paid before a credit came: it is no longer paid for one, unless the result has fallen below. */
function paidAlone(run: Run, result: PersonResult, { key }: PayComponent): bigint {
  if (portions(result).length === 0) return 0n;
  const paid = run.ledger.released(result.participant, key, result.window, WINDOW);
  const most = result.amount > 0n ? result.amount : 0n;
  return paid < most ? paid : most;
}

/** Whether it says anything: it changes what is held, or says which deals did. */
export function isSaid({ line, deals }: Released): boolean {
  return line.amount !== 0n || Object.keys(deals).length > 0;
}

type Target = {
  readonly own: bigint;
  readonly heir: bigint;
  readonly done: Rate;
  /** The most that may ever be released to each. */
  readonly mostOwn: bigint;
  readonly mostHeir: bigint;
};

/** Released to date for the person, and for who comes after a leaver. */
function targetOf(
  run: Run,
  plan: Plan,
  schedule: Release,
  { leftOn }: Participant,
  share: Share,
): Target {
  const asOf = run.period.until;
  const part = (at: Day) => {
    const done = times(doneOf(run, schedule, share, at), earnedPart(run, plan, share, at));
    return { done, amount: rounded(times(whole(share.amount), done), "half_away") };
  };
  const { leaver } = plan;
  const full = part(asOf);
  if (leftOn === null || leftOn >= asOf || !leaver || leaver.unreleased === "when_released")
    return { own: full.amount, heir: 0n, done: full.done, mostOwn: share.amount, mostHeir: 0n };
  const left = part(leftOn);
  const all = share.amount;
  switch (leaver.unreleased) {
    case "months": {
      const last = addMonths(leftOn, leaver.months);
      const limited = part(last < asOf ? last : asOf);
      const own = limited.amount;
      return { own, heir: 0n, done: limited.done, mostOwn: last <= asOf ? own : all, mostHeir: 0n };
    }
    case "fraction": {
      const more = (of: bigint) =>
        left.amount + rounded(times(whole(of - left.amount), leaver.fraction), "half_away");
      const own = more(full.amount);
      return { own, heir: 0n, done: full.done, mostOwn: more(all), mostHeir: 0n };
    }
    case "successor": {
      const heir = full.amount - left.amount;
      const mostHeir = all - left.amount;
      return { own: left.amount, heir, done: left.done, mostOwn: left.amount, mostHeir };
    }
    case "forfeited":
      return { own: left.amount, heir: 0n, done: left.done, mostOwn: left.amount, mostHeir: 0n };
  }
}

/**
 * What of a share is due by a day. A deal's credits may have several days, and each goes by its own; it
 * is never more than the whole, whatever is to be taken back later, and never less than nothing of it.
 */
function doneOf(run: Run, schedule: Release, share: Share, at: Day): Rate {
  const { days, amount: all } = share;
  const [first = at] = days.keys();
  const by = (day: Day) => doneAt(run, schedule, { ...share, day }, at);
  if (days.size < 2 || all === 0n) return by(first);
  const done = total([...days].map(([day, amount]) => times(by(day), whole(amount))));
  return least(whole(1), greatest(ZERO, over(done, whole(all))));
}

/** What of the pay that is earned by now was earned by a day. */
function earnedPart(run: Run, { events }: Plan, share: Share, at: Day): Rate {
  const { earned } = events;
  if (earned === "counted" || at >= run.period.until) return whole(1);
  const now = eventDone(run, earned.event, share, run.period.until);
  return now.num === 0n ? now : over(eventDone(run, earned.event, share, at), now);
}

/** A leaver's releases go on to the successor, under a window that names whose they were. */
function inherited(
  run: Run,
  leaver: Participant,
  line: Line,
  heirs: Record<string, bigint>,
  waiting: bigint,
): Released[] {
  const window = `${line.window}<${leaver.id}`;
  const component = line.component ?? "";
  const { successor } = leaver;
  const before = successor === undefined ? [] : run.ledger.linesOf(successor);
  const known = before
    .filter((each) => each.kind === "release" && each.component === component)
    .flatMap((each) => (each.window === window ? Object.keys(each.deals) : []));
  // What was let go and is taken back of the sale is taken back of whom it went to.
  const asked = new Set([...Object.keys(heirs), ...known]);
  if (asked.size === 0 && waiting === 0n) return [];
  if (successor === undefined || !run.world.people.has(successor)) {
    const pointer = `/participants/${run.world.peopleAt.get(leaver.id) ?? 0}/successor`;
    flaw(run.world, { code: "incentives/successor_missing", pointer, person: leaver.id });
    return [];
  }
  const deals = Object.fromEntries(
    [...asked]
      .map((deal) => {
        const released = run.ledger.released(successor, component, window, deal);
        return [deal, (heirs[deal] ?? 0n) - released] as const;
      })
      .filter(([, change]) => change !== 0n),
  );
  const amount = Object.values(deals).reduce((sum, change) => sum + change, 0n);
  const steps: Step[] = [
    { step: 16, rule: "release.inherited", figures: { from: leaver.id, amount: String(amount) } },
  ];
  const own = { ...line, window, amount, steps: run.world.traced ? steps : [] };
  return [{ line: own, deals, participant: successor, lost: 0n, waiting }];
}
