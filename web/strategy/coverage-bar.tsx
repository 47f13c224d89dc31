import { approximate, money } from "../format.ts";
import { words } from "../messages/messages.ts";
import type { Goal } from "./model.ts";

/** What initiatives bring of what is asked, and what nobody brings, as a bar and as numbers. */
export function CoverageBar({ goal, count }: { readonly goal: Goal; readonly count: number }) {
  const w = words("strategy").coverage;
  const { wanted, covered, uncovered, share } = goal.coverage;
  const show = (amount: string) => money(amount, goal.currency);
  if (count === 0) return <p class="muted small">{w.none}</p>;
  const left = approximate(uncovered);
  const said =
    left > 0
      ? w.uncovered(show(uncovered))
      : left < 0
        ? w.beyond(show(uncovered.slice(1)))
        : w.full;
  const width = Math.max(0, Math.min(1, approximate(share ?? "0"))) * 100;
  return (
    <div class="coverage">
      <div class="coverage-bar" aria-hidden="true">
        <span style={{ width: `${width}%` }} />
      </div>
      <p class="small">
        <span class="muted">
          {w.wanted(show(wanted))} · {w.covered(show(covered))}
        </span>{" "}
        <strong class={left > 0 ? "coverage-open" : undefined}>{said}</strong>
      </p>
    </div>
  );
}
