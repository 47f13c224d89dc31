import { useEffect, useMemo, useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { ObjectiveForm } from "../strategy/objective-form.tsx";
import { okrModel, type OkrList, type OkrModel } from "../strategy/okr-model.ts";
import { OkrTable, OkrTree } from "../strategy/okr-view.tsx";
import "../strategy/strategy.css";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Page } from "../ui/card.tsx";
import { Check } from "../ui/field.tsx";
import { EmptyState, NoPermission } from "../ui/state.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";

/** Objectives with their key results, beside the targets and on a scale of their own. */
export function Okr() {
  const w = words("strategy").okr;
  if (!may("strategy.read")) {
    const mine = <ButtonLink href="/mine">{words("common").nav.mine}</ButtonLink>;
    return (
      <Page title={w.title}>
        <NoPermission action={mine} />
      </Page>
    );
  }
  return <Whole />;
}

function Whole() {
  const w = words("strategy");
  const model = useMemo(okrModel, []);
  useEffect(() => void model.state.load(), [model]);
  const [isNew, setNew] = useState(false);
  const add = may("strategy.change") ? (
    <Button kind="primary" icon="plus" onClick={() => setNew(true)}>
      {w.okr.add}
    </Button>
  ) : undefined;
  const now = model.state.value.value;
  return (
    <Page
      title={w.okr.title}
      lead={w.okr.lead}
      actions={
        <>
          <ButtonLink href="/strategy">{w.links.strategy}</ButtonLink>
          {add}
        </>
      }
    >
      <When of={model.state}>{(of) => <Objectives model={model} of={of} action={add} />}</When>
      {isNew && now.state === "ready" && (
        <ObjectiveForm model={model} list={now.body} of={null} onClose={() => setNew(false)} />
      )}
    </Page>
  );
}

type Props = {
  readonly model: OkrModel;
  readonly of: OkrList;
  readonly action: preact.ComponentChildren;
};

function Objectives({ model, of, action }: Props) {
  const w = words("strategy").okr;
  const [shape, setShape] = useQuery("as", "tree");
  const [all, setAll] = useState(false);
  const hasEnded = of.items.some(({ ended }) => ended);
  const items = of.items.filter(({ ended }) => all || !ended);
  if (items.length === 0 && !hasEnded)
    return (
      <EmptyState icon="targets" title={w.empty.title} example={w.empty.example} action={action}>
        {w.empty.text}
      </EmptyState>
    );
  return (
    <div class="stack">
      <div class="row row-between">
        <span class="okr-key">
          <i aria-hidden="true" /> {w.success}
        </span>
        <span class="row">
          {hasEnded && <Check label={w.showEnded} checked={all} onChange={setAll} />}
          <Button
            kind="quiet"
            size="s"
            onClick={() => setShape(shape === "tree" ? "table" : "tree")}
          >
            {shape === "tree" ? w.asTable : w.asTree}
          </Button>
        </span>
      </div>
      {shape === "tree" ? (
        <OkrTree model={model} of={of} items={items} />
      ) : (
        <OkrTable items={items} />
      )}
    </div>
  );
}
