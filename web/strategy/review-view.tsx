import { useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { money } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { interval } from "../targets/interval.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { CoverageBar } from "./coverage-bar.tsx";
import { GoalForm } from "./goal-form.tsx";
import type { Open } from "./map-view.tsx";
import {
  type Goal,
  metricName,
  type OrphanPlan,
  type Strategy,
  type StrategyModel,
  type Theme,
} from "./model.ts";
import { SmartMarks } from "./smart-view.tsx";

type Props = { readonly model: StrategyModel; readonly of: Strategy; readonly open: Open };

/** What to settle: contradictions, orphans and uncovered themes, then theme by theme side by side. */
export function ReviewView({ model, of, open }: Props) {
  const w = words("strategy");
  const { contradictions, uncovered } = of.review;
  const bare = of.themes.filter(({ id }) => uncovered.includes(id));
  return (
    <div class="stack stack-l">
      <Card title={w.review.contradictions}>
        {contradictions.length === 0 ? (
          <p class="muted">{w.review.noContradictions}</p>
        ) : (
          <div class="stack">
            {contradictions.map(({ code, goals, messages }) => (
              <Note key={code + goals.join()} tone="warn">
                <p>{messages[language.value]}</p>
                <p class="row">
                  {of.goals
                    .filter(({ id }) => goals.includes(id))
                    .map((goal) => (
                      <button
                        key={goal.id}
                        type="button"
                        class="link"
                        onClick={() => open.goal(goal)}
                      >
                        {nameOf(goal)}
                      </button>
                    ))}
                </p>
              </Note>
            ))}
          </div>
        )}
      </Card>
      <Card title={w.review.uncovered}>
        {bare.length === 0 ? (
          <p class="muted">{w.review.noUncovered}</p>
        ) : (
          <ul class="plain-list">
            {bare.map((theme) => (
              <li key={theme.id}>
                <button type="button" class="link" onClick={() => open.theme(theme)}>
                  {nameOf(theme)}
                </button>{" "}
                <span class="muted small">{w.kind[theme.kind]}</span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Orphans model={model} of={of} open={open} />
      <SideBySide of={of} open={open} />
    </div>
  );
}

function Orphans({ model, of, open }: Props) {
  const w = words("strategy");
  const { goals, plans, targets } = of.review.orphans;
  const [plan, setPlan] = useState<OrphanPlan | null>(null);
  const own = of.goals.filter(({ id }) => goals.includes(id));
  const isNone = own.length + plans.length + targets.length === 0;
  return (
    <Card title={w.map.orphans}>
      {isNone && <p class="muted">{w.orphans.none}</p>}
      <ul class="plain-list">
        {own.map((goal) => (
          <li key={goal.id} class={goal.sample ? "sample orphan" : "orphan"}>
            <span>
              <button type="button" class="link" onClick={() => open.goal(goal)}>
                {nameOf(goal)}
              </button>{" "}
              <span class="num">{money(goal.amount, goal.currency)}</span>
            </span>
          </li>
        ))}
        {plans.map((each) => (
          <li key={each.id} class={each.sample ? "sample orphan" : "orphan"}>
            <span>
              <span class="muted small">{w.orphans.plans}</span>{" "}
              <a href={`/targets/${each.id}`}>{each.name}</a>{" "}
              <span class="num">{money(each.amount, each.currency)}</span>{" "}
              <span class="muted small">{interval(each)}</span>
            </span>
            {may("strategy.change") && (
              <Button size="s" onClick={() => setPlan(each)}>
                {w.orphans.link}
              </Button>
            )}
          </li>
        ))}
        {targets.map(({ unit, metric, count, ...days }) => (
          <li key={unit.id + metric.id} class="orphan">
            <span>
              <span class="muted small">{w.orphans.targets}</span> {nameOf(unit)} ·{" "}
              {metricName(metric)} · {w.orphans.count(count)}{" "}
              <span class="muted small">{interval(days)}</span>
            </span>
          </li>
        ))}
      </ul>
      {plan && (
        <GoalForm
          model={model}
          themes={of.themes}
          of={null}
          plan={plan}
          onClose={() => setPlan(null)}
        />
      )}
    </Card>
  );
}

type SideRow = { readonly key: string; readonly theme: Theme; readonly goal: Goal | null };

/** Theme and target draft, item by item. */
function SideBySide({ of, open }: Omit<Props, "model">) {
  const w = words("strategy");
  const rows = of.themes
    .filter(({ ended }) => !ended)
    .flatMap((theme): readonly SideRow[] => {
      const goals = of.goals.filter((goal) => goal.theme === theme.id && !goal.ended);
      return goals.length === 0
        ? [{ key: theme.id, theme, goal: null }]
        : goals.map((goal) => ({ key: goal.id, theme, goal }));
    });
  return (
    <Card title={w.review.sideBySide} flush>
      <Table
        caption={w.review.sideCaption}
        rows={rows}
        rowKey={({ key }) => key}
        rowClass={({ theme }) => theme.sample && "sample"}
        columns={[
          {
            id: "theme",
            head: w.head.theme,
            names: true,
            cell: ({ theme }) => (
              <>
                {nameOf(theme)}
                <span class="block muted small">{theme.intent ?? w.kind[theme.kind]}</span>
              </>
            ),
          },
          {
            id: "goal",
            head: w.map.goals,
            cell: ({ goal }) =>
              goal ? (
                <button type="button" class="link" onClick={() => open.goal(goal)}>
                  {nameOf(goal)}
                </button>
              ) : (
                <span class="map-none">{w.map.uncovered}</span>
              ),
          },
          {
            id: "amount",
            head: w.head.amount,
            numeric: true,
            cell: ({ goal }) => (goal ? money(goal.amount, goal.currency) : w.map.none),
          },
          {
            id: "coverage",
            head: w.coverage.title,
            cell: ({ goal }) =>
              goal ? (
                <CoverageBar
                  goal={goal}
                  count={of.initiatives.filter((i) => i.goal === goal.id && !i.ended).length}
                />
              ) : (
                w.map.none
              ),
          },
          {
            id: "smart",
            head: w.smart.title,
            cell: ({ goal }) => (goal ? <SmartMarks smart={goal.smart} /> : w.map.none),
          },
        ]}
      />
    </Card>
  );
}
