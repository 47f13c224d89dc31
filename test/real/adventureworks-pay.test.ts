// Goal: pay on a published company's own orders, rates and quotas is right to the cent. Method: the
// engine on the file, and beside it plain whole-number arithmetic over the same file (no code of the
// engine); one statement of each plan is worked out by hand in a comment.
import { describe, expect, test } from "vitest";
import { groupBy, sum } from "../../workers/lib/list.ts";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { ComponentJson } from "../../workers/incentives/plan-document.ts";
import {
  daysFrom,
  halfAway,
  millionths,
  next,
  type Order,
  quotas,
  resellerOrders,
  salespeople,
  SET,
  UNIT,
} from "./adventureworks.ts";
import { isHere } from "./published.ts";
import { add, commission, months, payByMonth, plan, said, statementsOf } from "./pay-plan.ts";

const here = isHere(SET);
if (!here) test.skip("published data is absent: not checked", () => undefined);
const orders = here ? resellerOrders() : [];
const people = here ? salespeople() : [];
const spans = here ? quotas() : [];
const byPerson = groupBy(orders, ({ who }) => who);

const FIRST = "2011-05-01";
const UNTIL = "2014-06-01";
const MONTHS = months("2011-05", "2014-06");

const credit = ({ id, on, who, text, territory }: Order) => ({
  ...{ id, person: who, on, measures: { amount: text } },
  dimensions: { seller: who, territory },
});
const input = (of: Partial<EvaluationJson> & Pick<EvaluationJson, "plans">): EvaluationJson => ({
  ...{ from: FIRST, until: UNTIL },
  participants: people.map(({ id }) => ({ id, from: "2011-01-01" })),
  credits: orders.map(credit),
  ...of,
});
/** A rate for each seller, as the file has it. */
const ownRate = {
  table: {
    axes: [{ dimension: "seller" }],
    rows: people.map(({ id, pct }) => ({ at: [id], value: pct })),
    otherwise: "0",
  },
};
const monthOf = (on: string) => on.slice(0, 7);
/** Dollars x a rate to cents: ten-thousandths times millionths, over what makes a cent. */
const CENT = (UNIT / 100n) * 1_000_000n;

/** What each sold in each month, ten-thousandths. */
function soldByMonth(): ReadonlyMap<string, bigint> {
  const sold = new Map<string, bigint>();
  for (const { who, on, amount } of orders) add(sold, `${who} ${monthOf(on)}`, amount);
  return sold;
}
const sold = soldByMonth();
const soldIn = (who: string, month: string) => sold.get(`${who} ${month}`) ?? 0n;

describe.runIf(here)("AdventureWorks, commission on reseller orders", () => {
  const statements = here
    ? statementsOf(input({ plans: [plan([{ kind: "flat", ...commission, rate: ownRate }])] }))
    : [];
  const expected = new Map<string, bigint>();
  for (const { id, pct } of people) {
    for (const month of MONTHS)
      expected.set(`${id} ${month}`, halfAway(soldIn(id, month) * millionths(pct), CENT));
  }

  test("is each one's commissionpct of each month's orders, rounded once", () => {
    expect(said(payByMonth(statements))).toEqual(said(expected));
    expect(statements).toHaveLength(people.length * MONTHS.length);
  });

  test("of all months is within half a cent a month of the rate of the whole", () => {
    for (const { id, pct } of people) {
      const paid = sum(statements.filter((s) => s.participant === id).map(({ pay }) => pay));
      const exact = sum((byPerson.get(id) ?? []).map(({ amount }) => amount)) * millionths(pct);
      const off = paid * CENT - exact;
      expect((off < 0n ? -off : off) * 2n <= BigInt(MONTHS.length) * CENT, id).toBe(true);
    }
  });

  test("shows a statement that can be worked out by hand", () => {
    // 283, May 2011: 14,352.7713 + 714.7043 + 8,128.7876 + 42,813.4333 + 3,463.2998 = 69,472.9963,
    // of which 1.2 % is 833.675955..., so 833.68.
    const mine = statements.find(
      ({ participant, period }) => participant === "283" && period.from === "2011-05-01",
    );
    const [line] = mine?.lines ?? [];
    const own = (byPerson.get("283") ?? []).filter(({ on }) => monthOf(on) === "2011-05");
    expect(line?.parts.map(({ credit: id }) => id).sort()).toEqual(own.map(({ id }) => id).sort());
    expect(sum((line?.parts ?? []).map(({ amount }) => amount))).toBe(mine?.pay);
    const total = sum(own.map(({ amount }) => amount));
    expect([own.length, total, mine?.pay]).toEqual([5, 694_729_963n, 83_368n]);
  });
});

