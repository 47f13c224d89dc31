// Goal: the sample company is the same for everyone, is believable, and shows what a visitor should
// find. Method: figures re-added from the rows, on days that are awkward for a generator.
import { describe, expect, test } from "vitest";
import { yunfan, type Yunfan } from "../../db/sample/yunfan.ts";
import { springFestival } from "../../db/sample/season.ts";
import { addDays, addMonths, day, daysBetween, type Day } from "../../workers/lib/day.ts";
import { groupBy, sum } from "../../workers/lib/list.ts";

const TODAY = day("2026-11-21");
// Generated once a day: the tests below only read.
const made = new Map<Day, Yunfan>();
const on = (today: Day): Yunfan => {
  const of = made.get(today) ?? yunfan(today);
  made.set(today, of);
  return of;
};
const sample = on(TODAY);
const DAYS = ["2026-11-21", "2026-01-01", "2026-02-20", "2027-03-31", "2028-02-29"].map(day);

type Filter = { from: Day; until: Day; unit?: string; person?: string; metric?: string };

function unitOn(of: Yunfan, person: string, on: Day): string {
  const at = of.memberships.find(
    (row) => row.person === person && row.from <= on && on < row.until,
  );
  return at?.unit ?? "nowhere";
}

function total(of: Yunfan, { from, until, unit, person, metric = "revenue" }: Filter): bigint {
  return sum(
    of.entries
      .filter((row) => row.metric === metric && row.on >= from && row.on < until)
      .filter((row) => person === undefined || row.person === person)
      .filter((row) => unit === undefined || unitOn(of, row.person, row.on) === unit)
      .map(({ amount }) => BigInt(amount)),
  );
}

describe("the people of Yunfan", () => {
  test("are 48 in 3 regions and 9 teams, each team and region led by one of its own", () => {
    expect(sample.people).toHaveLength(48);
    expect(sample.units.filter(({ kind }) => kind === "region")).toHaveLength(3);
    expect(sample.units.filter(({ kind }) => kind === "team")).toHaveLength(9);
    for (const { head, code } of sample.units) expect(unitOn(sample, head, TODAY)).toBe(code);
  });

  test("have names in both scripts, all different", () => {
    for (const { name, nameEn } of [...sample.people, ...sample.units]) {
      expect(name).toMatch(/^[\u4e00-\u9fff：]+$/u);
      expect(nameEn).toMatch(/^[A-Z][A-Za-z]+( [A-Z][A-Za-z]+)*$/);
    }
    expect(new Set(sample.people.map(({ name }) => name)).size).toBe(48);
    expect(new Set(sample.people.map(({ nameEn }) => nameEn)).size).toBe(48);
  });

  test("join, leave and move within the five quarters", () => {
    const { from } = sample.window;
    expect(sample.people.filter(({ startsOn }) => startsOn >= from)).toHaveLength(3);
    expect(sample.people.filter(({ endsOn }) => endsOn <= TODAY)).toHaveLength(2);
    expect(sample.memberships).toHaveLength(49);
  });

  test.each(DAYS)("are in exactly one unit on every day they are there (%s)", (today) => {
    const of = on(today);
    for (const { code, startsOn, endsOn } of of.people) {
      const rows = of.memberships.filter(({ person }) => person === code);
      expect(rows[0]?.from).toBe(startsOn);
      expect(rows.at(-1)?.until).toBe(endsOn);
      rows.slice(1).forEach(({ from }, at) => expect(rows[at]?.until).toBe(from));
    }
  });

  test("report up to one head without a ring", () => {
    const managers = new Map(sample.memberships.map(({ person, manager }) => [person, manager]));
    for (const { code } of sample.people) {
      let [at, steps]: [string | null, number] = [code, 0];
      while (at !== null && steps < 9) [at, steps] = [managers.get(at) ?? null, steps + 1];
      expect(at).toBeNull();
    }
  });
});

