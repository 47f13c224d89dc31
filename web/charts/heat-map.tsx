import type { ComponentChildren } from "preact";
import { joined } from "./joined.ts";
import "./charts.css";

export type HeatCell = {
  /** What colours it: 1 is exactly on target; null where there is nothing to compare. */
  readonly value: number | null;
  readonly text: string;
};
export type HeatRow = {
  readonly key: string;
  readonly name: ComponentChildren;
  readonly cells: readonly HeatCell[];
  readonly sample?: boolean;
};

type HeatProps = {
  readonly title: string;
  readonly corner: string;
  readonly columns: readonly string[];
  readonly rows: readonly HeatRow[];
  readonly note?: ComponentChildren;
};

/** Around 100 %: three steps below, one at it, three above. */
const STEPS = [0.7, 0.85, 0.97, 1.03, 1.15, 1.3];

/** Unit by period, a number in every cell; orange is below target, blue above. It is its own table. */
export function HeatMap({ title, corner, columns, rows, note }: HeatProps) {
  return (
    <figure class="chart">
      <figcaption class="chart-head">
        <span class="chart-title">{joined(title)}</span>
      </figcaption>
      <div class="heat-box" tabIndex={0} role="region" aria-label={title}>
        <table class="heat">
          <thead>
            <tr>
              <th scope="col" class="heat-name">
                {corner}
              </th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, cells, sample }) => (
              <tr key={key}>
                <th scope="row" class={sample ? "heat-name sample" : "heat-name"}>
                  {name}
                </th>
                {cells.map(({ value, text }, at) => (
                  <td
                    key={columns[at]}
                    class={value === null ? "heat-none" : `heat-${step(value)}`}
                  >
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="chart-note">
        <Legend /> {note}
      </p>
    </figure>
  );
}

function step(value: number): number {
  const at = STEPS.findIndex((edge) => value < edge);
  return at < 0 ? STEPS.length : at;
}

function Legend() {
  return (
    <span class="heat-legend" aria-hidden="true">
      <span>&lt; 70%</span>
      {[0, 1, 2, 3, 4, 5, 6].map((at) => (
        <i key={at} class={`heat-${at}`} />
      ))}
      <span>&ge; 130%</span>
    </span>
  );
}
