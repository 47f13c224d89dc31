// Goal: what a company allows, at every edge. Method: a table over months of one year.
import { describe, expect, test } from "vitest";
import { GREGORIAN } from "../../workers/calendar/periods.ts";
import { guardFlaws, type Guards, USUAL_GUARDS } from "../../workers/adjustments/guards.ts";
import { firstOpen, spanOf } from "../../workers/adjustments/span.ts";
import { day } from "../../workers/lib/day.ts";
import { must } from "../../workers/lib/assert.ts";
import { parseRate } from "../../workers/lib/rate.ts";
import { PERIODS } from "./standing.ts";

const earlier = (...days: string[]) =>
  days.map((from, at) => ({ id: `e${at}`, from: day(from), subjects: ["bo"] }));
type Case = {
  first: number;
  part?: string | null;
  guards?: Partial<Guards>;
  before?: string[];
  today?: string;
};
function flaws({ first, part = "0.05", guards = {}, before = [], today = "2027-05-20" }: Case) {
  return guardFlaws({
    guards: { ...USUAL_GUARDS, ...guards },
    rule: GREGORIAN,
    today: day(today),
    periods: PERIODS,
    span: { first, end: 12 },
    sizes: [
      {
        subject: "bo",
        before: 100n,
        delta: 5n,
        part: part === null ? null : must(parseRate(part)),
      },
    ],
    earlier: earlier(...before),
  }).map(({ code }) => code.replace("adjustment/", ""));
}

describe("the guards", () => {
  // prettier-ignore
  test.each([
    ["a period that is over is closed",           { first: 3 }, ["closed_period"]],
    ["the running one is open",                   { first: 4 }, []],
    ["the day a period ends it closes",           { first: 4, today: "2027-06-01" }, ["closed_period"]],
    ["and the day before it does not",            { first: 4, today: "2027-05-31" }, []],
    ["a closed-until day closes what begins before it", { first: 6, guards: { closedUntil: day("2027-07-02") } }, ["closed_period"]],
    ["and nothing that begins on it",             { first: 6, guards: { closedUntil: day("2027-07-01") } }, []],
    ["a year that is over has nothing open",      { first: 11, today: "2028-01-01" }, ["all_closed"]],
    ["exactly the limit is allowed",              { first: 5, part: "10%" }, []],
    ["a hair more is not",                        { first: 5, part: "10.01%" }, ["too_large"]],
    ["downwards as upwards",                      { first: 5, part: "-10.01%" }, ["too_large"]],
    ["nothing to take a part of is too much",     { first: 5, part: null }, ["too_large"]],
    ["a quarter's start has no limit",            { first: 6, part: "300%" }, []],
    ["a limit of 0 leaves quarters alone",        { first: 5, part: "1%", guards: { monthPercentMax: "0" } }, ["too_large"]],
    ["two in the quarter are enough",             { first: 5, before: ["2027-05-01", "2027-06-01"] }, ["too_often"]],
    ["those of another quarter do not count",     { first: 5, before: ["2027-03-01", "2027-08-01", "2027-06-01"] }, []],
    ["formal ones do not count",                  { first: 5, before: ["2027-04-01", "2027-04-01"] }, []],
    ["by the year they all count",                { first: 5, before: ["2027-03-01", "2027-08-01"], guards: { countPer: "year" as const } }, ["too_often"]],
    ["none may be allowed at all",                { first: 5, guards: { monthCountMax: 0 } }, ["too_often"]],
  ])("%s", (_, at: Case, expected) => {
    expect(flaws(at)).toEqual(expected);
  });
});

describe("a span", () => {
  test("begins and ends on the plan's own edges, and names the nearest ones otherwise", () => {
    const at = (from: string, until: string | null = null) =>
      spanOf(PERIODS, { from: day(from), until: until === null ? null : day(until) });
    expect(at("2027-07-01")).toEqual({ ok: true, value: { first: 6, end: 12 } });
    expect(at("2027-07-01", "2027-08-01")).toEqual({ ok: true, value: { first: 6, end: 7 } });
    expect(at("2027-07-15")).toMatchObject({
      error: { pointer: "/from", before: "2027-07-01", after: "2027-08-01" },
    });
    expect(at("2026-07-01")).toMatchObject({
      error: { before: "2027-01-01", after: "2027-01-01" },
    });
    expect(at("2027-07-01", "2027-06-01")).toMatchObject({ error: { pointer: "/until" } });
    expect(at("2027-07-01", "2029-06-01")).toMatchObject({ error: { before: "2028-01-01" } });
  });
  test("of a plan that has not begun is open from its first period", () => {
    expect(firstOpen(PERIODS, day("2026-05-01"), null)).toBe(0);
    expect(firstOpen(PERIODS, day("2028-05-01"), null)).toBe(12);
  });
});
