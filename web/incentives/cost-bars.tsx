import { Chart } from "../charts/figure.tsx";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { shower } from "./pay-text.tsx";
import type { Simulation } from "./simulate.ts";

/** Cost of each pay period under the draft, beside what the plan in force cost. */
export function CostBars({ simulation }: { readonly simulation: Simulation }) {
  const w = words("simulation");
  const { months, currency, costBefore } = simulation;
  const figure = shower(currency);
  const most = months.reduce(
    (top, { cost, before }) => Math.max(top, Number(cost), Number(before ?? 0n)),
    1,
  );
  const share = (units: bigint) => `${(Math.max(0, Number(units)) / most) * 100}%`;
  const hasBefore = costBefore !== null;
  return (
    <Chart
      title={w.costByPeriod}
      table={{
        heads: [w.period, w.underDraft, ...(hasBefore ? [w.underBefore] : [])],
        rows: months.map(({ from, cost, before }) => [
          day(from, "month"),
          figure.exact(cost),
          ...(hasBefore ? [figure.exact(before ?? 0n)] : []),
        ]),
      }}
    >
      <ul class="cost-bars">
        {months.map(({ from, cost, before }) => (
          <li key={from}>
            <span class="cost-bars-name">{day(from, "month")}</span>
            <span class="cost-bars-pair">
              <span class="cost-bar" style={{ width: share(cost) }} />
              {hasBefore && (
                <span class="cost-bar cost-bar-before" style={{ width: share(before ?? 0n) }} />
              )}
            </span>
            <span class="cost-bars-sum num">{figure.short(cost)}</span>
          </li>
        ))}
      </ul>
      {hasBefore && (
        <p class="chart-note row">
          <span class="cost-key" /> {w.underDraft}
          <span class="cost-key cost-key-before" /> {w.underBefore}
        </p>
      )}
    </Chart>
  );
}
