import { useEffect, useMemo } from "preact/hooks";
import { When } from "../ui/when.tsx";
import { OwnDays } from "./own-days.tsx";
import { panelModel } from "./panel-model.ts";
import { SchemeForm } from "./scheme-form.tsx";
import { WorkingWeek } from "./week-form.tsx";
import { YearCard } from "./year-card.tsx";
import "./calendar.css";

/** The fiscal calendar: one year of it, how years are cut, and which days are worked. */
export function CalendarPanel() {
  const model = useMemo(panelModel, []);
  useEffect(() => void model.load(), []);
  return (
    <When of={model.shown}>
      {(calendar) => (
        <div class="calendar-split">
          <YearCard calendar={calendar} model={model} />
          <div class="stack">
            <SchemeForm key={`rule ${calendar.version}`} calendar={calendar} model={model} />
            <WorkingWeek key={`week ${calendar.version}`} calendar={calendar} model={model} />
            <OwnDays model={model} />
          </div>
        </div>
      )}
    </When>
  );
}