describe.runIf(here)("AdventureWorks, quotas by their own spans", () => {
  const window = (from: string, until: string) => ({ from, until });
  const starts = [...new Set(spans.map(({ from }) => from))].sort();
  const untilOf = (from: string) => spans.find((span) => span.from === from)?.until ?? "";
  const targets = spans.map(({ who, from, until, dollars }) => ({
    ...{ subject: who, metric: "revenue", from, until, amount: `${dollars}` },
  }));
  const met = spans.filter(({ who, from, until, dollars }) => {
    const in_ = (byPerson.get(who) ?? []).filter(({ on }) => on >= from && on < until);
    return sum(in_.map(({ amount }) => amount)) >= dollars * UNIT;
  });

  test("are met by 8 of 163, and the file's bonus is paid for exactly those", () => {
    expect([spans.length, met.length]).toEqual([163, 8]);
    const expected = new Map<string, bigint>();
    const paid = new Map<string, bigint>();
    for (const { id, bonus } of people) {
      // A bonus of the person's own, one component for each span of the file.
      const components = starts.map((from, at): ComponentJson => ({
        ...{ kind: "bonus", key: `bonus_${at}`, name: { zh: "达标奖", en: "Bonus" } },
        ...{ window: window(from, untilOf(from)), when: `met_${at}` },
        pays: { amount: bonus.split(".")[0] ?? "0", prorates: false },
      }));
      const conditions = starts.map((from, at) => ({
        key: `met_${at}`,
        figure: {
          ...{ metric: "revenue", read: "amount" as const, basis: "whole" as const },
          window: window(from, untilOf(from)),
        },
        is: ">=" as const,
        than: { quota: "committed" as const },
      }));
      const made = statementsOf(
        input({
          plans: [plan(components, { conditions, quotaMissing: "pays_nothing" })],
          ...{ participants: [{ id, from: "2011-01-01" }], targets },
          credits: (byPerson.get(id) ?? []).map(credit),
        }),
        { trace: false },
      );
      for (const { pay } of made) add(paid, id, pay);
      for (const { who } of met) if (who === id) add(expected, id, 100n * BigInt(bonus));
    }
    expect(said(paid)).toEqual(said(expected));
    expect(sum(paid.values()) > 0n).toBe(true);
  });

  test("divide calendar quarters by days, and an accelerator pays double above them", () => {
    // 2 % up to the quarter's quota, 4 % above; whole calendar quarters, quotas over two spans each.
    const quarters = ["07", "10", "01", "04"].flatMap((month, at) =>
      [0, 1, 2].map((year) => `${2011 + year + (at > 1 ? 1 : 0)}-${month}-01`),
    );
    const range = { from: "2011-07-01", until: "2014-04-01" };
    const within = quarters.filter((q) => q >= range.from && q < range.until).sort();
    const made = statementsOf(
      input({
        ...range,
        plans: [
          plan(
            [
              {
                ...{ kind: "tiered", ...commission, window: "quarter" },
                measure: { read: "attainment", metric: "revenue", basis: "whole" },
                tiers: [
                  { from: "0", until: "100%", pays: { rate: "2%" }, reach: "own" },
                  { from: "100%", until: null, pays: { rate: "4%" }, reach: "own" },
                ],
              },
            ],
            { pay: { every: "quarter" }, noTarget: "pays_zero", quotaMissing: "pays_nothing" },
          ),
        ],
        targets,
        // Nobody is there before their first quota.
        participants: people.map(({ id }) => ({ id, from: firstQuota(id) })),
        credits: orders.filter(({ on }) => on >= range.from && on < range.until).map(credit),
      }),
    );
    const expected = new Map<string, bigint>();
    for (const { id } of people) {
      for (const from of within) {
        const until = quarterAfter(from);
        const start = from < firstQuota(id) ? firstQuota(id) : from;
        if (start >= until) continue;
        // The quarter's quota as a fraction: each span's dollars by the share of its days.
        let [num, den] = [0n, 1n];
        for (const span of spans.filter(({ who }) => who === id)) {
          const begin = span.from > start ? span.from : start;
          const end = span.until < until ? span.until : until;
          if (begin >= end) continue;
          const length = BigInt(daysFrom(span.from, span.until));
          num = num * length + span.dollars * UNIT * BigInt(daysFrom(begin, end)) * den;
          den *= length;
        }
        const base = sum(
          (byPerson.get(id) ?? [])
            .filter(({ on }) => on >= start && on < until)
            .map(({ amount }) => amount),
        );
        // 2 % of all of it, and 2 % more of what lies above the quota.
        const above = base * den > num ? base * den - num : 0n;
        const cents = halfAway(2n * (base * den + above), den * 100n * (UNIT / 100n));
        expected.set(`${id} ${from.slice(0, 7)}`, cents);
      }
    }
    const paid = new Map(
      made.map((s) => [`${s.participant} ${s.period.from.slice(0, 7)}`, s.pay] as const),
    );
    expect(said(paid)).toEqual(said(expected));
    // 287 begins on 30 May 2012 with 93,000 for 92 days, of which 32 lie in the second quarter: 32,347.83.
    // Three orders are 73,732.4685: 2 % of that is 1,474.649, and 2 % of what lies above 827.693.
    expect(expected.get("287 2012-04")).toBe(230_234n);
  });

  function firstQuota(id: string): string {
    return spans
      .filter(({ who }) => who === id)
      .map(({ from }) => from)
      .sort()[0] as string;
  }
});

