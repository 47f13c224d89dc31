import { COMMA, POINT, tidy, type DateOrder } from "../../workers/imports/cell.ts";
import type { Encoding } from "../../workers/imports/decode.ts";
import { DELIMITERS, type Delimiter } from "../../workers/imports/parse.ts";
import type { Sheet } from "../../workers/imports/sniff.ts";
import type { Field } from "../../workers/lib/importable.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Select } from "../ui/field.tsx";
import { Badge } from "../ui/state.tsx";
import type { Wizard } from "./model.ts";

const ORDERS: readonly DateOrder[] = ["ymd", "dmy", "mdy"];
const ENCODINGS: readonly Encoding[] = ["utf-8", "gb18030"];
/** Its bytes say so themselves: there is nothing to choose. */
const CERTAIN: Encoding = "utf-16";

/** What the file is, each finding a select that overrules it. */
export function Found({ wizard }: { wizard: Wizard }) {
  const w = words("imports");
  const sheet = wizard.sheet.value;
  const input = wizard.input.value;
  if (!sheet || !input) return null;
  return (
    <Card
      title={input.name || w.pasted}
      lead={`${w.kinds[wizard.kind.value]} · ${w.rowsFound(sheet.lines.length)}`}
      aside={
        <Button kind="quiet" size="s" onClick={wizard.reset}>
          {w.otherFile}
        </Button>
      }
    >
      <div class="import-found">
        {"bytes" in input && <EncodingSelect wizard={wizard} sheet={sheet} />}
        {"sheets" in input ? (
          <Select
            label={w.sheet}
            value={String(wizard.choices.value.sheet ?? 0)}
            onChange={(at) => void wizard.setChoices({ sheet: Number(at) })}
            options={input.sheets.map(({ name }, at) => ({ value: String(at), label: name }))}
          />
        ) : (
          <Select
            label={w.delimiter}
            value={sheet.delimiter}
            onChange={(delimiter) => void wizard.setChoices({ delimiter: delimiter as Delimiter })} // One of the options.
            options={DELIMITERS.map((value) => ({ value, label: w.delimiters[value] }))}
          />
        )}
        <Select
          label={w.header}
          value={sheet.header ? "yes" : "no"}
          hint={isHeaderSure(wizard, sheet) ? undefined : w.headerUnsure}
          onChange={(value) => void wizard.setChoices({ header: value === "yes" })}
          options={[
            { value: "yes", label: w.headers.yes },
            { value: "no", label: w.headers.no },
          ]}
        />
        <OrderSelect wizard={wizard} sheet={sheet} />
        <MarksSelect wizard={wizard} sheet={sheet} />
      </div>
    </Card>
  );
}

/** A name that is a field's own settles that the first line names columns. */
function isHeaderSure(wizard: Wizard, sheet: Sheet): boolean {
  const named = wizard.suggestions.value.some(({ confidence }) => confidence === "sure");
  return sheet.headerSure || (sheet.header !== null && named);
}

function EncodingSelect({ wizard, sheet }: { wizard: Wizard; sheet: Sheet }) {
  const w = words("imports");
  if (sheet.encoding === "xlsx") return null;
  const found = sheet.encoding;
  const now = found === "utf-8-bom" ? "utf-8" : found;
  return (
    <Select
      label={w.encoding}
      value={now}
      onChange={(encoding) => void wizard.setChoices({ encoding: encoding as Encoding })} // One of the options.
      options={(found === CERTAIN ? [CERTAIN] : ENCODINGS).map((value) => ({
        value,
        label: w.encodings[value === now ? found : value],
      }))}
    />
  );
}

function OrderSelect({ wizard, sheet }: { wizard: Wizard; sheet: Sheet }) {
  const w = words("imports");
  const found = wizard.orderFound.value;
  if (found === "none") return null;
  const unsure = wizard.orderUnsure.value;
  const sure = found === "ambiguous" || found === "mixed" ? "" : found;
  const ask = () =>
    found === "mixed" ? w.orderMixed : w.orderAmbiguous(exampleOf(wizard, sheet, "day"));
  return (
    <Select
      label={w.order}
      value={wizard.orderChosen.value ?? sure}
      error={unsure ? ask() : null}
      onChange={(order) => order && void wizard.setOrder(order as DateOrder)} // One of the options.
      options={[
        ...(unsure ? [{ value: "", label: w.choose }] : []),
        ...ORDERS.map((value) => ({ value, label: w.orders[value] })),
      ]}
    />
  );
}

