import { addDays, addMonths, firstOfMonth, type Day } from "../../workers/lib/day.ts";
import type { Course, SampleMembership, SamplePerson } from "./company.ts";
import { draws, type Draws } from "./random.ts";
import { monthDays } from "./season.ts";

export type SampleMetric = "revenue" | "orders" | "new_customers" | "visits";

export type SampleEntry = {
  /** Stable name of the row: the same draw has the same one on every day. */
  readonly externalId: string;
  readonly metric: SampleMetric;
  readonly person: string;
  readonly on: Day;
  /** Fen for revenue; whole counts for the others. */
  readonly amount: number;
  /** What revenue, order and first purchase of one sale share; null for visits and carried months. */
  readonly deal: string | null;
  readonly dims: Readonly<Record<string, string>>;
};

export type Window = {
  /** First day of the fiscal year before the running one: from here single months are carried. */
  readonly historyFrom: Day;
  /** First day of the first of the five quarters: from here every sale is a row. */
  readonly from: Day;
  /** First day of the running quarter. */
  readonly quarter: Day;
  readonly today: Day;
};

type Cast = {
  readonly people: readonly SamplePerson[];
  readonly memberships: readonly SampleMembership[];
  readonly courses: ReadonlyMap<string, Course>;
};

// What an ordinary seller books in an ordinary month, in yuan, and what a day of that month weighs.
const MONTH_YUAN = 218_000;
const DAY_WEIGHT = 8_000;

/**
 * Every figure of the sample company: carried months, then sale by sale up to and including `today`.
 *
 * Promises: equal for equal `seed` and window; a later day of the same quarter adds rows and changes
 * none; every seller has revenue in every whole month they were there.
 */
export function entries(seed: string, cast: Cast, window: Window): SampleEntry[] {
  const out: SampleEntry[] = [];
  const calendar = new Map<Day, MonthDays>();
  for (const person of cast.people) {
    for (const month of monthsOf(person, window)) {
      const rng = draws(`${seed}/${person.code}/${month}`);
      // Weighing days is most of the work, and every person shares the month.
      const days = calendar.get(month) ?? monthDays(month);
      calendar.set(month, days);
      const yuan = expectedYuan({ person, month, days, cast, window, rng });
      const there = days.filter(
        ({ on, weight }) => weight > 0 && on >= person.startsOn && on < person.endsOn,
      );
      if (month < window.from) out.push(...carried(person, month, yuan));
      else {
        out.push(...sales({ person, month, days: there, rng, yuan }));
        out.push(...visits({ person, month, days: there, rng }));
      }
    }
  }
  return out.filter(({ on }) => on <= window.today).toSorted(byDay);
}

function byDay(a: SampleEntry, b: SampleEntry): number {
  return a.on < b.on ? -1 : a.on > b.on ? 1 : a.externalId < b.externalId ? -1 : 1;
}

function monthsOf({ startsOn, endsOn }: SamplePerson, { historyFrom, today }: Window): Day[] {
  const months: Day[] = [];
  const first = firstOfMonth(startsOn > historyFrom ? startsOn : historyFrom);
  for (let month = first; month <= today && month < endsOn; month = addMonths(month, 1)) {
    months.push(month);
  }
  return months;
}

type MonthDays = ReturnType<typeof monthDays>;

type Expectation = {
  readonly person: SamplePerson;
  readonly month: Day;
  readonly days: MonthDays;
  readonly cast: Cast;
  readonly window: Window;
  readonly rng: Draws;
};

/** Business of one person in one month, in yuan: strength x season x growth x course x chance. */
function expectedYuan({ person, month, days, cast, window, rng }: Expectation): number {
  const season = days.reduce((sum, { weight }) => sum + weight, 0);
  const team = cast.memberships.find((at) => at.person === person.code && month < at.until)?.unit;
  const factors = [
    person.strength,
    Math.trunc((season * 1000) / (DAY_WEIGHT * 30)),
    1000 + 11 * months(window.historyFrom, month),
    courseOf(cast.courses.get(team ?? "") ?? "steady", month, window),
    ramp(months(person.startsOn, month)),
    rng.whole(860, 1140),
  ];
  return factors.reduce((yuan, perMille) => Math.trunc((yuan * perMille) / 1000), MONTH_YUAN);
}

function months(from: Day, to: Day): number {
  const of = (on: Day) => Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7));
  return of(to) - of(from);
}

