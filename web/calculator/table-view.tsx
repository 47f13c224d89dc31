import { useState } from "preact/hooks";
import type { TableCell } from "../../workers/targets/tool-table-text.ts";
import { approximate, exact, money } from "../format.ts";
import { Waterfall } from "../charts/waterfall.tsx";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { withoutZeros } from "../targets/decimal.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Field, Select } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Note } from "../ui/state.tsx";
import { GRANULES } from "./model.ts";
import {
  TABLE_ROUNDINGS,
  tableRefusal,
  type SheetRow,
  type TableModel,
  type TableRounding,
} from "./table-model.ts";

type Props = { readonly model: TableModel };
type Place = { readonly row: number; readonly column: number };

/** People x months: margins are typed at the edges, every cell opens to its curve, lock and reasons. */
export function TableMode({ model }: Props) {
  const w = words("calculator");
  const [open, setOpen] = useState<Place | null>(null);
  const { granularity, rounding, columns, rows } = model.sheet.value;
  return (
    <div class="stack stack-l calc-wide">
      <div class="calc-top">
        <Select
          label={w.granularity}
          value={granularity}
          onChange={(text) => model.change({ granularity: text })}
          options={GRANULES.map((value) => ({ value, label: exact(value) }))}
        />
        <Select
          label={w.rounding}
          value={rounding}
          onChange={(to) => model.change({ rounding: asRounding(to) })}
          options={TABLE_ROUNDINGS.map((value) => ({ value, label: w.table.roundings[value] }))}
        />
      </div>
      <Card title={w.table.title}>
        <div class="stack">
          <Grid model={model} onOpen={setOpen} />
          <div class="row">
            <Button icon="plus" onClick={() => model.addRow(w.newName(rows.length + 1))}>
              {w.table.addRow}
            </Button>
            <Button
              icon="plus"
              disabled={columns.length >= 24}
              onClick={() => model.addColumn(w.table.newColumn(columns.length + 1))}
            >
              {w.table.addColumn}
            </Button>
          </div>
          <Verdict model={model} />
        </div>
      </Card>
      {open && <CellDrawer model={model} place={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function asRounding(name: string): TableRounding {
  return TABLE_ROUNDINGS.find((each) => each === name) ?? "controlled";
}

function Grid({ model, onOpen }: Props & { readonly onOpen: (place: Place) => void }) {
  const w = words("calculator");
  const { columns, rows } = model.sheet.value;
  const result = model.result.value;
  const wrong = (pointer: string) => !result.ok && result.places.has(pointer);
  return (
    <div class="calc-grid-box" tabIndex={0} role="region" aria-label={w.table.title}>
      <table class="calc-grid">
        <thead>
          <tr>
            <th scope="col">{w.table.person}</th>
            <th scope="col">{w.table.year}</th>
            {columns.map(({ name }, at) => (
              <th key={at} scope="col">
                <Field
                  label={w.table.columnName(at + 1)}
                  value={name}
                  onInput={(to) => model.changeColumn(at, { name: to })}
                  maxLength={20}
                  hideLabel
                />
              </th>
            ))}
          </tr>
          <tr>
            <th scope="row">{w.table.team}</th>
            <td class="num">{result.ok ? exact(withoutZeros(result.answer.total)) : ""}</td>
            {columns.map(({ name, total }, at) => (
              <td key={at} class={wrong(`/columns/${at}/total`) ? "calc-wrong" : undefined}>
                <Field
                  label={w.table.columnTotal(name)}
                  value={total}
                  onInput={(to) => model.changeColumn(at, { total: to })}
                  inputMode="decimal"
                  numeric
                  hideLabel
                />
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Row key={at} model={model} row={row} at={at} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = Props & {
  readonly row: SheetRow;
  readonly at: number;
  readonly onOpen: (place: Place) => void;
};

function Row({ model, row, at, onOpen }: RowProps) {
  const w = words("calculator");
  const { columns, rows } = model.sheet.value;
  const result = model.result.value;
  const wrong = !result.ok && result.places.has(`/rows/${at}/total`);
  const cells = result.ok ? result.answer.rows[at]?.cells : undefined;
  return (
    <tr>
      <th scope="row">
        <div class="calc-person">
          <Field
            label={w.name}
            value={row.name}
            onInput={(name) => model.changeRow(at, { name })}
            maxLength={60}
            hideLabel
          />
          <Button
            kind="quiet"
            icon="trash"
            label={w.remove(row.name)}
            disabled={rows.length === 1}
            onClick={() => model.removeRow(at)}
          />
        </div>
      </th>
      <td class={wrong ? "calc-wrong" : undefined}>
        <Field
          label={w.table.rowTotal(row.name)}
          value={row.total}
          onInput={(total) => model.changeRow(at, { total })}
          inputMode="decimal"
          numeric
          hideLabel
        />
      </td>
      {columns.map(({ name }, column) => {
        const locked = (row.locked[column] ?? "") !== "";
        const amount = cells?.[column]?.amount;
        const shown = amount === undefined ? "?" : exact(withoutZeros(amount));
        return (
          <td key={column} class="num">
            <button
              type="button"
              class="calc-number"
              aria-label={`${w.table.cell(row.name, name)}: ${shown}${locked ? ` (${w.locked})` : ""}`}
              onClick={() => onOpen({ row: at, column })}
            >
              {locked && <Icon name="lock" />}
              {shown}
            </button>
          </td>
        );
      })}
    </tr>
  );
}

/** Exact in both directions, or who contradicts whom. */
function Verdict({ model }: Props) {
  const w = words("calculator");
  const result = model.result.value;
  if (!result.ok) {
    return (
      <Note tone="bad" icon="warn">
        {tableRefusal(result, language.value, w)}
      </Note>
    );
  }
  const { changes, notes } = result.answer;
  return (
    <div class="stack" aria-live="polite">
      <Note tone="good" icon="check">
        {w.table.exact}
      </Note>
      <p class="small muted">
        {notes[0]?.[language.value]} {w.table.changes(exact(changes))}
      </p>
    </div>
  );
}

function CellDrawer({ model, place, onClose }: Props & { place: Place; onClose: () => void }) {
  const w = words("calculator");
  const { columns, rows } = model.sheet.value;
  const [row, column] = [rows[place.row], columns[place.column]];
  const result = model.result.value;
  const cell = result.ok ? result.answer.rows[place.row]?.cells[place.column] : undefined;
  if (!row || !column) return null;
  const change = (to: { curve?: string; locked?: string }) =>
    model.changeCell(place.row, place.column, to);
  return (
    <Drawer open wide title={w.table.cell(row.name, column.name)} onClose={onClose}>
      <div class="stack">
        <div class="calc-top">
          <Field
            label={w.table.weight}
            hint={w.table.weightHint}
            value={row.curve[place.column] ?? ""}
            onInput={(curve) => change({ curve })}
            inputMode="decimal"
            numeric
          />
          <Field
            label={w.table.lock}
            hint={w.table.lockHint}
            value={row.locked[place.column] ?? ""}
            onInput={(locked) => change({ locked })}
            inputMode="decimal"
            numeric
          />
        </div>
        {cell ? (
          <Steps cell={cell} name={w.table.cell(row.name, column.name)} />
        ) : (
          <Verdict model={model} />
        )}
        <Button
          kind="danger"
          disabled={columns.length === 1}
          onClick={() => {
            onClose();
            model.removeColumn(place.column);
          }}
        >
          {w.remove(column.name)}
        </Button>
      </div>
    </Drawer>
  );
}

/** What made the cell: curve, both margins, rounding; it re-adds. */
function Steps({ cell, name }: { readonly cell: TableCell; readonly name: string }) {
  const w = words("calculator");
  const number = withoutZeros(cell.amount);
  const steps = cell.lines.map(({ kind, amount }) => ({
    key: kind,
    name: w.table.steps[kind],
    value: approximate(amount),
    label: exact(amount),
  }));
  const rows = [...steps.map((step) => [step.name, step.label]), [w.card.total, exact(number)]];
  return (
    <Waterfall
      title={`${name}: ${money(number, null)}`}
      table={{ heads: [w.card.part, w.card.contribution], rows }}
      note={w.card.readds}
      steps={steps}
      total={{ key: "total", name: w.card.total, value: approximate(number), label: exact(number) }}
    />
  );
}
