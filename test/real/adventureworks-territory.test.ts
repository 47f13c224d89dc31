// Goal: a territory that changes hands in the middle of a period pays whom it should, to the cent.
// Method: crediting rules made of the published territory history, on the published orders, through
// the engine; beside it a plain walk over orders and history. The swap of 275 and 277 on 2012-11-30
// is looked at by itself.
import { describe, expect, test } from "vitest";
import { creditEntry } from "../../workers/crediting/credit-entry.ts";
import { orgFrom } from "../../workers/crediting/org-rows.ts";
import type { Rule } from "../../workers/crediting/rule.ts";
import { day } from "../../workers/lib/day.ts";
import { id as idOf } from "../../workers/lib/id.ts";
import { FOREVER } from "../../workers/lib/interval.ts";
import { groupBy, sum } from "../../workers/lib/list.ts";
import { halfAway, resellerOrders, salespeople, SET, territories, UNIT } from "./adventureworks.ts";
import { isHere } from "./published.ts";
import { add, commission, payByMonth, plan, said, statementsOf } from "./pay-plan.ts";

const here = isHere(SET);
if (!here) test.skip("published data is absent: not checked", () => undefined);

const orders = here ? resellerOrders() : [];
const people = here ? salespeople() : [];
const held = here ? territories() : [];
const RANGE = { from: "2011-05-01", until: "2014-06-01" };
const holds = (at: { from: string; until: string }, on: string) => at.from <= on && on < at.until;

/** Who holds a territory gets credit beside for what others sell there, from the day it is theirs. */
const RULES: Rule[] = held.map(({ who, territory, from, until }, at) => ({
  id: idOf(`rule ${String(at).padStart(2, "0")}`),
  ...{ name: `${who} holds ${territory}`, rank: at, from: day(from), until: day(until) },
  when: {
    ...{ units: [], positions: [], people: [], metrics: [] },
    dims: [{ name: "territory", values: [territory] }],
  },
  gives: [{ to: { kind: "person", person: who }, role: "overlay", share: "25%" }],
}));
const ORG = orgFrom(
  people.map(({ id }) => ({ kind: "works", who: id, from: day("2011-01-01"), until: FOREVER })),
);

