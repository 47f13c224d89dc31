import { scaleLinear } from "d3-scale";
import { Chart, type TableOf } from "./figure.tsx";
import { fitted } from "./fitted.ts";
import { useWidth } from "./width.ts";

export type Bar = {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly label: string;
  readonly tone: "good" | "warn" | "bad" | "neutral";
};

type BarsProps = {
  readonly title: string;
  readonly table: TableOf;
  readonly note?: string;
  readonly bars: readonly Bar[];
  /** A line across all bars, for example 1 for 100 %. */
  readonly mark?: { readonly value: number; readonly label: string };
};

const ROW = 30;

/** One bar a row, the name before it and the figure behind it. */
export function Bars({ title, table, note, bars, mark }: BarsProps) {
  const [box, width] = useWidth(560);
  const left = Math.min(160, Math.floor(width * 0.32));
  const most = Math.max(mark?.value ?? 0, ...bars.map(({ value }) => value), 0.000_001);
  const x = scaleLinear()
    .domain([0, most])
    .range([left, width - 64]);
  const top = mark ? 20 : 4;
  const height = top + bars.length * ROW;
  return (
    <Chart title={title} table={table} note={note}>
      <div ref={box}>
        <svg width={width} height={height} role="img" aria-label={title}>
          {mark && (
            <>
              <line class="bars-mark" x1={x(mark.value)} x2={x(mark.value)} y1={top} y2={height} />
              <text class="chart-text" x={x(mark.value)} y={13} text-anchor="middle">
                {mark.label}
              </text>
            </>
          )}
          {bars.map(({ key, name, value, label, tone }, at) => (
            <g key={key} transform={`translate(0 ${top + at * ROW})`}>
              <text class="chart-text chart-name" x={left - 8} y={20} text-anchor="end">
                {fitted(name, left)}
              </text>
              <rect
                class={`bar tone-${tone}`}
                x={left}
                y={7}
                width={Math.max(1, x(Math.max(0, value)) - left)}
                height={16}
                rx={3}
              />
              <text class="chart-text chart-strong" x={x(Math.max(0, value)) + 6} y={20}>
                {label}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </Chart>
  );
}
