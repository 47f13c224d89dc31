// Goal: returned orders take back what they paid, to the cent, in whichever month they come back.
// Method: a published shop's orders and returns (the file has no day of return: thirty days after
// shipping is taken), through the engine under each rule of taking back; beside it plain arithmetic
// that computes every month again with what is known by then.
import { describe, expect, test } from "vitest";
import { groupBy, sum } from "../../workers/lib/list.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { daysFrom, halfAway, tenThousandths, UNIT } from "./adventureworks.ts";
import { isHere, rowsOf } from "./published.ts";
import { add, commission, months, payByMonth, plan, said, statementsOf } from "./pay-plan.ts";

const SET = "superstore";
const here = isHere(SET);
if (!here) test.skip("published data is absent: not checked", () => undefined);

type Sale = {
  readonly id: string;
  readonly on: string;
  readonly who: string;
  readonly amount: bigint;
  /** The day it came back; null: it did not. */
  readonly back: string | null;
};

const after = (on: string, days: number) =>
  new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** One sale an order and region, sold by the region's manager. */
function sales(): Sale[] {
  const managers = new Map(
    rowsOf(`${SET}/people.csv`).map((row) => [row["Region"] ?? "", row["Person"] ?? ""]),
  );
  const returned = new Set(rowsOf(`${SET}/returns.csv`).map((row) => row["Order ID"] ?? ""));
  const lines = rowsOf(`${SET}/orders.csv`);
  return [...groupBy(lines, (row) => `${row["Order ID"]} ${row["Region"]}`)].map(([id, own]) => {
    const [first] = own;
    return {
      ...{ id, on: first?.["Order Date"] ?? "" },
      who: managers.get(first?.["Region"] ?? "") ?? "",
      amount: sum(own.map((row) => tenThousandths(row["Sales"] ?? ""))),
      back: returned.has(first?.["Order ID"] ?? "") ? after(first?.["Ship Date"] ?? "", 30) : null,
    };
  });
}

const all = here ? sales() : [];
const sellers = [...new Set(all.map(({ who }) => who))].sort();
const FROM = "2017-01-01";
const UNTIL = "2021-03-01";
const MONTHS = months("2017-01", "2021-03");
const text = (amount: bigint) => {
  const size = (amount < 0n ? -amount : amount).toString().padStart(5, "0");
  return `${amount < 0n ? "-" : ""}${size.slice(0, -4)}.${size.slice(-4)}`;
};

const statementsWith = (more: Partial<PlanJson>) =>
  statementsOf(
    {
      ...{ from: FROM, until: UNTIL },
      participants: sellers.map((id) => ({ id, from: FROM })),
      credits: all.flatMap(({ id, on, who, amount, back }) => [
        { id, on, person: who, measures: { amount: text(amount) } },
        ...(back === null
          ? []
          : [
              {
                ...{ id: `${id} back`, on: back, person: who, reverses: id },
                measures: { amount: text(-amount) },
              },
            ]),
      ]),
      plans: [plan([{ kind: "flat", ...commission, rate: "3%" }], more)],
    },
    { trace: false },
  );
const paidUnder = (more: Partial<PlanJson>) => payByMonth(statementsWith(more));

/** 3 % of ten-thousandths, in cents, rounded once a month. */
const cents = (amount: bigint) => halfAway(3n * amount, UNIT);

/**
 * Each month of a seller computed again with every return known by the end of the month that pays:
 * what is not sold any more by then. `share` is what of a return counts.
 */
