// Goal: where nothing is converted, a correction of somebody with pay in two currencies is paid once, and
// its run can be locked: on real D1.
import { expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { done } from "../targets/team.ts";
import { listed, read, sale, TIERED, upTo, world } from "./world.ts";

test("a correction beside pay in two currencies is paid in its own, and the run locks", async () => {
  const at = await world({ document: { ...TIERED, rates: { kind: "none" } } });
  await sale(at, "anna", "2026-05-04", "1000.00");
  await sale(at, "anna", "2026-05-05", "500.00", { currency: "USD" });
  const { body } = await done(
    at.finance.client.post("/pay-adjustments", {
      ...{ kind: "correction", id: newId(Date.now()), person: at.ids["anna"], on: "2026-05-10" },
      ...{ currency: "CNY", amount: "120.00", reason: "A demo of May" },
    }),
  );
  await done(at.second.client.post(`/pay-adjustments/${body.id}/approve`, {}));
  const run = await upTo(at, "2026-05-01", "lock");
  expect((await read(at, run)).state).toBe("locked");
  const anna = (await listed(at, run)).filter(({ code }) => code === "anna");
  const paid = anna.map(({ currency, pay }) => `${currency} ${pay}`);
  expect(paid.toSorted()).toEqual(["CNY 200.00", "USD 40.00"]);
}, 60_000);
