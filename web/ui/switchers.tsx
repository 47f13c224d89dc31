import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Day } from "../../workers/lib/day.ts";
import { words } from "../messages/messages.ts";
import { Button } from "./button.tsx";
import { parsePeriod, periodLabel, periodOf, step, type Grain, type Period } from "./period.ts";
import { useQuery, withQuery } from "./url.ts";

/** The period of the URL, or the one of `grain` that holds `today`. */
export function usePeriod(today: Day, grain: Grain = "quarter"): Period {
  const [text] = useQuery("period");
  return parsePeriod(text) ?? periodOf(today, grain);
}

type PeriodProps = {
  readonly today: Day;
  readonly grains?: readonly Grain[];
  /** What holds when the URL names none. */
  readonly usual?: Grain;
};

/** One period for the page, in `?period=`: back and forth by arrows or `[` `]`, grain by a select. */
export function PeriodSwitcher({ today, grains = ALL, usual = "quarter" }: PeriodProps) {
  const period = usePeriod(today, usual);
  const { route } = useLocation();
  const w = words("common");
  const go = (to: Period) =>
    route(location.pathname + withQuery(location.search, { period: to.text }), true);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === "[") go(step(period, -1));
      if (event.key === "]") go(step(period, 1));
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [period.text]);
  return (
    <div class="switcher" role="group" aria-label={w.period}>
      <Button kind="quiet" icon="left" label={w.earlier} onClick={() => go(step(period, -1))} />
      <span class="switcher-now" aria-live="polite">
        {periodLabel(period)}
      </span>
      <Button kind="quiet" icon="right" label={w.later} onClick={() => go(step(period, 1))} />
      {grains.length > 1 && (
        <select
          class="switcher-select"
          aria-label={w.grain}
          value={period.grain}
          onChange={(event) => {
            const grain = grains.find((each) => each === event.currentTarget.value);
            if (grain) go(periodOf(anchor(period, today), grain));
          }}
        >
          {grains.map((grain) => (
            <option key={grain} value={grain} selected={grain === period.grain}>
              {w.grains[grain]}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

const ALL: readonly Grain[] = ["month", "quarter", "year"];

/** Changing the grain keeps today in view when it was in view. */
function anchor(period: Period, today: Day): Day {
  return today >= period.from && today < period.until ? today : period.from;
}

/** Single letters are shortcuts only outside text fields and without a modifier. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target;
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, dialog") !== null
  );
}