function expectedBy(share: (sale: Sale, back: string) => { num: bigint; den: bigint }) {
  const expected = new Map<string, bigint>();
  for (const who of sellers) {
    const own = groupBy(
      all.filter((sale) => sale.who === who),
      ({ on }) => on.slice(0, 7),
    );
    for (const [month, sold] of own) {
      let before = 0n;
      for (const at of MONTHS.filter((each) => each >= month)) {
        // Over one common denominator, so that nothing is rounded before the month is.
        let [num, den] = [sum(sold.map(({ amount }) => amount)), 1n];
        for (const sale of sold) {
          if (sale.back === null || sale.back.slice(0, 7) > at) continue;
          const part = share(sale, sale.back);
          num = num * part.den - sale.amount * part.num * den;
          den *= part.den;
        }
        const now = halfAway(3n * num, UNIT * den);
        add(expected, `${who} ${at}`, now - before);
        before = now;
      }
    }
  }
  return expected;
}

/** Calendar months later, the last day of a shorter month. */
function monthsAfter(on: string, count: number): string {
  const [year = 0, month = 0, dayOf = 0] = on.split("-").map(Number);
  const at = year * 12 + month - 1 + count;
  const [y, m] = [(at - (at % 12)) / 12, (at % 12) + 1];
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate();
  return `${y}-${String(m).padStart(2, "0")}-${String(Math.min(dayOf, last)).padStart(2, "0")}`;
}

describe.runIf(here)("superstore, returns as clawbacks", () => {
  const returned = all.filter(({ back }) => back !== null);

  test("are 296 orders of a shop with a manager for each of four regions", () => {
    expect(sellers).toHaveLength(4);
    expect(new Set(returned.map(({ id }) => id.split(" ")[0])).size).toBe(296);
    expect(sum(all.map(({ amount }) => amount))).toBe(22_972_008_603n);
  });

  test("take everything back when there is no end to it: each month as if never sold", () => {
    // A month may go below 0: it is paid as it comes, so that nothing is carried.
    const paid = paidUnder({ carry: { kind: "payroll" } });
    expect(said(paid)).toEqual(said(expectedBy(() => ({ num: 1n, den: 1n }))));
    for (const who of sellers) {
      const kept = groupBy(
        all.filter((sale) => sale.who === who && sale.back === null),
        ({ on }) => on.slice(0, 7),
      );
      const total = sum([...paid].filter(([key]) => key.startsWith(who)).map(([, pay]) => pay));
      const asIf = sum([...kept.values()].map((own) => cents(sum(own.map((s) => s.amount)))));
      expect(total, who).toBe(asIf);
    }
  });

  test("within one month take all back before its end and nothing after", () => {
    const inTime = (sale: Sale, back: string) =>
      back < monthsAfter(sale.on, 1) ? { num: 1n, den: 1n } : { num: 0n, den: 1n };
    const kinds = new Set(returned.map((sale) => inTime(sale, sale.back ?? "").num));
    expect(kinds.size, "the file has both").toBe(2);
    const paid = paidUnder({ carry: { kind: "payroll" }, clawback: { kind: "within", months: 1 } });
    expect(said(paid)).toEqual(said(expectedBy(inTime)));
  });

  test("pro rata to a year that is not served take back its days", () => {
    const unserved = (sale: Sale, back: string) => {
      const term = daysFrom(sale.on, monthsAfter(sale.on, 12));
      return { num: BigInt(term - daysFrom(sale.on, back)), den: BigInt(term) };
    };
    const more = { kind: "unserved", months: 12 } as const;
    const paid = paidUnder({ carry: { kind: "payroll" }, clawback: more });
    expect(said(paid)).toEqual(said(expectedBy(unserved)));
  });

  test("carried as a debt, no month pays below 0, and what is not paid is owed at the end", () => {
    const [asItComes, carried] = [
      statementsWith({ carry: { kind: "payroll" } }),
      statementsWith({}),
    ];
    expect(carried.every(({ pay }) => pay >= 0n)).toBe(true);
    const owed = carried.filter(({ period }) => period.until === UNTIL).map(({ debt }) => debt);
    const paidIn = (of: typeof carried) => sum(of.map(({ pay }) => pay));
    expect(paidIn(carried) - sum(owed)).toBe(paidIn(asItComes));
    expect(carried.some(({ debt }) => debt > 0n)).toBe(true);
  });
});
