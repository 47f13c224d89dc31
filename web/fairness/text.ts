import { divide } from "../../workers/lib/money.ts";
import { formatRate, rate, type Rate } from "../../workers/lib/rate.ts";
import type { Statistic } from "../../workers/lib/statistics.ts";
import type { Figures } from "../../workers/fairness/panel.ts";
import { percent } from "../format.ts";
import { words } from "../messages/messages.ts";

const BILLION = 1_000_000_000n;
const MILLION = 1_000_000n;

export const share = (value: Rate | null, places = 1) =>
  percent(value === null ? null : formatRate(value, 6), places);

/** Billionths as a percentage: target over last year. */
export const ratio = (value: bigint | null, places = 1) =>
  share(value === null ? null : { num: value, den: BILLION }, places);

/** Millionths as a percentage. */
export const chance = (value: bigint | null) =>
  share(value === null ? null : { num: value, den: MILLION }, 0);

/** "+18.2%": what is asked beyond last year. */
export function asked(growth: bigint | null): string {
  if (growth === null) return "–";
  const more = growth - BILLION;
  return (more > 0n ? "+" : "") + ratio(more);
}

/** A count of expected people: 6.2. */
export const people = (millionths: bigint) =>
  formatRate({ num: divide(millionths, 100_000n, "half_away"), den: 10n }, 1);

/** A figure of unevenness, or why there is none. */
export function statistic(of: Statistic, places = 3): string {
  const w = words("fairness");
  if (of.kind === "value") return formatRate(of.value, places);
  return of.kind === "few" ? w.few(of.n) : w.noSpread;
}

export function attainment({ expected, expectedTarget }: Figures): Rate | null {
  return expectedTarget <= 0n ? null : rate(expected, expectedTarget);
}
