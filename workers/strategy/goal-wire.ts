import type { Day } from "../lib/day.ts";
import type { AnswerOf } from "../lib/contract.ts";
import { divide, formatMinor } from "../lib/money.ts";
import { formatRate, type Rate } from "../lib/rate.ts";
import type { createGoal, createInitiative, createTheme } from "./contract.ts";
import { coverageOf } from "./coverage.ts";
import type { Goal, Initiative, MetricOf } from "./goal.ts";
import { nameFact } from "./said.ts";
import { type Draft, smartCheck } from "./smart.ts";
import type { Theme } from "./theme.ts";

/** Six decimals of a share are a ten-thousandth of a per cent. */
export const SHARE_PLACES = 6;

export function themeWire(theme: Theme): AnswerOf<typeof createTheme> {
  return theme;
}

export function metricWire({ id, code, nameZh, nameEn, unit, scale, source }: MetricOf) {
  return { id, code, nameZh, nameEn, unit, scale, source };
}

/** The draft that the SMART check looks at; `past` null where nobody looked. */
export function draftOf(goal: Goal, theme: Theme | null, past: readonly bigint[] | null): Draft {
  const { from, until, metric } = goal;
  return {
    metric: { name: { zh: metric.nameZh, en: metric.nameEn }, scale: metric.scale },
    amount: goal.amount,
    base: goal.base,
    growth: goal.growth,
    interval: from === null || until === null ? null : { from, until },
    owner: goal.owner?.id ?? null,
    source: goal.source ?? metric.source,
    theme:
      theme === null || theme.ended
        ? null
        : { name: nameFact(theme), from: theme.from, until: theme.until },
    past,
  };
}

type Beside = {
  readonly theme: Theme | null;
  readonly initiatives: readonly Initiative[];
  readonly past: readonly bigint[] | null;
  readonly today: Day;
};

/** A goal with what its initiatives cover and what its SMART check says. */
export function goalWire(
  goal: Goal,
  { theme, initiatives, past, today }: Beside,
): AnswerOf<typeof createGoal> {
  const { metric, currency, owner, plan, amount, base, mix, ...rest } = goal;
  const show = (units: bigint) => formatMinor(units, metric.scale);
  const contributions = initiatives.flatMap((each) =>
    each.goal === goal.id && !each.ended ? [each.contribution] : [],
  );
  const { wanted, covered, uncovered, share } = coverageOf(goal, contributions);
  const { marks, findings } = smartCheck(draftOf(goal, theme, past), today);
  return {
    ...rest,
    metric: metricWire(metric),
    currency: currency === "" ? null : currency,
    amount: show(amount),
    base: base === null ? null : show(base),
    owner,
    plan,
    mix: mix.map(({ name, before, planned, earns }) => ({
      name,
      before: show(before),
      planned: show(planned),
      earns: rateText(earns),
    })),
    coverage: {
      wanted: show(wanted),
      covered: show(covered),
      uncovered: show(uncovered),
      share: share === null ? null : formatRate(share, SHARE_PLACES),
    },
    smart: marks,
    findings: findings.map((finding) => ({ ...finding })),
  };
}

export function initiativeWire(of: Initiative, scale: number): AnswerOf<typeof createInitiative> {
  const { metric, quantity, contribution, ...rest } = of;
  const one = 10n ** BigInt(metric.scale);
  const each = quantity === 0n ? null : divide(contribution * one, quantity, "half_away");
  return {
    ...rest,
    metric: metricWire(metric),
    quantity: formatMinor(quantity, metric.scale),
    contribution: formatMinor(contribution, scale),
    each: each === null ? null : formatMinor(each, scale),
  };
}

/** Exact: "3/10"; a whole number without its denominator. */
export function rateText({ num, den }: Rate): string {
  return den === 1n ? String(num) : `${num}/${den}`;
}
