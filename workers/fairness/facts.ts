import { addMonths, daysBetween, firstOfMonth, monthOf, type Day } from "../lib/day.ts";
import { intersection, type Interval } from "../lib/interval.ts";
import { parseMinor } from "../lib/money.ts";
import { parseRate, rate, type Rate } from "../lib/rate.ts";
import { PAST_MONTHS, USUAL_RAMP, type Ahead, type Past, type Question } from "./past.ts";

/** What the panel is told of a person beside the plan's rows. */
export type Facts = {
  /** The first day of the month in which the forecast is made: months before it are the past. */
  readonly asOf: Day;
  /** In which of the 36 months before `asOf` anybody recorded anything. */
  readonly known: readonly boolean[];
  readonly people: readonly PersonFacts[];
};
export type PersonFacts = {
  readonly subject: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly position: string | null;
  /** What each of the 36 months brought, decimal text, oldest first; null where nothing stands. */
  readonly months: readonly (string | null)[];
};

/** A recipient of the plan, as far as the panel needs it. */
export type Recipient = {
  readonly subject: string;
  readonly parent: string | null;
  readonly kind: "unit" | "person";
  readonly inputs: { readonly values: Readonly<Record<string, string | null>> };
};

/** The day a plan's forecast is made: the plan's first month, or this one while that lies ahead. */
export function forecastDay(from: Day, today: Day): Day {
  return firstOfMonth(from < today ? from : today);
}

/** The calendar months an interval meets, counted from `asOf`, each with the part of its days. */
export function monthsAhead(asOf: Day, within: Interval): Ahead[] {
  const out: Ahead[] = [];
  for (let months = 0; addMonths(asOf, months) < within.until; months += 1) {
    const month = { from: addMonths(asOf, months), until: addMonths(asOf, months + 1) };
    const shared = intersection(month, within);
    if (shared) out.push({ months, part: partOf(shared, month) });
  }
  return out;
}

function partOf(shared: Interval, month: Interval): Rate {
  const days = ({ from, until }: Interval) => BigInt(daysBetween(from, until));
  return rate(days(shared), days(month));
}

/** Everything a forecast asks, of a plan's interval. */
export function questionOf({ asOf }: Facts, within: Interval, ramp = USUAL_RAMP): Question {
  const first = monthOf(addMonths(asOf, -PAST_MONTHS)) - 1;
  return { first, ahead: monthsAhead(asOf, within), ramp };
}

/**
 * The people of a plan as the forecast knows them. Within the months that a person worked and the
 * company recorded anything, a month without an entry brought 0; outside of them it is unknown. A
 * person works from their first day, or from their first result where that came later: a file often
 * knows no first days.
 */
export function pastsOf(
  { asOf, known, people }: Facts,
  recipients: readonly Recipient[],
  { scale, size }: { readonly scale: number; readonly size: string },
): Past[] {
  const byId = new Map(recipients.map((row) => [row.subject, row]));
  const above = aboves(byId);
  return people.flatMap((person) => {
    const row = byId.get(person.subject);
    if (!row) return [];
    const amounts = person.months.map((text) => unitsOf(text, scale));
    const starts = startOf(person, amounts, asOf);
    const ends = monthsFrom(asOf, person.endsOn) + PAST_MONTHS;
    const months = amounts.map((amount, at) =>
      at < starts || at >= ends || known[at] !== true ? null : (amount ?? 0n),
    );
    return [
      { id: person.subject, above: above(row), months, starts, ends, size: sizeOf(row, size) },
    ];
  });
}

/** The index of the first whole month worked; beyond the past for who begins later. */
function startOf({ startsOn }: PersonFacts, amounts: readonly (bigint | null)[], asOf: Day) {
  const whole = startsOn.endsWith("-01") ? startsOn : addMonths(firstOfMonth(startsOn), 1);
  const hired = monthsFrom(asOf, whole) + PAST_MONTHS;
  const sold = amounts.findIndex((amount) => amount !== null);
  // Who never sold is as new as one can be, unless they begin later still.
  return Math.max(hired, sold < 0 ? PAST_MONTHS : sold);
}

/** Whole calendar months from one day's month to another's; negative backwards. */
function monthsFrom(from: Day, to: Day): number {
  const index = (on: Day) => Number(on.slice(0, 4)) * 12 + monthOf(on);
  return index(to) - index(from);
}

function aboves(byId: ReadonlyMap<string, Recipient>) {
  const known = new Map<string, readonly string[]>();
  const of = (row: Recipient): readonly string[] => {
    const parent = row.parent === null ? undefined : byId.get(row.parent);
    if (!parent) return [];
    const found = known.get(parent.subject) ?? [parent.subject, ...of(parent)];
    known.set(parent.subject, found);
    return found;
  };
  return of;
}

/** How large a territory is by one of the plan's factors; null where nobody entered it. */
export function sizeOf({ inputs }: Recipient, factor: string): Rate | null {
  const text = inputs.values[factor] ?? null;
  const size = text === null ? null : parseRate(text);
  return size !== null && size.num > 0n ? size : null;
}

function unitsOf(text: string | null, scale: number): bigint | null {
  const parsed = text === null ? null : parseMinor(text, scale);
  return parsed?.ok ? parsed.value : null;
}
