import { useState } from "preact/hooks";
import { formatRate } from "../../workers/lib/rate.ts";
import type { ToolAnswer } from "../../workers/targets/tool.ts";
import { approximate, exact, percent } from "../format.ts";
import { language } from "../messages/language.ts";
import { words, type Catalogues } from "../messages/messages.ts";
import { CardLines, percentOf } from "../targets/card-lines.tsx";
import { withoutZeros } from "../targets/decimal.ts";
import { Weights } from "../targets/weights.tsx";
import { Button } from "../ui/button.tsx";
import { Drawer } from "../ui/dialog.tsx";
import { Check, Choice, Field, Select } from "../ui/field.tsx";
import { Note } from "../ui/state.tsx";
import { Table, type Column } from "../ui/table.tsx";
import {
  FACTORS,
  GRANULES,
  METHODS,
  OWN,
  OWN_OF,
  refusalText,
  ROUNDINGS,
  type CalculatorModel,
  type Line,
  type RoundingName,
  type Sheet,
} from "./model.ts";

type ModelProps = { readonly model: CalculatorModel };

/** Total, method, recipients: whatever is typed is worked out at once. */
export function Inputs({ model }: ModelProps) {
  const w = words("calculator");
  const { sheet, change } = model;
  const { total, method, granularity } = sheet.value;
  return (
    <div class="stack stack-l">
      <div class="calc-top">
        <Field
          label={w.total}
          value={total}
          onInput={(text) => change({ total: text })}
          inputMode="decimal"
          numeric
          size="l"
          {...(w.unit === "" ? {} : { suffix: w.unit })}
        />
        <Select
          label={w.granularity}
          value={granularity}
          onChange={(text) => change({ granularity: text })}
          options={GRANULES.map((value) => ({ value, label: exact(value) }))}
          size="l"
        />
      </div>
      <Choice
        legend={w.method}
        name="method"
        value={method}
        onChange={(to) => change({ method: to })}
        options={METHODS.map((value) => ({ value, label: w.methods[value] }))}
      />
      {method === "composite" && <FactorWeights model={model} />}
      <Lines model={model} />
      <More model={model} />
    </div>
  );
}

function FactorWeights({ model }: ModelProps) {
  const w = words("calculator");
  const { weights } = model.sheet.value;
  const sum = percent(formatRate(model.weightSum.value, 6), 0);
  return (
    <Weights
      legend={w.weights}
      rows={FACTORS.map((key, at) => ({
        key,
        name: w.card.factor[key],
        weight: weights[at] ?? "0",
      }))}
      onChange={(key, weight) =>
        model.change({
          weights: FACTORS.map((each, at) => (each === key ? weight : (weights[at] ?? "0"))),
        })
      }
      sumText={w.weightSum(sum)}
      isRight={model.isWeighed.value}
      error={w.weightSum(sum)}
    />
  );
}

/** One group of fields for each recipient: a row on the desk, a block on the phone. */
function Lines({ model }: ModelProps) {
  const w = words("calculator");
  const { lines, hasBounds } = model.sheet.value;
  return (
    <fieldset class="calc-lines">
      <legend class="field-label">{w.recipients}</legend>
      {lines.map((line, at) => (
        <LineFields key={line.id} model={model} line={line} isFirst={at === 0} />
      ))}
      <div class="row row-between">
        <Button icon="plus" onClick={() => model.addLine(w.newName(lines.length + 1))}>
          {w.add}
        </Button>
        <Check
          label={w.bounds}
          checked={hasBounds}
          onChange={(on) => model.change({ hasBounds: on })}
        />
      </div>
    </fieldset>
  );
}

type LineProps = ModelProps & { readonly line: Line; readonly isFirst: boolean };

