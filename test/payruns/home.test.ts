// Goal: a correction that nobody has paid yet belongs to one plan: that which the person is on in the first
// period that is open to it. Method: stays and first open days by hand; every plan asks, one answers.
import { expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import { FOREVER } from "../../workers/lib/interval.ts";
import { homeOf } from "../../workers/payruns/posting.ts";

const stay = (plan: string, from: string, until: string = FOREVER) => ({
  ...{ plan, from: day(from), until: day(until) },
});
const MOVED = [stay("a", "2026-01-01", "2026-06-01"), stay("b", "2026-06-01")];

// prettier-ignore
test.each([
  ["its own period while that is open",         MOVED,             {},                                     "a 2026-05-04"],
  ["a later open period of the same plan",      MOVED,             { a: "2026-05-16" },                    "a 2026-05-16"],
  ["the next plan once the old one is closed",  MOVED,             { a: "2026-06-01" },                    "b 2026-06-01"],
  ["the first open period of the next plan",    MOVED,             { a: "2026-06-01", b: "2026-07-01" },   "b 2026-07-01"],
  ["the last plan of who has left",             MOVED.slice(0, 1), { a: "2026-06-01" },                    "a 2026-06-01"],
  ["the first plan of who came later",          MOVED.slice(1),    {},                                     "b 2026-06-01"],
  ["nothing for who is on no plan",             [],                {},                                     "none"],
])("%s", (_, stays, open: Readonly<Record<string, string>>, expected) => {
  const openFrom = (plan: string) => (open[plan] === undefined ? null : day(open[plan]));
  const home = homeOf(day("2026-05-04"), stays, openFrom);
  expect(home ? `${home.plan} ${home.on}` : "none").toBe(expected);
});
