// Goal: the clock gives awards when a period is over: which, when, and never for days before the rule.
import { describe, expect, test } from "vitest";
import { dueOn, freezesOn, lateOn } from "../../workers/awards/freeze-due.ts";
import type { KeptRule } from "../../workers/awards/award.ts";
import { GREGORIAN } from "../../workers/calendar/periods.ts";
import { day } from "../../workers/lib/day.ts";
import { id } from "../../workers/lib/id.ts";

type Change = Partial<KeptRule["document"]> & {
  readonly madeOn?: string;
  readonly last?: string;
  readonly retired?: boolean;
};
const rule = (name: string, change: Change = {}) => {
  const { madeOn = "2026-03-10", last, retired = false, ...document } = change;
  const madeAt = Date.parse(`${madeOn}T12:00:00Z`);
  return {
    ...{ id: name, code: name, version: 1, retired, sample: false, metric: null, unit: null },
    madeAt,
    last: last === undefined ? null : { from: day(last), until: day(last) },
    document: {
      ...{ format: "fairlead-award/1", kind: "honour", of: "person", unit: null },
      ...{ name: { zh: "签单王", en: "King" }, gives: { zh: "奖杯", en: "Cup" } },
      basis: { by: "metric", metric: id<"metric">("m"), read: "sum" },
      ...{ window: "month", places: 1, ties: "share", atLeast: null, cooperation: false },
      ...document,
    } as KeptRule["document"],
  };
};
const HERE = { zone: "UTC", dayOffset: 0 };
const at = (today: string, ...rules: ReturnType<typeof rule>[]) => {
  const { due, next } = dueOn(rules, GREGORIAN, day(today), HERE);
  return { due: due.map(({ rule: name, from }) => `${name} ${from}`), next };
};

describe("what the clock freezes", () => {
  // prettier-ignore
  test.each([
    ["nothing while the month runs",             "2026-03-31", {},                                      [], "2026-04-01"],
    ["the month on the day after it",            "2026-04-01", {},                                      ["a 2026-03-01"], "2026-05-01"],
    ["the month, however late it looks",         "2026-04-20", {},                                      ["a 2026-03-01"], "2026-05-01"],
    ["nothing that is frozen",                   "2026-04-01", { last: "2026-03-01" },                  [], "2026-05-01"],
    ["nothing from before the rule was made",    "2026-04-01", { madeOn: "2026-04-01" },                [], "2026-05-01"],
    ["some days later, where the rule says so",  "2026-04-03", { freezes: 3 },                          [], "2026-04-04"],
    ["the month when those days are over",       "2026-04-04", { freezes: 3 },                          ["a 2026-03-01"], "2026-05-04"],
    ["nothing that waits for a hand",            "2026-04-01", { freezes: "by_hand" },                  [], null],
    ["nothing of a retired rule",                "2026-04-01", { retired: true },                       [], null],
    ["a quarter at its end",                     "2026-04-01", { window: "quarter" },                   ["a 2026-01-01"], "2026-07-01"],
  ] as const)("is %s", (_, today, change, due, next) => {
    expect(at(today, rule("a", change))).toEqual({ due, next });
  });

  test("is every rule's own, and the next look is the earliest", () => {
    const found = at(
      "2026-04-01",
      rule("a"),
      rule("b", { freezes: 5 }),
      rule("c", { last: "2026-03-01" }),
    );
    expect(found).toEqual({ due: ["a 2026-03-01"], next: "2026-04-06" });
  });

  test("waits for nobody's hand by itself", () => {
    expect(freezesOn(rule("a"), day("2026-04-01"))).toBe("2026-04-01");
    expect(freezesOn(rule("a", { freezes: "by_hand" }), day("2026-04-01"))).toBeNull();
  });

  test("is late from the day after it was due", () => {
    const late = (today: string, change: Change = {}) => [
      ...lateOn([rule("a", change)], GREGORIAN, day(today), HERE).values(),
    ];
    expect(late("2026-04-01")).toEqual([]);
    const march = { rule: "a", from: "2026-03-01", until: "2026-04-01", on: "2026-04-01" };
    expect(late("2026-04-02")).toEqual([march]);
    expect(late("2026-04-02", { last: "2026-03-01" })).toEqual([]);
    expect(late("2026-04-03", { freezes: 3 })).toEqual([]);
  });
});
