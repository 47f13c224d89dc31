import { periodsOfYear, type CalendarRule, type Period } from "../../workers/calendar/periods.ts";
import { ruleOn } from "../../workers/calendar/rule.ts";
import { addDays } from "../../workers/lib/day.ts";
import { contains, lengthDays } from "../../workers/lib/interval.ts";
import type { Day } from "../../workers/lib/day.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { periodName } from "./model.ts";
import { groupsOf } from "./scheme.ts";

type StripProps = {
  readonly rule: CalendarRule;
  readonly year: Period;
  readonly today: Day;
};

/** One fiscal year drawn to scale: its quarters, in them its months, in those their weeks or days. */
export function YearStrip({ rule, year, today }: StripProps) {
  const w = words("calendar");
  const months = periodsOfYear(rule, "month", year);
  const weekly = ruleOn(rule, year.from).kind !== "gregorian_months";
  const last = addDays(year.until, -1);
  return (
    <figure class="year-strip">
      <figcaption>
        <strong>{periodName(year, rule)}</strong>{" "}
        <span class="muted num">
          {day(year.from)} – {day(last)} ·{" "}
          {weekly ? w.weeks(lengthDays(year) / 7) : w.days(lengthDays(year))}
        </span>
      </figcaption>
      <ol class="strip" aria-label={periodName(year, rule)}>
        {groupsOf(rule, year).map((group) => (
          <li key={group.key} class="strip-group" style={{ flexGrow: String(lengthDays(group)) }}>
            <span class="strip-name">{group.kind === "quarter" ? `Q${group.index}` : ""}</span>
            <ol class="strip-months">
              {months
                .filter(({ from }) => contains(group, from))
                .map((month) => {
                  const length = weekly ? lengthDays(month) / 7 : lengthDays(month);
                  const long = weekly && isLong(rule, month, length);
                  return (
                    <li
                      key={month.key}
                      class={`strip-month${contains(month, today) ? " is-now" : ""}${long ? " is-long" : ""}`}
                      style={{
                        flexGrow: String(lengthDays(month)),
                        "--weeks": String(lengthDays(month) / 7),
                      }}
                      title={`${periodName(month, rule)}: ${day(month.from)} – ${day(addDays(month.until, -1))}`}
                    >
                      <span class="strip-index">{month.index}</span>
                      <span class="num">
                        {Number.isInteger(length) ? length : length.toFixed(1)}
                      </span>
                      <span class="sr-only">
                        {weekly ? w.weeks(length) : w.days(length)}, {day(month.from)}
                      </span>
                    </li>
                  );
                })}
            </ol>
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** Does this month hold the year's 53rd week? */
function isLong(rule: CalendarRule, month: Period, weeks: number): boolean {
  const cut = ruleOn(rule, month.from);
  if (cut.kind === "thirteen_periods") return weeks > 4;
  if (cut.kind !== "retail_weeks") return false;
  const usual = Number(cut.pattern.split("-")[(month.index - 1) % 3]);
  return weeks > usual;
}
