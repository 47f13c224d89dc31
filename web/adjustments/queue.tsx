import { moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Card } from "../ui/card.tsx";
import { Badge, type Tone } from "../ui/state.tsx";
import { Table, type Column } from "../ui/table.tsx";
import type { Adjustment } from "./model.ts";
import { aboutText, whoText } from "./text.ts";

const TONES: Readonly<Record<Adjustment["state"], Tone>> = {
  requested: "warn",
  in_review: "accent",
  approved: "good",
  applied: "good",
  rejected: "bad",
  withdrawn: "neutral",
};

export function StateBadge({ state }: { readonly state: Adjustment["state"] }) {
  return <Badge tone={TONES[state]}>{words("adjustments").state[state]}</Badge>;
}

const OVER: readonly string[] = ["applied", "rejected", "withdrawn"];

type QueueProps = {
  readonly items: readonly Adjustment[];
  readonly currency: string | null;
  /** A period's own name by its first day. */
  readonly period: (from: string) => string;
  readonly onOpen: (id: string) => void;
};

/** What waits for somebody, then what has been decided: nothing leaves the list. */
export function Queue({ items, currency, period, onOpen }: QueueProps) {
  const w = words("adjustments");
  const waiting = items.filter(({ state }) => !OVER.includes(state));
  const over = items.filter(({ state }) => OVER.includes(state));
  const columns = columnsOf({ currency, period, onOpen });
  const list = (rows: readonly Adjustment[], caption: string) => (
    <Table
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowClass={({ sample }) => sample && "sample"}
    />
  );
  return (
    <>
      <Card title={w.waiting} flush={waiting.length > 0}>
        {waiting.length > 0 ? (
          list(waiting, w.waiting)
        ) : (
          <p class="muted">
            {w.waitingNone} {items.length === 0 && w.waitingExample}
          </p>
        )}
      </Card>
      <Card title={w.history} flush={over.length > 0}>
        {over.length > 0 ? list(over, w.history) : <p class="muted">{w.historyNone}</p>}
      </Card>
    </>
  );
}

function columnsOf({ currency, period, onOpen }: Omit<QueueProps, "items">): Column<Adjustment>[] {
  const w = words("adjustments");
  return [
    {
      id: "about",
      head: w.columns.about,
      names: true,
      cell: (each) => {
        const about = aboutText(each, currency);
        return (
          <button type="button" class="adjust-about" onClick={() => onOpen(each.id)}>
            <span>{about}</span>
            <span class="small muted">
              {w.trigger[each.trigger]}
              {each.sample ? ` · ${w.sample}` : ""}
            </span>
          </button>
        );
      },
    },
    { id: "from", head: w.columns.from, cell: ({ from }) => period(from) },
    { id: "state", head: w.columns.state, cell: ({ state }) => <StateBadge state={state} /> },
    {
      id: "by",
      head: w.columns.by,
      cell: ({ steps: [first] }) => (first ? whoText(first) : "–"),
    },
    {
      id: "at",
      head: w.columns.at,
      cell: ({ steps: [first] }) => (first ? moment(first.at) : "–"),
    },
  ];
}
