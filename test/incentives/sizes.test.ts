// Goal: whatever is too large, in number or in count, is refused with its place, the value and the limit.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import { payoutTool } from "../../workers/incentives/tool.ts";
import { TOOL_LIMITS } from "../../workers/incentives/tool-limits.ts";
import { flat, LIN, planOf, sale, world } from "./make.ts";

const refused = (change: Partial<EvaluationJson>) => {
  const made = payoutTool(v.parse(Evaluation, world(planOf(flat("1%")), change)));
  if (made.ok) return null;
  const { code, pointer, value, limit } = made.error;
  return { code, pointer, value, limit };
};
const many = <Of>(count: number, of: (at: number) => Of): Of[] =>
  Array.from({ length: count }, (_, at) => of(at));
const year = { from: "2026-01-01", until: "2027-01-01" };
const target = (at: number, amount = "1") => ({
  ...{ subject: `p${at}`, metric: "revenue", ...year, amount },
});

describe("a list that is too long", () => {
  const one = "2026-01-10";
  test.each<[keyof typeof TOOL_LIMITS, string, (count: number) => Partial<EvaluationJson>]>([
    [
      "participants",
      "/participants",
      (n) => ({ participants: many(n, (at) => ({ ...LIN, id: `p${at}` })) }),
    ],
    ["credits", "/credits", (n) => ({ credits: many(n, () => sale("1")) })],
    ["targets", "/targets", (n) => ({ targets: many(n, (at) => target(at)) })],
    ["deals", "/deals", (n) => ({ deals: many(n, (at) => ({ id: `d${at}` })) })],
    [
      "deals/events",
      "/deals",
      (n) => ({
        deals: [{ id: "d", events: many(n, () => ({ event: "order" as const, on: one })) }],
      }),
    ],
    ["units", "/units", (n) => ({ units: many(n, (at) => ({ id: `u${at}`, above: [] })) })],
    [
      "rates",
      "/rates",
      (n) => ({ rates: many(n, () => ({ from: "USD", to: "CNY", on: one, rate: "7" })) }),
    ],
    [
      "posted",
      "/posted",
      (n) => ({
        posted: many(n, () => ({
          ...{ participant: "lin", currency: "CNY", period: "2025-12-01", kind: "cap" as const },
          ...{ component: null, window: "w", origin: "2025-12-01", amount: "1" },
        })),
      }),
    ],
    [
      "openings",
      "/openings",
      (n) => ({ openings: many(n, () => ({ participant: "lin", on: one })) }),
    ],
  ])("%s", (what, pointer, make) => {
    const limit = TOOL_LIMITS[what];
    const value = limit + 1;
    const code = "incentives/plan_too_large";
    expect(refused(make(value))).toEqual({ code, pointer, value, limit });
    if (what !== "openings" && what !== "credits") expect(refused(make(3))).toBe(null);
  });

  test("components for each statement", () => {
    const components = many(30, (at) => flat("1%", { key: `c${at}` }));
    const participants = many(400, (at) => ({ ...LIN, id: `p${at}` }));
    const json = world(planOf(...components), { participants, until: "2027-01-01" });
    const made = payoutTool(v.parse(Evaluation, json));
    expect(made.ok).toBe(false);
    const facts = { what: "results", pointer: "/plans", value: 144_000, limit: 100_000 };
    if (!made.ok) expect(made.error).toMatchObject(facts);
  });

  test("weeks of thousands of years are counted, whoever is paid", () => {
    const plan = {
      ...planOf(flat("1%")),
      pay: { every: { weeks: 1 as const, from: "0001-01-01" } },
    };
    const ever = { from: "0001-01-01", until: "9999-01-01" };
    const json = world({ ...plan, ...ever }, { ...ever, participants: [] });
    const made = payoutTool(v.parse(Evaluation, json));
    expect(made.ok).toBe(false);
    if (!made.ok) expect(made.error).toMatchObject({ what: "periods", pointer: "/until" });
  });
});

describe("an amount beyond 2^53 smallest steps", () => {
  const huge = "9007199254740992";
  const most = "9007199254740991";
  const deal = { id: "d", due: "1" };
  test.each<[string, (amount: string) => Partial<EvaluationJson>]>([
    ["/targets/1/amount", (amount) => ({ targets: [target(0), target(1, amount)] })],
    ["/deals/0/due", (due) => ({ deals: [{ id: "d", due }] })],
    ["/deals/0/measures/amount", (amount) => ({ deals: [{ ...deal, measures: { amount } }] })],
    [
      "/deals/0/events/0/amount",
      (amount) => ({
        deals: [{ ...deal, events: [{ event: "collection", on: "2026-01-10", amount }] }],
      }),
    ],
    [
      "/figures/0/value",
      (value) => ({ figures: [{ subject: "lin", metric: "revenue", ...year, value }] }),
    ],
    [
      "/forecasts/0/value",
      (value) => ({ forecasts: [{ person: "lin", metric: "revenue", ...year, value }] }),
    ],
    [
      "/boards/0/standings/0/score",
      (score) => ({ boards: [{ key: "b", ...year, standings: [{ person: "lin", score }] }] }),
    ],
    [
      "/peerScores/0/score",
      (score) => ({ peerScores: [{ voter: "a", person: "lin", ...year, score }] }),
    ],
    [
      "/participants/0/variables/0/amount",
      (amount) => ({
        participants: [
          {
            ...LIN,
            variables: [{ key: "base", amount, per: "month", from: year.from, until: null }],
          },
        ],
      }),
    ],
    ["/credits/0/measures/amount", (amount) => ({ credits: [sale(amount)] })],
    [
      "/posted/0/amount",
      (amount) => ({
        posted: [
          {
            ...{ participant: "lin", currency: "CNY", period: "2025-12-01", kind: "cap" as const },
            ...{ component: null, window: "w", origin: "2025-12-01", amount },
          },
        ],
      }),
    ],
  ])("%s", (pointer, make) => {
    const code = "incentives/too_large";
    expect(refused(make(huge))).toEqual({ code, pointer, value: huge, limit: most });
    expect(refused(make(most))).toBe(null);
  });

  test("an opening in fen", () => {
    const openings = [{ participant: "lin", on: "2026-01-01", debt: "90071992547409.92" }];
    expect(refused({ openings })).toMatchObject({
      ...{ code: "incentives/too_large", pointer: "/openings/0/debt" },
    });
  });
});
