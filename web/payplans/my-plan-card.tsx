import { useState } from "preact/hooks";
import { dayAt, exactMoney } from "../format.ts";
import { PlanSentences } from "../incentives/sentences.tsx";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Check } from "../ui/field.tsx";
import { Badge, ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { Changes } from "./changes-view.tsx";
import type { myPlanModel, PersonPlan } from "./my-plan.ts";

type Props = {
  readonly model: ReturnType<typeof myPlanModel>;
  readonly plan: PersonPlan;
  readonly lead: string;
  /** When it was accepted, in words; null while it waits. */
  readonly said: string | null;
  readonly hidden: boolean;
};

/** The text in the reader's language, what changed since the last signature, and the signature. */
export function MyPlanCard({ model, plan, lead, said, hidden }: Props) {
  const w = words("acceptance");
  const isAsked = plan.accepted === null && plan.own;
  const title = !isAsked ? w.title : plan.changes ? w.askNew(plan.newest.number) : w.ask;
  return (
    <Card
      title={title}
      lead={lead}
      sample={plan.sample}
      aside={
        said === null ? (
          <span class="my-plan-state">
            <Badge tone="warn">{w.notYet}</Badge>
            {plan.reminded !== null && (
              <span class="muted">{w.reminded(dayAt(plan.reminded))}</span>
            )}
          </span>
        ) : (
          <Badge tone="good" icon="check">
            {said}
          </Badge>
        )
      }
    >
      <div class="stack">
        {!hidden && <Terms plan={plan} />}
        {plan.changes && (
          <section class="stack stack-s">
            <h3>{w.changes(plan.changes.number)}</h3>
            {plan.changes.changes.length === 0 ? (
              <p>{w.noChanges}</p>
            ) : (
              <Changes changes={plan.changes.changes} words={w.change} />
            )}
          </section>
        )}
        <details class="my-plan-text" open={isAsked && !plan.changes}>
          <summary>{w.read}</summary>
          <PlanSentences plan={plan.document} />
        </details>
        {isAsked && <Signature model={model} plan={plan} />}
      </div>
    </Card>
  );
}

function Terms({ plan }: { readonly plan: PersonPlan }) {
  const w = words("acceptance");
  const { variables, currency } = plan.terms;
  if (variables.length === 0) return null;
  return (
    <p class="my-plan-terms">
      <span class="muted">{w.terms}</span>
      {variables.map(({ key, amount, per }) => (
        <span key={key}>
          {w.keys[key] ?? key}{" "}
          <strong class="num">{exactMoney(amount, currency ?? plan.currency)}</strong>{" "}
          <span class="muted">{w.per[per] ?? per}</span>
        </span>
      ))}
    </p>
  );
}

function Signature({ model, plan }: Pick<Props, "model" | "plan">) {
  const w = words("acceptance");
  const [hasRead, setRead] = useState(false);
  const accept = async () => {
    if (await model.accept(plan, language.value)) toast(w.acceptedToast);
  };
  return (
    <form
      class="stack my-plan-sign"
      onSubmit={(event) => {
        event.preventDefault();
        if (hasRead) void accept();
      }}
    >
      {model.problem.value && <ErrorState problem={model.problem.value} inline />}
      <Check label={w.consent} checked={hasRead} onChange={setRead} />
      <div class="row row-between">
        <span class="my-plan-hash muted">
          {w.hash} <code>{plan.newest.hash.slice(0, 16)}</code>
        </span>
        <Button kind="primary" type="submit" busy={model.busy.value} disabled={!hasRead}>
          {w.accept}
        </Button>
      </div>
    </form>
  );
}
