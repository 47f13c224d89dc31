import { useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { day, moment } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Table } from "../ui/table.tsx";
import { Veiled } from "../ui/veil.tsx";
import { inMoney } from "./statement-words.ts";
import type { TracedLine } from "./statement-model.ts";
import type { StatementPage } from "./wire.ts";

/** Enough to see at once; the rest on demand. */
const FIRST = 12;

type Props = { readonly page: StatementPage; readonly line: TracedLine };

/** The log entries behind a line and what of its pay falls to each; together they are the line's result. */
export function Entries({ page, line }: Props) {
  const w = words("statement").trace;
  const [most, setMost] = useState(FIRST);
  const { parts } = line;
  if (parts.length === 0) return null;
  const known = new Map(page.entries.map((entry) => [entry.credit, entry]));
  return (
    <div class="stack stack-s">
      <h3>{w.entries(parts.length)}</h3>
      <Table
        caption={w.entriesCaption}
        dense
        rows={parts.slice(0, most)}
        rowKey={({ credit }) => credit}
        columns={[
          {
            ...{ id: "record", head: w.record, names: true },
            cell: ({ credit }) => <Record entry={known.get(credit)} credit={credit} />,
          },
          { id: "on", head: w.on, cell: ({ on }) => day(on) },
          {
            ...{ id: "deal", head: w.deal },
            cell: ({ deal }) => <span class="nowrap">{deal ?? "–"}</span>,
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
    </div>
  );
}

type RecordProps = {
  readonly entry: StatementPage["entries"][number] | undefined;
  readonly credit: string;
};

function Record({ entry, credit }: RecordProps) {
  const w = words("statement").trace;
  if (!entry) return <>{credit}</>;
  const name = `${entry.source} ${entry.externalId}`.trim();
  return (
    <span class="run-person st-record" title={w.recorded(moment(entry.recordedAt))}>
      {may("imports.read") ? <a href="/data?tab=entries">{name}</a> : <span>{name}</span>}
    </span>
  );
}
