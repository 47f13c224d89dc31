import { useLocation } from "preact-iso/router";
import { useEffect, useMemo } from "preact/hooks";
import { may } from "../auth/session.ts";
import { calendar, loadCalendar } from "../calendar/model.ts";
import { count, money } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { loadMetrics, nameOf } from "../reports/model.ts";
import { CreateDialog } from "../targets/create-view.tsx";
import { interval } from "../targets/interval.ts";
import { plansModel, type ListedPlan } from "../targets/plans.ts";
import "../targets/targets.css";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Page } from "../ui/card.tsx";
import { Badge, EmptyState, NoPermission } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";

/** All target plans, and the way to a new one. Own targets stand under /mine, for everyone. */
export function Targets() {
  if (may("targets.plan")) return <AllPlans />;
  const mine = <ButtonLink href="/mine">{words("common").nav.mine}</ButtonLink>;
  return (
    <Page title={words("targets").title}>
      <NoPermission action={mine} />
    </Page>
  );
}

function AllPlans() {
  const w = words("targets");
  const { route } = useLocation();
  const [asked, setAsked] = useQuery("new");
  const model = useMemo(plansModel, []);
  useEffect(() => {
    void model.load();
    void loadCalendar();
    void loadMetrics();
  }, []);
  const create = may("targets.change") ? (
    <Button kind="primary" icon="plus" onClick={() => setAsked("1")}>
      {w.create.action}
    </Button>
  ) : undefined;
  const actions = (
    <>
      {may("strategy.read") && (
        <>
          <ButtonLink href="/strategy">{w.links.strategy}</ButtonLink>
          <ButtonLink href="/okr">{w.links.okr}</ButtonLink>
        </>
      )}
      {create}
    </>
  );
  const isReady = calendar.value !== null && model.roots.value.length > 0;
  return (
    <Page title={w.title} lead={w.lead} actions={actions}>
      <When of={model.list}>
        {({ items }) =>
          items.length === 0 ? <Nothing action={create} /> : <Plans items={items} />
        }
      </When>
      {asked !== "" && isReady && (
        <CreateDialog
          roots={model.roots.value}
          onMade={(planId) => route(`/targets/${planId}`)}
          onClose={() => setAsked("")}
        />
      )}
    </Page>
  );
}

function Nothing({ action }: { readonly action: preact.ComponentChildren }) {
  const w = words("targets").empty;
  return (
    <EmptyState icon="targets" title={w.title} action={action} example={w.example}>
      {w.text}
    </EmptyState>
  );
}

function Plans({ items }: { readonly items: readonly ListedPlan[] }) {
  const w = words("targets").list;
  const metricName = ({ metric }: ListedPlan) =>
    language.value === "zh" ? metric.nameZh : metric.nameEn;
  const unitName = (plan: ListedPlan) => nameOf({ name: plan.unitName, nameEn: plan.unitNameEn });
  return (
    <Table
      caption={w.caption}
      rows={items}
      rowKey={({ id }) => id}
      rowClass={({ sample }) => sample && "sample"}
      columns={[
        {
          id: "name",
          head: w.name,
          names: true,
          cell: ({ id, name }) => <a href={`/targets/${id}`}>{name}</a>,
        },
        {
          id: "amount",
          head: w.amount,
          numeric: true,
          cell: ({ amount, currency }) => money(amount, currency),
        },
        {
          id: "state",
          head: w.state,
          cell: ({ published }) =>
            published > 0 ? (
              <Badge tone="good">{w.published(published)}</Badge>
            ) : (
              <Badge>{w.draft}</Badge>
            ),
        },
        { id: "unit", head: w.unit, cell: unitName },
        { id: "metric", head: w.metric, cell: metricName },
        {
          id: "period",
          head: w.period,
          cell: (plan) => <span class="plan-period">{interval(plan)}</span>,
        },
        {
          id: "recipients",
          head: w.recipients,
          numeric: true,
          cell: ({ recipients }) => count(recipients),
        },
      ]}
    />
  );
}
