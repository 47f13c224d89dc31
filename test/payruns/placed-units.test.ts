// Goal: the engine is told of a place by its days only where it changed, so that nothing else's input does.
import { expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import { FOREVER } from "../../workers/lib/interval.ts";
import { placesOver } from "../../workers/payruns/placed-units.ts";

const DAYS = { from: day("2026-05-01"), until: day("2026-07-01") };
const places = (...above: readonly (readonly [string, string, string])[]) =>
  placesOver(
    above.map(([code, from, until]) => ({ code, from: day(from), until: day(until) })),
    DAYS,
  );

test("whoever stood above all the time is an id, nearest first", () => {
  expect(places(["EAST", "2024-01-01", FOREVER], ["SALES", "2026-05-01", "2026-07-01"])).toEqual([
    "EAST",
    "SALES",
  ]);
});

test("a move is told with its days within the interval", () => {
  expect(
    places(
      ["A", "2024-01-01", "2026-06-20"],
      ["B", "2026-06-20", FOREVER],
      ["SALES", "2024-01-01", FOREVER],
    ),
  ).toEqual([
    { unit: "A", from: "2026-05-01", until: "2026-06-20" },
    { unit: "B", from: "2026-06-20", until: null },
    "SALES",
  ]);
});

test("moves before and after the interval are no part of it", () => {
  expect(
    places(
      ["OLD", "2024-01-01", "2026-05-01"],
      ["A", "2026-05-01", "2026-07-01"],
      ["NEW", "2026-07-01", FOREVER],
    ),
  ).toEqual(["A"]);
});

test("a unit that comes between moves nobody, and who comes back is told of both stays", () => {
  expect(places(["A", "2026-06-01", FOREVER], ["A", "2024-01-01", "2026-06-01"])).toEqual(["A"]);
  expect(places(["A", "2026-01-01", "2026-05-10"], ["A", "2026-06-10", FOREVER])).toEqual([
    { unit: "A", from: "2026-05-01", until: "2026-05-10" },
    { unit: "A", from: "2026-06-10", until: null },
  ]);
});
