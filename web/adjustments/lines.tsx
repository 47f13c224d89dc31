import type { ComponentChildren } from "preact";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Choice, Field, Select } from "../ui/field.tsx";
import { type ChangeLine, type FormModel, type MoneyLine, type MoveLine, sizeOf } from "./form.ts";
import type { SubjectOption } from "./wizard.tsx";

type LinesProps = { readonly model: FormModel; readonly subjects: readonly SubjectOption[] };

/** Puts one line of a list anew; null takes it out. */
function put<Line>(lines: readonly Line[], at: number, to: Line | null): Line[] {
  return lines.flatMap((line, index) => (index === at ? (to === null ? [] : [to]) : [line]));
}

function chosen(options: readonly SubjectOption[]) {
  return [{ value: "", label: words("adjustments").form.pick }, ...options];
}

type LineProps = {
  /** What kind of line it is, and the how manieth: said to who does not see the frame. */
  readonly name: string;
  readonly onRemove: () => void;
  readonly children: ComponentChildren;
};

/** The frame of one line of a list, with the button that takes it out. */
function Line({ name, onRemove, children }: LineProps) {
  return (
    <fieldset class="adjust-line">
      <legend class="sr-only">{name}</legend>
      {children}
      <Button kind="quiet" size="s" icon="trash" onClick={onRemove}>
        {words("adjustments").form.remove}
      </Button>
    </fieldset>
  );
}

export function Changes({ model, subjects, tried }: LinesProps & { readonly tried: boolean }) {
  const w = words("adjustments").form;
  const { changes } = model.form.value;
  const set = (at: number, to: ChangeLine | null) =>
    model.change({ changes: put(changes, at, to) });
  return (
    <>
      {changes.map((line, at) => {
        const bad = line.text.trim() !== "" ? sizeOf(line) === null : tried && line.subject !== "";
        return (
          <Line key={at} name={`${w.subject} ${at + 1}`} onRemove={() => set(at, null)}>
            <Select
              label={w.subject}
              value={line.subject}
              options={chosen(subjects)}
              onChange={(subject) => set(at, { ...line, subject })}
            />
            <div class="adjust-size">
              <Choice
                legend={w.size}
                name={`size-${at}`}
                value={line.kind}
                options={[
                  { value: "percent", label: w.percent },
                  { value: "absolute", label: w.amount },
                ]}
                onChange={(kind) => set(at, { ...line, kind })}
              />
              <Field
                label={line.kind === "percent" ? w.percent : w.amount}
                value={line.text}
                numeric
                inputMode="text"
                hint={line.kind === "percent" ? w.sizeHintPercent : w.sizeHintAmount}
                {...(line.kind === "percent" ? { suffix: "%" } : {})}
                error={bad ? w.sizeBad : null}
                onInput={(text) => set(at, { ...line, text })}
              />
            </div>
          </Line>
        );
      })}
      <Button
        size="s"
        icon="plus"
        onClick={() =>
          model.change({ changes: [...changes, { subject: "", kind: "percent", text: "" }] })
        }
      >
        {w.addChange}
      </Button>
    </>
  );
}

export function Moves({ model, subjects }: LinesProps) {
  const w = words("adjustments").form;
  const { moves } = model.form.value;
  const set = (at: number, to: MoveLine | null) => model.change({ moves: put(moves, at, to) });
  const people = subjects.filter(({ kind }) => kind === "person");
  const units = subjects.filter(({ kind }) => kind === "unit");
  return (
    <>
      {moves.map((line, at) => (
        <Line key={at} name={`${w.person} ${at + 1}`} onRemove={() => set(at, null)}>
          <div class="adjust-pair">
            <Select
              label={w.person}
              value={line.person}
              options={chosen(people.map(trimmed))}
              onChange={(person) => set(at, { ...line, person })}
            />
            <Select
              label={w.to}
              value={line.to}
              options={chosen(units)}
              onChange={(to) => set(at, { ...line, to })}
            />
          </div>
        </Line>
      ))}
      <Button
        size="s"
        icon="people"
        onClick={() =>
          // Who moves takes the target along, so the numbers above follow unless that is undone.
          model.change({
            moves: [...moves, { person: "", to: "" }],
            above: "follows",
            ...(moves.length === 0 ? { changes: filledIn(model), trigger: "transfer" } : {}),
          })
        }
      >
        {w.addMove}
      </Button>
    </>
  );
}

/** A line that says no size yet would only stand in the way of a request about people or money. */
function filledIn(model: FormModel): readonly ChangeLine[] {
  return model.form.peek().changes.filter(({ text }) => text.trim() !== "");
}

function trimmed(option: SubjectOption): SubjectOption {
  return { ...option, label: option.label.trim() };
}

export function Money({ model, subjects }: LinesProps) {
  const w = words("adjustments").form;
  const { money } = model.form.value;
  const set = (at: number, to: MoneyLine | null) => model.change({ money: put(money, at, to) });
  const units = subjects.filter(({ kind }) => kind === "unit");
  return (
    <>
      {money.map((line, at) => (
        <Line key={at} name={`${w.money} ${at + 1}`} onRemove={() => set(at, null)}>
          <div class="adjust-pair">
            <Select
              label={w.fromUnit}
              value={line.from}
              options={chosen(units)}
              onChange={(from) => set(at, { ...line, from })}
            />
            <Select
              label={w.toUnit}
              value={line.to}
              options={chosen(units)}
              onChange={(to) => set(at, { ...line, to })}
            />
            <Field
              label={w.purpose}
              value={line.purpose}
              maxLength={64}
              onInput={(purpose) => set(at, { ...line, purpose })}
            />
            <Field
              label={w.money}
              value={line.text}
              numeric
              onInput={(text) => set(at, { ...line, text })}
            />
          </div>
        </Line>
      ))}
      <Button
        size="s"
        icon="plus"
        onClick={() =>
          model.change({
            money: [...money, { from: "", to: "", purpose: "", text: "" }],
            ...(money.length === 0 ? { changes: filledIn(model) } : {}),
          })
        }
      >
        {w.addMoney}
      </Button>
    </>
  );
}
