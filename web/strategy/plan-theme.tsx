import { useEffect, useMemo, useState } from "preact/hooks";
import { loadWords, words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { When } from "../ui/when.tsx";
import { type Strategy, strategyModel } from "./model.ts";

/**
 * Which theme a plan serves, or that it serves none yet, with the way to give it one. It loads its
 * own words, so the plan's page can show it.
 */
export function PlanTheme({ planId }: { readonly planId: string }) {
  const [isReady, setReady] = useState(false);
  const model = useMemo(strategyModel, []);
  useEffect(() => {
    void model.state.load();
    void loadWords(["strategy"]).then(() => setReady(true));
  }, [model]);
  if (!isReady) return null;
  return (
    <When of={model.state} waiting={null}>
      {(of) => <Served of={of} planId={planId} />}
    </When>
  );
}

function Served({ of, planId }: { readonly of: Strategy; readonly planId: string }) {
  const w = words("strategy").linked;
  const goal = of.goals.find(({ plan, ended }) => plan?.id === planId && !ended);
  const theme = of.themes.find(({ id }) => id === goal?.theme);
  if (goal && theme)
    return (
      <p>
        <a href={`/strategy?goal=${goal.id}`}>{w.theme(nameOf(theme))}</a>
      </p>
    );
  return (
    <p class="muted">
      {w.none} · <a href="/strategy?tab=review">{w.go}</a>
    </p>
  );
}
