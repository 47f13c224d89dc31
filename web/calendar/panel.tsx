import { useEffect, useMemo, useState } from "preact/hooks";
import { addDays, day as dayOf } from "../../workers/lib/day.ts";
import { may } from "../auth/session.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Check, Choice, Field, Select } from "../ui/field.tsx";
import { ErrorState, Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import type { Calendar } from "./model.ts";
import { panelModel, type PanelModel } from "./panel-model.ts";
import "./calendar.css";

/** The fiscal calendar: one year's months, how the year is cut, and the company's own days. */
export function CalendarPanel() {
  const model = useMemo(panelModel, []);
  useEffect(() => void model.load(), []);
  const { problem } = model;
  return (
    <div class="stack">
      {problem.value && <ErrorState problem={problem.value} inline />}
      <When of={model.shown}>
        {(calendar) => (
          <div class="calendar-split">
            <Months calendar={calendar} model={model} />
            <div class="stack">
              <Settings key={calendar.version} calendar={calendar} model={model} />
              <OwnDays model={model} />
            </div>
          </div>
        )}
      </When>
    </div>
  );
}

type PartProps = { readonly calendar: Calendar; readonly model: PanelModel };

function Months({ calendar, model }: PartProps) {
  const w = words("calendar");
  const c = words("common");
  const { year, rule, periods, holidaysKnown, holidays } = calendar;
  const name = w.year(year, rule.kind !== "gregorian_months" || rule.firstMonth !== 1);
  const whole = periods.find(({ kind }) => kind === "year");
  const known =
    holidays === "none" ||
    (holidaysKnown !== null && whole !== undefined && whole.until <= holidaysKnown.until);
  const rows = periods.filter(({ kind }) => kind === "month" || kind === "quarter");
  return (
    <Card
      flush
      title={w.panel.periods(name)}
      aside={
        <div class="row">
          <Button kind="quiet" icon="left" label={c.earlier} onClick={() => model.goTo(year - 1)} />
          <Button kind="quiet" icon="right" label={c.later} onClick={() => model.goTo(year + 1)} />
        </div>
      }
    >
      {!known && (
        <div class="calendar-note">
          <Note tone="warn">{w.panel.unknown(name)}</Note>
        </div>
      )}
      <Table
        caption={w.panel.periods(name)}
        dense
        rows={rows.sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : order(a, b)))}
        rowKey={({ key }) => key}
        rowClass={({ kind }) => kind === "quarter" && "is-total"}
        columns={[
          {
            id: "period",
            head: w.panel.period,
            names: true,
            cell: ({ kind, index, from }) =>
              kind === "quarter" ? w.quarter(name, index) : day(from, "month"),
          },
          { id: "from", head: w.panel.from, cell: ({ from }) => day(from, "short") },
          {
            id: "until",
            head: w.panel.until,
            cell: ({ until }) => day(addDays(dayOf(until), -1), "short"),
          },
          { id: "days", head: w.panel.days, numeric: true, cell: ({ workingDays }) => workingDays },
        ]}
        foot={
          <tr class="is-total">
            <th scope="row" class="names" colSpan={3}>
              {name}
            </th>
            <td class="num">{whole?.workingDays}</td>
          </tr>
        }
      />
    </Card>
  );
}

/** A quarter stands below its last month. */
function order(a: { readonly kind: string }, b: { readonly kind: string }): number {
  return a.kind === b.kind ? 0 : a.kind === "quarter" ? 1 : -1;
}

