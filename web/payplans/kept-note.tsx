import { useLocation } from "preact-iso/router";
import { useState } from "preact/hooks";
import type { Problem } from "../api.ts";
import { forgetPlan, keptPlan } from "../incentives/kept-plan.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState, Note } from "../ui/state.tsx";
import { startPlan } from "./list.ts";

/** The plan of the public calculator, offered until it is a draft or somebody lets it go. */
export function KeptNote() {
  const w = words("payplans").list;
  const { route } = useLocation();
  const [plan, setPlan] = useState(keptPlan);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (!plan) return null;
  const take = async () => {
    setBusy(true);
    const made = await startPlan({ document: plan, asTemplate: true });
    setBusy(false);
    if ("problem" in made) return setProblem(made.problem);
    forgetPlan();
    route(`/incentives/plans/${made.id}`);
  };
  const drop = () => {
    forgetPlan();
    setPlan(null);
  };
  return (
    <Note icon="incentives">
      <div class="stack stack-s">
        <p>{w.kept(plan.name[language.value])}</p>
        {problem && <ErrorState problem={problem} inline />}
        <div class="row">
          <Button size="s" kind="primary" busy={isBusy} onClick={() => void take()}>
            {w.keptTake}
          </Button>
          <Button size="s" kind="quiet" onClick={drop}>
            {w.keptDrop}
          </Button>
        </div>
      </div>
    </Note>
  );
}
