// Goal: from what stands in the database follows one next step, so that a job can be killed anywhere.
import { describe, expect, test } from "vitest";
import { IMPORT_STATES } from "../../workers/imports/contract.ts";
import {
  isWhole,
  stepOf,
  undoUntil,
  type Import,
  type ImportState,
} from "../../workers/imports/progress.ts";

const at = (state: ImportState, nextChunk = 0, chunks = 3): Import => ({
  ...{ id: "i", kind: "entries", state, rows: 25, chunks, hash: "h", nextChunk, version: 1 },
  counts: { new: 0, changed: 0, unchanged: 0, rejected: 0 },
  ...{ begunAt: 0, endedAt: null },
});

describe("the next step", () => {
  // prettier-ignore
  test.each([
    ["running",    0, { do: "record", chunk: 0 }],
    ["running",    2, { do: "record", chunk: 2 }],
    ["running",    3, { do: "close", as: "done" }],
    ["undoing",    3, { do: "take_back", chunk: 2 }],
    ["undoing",    0, { do: "close", as: "undone" }],
    ["cancelling", 1, { do: "take_back", chunk: 0 }],
    ["cancelling", 0, { do: "close", as: "cancelled" }],
    ["receiving",  0, { do: "nothing" }],
    ["done",       3, { do: "nothing" }],
    ["dropped",    0, { do: "nothing" }],
  ] as const)("of one that is %s at chunk %i", (state, next, step) => {
    expect(stepOf(at(state, next))).toEqual(step);
  });

  test("brings every import to rest", () => {
    for (const state of IMPORT_STATES) {
      let now = at(state, state === "undoing" ? 3 : 1);
      for (let steps = 0; stepOf(now).do !== "nothing"; steps += 1) {
        expect(steps).toBeLessThan(6);
        const step = stepOf(now);
        if (step.do === "record") now = { ...now, nextChunk: now.nextChunk + 1 };
        if (step.do === "take_back") now = { ...now, nextChunk: now.nextChunk - 1 };
        if (step.do === "close") now = { ...now, state: step.as };
      }
    }
  });
});

describe("an upload is whole", () => {
  const head = (n: number, rows: number) => ({ n, rows, hash: "x" });
  // prettier-ignore
  test.each([
    ["with every chunk and row",  [head(0, 10), head(1, 10), head(2, 5)], true],
    ["never without the last",    [head(0, 10), head(1, 15)],             false],
    ["never with a hole",         [head(0, 10), head(2, 10), head(3, 5)], false],
    ["never with rows missing",   [head(0, 10), head(1, 10), head(2, 4)], false],
    ["never when empty",          [],                                     false],
  ])("%s", (_, heads, whole) => {
    expect(isWhole(at("receiving"), heads)).toBe(whole);
  });
});

test("only finished imports of entries can be taken back, for as many days as are said", () => {
  const done = { ...at("done"), endedAt: 1_000 };
  expect(undoUntil(done, 7)).toBe(1_000 + 7 * 86_400_000);
  expect(undoUntil({ ...done, kind: "people" }, 7)).toBeNull();
  expect(undoUntil({ ...done, state: "undone" }, 7)).toBeNull();
});
