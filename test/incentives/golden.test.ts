// Goal: what was computed once is computed the same for ever, in every zone and order. A hash here
// changes only when a meaning changes; the commit that changes one says which, and why.
import { describe, expect, test } from "vitest";
import { runHash } from "../../workers/incentives/statement-hash.ts";
import { corpus, deal } from "./golden-corpus.ts";
import { eightTen, planOf, statements, world } from "./make.ts";

const HASHES: Record<string, string> = {
  marginal: "4fa572d6840b46fc122844be579d54ab86de797c6a7888eecab867c28598d927",
  retroactive: "ea2f25fb5d8d2c28dcd151a91c5a63cf740fdd5a56ef4331ad4b788a08abdfc5",
  collected: "6c6e7357fc1963220ac36e8e5218424d2bbdc568349a2ad2416109b8d4599151",
  shared: "917a41e3e528dba438e5bc45e1340ff2bc85b6459f3ad2d6c2274f34330cc242",
  relieved: "47ed3a1073dc1b0cdcd3664e8ff95448ad675376ee7cee65a58cbfc96867cee9",
  yen: "b48a3ac244ba5cb08a151a2489bfd7d4667a7fd0a03201de978a123960aa33c9",
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
