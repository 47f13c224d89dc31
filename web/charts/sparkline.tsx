import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import "./charts.css";

type SparkProps = {
  /** A sentence; the figures themselves stand beside it. */
  readonly title: string;
  readonly values: readonly number[];
  readonly width?: number;
  readonly height?: number;
};

/** The shape of a series in the height of a line of text. */
export function Sparkline({ title, values, width = 96, height = 24 }: SparkProps) {
  const x = scaleLinear()
    .domain([0, Math.max(1, values.length - 1)])
    .range([2, width - 4]);
  const y = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(...values, 0.000_001)])
    .range([height - 3, 3]);
  const path = line<{ readonly value: number; readonly at: number }>()
    .x(({ at }) => x(at))
    .y(({ value }) => y(value));
  const d = path(values.map((value, at) => ({ value, at }))) ?? "";
  const last = values.at(-1);
  return (
    <svg class="spark" width={width} height={height} role="img" aria-label={title}>
      <path class="spark-line" d={d} />
      {last !== undefined && (
        <circle class="pace-dot" cx={x(values.length - 1)} cy={y(last)} r={2.5} />
      )}
    </svg>
  );
}
