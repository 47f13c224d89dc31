import { useEffect, useMemo, useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { day, exactMoney, money } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { interval } from "../targets/interval.ts";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { When } from "../ui/when.tsx";
import { CoverageBar } from "./coverage-bar.tsx";
import { InitiativeForm } from "./initiative-form.tsx";
import {
  type Goal,
  type GoalRead,
  goalResource,
  type Initiative,
  metricName,
  type Strategy,
  type StrategyModel,
} from "./model.ts";
import { SmartList } from "./smart-view.tsx";
import { quantityOf } from "./map-view.tsx";

type Props = {
  readonly model: StrategyModel;
  readonly of: Strategy;
  readonly goal: Goal;
  readonly onEdit: () => void;
  readonly onClose: () => void;
};

/** One goal: what it asks, what keeps it from being SMART, and who is to bring it. */
export function GoalDrawer({ model, of, goal, onEdit, onClose }: Props) {
  const w = words("strategy");
  const read = useMemo(() => goalResource(goal.id), [goal.id, goal.version]);
  useEffect(() => void read.load(), [read]);
  const [form, setForm] = useState<Initiative | "new" | null>(null);
  const own = of.initiatives.filter((each) => each.goal === goal.id && !each.ended);
  const theme = of.themes.find(({ id }) => id === goal.theme);
  if (form)
    return (
      <InitiativeForm
        model={model}
        goal={goal}
        of={form === "new" ? null : form}
        onClose={() => setForm(null)}
      />
    );
  return (
    <Drawer
      open
      wide
      title={nameOf(goal)}
      onClose={onClose}
      footer={
        may("strategy.change") ? (
          <>
            <Button icon="plus" onClick={() => setForm("new")}>
              {w.initiative.add}
            </Button>
            <Button kind="primary" onClick={onEdit}>
              {w.goal.edit}
            </Button>
          </>
        ) : undefined
      }
    >
      <div class="stack stack-l">
        <Facts goal={goal} theme={theme ? nameOf(theme) : null} />
        <section>
          <h3 class="section-title">{w.coverage.title}</h3>
          <CoverageBar goal={goal} count={own.length} />
          {own.length > 0 && <Initiatives goal={goal} own={own} onOpen={setForm} />}
        </section>
        <section>
          <h3 class="section-title">{w.smart.title}</h3>
          <When of={read}>{(body) => <Checked body={body} />}</When>
        </section>
      </div>
    </Drawer>
  );
}

function Facts({ goal, theme }: { readonly goal: Goal; readonly theme: string | null }) {
  const w = words("strategy");
  const { from, until, base, growth, plan, owner, source, metric } = goal;
  const facts: readonly (readonly [string, preact.ComponentChildren])[] = [
    [w.head.amount, exactMoney(goal.amount, goal.currency)],
    ...(base === null ? [] : [[w.head.base, exactMoney(base, goal.currency)] as const]),
    ...(growth === null ? [] : [[w.head.growth, growth] as const]),
    [w.head.metric, metricName(metric)],
    [w.head.unit, nameOf(goal.unit)],
    [w.head.theme, theme ?? w.goal.noTheme],
    [w.head.period, from === null || until === null ? w.map.none : interval({ from, until })],
    [w.head.owner, owner ? nameOf(owner) : w.theme.nobody],
    [w.head.source, source ?? metric.source ?? w.map.none],
    [w.head.plan, plan ? <a href={`/targets/${plan.id}`}>{plan.name}</a> : w.map.none],
  ];
  return (
    <dl class="goal-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type InitiativesProps = {
  readonly goal: Goal;
  readonly own: readonly Initiative[];
  readonly onOpen: (initiative: Initiative) => void;
};

function Initiatives({ goal, own, onOpen }: InitiativesProps) {
  const w = words("strategy");
  const mayChange = may("strategy.change");
  return (
    <Table
      caption={w.initiative.caption}
      dense
      rows={own}
      rowKey={({ id }) => id}
      rowClass={({ sample }) => sample && "sample"}
      columns={[
        {
          id: "name",
          head: w.head.name,
          names: true,
          cell: (each) =>
            mayChange ? (
              <button type="button" class="link" onClick={() => onOpen(each)}>
                {nameOf(each)}
              </button>
            ) : (
              nameOf(each)
            ),
        },
        { id: "quantity", head: w.head.quantity, numeric: true, cell: quantityOf },
        {
          id: "brings",
          head: w.head.brings,
          numeric: true,
          cell: ({ contribution }) => money(contribution, goal.currency),
        },
        {
          id: "each",
          head: w.head.each,
          numeric: true,
          cell: ({ each }) => (each === null ? w.map.none : money(each, goal.currency)),
        },
        {
          id: "owner",
          head: w.head.owner,
          cell: ({ owner }) => (owner ? nameOf(owner) : w.theme.nobody),
        },
      ]}
    />
  );
}

function Checked({ body: { goal, months } }: { readonly body: GoalRead }) {
  const w = words("strategy").smart;
  return (
    <div class="stack">
      {goal.findings.length === 0 && goal.smart.A === "holds" && (
        <Note tone="neutral" icon="check">
          {w.whole}
        </Note>
      )}
      <SmartList smart={goal.smart} findings={goal.findings} />
      {months.length > 0 && (
        <details>
          <summary>
            {w.pastTitle} · {w.past(months.length)}
          </summary>
          <Table
            caption={w.pastTitle}
            dense
            maxHeight="280px"
            rows={[...months].reverse()}
            rowKey={({ on }) => on}
            columns={[
              { id: "on", head: w.month, names: true, cell: ({ on }) => day(on, "month") },
              {
                id: "amount",
                head: words("strategy").head.amount,
                numeric: true,
                cell: ({ amount }) => exactMoney(amount, goal.currency),
              },
            ]}
          />
        </details>
      )}
    </div>
  );
}
