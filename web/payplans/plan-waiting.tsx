import { useEffect, useMemo, useState } from "preact/hooks";
import { me } from "../auth/session.ts";
import { dayAt } from "../format.ts";
import { language } from "../messages/language.ts";
import { loadWords, words } from "../messages/messages.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Note } from "../ui/state.tsx";
import { myPlanModel } from "./my-plan.ts";

/** The reminder on the first page, until the plan is accepted. Nothing for who is on no plan. */
export function PlanWaiting() {
  const { person } = me();
  return person === null ? null : <Waiting person={person} />;
}

function Waiting({ person }: { readonly person: string }) {
  const model = useMemo(() => myPlanModel(person), [person]);
  const [hasWords, setWords] = useState(false);
  useEffect(() => {
    void model.state.load();
    void loadWords(["acceptance"]).then(() => setWords(true));
  }, [model]);
  const now = model.state.value.value;
  const plan = now.state === "ready" ? now.body.plan : null;
  if (!hasWords || !plan || plan.accepted !== null || !plan.own) return null;
  const w = words("acceptance");
  return (
    <Note tone="warn" icon="mail">
      <div class="row row-between">
        <span>
          {w.home(plan.name[language.value])}
          {plan.reminded !== null && (
            <span class="muted"> · {w.reminded(dayAt(plan.reminded))}</span>
          )}
        </span>
        <ButtonLink size="s" href="/mine#plan">
          {w.toMine}
        </ButtonLink>
      </div>
    </Note>
  );
}
