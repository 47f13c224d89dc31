import { useState } from "preact/hooks";
import { exact } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { FileDrop } from "../ui/file-drop.tsx";
import { Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { withoutZeros } from "./decimal.ts";
import { readGridFile } from "./grid-file.ts";
import type { GridModel } from "./grid-model.ts";
import { readGrid } from "./grid-sheet.ts";
import { linesOf } from "./grid-table.ts";

type Diff = ReturnType<typeof readGrid>;
type Read =
  | { readonly state: "none" | "reading" | "unreadable" }
  | { readonly state: "read"; readonly diff: Diff };

const LISTED = 200;

/** A file comes back: every changed cell is listed first; one fault, and nothing is taken. */
export function GridImport({ model, onClose }: { model: GridModel; onClose: () => void }) {
  const w = words("grid");
  const [read, setRead] = useState<Read>({ state: "none" });
  const take = async (file: File) => {
    setRead({ state: "reading" });
    const sheet = await readGridFile(file);
    if (!sheet) return setRead({ state: "unreadable" });
    // The newest numbers: somebody may have changed a row since the grid was read.
    await model.refresh();
    const shape = {
      lines: linesOf(model.items.value, ""),
      periods: model.keys.value,
      scale: model.scale,
    };
    setRead({ state: "read", diff: readGrid(sheet, shape) });
  };
  const apply = (diff: Diff) => {
    model.take(diff.changes);
    onClose();
  };
  return (
    <Drawer open wide title={w.diff.title} onClose={onClose}>
      <div class="stack">
        <FileDrop
          label={w.drop}
          accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          busy={read.state === "reading"}
          onFile={(file) => void take(file)}
        />
        {read.state === "reading" && <p>{w.diff.reading}</p>}
        {read.state === "unreadable" && (
          <Note tone="bad" icon="warn">
            {w.diff.unreadable}
          </Note>
        )}
        {read.state === "read" && (
          <DiffView model={model} diff={read.diff} onApply={() => apply(read.diff)} />
        )}
      </div>
    </Drawer>
  );
}

type DiffProps = {
  readonly model: GridModel;
  readonly diff: Diff;
  readonly onApply: () => void;
};

function DiffView({ model, diff, onApply }: DiffProps) {
  const w = words("grid");
  const { changes, faults } = diff;
  const rows = new Set(changes.map(({ item }) => item.subject)).size;
  const shown = (amount: string | null) => (amount === null ? "–" : exact(withoutZeros(amount)));
  if (faults.length > 0) {
    return (
      <Note tone="bad" icon="warn">
        <p>{w.diff.faults}</p>
        <ul class="grid-faults">
          {faults.slice(0, LISTED).map(({ code, place, value }) => (
            <li key={place + code + value}>
              <strong>{place}</strong> {value && <code>{value}</code>} {w.diff.fault[code]}
            </li>
          ))}
        </ul>
      </Note>
    );
  }
  if (changes.length === 0) return <Note icon="check">{w.diff.none}</Note>;
  return (
    <>
      <p>{w.diff.count(changes.length, rows)}</p>
      <Table
        caption={w.diff.caption}
        dense
        maxHeight="50vh"
        rows={changes.slice(0, LISTED)}
        rowKey={({ place }) => place}
        columns={[
          { id: "who", head: w.diff.who, names: true, cell: ({ item }) => item.name },
          {
            id: "column",
            head: w.diff.column,
            cell: ({ column }) => model.nameOfColumn(column),
          },
          { id: "from", head: w.diff.from, numeric: true, cell: ({ from }) => shown(from) },
          { id: "to", head: w.diff.to, numeric: true, cell: ({ to }) => shown(to) },
          { id: "by", head: w.diff.by, numeric: true, cell: ({ by }) => shown(by) },
          { id: "place", head: w.diff.place, cell: ({ place }) => place },
        ]}
      />
      {changes.length > LISTED && <p class="small muted">{w.diff.more(changes.length - LISTED)}</p>}
      <div class="row">
        <Button kind="primary" onClick={onApply}>
          {w.diff.apply(changes.length)}
        </Button>
      </div>
    </>
  );
}
