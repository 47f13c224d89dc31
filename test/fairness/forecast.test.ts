// Goal: what somebody may be expected to bring is their last year, carried on by their segment.
// Method: pasts whose answer a reader can tell by heart, then what must hold for every past.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forecast, forecastInSteps, type Expected } from "../../workers/fairness/forecast.ts";
import { monthsAhead } from "../../workers/fairness/facts.ts";
import type { Past, Question } from "../../workers/fairness/past.ts";
import { must } from "../../workers/lib/assert.ts";
import { day } from "../../workers/lib/day.ts";
import { compareRates, formatRate, rate } from "../../workers/lib/rate.ts";
import { person, team, YEAR } from "./people.ts";

const of = (people: readonly Past[], id: string, question = YEAR): Expected =>
  must(forecast(people, question).get(id));
const within = (from: string, until: string): Question => ({
  ...YEAR,
  ahead: monthsAhead(day("2026-01-01"), { from: day(from), until: day(until) }),
});

describe("who has sold for years", () => {
  test("is expected to bring last year again where nothing grows", () => {
    const people = team(8, () => 100);
    expect(of(people, "p00")).toMatchObject({
      basis: "own",
      amount: 1_200n,
      known: 12,
      spread: 0n,
    });
  });

  test("grows as the segment grew, not as the person did", () => {
    // Everybody sold 100 a month, then 110; one of them sold 100, then 150.
    const people = team(50, (month, who) => (month < 24 ? 100 : who === 0 ? 150 : 110));
    const own = of(people, "p00");
    const grown = (49 * 110 + 150) / (50 * 100);
    expect(Number(own.amount)).toBeCloseTo(150 * 12 * grown, -1);
    expect(formatRate(own.factor, 4)).toBe(String(grown));
  });

  test("is asked for a quarter by the season of the segment", () => {
    // Half of a year's sales come in December.
    const people = team(8, (month) => (month % 12 === 11 ? 1_100 : 100));
    const season = (from: string, until: string) =>
      formatRate(of(people, "p00", within(from, until)).season, 4);
    expect(season("2026-10-01", "2027-01-01")).toBe("0.5909");
    expect(season("2026-01-01", "2026-04-01")).toBe("0.1364");
    expect(of(people, "p00", within("2026-10-01", "2027-01-01")).amount).toBe(1_300n);
  });

  test("counts a month by its days where a plan begins inside it", () => {
    const people = team(8, () => 310);
    expect(of(people, "p00", within("2026-01-16", "2026-02-01")).amount).toBe(160n);
  });

  test("has growth carried on in a straight line, as far as the plan lies ahead", () => {
    const people = team(8, (month) => (month < 24 ? 100 : 120));
    const factor = (from: string, until: string) =>
      formatRate(of(people, "p00", within(from, until)).factor, 6);
    // The middle of the last year to the middle of the next: twelve months, 20 %.
    expect(factor("2026-01-01", "2027-01-01")).toBe("1.2");
    // To the middle of January: 6.5 months of 12.
    expect(factor("2026-01-01", "2026-02-01")).toBe(formatRate(rate(12n * 10n + 13n, 120n), 6));
  });
});

describe("who was not there for all of it", () => {
  test("is judged by the months there were, taken to a year by the season", () => {
    const people = [
      ...team(8, (month) => (month % 12 < 6 ? 200 : 100)),
      person("late", (month) => (month < 30 ? null : 300), { starts: 30 }),
    ];
    // July to December are a third of a year: 6 x 300 are a year of 5,400.
    expect(of(people, "late")).toMatchObject({ basis: "own", amount: 5_400n, known: 6 });
  });

  test("is a newcomer below six months: the median of comparable territories times the ramp", () => {
    const people = [
      ...team(9, (_, who) => 100 + 10 * who),
      person("new", (month) => (month < 33 ? null : 50), { starts: 33 }),
      person("next", () => null, { starts: 36 }),
    ];
    // The median of the nine sells 140 a month; from the fourth month on 3/5, 4/5, then all of it.
    const ramp = (3 / 5 + 4 / 5 + 10) / 12;
    expect(of(people, "new")).toMatchObject({ basis: "comparable", comparable: 9 });
    expect(Number(of(people, "new").amount)).toBe(Math.round(140 * 12 * ramp));
    expect(Number(of(people, "next").amount)).toBe(140 * (0.2 + 0.4 + 0.6 + 0.8 + 7));
  });

  test("is compared with territories between half and twice its own size", () => {
    const people = [
      ...team(9, () => 100).map((each) => ({ ...each, size: rate(10n, 1n) })),
      ...[1, 2, 3].map((n) => person(`big${n}`, () => 900, { size: rate(90n, 1n) })),
      person("new", () => null, { starts: 36, size: rate(100n, 1n) }),
      person("unknown", () => null, { starts: 36, size: null }),
    ];
    expect(of(people, "new")).toMatchObject({ comparable: 3, amount: BigInt(900 * 9) });
    expect(of(people, "unknown")).toMatchObject({ comparable: 12 });
  });

  test("is expected nothing after the last day, and nothing before the first", () => {
    const people = [
      ...team(8, () => 100),
      person("leaves", () => 100, { ends: 39 }),
      person("comes", () => null, { starts: 42 }),
    ];
    expect(of(people, "leaves").amount).toBe(300n);
    expect(Number(of(people, "comes").amount)).toBe(100 * (0.2 + 0.4 + 0.6 + 0.8 + 1));
  });

  test("has no expectation where nobody has one", () => {
    expect(of([person("only", () => null)], "only")).toMatchObject({ basis: "none", amount: null });
  });
});

