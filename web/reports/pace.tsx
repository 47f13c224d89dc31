import { addDays, day as dayOf } from "../../workers/lib/day.ts";
import { PaceLine } from "../charts/pace-line.tsx";
import { approximate, day, exactMoney, money } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf, running, type Attainment } from "./model.ts";
import { sourceText, type Of } from "./about.tsx";

/** Actual so far as a line against the pace, for a desk. */
export function ProgressLine({ of, period }: Of) {
  const w = words("reports");
  const { figures, metric } = of;
  const shown = (value: string | null) => (value === null ? w.none : money(value, metric.currency));
  const full = (value: string | null) =>
    value === null ? w.none : exactMoney(value, metric.currency);
  const points = running(of);
  return (
    <PaceLine
      title={w.pace.title(nameOf(of.subject), period, shown(figures.actual))}
      table={{
        heads: [w.pace.day, w.figure.actual, w.pace.expectedHead],
        rows: points.map((at) => [lastDay(at.until), full(at.actual), full(at.expected)]),
      }}
      note={w.pace.note(sourceText(of))}
      points={points.map((at, index) => ({
        tick: tickOf(of.series, index),
        actual: at.actual === null ? null : approximate(at.actual),
        expected: approximate(at.expected),
      }))}
      target={approximate(figures.target ?? "0")}
      format={(value) => money(String(value), metric.currency)}
      labels={{
        actual: shown(figures.actual),
        expected: w.pace.expectedLine,
        target: w.pace.target(shown(figures.target)),
        band: w.pace.band,
      }}
    />
  );
}

function lastDay(until: string): string {
  return day(addDays(dayOf(until), -1));
}

/** The first of a month, or each Monday of a short window, has its day below. */
function tickOf(series: Attainment["series"], index: number): string | null {
  const at = series[index];
  const before = series[index - 1];
  if (!at) return null;
  if (!before) return day(at.from, "short");
  const newMonth = at.from.slice(0, 7) !== before.from.slice(0, 7);
  if (newMonth) return day(at.from, "short");
  return series.length <= 31 && index % 7 === 0 ? day(at.from, "short") : null;
}
