import { approximate, exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Note } from "../ui/state.tsx";
import { minus, type Attainment, type Figures } from "./model.ts";

type Measured = Pick<Attainment["metric"], "currency" | "scale">;

/** How a target came from what was agreed, in one sentence; null where it is what was agreed. */
export function stepsText({ steps }: Pick<Figures, "steps">, metric: Measured): string | null {
  if (!steps) return null;
  const w = words("reports").steps;
  const shown = (amount: string) => exactMoney(amount, metric.currency);
  const parts = (
    [
      ["prorated", steps.committed, steps.prorated],
      ["ramped", steps.prorated, steps.ramped],
      ["relieved", steps.ramped, steps.effective],
    ] as const
  ).flatMap(([step, before, after]) => {
    const size = minus(before, after, metric.scale);
    if (approximate(size) === 0) return [];
    const less = !size.startsWith("-");
    return [w[step](shown(size.replace("-", "")), less)];
  });
  const said = w.parts(shown(steps.committed), parts);
  return approximate(steps.effective) === 0 ? w.none(said) : w.all(said, shown(steps.effective));
}

/** The difference between the agreed target and the one that is measured against, and its size. */
export function TargetSteps({ figures, metric }: { figures: Figures; metric: Measured }) {
  const said = stepsText(figures, metric);
  return said === null ? null : <Note>{said}</Note>;
}
