// Goal: mail keeps to the company's own clock. Method: moments of several zones, both sides of each bound.
import { describe, expect, test } from "vitest";
import { instant } from "../../workers/lib/instant.ts";
import { digestsAround, midnightOf, quietUntil } from "../../workers/notices/hours.ts";

const utc = (text: string) => instant(Date.parse(`${text}Z`));

describe("quiet hours", () => {
  // prettier-ignore
  test.each([
    ["Shanghai at 20:59",      "Asia/Shanghai",    "2026-11-22T12:59:59", null],
    ["Shanghai at 21:00",      "Asia/Shanghai",    "2026-11-22T13:00:00", "2026-11-23T00:00:00"],
    ["Shanghai at 07:59",      "Asia/Shanghai",    "2026-11-22T23:59:30", "2026-11-23T00:00:00"],
    ["Shanghai at 08:00",      "Asia/Shanghai",    "2026-11-23T00:00:00", null],
    ["New York at midnight",   "America/New_York", "2026-11-22T05:00:00", "2026-11-22T13:00:00"],
    ["Kolkata at half past 7", "Asia/Kolkata",     "2026-11-22T02:00:00", "2026-11-22T02:30:00"],
  ])("%s", (_, zone, now, until) => {
    expect(quietUntil(utc(now), zone)).toBe(until === null ? null : utc(until));
  });
});

test("the daily summary is that of nine in the morning, the last and the next", () => {
  const at = (now: string) => digestsAround(utc(now), "Asia/Shanghai");
  expect(at("2026-11-22T01:00:00")).toEqual({
    last: utc("2026-11-22T01:00:00"),
    next: utc("2026-11-23T01:00:00"),
  });
  expect(at("2026-11-22T00:59:00").next).toBe(utc("2026-11-22T01:00:00"));
});

test("a day begins at the local midnight", () => {
  expect(midnightOf(utc("2026-11-22T04:10:00"), "Asia/Shanghai")).toBe(utc("2026-11-21T16:00:00"));
});