describe("the figures of Yunfan", () => {
  test.each(DAYS)("are the same for the same seed and day (%s)", (today) => {
    expect(on(today)).toEqual(yunfan(today));
    expect(yunfan(today, "another").entries).not.toEqual(on(today).entries);
  });

  test.each(DAYS)("number 4 to 8 thousand and never lie ahead of today (%s)", (today) => {
    const { entries, window } = on(today);
    expect(entries.length).toBeGreaterThan(4_000);
    expect(entries.length).toBeLessThan(8_000);
    expect(new Set(entries.map(({ externalId }) => externalId)).size).toBe(entries.length);
    for (const { on, amount } of entries) {
      expect(on >= window.historyFrom && on <= today).toBe(true);
      expect(Number.isSafeInteger(amount) && amount > 0).toBe(true);
    }
  });

  test("gain rows from one day to the next and change none within a quarter", () => {
    const tomorrow = new Map(
      yunfan(addDays(TODAY, 3)).entries.map((row) => [row.externalId, row] as const),
    );
    expect(tomorrow.size).toBeGreaterThan(sample.entries.length);
    for (const row of sample.entries) expect(tomorrow.get(row.externalId)).toEqual(row);
  });

  test.each(DAYS)(
    "have revenue of every seller in every whole month they were there (%s)",
    (today) => {
      const of = on(today);
      const found = new Set(
        of.entries
          .filter(({ metric }) => metric === "revenue")
          .map(({ person, on }) => `${person} ${on.slice(0, 7)}`),
      );
      for (const { code, strength, startsOn, endsOn } of of.people) {
        if (strength === 0) continue;
        for (let at = of.window.historyFrom; addMonths(at, 1) <= today; at = addMonths(at, 1)) {
          if (startsOn > at || endsOn < addMonths(at, 1)) continue;
          expect(found, `${code} ${at}`).toContain(`${code} ${at.slice(0, 7)}`);
        }
      }
    },
  );

  test.each(DAYS)("belong to people who were there that day (%s)", (today) => {
    const of = on(today);
    for (const { person, on } of of.entries) expect(unitOn(of, person, on)).not.toBe("nowhere");
  });

  test("add up to a company of some 120 million yuan that grows", () => {
    const year = total(sample, { from: day("2025-01-01"), until: day("2026-01-01") });
    expect(year).toBeGreaterThan(100_000_000_00n);
    expect(year).toBeLessThan(150_000_000_00n);
    const [before, now] = [2025, 2026].map((at) =>
      total(sample, { from: day(`${at}-07-01`), until: day(`${at}-10-01`) }),
    );
    expect((now ?? 0n) * 100n).toBeGreaterThan((before ?? 0n) * 104n);
    expect((now ?? 0n) * 100n).toBeLessThan((before ?? 0n) * 125n);
  });

  test("are pushed at quarter ends and rest over the Spring Festival", () => {
    const month = (from: string) =>
      total(sample, { from: day(from), until: addMonths(day(from), 1) });
    for (const end of ["2026-03-01", "2026-06-01", "2026-09-01"]) {
      expect(month(end)).toBeGreaterThan(month(addMonths(day(end), -1)));
    }
    expect(month("2026-02-01") * 2n).toBeLessThan(month("2026-03-01"));
    const rest = springFestival(2026);
    expect(total(sample, { from: addDays(rest, -1), until: addDays(rest, 7) })).toBe(0n);
  });

  test("fall on weekdays, nearly always", () => {
    const sales = sample.entries.filter(({ metric }) => metric === "orders");
    const weekend = sales.filter(({ on }) => daysBetween(day("2024-01-01"), on) % 7 >= 5);
    expect(weekend.length).toBeGreaterThan(0);
    expect(weekend.length * 20).toBeLessThan(sales.length);
  });

  test("share a deal between revenue, order and first purchase", () => {
    const deals = groupBy(
      sample.entries.filter(({ deal }) => deal !== null),
      ({ deal }) => deal,
    );
    for (const rows of deals.values()) {
      const kinds = rows.map(({ metric }) => metric).toSorted();
      expect([
        ["orders", "revenue"],
        ["new_customers", "orders", "revenue"],
      ]).toContainEqual(kinds);
      expect(new Set(rows.map(({ on }) => on)).size).toBe(1);
    }
  });
});

describe("the plan of Yunfan", () => {
  test("asks for a sixth more than last year, in whole millions, and is nearly kept", () => {
    const { total: target, factors, granularity } = sample.plan;
    const history = factors.find(({ subject }) => subject === "YF")?.history ?? 0n;
    expect(history).toBe(total(sample, { from: day("2025-01-01"), until: day("2026-01-01") }));
    expect(target % 100_000_000n).toBe(0n);
    expect(target % granularity).toBe(0n);
    expect(target * 100n).toBeGreaterThan(history * 115n);
    expect(target * 100n).toBeLessThan(history * 120n);
    const done = total(sample, { from: day("2026-01-01"), until: day("2027-01-01") });
    expect(done * 100n).toBeGreaterThan(target * 75n);
    expect(done).toBeLessThan(target);
  });

  test("has weights that sum to exactly 1 and factors that add up the tree", () => {
    const { weights, factors } = sample.plan;
    const tenths = Object.values(weights).map((at) => Number(at.replace("0.", "")));
    expect(tenths.reduce((a, b) => a + b, 0)).toBe(10);
    const of = (code: string) => factors.find(({ subject }) => subject === code);
    for (const { code } of sample.units) {
      const children = sample.units.filter(({ parent }) => parent === code);
      if (children.length === 0) continue;
      expect(sum(children.map((child) => of(child.code)?.history ?? 0n))).toBe(of(code)?.history);
    }
  });

  test("shows the team in trouble and the star: one sinks below its last year, one rises", () => {
    const quarters = ["2025-10-01", "2026-01-01", "2026-04-01", "2026-07-01"].map(day);
    const share = (unit: string) =>
      quarters.map((from) => {
        const at = { from, until: addMonths(from, 3) };
        return Number((total(sample, { ...at, unit }) * 10_000n) / total(sample, at));
      });
    const trouble = share("YF-S2");
    expect(trouble.every((now, at) => at === 0 || now < (trouble[at - 1] ?? 0))).toBe(true);
    expect((trouble[3] ?? 0) / (trouble[0] ?? 1)).toBeLessThan(0.75);
    const star = share("YF-E2");
    expect((star[3] ?? 0) / (star[0] ?? 1)).toBeGreaterThan(1.1);
  });
});
