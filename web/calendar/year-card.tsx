import { readPeriod } from "../../workers/calendar/periods.ts";
import { addDays, day as dayOf } from "../../workers/lib/day.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Note } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { periodName, ruleOf, type Calendar } from "./model.ts";
import type { PanelModel } from "./panel-model.ts";
import { YearStrip } from "./strip.tsx";

type PartProps = { readonly calendar: Calendar; readonly model: PanelModel };

/** One year: drawn, and as a table of its months and quarters with their working days. */
export function YearCard({ calendar, model }: PartProps) {
  const w = words("fiscal");
  const c = words("common");
  const { named, earlier, later, periods, holidaysKnown, holidays } = calendar;
  const rule = ruleOf(calendar.parts);
  const year = readPeriod(rule, `FY${named}`);
  const name = year.ok ? periodName(year.value, rule) : named;
  const whole = periods.find(({ kind }) => kind === "year");
  const known =
    holidays === "none" ||
    (holidaysKnown !== null && whole !== undefined && whole.until <= holidaysKnown.until);
  const rows = periods.filter(({ kind }) => kind === "month" || kind === "quarter");
  return (
    <Card
      flush
      title={w.periods(name)}
      aside={
        <div class="row">
          <Button kind="quiet" icon="left" label={c.earlier} onClick={() => model.goTo(earlier)} />
          <Button kind="quiet" icon="right" label={c.later} onClick={() => model.goTo(later)} />
        </div>
      }
    >
      {!known && (
        <div class="calendar-note">
          <Note tone="warn">{w.unknown(name)}</Note>
        </div>
      )}
      {year.ok && (
        <div class="calendar-note">
          <YearStrip rule={rule} year={year.value} today={dayOf(calendar.today)} />
        </div>
      )}
      <Table
        caption={w.periods(name)}
        dense
        rows={rows.sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : order(a, b)))}
        rowKey={({ key }) => key}
        rowClass={({ kind }) => kind === "quarter" && "is-total"}
        columns={[
          {
            id: "period",
            head: w.period,
            names: true,
            cell: ({ kind, index, from }) =>
              periodName({ kind, index, from: dayOf(from), year: calendar.year }, rule),
          },
          { id: "from", head: w.from, cell: ({ from }) => day(from, "short") },
          {
            id: "until",
            head: w.until,
            cell: ({ until }) => day(addDays(dayOf(until), -1), "short"),
          },
          { id: "days", head: w.days, numeric: true, cell: ({ workingDays }) => workingDays },
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
