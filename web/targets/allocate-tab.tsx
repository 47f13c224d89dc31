import { formatMinor } from "../../workers/lib/money.ts";
import { formatRate, rate } from "../../workers/lib/rate.ts";
import { may } from "../auth/session.ts";
import { count, exactMoney, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Figure } from "../ui/figure.tsx";
import { Note } from "../ui/state.tsx";
import { useQuery } from "../ui/url.ts";
import { unitsOf, withPeople, type PlanModel, type PlanPage } from "./model.ts";
import type { PlanTabProps } from "./tab.ts";
import { Refusals } from "./refusals-view.tsx";
import { RowDrawer } from "./row-view.tsx";
import { Rules } from "./rules-view.tsx";
import { TargetTree } from "./tree-view.tsx";

/** What the company's number leaves unassigned: all of it, until it has been shared out. */
function companyGap(model: PlanModel, { plan }: PlanPage): bigint {
  const shown = model.shown.value;
  const top = shown?.rows.find(({ parent }) => parent === null);
  if (top?.amount === null) return unitsOf(plan.amount, plan.metric.scale);
  return shown?.gaps.get(top?.subject ?? "") ?? 0n;
}

/** The plan's rules beside the tree they make: numbers move while a weight does. */
export function AllocateTab({ model, page }: PlanTabProps) {
  const w = words("targets");
  const { plan } = page;
  const shown = model.shown.value;
  const [why, setWhy] = useQuery("why");
  if (!shown) return null;
  const open = shown.rows.find(({ subject }) => subject === why);
  const isEmpty = !page.rows.some(({ kind }) => kind === "person");
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
      {model.problem.value && !open && (
        <Refusals model={model} rows={page.rows} problem={model.problem.value} />
      )}
      <div class="plan-split">
        {may("targets.allocate") && <Rules model={model} plan={plan} />}
        <TargetTree
          plan={plan}
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

function Tiles({ model, page }: PlanTabProps) {
  const w = words("targets").plan;
  const { plan } = page;
  const { scale } = plan.metric;
  const rows = model.shown.value?.rows ?? page.rows;
  const top = rows.find(({ parent }) => parent === null);
  const amount = model.edit.value.amount ?? top?.amount ?? plan.amount;
  const people = withPeople(rows, scale);
  const gap = companyGap(model, page);
  const size = formatMinor(gap < 0n ? -gap : gap, scale);
  const street = streetOver(unitsOf(people, scale), unitsOf(amount, scale));
  return (
    <div class="tiles plan-tiles">
      <Figure size="l" label={w.amount} value={<Shown value={amount} currency={plan.currency} />} />
      <Figure
        size="l"
        label={w.assigned}
        value={<Shown value={people} currency={plan.currency} />}
      />
      <Figure
        size="l"
        label={w.gap}
        tone={gap === 0n ? "good" : "warn"}
        value={gap === 0n ? w.gapNone : <Shown value={size} currency={plan.currency} />}
        note={
          gap > 0n
            ? w.unassigned(money(size, plan.currency))
            : gap < 0n
              ? w.over(money(size, plan.currency))
              : undefined
        }
      />
      <Figure
        size="l"
        label={w.recipients}
        value={count(rows.length)}
        note={street === null ? undefined : `${w.street} ${street}`}
      />
    </div>
  );
}

function Shown({ value, currency }: { readonly value: string; readonly currency: string | null }) {
  return (
    <span class="num" title={exactMoney(value, currency)}>
      {money(value, currency)}
    </span>
  );
}

/** How much more people carry together than the company: what over-assignment adds up to. */
function streetOver(people: bigint, company: bigint): string | null {
  if (company <= 0n || people <= company) return null;
  return percent(formatRate(rate(people - company, company), 6));
}
