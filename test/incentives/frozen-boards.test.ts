// Goal: a prize waits for its board: nothing is paid before it is frozen, not even a floor, and then
// the prize is.
import { expect, test } from "vitest";
import { name, pays, planOf, world } from "./make.ts";

test("a floor of a prize does not come before the prize, and not in its place", () => {
  const plan = planOf({
    ...{ kind: "prize", key: "p", name: name("p"), board: "b", ties: "share" },
    ...{ places: ["500"], floor: "50" },
  });
  const board = { key: "b", from: "2026-01-08", until: "2026-02-15" } as const;
  const boards = [{ ...board, standings: [{ person: "lin", score: "1" }] }];
  expect(pays(world(plan, { until: "2026-04-01", boards }))).toEqual([0, 500, 0]);
});
