import { formatMinor } from "../../workers/lib/money.ts";
import { formatRate, rate } from "../../workers/lib/rate.ts";
import { count, exactMoney, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Figure } from "../ui/figure.tsx";
import { unitsOf, withPeople, type PlanModel, type PlanPage } from "./model.ts";
import type { PlanTabProps } from "./tab.ts";

/** What the company's number leaves unassigned: all of it, until it has been shared out. */
function companyGap(model: PlanModel, { plan }: PlanPage): bigint {
  const shown = model.shown.value;
  const top = shown?.rows.find(({ parent }) => parent === null);
  if (top?.amount === null) return unitsOf(plan.amount, plan.metric.scale);
  return shown?.gaps.get(top?.subject ?? "") ?? 0n;
}

/** The year's number, what has reached people, and the gap, as they stand on screen. */
export function Tiles({ model, page }: PlanTabProps) {
  const w = words("targets").plan;
  const { plan } = page;
  const { scale } = plan.metric;
  const rows = model.shown.value?.rows ?? page.rows;
  const top = rows.find(({ parent }) => parent === null);
  const amount = model.edit.value.amount ?? top?.amount ?? plan.amount;
  // What has reached people is known where all of them are here.
  const isSum = plan.rules.method?.kind !== "value";
  const people = page.whole && isSum ? withPeople(rows, scale) : null;
  const gap = companyGap(model, page);
  const values = words("plan").method.value;
  const size = formatMinor(gap < 0n ? -gap : gap, scale);
  const street =
    people === null ? null : streetOver(unitsOf(people, scale), unitsOf(amount, scale));
  return (
    <div class="tiles plan-tiles">
      <Figure
        size="l"
        label={isSum ? w.amount : values.top}
        value={<Shown value={amount} currency={plan.currency} />}
      />
      {people !== null && (
        <Figure
          size="l"
          label={w.assigned}
          value={<Shown value={people} currency={plan.currency} />}
        />
      )}
      <Figure
        size="l"
        label={w.gap}
        tone={gap === 0n ? "good" : "warn"}
        value={
          gap === 0n ? (
            isSum ? (
              w.gapNone
            ) : (
              values.gapNone
            )
          ) : (
            <Shown value={size} currency={plan.currency} />
          )
        }
        note={
          !isSum
            ? gap === 0n
              ? undefined
              : values.gap(money(size, plan.currency))
            : gap > 0n
              ? w.unassigned(money(size, plan.currency))
              : gap < 0n
                ? w.over(money(size, plan.currency))
                : undefined
        }
      />
      <Figure
        size="l"
        label={w.recipients}
        value={count(page.whole ? rows.length : (plan.rules.size ?? rows.length))}
        note={street === null ? undefined : `${w.street} ${street}`}
      />
    </div>
  );
}

function Shown({ value, currency }: { readonly value: string; readonly currency: string | null }) {
  return (
    <span class="num" title={exactMoney(value, currency)}>
      {money(value, currency)}
    </span>
  );
}

/** How much more people carry together than the company: what over-assignment adds up to. */
function streetOver(people: bigint, company: bigint): string | null {
  if (company <= 0n || people <= company) return null;
  return percent(formatRate(rate(people - company, company), 6));
}
