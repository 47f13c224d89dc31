import { formatRate } from "../../workers/lib/rate.ts";
import { percent } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { fractionOf } from "../targets/fraction.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Choice, Field } from "../ui/field.tsx";
import { Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { meanRefusal, SPREADS, type MeanModel } from "./mean-model.ts";

type Props = { readonly model: MeanModel };

/** A ratio over its children: typed on the left, its weighted mean and the gap beside it. */
export function MeanMode({ model }: Props) {
  const w = words("calculator");
  const { sheet, change, changeLine, addLine, removeLine } = model;
  const { parent, how, lines } = sheet.value;
  return (
    <>
      <div class="stack stack-l">
        <div class="calc-top">
          <Field
            label={w.mean.parent}
            value={parent}
            onInput={(text) => change({ parent: text })}
            inputMode="decimal"
            numeric
            size="l"
            suffix="%"
          />
        </div>
        <Choice
          legend={w.mean.how}
          name="how"
          value={how}
          onChange={(to) => change({ how: to })}
          options={SPREADS.map((value) => ({ value, label: w.mean.hows[value] }))}
        />
        <fieldset class="calc-lines">
          <legend class="field-label">{w.recipients}</legend>
          {lines.map((line, at) => (
            <div key={at} class="calc-line">
              <div class="calc-fields">
                <Field
                  label={w.name}
                  value={line.name}
                  onInput={(name) => changeLine(at, { name })}
                  maxLength={60}
                  hideLabel={at > 0}
                />
                <Field
                  label={w.mean.base}
                  value={line.base}
                  onInput={(base) => changeLine(at, { base })}
                  inputMode="decimal"
                  numeric
                  hideLabel={at > 0}
                />
                {how !== "copy" && (
                  <Field
                    label={w.mean.value}
                    value={line.value}
                    onInput={(value) => changeLine(at, { value })}
                    inputMode="decimal"
                    numeric
                    hideLabel={at > 0}
                  />
                )}
              </div>
              <Button
                kind="quiet"
                icon="trash"
                label={w.remove(line.name)}
                disabled={lines.length === 1}
                onClick={() => removeLine(at)}
              />
            </div>
          ))}
          <div class="row">
            <Button icon="plus" onClick={() => addLine(w.newName(lines.length + 1))}>
              {w.add}
            </Button>
          </div>
        </fieldset>
      </div>
      <Card title={w.result}>
        <Outcome model={model} />
      </Card>
    </>
  );
}

function Outcome({ model }: Props) {
  const w = words("calculator");
  const result = model.result.value;
  if (!result.ok) {
    return (
      <Note tone="bad" icon="warn">
        {meanRefusal(result, language.value, w.mean)}
      </Note>
    );
  }
  const { answer } = result;
  const { lines } = model.sheet.value;
  return (
    <div class="stack" aria-live="polite">
      <Table
        caption={w.mean.caption}
        rows={answer.recipients.map((each, at) => ({ ...each, name: lines[at]?.name ?? "" }))}
        rowKey={({ id }) => id}
        columns={[
          { id: "name", head: w.name, names: true, cell: ({ name }) => name },
          {
            id: "base",
            head: w.mean.base,
            numeric: true,
            cell: ({ id }) => lines[Number(id)]?.base,
          },
          { id: "value", head: w.mean.gets, numeric: true, cell: ({ value }) => percent(value, 2) },
        ]}
        foot={
          <tr>
            <th scope="row" class="names">
              {w.mean.mean}
            </th>
            <td />
            <td class="num">{shown(answer.mean)}</td>
          </tr>
        }
      />
      {answer.gap === "0" ? (
        <Note tone="good" icon="check">
          {w.mean.exact(shown(answer.parent))}
        </Note>
      ) : (
        <Note tone="warn" icon="warn">
          {w.mean.gap} <strong>{shown(answer.gap, 6)}</strong>
        </Note>
      )}
    </div>
  );
}

function shown(text: string, places = 4): string {
  const value = fractionOf(text);
  return value ? percent(formatRate(value, 10), places) : text;
}
