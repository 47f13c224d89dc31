import { useEffect, useMemo, useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState, ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { AssignDrawer } from "./assign-drawer.tsx";
import { askedIn, type Member, type PeopleModel, peopleModel } from "./people.ts";
import { PeopleTable } from "./people-table.tsx";
import type { IncentiveTabProps } from "./tab.ts";

/** Who is paid by the plan, from when until when, and who has accepted it. */
export function PeopleTab({ page }: IncentiveTabProps) {
  const { id, published, archived } = page.plan;
  const model = useMemo(() => peopleModel(id), [id]);
  useEffect(() => void model.load(), [model]);
  const [isAdding, setAdding] = useState(false);
  const change = may("incentives.change") && !archived;
  const w = words("payplans").people;
  const add = change ? (
    <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
      {w.assign}
    </Button>
  ) : undefined;
  return (
    <When of={model.members}>
      {({ items }) => (
        <div class="stack">
          {model.problem.value && !isAdding && <ErrorState problem={model.problem.value} inline />}
          {items.length === 0 ? (
            <EmptyState icon="people" title={w.emptyTitle} action={add}>
              {w.emptyText}
            </EmptyState>
          ) : (
            <>
              <Head model={model} items={items} add={add} isAsked={published > 0} change={change} />
              <PeopleTable model={model} items={items} plan={page.plan} change={change} />
            </>
          )}
          {isAdding && <AssignDrawer model={model} page={page} onClose={() => setAdding(false)} />}
        </div>
      )}
    </When>
  );
}

type HeadProps = {
  readonly model: PeopleModel;
  readonly items: readonly Member[];
  readonly add: preact.ComponentChildren;
  readonly isAsked: boolean;
  readonly change: boolean;
};

function Head({ model, items, add, isAsked, change }: HeadProps) {
  const w = words("payplans").people;
  const asked = askedIn(model);
  const open = asked.filter(({ accepted }) => accepted === null).length;
  const remind = async () => {
    const done = await model.remind();
    if (done) toast(w.reminded(done.reminded));
  };
  return (
    <div class="row row-between payplan-head">
      <div>
        <h2>{w.title(new Set(items.map(({ person }) => person)).size)}</h2>
        <p class="muted">
          {isAsked && asked.length > 0 ? (open > 0 ? w.unaccepted(open) : w.allAccepted) : w.lead}
        </p>
      </div>
      <div class="row">
        {change && isAsked && open > 0 && (
          <Button icon="mail" busy={model.busy.value} onClick={() => void remind()}>
            {w.remind(open)}
          </Button>
        )}
        {add}
      </div>
    </div>
  );
}
