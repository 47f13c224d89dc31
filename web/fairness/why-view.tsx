import type { ComponentChildren } from "preact";
import { formatMinor } from "../../workers/lib/money.ts";
import type { Expected } from "../../workers/fairness/forecast.ts";
import { words } from "../messages/messages.ts";
import type { Plan } from "../targets/model.ts";
import { Drawer } from "../ui/dialog.tsx";
import { Amount } from "../ui/figure.tsx";
import { share } from "./text.ts";

type Props = {
  readonly expected: Expected;
  readonly plan: Plan;
  readonly name: string;
  readonly unitName: (unit: string) => string;
  readonly onClose: () => void;
};

/** How an expectation was made, step by step. */
export function WhyDrawer({ expected, plan, name, unitName, onClose }: Props) {
  const w = words("fairness").why;
  const amount = (units: bigint) => (
    <Amount value={formatMinor(units, plan.metric.scale)} currency={plan.currency} />
  );
  const { segment, basis } = expected;
  const rows: [string, ComponentChildren][] = [
    [w.trailing(expected.known), amount(expected.trailing)],
    [w.segment, segment.unit === null ? w.segmentNone : unitName(segment.unit)],
  ];
  if (basis === "own") {
    rows.push([w.season, share(expected.season)], [w.growth, share(expected.factor)]);
  } else if (basis === "comparable") {
    rows.push([w.comparable(expected.comparable), ""], [w.ramp, share(expected.ramp)]);
  }
  if (expected.amount !== null) rows.push([w.expected, amount(expected.amount)]);
  rows.push([
    w.spread,
    expected.spread === null ? (
      w.untested
    ) : (
      <span title={w.tests(expected.tests)}>
        ±{share({ num: expected.spread, den: 1_000_000n })}
      </span>
    ),
  ]);
  const how = { own: w.own, comparable: w.newcomer, none: w.none }[basis];
  return (
    <Drawer open title={w.title(name)} onClose={onClose}>
      <div class="stack">
        <p>{how}</p>
        <dl class="fair-why">
          {rows.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd class="num">{value}</dd>
            </div>
          ))}
        </dl>
        {expected.spread !== null && <p class="muted small">{w.tests(expected.tests)}</p>}
      </div>
    </Drawer>
  );
}
