import { fiscal } from "../calendar/day-count.ts";
import { checkPlans } from "../incentives/check.ts";
import { factFlaws, factWarnings } from "../incentives/check-facts.ts";
import type { PlanFacts } from "../incentives/facts.ts";
import { type Cost, costsOf, costWarnings } from "../incentives/plan-cost.ts";
import { type Plan, PlanDocument, type PlanJson } from "../incentives/plan-document.ts";
import { payPeriodAt, timeOf } from "../incentives/time.ts";
import { type Warning, warningsOf } from "../incentives/warnings.ts";
import type { Day } from "../lib/day.ts";
import { parse } from "valibot";
import type { Rate } from "../lib/rate.ts";
import type { Flaw } from "../lib/refusals.ts";
import type { FrozenForecast } from "./fact-store.ts";
import { type Place, readDocument } from "./document.ts";
import { PARTS_MAX, partsIn } from "./parts.ts";
import { inForce } from "./in-force.ts";

export type Checked = {
  /** What refuses publication: unchosen fields, then what the engine's own check says. */
  readonly flaws: readonly Flaw[];
  readonly warnings: readonly Warning[];
};
type Held = { readonly number: number; readonly from: Day; readonly document: PlanJson };

/**
 * What a draft must still settle, by the document alone. `earlier` are the versions that would hold
 * before it: from the second version on, a plan says how it takes over inside a window.
 */
export function checkDraft(document: PlanJson, earlier: readonly Held[]): Checked {
  const read = readDocument(document);
  if (read.state !== "whole") return { flaws: read.places.map(flawAt), warnings: [] };
  const before = inForce(earlier).at(-1);
  const plans = before ? [parse(PlanDocument, before.document), read.plan] : [read.plan];
  const here = `/plans/${plans.length - 1}`;
  const flaws = checkPlans(plans)
    .filter(({ pointer }) => pointer.startsWith(here))
    .map((flaw): Flaw => ({ ...flaw, pointer: flaw.pointer.slice(here.length) }));
  return { flaws, warnings: warningsOf(read.plan) };
}

export type CheckedWithFacts = Checked & {
  /** What everybody's variable pay comes to in the days looked at; null: not computed. */
  readonly cost: readonly Cost[] | null;
};

/** Above so many people the cost is computed where there is time for it: in the browser. */
const COSTED_PEOPLE = 120;

/** Flaws of how a version takes over from the one before: what it pays by itself is known all the same. */
const TAKES_OVER: readonly string[] = ["incentives/change_unstated", "incentives/versions_apart"];

/** The same, and what the company's own facts say; the cost against a yearly budget. */
export function checkWith(
  document: PlanJson,
  earlier: readonly Held[],
  { facts, budget }: { readonly facts: CompanyFacts; readonly budget: Rate | null },
): CheckedWithFacts {
  const alone = checkDraft(document, earlier);
  const read = readDocument(document);
  if (read.state !== "whole") return { ...alone, cost: null };
  const flaws = [...alone.flaws, ...flawsBy(read.plan, facts)];
  const warnings = [...alone.warnings, ...factWarnings(read.plan, facts)];
  const people = facts.participants.length;
  const isWhole = alone.flaws.every(({ code }) => TAKES_OVER.includes(code));
  const isCosted = isWhole && people > 0 && people <= COSTED_PEOPLE;
  const costs = isCosted ? costsOf(read.plan, facts) : null;
  if (!costs?.ok) return { flaws, warnings, cost: null };
  const { costs: cost } = costs.value;
  return { flaws, warnings: [...warnings, ...costWarnings(costs.value, budget)], cost };
}

/** What is read of the company beside what the engine's own check asks. */
export type CompanyFacts = PlanFacts & {
  /** By the key of the metric. */
  readonly forecasts: readonly FrozenForecast[];
};

/** What the company's facts say against a plan that passes by itself. */
export function flawsBy(plan: Plan, facts: CompanyFacts): Flaw[] {
  return [
    ...forecastFlaws(plan, facts),
    ...factFlaws(plan, facts).map((flaw): Flaw => ({ ...flaw })),
  ];
}

/**
 * People whose pay stands on a forecast that no closed round of a negotiation froze for the window the
 * version begins in: no run could calculate it. Later windows are asked for when they are paid.
 */
export function forecastFlaws(
  { components, pay }: Pick<Plan, "components" | "pay">,
  {
    forecasts,
    participants,
    over,
    calendar,
  }: Pick<CompanyFacts, "forecasts" | "participants" | "over" | "calendar">,
): Flaw[] {
  const frozen = new Set(forecasts.map(forecastKey));
  const time = timeOf(calendar);
  return components.flatMap((component, at) => {
    if (component.kind !== "gonik" && component.kind !== "joint_base") return [];
    const { key, metric, window } = component;
    const within =
      typeof window !== "string"
        ? window
        : window === "period"
          ? payPeriodAt(time, pay, over.from)
          : fiscal(time, window, over.from);
    const lacking = participants.filter(
      ({ id, from, until }) =>
        from < within.until &&
        (until === null || until > within.from) &&
        !frozen.has(forecastKey({ person: id, metric, ...within })),
    );
    if (lacking.length === 0) return [];
    const names = lacking.slice(0, NAMED_MAX).map(({ id, name }) => name ?? id);
    return [
      {
        ...{ pointer: `/components/${at}`, code: "payplan/no_forecasts", component: key, metric },
        ...{ count: lacking.length, people: names.join(", "), from: within.from },
        ids: lacking
          .slice(0, 200)
          .map(({ id }) => id)
          .join(","),
      },
    ];
  });
}

/** So many people are named in a text; the count says how many there are. */
const NAMED_MAX = 8;

function forecastKey({ person, metric, from, until }: Omit<FrozenForecast, "value">): string {
  return `${person} ${metric} ${from} ${until}`;
}

/** A place of a document as a flaw: not chosen yet, or not as the contract wants it. */
export function flawAt({ pointer, issue }: Place): Flaw {
  if (pointer === "/components" && (!issue || issue.type === "min_length"))
    return { pointer, code: "payplan/no_components" };
  if (!issue) return { pointer, code: "payplan/field_missing" };
  return {
    pointer,
    code: "payplan/field",
    value: shown(issue.input),
    en: issue.message,
    zh: `${shown(issue.input)} 不符合要求（${issue.message}）`,
  };
}

function shown(value: unknown): string {
  if (typeof value === "string") return value.length > 60 ? `${value.slice(0, 60)}…` : value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === undefined ? "" : Array.isArray(value) ? "[…]" : "{…}";
}

export type DocumentError =
  | { readonly code: "payplan/too_many_parts"; readonly count: string; readonly most: number }
  | { readonly code: "payplan/document"; readonly count: number; readonly errors: readonly Flaw[] };

/** Why a document cannot even be kept as a draft; null: it can. */
export function notKept(document: unknown): DocumentError | null {
  if (partsIn(document) > PARTS_MAX)
    return { code: "payplan/too_many_parts", count: `${PARTS_MAX}+`, most: PARTS_MAX };
  const read = readDocument(document);
  if (read.state !== "wrong") return null;
  const errors = read.places.map((place) => {
    const flaw = flawAt(place);
    return { ...flaw, pointer: `/document${flaw.pointer}` };
  });
  return { code: "payplan/document", count: errors.length, errors };
}
