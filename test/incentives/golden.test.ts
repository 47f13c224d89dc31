// Goal: what was computed once is computed the same for ever, in every zone and order. A hash here
// changes only when a meaning changes; the commit that changes one says which, and why.
import { describe, expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import { runHash } from "../../workers/incentives/statement-hash.ts";
import { eightTen, flat, planOf, refund, sale, statements, world } from "./make.ts";

const deal = (id: string, amount: string, on: string, change: object = {}) =>
  sale(amount, on, { id, ...change });
const large = deal("large", "1200000", "2026-01-10", { deal: "d1" });
const corpus: Record<string, EvaluationJson> = {
  marginal: world(planOf(eightTen("marginal")), { credits: [large] }),
  retroactive: world(planOf(eightTen("retroactive", { window: "quarter" })), {
    until: "2026-07-01",
    credits: [
      large,
      deal("second", "333333.33", "2026-02-11"),
      { ...refund(large, "-1200000", "2026-04-01"), id: "back" },
    ],
  }),
  collected: world(
    {
      ...planOf(flat("1/3")),
      release: {
        parts: [
          { share: "1/3", on: "earned" },
          { share: "2/3", on: { event: "collection" } },
        ],
      },
      leaver: { unreleased: "forfeited" },
      draw: { amount: "1000", paid: "top_up", recoverable: true, after: { kind: "forgiven" } },
    },
    {
      until: "2026-04-01",
      credits: [deal("c", "1000", "2026-01-05", { deal: "d1" })],
      deals: [
        {
          id: "d1",
          due: "1000",
          events: [{ event: "collection", on: "2026-03-05", amount: "700" }],
        },
      ],
    },
  ),
};

const HASHES: Record<string, string> = {
  marginal: "4fa572d6840b46fc122844be579d54ab86de797c6a7888eecab867c28598d927",
  retroactive: "ea2f25fb5d8d2c28dcd151a91c5a63cf740fdd5a56ef4331ad4b788a08abdfc5",
  collected: "6c6e7357fc1963220ac36e8e5218424d2bbdc568349a2ad2416109b8d4599151",
};

describe("golden corpus", () => {
  test.each(Object.keys(corpus))("%s has its hash", (key) => {
    const json = corpus[key];
    if (!json) throw new Error("a case");
    expect(runHash(statements(json))).toBe(HASHES[key]);
  });

  test("the order of the input changes nothing", () => {
    for (const json of Object.values(corpus)) {
      const turned = { ...json, credits: json.credits?.toReversed() ?? [] };
      expect(runHash(statements(turned))).toBe(runHash(statements(json)));
    }
  });

  test("one fen more is another hash", () => {
    const one = world(planOf(eightTen("marginal")), {
      credits: [deal("a", "100.00", "2026-01-10")],
    });
    const more = world(planOf(eightTen("marginal")), {
      credits: [deal("a", "100.01", "2026-01-10")],
    });
    expect(runHash(statements(one))).not.toBe(runHash(statements(more)));
  });
});