function MarksSelect({ wizard, sheet }: { wizard: Wizard; sheet: Sheet }) {
  const w = words("imports");
  const unsure = wizard.marksUnsure.value;
  const found = wizard.marksFound.value;
  // A file of plain digits needs no decision and gets no question.
  const chosen = wizard.marksChosen.value;
  if (!unsure && !chosen && found.marks.decimal === ".") return null;
  const value = chosen?.decimal ?? (unsure ? "" : found.marks.decimal);
  return (
    <Select
      label={w.marks}
      value={value}
      error={unsure ? w.marksAsk(exampleOf(wizard, sheet, "decimal")) : null}
      onChange={(mark) => mark && void wizard.setMarks(mark === "," ? COMMA : POINT)}
      options={[
        ...(unsure ? [{ value: "", label: w.choose }] : []),
        { value: ".", label: w.markNames["."] },
        { value: ",", label: w.markNames[","] },
      ]}
    />
  );
}

/** A cell of the column in question, to decide by. */
function exampleOf(wizard: Wizard, sheet: Sheet, kind: Field["kind"]): string {
  const field = wizard.fields.value.find((at) => at.kind === kind && wizard.mapping.value[at.name]);
  const source = field && wizard.mapping.value[field.name];
  if (!source || !("column" in source)) return "";
  return firstCell(sheet, source.column, /[.,/-]/);
}

/** One line per field: its column, how sure that is, and what stands there. */
export function Columns({ wizard }: { wizard: Wizard }) {
  const w = words("imports");
  const { fields, mapping } = wizard;
  const isShown = ({ name, required }: Field) => required || mapping.value[name] !== undefined;
  const shown = fields.value.filter(isShown);
  const rest = fields.value.filter((field) => !isShown(field));
  return (
    <Card title={w.columns} lead={w.columnsLead}>
      <div class="import-map">
        {shown.map((field) => (
          <ColumnOf key={field.name} field={field} wizard={wizard} />
        ))}
      </div>
      {rest.length > 0 && (
        <details class="import-rest">
          <summary>{w.moreFields(rest.length)}</summary>
          <div class="import-map">
            {rest.map((field) => (
              <ColumnOf key={field.name} field={field} wizard={wizard} />
            ))}
          </div>
        </details>
      )}
    </Card>
  );
}

function ColumnOf({ field, wizard }: { field: Field; wizard: Wizard }) {
  const w = words("imports");
  const sheet = wizard.sheet.value;
  const source = wizard.mapping.value[field.name];
  if (!sheet) return null;
  const value = !source ? "" : "column" in source ? `c${source.column}` : `v${source.value}`;
  const sample = source && "column" in source ? firstCell(sheet, source.column) : "";
  return (
    <div class="import-field">
      <Select
        label={field.label[language.value]}
        aside={field.required && !source ? w.required : confidenceOf(wizard, field)}
        value={value}
        onChange={(to) => void wizard.setSource(field.name, sourceOf(to))}
        options={[
          { value: "", label: field.required ? w.choose : w.none },
          ...columnOptions(sheet),
          ...fixedOptions(wizard, field),
        ]}
        error={field.required && !source ? w.choose : null}
      />
      {sample && <p class="import-sample muted small">{sample}</p>}
    </div>
  );
}

function confidenceOf(wizard: Wizard, { name }: Field) {
  const w = words("imports");
  const source = wizard.mapping.value[name];
  if (!source || !("column" in source)) return undefined;
  const found = wizard.suggestions.value.find(({ field }) => field === name);
  const how = found?.column === source.column ? found.confidence : "chosen";
  return <Badge tone={how === "guess" ? "warn" : "neutral"}>{w.confidence[how]}</Badge>;
}

function columnOptions(sheet: Sheet) {
  const w = words("imports");
  return Array.from({ length: sheet.columns }, (_, at) => ({
    value: `c${at}`,
    label: sheet.header?.[at] || w.columnNo(at + 1),
  }));
}

/** A metric for every row of the file. */
function fixedOptions(wizard: Wizard, { name }: Field) {
  const w = words("imports");
  if (name !== "metric") return [];
  const called = language.value === "zh" ? "nameZh" : "nameEn";
  return wizard.metrics.value
    .filter(({ unit }) => unit !== "ratio")
    .map((metric) => ({ value: `v${metric.id}`, label: w.everyRow(metric[called]) }));
}

function sourceOf(value: string) {
  if (value.startsWith("c")) return { column: Number(value.slice(1)) };
  return value.startsWith("v") ? { value: value.slice(1) } : null;
}

/** The first cell that says something; the rest of a long column is not looked at. */
function firstCell(sheet: Sheet, column: number, says = /./): string {
  for (const { cells } of sheet.lines) {
    const cell = tidy(cells[column] ?? "");
    if (says.test(cell)) return cell.slice(0, 60);
  }
  return "";
}
