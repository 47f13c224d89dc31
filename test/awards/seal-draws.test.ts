// Goal: each period of a rule has its number before it begins, and a period that was over never gets one.
import { describe, expect, test } from "vitest";
import { unsealed } from "../../workers/awards/seal-draws.ts";
import type { KeptRule } from "../../workers/awards/award.ts";
import { GREGORIAN } from "../../workers/calendar/periods.ts";
import { day } from "../../workers/lib/day.ts";
import { id } from "../../workers/lib/id.ts";

const rule = (change: Partial<KeptRule["document"]> = {}, retired = false) => ({
  ...{ id: "a", retired },
  document: {
    ...{ format: "fairlead-award/1", kind: "honour", of: "person", unit: null },
    ...{ name: { zh: "签单王", en: "King" }, gives: { zh: "奖杯", en: "Cup" } },
    basis: { by: "metric", metric: id<"metric">("m"), read: "sum" },
    ...{ window: "month", places: 1, ties: "share", atLeast: null, cooperation: false },
    ...change,
  } as KeptRule["document"],
});
const found = (of: ReturnType<typeof rule>, today: string, sealed: readonly string[] = []) => {
  const there = sealed.map((from) => ({ rule: "a", from: day(from) }));
  const { missing, next } = unsealed([of], GREGORIAN, day(today), there);
  return { missing: missing.map(({ from }) => from), next };
};

describe("which periods get a number", () => {
  // prettier-ignore
  test.each([
    ["a new rule's month and the next",   rule(),                          "2026-03-10", [],                           ["2026-03-01", "2026-04-01"], "2026-04-01"],
    ["a quarter and the next",            rule({ window: "quarter" }),     "2026-03-10", [],                           ["2026-01-01", "2026-04-01"], "2026-04-01"],
    ["the next alone, as a period begins", rule(),                         "2026-04-01", ["2026-03-01", "2026-04-01"], ["2026-05-01"],               "2026-05-01"],
    ["none twice",                        rule(),                          "2026-03-31", ["2026-03-01", "2026-04-01"], [],                           "2026-04-01"],
    ["what waits for a hand, too",        rule({ freezes: "by_hand" }),    "2026-12-31", ["2026-12-01"],               ["2027-01-01"],               "2027-01-01"],
    ["never one that is over",            rule(),                          "2026-04-20", [],                           ["2026-04-01", "2026-05-01"], "2026-05-01"],
    ["none of a retired rule",            rule({}, true),                  "2026-03-10", [],                           [],                           null],
    ["none of teams",                     rule({ of: "unit" }),            "2026-03-10", [],                           [],                           null],
  ] as const)("%s", (_, of, today, sealed, missing, next) => {
    expect(found(of, today, sealed)).toEqual({ missing, next });
  });
});
