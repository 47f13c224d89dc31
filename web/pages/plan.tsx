import { useEffect, useMemo, useState } from "preact/hooks";
import { formatMinor } from "../../workers/lib/money.ts";
import { formatRate, rate } from "../../workers/lib/rate.ts";
import type { PageProps } from "../app.tsx";
import { may, me } from "../auth/session.ts";
import { count, exactMoney, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { interval } from "../targets/interval.ts";
import { planModel, unitsOf, withPeople, type PlanModel, type PlanPage } from "../targets/model.ts";
import { PublishDialog, VersionsDrawer } from "../targets/publish-view.tsx";
import { CardView, cardOf, RowDrawer } from "../targets/row-view.tsx";
import { Refusals } from "../targets/refusals-view.tsx";
import { Rules } from "../targets/rules-view.tsx";
import "../targets/targets.css";
import { TargetTree } from "../targets/tree-view.tsx";
import { Button } from "../ui/button.tsx";
import { Card, Page } from "../ui/card.tsx";
import { Figure } from "../ui/figure.tsx";
import { Badge, Note, Skeleton } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";

/** One plan: what is shared out, how, to whom, and why each number is what it is. */
export function Plan({ params }: PageProps) {
  const planId = params["planId"] ?? "";
  const [why] = useQuery("why");
  // Who carries a number may read why, and nothing of the plan around it.
  if (!may("targets.plan")) return <MyCard planId={planId} subject={why || (me().person ?? "")} />;
  return <Planning planId={planId} />;
}

function MyCard({ planId, subject }: { readonly planId: string; readonly subject: string }) {
  const w = words("targets");
  const card = useMemo(() => cardOf(planId, subject), [planId, subject]);
  useEffect(() => void card.load(), [card]);
  return (
    <Page title={w.title} width="read">
      <When of={card}>
        {(body) => (
          <Card title={body.plan.name} lead={interval(body.plan)}>
            <CardView card={body} name={w.card.me} />
          </Card>
        )}
      </When>
    </Page>
  );
}

function Planning({ planId }: { readonly planId: string }) {
  const model = useMemo(() => planModel(planId), [planId]);
  useEffect(() => void model.state.load(), [model]);
  const page = model.page.value;
  const w = words("targets");
  return (
    <Page
      title={page?.plan.name ?? w.title}
      lead={page ? <State page={page} /> : undefined}
      actions={page ? <Actions model={model} page={page} /> : undefined}
      width="wide"
    >
      <When of={model.state} waiting={<Skeleton lines={10} />}>
        {(body) => <Overview model={model} page={body} />}
      </When>
    </Page>
  );
}

function State({ page: { plan } }: { readonly page: PlanPage }) {
  const w = words("targets");
  return (
    <span class="row plan-state">
      <a href="/targets">{w.plan.back}</a>
      <span>{interval(plan)}</span>
      {plan.published > 0 ? (
        <Badge tone="good">{w.list.published(plan.published)}</Badge>
      ) : (
        <Badge>{w.plan.never}</Badge>
      )}
    </span>
  );
}

type ModelProps = { readonly model: PlanModel; readonly page: PlanPage };

function Actions({ model, page }: ModelProps) {
  const w = words("targets").plan;
  const { plan, rows } = page;
  const [open, setOpen] = useState<"publish" | "versions" | null>(null);
  const gaps = [...(model.shown.value?.gaps.values() ?? [])].filter((gap) => gap !== 0n);
  const allocate = async () => {
    if (await model.allocate()) toast(w.allocated);
  };
  const close = () => setOpen(null);
  return (
    <>
      <Button icon="clock" onClick={() => setOpen("versions")}>
        {w.versions}
      </Button>
      {may("targets.allocate") && (
        <Button
          busy={model.busy.value}
          disabled={model.isEdited.value}
          onClick={() => void allocate()}
        >
          {w.allocate}
        </Button>
      )}
      {may("targets.publish") && (
        <Button
          kind="primary"
          disabled={model.isEdited.value || !plan.rules.current}
          onClick={() => setOpen("publish")}
        >
          {w.publish}
        </Button>
      )}
      {open === "publish" && (
        <PublishDialog model={model} plan={plan} rows={rows} gaps={gaps.length} onClose={close} />
      )}
      {open === "versions" && <VersionsDrawer model={model} plan={plan} onClose={close} />}
    </>
  );
}

/** What the company's number leaves unassigned: all of it, until it has been shared out. */
function companyGap(model: PlanModel, { plan }: PlanPage): bigint {
  const shown = model.shown.value;
  const top = shown?.rows.find(({ parent }) => parent === null);
  if (top?.amount === null) return unitsOf(plan.amount, plan.metric.scale);
  return shown?.gaps.get(top?.subject ?? "") ?? 0n;
}

function Overview({ model, page }: ModelProps) {
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

function Tiles({ model, page }: ModelProps) {
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