describe.runIf(here)("AdventureWorks, territories that change hands", () => {
  const credits = orders.flatMap((order) => {
    const { id, on, who, territory, text } = order;
    const shared = { on, measures: { amount: text }, dimensions: { territory } };
    const beside = creditEntry(
      { metric: "revenue", person: who, on: day(on), dims: { territory }, shared: [] },
      RULES,
      ORG,
    );
    return [
      { ...shared, id, entry: id, person: who },
      ...beside.map(({ person, role, share }) => ({
        ...{ ...shared, id: `${id}:${person}`, entry: id, person, role, share },
      })),
    ];
  });
  const statements = here
    ? statementsOf({
        ...RANGE,
        participants: people.map(({ id }) => ({ id, from: "2011-01-01" })),
        credits,
        plans: [
          plan([
            { kind: "flat", ...commission, rate: "1%" },
            {
              ...{ kind: "flat", ...commission, key: "territory", roles: ["overlay"] },
              ...{ name: { zh: "区域协同", en: "Territory overlay" }, rate: "2%" },
            },
          ]),
        ],
      })
    : [];

  test("are credited to whoever held them on the day of each order, and to nobody twice", () => {
    const own = orders.filter(({ who, territory, on }) =>
      held.some((at) => at.who === who && at.territory === territory && holds(at, on)),
    );
    const none = orders.filter(
      ({ who, on }) => !held.some((at) => at.who === who && holds(at, on)),
    );
    expect([orders.length, own.length, none.length]).toEqual([3_806, 3_130, 134]);
    for (const [, all] of groupBy(credits, ({ entry }) => entry)) {
      const holders = all.map(({ person }) => person);
      expect(new Set(holders).size).toBe(holders.length);
    }
  });

  test("pay 1 % of one's own and 2 % of a quarter of what others sell in one's territory", () => {
    const [direct, beside] = [new Map<string, bigint>(), new Map<string, bigint>()];
    for (const { who, territory, on, amount } of orders) {
      add(direct, `${who} ${on.slice(0, 7)}`, amount);
      for (const at of held) {
        if (at.territory !== territory || at.who === who || !holds(at, on)) continue;
        add(beside, `${at.who} ${on.slice(0, 7)}`, amount);
      }
    }
    const expected = new Map<string, bigint>();
    for (const [key, amount] of direct) add(expected, key, halfAway(amount, UNIT));
    for (const [key, amount] of beside) add(expected, key, halfAway(2n * amount, 4n * UNIT));
    expect(said(payByMonth(statements))).toEqual(said(expected));
    expect([...beside.keys()].length).toBeGreaterThan(100);
  });

  test("swap between 275 and 277 in the middle of November 2012, on the very day", () => {
    // Territory 2 was 275's through the 29th and 277's from the 30th; territory 3 the other way round.
    const turn = "2012-11-30";
    for (const [territory, before, after] of [
      ["2", "275", "277"],
      ["3", "277", "275"],
    ] as const) {
      const there = orders.filter(
        (order) => order.territory === territory && order.on.slice(0, 7) === "2012-11",
      );
      for (const order of there) {
        const holder = order.on < turn ? before : after;
        const overlay = credits.filter(({ entry, id }) => entry === order.id && id !== order.id);
        expect(
          overlay.map(({ person }) => person),
          `${order.id} of ${order.on} in ${territory} by ${order.who}`,
        ).toEqual(order.who === holder ? [] : [holder]);
      }
    }
    const november = statements.filter(({ period }) => period.from === "2012-11-01");
    expect(november.filter(({ participant }) => ["275", "277"].includes(participant))).toHaveLength(
      2,
    );
  });

  test("leave the unit of the entry's day its credit: a pool of each territory re-adds", () => {
    // Teams are territories; a person is in the team of the day. 1 % of what a team's people sold while
    // they were in it, shared equally among those who are in it at the quarter's end.
    const pooled = statementsOf({
      ...{ from: "2012-10-01", until: "2013-01-01" },
      participants: people.map(({ id }) => ({
        ...{ id, from: "2011-01-01" },
        memberships: held
          .filter(({ who }) => who === id)
          .map(({ territory, from, until }) => ({
            ...{ unit: `t${territory}`, from },
            until: until === "9999-12-31" ? null : until,
          })),
      })),
      credits: orders
        .filter(({ on }) => on >= "2012-10-01" && on < "2013-01-01")
        .map(({ id, on, who, text }) => ({ id, on, person: who, measures: { amount: text } })),
      plans: [
        plan(
          [
            {
              ...{ kind: "pool", key: "pool", name: { zh: "区域奖池", en: "Territory pool" } },
              ...{ window: "quarter", unit: "own_unit", share: "equal" },
              sum: { rate: "1%", metric: "revenue" },
            },
          ],
          { pay: { every: "quarter" } },
        ),
      ],
    });
    const last = "2012-12-31";
    const pools = new Map<string, bigint>();
    for (const { who, on, amount } of orders) {
      if (on < "2012-10-01" || on > last) continue;
      const team = held.find((at) => at.who === who && holds(at, on))?.territory;
      if (team !== undefined) add(pools, team, amount);
    }
    const paid = new Map<string, bigint>();
    for (const { participant, pay } of pooled) {
      const team = held.find((at) => at.who === participant && holds(at, last))?.territory;
      if (team === undefined) expect(pay).toBe(0n);
      else add(paid, team, pay);
    }
    // The team's whole pool rounds once; parts re-add to it.
    const expected = new Map(
      [...pools]
        .filter(([team]) => held.some((at) => at.territory === team && holds(at, last)))
        .map(([team, amount]) => [team, halfAway(amount, UNIT)] as const),
    );
    expect(said(paid)).toEqual(said(expected));
    // Both swapped in the quarter: what 275 sold before the 30th stays in territory 2's pool.
    const of275 = orders.filter(({ who, on }) => who === "275" && on >= "2012-10-01" && on <= last);
    expect(of275.some(({ on }) => on < "2012-11-30") && sum(paid.values()) > 0n).toBe(true);
  });
});
