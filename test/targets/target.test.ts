// Goal: a day has at most one target, and what a plan has published is changed by publishing alone.
import { describe, expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import { minor } from "../../workers/lib/money.ts";
import { judgeTargets, type Target } from "../../workers/targets/target.ts";

const target = (change: Partial<Target> = {}): Target => ({
  subject: "anna",
  metric: "revenue",
  level: "committed",
  slice: "",
  from: day("2026-01-01"),
  until: day("2026-02-01"),
  amount: minor(100n),
  currency: "CNY",
  plan: null,
  planVersion: null,
  ...change,
});
const kinds = (rows: Target[], stored: Target[], replace = false) =>
  judgeTargets(rows, stored, replace).map(({ kind }) => kind);

describe("what becomes of a target that is to be set", () => {
  const other = target({ amount: minor(90n) });
  const planned = target({ amount: minor(90n), plan: "p", planVersion: 1 });
  const february = target({ from: day("2026-02-01"), until: day("2026-03-01") });
  // prettier-ignore
  test.each<[string, Target[], Target[], boolean, string[]]>([
    ["a free interval is new",                       [target()], [], false, ["new"]],
    ["the next interval is new",                     [target()], [february], false, ["new"]],
    ["another level is new",                         [target({ level: "sprint" })], [other], false, ["new"]],
    ["the same is unchanged",                        [target()], [target()], false, ["unchanged"]],
    ["another amount is refused",                    [target()], [other], false, ["overlap"]],
    ["another amount is changed where that is said", [target()], [other], true, ["changed"]],
    ["a plan's number is never changed so",          [target()], [planned], true, ["overlap"]],
    ["another currency is refused",                  [target({ currency: "USD" })], [target()], true, ["overlap"]],
    ["an overhang is refused",                       [target({ until: day("2026-02-02") })], [february], true, ["overlap"]],
    ["two rows of one list that overlap are refused", [target(), target()], [], true, ["new", "overlap"]],
  ])("%s", (_, rows, stored, replace, expected) => {
    expect(kinds(rows, stored, replace)).toEqual(expected);
  });
});
