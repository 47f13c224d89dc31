import { useEffect, useMemo } from "preact/hooks";
import { day as dayIn } from "../../workers/lib/day.ts";
import { formatRate, type Rate } from "../../workers/lib/rate.ts";
import type { listMetrics } from "../../workers/metrics/contract.ts";
import { api } from "../api.ts";
import { me } from "../auth/session.ts";
import { day, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Note } from "../ui/state.tsx";
import { depthModel } from "./depth-model.ts";
import { nameOfMetric } from "./model.ts";

/**
 * Growth whose health metric falls, told where figures are looked at although the result itself is
 * green: the year so far against the year before. Nothing is shown while nothing parts.
 */
export function DivergenceAlerts() {
  const w = words("metrics").health;
  const model = useMemo(() => depthModel(dayIn(me().today)), []);
  useEffect(() => {
    void api<typeof listMetrics>("GET", "/metrics").then(async (answer) => {
      if (answer.ok) await model.loadPairs(answer.body.items);
    });
  }, []);
  const parting = (model.pairs.value ?? []).filter(({ found }) => found.state === "diverges");
  const { from, until } = model.year;
  return (
    <>
      {parting.map(({ growth, health, found }) => (
        <Note key={growth.id} tone="warn">
          <strong>{w.alertTitle}</strong>{" "}
          {w.alert(
            nameOfMetric(growth),
            change(found.growth),
            nameOfMetric(health),
            change(found.health),
          )}{" "}
          <span class="muted">{w.span(day(from), day(until))}</span>{" "}
          <a href={`/reports?metric=${encodeURIComponent(health.code)}`}>
            {w.look(nameOfMetric(health))}
          </a>
        </Note>
      ))}
    </>
  );
}

function change(by: Rate | null): string {
  return by === null ? "–" : `${by.num > 0n ? "+" : ""}${percent(formatRate(by, 6))}`;
}
