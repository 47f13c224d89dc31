import { useState } from "preact/hooks";
import { may } from "../auth/session.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Check, Choice } from "../ui/field.tsx";
import { toast } from "../ui/toast.tsx";
import type { Calendar } from "./model.ts";
import type { PanelModel } from "./panel-model.ts";

type PartProps = { readonly calendar: Calendar; readonly model: PanelModel };

/** Which days of the week are worked and whose holidays count: they move the pace, never a target. */
export function WorkingWeek({ calendar, model }: PartProps) {
  const w = words("fiscal");
  const c = words("common");
  const [week, setWeek] = useState(calendar.week);
  const [holidays, setHolidays] = useState(calendar.holidays);
  const locked = !may("calendar.change");
  const save = async () => {
    if (await model.change({ week, holidays })) toast(c.saved);
  };
  return (
    <Card title={w.workingDays} lead={w.workingLead}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
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
            <Button type="submit" busy={model.busy.value}>
              {c.save}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}

const HOLIDAYS = ["mainland", "none"] as const;

type Week = Calendar["week"];

function withDay([mo, tu, we, th, fr, sa, su]: Week, at: number, worked: boolean): Week {
  const to = (index: number, was: boolean) => (index === at ? worked : was);
  return [to(0, mo), to(1, tu), to(2, we), to(3, th), to(4, fr), to(5, sa), to(6, su)];
}
