import { useEffect, useMemo } from "preact/hooks";
import { may } from "../auth/session.ts";
import { loadCalendar } from "../calendar/model.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import type { PlanTabProps } from "../targets/tab.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState, Skeleton } from "../ui/state.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";
import { GuardsLine } from "./guards-dialog.tsx";
import { adjustModel, type AdjustModel } from "./model.ts";
import { Queue } from "./queue.tsx";
import { RequestDrawer } from "./request-drawer.tsx";
import { ResourcesView } from "./resources-view.tsx";
import { periodText } from "./text.ts";
import { Wizard } from "./wizard.tsx";
import "./adjustments.css";

const NEW = "new";

/** Changes of what was published: asked for, looked at, approved by a second person, on record. */
export function AdjustTab({ model: planModel, page }: PlanTabProps) {
  const w = words("adjustments");
  const model = useMemo(() => adjustModel(page.plan.id), [page.plan.id]);
  const [open, setOpen] = useQuery("request");
  const { published } = page.plan;
  useEffect(() => {
    if (published === 0) return;
    void loadCalendar();
    void model.list.load();
    void model.guards.load();
    void model.resources.load();
  }, [model, published]);
  if (published === 0) {
    return (
      <EmptyState title={w.notPublished} icon="lock">
        {w.notPublishedText}
      </EmptyState>
    );
  }
  if (open === NEW && may("adjustments.request")) {
    return (
      <Wizard
        page={page}
        onDone={(id) => {
          setOpen(id ?? "");
          void model.list.load();
        }}
      />
    );
  }
  const moved = () => {
    void model.list.load();
    void model.resources.load();
    void planModel.state.load();
  };
  return (
    <div class="stack stack-l">
      <div class="row row-between">
        <p class="muted adjust-lead">{w.lead}</p>
        {may("adjustments.request") && (
          <Button kind="primary" icon="plus" onClick={() => setOpen(NEW, true)}>
            {w.ask}
          </Button>
        )}
      </div>
      <When of={model.guards} waiting={<Skeleton lines={1} />}>
        {(guards) => <GuardsLine model={model} guards={guards} />}
      </When>
      <Requests model={model} page={page} onOpen={(id) => setOpen(id, true)} />
      <When of={model.resources} waiting={<Skeleton lines={4} />}>
        {(resources) => (
          <ResourcesView model={model} resources={resources} metric={page.plan.metric.code} />
        )}
      </When>
      {open !== "" && open !== NEW && (
        <RequestDrawer
          key={open}
          id={open}
          currency={page.plan.currency}
          onMoved={moved}
          onClose={() => setOpen("")}
        />
      )}
    </div>
  );
}

type RequestsProps = {
  readonly model: AdjustModel;
  readonly page: PlanTabProps["page"];
  readonly onOpen: (id: string) => void;
};

function Requests({ model, page, onOpen }: RequestsProps) {
  const { periods = [] } = page.plan.rules.basis ?? {};
  const period = (from: string) => {
    const known = periods.find((each) => each.from === from);
    return known ? periodText(known) : day(from);
  };
  return (
    <When of={model.list} waiting={<Skeleton lines={5} />}>
      {({ items }) => (
        <Queue items={items} currency={page.plan.currency} period={period} onOpen={onOpen} />
      )}
    </When>
  );
}
