import type { Cost } from "../incentives/plan-cost.ts";
import type { AnswerOf } from "../lib/contract.ts";
import { addMonths } from "../lib/day.ts";
import { FOREVER, type Interval, lengthDays } from "../lib/interval.ts";
import { currencyScale, divide, formatMinor } from "../lib/money.ts";
import { checkDraft } from "./check-draft.ts";
import type { getIncentivePlan } from "./contract.ts";
import type { listIncentiveMembers } from "./member-contract.ts";
import { saysTheSame } from "./document.ts";
import { inForce } from "./in-force.ts";
import type { SeatedMember } from "./member-store.ts";
import type { Payplan, PayplanRow, Version } from "./store.ts";
import type { Terms } from "./wire.ts";
import { flawWire, warningWire } from "./words.ts";

export type PlanBody = AnswerOf<typeof getIncentivePlan>;
export type MemberBody = AnswerOf<typeof listIncentiveMembers>["items"][number];

export function rowWire(row: PayplanRow) {
  const { id, key, name, currency, from, until, published, budget, archived, sample, version } =
    row;
  return {
    ...{ id, key, name: { ...name }, currency, from, until, published, archived, sample, version },
    budget: budget === null ? null : formatMinor(budget, currencyScale(currency)),
  };
}

export function planWire(plan: Payplan, versions: readonly Version[]): PlanBody {
  const newest = versions.at(-1);
  const changed = !newest || !saysTheSame(newest.document, plan.document);
  const { flaws, warnings } = checkDraft(plan.document, changed ? versions : []);
  return {
    plan: { ...rowWire(plan), document: plan.document },
    versions: versionsWire(versions),
    changed,
    // From which day it holds is said when it is published.
    flaws: flaws.filter(({ code }) => code !== "incentives/versions_apart").map(flawWire),
    warnings: warnings.map(warningWire),
  };
}

export function versionsWire(versions: readonly Version[]): PlanBody["versions"] {
  const held = new Set(inForce(versions).map(({ number }) => number));
  return versions.map((version) => versionWire(version, !held.has(version.number)));
}

export function versionWire(version: Version, replaced: boolean): PlanBody["versions"][number] {
  const { number, hash, from, until, by, byName, byNameEn, at } = version;
  return {
    ...{ number, hash, from, until: until === FOREVER ? null : until, replaced },
    ...{ by, byName, byNameEn, at },
  };
}

export function memberWire(member: SeatedMember): MemberBody {
  const { person, code, name, nameEn, email, unit, unitName, unitNameEn, position } = member;
  return {
    ...{ person, code, name, nameEn, email, unit, unitName, unitNameEn, position },
    from: member.from,
    until: member.until === FOREVER ? null : member.until,
    terms: termsWire(member.terms),
  };
}

export function termsWire({ variables, currency, successor }: Terms): MemberBody["terms"] {
  return {
    variables: variables.map(({ key, amount, per }) => ({ key, amount, per })),
    currency: currency ?? null,
    successor: successor ?? null,
  };
}

/** Costs as decimals of the plan's currency, beside the budget of the same days. */
export function costWire(costs: readonly Cost[], budget: bigint | null, currency: string) {
  const scale = currencyScale(currency);
  return costs.map(({ attainment, amount }) => {
    const units = divide(amount.num * 10n ** BigInt(scale), amount.den, "half_away");
    const over = budget !== null && units > budget ? units - budget : null;
    return {
      attainment,
      amount: formatMinor(units, scale),
      budget: budget === null ? null : formatMinor(budget, scale),
      over: over === null ? null : formatMinor(over, scale),
    };
  });
}

/** What of a yearly budget belongs to some days, by calendar days: all of it to a whole year. */
export function budgetOver(budget: bigint | null, over: Interval): bigint | null {
  if (budget === null) return null;
  const year = lengthDays({ from: over.from, until: addMonths(over.from, 12) });
  return divide(budget * BigInt(lengthDays(over)), BigInt(year), "half_away");
}