function LineFields({ model, line, isFirst }: LineProps) {
  const w = words("calculator");
  const { method, hasBounds, lines } = model.sheet.value;
  const change = (to: Partial<Line>) => model.changeLine(line.id, to);
  const field = (label: string, value: string, onInput: (text: string) => void) => (
    <Field
      key={label}
      label={label}
      value={value}
      onInput={onInput}
      inputMode="decimal"
      numeric
      hideLabel={!isFirst}
    />
  );
  const valueAt = (at: number) => (text: string) =>
    change({ values: line.values.map((each, index) => (index === at ? text : each)) });
  const ownAt = (at: number) => (text: string) =>
    change({ own: line.own.map((each, index) => (index === at ? text : each)) });
  const factors = method === "factor" ? [w.value] : FACTORS.map((key) => w.card.factor[key]);
  return (
    <div class="calc-line">
      <div class="calc-fields">
        <Field
          label={w.name}
          value={line.name}
          onInput={(name) => change({ name })}
          maxLength={60}
          hideLabel={!isFirst}
        />
        {(method === "factor" || method === "composite") &&
          factors.map((label, at) => field(label, line.values[at] ?? "", valueAt(at)))}
        {method === "given" && field(w.share, line.share, (share) => change({ share }))}
        {(OWN_OF[method] ?? []).map((key) =>
          field(w.own[key], line.own[OWN.indexOf(key)] ?? "", ownAt(OWN.indexOf(key))),
        )}
        {method === "keep" && (
          <Check label={w.locked} checked={line.locked} onChange={(locked) => change({ locked })} />
        )}
        {hasBounds && field(w.min, line.min, (min) => change({ min }))}
        {hasBounds && field(w.max, line.max, (max) => change({ max }))}
      </div>
      <Button
        kind="quiet"
        icon="trash"
        label={w.remove(line.name)}
        disabled={lines.length === 1}
        onClick={() => model.removeLine(line.id)}
      />
    </div>
  );
}

