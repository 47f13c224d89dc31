import type { Flaw } from "../lib/refusals.ts";
import { parseRate } from "../lib/rate.ts";

/** A record as it is asked for: `days` null takes it back, `metric` is a code. */
export type AbsenceRow = {
  readonly id: string;
  readonly days: { readonly from: string; readonly until: string } | null;
  readonly person: string;
  readonly kind: "leave" | "relief";
  /** Of relief: what part of the target stays. */
  readonly factor: string | null;
  /** Of relief: null is every metric. */
  readonly metric: string | null;
};

/** What is wrong with rows, each named by its place; `people` and `metrics` (codes) are those there are. */
export function flawsOf(
  rows: readonly AbsenceRow[],
  people: ReadonlySet<string>,
  metrics: ReadonlySet<string>,
): Flaw[] {
  const firstOf = new Map(rows.map(({ id }, at) => [id, at] as const).reverse());
  return rows.flatMap((row, at) => [
    ...flawsOfRow(row, at, people, metrics),
    ...(firstOf.get(row.id) === at
      ? []
      : [{ pointer: `/rows/${at}/id`, code: "absence/twice", value: row.id }]),
  ]);
}

function flawsOfRow(
  { person, days, kind, factor, metric }: AbsenceRow,
  at: number,
  people: ReadonlySet<string>,
  metrics: ReadonlySet<string>,
): Flaw[] {
  const flaws: Flaw[] = [];
  if (!people.has(person))
    flaws.push({ pointer: `/rows/${at}/person`, code: "absence/person", value: person });
  if (days && days.from >= days.until)
    flaws.push({ pointer: `/rows/${at}/days`, code: "absence/days", ...days });
  const part = factor === null ? null : parseRate(factor);
  const fits = part !== null && part.num >= 0n && part.num <= part.den;
  if ((kind === "relief") !== (factor !== null) || (factor !== null && !fits))
    flaws.push({ pointer: `/rows/${at}/factor`, code: "absence/factor", value: factor ?? "" });
  if (metric !== null && !metrics.has(metric))
    flaws.push({ pointer: `/rows/${at}/metric`, code: "absence/metric", value: metric });
  // Who is away is away for every target: pay and attainment would read one metric's leave differently.
  if (metric !== null && kind === "leave" && days !== null)
    flaws.push({ pointer: `/rows/${at}/metric`, code: "absence/leave_metric", value: metric });
  return flaws;
}
