import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import {
  columnFlaw,
  type ColumnField,
  movedColumn,
  type PayColumn,
  withColumn,
  withoutColumn,
} from "./settings-draft.ts";

const MOST = 40;

type Props = {
  readonly columns: readonly PayColumn[];
  readonly mine: boolean;
  readonly onChange: (columns: readonly PayColumn[]) => void;
};

/** Columns of the payroll file in order: the company's own title over one figure of a statement. */
export function PayrollColumns({ columns, mine, onChange }: Props) {
  const w = words("paysettings").columns;
  return (
    <div class="stack">
      <ol class="pay-columns" aria-label={w.title}>
        {columns.map((column, at) => (
          <li key={at}>
            <ColumnRow columns={columns} column={column} at={at} mine={mine} onChange={onChange} />
          </li>
        ))}
      </ol>
      {mine && columns.length < MOST && (
        <div>
          <Button
            icon="plus"
            onClick={() => onChange([...columns, { field: "payable", title: "" }])}
          >
            {w.add}
          </Button>
        </div>
      )}
    </div>
  );
}

type RowProps = Props & { readonly column: PayColumn; readonly at: number };

function ColumnRow({ columns, column, at, mine, onChange }: RowProps) {
  const w = words("paysettings").columns;
  const flaw = columnFlaw(columns, at);
  const fields = Object.entries(w.fields).map(([value, label]) => ({ value, label }));
  const isField = (text: string): text is ColumnField => text in w.fields;
  return (
    <div class="pay-column" role="group" aria-label={w.column(at + 1)}>
      <Field
        label={w.titleOf(at + 1)}
        hideLabel
        value={column.title}
        maxLength={60}
        disabled={!mine}
        error={flaw && w.flaws[flaw]}
        onInput={(title) => onChange(withColumn(columns, at, { title }))}
      />
      <Select
        label={w.fieldOf(at + 1)}
        hideLabel
        value={column.field}
        disabled={!mine}
        options={fields}
        onChange={(field) => isField(field) && onChange(withColumn(columns, at, { field }))}
      />
      {mine && (
        <span class="pay-column-do">
          <Button
            kind="quiet"
            icon="arrowUp"
            label={w.up(at + 1)}
            disabled={at === 0}
            onClick={() => onChange(movedColumn(columns, at, -1))}
          />
          <Button
            kind="quiet"
            icon="arrowDown"
            label={w.down(at + 1)}
            disabled={at === columns.length - 1}
            onClick={() => onChange(movedColumn(columns, at, 1))}
          />
          <Button
            kind="quiet"
            icon="trash"
            label={w.remove(at + 1)}
            disabled={columns.length === 1}
            onClick={() => onChange(withoutColumn(columns, at))}
          />
        </span>
      )}
    </div>
  );
}
