import { useLocation } from "preact-iso/router";
import { useEffect } from "preact/hooks";
import { kindsOn, type Period, type PeriodKind } from "../../workers/calendar/periods.ts";
import { ruleOn } from "../../workers/calendar/rule.ts";
import type { Day } from "../../workers/lib/day.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { isTyping } from "../ui/typing.ts";
import { useQuery, withQuery } from "../ui/url.ts";
import { ofKind, periodFrom, periodName, rule, step } from "./model.ts";

/** The fiscal period of the URL, or the one of `usual` that holds today. */
export function useFiscalPeriod(today: Day, usual: PeriodKind = "quarter"): Period {
  const [text] = useQuery("period");
  return periodFrom(text, today, usual);
}

const KINDS: readonly PeriodKind[] = ["month", "quarter", "half", "year"];

/** Thirteen four-week periods are no months. */
function kindName(kind: PeriodKind, on: Day): string {
  const w = words("calendar");
  const thirteen = ruleOn(rule(), on).kind === "thirteen_periods";
  return kind === "month" && thirteen ? w.periods : w.kinds[kind];
}

type SwitcherProps = { readonly today: Day; readonly usual?: PeriodKind };

/** One fiscal period for the page, in `?period=`: by arrows, by `[` and `]`, or by kind. */
export function FiscalSwitcher({ today, usual = "quarter" }: SwitcherProps) {
  const period = useFiscalPeriod(today, usual);
  const { route } = useLocation();
  const w = words("common");
  const there = kindsOn(rule(), period.from);
  const go = (to: Period) =>
    route(location.pathname + withQuery(location.search, { period: to.key }), true);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === "[") go(step(period, -1));
      if (event.key === "]") go(step(period, 1));
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [period.key]);
  return (
    <div class="switcher" role="group" aria-label={w.period}>
      <Button kind="quiet" icon="left" label={w.earlier} onClick={() => go(step(period, -1))} />
      <span class="switcher-now" aria-live="polite">
        {periodName(period)}
      </span>
      <Button kind="quiet" icon="right" label={w.later} onClick={() => go(step(period, 1))} />
      <select
        class="switcher-select"
        aria-label={w.grain}
        value={period.kind}
        onChange={(event) => {
          const kind = KINDS.find((each) => each === event.currentTarget.value);
          if (kind) go(ofKind(period, kind, today));
        }}
      >
        {KINDS.filter((kind) => there.includes(kind)).map((kind) => (
          <option key={kind} value={kind} selected={kind === period.kind}>
            {kindName(kind, period.from)}
          </option>
        ))}
      </select>
    </div>
  );
}
