import { useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Field } from "../ui/field.tsx";
import { ErrorState, Note } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { Diff } from "./diff-view.tsx";
import { Refusals } from "./refusals-view.tsx";
import type { PlanTabProps } from "./tab.ts";

/** Above so many recipients a word is typed: the click alone would be too easy. */
const TYPED_ABOVE = 200;

/** What publishing changes and what follows from it, and then the publishing. */
export function PublishTab({ model, page }: PlanTabProps) {
  const w = words("targets").publish;
  const p = words("plan").publish;
  const { plan, rows } = page;
  const [typed, setTyped] = useState("");
  const recipients = page.whole ? rows.length : (plan.rules.size ?? rows.length);
  const gaps = [...(model.shown.value?.gaps.values() ?? [])].filter((gap) => gap !== 0n).length;
  const blocked = plan.rules.basis === null ? p.nothing : plan.rules.current ? null : p.notReady;
  const needsWord = recipients > TYPED_ABOVE;
  const isTyped = !needsWord || typed.trim().toLowerCase() === p.word;
  const publish = async () => {
    const number = await model.publish();
    if (number !== null) toast(p.done(number), { tone: "good" });
    setTyped("");
  };
  return (
    <Card title={w.title}>
      <form
        class="stack plan-publish"
        onSubmit={(event) => {
          event.preventDefault();
          if (isTyped && blocked === null) void publish();
        }}
      >
        <p>
          <strong>{w.lead(plan.published + 1)}</strong>{" "}
          {w.consequence(recipients, plan.rules.basis?.periods.length ?? 0)}
        </p>
        {plan.published > 0 && <p>{w.closes(plan.published)}</p>}
        <p class="muted">{w.immutable}</p>
        {gaps > 0 && (
          <Note tone="warn" icon="warn">
            {w.gaps(gaps)}
          </Note>
        )}
        {plan.published === 0 ? (
          <p class="muted">{w.first}</p>
        ) : (
          <Diff plan={plan} tree={rows} from={plan.published} to={0} />
        )}
        {blocked !== null && (
          <Note tone="warn" icon="warn">
            {blocked}
          </Note>
        )}
        {needsWord && blocked === null && may("targets.publish") && (
          <Field
            label={p.typed(p.word, recipients)}
            value={typed}
            onInput={setTyped}
            autocomplete="off"
          />
        )}
        {model.problem.value &&
          (model.problem.value.code === "plan/cannot_allocate" ? (
            <Refusals model={model} rows={rows} problem={model.problem.value} />
          ) : (
            <ErrorState inline problem={model.problem.value} />
          ))}
        {may("targets.publish") && (
          <div class="row row-end">
            <Button
              kind="primary"
              type="submit"
              busy={model.busy.value}
              disabled={!isTyped || blocked !== null || model.isEdited.value}
            >
              {w.go}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}
