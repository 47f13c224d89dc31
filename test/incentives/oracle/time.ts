// The oracle's own calendar: Gregorian months, the year beginning in January, day by day.

export type Span = { readonly from: string; readonly until: string };

const DAY_MS = 86_400_000;
const ms = (day: string) => Date.parse(`${day}T00:00:00Z`);
export const dayAfter = asked((day: string, by: number | undefined = 1) =>
  new Date(ms(day) + by * DAY_MS).toISOString().slice(0, 10),
);

export const days = asked(({ from, until }: Span): readonly string[] => {
  const all: string[] = [];
  for (let day = from; day < until; day = dayAfter(day)) all.push(day);
  return all;
});

/** Monday to Friday. */
export const isWorked = asked((day: string): boolean => {
  const weekday = new Date(ms(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6;
});

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

function firstOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

/** The month, quarter, half-year or year that holds a day. */
export const spanOf = asked((kind: string, day: string): Span => {
  const length = MONTHS[kind];
  if (length === undefined) throw new Error(`no such window: ${kind}`);
  const [year = 0, month = 0] = day.split("-").map(Number);
  const first = Math.floor((month - 1) / length) * length;
  return { from: firstOf(year, first), until: firstOf(year, first + length) };
});

/** All of a kind that begin in a stretch of time, in order. */
export const spansIn = asked((kind: string, within: Span): readonly Span[] => {
  const all: Span[] = [];
  for (let at = spanOf(kind, within.from); at.from < within.until; at = spanOf(kind, at.until))
    if (at.from >= within.from) all.push(at);
  return all;
});

/** The same answer as the first time: a million cases ask about the same few hundred days. */
function asked<Of extends readonly (string | number | Span | undefined)[], Value>(
  make: (...of: Of) => Value,
): (...of: Of) => Value {
  const answers = new Map<string, Value>();
  return (...of) => {
    const key = of
      .map((each) => (typeof each === "object" ? `${each.from}/${each.until}` : each))
      .join(" ");
    const known = answers.get(key);
    if (known !== undefined) return known;
    const made = make(...of);
    answers.set(key, made);
    return made;
  };
}

export const holds = ({ from, until }: Span, day: string) => from <= day && day < until;
