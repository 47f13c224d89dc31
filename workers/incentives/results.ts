import type { Day } from "../lib/day.ts";
import { intersection } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import { exactText, isZero, minus, times, total, whole } from "./exact.ts";
import { payCurrency } from "./finish.ts";
import type { Part, Step } from "./outcome.ts";
import { openedSince } from "./opened.ts";
import { entriesOf, ownerOf, ownersOf } from "./owners.ts";
import type { CreditComponent, PayComponent } from "./plan-components.ts";
import { isImmediate, portions } from "./release.ts";
import { eventDone } from "./progress.ts";
import { following, rounded } from "./round.ts";
import { planOn, type Run, sceneOf } from "./run.ts";
import { originOf, type Span, timeSpans } from "./spans.ts";
import { singlesOf } from "./version-windows.ts";
import { isPaidFor } from "./filters.ts";
import { isOnCredits, type Owner, windowResult, type WindowResult } from "./window-result.ts";
import { daysOn, flaw } from "./world.ts";

/** What one person has earned to date by one component in one window. */
export type PersonResult = {
  readonly participant: string;
  readonly window: string;
  readonly origin: Day;
  readonly amount: bigint;
  readonly parts: readonly Part[];
  readonly steps: readonly Step[];
  readonly opened?: boolean;
  readonly repriced: WindowResult["repriced"];
  /** Where a single credit or deal is the window: whose all of the result is. */
  readonly single: Omit<Part, "amount"> | null;
};

/** All results of a component to date: every window that has begun, of everybody. */
export function resultsOf(run: Run, component: PayComponent): PersonResult[] {
  const credits = isOnCredits(component) ? component : null;
  const isSplit = credits !== null && credits.split !== "credit";
  const isSettled = onlyRunning(run, component);
  const isDue = ({ ends }: Span) => !isSettled || ends > run.period.from;
  const windows = timeSpans(run, component.key).filter(isDue);
  return ownersOf(run, component, credits).flatMap((owner) =>
    [...windows, ...singlesFor(run, component, owner).filter(isDue)].flatMap((span) => {
      const since = isSplit ? null : openedSince(run.world, component.key, owner.person, span.key);
      if (!isSplit && !since && !isThere(run, owner, span)) return [];
      const result = since
        ? openedResult(run.since(since), component.key, { since, person: owner.person }, span)
        : windowResult(run, component.key, owner, span);
      if (result.leftOut) return [];
      const results = isSplit
        ? divided(run, credits, owner, span, result)
        : [own(run, credits, owner, span, result)];
      return credits ? results.map((each) => earnedOf(run, each)) : results;
    }),
  );
}

/** A window that somebody brought along: they were here since it began. */
function openedResult(
  run: Run,
  key: string,
  { since, person }: { readonly since: Day; readonly person: string },
  span: Span,
): WindowResult {
  const result = windowResult(run, key, ownerOf(run, person), span);
  const [window, ...steps] = result.steps;
  const step: Step = { step: 0, rule: "window.opened", figures: { since } };
  return window ? { ...result, steps: [window, step, ...steps] } : result;
}

/**
 * Nothing that was posted since the period before touches an ended window, and nobody reads what it
 * earned: its line was made then, and there is none now.
 */
export function onlyRunning({ world, quietSince }: Run, { key }: PayComponent): boolean {
  return (
    quietSince !== null &&
    world.plans.every(({ release, components }) =>
      components.every((each) => {
        if (each.kind === "override") return !each.of.components.includes(key);
        return each.key !== key || each.kind === "award" || isImmediate(each.release ?? release);
      }),
    )
  );
}

/** Windows of single credits or deals of an owner; those of time are everybody's. */
function singlesFor(run: Run, { key }: PayComponent, owner: Owner): readonly Span[] {
  return singlesOf(run, key, () => owner.itemsOf(planOn(run.world, run.period.from)));
}

/** Nobody has a result for a window that holds none of their days on the plan, and no credit. */
function isThere(run: Run, owner: Owner, span: Span): boolean {
  if (span.items) return true;
  const person = run.world.people.get(owner.person);
  if (!person) return false;
  return daysOn(person).some((days) => intersection(days, span.days));
}

/**
 * What of a result is earned, where an event of the deal earns it: of each deal's pay what the event
 * has come to, rounded as a whole. What only counts moves tiers and attainment, and is no pay yet.
 */
