import { useState } from "preact/hooks";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Table } from "../ui/table.tsx";
import { Veiled } from "../ui/veil.tsx";
import { EntryDrawer } from "./entry-drawer.tsx";
import { entryAmount, entryName, shareText } from "./entry-words.ts";
import { inMoney } from "./statement-words.ts";
import type { TracedLine } from "./statement-model.ts";
import type { LogEntry, StatementPage } from "./wire.ts";

/** Enough to see at once; the rest on demand. */
const FIRST = 12;

type Props = { readonly page: StatementPage; readonly line: TracedLine };
type Part = TracedLine["parts"][number];

/** The log entries behind a line and what of its pay falls to each; together they are the line's result. */
export function Entries({ page, line }: Props) {
  const w = words("statement").trace;
  const [most, setMost] = useState(FIRST);
  const [open, setOpen] = useState<Part | null>(null);
  const { parts } = line;
  if (parts.length === 0) return null;
  const known = new Map(page.entries.map((entry) => [entry.credit, entry]));
  const opened = open && known.get(open.credit);
  return (
    <div class="stack stack-s st-entries">
      <h3>{w.entries(parts.length)}</h3>
      <Table
        caption={w.entriesCaption}
        dense
        rows={parts.slice(0, most)}
        rowKey={({ credit }) => credit}
        columns={[
          {
            ...{ id: "record", head: w.record, names: true },
            cell: (part) => (
              <Record part={part} entry={known.get(part.credit)} onOpen={() => setOpen(part)} />
            ),
          },
          {
            ...{ id: "amount", head: w.amount, numeric: true },
            cell: ({ credit }) => <Whole entry={known.get(credit)} />,
          },
          {
            ...{ id: "pay", head: w.pay, numeric: true },
            cell: ({ amount }) => <Veiled>{inMoney(page, amount)}</Veiled>,
          },
        ]}
      />
      {parts.length > most && (
        <p>
          <Button size="s" onClick={() => setMost(most + 100)}>
            {w.more(Math.min(100, parts.length - most))}
          </Button>
        </p>
      )}
      {open && opened && (
        <EntryDrawer
          entry={opened}
          pay={inMoney(page, open.amount)}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

type RecordProps = {
  readonly part: Part;
  readonly entry: LogEntry | undefined;
  readonly onOpen: () => void;
};

/** Two lines: what was sold to whom, then when and under which deal. */
function Record({ part, entry, onOpen }: RecordProps) {
  if (!entry) return <>{part.deal ?? day(part.on)}</>;
  const { deal } = entry;
  const name = entryName(entry);
  return (
    <span class="run-person st-record">
      <button type="button" class="st-open" onClick={onOpen}>
        {name}
      </button>
      <span class="muted small">
        {day(entry.on, "short")}
        {deal !== null && deal !== name && ` · ${deal}`}
      </span>
    </span>
  );
}

function Whole({ entry }: { readonly entry: LogEntry | undefined }) {
  if (!entry) return <>–</>;
  const share = shareText(entry);
  return (
    <span class="st-whole">
      {entryAmount(entry)}
      {share !== "" && <span class="muted small"> × {share}</span>}
    </span>
  );
}
