import type { Day } from "../lib/day.ts";
import { contains, type Interval } from "../lib/interval.ts";
import { sum } from "../lib/list.ts";
import { formatMinor } from "../lib/money.ts";
import type { Node } from "./flow.ts";
import type { PlanPeriod, Span } from "./span.ts";

type Measured = Interval & { readonly target: string; readonly actual: string | null };

/** The numbers behind a request as the server knew them: decimals, null where nothing was recorded. */
export type Basis = {
  readonly on: Day;
  readonly number: number;
  readonly subjects: readonly {
    readonly subject: string;
    readonly last: (Measured & { readonly key: string }) | null;
    readonly toDate: Measured | null;
    readonly open: string;
    readonly whole: string;
  }[];
};

type Facts = {
  readonly today: Day;
  readonly number: number;
  readonly periods: readonly PlanPeriod[];
  readonly span: Span;
  readonly scale: number;
  readonly nodes: readonly Node[];
  readonly actuals: readonly {
    readonly subject: string;
    readonly on: Day;
    readonly amount: bigint;
  }[];
};

/**
 * Target and actual of the last period that is over, of all that are over, and what is still open,
 * for everybody a request names. A period without an entry is unknown, not 0.
 */
export function basisOf(named: readonly string[], facts: Facts): Basis {
  const { today, number, periods, span, scale } = facts;
  const over = periods.filter(({ until }) => until <= today);
  const subjects = named.flatMap((subject) => {
    const node = facts.nodes.find((each) => each.subject === subject);
    if (!node) return [];
    const own = facts.actuals.filter((each) => each.subject === subject);
    const measured = (within: Interval, target: bigint): Measured => {
      const made = own.filter(({ on }) => contains(within, on));
      return {
        from: within.from,
        until: within.until,
        target: formatMinor(target, scale),
        actual: made.length === 0 ? null : formatMinor(sum(made.map((e) => e.amount)), scale),
      };
    };
    const last = over.at(-1);
    const first = over[0];
    return [
      {
        subject,
        last: last
          ? { key: last.key, ...measured(last, node.months[over.length - 1] ?? 0n) }
          : null,
        toDate:
          first && last
            ? measured(
                { from: first.from, until: last.until },
                sum(node.months.slice(0, over.length)),
              )
            : null,
        open: formatMinor(sum(node.months.slice(span.first, span.end)), scale),
        whole: formatMinor(sum(node.months), scale),
      },
    ];
  });
  return { on: today, number, subjects };
}
