import { addDays, day as dayOf } from "../../workers/lib/day.ts";
import { Bars } from "../charts/bars.tsx";
import { HeatMap } from "../charts/heat-map.tsx";
import { Waterfall } from "../charts/waterfall.tsx";
import { monthName } from "../calendar/model.ts";
import { approximate, day, exactMoney, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf, toneOf, type Attainment, type Child } from "./model.ts";
import { sourceText, type Of } from "./about.tsx";

/** Direct children against each period of the window. */
export function Heat({ of, period }: Of) {
  const w = words("reports");
  const rows = of.children.filter(({ series }) =>
    series.some(({ attainment }) => attainment !== null),
  );
  if (of.series.length < 2 || rows.length === 0) return null;
  return (
    <HeatMap
      title={w.heat.title(nameOf(of.subject), period)}
      corner={w.heat.corner}
      columns={of.series.map(monthName)}
      note={w.heat.note}
      rows={rows.map((child) => ({
        key: child.id + child.from,
        name: nameOf(child),
        sample: child.sample,
        cells: of.series.map(({ key }) => cellOf(child, key, of.data.day)),
      }))}
    />
  );
}

function cellOf(child: Child, key: string, dataDay: string | null) {
  const point = child.series.find((at) => at.key === key);
  const none = { value: null, text: words("reports").none };
  // A month that has not begun is unknown, not 0 %.
  if (!point || point.attainment === null || dataDay === null || point.from > dataDay) return none;
  // A month that still runs is coloured by what it should have by now.
  const { actual, expected, attainment } = point;
  const byNow = expected === null ? 0 : approximate(expected);
  const value = byNow > 0 ? approximate(actual) / byNow : approximate(attainment);
  return { value, text: percent(attainment, 0) };
}

/** The direct children that have an attainment, best first. */
export function ratedOf({ children }: Attainment): Child[] {
  return children
    .filter(({ figures }) => figures.attainment !== null)
    .sort(
      (a, b) => approximate(b.figures.attainment ?? "0") - approximate(a.figures.attainment ?? "0"),
    );
}

/** Attainment of the direct children, best first. */
export function ChildBars({ of, period }: Of) {
  const w = words("reports");
  const rated = ratedOf(of);
  if (rated.length === 0) return null;
  return (
    <Bars
      title={w.bars.title(nameOf(of.subject), period)}
      table={{
        heads: [w.bars.name, w.figure.attainment],
        rows: rated.map((child) => [nameOf(child), percent(child.figures.attainment)]),
      }}
      note={sourceText(of)}
      mark={{ value: 1, label: "100%" }}
      bars={rated.map((child) => ({
        key: child.id + child.from,
        name: nameOf(child),
        value: approximate(child.figures.attainment ?? "0"),
        label: percent(child.figures.attainment),
        tone: toneOf(child.figures),
      }))}
    />
  );
}

/** The unit's actual as the sum of its parts. */
export function Parts({ of }: { readonly of: Attainment }) {
  const w = words("reports");
  const { metric, figures, rest } = of;
  if (of.children.length === 0) return null;
  const other =
    rest !== null && approximate(rest) !== 0 ? [{ name: w.fall.rest, amount: rest }] : [];
  const parts = [
    ...of.children.map((child) => ({ name: nameOf(child), amount: child.figures.actual })),
    ...other,
  ];
  const step = ({ name, amount }: { name: string; amount: string }, at: number) => ({
    key: `${at} ${name}`,
    name,
    value: approximate(amount),
    label: money(amount, metric.currency),
  });
  const total = { name: w.fall.total, amount: figures.actual };
  return (
    <Waterfall
      title={w.fall.title(nameOf(of.subject), money(figures.actual, metric.currency))}
      table={{
        heads: [w.fall.part, w.fall.amount],
        rows: [...parts, total].map(({ name, amount }) => [
          name,
          exactMoney(amount, metric.currency),
        ]),
      }}
      note={sourceText(of)}
      steps={parts.map(step)}
      total={step(total, parts.length)}
    />
  );
}

/** "仅 3月1日 至 3月14日" where a child belonged here for a part of the window. */
export function partTime(child: Child, { from, until }: Attainment["window"]): string | null {
  if (child.from === from && child.until === until) return null;
  const last = addDays(dayOf(child.until), -1);
  return words("reports").table.days(day(child.from, "short"), day(last, "short"));
}
