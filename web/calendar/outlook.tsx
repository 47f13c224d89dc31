import type { CalendarRule } from "../../workers/calendar/rule.ts";
import { addDays, type Day } from "../../workers/lib/day.ts";
import { lengthDays } from "../../workers/lib/interval.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Choice } from "../ui/field.tsx";
import { Note } from "../ui/state.tsx";
import { periodName } from "./model.ts";
import { isTransition, longYears, previewOf, type Wish } from "./scheme.ts";
import { YearStrip } from "./strip.tsx";

type OutlookProps = {
  readonly now: CalendarRule;
  readonly wish: Wish;
  readonly today: Day;
  readonly onTransition: (to: "short" | "long") => void;
};

/** What the calendar would be, drawn before it is saved: the years around the change. */
export function Outlook({ now, wish, today, onTransition }: OutlookProps) {
  const w = words("fiscal");
  const preview = previewOf(now, wish, today);
  if (!preview.ok) return <Note tone="bad">{w.refused[preview.error.code]}</Note>;
  const { rule, years, seam } = preview.value;
  const long = longYears(wish.rule, today);
  const last = seam && isTransition(seam) ? seam.last : null;
  return (
    <section class="outlook" aria-label={w.preview} aria-live="polite">
      <h3 class="field-label">{w.preview}</h3>
      {years.map((year) => (
        <YearStrip key={year.key} rule={rule} year={year} today={today} />
      ))}
      {last && (
        <Note tone="warn">
          {w.transition(
            periodName(last, rule),
            day(last.from),
            day(addDays(last.until, -1)),
            lengthDays(last),
          )}
        </Note>
      )}
      {seam && (
        <Choice
          legend={w.transitionLegend}
          name="transition"
          value={seam.last.from < seam.was.from || lengthDays(seam.last) > 371 ? "long" : "short"}
          onChange={onTransition}
          options={TRANSITIONS.map((value) => ({ value, label: w.transitions[value] }))}
        />
      )}
      {wish.rule.kind !== "gregorian_months" && (
        <p class="muted">{long.length > 0 ? w.longYears(long.join(w.listJoin)) : w.noLongYears}</p>
      )}
    </section>
  );
}

const TRANSITIONS = ["short", "long"] as const;
