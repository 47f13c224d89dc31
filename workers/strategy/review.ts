import type { Interval } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import { divide } from "../lib/money.ts";
import { addRates, compareRates, formatRate, rate, ZERO, type Rate } from "../lib/rate.ts";
import { REVIEW_WORDS, type ReviewCode } from "./review-words.ts";
import { type Fact, type InBoth, inBoth } from "./said.ts";
import type { Sense } from "./sense.ts";
import { readable } from "./smart.ts";
import type { ThemeKind } from "./theme.ts";

/** One part of a planned mix: what it was, what it is to be, and what of it is earned. */
export type MixPart = {
  readonly name: string;
  /** Smallest steps of the target's metric. */
  readonly before: bigint;
  readonly planned: bigint;
  /** The margin rate of this part, exact. */
  readonly earns: Rate;
};

export type ReviewedTheme = {
  readonly id: string;
  readonly name: Fact;
  readonly kind: ThemeKind;
};
export type ReviewedTarget = {
  readonly id: string;
  readonly name: Fact;
  readonly theme: string | null;
  readonly unit: string;
  readonly interval: Interval | null;
  readonly sense: Sense;
  /** Money is compared with money; a margin in per cent stands for itself. */
  readonly isMoney: boolean;
  readonly scale: number;
  readonly amount: bigint;
  readonly base: bigint | null;
  readonly mix: readonly MixPart[];
  /** What its initiatives measure. */
  readonly initiatives: readonly Sense[];
};

export type Contradiction = {
  readonly code: ReviewCode;
  readonly theme: string | null;
  readonly targets: readonly string[];
  readonly messages: InBoth;
};

export type Review = {
  /** Targets without a theme, and themes no target serves, by id. */
  readonly orphans: readonly string[];
  readonly uncovered: readonly string[];
  readonly contradictions: readonly Contradiction[];
};

/**
 * Themes and targets side by side: what belongs to nothing, what nothing serves, and what pulls
 * against itself. A theme that no target serves is uncovered and not contradicted as well.
 *
 * Contradictions: a profit theme without a margin or deal-size metric; an expansion theme without
 * new customers; revenue up while the margin of the same unit and interval goes down, as an amount
 * or as a rate; a mix that sells more and earns less. Promises: only ids and numbers decide, never
 * the order; each contradiction names its targets and says what to do in both languages.
 */
export function review(
  themes: readonly ReviewedTheme[],
  targets: readonly ReviewedTarget[],
): Review {
  const known = new Set(themes.map(({ id }) => id));
  const served = groupBy(targets, ({ theme }) => theme ?? "");
  const orphans = targets.filter(({ theme }) => theme === null || !known.has(theme));
  const uncovered = themes.filter(({ id }) => !served.has(id));
  return {
    orphans: orphans.map(({ id }) => id),
    uncovered: uncovered.map(({ id }) => id),
    contradictions: [
      ...themes.flatMap((theme) => ofTheme(theme, served.get(theme.id) ?? [])),
      ...targets.flatMap((target) => ofMix(target)),
      ...ofPairs(targets),
    ],
  };
}

function contradiction(
  code: ReviewCode,
  at: { readonly theme: string | null; readonly targets: readonly ReviewedTarget[] },
  facts: Readonly<Record<string, Fact>>,
): Contradiction {
  const messages = inBoth(REVIEW_WORDS[code], facts);
  return { code, theme: at.theme, targets: at.targets.map(({ id }) => id), messages };
}

function ofTheme(theme: ReviewedTheme, targets: readonly ReviewedTarget[]): Contradiction[] {
  if (targets.length === 0) return [];
  const measured = new Set(targets.flatMap(({ sense, initiatives }) => [sense, ...initiatives]));
  const own = new Set(targets.map(({ sense }) => sense));
  const at = { theme: theme.id, targets };
  if (theme.kind === "profit" && !own.has("margin") && !own.has("deal_size"))
    return [contradiction("review/profit_without_margin", at, { theme: theme.name })];
  if (theme.kind === "expansion" && !measured.has("new_customers"))
    return [contradiction("review/expansion_without_new_customers", at, { theme: theme.name })];
  return [];
}

function ofMix(target: ReviewedTarget): Contradiction[] {
  const { mix, scale, name, theme } = target;
  const before = mix.reduce((all, part) => all + part.before, 0n);
  const planned = mix.reduce((all, part) => all + part.planned, 0n);
  const earned = earnings(mix, ({ before: units }) => units);
  const earns = earnings(mix, ({ planned: units }) => units);
  if (planned <= before || compareRates(earns, earned) >= 0) return [];
  const show = (units: Rate) => readable(divide(units.num, units.den, "half_away"), scale);
  const facts = {
    revenue: name,
    planned: readable(planned, scale),
    before: readable(before, scale),
    earns: show(earns),
    earned: show(earned),
  };
  return [contradiction("review/mix_earns_less", { theme, targets: [target] }, facts)];
}

function earnings(mix: readonly MixPart[], units: (part: MixPart) => bigint): Rate {
  return mix.reduce<Rate>(
    (all, part) => addRates(all, { num: units(part) * part.earns.num, den: part.earns.den }),
    ZERO,
  );
}

/** Revenue and margin of one unit over the same days. */
function ofPairs(targets: readonly ReviewedTarget[]): Contradiction[] {
  const dated = targets.filter(({ interval }) => interval !== null);
  const same = groupBy(
    dated,
    ({ unit, interval }) => `${unit} ${interval?.from} ${interval?.until}`,
  );
  return [...same.values()].flatMap((together) => {
    const rising = together.filter(
      ({ sense, isMoney, base, amount }) =>
        sense === "revenue" && isMoney && base !== null && amount > base,
    );
    const margins = together.filter(({ sense, base }) => sense === "margin" && base !== null);
    return rising.flatMap((revenue) => margins.flatMap((margin) => ofPair(revenue, margin)));
  });
}

function ofPair(revenue: ReviewedTarget, margin: ReviewedTarget): Contradiction[] {
  const [revenueBase, marginBase] = [revenue.base ?? 0n, margin.base ?? 0n];
  const at = { theme: revenue.theme, targets: [revenue, margin] };
  const facts = {
    revenue: revenue.name,
    revenueBase: readable(revenueBase, revenue.scale),
    revenueAmount: readable(revenue.amount, revenue.scale),
    margin: margin.name,
    marginBase: readable(marginBase, margin.scale),
    marginAmount: readable(margin.amount, margin.scale),
  };
  if (!margin.isMoney) {
    // A rate: what is earned is the rate times the revenue.
    const earnsLess = revenue.amount * margin.amount < revenueBase * marginBase;
    return earnsLess ? [contradiction("review/more_revenue_less_margin", at, facts)] : [];
  }
  if (margin.amount < marginBase)
    return [contradiction("review/more_revenue_less_margin", at, facts)];
  const [was, is] = [
    shareOf(margin, marginBase, revenueBase, revenue),
    shareOf(margin, margin.amount, revenue.amount, revenue),
  ];
  if (was === null || is === null || compareRates(is, was) >= 0) return [];
  const rates = { rateBase: percent(was), rateAmount: percent(is) };
  return [contradiction("review/thinner_margin", at, { ...facts, ...rates })];
}

/** The two may have different scales. */
function shareOf(margin: ReviewedTarget, part: bigint, whole: bigint, revenue: ReviewedTarget) {
  if (whole <= 0n) return null;
  return rate(part * 10n ** BigInt(revenue.scale), whole * 10n ** BigInt(margin.scale));
}

function percent({ num, den }: Rate): string {
  return `${formatRate({ num: num * 100n, den }, 1)}%`;
}
