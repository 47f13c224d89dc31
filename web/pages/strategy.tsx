import { useEffect, useMemo, useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { ActionsView } from "../strategy/action-view.tsx";
import { GoalDrawer } from "../strategy/goal-drawer.tsx";
import { GoalForm } from "../strategy/goal-form.tsx";
import { MapTable } from "../strategy/map-table.tsx";
import { type Open, StrategyMap } from "../strategy/map-view.tsx";
import {
  loadAllMetrics,
  type Strategy as StrategyBody,
  strategyModel,
  type StrategyModel,
  type Theme,
} from "../strategy/model.ts";
import { ReviewView } from "../strategy/review-view.tsx";
import "../strategy/strategy.css";
import { ThemeForm } from "../strategy/theme-form.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Page } from "../ui/card.tsx";
import { EmptyState, NoPermission } from "../ui/state.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useQuery } from "../ui/url.ts";
import { When } from "../ui/when.tsx";

/** What the company is after, the numbers it asks for, and what is to bring them. */
export function Strategy() {
  const w = words("strategy");
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
  const model = useMemo(strategyModel, []);
  useEffect(() => {
    void model.state.load();
    void loadAllMetrics();
  }, [model]);
  const [asked, setAsked] = useQuery("new");
  const change = may("strategy.change");
  const actions = (
    <>
      <ButtonLink href="/targets">{w.links.targets}</ButtonLink>
      <ButtonLink href="/okr">{w.links.okr}</ButtonLink>
      {change && (
        <>
          <Button icon="plus" onClick={() => setAsked("theme")}>
            {w.theme.add}
          </Button>
          <Button kind="primary" icon="plus" onClick={() => setAsked("goal")}>
            {w.goal.add}
          </Button>
        </>
      )}
    </>
  );
  return (
    <Page title={w.title} lead={w.lead} actions={actions} width="wide">
      <When of={model.state}>
        {(of) => <Parts model={model} of={of} onNew={() => setAsked("theme")} />}
      </When>
      {asked === "theme" && <ThemeForm model={model} of={null} onClose={() => setAsked("")} />}
      {asked === "goal" && <NewGoal model={model} onClose={() => setAsked("")} />}
    </Page>
  );
}

function NewGoal({
  model,
  onClose,
}: {
  readonly model: StrategyModel;
  readonly onClose: () => void;
}) {
  const now = model.state.value.value;
  if (now.state !== "ready") return null;
  return <GoalForm model={model} themes={now.body.themes} of={null} onClose={onClose} />;
}

const TABS = ["map", "review", "actions"] as const;
type PartsProps = {
  readonly model: StrategyModel;
  readonly of: StrategyBody;
  readonly onNew: () => void;
};

function Parts({ model, of, onNew }: PartsProps) {
  const w = words("strategy");
  const [asked, setTab] = useQuery("tab", "map");
  const [goalId, setGoal] = useQuery("goal");
  const [theme, setTheme] = useState<Theme | null>(null);
  const [isEdited, setEdited] = useState(false);
  const tab = TABS.find((each) => each === asked) ?? "map";
  const open: Open = {
    theme: (each) => may("strategy.change") && setTheme(each),
    goal: ({ id }) => setGoal(id, true),
  };
  const goal = of.goals.find(({ id }) => id === goalId);
  const { orphans, uncovered, contradictions } = of.review;
  const toSettle =
    orphans.goals.length +
    orphans.plans.length +
    orphans.targets.length +
    uncovered.length +
    contradictions.length;
  return (
    <>
      <Tabs
        label={w.tabs.label}
        value={tab}
        onChange={(to) => setTab(to, true)}
        tabs={TABS.map((id) => ({
          id,
          label: w.tabs[id],
          ...(id === "review" ? { count: toSettle } : {}),
        }))}
      >
        {tab === "map" && <MapTab of={of} open={open} onNew={onNew} />}
        {tab === "review" && <ReviewView model={model} of={of} open={open} />}
        {tab === "actions" && <ActionsView of={of} />}
      </Tabs>
      {goal && !isEdited && (
        <GoalDrawer
          key={`${goal.id} ${goal.version}`}
          model={model}
          of={of}
          goal={goal}
          onEdit={() => setEdited(true)}
          onClose={() => setGoal("")}
        />
      )}
      {goal && isEdited && (
        <GoalForm model={model} themes={of.themes} of={goal} onClose={() => setEdited(false)} />
      )}
      {theme && <ThemeForm model={model} of={theme} onClose={() => setTheme(null)} />}
    </>
  );
}

type MapTabProps = {
  readonly of: StrategyBody;
  readonly open: Open;
  readonly onNew: () => void;
};

function MapTab({ of, open, onNew }: MapTabProps) {
  const w = words("strategy");
  const [shape, setShape] = useQuery("as", "map");
  const isEmpty = of.themes.every(({ ended }) => ended) && of.goals.every(({ ended }) => ended);
  if (isEmpty)
    return (
      <EmptyState
        icon="targets"
        title={w.empty.title}
        example={w.empty.example}
        action={
          may("strategy.change") ? (
            <Button kind="primary" icon="plus" onClick={onNew}>
              {w.theme.add}
            </Button>
          ) : undefined
        }
      >
        {w.empty.text}
      </EmptyState>
    );
  return (
    <div class="stack">
      <div class="row row-between">
        <span class="map-keys muted small">{shape === "map" && w.map.keys}</span>
        <Button kind="quiet" size="s" onClick={() => setShape(shape === "map" ? "table" : "map")}>
          {shape === "map" ? w.map.asTable : w.map.asMap}
        </Button>
      </div>
      {shape === "map" ? <StrategyMap of={of} open={open} /> : <MapTable of={of} />}
    </div>
  );
}
