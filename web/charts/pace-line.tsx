import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { Chart, type TableOf } from "./figure.tsx";
import { useWidth } from "./width.ts";

export type PacePoint = {
  /** The tick below, where there is one. */
  readonly tick: string | null;
  /** Totals since the window began; actual is null where there is no data yet. */
  readonly actual: number | null;
  readonly expected: number;
};

export type PaceProps = {
  readonly title: string;
  readonly table: TableOf;
  readonly note?: string;
  readonly points: readonly PacePoint[];
  readonly target: number;
  readonly labels: {
    readonly actual: string;
    readonly expected: string;
    readonly target: string;
    readonly band: string;
  };
  /** How an axis value is written. */
  readonly format: (value: number) => string;
};

const HEIGHT = 280;
const EDGE = { left: 56, right: 92, top: 16, bottom: 28 };
/** The band: a tenth of the expected to either side is on pace. */
const BAND = 0.1;

/** Actual so far against what working days expect, from the first day to the last. */
export function PaceLine(props: PaceProps) {
  const { points, target } = props;
  const [box, width] = useWidth(720);
  const highest = Math.max(
    target,
    ...points.map(({ actual, expected }) => Math.max(actual ?? 0, expected)),
    1,
  );
  const lowest = Math.min(0, ...points.map(({ actual }) => actual ?? 0));
  const x = scaleLinear()
    .domain([0, Math.max(1, points.length - 1)])
    .range([EDGE.left, width - EDGE.right]);
  const y = scaleLinear()
    .domain([lowest, highest * 1.04])
    .range([HEIGHT - EDGE.bottom, EDGE.top])
    .nice(4);
  return (
    <Chart title={props.title} table={props.table} note={props.note}>
      <div ref={box}>
        <svg width={width} height={HEIGHT} role="img" aria-label={props.title}>
          <Axes {...props} x={x} y={y} width={width} />
          <Marks {...props} x={x} y={y} />
          <EndLabels {...props} x={x} y={y} width={width} />
        </svg>
      </div>
    </Chart>
  );
}

type Scale = ReturnType<typeof scaleLinear>;
type Scales = { readonly x: Scale; readonly y: Scale };
type Placed = { readonly tick: string | null; readonly at: number };

function Axes({ points, format, x, y, width }: PaceProps & Scales & { readonly width: number }) {
  const ticks = points
    .map(({ tick }, at): Placed => ({ tick, at }))
    .filter(({ tick, at }, index, all) => tick !== null && hasRoom(x, all, index, at));
  return (
    <g class="chart-axis">
      {y.ticks(4).map((value) => (
        <g key={value}>
          <line
            class="chart-grid"
            x1={EDGE.left}
            x2={width - EDGE.right}
            y1={y(value)}
            y2={y(value)}
          />
          <text class="chart-text" x={EDGE.left - 8} y={y(value) + 4} text-anchor="end">
            {format(value)}
          </text>
        </g>
      ))}
      {ticks.map(({ tick, at }) => (
        <text key={at} class="chart-text" x={x(at)} y={HEIGHT - 8} text-anchor="middle">
          {tick}
        </text>
      ))}
    </g>
  );
}

/** A tick is left out where the one before it would touch it. */
function hasRoom(x: Scale, all: readonly Placed[], index: number, at: number): boolean {
  const before = all.slice(0, index).findLast(({ tick }) => tick !== null);
  return before === undefined || x(at) - x(before.at) >= 44;
}

function Marks({ points, x, y, target }: PaceProps & Scales) {
  const placed = points.map((point, at) => ({ ...point, at }));
  type At = (typeof placed)[number];
  const band = area<At>()
    .x(({ at }) => x(at))
    .y0(({ expected }) => y(expected * (1 - BAND)))
    .y1(({ expected }) => y(expected * (1 + BAND)));
  const expected = line<At>()
    .x(({ at }) => x(at))
    .y((point) => y(point.expected));
  const actual = line<At>()
    .x(({ at }) => x(at))
    .y((point) => y(point.actual ?? 0))
    .defined((point) => point.actual !== null);
  const last = placed.findLast((point) => point.actual !== null);
  return (
    <>
      <path class="pace-band" d={band(placed) ?? ""} />
      <line class="pace-target" x1={x(0)} x2={x(points.length - 1)} y1={y(target)} y2={y(target)} />
      <path class="pace-expected" d={expected(placed) ?? ""} />
      <path class="pace-actual" d={actual(placed) ?? ""} />
      {last && <circle class="pace-dot" cx={x(last.at)} cy={y(last.actual ?? 0)} r={4} />}
    </>
  );
}

function EndLabels({
  points,
  labels,
  target,
  x,
  y,
  width,
}: PaceProps & Scales & { width: number }) {
  const at = points.findLastIndex(({ actual }) => actual !== null);
  const actual = points[at]?.actual ?? null;
  const expectedEnd = points.at(-1)?.expected ?? 0;
  const showsExpected = Math.abs(y(target) - y(expectedEnd)) > 16;
  const right = width - EDGE.right + 8;
  const besideEnd = actual !== null && x(at) > width - EDGE.right - 90;
  const actualY = actual === null ? 0 : apart(y(actual), y(target));
  return (
    <>
      <text class="chart-text" x={right} y={y(target) + 4}>
        {labels.target}
      </text>
      {showsExpected && (
        <text class="chart-text" x={right} y={y(expectedEnd) + 4}>
          {labels.expected}
        </text>
      )}
      {actual !== null && (
        <text
          class="chart-text chart-strong"
          x={besideEnd ? right : x(at) + 10}
          y={besideEnd ? actualY + 4 : y(actual) + (actual < (points[at]?.expected ?? 0) ? 18 : -8)}
        >
          {labels.actual}
        </text>
      )}
    </>
  );
}

/** Two labels at one edge keep a line's height between them. */
function apart(y: number, other: number): number {
  return Math.abs(y - other) >= 16 ? y : y < other ? other - 16 : other + 16;
}
