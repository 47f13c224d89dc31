import { scaleLinear } from "d3-scale";
import { Chart, type TableOf } from "./figure.tsx";
import { useWidth } from "./width.ts";

export type FunnelRow = {
  readonly key: string;
  readonly name: string;
  /** How many stand here now, and how many ever came: the pale bar behind. */
  readonly now: number;
  readonly ever: number;
  readonly label: string;
};

type FunnelProps = {
  readonly title: string;
  readonly table: TableOf;
  readonly note?: string;
  readonly rows: readonly FunnelRow[];
};

const ROW = 32;

/** States in the order of a course: a bar for those who stand there, a pale one for all who came. */
export function Funnel({ title, table, note, rows }: FunnelProps) {
  const [box, width] = useWidth(560);
  const left = Math.min(112, Math.floor(width * 0.28));
  const most = Math.max(1, ...rows.map(({ ever }) => ever));
  const x = scaleLinear()
    .domain([0, most])
    .range([0, Math.max(40, width - left - 132)]);
  return (
    <Chart title={title} table={table} {...(note === undefined ? {} : { note })}>
      <div ref={box}>
        <svg width={width} height={rows.length * ROW + 4} role="img" aria-label={title}>
          {rows.map((row, at) => (
            <g key={row.key} transform={`translate(0 ${at * ROW})`}>
              <text class="chart-text chart-name" x={left - 8} y={20} text-anchor="end">
                {row.name}
              </text>
              <rect class="funnel-ever" x={left} y={6} width={x(row.ever)} height={20} rx={2} />
              <rect class="funnel-now" x={left} y={6} width={x(row.now)} height={20} rx={2} />
              <text class="chart-text chart-strong" x={left + x(row.ever) + 8} y={20}>
                {row.label}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </Chart>
  );
}
