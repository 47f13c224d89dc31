// Goal: the company's own limit on deductions, who leads a shared entry, and money that comes before its
// order reach the engine. Method: real D1; each figure worked out beside it.
import { expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import { leadersIn, type LoggedCredit } from "../../workers/payruns/credit.ts";
import { done } from "../targets/team.ts";
import { sale, statement, upTo, world } from "./world.ts";

test("a debt is taken from later pay up to the company's limit, whatever the plan says", async () => {
  const at = await world({ today: "2026-08-10" });
  const limit = { deductionMax: "0.2" };
  const set = await done(at.author.client.patch("/pay-settings", limit, { version: 0 }));
  expect(set.body).toMatchObject({ deductionMax: "0.2", version: 1 });
  const other = { managersSeePay: true };
  const kept = await done(at.author.client.patch("/pay-settings", other, { version: 1 }));
  expect(kept.body).toMatchObject({ deductionMax: "0.2", managersSeePay: true });
  const wrong = await at.author.client.patch(
    "/pay-settings",
    { deductionMax: "1.2" },
    { version: 2 },
  );
  expect(wrong.status).toBe(400);

  await sale(at, "anna", "2026-05-04", "100000.00");
  await upTo(at, "2026-05-01", "lock");
  await done(
    at.api.post("/entries", {
      source: "crm",
      rows: [{ externalId: "anna-2026-05-04", kind: "reversal" }],
    }),
  );
  const june = await upTo(at, "2026-06-01", "lock");
  expect((await statement(at, june, "anna")).statement).toMatchObject({
    pay: "0.00",
    debt: "8000.00",
  });
  await sale(at, "anna", "2026-07-04", "100000.00");
  const july = await upTo(at, "2026-07-01", "calculate");
  // 20 % of 8,000 goes to the debt.
  const shown = await statement(at, july, "anna");
  expect(shown.statement).toMatchObject({ pay: "6400.00", debt: "6400.00" });
  expect(shown).toMatchObject({ recomputed: true, input: { deductionMax: "0.2" } });
});

const credit = (person: string, role: LoggedCredit["role"], owner: string): LoggedCredit => ({
  ...{ seq: 1, line: 1, id: "e", metric: "m", on: day("2026-05-04"), amount: 1, currency: "CNY" },
  ...{ deal: null, kind: "record", source: "crm", externalId: "1", revision: 1, dims: null },
  ...{ recordedAt: 0, owner, person, role, share: "0.5", alone: false },
});

test("a shared entry is led by its own participant, by whatever part they have of it, or by name", () => {
  const said = (...rows: readonly LoggedCredit[]) => rows.map(leadersIn(rows));
  expect(said(credit("a", "direct", "a"), credit("b", "direct", "a"))).toEqual([
    { lead: true },
    {},
  ]);
  expect(
    said(credit("a", "overlay", "a"), credit("a", "direct", "a"), credit("b", "direct", "a")),
  ).toEqual([{}, { lead: true }, {}]);
  expect(said(credit("a", "overlay", "a"), credit("b", "direct", "a"))).toEqual([
    { lead: true },
    {},
  ]);
  const none = [credit("b", "direct", "a"), credit("c", "direct", "a")];
  expect(said(...none)).toEqual([{ leader: "a" }, { leader: "a" }]);
});
