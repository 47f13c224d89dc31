// Goal: a statement says by how much its figures are others than the attainment page's of the same person,
// metric and days, and that comparison is no part of what was closed. Method: real D1; the page's own
// route is asked for the same figure.
import { expect, test } from "vitest";
import { done } from "../targets/team.ts";
import { sale, statement, TIERED, upTo, type World, world } from "./world.ts";

const days = { from: "2026-05-01", until: "2026-06-01" };
const shownOnPage = async (at: World, person: string) => {
  const query = `subject=${at.ids[person]}&metric=revenue&from=${days.from}&until=${days.until}`;
  const { body } = await done(at.finance.client.get(`/attainment?${query}`));
  return body.figures.actual;
};

test("what came after the cut-off is told with its size, and the closed hash stays", async () => {
  const at = await world();
  await sale(at, "anna", "2026-05-10", "20000.00");
  const run = await upTo(at, "2026-05-01", "lock");
  const closed = await statement(at, run, "anna");
  expect(closed.compared).toMatchObject([
    {
      ...{ line: 0, days, currency: "CNY", metric: { code: "revenue" } },
      ...{ used: "20000", shown: "20000.00", late: "0.00", beside: "0.00", posted: "0" },
    },
  ]);
  await sale(at, "anna", "2026-05-20", "10000.00");
  await sale(at, "anna", "2026-06-02", "7000.00");
  const now = await statement(at, run, "anna");
  expect(now.compared).toMatchObject([{ used: "20000", shown: "30000.00", late: "10000.00" }]);
  expect(now.compared[0].shown).toBe(await shownOnPage(at, "anna"));
  expect([now.hash, now.recomputed]).toEqual([closed.hash, true]);
  // June's true-up pays by all of May, which is what the page shows.
  const june = await statement(at, await upTo(at, "2026-06-01", "calculate"), "anna");
  const may = june.compared.filter(
    (each: { days: { from: string } }) => each.days.from === "2026-05-01",
  );
  expect(may).toMatchObject([{ used: "30000", shown: "30000.00", late: "0.00" }]);
});

test("a shared sale is shown by the part, and late parts in the open window are told as posted", async () => {
  const at = await world({ document: { ...TIERED, late: "current_base" } as typeof TIERED });
  const credits = ["anna", "bo"].map((code) => ({ person: at.ids[code], share: "0.5" }));
  await sale(at, "anna", "2026-05-10", "20000.00", { credits });
  await upTo(at, "2026-05-01", "lock");
  await sale(at, "bo", "2026-05-20", "3000.00");
  await sale(at, "bo", "2026-06-05", "1000.00");
  const june = await statement(at, await upTo(at, "2026-06-01", "calculate"), "bo");
  expect(june.compared).toMatchObject([
    { days: { from: "2026-06-01" }, used: "4000", shown: "1000.00", posted: "3000", late: "0.00" },
  ]);
  expect(await shownOnPage(at, "bo")).toBe("13000.00");
});
