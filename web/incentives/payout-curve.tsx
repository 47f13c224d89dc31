import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { formatMinor } from "../../workers/lib/money.ts";
import { Chart } from "../charts/figure.tsx";
import { useWidth } from "../charts/width.ts";
import { exact, short } from "../format.ts";

/** Amounts and pay in minor units of two decimals. */
export type CurvePoint = { readonly amount: bigint; readonly pay: bigint };
type Props = {
  readonly title: string;
  readonly points: readonly CurvePoint[];
  readonly here: CurvePoint;
  readonly hereLabel: string;
  readonly heads: readonly [string, string];
  /** Amounts at which pay jumps, and by how much. */
  readonly jumps: readonly { readonly at: bigint; readonly by: bigint }[];
};

const HEIGHT = 260;
const EDGE = { left: 56, right: 20, top: 20, bottom: 28 };

/** Pay over sales, with the reader's own point on it and every jump marked. */
export function PayoutCurve({ title, points, here, hereLabel, heads, jumps }: Props) {
  const [box, width] = useWidth(560);
  const [most, highest] = [largest(points, "amount"), largest(points, "pay")];
  const lowest = points.reduce((least, { pay }) => Math.min(least, Number(pay)), 0);
  const x = scaleLinear()
    .domain([0, most])
    .range([EDGE.left, width - EDGE.right]);
  const y = scaleLinear()
    .domain([lowest, Math.max(highest * 1.08, 100)])
    .range([HEIGHT - EDGE.bottom, EDGE.top])
    .nice(4);
  const path = line<CurvePoint>()
    .x(({ amount }) => x(Number(amount)))
    .y(({ pay }) => y(Number(pay)));
  const [hereX, hereY] = [x(Number(here.amount)), y(Number(here.pay))];
  const isRight = hereX > width - 140;
  return (
    <Chart title={title} table={{ heads, rows: rowsOf(points) }}>
      <div ref={box}>
        <svg width={width} height={HEIGHT} role="img" aria-label={title}>
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
                  {figure(value)}
                </text>
              </g>
            ))}
            {x.ticks(width < 420 ? 3 : 5).map((value) => (
              <text key={value} class="chart-text" x={x(value)} y={HEIGHT - 8} text-anchor="middle">
                {figure(value)}
              </text>
            ))}
          </g>
          {jumps.map(({ at, by }) => (
            <g key={String(at)}>
              <line
                class="payout-jump"
                x1={x(Number(at))}
                x2={x(Number(at))}
                y1={EDGE.top}
                y2={HEIGHT - EDGE.bottom}
              />
              <text
                class="chart-text payout-jump-text"
                x={x(Number(at)) + (x(Number(at)) > width - 90 ? -4 : 4)}
                y={EDGE.top + 8}
                text-anchor={x(Number(at)) > width - 90 ? "end" : "start"}
              >
                {`${by > 0n ? "+" : ""}${figure(Number(by))}`}
              </text>
            </g>
          ))}
          <path class="payout-line" d={path(points) ?? ""} />
          <line class="payout-here" x1={hereX} x2={hereX} y1={hereY} y2={HEIGHT - EDGE.bottom} />
          <circle class="payout-dot" cx={hereX} cy={hereY} r={5} />
          <text
            class="chart-text chart-strong"
            x={hereX + (isRight ? -10 : 10)}
            y={Math.max(EDGE.top + 4, hereY - 10)}
            text-anchor={isRight ? "end" : "start"}
          >
            {hereLabel}
          </text>
        </svg>
      </div>
    </Chart>
  );
}

function largest(points: readonly CurvePoint[], of: keyof CurvePoint): number {
  return points.reduce((most, point) => Math.max(most, Number(point[of])), 1);
}

/** A scale's tick, which is whole minor units, as a short figure. */
function figure(units: number): string {
  return short(formatMinor(BigInt(Math.round(units)), 2));
}

function rowsOf(points: readonly CurvePoint[]): string[][] {
  return points.map(({ amount, pay }) => [
    exact(formatMinor(amount, 2)),
    exact(formatMinor(pay, 2)),
  ]);
}
