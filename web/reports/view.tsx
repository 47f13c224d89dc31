import type { ComponentChildren } from "preact";
import { addDays, day as dayOf } from "../../workers/lib/day.ts";
import { Bars } from "../charts/bars.tsx";
import { Bullet } from "../charts/bullet.tsx";
import { HeatMap } from "../charts/heat-map.tsx";
import { PaceLine } from "../charts/pace-line.tsx";
import { joined } from "../charts/joined.ts";
import { Waterfall } from "../charts/waterfall.tsx";
import { approximate, day, exactMoney, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Age, Amount, Figure, Percent } from "../ui/figure.tsx";
import { Badge } from "../ui/state.tsx";
import {
  minus,
  nameOf,
  running,
  toneOf,
  type Attainment,
  type Child,
  type Figures,
} from "./model.ts";
import "./reports.css";

type Of = { readonly of: Attainment; readonly period: string };

/** "比时间进度快 ¥12万", "¥120k behind pace": what a colour would say, in words. */
export function PaceBadge({ figures, currency, scale }: PaceBadgeProps) {
  const w = words("reports");
  const tone = toneOf(figures);
  if (figures.target === null) return <Badge>{w.noTarget}</Badge>;
  if (figures.attainment !== null && approximate(figures.attainment) >= 1)
    return (
      <Badge tone="good" icon="check">
        {w.reached}
      </Badge>
    );
  if (figures.pace === null || figures.expected === null) return <Badge>{w.notStarted}</Badge>;
  const gap = minus(figures.actual, figures.expected, scale);
  const size = money(gap.replace("-", ""), currency);
  if (approximate(gap) === 0) return <Badge tone="good">{w.onPace}</Badge>;
  const ahead = approximate(gap) > 0;
  return (
    <Badge tone={tone === "neutral" ? "neutral" : tone} icon={ahead ? "arrowUp" : "arrowDown"}>
      {ahead ? w.ahead(size) : w.behind(size)}
    </Badge>
  );
}
type PaceBadgeProps = {
  readonly figures: Figures;
  readonly currency: string | null;
  readonly scale: number;
};

/** Where the figures come from and how far they reach. */
export function sourceText({ data }: Attainment): string {
  const w = words("reports");
  return `${w.source} · ${data.day === null ? w.noData : w.dataUntil(day(data.day))}`;
}

/** Period, source, reach and age, once for all figures of a card. */
export function About({ of, period }: Of) {
  const { at } = of.data;
  return (
    <span class="about">
      {joined(`${period} · ${sourceText(of)}`)}
      {at !== null && (
        <>
          {" · "}
          <Age at={at} />
        </>
      )}
    </span>
  );
}

/** The key figures of a subject; `About` beside them says of when and from where. */
export function Tiles({ of, onOpen }: { of: Attainment; onOpen?: () => void }) {
  const w = words("reports").figure;
  const { figures, metric } = of;
  const { currency } = metric;
  const shown = (value: string | null) =>
    value === null ? words("reports").none : <Amount value={value} currency={currency} />;
  return (
    <div class="tiles report-tiles">
      <Figure label={w.actual} value={shown(figures.actual)} {...(onOpen ? { onOpen } : {})} />
      <Figure label={w.target} value={shown(figures.target)} />
      <Figure
        label={w.attainment}
        value={<Percent value={figures.attainment} />}
        tone={toneOf(figures)}
        note={<PaceBadge figures={figures} currency={currency} scale={metric.scale} />}
      />
      <Figure label={w.expected} value={shown(figures.expected)} note={daysNote(figures)} />
      <Figure label={w.runRate} value={shown(figures.runRate)} />
      <Figure
        label={w.required}
        value={shown(figures.required)}
        note={words("reports").workingDays(
          figures.daysElapsed,
          figures.daysElapsed + figures.daysLeft,
        )}
      />
    </div>
  );
}

function daysNote({ elapsed }: Figures): ComponentChildren {
  return elapsed === null ? null : `${words("reports").figure.elapsed} ${percent(elapsed)}`;
}

/** Progress against working-day pace: a bullet on a phone, a line with its band on a desk. */
export function Progress({ of, period }: Of) {
  const hasLine = of.series.length > 1;
  return (
    <>
      <div class={hasLine ? "only-phone" : ""}>
        <ProgressBullet of={of} />
      </div>
      {hasLine && (
        <div class="only-desk">
          <ProgressLine of={of} period={period} />
        </div>
      )}
    </>
  );
}

export function ProgressBullet({ of }: { readonly of: Attainment }) {
  const w = words("reports");
  const { figures, metric } = of;
  const shown = (value: string) => money(value, metric.currency);
  const target = figures.target ?? figures.actual;
  const actual = shown(figures.actual);
  const title =
    figures.expected === null
      ? w.pace.bulletNoPace(actual, figures.target === null ? w.none : shown(target))
      : w.pace.bullet(actual, shown(target), shown(figures.expected));
  return (
    <Bullet
      title={title}
      table={{
        heads: [w.table.name, w.fall.amount],
        rows: [
          [w.figure.actual, exactMoney(figures.actual, metric.currency)],
          [w.figure.target, figures.target === null ? w.none : exactMoney(target, metric.currency)],
          [
            w.figure.expected,
            figures.expected === null ? w.none : exactMoney(figures.expected, metric.currency),
          ],
        ],
      }}
      note={sourceText(of)}
      actual={approximate(figures.actual)}
      target={approximate(target)}
      expected={figures.expected === null ? null : approximate(figures.expected)}
      tone={toneOf(figures)}
      labels={{
        actual,
        target: figures.target === null ? w.noTarget : w.pace.target(shown(target)),
        expected: figures.expected === null ? null : w.pace.expectedNow(shown(figures.expected)),
      }}
    />
  );
}

function ProgressLine({ of, period }: Of) {
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

/** Direct children against each period of the window. */
export function Heat({ of, period }: Of) {
  const w = words("reports");
  const rows = of.children.filter(({ series }) => series.some(({ target }) => target !== null));
  if (of.series.length < 2 || rows.length === 0) return null;
  return (
    <HeatMap
      title={w.heat.title(nameOf(of.subject), period)}
      corner={w.heat.corner}
      columns={of.series.map(({ from }) => day(from, "month"))}
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