/** Per mille, by quarters before the running one. The trouble deepens; the star rises, then holds. */
function courseOf(course: Course, month: Day, { quarter }: Window): number {
  const back = Math.min(5, Math.ceil(Math.max(0, months(month, quarter)) / 3));
  switch (course) {
    case "steady":
      return 1000;
    case "star":
      return [1330, 1300, 1240, 1150, 1060, 1000][back] ?? 1000;
    case "trouble":
      return [560, 690, 830, 960, 1010, 1000][back] ?? 1000;
  }
}

/** A newcomer sells little at first. */
function ramp(monthsThere: number): number {
  return [300, 480, 660, 820, 930][monthsThere] ?? 1000;
}

/** Months before the five quarters arrive as one line each, as a carried balance would. */
function carried(person: SamplePerson, month: Day, yuan: number): SampleEntry[] {
  if (person.strength === 0) return [];
  const on = addDays(addMonths(month, 1), -1);
  const revenue: SampleEntry = {
    externalId: `${person.code}-${month.slice(0, 7)}-carried`,
    metric: "revenue",
    person: person.code,
    on,
    amount: yuan * 100,
    deal: null,
    dims: { kind: "carried" },
  };
  return [revenue];
}

type Month = {
  readonly person: SamplePerson;
  readonly month: Day;
  /** The days of the month that carry business and on which the person is there. */
  readonly days: MonthDays;
  readonly rng: Draws;
};

/** The month's sales: each is revenue and one order, some are a customer's first. */
function sales({
  person,
  month,
  days,
  yuan,
  rng,
}: Month & { readonly yuan: number }): SampleEntry[] {
  if (person.strength === 0 || yuan === 0 || days.length === 0) return [];
  const count = 2 + rng.whole(0, 2) + Math.trunc((yuan * 10) / (MONTH_YUAN * 12));
  const sizes = Array.from({ length: count }, () => dealSize(rng));
  const whole = sizes.reduce((a, b) => a + b, 0);
  const weights = days.map(({ weight }) => weight);
  return sizes.flatMap((size, at) => {
    const share = Math.max(1_800, Math.trunc((yuan * size) / whole));
    const { on } = days[rng.weighted(weights)] ?? { on: month };
    return sale({
      person,
      on,
      yuan: share,
      deal: `${person.code}-${month.slice(0, 7)}-${at + 1}`,
      rng,
    });
  });
}

/** Relative sizes: many small renewals, some projects, now and then a large one. */
function dealSize(rng: Draws): number {
  const kind = rng.weighted([50, 38, 12]);
  return kind === 0 ? rng.whole(20, 60) : kind === 1 ? rng.whole(60, 160) : rng.whole(220, 520);
}

type Sale = {
  readonly person: SamplePerson;
  readonly on: Day;
  readonly yuan: number;
  readonly deal: string;
  readonly rng: Draws;
};

function sale({ person, on, yuan, deal, rng }: Sale): SampleEntry[] {
  const fresh = rng.chance(210);
  const dims = {
    customer: `C${String(rng.whole(1, 320)).padStart(4, "0")}`,
    product: ["cloud", "suite", "service"][rng.weighted([46, 34, 20])] ?? "cloud",
    source:
      ["referral", "campaign", "partner", "direct"][rng.weighted([28, 22, 18, 32])] ?? "direct",
  };
  // List prices are round; a negotiated one is net of tax and is not.
  const amount = rng.chance(620) ? Math.trunc(yuan / 100) * 10_000 : yuan * 100 + rng.whole(1, 99);
  const row = (metric: SampleMetric, units: number): SampleEntry => ({
    externalId: `${deal}-${metric}`,
    metric,
    person: person.code,
    on,
    amount: units,
    deal,
    dims,
  });
  const both = [row("revenue", amount), row("orders", 1)];
  return fresh ? [...both, row("new_customers", 1)] : both;
}

/** Visits, added up per half month: those who only lead visit too. */
function visits({ person, month, days, rng }: Month): SampleEntry[] {
  const half = (of: 1 | 2) => days.filter(({ on }) => Number(on.slice(8)) > 15 === (of === 2));
  return ([1, 2] as const).flatMap((of): SampleEntry[] => {
    const last = half(of).at(-1);
    const count = Math.trunc((half(of).length * rng.whole(5, 11)) / 10);
    if (!last || count === 0) return [];
    const row = { metric: "visits", person: person.code, on: last.on, amount: count } as const;
    const externalId = `${person.code}-${month.slice(0, 7)}-visits-${of}`;
    return [{ ...row, externalId, deal: null, dims: {} }];
  });
}
