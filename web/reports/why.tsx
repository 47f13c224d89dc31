import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { listTargets } from "../../workers/targets/target-contract.ts";
import { api } from "../api.ts";
import { words } from "../messages/messages.ts";
import { Icon } from "../ui/icon.tsx";
import type { Attainment } from "./model.ts";

/** The way from a number to what made it: the card of the plan it was agreed in. */
export function Why({ of }: { readonly of: Attainment }) {
  const w = words("reports").mine;
  const plan = useMemo(() => signal<string | null | undefined>(undefined), []);
  const { subject, metric, window } = of;
  useEffect(() => {
    void planOf(of).then((found) => {
      plan.value = found;
    });
  }, [subject.id, metric.id, window.from]);
  if (plan.value === null) return <p class="muted small">{w.noCard}</p>;
  return (
    <a class="mine-why" href={`/targets/${plan.value ?? ""}?why=${subject.id}`}>
      <span>
        <strong>{w.why}</strong>
        {w.whyHint}
      </span>
      <Icon name="right" />
    </a>
  );
}

/** The plan behind the targets of a window; null when they were set without one. */
async function planOf({ subject, metric, window }: Attainment): Promise<string | null> {
  const answer = await api<typeof listTargets>("GET", "/targets", {
    query: {
      subject: subject.id,
      metric: metric.code,
      from: window.from,
      until: window.until,
      limit: "5",
    },
  });
  return answer.ok ? (answer.body.items.find(({ plan }) => plan !== null)?.plan ?? null) : null;
}