function More({ model }: ModelProps) {
  const w = words("calculator");
  const { rounding, over, oddTo, lines } = model.sheet.value;
  return (
    <details class="calc-more">
      <summary>{w.more}</summary>
      <div class="calc-top">
        <Select
          label={w.rounding}
          value={rounding}
          onChange={(to) => model.change({ rounding: asRounding(to) })}
          options={ROUNDINGS.map((value) => ({ value, label: w.roundings[value] }))}
        />
        <Select
          label={w.oddTo}
          value={oddTo}
          onChange={(to) => model.change({ oddTo: to })}
          options={[
            { value: "", label: w.oddNobody },
            ...lines.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Field
          label={w.over}
          hint={w.overHint}
          value={over}
          onInput={(text) => model.change({ over: text })}
          inputMode="decimal"
          numeric
        />
      </div>
    </details>
  );
}

function asRounding(name: string): RoundingName {
  return ROUNDINGS.find((each) => each === name) ?? "hare";
}

/** What everyone gets; a number opens to what made it. */
export function Result({ model }: ModelProps) {
  const w = words("calculator");
  const [why, setWhy] = useState("");
  const outcome = model.outcome.value;
  if (!outcome.ok) {
    return (
      <Note tone="bad" icon="warn">
        {refusalText(outcome, language.value, w)}
      </Note>
    );
  }
  const { answer } = outcome;
  const line = model.sheet.value.lines.find(({ id }) => id === why);
  const explained = answer.recipients.find(({ id }) => id === why);
  return (
    <div class="stack" aria-live="polite">
      <Numbers answer={answer} sheet={model.sheet.value} onOpen={setWhy} />
      <Remainder answer={answer} />
      {answer.notes.map((note) => (
        <p key={note.code} class="small muted">
          {note[language.value]}
          {note.example && <> {exampleOf(note.example, model.sheet.value.lines, w)}</>}
        </p>
      ))}
      {line && explained && (
        <Drawer open wide title={w.explain(line.name)} onClose={() => setWhy("")}>
          <CardLines
            of={{
              name: line.name,
              number: explained.amount,
              currency: null,
              lines: explained.lines,
            }}
            words={w.card}
          />
        </Drawer>
      )}
    </div>
  );
}

/** The paradox with the very shares on the page. */
function exampleOf(
  { recipient, total, more, before, after }: NonNullable<ToolAnswer["notes"][number]["example"]>,
  lines: readonly Line[],
  w: Catalogues["calculator"],
): string {
  const name = lines.find(({ id }) => id === recipient)?.name ?? recipient;
  const [from, to, had, has] = [total, more, before, after].map((each) =>
    exact(withoutZeros(each)),
  );
  return w.paradox({ name, from: from ?? "", to: to ?? "", had: had ?? "", has: has ?? "" });
}

type NumbersProps = {
  readonly answer: ToolAnswer;
  readonly sheet: Sheet;
  readonly onOpen: (id: string) => void;
};

function Numbers({ answer, sheet, onOpen }: NumbersProps) {
  const w = words("calculator");
  const names = new Map(sheet.lines.map(({ id, name }) => [id, name]));
  const largest = Math.max(
    ...answer.recipients.map(({ amount }) => Math.abs(approximate(amount))),
    1,
  );
  return (
    <Table
      caption={w.caption}
      rows={answer.recipients}
      rowKey={({ id }) => id}
      columns={[
        { id: "name", head: w.name, names: true, cell: ({ id }) => names.get(id) ?? id },
        {
          id: "amount",
          head: w.amount,
          numeric: true,
          cell: ({ id, amount }) => (
            <button
              type="button"
              class="calc-number"
              aria-label={`${w.explain(names.get(id) ?? id)}: ${exact(amount)}`}
              onClick={() => onOpen(id)}
            >
              {exact(withoutZeros(amount))}
            </button>
          ),
        },
        {
          id: "share",
          head: w.card.share,
          numeric: true,
          cell: ({ share, amount }) => (
            <span class="calc-share">
              <span class="calc-bar" aria-hidden="true">
                <span style={{ width: `${(Math.abs(approximate(amount)) / largest) * 100}%` }} />
              </span>
              {percentOf(share)}
            </span>
          ),
        },
        ...impliedColumns(answer, w),
      ]}
      foot={
        <tr>
          <th scope="row" class="names">
            {w.assigned}
          </th>
          <td class="num">{exact(withoutZeros(answer.assigned))}</td>
          <td colSpan={1 + impliedColumns(answer, w).length} />
        </tr>
      }
    />
  );
}

/** What the numbers ask of their recipients, where the method knows it. */
function impliedColumns(
  { recipients }: ToolAnswer,
  w: Catalogues["calculator"],
): Column<ToolAnswer["recipients"][number]>[] {
  const asks = (key: "growth" | "heads") => recipients.some((each) => each[key] !== undefined);
  return [
    ...(asks("growth")
      ? [
          {
            id: "growth",
            head: w.own.growth,
            numeric: true,
            cell: ({ growth }: ToolAnswer["recipients"][number]) =>
              growth ? percentOf(growth) : "–",
          },
        ]
      : []),
    ...(asks("heads")
      ? [
          {
            id: "heads",
            head: w.headsNeeded,
            numeric: true,
            cell: ({ heads }: ToolAnswer["recipients"][number]) => heads ?? "–",
          },
        ]
      : []),
  ];
}

/** The sum against what was shared out: equal, or the difference in plain sight. */
function Remainder({ answer: { remainder } }: { readonly answer: ToolAnswer }) {
  const w = words("calculator");
  if (!/[1-9]/.test(remainder)) {
    return (
      <Note tone="good" icon="check">
        {w.exact}
      </Note>
    );
  }
  const isOver = remainder.startsWith("-");
  return (
    <Note tone="warn" icon="warn">
      {isOver ? w.overAssigned : w.remainder} <strong>{exact(remainder.replace("-", ""))}</strong>
    </Note>
  );
}
