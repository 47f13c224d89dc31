import { type ComponentType } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { PageProps } from "../app.tsx";
import { may } from "../auth/session.ts";
import { language } from "../messages/language.ts";
import { loadWords, words } from "../messages/messages.ts";
import { payplanModel, type PayplanPage } from "../payplans/model.ts";
import "../payplans/payplans.css";
import type { IncentiveTabProps } from "../payplans/tab.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Page } from "../ui/card.tsx";
import { Badge, ErrorState, NoPermission, Note, Skeleton } from "../ui/state.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import { INCENTIVE_PLAN_TABS } from "./incentive-plan-tabs.ts";

/** One incentive plan: how it pays, whom, since when, and what was agreed to. */
export function IncentivePlan({ params }: PageProps) {
  const id = params["incentivePlanId"] ?? "";
  if (may("incentives.see")) return <Planning id={id} />;
  const mine = <ButtonLink href="/mine">{words("common").nav.mine}</ButtonLink>;
  return (
    <Page title={words("payplans").hub.title}>
      <NoPermission action={mine} />
    </Page>
  );
}

function Planning({ id }: { readonly id: string }) {
  const model = useMemo(() => payplanModel(id), [id]);
  useEffect(() => void model.state.load(), [model]);
  const page = model.page.value;
  const w = words("payplans");
  return (
    <Page
      title={page?.plan.name[language.value] ?? w.hub.title}
      lead={page ? <State page={page} /> : undefined}
      actions={page ? <Actions page={page} /> : undefined}
      width="wide"
    >
      <When of={model.state} waiting={<Skeleton lines={10} />}>
        {(body) => <Tabbed model={model} page={model.page.value ?? body} />}
      </When>
    </Page>
  );
}

function State({ page: { plan, changed } }: { readonly page: PayplanPage }) {
  const w = words("payplans").plan;
  return (
    <span class="row payplan-state">
      <a href="/incentives">{w.back}</a>
      {plan.published > 0 ? (
        <Badge tone="good">{w.published(plan.published)}</Badge>
      ) : (
        <Badge>{w.never}</Badge>
      )}
      {plan.published > 0 && changed && <Badge tone="warn">{w.changed}</Badge>}
      {plan.archived && <Badge>{w.archived}</Badge>}
      {plan.sample && <Badge icon="sample">{words("common").sample}</Badge>}
    </span>
  );
}

function Actions({ page }: { readonly page: PayplanPage }) {
  const w = words("payplans").plan;
  const [, setTab] = useQuery("tab");
  if (!may("incentives.publish") || page.plan.archived || !page.changed) return null;
  return (
    <Button kind="primary" onClick={() => setTab("publish", true)}>
      {w.publish}
    </Button>
  );
}

type Opened = { readonly id: string; readonly Content: ComponentType<IncentiveTabProps> };

/** One tab of the plan, fetched when it is opened; which one stands in the URL. */
function Tabbed({ model, page }: IncentiveTabProps) {
  const w = words("payplans").plan;
  const [first] = INCENTIVE_PLAN_TABS;
  const [asked, setTab] = useQuery("tab", first.id);
  const tab = INCENTIVE_PLAN_TABS.find(({ id }) => id === asked) ?? first;
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
      {model.problem.value && <ErrorState problem={model.problem.value} inline />}
      {isLeftOpen(model) && <Note tone="warn">{w.unsaved}</Note>}
      <Tabs
        label={w.tabsLabel}
        tabs={INCENTIVE_PLAN_TABS.map(({ id }) => ({
          id,
          label: w.tabs[id],
          ...(id === "publish" && page.flaws.length > 0 ? { count: page.flaws.length } : {}),
        }))}
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

/** Something was typed at the first tab that is not saved, and another tab is open. */
function isLeftOpen({ left }: IncentiveTabProps["model"]): boolean {
  const saving = left.value?.builder.saving.value ?? "saved";
  return saving !== "saved" && saving !== "saving";
}
