// Goal: a unit that moves leaves the months before it as they were paid. Method: the real Worker on real D1.
import { expect, test } from "vitest";
import { done } from "../targets/team.ts";
import { listed, sale, statement, TIERED, upTo, world } from "./world.ts";

const POOL = {
  ...{ kind: "pool", key: "pool", name: { zh: "奖池", en: "Pool" }, window: "period" },
  ...{ unit: "own_unit", sum: { rate: "1%", metric: "revenue" }, share: "equal" },
};

test("June's run of a team that moved on the 20th pays each head for its own days, and takes nothing of May back", async () => {
  const at = await world({ document: { ...TIERED, components: [POOL] }, people: ["anna", "chen"] });
  const row = { code: "TEAM", name: "Team", kind: "team", parent: "EAST", from: "2024-01-01" };
  await done(at.api.post("/units", { rows: [row] }));
  const erik = { code: "erik", name: "erik", startsOn: "2024-01-01" };
  await done(at.api.post("/people", { rows: [{ ...erik, unit: "TEAM", unitFrom: "2024-01-01" }] }));
  await sale(at, "erik", "2026-05-10", "1000000.00");
  await sale(at, "erik", "2026-06-19", "30000.00");
  await sale(at, "erik", "2026-06-20", "20000.00");
  const may = await upTo(at, "2026-05-01", "pay");
  expect((await listed(at, may)).map(({ pay }) => pay)).toEqual(["10000.00", "0.00"]);
  await done(
    at.api.post("/units", { rows: [{ code: "TEAM", parent: "SOUTH", from: "2026-06-20" }] }),
  );
  const june = await upTo(at, "2026-06-01", "calculate");
  expect((await listed(at, june)).map(({ pay }) => pay)).toEqual(["300.00", "200.00"]);
  const [before, after] = [await statement(at, may, "anna"), await statement(at, june, "anna")];
  expect([before.recomputed, after.recomputed]).toEqual([true, true]);
});
