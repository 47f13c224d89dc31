// Goal: a correction is paid by one plan: that which the person is on in the first period that is open to
// it. Method: stays and closed periods by hand; every plan asks, one answers.
import { expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import { FOREVER } from "../../workers/lib/interval.ts";
import { type Closed, homeOf } from "../../workers/payruns/posting.ts";

const stay = (plan: string, from: string, until: string = FOREVER) => ({
  ...{ plan, from: day(from), until: day(until) },
});
const closed = (from: string, until: string, cutoff: number): Closed => ({
  ...{ from: day(from), until: day(until), cutoff },
});
const MOVED = [stay("a", "2026-01-01", "2026-06-01"), stay("b", "2026-06-01")];
const MAY = closed("2026-05-01", "2026-06-01", 10);

// prettier-ignore
test.each([
  ["its own period while that is open",         MOVED,             {},                   "a 2026-05-04"],
  ["the next plan once the old one is closed",  MOVED,             { a: [MAY] },         "b 2026-06-01"],
  ["the old plan where its run had read it",    MOVED,             { a: [{ ...MAY, cutoff: 99 }] }, "a 2026-05-04"],
  ["the first open period of the next plan",    MOVED,
    { a: [MAY], b: [closed("2026-06-01", "2026-07-01", 11)] },                           "b 2026-07-01"],
  ["the last plan of who has left",             MOVED.slice(0, 1), { a: [MAY] },         "a 2026-06-01"],
  ["the first plan of who came later",          MOVED.slice(1),    {},                   "b 2026-06-01"],
  ["nothing for who is on no plan",             [],                {},                   "none"],
])("%s", (_, stays, by: Readonly<Record<string, readonly Closed[]>>, expected) => {
  const home = homeOf({ on: day("2026-05-04"), seq: 20 }, stays, (plan) => by[plan] ?? []);
  expect(home ? `${home.plan} ${home.on}` : "none").toBe(expected);
});
