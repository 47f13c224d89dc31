// Goal: a long listing of opening balances shows no list by half, and no refusal shows a stored word.
import { expect, test } from "vitest";
import { wholeLists } from "../../workers/payruns/opening-store.ts";
import { payrunRefusals } from "../../workers/payruns/refusals.ts";

const rows = (ids: string) => Array.from(ids).map((id) => ({ id }));

test.each([
  ["aabb", 5, "aabb"],
  ["aaabb", 5, "aaa"],
  ["aaaaa", 5, "aaaaa"],
  ["", 5, ""],
])("of %s read at most %d stay %s", (read, limit, shown) => {
  expect(wholeLists(rows(read), limit)).toEqual(rows(shown));
});

test("a list or a file that cannot be taken says so in words alone", () => {
  for (const code of ["pay_opening/not_now", "pay_run/not_locked"] as const)
    for (const text of [payrunRefusals[code].zh, payrunRefusals[code].en])
      expect(text).not.toMatch(/[{}]/);
});