function Settings({ calendar, model }: PartProps) {
  const w = words("calendar").panel;
  const c = words("common");
  const [firstMonth, setFirstMonth] = useState(
    String("firstMonth" in calendar.rule ? calendar.rule.firstMonth : calendar.rule.month),
  );
  const [labelBy, setLabelBy] = useState(calendar.rule.labelBy);
  const [week, setWeek] = useState(calendar.week);
  const [holidays, setHolidays] = useState(calendar.holidays);
  const locked = !may("calendar.change");
  const save = async () => {
    const change = { firstMonth: Number(firstMonth), labelBy, week, holidays };
    if (await model.change(change)) toast(c.saved);
  };
  return (
    <Card title={w.settings} lead={w.kept}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Select
          label={w.firstMonth}
          value={firstMonth}
          disabled={locked}
          onChange={setFirstMonth}
          options={MONTHS.map((n) => ({ value: String(n), label: w.month(n) }))}
        />
        {firstMonth !== "1" && (
          <Choice
            legend={w.labelBy}
            name="label-by"
            value={labelBy}
            onChange={setLabelBy}
            options={LABELS.map((value) => ({ value, label: w.labels[value] }))}
          />
        )}
        <fieldset disabled={locked}>
          <legend class="field-label">{w.week_}</legend>
          <div class="calendar-week">
            {w.weekdays.map((name, at) => (
              <Check
                key={name}
                label={name}
                checked={week[at] ?? false}
                onChange={(worked) => setWeek(withDay(week, at, worked))}
              />
            ))}
          </div>
        </fieldset>
        <Choice
          legend={w.holidays}
          name="holidays"
          value={holidays}
          onChange={setHolidays}
          options={HOLIDAYS.map((value) => ({ value, label: w.holidayOptions[value] }))}
        />
        {!locked && (
          <div>
            <Button kind="primary" type="submit" busy={model.busy.value}>
              {c.save}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const LABELS = ["start", "end"] as const;
const HOLIDAYS = ["mainland", "none"] as const;

type Week = Calendar["week"];

function withDay([mo, tu, we, th, fr, sa, su]: Week, at: number, worked: boolean): Week {
  const to = (index: number, was: boolean) => (index === at ? worked : was);
  return [to(0, mo), to(1, tu), to(2, we), to(3, th), to(4, fr), to(5, sa), to(6, su)];
}

function OwnDays({ model }: { readonly model: PanelModel }) {
  const w = words("calendar").panel;
  const c = words("common");
  const changeable = may("calendar.change");
  return (
    <Card title={w.own} lead={w.ownLead}>
      <div class="stack">
        <When of={model.days}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="muted">{w.ownEmpty}</p>
            ) : (
              <ul class="own-days">
                {items.map(({ on, works, note }) => (
                  <li key={on} class="row row-between">
                    <span>
                      <span class="num">{day(on, "weekday")}</span> · {works ? w.works : w.off}
                      {note && <span class="muted"> · {note}</span>}
                    </span>
                    {changeable && (
                      <Button
                        kind="quiet"
                        size="s"
                        icon="trash"
                        label={`${c.remove} ${day(on)}`}
                        onClick={() => void model.setDay({ on, works: null })}
                      />
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </When>
        {changeable && <AddDay model={model} />}
      </div>
    </Card>
  );
}

function AddDay({ model }: { readonly model: PanelModel }) {
  const w = words("calendar").panel;
  const [on, setOn] = useState("");
  const [is, setIs] = useState<"off" | "works">("off");
  const [note, setNote] = useState("");
  const add = async () => {
    const added = await model.setDay({ on, works: is === "works", ...(note ? { note } : {}) });
    if (!added) return;
    setOn("");
    setNote("");
  };
  return (
    <form
      class="own-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (on) void add();
      }}
    >
      <Field label={w.on} type="date" value={on} onInput={setOn} required />
      <Choice
        legend={w.is}
        name="own-is"
        value={is}
        onChange={setIs}
        options={[
          { value: "off", label: w.off },
          { value: "works", label: w.works },
        ]}
      />
      <Field
        label={w.note}
        value={note}
        onInput={setNote}
        maxLength={80}
        placeholder={w.notePlaceholder}
      />
      <Button type="submit" icon="plus" busy={model.busy.value}>
        {w.add}
      </Button>
    </form>
  );
}