function earnedOf(run: Run, result: PersonResult): PersonResult {
  const { earned } = planOn(run.world, result.origin).events;
  // What no credit has brought waits for the money of none.
  if (earned === "counted" || portions(result).length === 0) return result;
  const deals = groupBy(portions(result), ({ deal, credit }) => deal ?? `credit:${credit}`);
  const parts = [...deals.values()].flatMap((of) => {
    const amount = of.reduce((sum, part) => sum + part.amount, 0n);
    const deal = of[0]?.deal ?? null;
    const done = eventDone(
      run,
      earned.event,
      { of: deal === null ? null : (run.world.deals.get(deal) ?? null), amount },
      run.period.until,
    );
    const made = rounded(times(whole(amount), done), "half_away");
    const amounts = following(
      made,
      of.map((part) => whole(part.amount)),
    );
    return of.map((part, at) => ({ ...part, amount: amounts[at] ?? 0n }));
  });
  const amount = parts.reduce((sum, part) => sum + part.amount, 0n);
  const step: Step = {
    step: 11,
    rule: "earned",
    figures: { event: earned.event, counted: String(result.amount), earned: String(amount) },
  };
  const steps = result.steps.length > 0 ? [...result.steps, step] : result.steps;
  return { ...result, amount, parts: result.parts.length > 0 ? parts : [], steps };
}

function own(
  run: Run,
  credits: CreditComponent | null,
  { person }: Owner,
  span: Span,
  result: WindowResult,
): PersonResult {
  const { amount, steps, opened = false, repriced } = result;
  const made = {
    ...{ participant: person, window: span.key, origin: originOf(run, span) },
    ...{ amount, steps, opened, repriced, single: singleOf(credits, span) },
  };
  return opened ? withParts(made, result) : { ...made, parts: result.parts };
}

/** Parts are made when they are read. */
function withParts(made: Omit<PersonResult, "parts">, result: WindowResult): PersonResult {
  return {
    ...made,
    get parts() {
      return result.parts;
    },
  };
}

function singleOf(component: CreditComponent | null, { items }: Span): PersonResult["single"] {
  const first = items?.find((item) => component && isPaidFor(component, item)) ?? items?.[0];
  return first ? { credit: first.id, deal: first.deal?.id ?? null, on: first.day } : null;
}

/**
 * Each entry's pay divided by its shares, so that parts re-add to what the ladder paid. The share of
 * somebody who was not on the plan that day is nobody's.
 */
function divided(
  run: Run,
  component: CreditComponent,
  owner: Owner,
  span: Span,
  result: WindowResult,
): PersonResult[] {
  const { positions } = component;
  const plan = planOn(run.world, span.days.from);
  // A floor is of no entry, and what waits stays with who has it.
  const isTheirs = result.amount !== 0n || component.difference === "wait";
  const known = isTheirs
    ? portions({ ...result, single: singleOf(component, span) })
    : result.parts;
  const entries = new Map(entriesOf(run, plan).map((entry) => [entry.item.id, entry]));
  const scene = sceneOf(run, plan, run.period.until);
  const currency = payCurrency(scene, owner.person);
  const parts = known.flatMap((part) => {
    const holders = entries.get(part.credit)?.holders ?? [];
    const shares = holders.map(({ share }) => share);
    const absent = minus(whole(1), total(shares));
    const amounts = following(part.amount, isZero(absent) ? shares : [...shares, absent]);
    return holders.flatMap((holder, at) => {
      const position = run.world.people.get(holder.person)?.position ?? "";
      if (positions && !positions.includes(position)) return [];
      if (run.world.people.has(holder.person) && payCurrency(scene, holder.person) !== currency)
        flaw(run.world, {
          code: "incentives/split_currency",
          pointer: `/participants/${run.world.peopleAt.get(holder.person) ?? 0}/currency`,
          person: holder.person,
          entry: holder.entry,
        });
      const step: Step = {
        step: 11,
        rule: "split",
        figures: {
          entry: holder.entry,
          pay: String(part.amount),
          share: exactText(holder.share),
          part: String(amounts[at] ?? 0n),
        },
      };
      return {
        person: holder.person,
        part: { ...part, credit: holder.id, amount: amounts[at] ?? 0n },
        step,
      };
    });
  });
  return [...groupBy(parts, ({ person }) => person)].map(([participant, of]) => ({
    participant,
    window: `${span.key}@${owner.id}`,
    origin: originOf(run, span),
    amount: of.reduce((sum, { part }) => sum + part.amount, 0n),
    parts: of.map(({ part }) => part),
    steps: result.steps.length > 0 ? [...result.steps, ...of.map(({ step }) => step)] : [],
    repriced: result.repriced,
    single: null,
  }));
}