function quarterAfter(from: string): string {
  const [year = 0, month = 0] = from.split("-").map(Number);
  return month === 10 ? `${year + 1}-01-01` : `${year}-${String(month + 3).padStart(2, "0")}-01`;
}

describe.runIf(here)("AdventureWorks, tiers and a draw on the same orders", () => {
  const BOUNDS = [0n, 500_000n, 1_000_000n] as const;
  const RATES = [1n, 2n, 3n] as const;

  test("marginal tiers climb through each quarter, and months re-add to it", () => {
    const made = statementsOf(
      input({
        plans: [
          plan([
            {
              ...{ kind: "tiered", ...commission, window: "quarter", measure: { read: "base" } },
              tiers: [
                { from: "0", until: "500000", pays: { rate: "1%" }, reach: "own" },
                { from: "500000", until: "1000000", pays: { rate: "2%" }, reach: "own" },
                { from: "1000000", until: null, pays: { rate: "3%" }, reach: "own" },
              ],
            },
          ]),
        ],
      }),
    );
    const expected = new Map<string, bigint>();
    for (const { id } of people) {
      let [toDate, before] = [0n, 0n];
      for (const month of MONTHS) {
        if (["01", "04", "07", "10"].includes(month.slice(5))) [toDate, before] = [0n, 0n];
        toDate += soldIn(id, month);
        // Hundredths of what lies in each tier, rounded for the quarter to date as a whole.
        const parts = RATES.map((rate, at) => {
          const [low, high] = [(BOUNDS[at] ?? 0n) * UNIT, BOUNDS[at + 1]];
          const top = high === undefined || toDate < high * UNIT ? toDate : high * UNIT;
          return top > low ? (top - low) * rate : 0n;
        });
        const result = halfAway(sum(parts), 100n * (UNIT / 100n));
        expected.set(`${id} ${month}`, result - before);
        before = result;
      }
    }
    expect(said(payByMonth(made))).toEqual(said(expected));
  });

  test("a recoverable draw of 3,000 a month pays in lean months and is repaid in good ones", () => {
    const sellers = people.filter(({ pct }) => Number(pct) > 0);
    const made = statementsOf(
      input({
        participants: sellers.map(({ id }) => ({ id, from: "2011-01-01" })),
        credits: orders.filter(({ who }) => sellers.some(({ id }) => id === who)).map(credit),
        plans: [
          plan([{ kind: "flat", ...commission, rate: ownRate }], {
            draw: {
              ...{ amount: "3000", paid: "top_up", recoverable: true, repay: "1" },
              after: { kind: "forgiven" },
            },
          }),
        ],
      }),
    );
    const pays = new Map<string, bigint>();
    const owes = new Map<string, bigint>();
    for (const { id, pct } of sellers) {
      let balance = 0n;
      for (const month of MONTHS) {
        const earned = halfAway(soldIn(id, month) * millionths(pct), CENT);
        const draw = 300_000n;
        const repaid = earned > draw ? (balance < earned - draw ? balance : earned - draw) : 0n;
        const pay = earned < draw ? draw : earned - repaid;
        balance += pay - earned;
        pays.set(`${id} ${month}`, pay);
        owes.set(`${id} ${month}`, balance);
      }
    }
    expect(said(payByMonth(made))).toEqual(said(pays));
    const balances = new Map(
      made.map((s) => [`${s.participant} ${s.period.from.slice(0, 7)}`, s.drawBalance] as const),
    );
    expect(said(balances)).toEqual(said(owes));
    expect([...owes.values()].some((each) => each > 0n)).toBe(true);
  });

  test("a quarter's day count is the file's own: no span has a hole or an overlap", () => {
    const own = spans.filter(({ who }) => who === "275").sort((a, b) => (a.from < b.from ? -1 : 1));
    own.slice(1).forEach(({ from }, at) => expect(own[at]?.until).toBe(from));
    expect(next("2012-02-28")).toBe("2012-02-29");
  });
});
