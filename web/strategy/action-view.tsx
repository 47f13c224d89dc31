import { useEffect, useMemo, useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { count, day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { interval } from "../targets/interval.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { EmptyState, Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { When } from "../ui/when.tsx";
import { ActionForm } from "./action-form.tsx";
import {
  type Action,
  actionModel,
  type ActionRead,
  actionResource,
  decimalOf,
  percentOf,
} from "./action-model.ts";
import type { Strategy } from "./model.ts";

/** What is done every week and day for a month's result, and whether to believe the conversion. */
export function ActionsView({ of }: { readonly of: Strategy }) {
  const w = words("strategy").action;
  const model = useMemo(actionModel, []);
  useEffect(() => void model.state.load(), [model]);
  const [form, setForm] = useState<Action | "new" | null>(null);
  const [shown, setShown] = useState<Action | null>(null);
  const add = may("strategy.change") ? (
    <Button icon="plus" onClick={() => setForm("new")}>
      {w.add}
    </Button>
  ) : undefined;
  return (
    <Card title={words("strategy").tabs.actions} lead={w.lead} aside={add}>
      <When of={model.state}>
        {({ items }) =>
          items.every(({ ended }) => ended) ? (
            <EmptyState icon="targets" title={w.empty.title} example={w.empty.example}>
              {w.empty.text}
            </EmptyState>
          ) : (
            <ul class="actions">
              {items
                .filter(({ ended }) => !ended)
                .map((action) => (
                  <ActionItem key={action.id} action={action} onOpen={() => setShown(action)} />
                ))}
            </ul>
          )
        }
      </When>
      {shown && !form && (
        <ActionDrawer action={shown} onEdit={() => setForm(shown)} onClose={() => setShown(null)} />
      )}
      {form && (
        <ActionForm
          model={model}
          goals={of.goals}
          of={form === "new" ? null : form}
          onClose={() => {
            setForm(null);
            setShown(null);
          }}
        />
      )}
    </Card>
  );
}

function ActionItem({ action, onOpen }: { readonly action: Action; readonly onOpen: () => void }) {
  const w = words("strategy").action;
  const { results, result, actions, pace } = action;
  return (
    <li class={action.sample ? "action sample" : "action"}>
      <button type="button" class="action-name" onClick={onOpen}>
        {w.says(decimalOf(results), result, decimalOf(actions), w.pace[pace], action.action)}
      </button>
      <p class="muted small">
        {w.aMonth(decimalOf(action.aMonth), action.action)} · {nameOf(action.unit)} ·{" "}
        {interval(action)}
      </p>
      <Conversion action={action} />
    </li>
  );
}

/** The conversion with its verdict in words. */
function Conversion({ action: { conversion } }: { readonly action: Pick<Action, "conversion"> }) {
  const w = words("strategy").action;
  if (!conversion) return null;
  const { implied, verdict, ceiling, usual, past } = conversion;
  const isFine = verdict === "plausible";
  const said = {
    plausible: w.verdict.plausible,
    impossible: w.verdict.impossible,
    above_ceiling: w.verdict.above_ceiling(percentOf(ceiling)),
    above_history: w.verdict.above_history(usual === null ? "–" : percentOf(usual)),
  }[verdict];
  return (
    <Note tone={isFine ? "neutral" : "warn"} icon={isFine ? "check" : "warn"}>
      <p>
        {w.implied} <strong class="num">{percentOf(implied)}</strong> · {said}
      </p>
      {usual !== null && <p class="small">{w.usual(percentOf(usual), past)}</p>}
    </Note>
  );
}

type DrawerProps = {
  readonly action: Action;
  readonly onEdit: () => void;
  readonly onClose: () => void;
};

function ActionDrawer({ action, onEdit, onClose }: DrawerProps) {
  const w = words("strategy").action;
  const read = useMemo(() => actionResource(action.id), [action.id, action.version]);
  useEffect(() => void read.load(), [read]);
  return (
    <Drawer
      open
      wide
      title={action.result}
      onClose={onClose}
      footer={
        may("strategy.change") ? (
          <Button kind="primary" onClick={onEdit}>
            {w.edit}
          </Button>
        ) : undefined
      }
    >
      <When of={read}>{(body) => <Weeks body={body} />}</When>
    </Drawer>
  );
}

function Weeks({ body }: { readonly body: ActionRead }) {
  const w = words("strategy").action;
  const { action, month, weeks } = body;
  return (
    <div class="stack">
      <Conversion action={action} />
      <p>{w.monthOf(day(month.from, "month"), month.workingDays, month.actions)}</p>
      {month.needed !== null && <p class="muted">{w.needed(month.needed, action.action)}</p>}
      <Table
        caption={w.weeks}
        showCaption
        dense
        rows={weeks}
        rowKey={({ key }) => key}
        foot={
          <tr class="is-total">
            <th scope="row">{w.total}</th>
            <td />
            <td class="num">{count(month.workingDays)}</td>
            <td class="num">{month.actions}</td>
            <td />
          </tr>
        }
        columns={[
          { id: "week", head: w.week, names: true, cell: ({ key }) => key.split("-")[1] },
          { id: "days", head: words("strategy").head.period, cell: (week) => interval(week) },
          {
            id: "working",
            head: w.workingDays,
            numeric: true,
            cell: ({ workingDays }) => count(workingDays),
          },
          { id: "actions", head: w.actionsHead, numeric: true, cell: ({ actions }) => actions },
          {
            id: "daily",
            head: w.daily,
            numeric: true,
            cell: ({ daily }) => (daily === null ? words("strategy").map.none : decimalOf(daily)),
          },
        ]}
      />
    </div>
  );
}
