import type { ComponentType } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { PageProps } from "../app.tsx";
import { ChangesLater } from "../adjustments/changes-later.tsx";
import { may, me } from "../auth/session.ts";
import { loadWords, words } from "../messages/messages.ts";
import { interval } from "../targets/interval.ts";
import { planModel, type PlanPage } from "../targets/model.ts";
import { Working } from "../targets/job-view.tsx";
import { CardView, cardOf } from "../targets/row-view.tsx";
import type { PlanTabProps } from "../targets/tab.ts";
import "../targets/targets.css";
import { Button } from "../ui/button.tsx";
import { Card, Page } from "../ui/card.tsx";
import { Badge, Skeleton } from "../ui/state.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { toast } from "../ui/toast.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import { PLAN_TABS, type PlanTabId } from "./plan-tabs.ts";

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
  // A number that is being agreed on is the draft's: 0.
  const [version] = useQuery("version");
  const card = useMemo(
    () => cardOf(planId, subject, version || undefined),
    [planId, subject, version],
  );
  useEffect(() => void card.load(), [card]);
  return (
    <Page title={w.title} width="read">
      <When of={card}>
        {(body) => (
          <div class="stack">
            <Card title={body.plan.name} lead={interval(body.plan)}>
              <CardView card={body} name={w.card.me} />
            </Card>
            <ChangesLater subject={subject} plan={planId} />
          </div>
        )}
      </When>
    </Page>
  );
}

function Planning({ planId }: { readonly planId: string }) {
  const model = useMemo(() => planModel(planId), [planId]);
  useEffect(() => {
    void model.state.load();
    void model.resume();
  }, [model]);
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
        {(body) => <Tabbed model={model} page={model.page.value ?? body} />}
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

function Actions({ model, page }: PlanTabProps) {
  const w = words("targets").plan;
  const { plan } = page;
  const [, setTab] = useQuery("tab");
  const allocate = async () => {
    if (await model.allocate()) toast(w.allocated);
  };
  return (
    <>
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
          onClick={() => setTab("publish", true)}
        >
          {w.publish}
        </Button>
      )}
    </>
  );
}

/** One tab of the plan, fetched when it is opened; which one stands in the URL. */
function Tabbed({ model, page }: PlanTabProps) {
  const w = words("targets");
  // A plan that is not published yet opens where it is made; another where it is looked at.
  const first: PlanTabId = page.plan.published > 0 ? "overview" : "allocate";
  const [asked, setTab] = useQuery("tab", first);
  // A metric that does not add up has no sums to arrange, compare, bargain over or move.
  const isSum = page.plan.rules.method?.kind !== "value";
  const tabs = PLAN_TABS.filter(({ id }) => isSum || VALUE_TABS.includes(id));
  const tab = tabs.find(({ id }) => id === asked) ?? tabs[0] ?? PLAN_TABS[0];
  const [shown, setShown] = useState<Opened | null>(null);
  useEffect(() => {
    let late = false;
    const parts = [tab.load(), loadWords(tab.words)] as const;
    void Promise.all(parts).then(([Content]) => late || setShown({ id: tab.id, Content }));
    return () => {
      late = true;
    };
  }, [tab.id]);
  return (
    <>
      <Working model={model} />
      <Tabs
        label={w.plan.tabsLabel}
        tabs={tabs.map(({ id }) => ({ id, label: w.plan.tabs[id] }))}
        value={tab.id}
        onChange={(to) => setTab(to, true)}
      >
        {shown?.id === tab.id ? (
          <shown.Content model={model} page={page} />
        ) : (
          <Skeleton lines={10} />
        )}
      </Tabs>
    </>
  );
}

const VALUE_TABS: readonly PlanTabId[] = ["overview", "allocate", "publish", "history"];

type Opened = { readonly id: PlanTabId; readonly Content: ComponentType<PlanTabProps> };
