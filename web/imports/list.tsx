import { useEffect } from "preact/hooks";
import { count, moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { ErrorState, Badge, type Tone } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { When } from "../ui/when.tsx";
import { nowMs } from "../clock.ts";
import type { ImportList } from "./list-model.ts";
import type { Import } from "./send.ts";

const TONES: Partial<Record<Import["state"], Tone>> = {
  running: "accent",
  undoing: "warn",
  cancelling: "warn",
  done: "good",
};

/** Every import so far, those at work first of all; a finished one can be taken back for seven days. */
export function Imports({ list }: { list: ImportList }) {
  const w = words("imports");
  useEffect(() => list.watch(), []);
  return (
    <Card title={w.list} flush>
      {list.problem.value && <ErrorState problem={list.problem.value} inline />}
      <When of={list.all}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted import-none">{w.listEmpty}</p>
          ) : (
            <Table<Import>
              caption={w.list}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                {
                  id: "when",
                  head: w.when,
                  names: true,
                  cell: ({ begunAt }) => <span class="import-when">{moment(begunAt)}</span>,
                },
                { id: "kind", head: w.kind, cell: ({ kind }) => w.kinds[kind] },
                { id: "state", head: w.state, cell: (row) => <State of={row} /> },
                { id: "rows", head: w.rows, numeric: true, cell: ({ rows }) => count(rows) },
                { id: "new", head: w.counts.new, numeric: true, cell: (row) => count(row.new) },
                {
                  id: "changed",
                  head: w.counts.changed,
                  numeric: true,
                  cell: ({ changed }) => count(changed),
                },
                {
                  id: "unchanged",
                  head: w.counts.unchanged,
                  numeric: true,
                  cell: ({ unchanged }) => count(unchanged),
                },
                {
                  id: "do",
                  head: <span class="sr-only">{w.undo}</span>,
                  cell: (row) => <Undo of={row} list={list} />,
                },
              ]}
            />
          )
        }
      </When>
    </Card>
  );
}

function State({ of: { state, committed, chunks } }: { of: Import }) {
  const w = words("imports");
  const share = state === "running" ? ` ${Math.floor((committed * 100) / chunks)}%` : "";
  return (
    <Badge tone={TONES[state] ?? "neutral"}>
      {w.states[state]}
      {share}
    </Badge>
  );
}

function Undo({ of: { id, undoUntil }, list }: { of: Import; list: ImportList }) {
  const w = words("imports");
  if (undoUntil === null || undoUntil < nowMs.value) return null;
  return (
    <Button
      kind="quiet"
      size="s"
      icon="undo"
      busy={list.leaving.value === id}
      onClick={() => void list.undo(id)}
    >
      {w.undo}
    </Button>
  );
}