describe("the segment", () => {
  test("is the nearest unit above with five people of two whole years", () => {
    const small = team(4, (month) => (month < 24 ? 100 : 200)).map((each) => ({
      ...each,
      id: `s${each.id}`,
      above: ["small", "all"],
    }));
    const large = team(6, () => 100).map((each) => ({ ...each, above: ["large", "all"] }));
    const people = [...small, ...large];
    expect(of(people, "p00").segment.unit).toBe("large");
    expect(of(people, "sp00").segment).toMatchObject({ unit: "all", people: 10 });
  });

  test("knows no growth and no season below two years: unknown is not nothing", () => {
    const people = team(8, (month) => (month < 24 ? null : 100)).map((each) => ({
      ...each,
      starts: 24,
    }));
    expect(of(people, "p00")).toMatchObject({ amount: 1_200n });
    expect(of(people, "p00").segment.unit).toBeNull();
  });

  test("that more than doubled was rebuilt: growth stops at twice and at half", () => {
    expect(
      of(
        team(8, (month) => (month < 24 ? 1 : 100)),
        "p00",
      ).amount,
    ).toBe(2_400n);
    expect(
      of(
        team(8, (month) => (month < 24 ? 100 : 1)),
        "p00",
      ).amount,
    ).toBe(6n);
  });
});

describe("the spread", () => {
  test("is what past forecasts were off by", () => {
    // Half of them sold a tenth more last year than the year before, the others a tenth less; the
    // year before was as foreseen: the root of (0.1^2 + 0^2) / 2.
    const people = team(20, (month, who) => (month < 24 ? 1_000 : who % 2 === 0 ? 1_100 : 900));
    expect(of(people, "p00")).toMatchObject({ tests: 2, spread: 70_710n });
  });

  test("of somebody erratic is wider than of the others, and leans on the segment's", () => {
    const people = team(20, (month, who) => (month < 24 ? 1_000 : who === 0 ? 1_900 : 1_000));
    const [wild, calm] = [of(people, "p00").spread, of(people, "p01").spread];
    expect(Number(must(wild))).toBeGreaterThan(Number(must(calm)) * 2);
    expect(Number(must(wild))).toBeLessThan(900_000);
  });

  test("rests on quarters where the past is shorter than two years", () => {
    const people = team(20, (month, who) =>
      month < 24 ? null : 1_000 + (who % 2) * (month % 2),
    ).map((each) => ({ ...each, starts: 24 }));
    expect(of(people, "p00").tests).toBe(2);
    expect(of(people, "p00").spread).not.toBeNull();
  });

  test("is unknown where fewer than eight forecasts could be tested", () => {
    expect(
      of(
        team(3, () => 100),
        "p00",
      ).spread,
    ).toBeNull();
  });

  test("of a newcomer is wider: the comparable ones differ among themselves", () => {
    const people = [
      ...team(20, (_, who) => 50 + 5 * who),
      person("new", () => null, { starts: 36 }),
    ];
    expect(of(people, "p00").spread).toBe(0n);
    expect(Number(must(of(people, "new").spread))).toBeGreaterThan(200_000);
  });
});

describe("every past", () => {
  const month = fc.option(fc.integer({ min: -50, max: 5_000 }), { freq: 8 });
  const someone = fc.record({
    months: fc.array(month, { minLength: 36, maxLength: 36 }),
    team: fc.constantFrom("a", "b"),
    starts: fc.integer({ min: 0, max: 40 }),
  });
  const people = fc.array(someone, { minLength: 1, maxLength: 14 }).map((rows) =>
    rows.map(({ months, team: unit, starts }, at) =>
      person(`p${at}`, (index) => (index < starts ? null : (months[index] ?? null)), {
        above: [unit, "all"],
        starts,
      }),
    ),
  );

  test("gives the same expectations whatever order the people come in, in steps or at one go", () => {
    fc.assert(
      fc.property(people, fc.infiniteStream(fc.nat()), (rows, order) => {
        const keys = new Map(rows.map(({ id }) => [id, must(order.next().value)]));
        const shuffled = rows.toSorted((a, b) => must(keys.get(a.id)) - must(keys.get(b.id)));
        const plain = forecast(rows, YEAR);
        const other = forecast(shuffled, YEAR);
        for (const { id } of rows) expect(other.get(id)).toEqual(plain.get(id));
        const steps = forecastInSteps(rows, YEAR);
        let next = steps.next();
        while (!next.done) next = steps.next();
        expect(next.value).toEqual(plain);
      }),
      { seed: 20_261_121, numRuns: 300 },
    );
  });

  test("scales: amounts in fen or in yuan give the same shares and spreads", () => {
    fc.assert(
      fc.property(people, (rows) => {
        const times = rows.map((each) => ({
          ...each,
          months: each.months.map((amount) => (amount === null ? null : amount * 1_000n)),
        }));
        const [small, large] = [forecast(rows, YEAR), forecast(times, YEAR)];
        for (const { id } of rows) {
          const [a, b] = [must(small.get(id)), must(large.get(id))];
          expect(a.basis).toBe(b.basis);
          expect(compareRates(a.season, b.season)).toBe(0);
        }
      }),
      { seed: 20_261_121, numRuns: 50 },
    );
  });
});
