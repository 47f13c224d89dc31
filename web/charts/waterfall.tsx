import { scaleLinear } from "d3-scale";
import { Chart, type TableOf } from "./figure.tsx";
import { fitted } from "./fitted.ts";
import { useWidth } from "./width.ts";

export type FallStep = {
  readonly key: string;
  readonly name: string;
  /** Signed; the steps add up to the total. */
  readonly value: number;
  readonly label: string;
};

type FallProps = {
  readonly title: string;
  readonly table: TableOf;
  readonly note?: string;
  readonly steps: readonly FallStep[];
  readonly total: FallStep;
};

const ROW = 28;

/** Parts that re-add to their total, one below the other, each beginning where the last one ended. */
export function Waterfall({ title, table, note, steps, total }: FallProps) {
  const [box, width] = useWidth(560);
  const left = Math.min(150, Math.floor(width * 0.3));
  const ends = steps.reduce<number[]>((all, { value }) => [...all, (all.at(-1) ?? 0) + value], []);
  const reach = [0, total.value, ...ends];
  const x = scaleLinear()
    .domain([Math.min(...reach), Math.max(...reach, 0.000_001)])
    .range([left, width - 84]);
  const rows = [...steps, total];
  return (
    <Chart title={title} table={table} note={note}>
      <div ref={box}>
        <svg width={width} height={rows.length * ROW + 4} role="img" aria-label={title}>
          {rows.map((row, at) => {
            const isTotal = at === steps.length;
            const start = isTotal ? 0 : (ends[at - 1] ?? 0);
            const end = isTotal ? total.value : start + row.value;
            const [low, high] = [Math.min(start, end), Math.max(start, end)];
            return (
              <g key={row.key} transform={`translate(0 ${at * ROW})`}>
                <text class="chart-text chart-name" x={left - 8} y={19} text-anchor="end">
                  {fitted(row.name, left)}
                </text>
                <rect
                  class={isTotal ? "fall-total" : row.value < 0 ? "fall-down" : "fall-up"}
                  x={x(low)}
                  y={6}
                  width={Math.max(1, x(high) - x(low))}
                  height={16}
                  rx={2}
                />
                {!isTotal && (
                  <line class="fall-link" x1={x(end)} x2={x(end)} y1={22} y2={ROW + 6} />
                )}
                <text class="chart-text chart-strong" x={x(high) + 6} y={19}>
                  {row.label}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
    </Chart>
  );
}
