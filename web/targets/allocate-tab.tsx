import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Note } from "../ui/state.tsx";
import { useQuery } from "../ui/url.ts";
import { Tiles } from "./plan-tiles.tsx";
import type { PlanTabProps } from "./tab.ts";
import { Refusals } from "./refusals-view.tsx";
import { RowDrawer } from "./row-view.tsx";
import { Rules } from "./rules-view.tsx";
import { TargetTree } from "./tree-view.tsx";

/** The plan's rules beside the tree they make: numbers move while a weight does. */
export function AllocateTab({ model, page }: PlanTabProps) {
  const w = words("targets");
  const { plan } = page;
  const shown = model.shown.value;
  const [why, setWhy] = useQuery("why");
  if (!shown) return null;
  const open = shown.rows.find(({ subject }) => subject === why);
  const isEmpty = page.whole && !page.rows.some(({ kind }) => kind === "person");
  return (
    <div class="stack stack-l">
      <Tiles model={model} page={page} />
      {isEmpty && <Note tone="warn">{w.plan.noPeople}</Note>}
      {!plan.rules.current && !model.isEdited.value && !model.problem.value && (
        <Note tone="warn" icon="warn">
          <span class="row row-between">
            {plan.rules.basis === null ? w.plan.notYet : w.plan.stale}
            {may("targets.allocate") && (
              <Button size="s" busy={model.busy.value} onClick={() => void model.allocate()}>
                {w.plan.allocate}
              </Button>
            )}
          </span>
        </Note>
      )}
      {shown.isPreview && <Note icon="info">{w.plan.preview}</Note>}
      {!page.whole && model.isEdited.value && (
        <Note icon="info">{words("plan").method.tooLarge(plan.rules.size ?? 0)}</Note>
      )}
      {model.problem.value && !open && (
        <Refusals model={model} rows={page.rows} problem={model.problem.value} />
      )}
      <div class="plan-split">
        {may("targets.allocate") && <Rules model={model} plan={plan} />}
        <TargetTree
          key={String(page.whole)}
          plan={plan}
          onBelow={page.whole ? null : (unit) => void model.loadBelow(unit)}
          shown={shown}
          kept={page.rows}
          onOpen={({ subject }) => setWhy(subject, true)}
        />
      </div>
      {open && (
        <RowDrawer
          model={model}
          plan={plan}
          row={open}
          preview={shown.card?.(open.subject) ?? null}
          onClose={() => setWhy("")}
        />
      )}
    </div>
  );
}
