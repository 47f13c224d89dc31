import type { ComponentChildren } from "preact";
import { Bullet } from "../charts/bullet.tsx";
import { approximate, exactMoney, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Amount, Figure, Percent } from "../ui/figure.tsx";
import { Badge } from "../ui/state.tsx";
import { sourceText, type Of } from "./about.tsx";
import { later } from "./later.tsx";
import { minus, toneOf, type Attainment, type Figures } from "./model.ts";
import { TargetSteps } from "./target-steps.tsx";
import "./reports.css";

/** "比时间进度快 ¥12万", "¥120k behind pace": what a colour would say, in words. */
export function PaceBadge({ figures, currency, scale }: PaceBadgeProps) {
  const w = words("reports");
  const tone = toneOf(figures);
  // Who leads and carries no number of their own has a target of 0.
  if (figures.target === null || approximate(figures.target) === 0)
    return <Badge>{w.noTarget}</Badge>;
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

/** The key figures of a subject; `About` beside them says of when and from where. */
export function Tiles({ of, onOpen }: { of: Attainment; onOpen?: () => void }) {
  const w = words("reports").figure;
  const { figures, metric } = of;
  const { currency } = metric;
  const shown = (value: string | null) =>
    value === null ? words("reports").none : <Amount value={value} currency={currency} />;
  return (
    <div class="stack">
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
      <TargetSteps figures={figures} metric={metric} />
    </div>
  );
}

function daysNote({ elapsed }: Figures): ComponentChildren {
  return elapsed === null ? null : `${words("reports").figure.elapsed} ${percent(elapsed)}`;
}

const ProgressLine = later<Of>(() => import("./pace.tsx").then((m) => m.ProgressLine));

/** Progress against working-day pace: a bullet on a phone, a line with its band on a desk. */
export function Progress({ of, period }: Of) {
  const isDesk = matchMedia("(min-width: 641px)").matches;
  if (of.series.length < 2 || !isDesk) return <ProgressBullet of={of} />;
  return <ProgressLine of={of} period={period} />;
}

export function ProgressBullet({ of }: { readonly of: Attainment }) {
  const w = words("reports");
  const { figures, metric } = of;
  const shown = (value: string) => money(value, metric.currency);
  const target = figures.target ?? figures.actual;
  const actual = shown(figures.actual);
  const title =
    figures.target === null
      ? w.pace.bulletNoTarget(actual)
      : figures.expected === null
        ? w.pace.bulletNoPace(actual, shown(target))
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
