// Goal: a pay period goes from open to paid as the specification says, and every figure of a statement can
// be computed again. Method: the real Worker on real D1; the plan of the specification's own figures.
import { describe, expect, test } from "vitest";
import { evaluateJson } from "../../workers/incentives/evaluate.ts";
import { statementHash } from "../../workers/incentives/statement-hash.ts";
import { done } from "../targets/team.ts";
import { begin, listed, read, sale, statement, step, TIERED, upTo, world } from "./world.ts";

describe("a run", () => {
  test("pays what the plan says, and its trace is computed again from what was stored", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "700000.00", { deal: "d1" });
    await sale(at, "anna", "2026-05-20", "500000.00");
    await sale(at, "bo", "2026-05-07", "800000.00");
    const run = await upTo(at, "2026-05-01", "calculate");
    const long = await read(at, run);
    expect(long).toMatchObject({ state: "calculated", calculation: 1, lockWord: "2026-05" });
    expect(long.totals).toMatchObject([{ currency: "CNY", people: 2, pay: "164000.00" }]);
    const shown = await statement(at, run, "anna");
    expect(shown.statement).toMatchObject({ pay: "100000.00", earned: "100000.00", paid: "0.00" });
    expect(shown.recomputed).toBe(true);
    expect(shown.trace[0].parts.map(({ amount }: { amount: string }) => amount)).toEqual([
      "56000.00",
      "44000.00",
    ]);
    const again = evaluateJson(shown.input);
    expect(again.ok && again.value.statements.map(statementHash)).toEqual([shown.hash]);
    expect(shown.entries).toMatchObject([
      {
        ...{ credit: "crm:anna-2026-05-04", deal: "d1", currency: "CNY", share: "1" },
        metric: { code: "revenue", name: { zh: expect.any(String) } },
      },
      { credit: "crm:anna-2026-05-20", deal: null, role: "direct", dims: {} },
    ]);
  });

  test("goes from open to paid, by two people", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "800000.00");
    const run = await upTo(at, "2026-05-01", "pay");
    const long = await read(at, run);
    expect(long.state).toBe("paid");
    expect(long.approvals).toMatchObject([{ by: at.second.account, void: false, without: null }]);
    expect(await listed(at, run)).toMatchObject([
      { code: "anna", pay: "64000.00", paid: "64000.00", accepted: false },
      { code: "bo", pay: "0.00", flags: ["zero"] },
    ]);
    const { body: periods } = await done(at.finance.client.get(`/pay-periods?plan=${at.plan}`));
    expect(
      periods.items.map(({ from, next }: { from: string; next: { action: string } }) => [
        from,
        next.action,
      ]),
    ).toEqual([
      ["2026-07-01", "begin"],
      ["2026-06-01", "begin"],
      ["2026-05-01", null],
    ]);
  });

  test("splits pay by the tiers of whoever's deal it is", async () => {
    const [component] = TIERED.components;
    const components = [{ ...component, split: { pay: "lead" } }];
    const at = await world({ document: { ...TIERED, components } });
    const halves = ["anna", "bo"].map((person) => ({ person, share: "0.5" }));
    await sale(at, "anna", "2026-05-04", "1200000.00", { credits: halves });
    await sale(at, "bo", "2026-05-05", "1200000.00", { credits: halves });
    const run = await upTo(at, "2026-05-01", "calculate");
    // Each leads one deal of 1,200,000: 100,000 each, and each has half of both. One ladder of both
    // deals would pay 220,000.
    expect(await listed(at, run)).toMatchObject([
      { code: "anna", pay: "100000.00" },
      { code: "bo", pay: "100000.00" },
    ]);
    expect((await statement(at, run, "anna")).recomputed).toBe(true);
  });

  test("of a period waits for the one before", async () => {
    const at = await world();
    const early = await at.finance.client.post("/pay-runs", {
      id: "01980000-0000-7000-8000-000000000001",
      plan: at.plan,
      from: "2026-06-01",
    });
    expect([early.status, early.body.code]).toEqual([409, "pay_run/earlier_open"]);
    await upTo(at, "2026-05-01", "calculate");
    const june = await begin(at, "2026-06-01");
    const refused = await step(at, june, "calculate");
    expect([refused.status, refused.body.code]).toEqual([409, "pay_run/earlier_open"]);
  });
});
