// Goal: a plan on margin where a third of the lines lose money says what it does with a loss, and does
// exactly that. Method: a published reseller's order lines through the engine under each stated choice;
// beside it whole cents added up from the file.
import { describe, expect, test } from "vitest";
import { sum } from "../../workers/lib/list.ts";
import type { ComponentJson } from "../../workers/incentives/plan-document.ts";
import { halfAway } from "./adventureworks.ts";
import { isHere, rowsOf } from "./published.ts";
import { SET } from "./reseller.ts";
import { add, commission, months, payByMonth, plan, said, statementsOf } from "./pay-plan.ts";

const here = isHere(SET);
if (!here) test.skip("published data is absent: not checked", () => undefined);

type Sold = {
  readonly id: string;
  readonly on: string;
  readonly who: string;
  readonly sales: string;
  readonly cost: string;
  readonly margin: bigint;
};
const cents = (text: string) => {
  const [whole = "0", part = ""] = text.replaceAll(",", "").split(".");
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, "0").slice(0, 2));
};
const plain = (units: bigint) => `${units / 100n}.${String(units % 100n).padStart(2, "0")}`;

const lines: Sold[] = here
  ? rowsOf(`${SET}/Sales.csv`).map((row, at) => {
      const [sales, cost] = [cents(row["Sales"] ?? ""), cents(row["Cost"] ?? "")];
      return {
        ...{ id: `line ${at}`, on: (row["OrderDate"] ?? "").replaceAll("/", "-") },
        ...{ who: row["EmployeeKey"] ?? "", sales: plain(sales), cost: plain(cost) },
        margin: sales - cost,
      };
    })
  : [];
const sellers = [...new Set(lines.map(({ who }) => who))].sort();
/** The last eight months of the file: enough of each kind, and quick. */
const YEAR = { from: "2019-10-01", until: "2020-06-01" };
const year = lines.filter(({ on }) => on >= YEAR.from && on < YEAR.until);
const MONTHS = months("2019-10", "2020-06");

const RATE = 4n;
type Negative = Extract<ComponentJson, { kind: "flat" }>["negative"];
const done = new Map<string, ReadonlyMap<string, bigint>>();
function paid(negative: Negative): ReadonlyMap<string, bigint> {
  const key = `${negative.pays} ${negative.per}`;
  const made = done.get(key) ?? paidUnder(negative);
  done.set(key, made);
  return made;
}

function paidUnder(negative: Negative): ReadonlyMap<string, bigint> {
  const component = { kind: "flat", ...commission, base: "amount - cost" } as const;
  const credits = year.map(({ id, on, who, sales, cost }) => ({
    ...{ id, on, person: who, measures: { amount: sales, cost } },
  }));
  const statements = statementsOf(
    {
      ...{ ...YEAR, credits },
      participants: sellers.map((id) => ({ id, from: "2017-01-01" })),
      plans: [plan([{ ...component, rate: `${RATE}%`, negative }], { carry: { kind: "payroll" } })],
    },
    { trace: false },
  );
  return payByMonth(statements);
}

/** A month's lines of each seller to the base that is paid, and what goes on to the next month. */
function expectedBy(base: (margins: readonly bigint[], carried: bigint) => [bigint, bigint]) {
  const expected = new Map<string, bigint>();
  for (const who of sellers) {
    const own = year.filter((line) => line.who === who);
    let carried = 0n;
    for (const month of MONTHS) {
      const margins = own.filter(({ on }) => on.startsWith(month)).map(({ margin }) => margin);
      const [paidBase, next] = base(margins, carried);
      carried = next;
      add(expected, `${who} ${month}`, halfAway(RATE * paidBase, 100n));
    }
  }
  return expected;
}
const positive = (units: bigint) => (units > 0n ? units : 0n);

describe.runIf(here)("reseller lines, a third of them at a loss", () => {
  test("are 57,851, of which 20,586 sell below cost", () => {
    expect([lines.length, lines.filter(({ margin }) => margin < 0n).length]).toEqual([
      57_851, 20_586,
    ]);
    expect(year.filter(({ margin }) => margin < 0n).length * 3).toBeGreaterThan(year.length);
  });

  test("pay negative: a loss takes its rate, line by line or by the month alike", () => {
    const whole = said(expectedBy((margins) => [sum(margins), 0n]));
    expect(said(paid({ pays: "negative", per: "credit" }))).toEqual(whole);
    expect(said(paid({ pays: "negative", per: "window" }))).toEqual(whole);
    expect(whole.some((each) => each.includes(" -"))).toBe(true);
  });

  test("pay zero per line: every loss is forgotten", () => {
    const expected = expectedBy((margins) => [sum(margins.map(positive)), 0n]);
    expect(said(paid({ pays: "zero", per: "credit" }))).toEqual(said(expected));
  });

  test("pay zero per month: only a month that loses is forgotten", () => {
    const expected = expectedBy((margins) => [positive(sum(margins)), 0n]);
    expect(said(paid({ pays: "zero", per: "window" }))).toEqual(said(expected));
  });

  test("carried per month: a loss is taken from later months first", () => {
    const expected = expectedBy((margins, carried) => {
      const base = sum(margins) + carried;
      return base < 0n ? [0n, base] : [base, 0n];
    });
    expect(said(paid({ pays: "carried", per: "window" }))).toEqual(said(expected));
  });

  test("differ by a known sum: what the choice costs is not small", () => {
    const of = (map: ReadonlyMap<string, bigint>) => sum(map.values());
    const forgiving = of(paid({ pays: "zero", per: "credit" }));
    const strict = of(paid({ pays: "negative", per: "credit" }));
    const losses = sum(year.map(({ margin }) => (margin < 0n ? -margin : 0n)));
    // 4 % of all losses, to half a cent for each month of each seller.
    const off = (forgiving - strict) * 100n - RATE * losses;
    expect((off < 0n ? -off : off) <= 100n * BigInt(sellers.length * MONTHS.length)).toBe(true);
    expect(losses).toBeGreaterThan(0n);
  });
});
