// Goal: what is wrong is refused with the reason: approval by the author, edits after the lock, a lock with
// open disputes, a currency without rate, a participant without quota, stale versions. Method: real D1.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { member, rows } from "../support/world.ts";
import { done } from "../targets/team.ts";
import {
  begin,
  listed,
  publishPlan,
  read,
  sale,
  statement,
  step,
  TIERED,
  upTo,
  world,
} from "./world.ts";

const code = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];

/** A company whose owner alone may approve pay. */
async function alone() {
  const at = await world();
  const gone = "UPDATE access SET state = 'left' WHERE tenant = ?1 AND roles = '[\"finance\"]'";
  await rows(at.id, gone);
  return { ...at, finance: at.author, second: at.author };
}

describe("approval", () => {
  test("by whoever edited the plan or submitted the run is refused; a second person may", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "800000.00");
    const run = await upTo(at, "2026-05-01", "submit");
    expect(code(await step(at, run, "approve", at.author))).toEqual([403, "pay_run/own_plan"]);
    expect(code(await step(at, run, "approve", at.finance))).toEqual([403, "pay_run/own_run"]);
    const long = await read({ finance: at.author }, run);
    const { refused } = long.may.find(({ action }: { action: string }) => action === "approve");
    expect(refused.code).toBe("pay_run/own_plan");
    await done(step(at, run, "approve"));
    expect(code(await step(at, run, "approve"))).toEqual([409, "pay_run/not_now"]);
  });

  test("of the own statement waits for a second approver", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "800000.00");
    const paid = await member(at.id, "finance", { person: String(at.ids["anna"]) });
    const run = await upTo(at, "2026-05-01", "submit");
    await done(step(at, run, "approve", paid));
    const half = await read(at, run);
    expect(half).toMatchObject({
      state: "in_review",
      missing: { any: false, statements: [at.ids["anna"]] },
      approvals: [{ without: at.ids["anna"] }],
    });
    expect(code(await step(at, run, "approve", paid))).toEqual([409, "pay_run/signed_already"]);
    await done(step(at, run, "approve"));
    expect((await read(at, run)).state).toBe("approved");
  });

  test("by one person alone, where the company allows it, is kept as such and told", async () => {
    const at = await alone();
    await sale(at, "anna", "2026-05-04", "800000.00");
    await done(
      at.author.client.patch("/pay-settings", { onePersonApproval: true }, { version: 0 }),
    );
    const run = await upTo(at, "2026-05-01", "submit");
    await done(step(at, run, "approve", at.author));
    expect(await read(at, run)).toMatchObject({ state: "approved", onePerson: true });
    expect((await statement(at, run, "anna")).onePerson).toBe(true);
    const [logged] = await rows(
      at.id,
      "SELECT detail FROM commits WHERE tenant = ?1 AND event = 'pay_run/approved'",
    );
    expect(JSON.parse(String(logged?.["detail"]))).toMatchObject({ alone: true });
  });

  test("by one person alone is not switched on where a second account may approve", async () => {
    const at = await world();
    const on = { onePersonApproval: true };
    const refused = await at.author.client.patch("/pay-settings", on, { version: 0 });
    expect(code(refused)).toEqual([409, "pay_settings/not_alone"]);
    const other = { managersSeePay: true };
    await done(at.author.client.patch("/pay-settings", other, { version: 0 }));
  });

  test("by one person alone counts for nothing once a second account may approve", async () => {
    const at = await alone();
    await sale(at, "anna", "2026-05-04", "800000.00");
    const on = { onePersonApproval: true };
    await done(at.author.client.patch("/pay-settings", on, { version: 0 }));
    const run = await upTo(at, "2026-05-01", "submit");
    const second = await member(at.id, "finance");
    const refused = await step(at, run, "approve", at.author);
    expect(code(refused)).toEqual([403, "pay_run/own_plan"]);
    const { may } = await read(at, run);
    const shown = may.find(({ action }: { action: string }) => action === "approve");
    expect(shown.refused.code).toBe("pay_run/own_plan");
    await done(step(at, run, "approve", second));
  });

  test("is void when a recalculation gives another result, and stands when it gives the same", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "800000.00");
    const run = await upTo(at, "2026-05-01", "approve");
    await done(step(at, run, "calculate"));
    expect(await read(at, run)).toMatchObject({ state: "approved", last: null });
    await sale(at, "anna", "2026-05-05", "400000.00");
    await done(step(at, run, "calculate"));
    const moved = await read(at, run);
    expect(moved).toMatchObject({
      state: "calculated",
      calculation: 3,
      approvals: [{ void: true }],
      last: { changed: 1, totals: [{ pay: "64000.00" }] },
      totals: [{ pay: "100000.00" }],
    });
    expect(await listed(at, run)).toMatchObject([
      { code: "anna", pay: "100000.00", last: "64000.00", flags: ["changed"] },
      { code: "bo", last: null },
    ]);
  });

  test("of a result that is no longer the one looked at is refused, and so is a stale version", async () => {
    const at = await world();
    const run = await upTo(at, "2026-05-01", "submit");
    const other = await step(at, run, "approve", at.second, { hash: "0".repeat(64) });
    expect(code(other)).toEqual([409, "pay_run/other_result"]);
    const { hash } = await read(at, run);
    const stale = await at.second.client.post(`/pay-runs/${run}/approve`, { hash }, { version: 1 });
    expect(code(stale)).toEqual([412, "version/stale"]);
  });

  test("before the period is over is refused", async () => {
    const at = await world({ today: "2026-05-20" });
    const run = await upTo(at, "2026-05-01", "calculate");
    expect(code(await step(at, run, "submit"))).toEqual([422, "pay_run/not_over"]);
  });
});

describe("after the lock", () => {
  test("nothing of a run changes, by the API or below it", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "800000.00");
    const run = await upTo(at, "2026-05-01", "approve");
    expect(code(await step(at, run, "lock", at.finance, { word: "yes" }))).toEqual([
      422,
      "pay_run/word",
    ]);
    await done(step(at, run, "lock"));
    for (const action of ["calculate", "submit", "approve", "lock"] as const) {
      const [status, refused] = code(await step(at, run, action));
      expect([action, status]).toEqual([action, 409]);
      expect(refused).toMatch(/^pay_run\/(locked|not_now)$/);
    }
    const direct = (sql: string) => rows(at.id, sql);
    await expect(direct("UPDATE pay_runs SET calc = 9 WHERE tenant = ?1")).rejects.toThrow(
      /append_only/,
    );
    await expect(direct("UPDATE pay_runs SET state = 'open' WHERE tenant = ?1")).rejects.toThrow(
      /append_only/,
    );
    await expect(direct("UPDATE pay_statements SET pay = 1 WHERE tenant = ?1")).rejects.toThrow(
      /append_only/,
    );
    await expect(direct("DELETE FROM pay_statements WHERE tenant = ?1")).rejects.toThrow(
      /append_only/,
    );
    // What it read stays, unless it is calculated again.
    await expect(direct("DELETE FROM pay_run_bases WHERE tenant = ?1")).rejects.toThrow(
      /append_only/,
    );
    await expect(
      direct(`INSERT INTO pay_statements SELECT tenant, run, person, currency, calc + 1, gone, lines,
        awards, earned, pending, payable, pay, base_pay, debt, draw_balance, true_up, pay_date, basis,
        input_hash, result_hash, seq, advanced FROM pay_statements WHERE tenant = ?1`),
    ).rejects.toThrow(/append_only/);
    expect(code(await step(at, run, "pay", at.finance, { on: "2026-05-15" }))).toEqual([
      422,
      "pay_run/pay_day",
    ]);
    await done(step(at, run, "pay"));
    await expect(direct("UPDATE pay_runs SET version = 99 WHERE tenant = ?1")).rejects.toThrow(
      /append_only/,
    );
  });

  test("the plan takes no version into the closed days", async () => {
    const at = await world();
    await upTo(at, "2026-05-01", "lock");
    const { body } = await done(at.author.client.get(`/incentive-plans/${at.plan}`));
    const document = { ...body.plan.document, name: { zh: "新", en: "New" } };
    const { path } = { path: `/incentive-plans/${at.plan}` };
    await done(at.author.client.patch(path, { document }, { version: body.plan.version }));
    const { body: draft } = await done(at.author.client.get(path));
    const refused = await at.author.client.post(
      `${path}/publish`,
      { from: "2026-05-01" },
      { version: draft.plan.version },
    );
    expect(code(refused)).toEqual([409, "payplan/locked"]);
  });
});

describe("a lock", () => {
  test("waits for a new calculation where the plan or its members changed since", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "800000.00");
    const run = await upTo(at, "2026-05-01", "approve");
    const path = `/incentive-plans/${at.plan}`;
    const people = (code: string) => [{ person: at.ids[code] }];
    const later = { from: "2026-06-01", people: people("chen") };
    await done(at.author.client.post(`${path}/members`, later));
    const leaves = { people: [at.ids["bo"]], until: "2026-06-01" };
    await done(at.author.client.post(`${path}/members/end`, leaves));
    const inside = { from: "2026-05-20", people: people("dai") };
    await done(at.author.client.post(`${path}/members`, inside));
    expect(code(await step(at, run, "lock"))).toEqual([409, "pay_run/stale_basis"]);
    for (const action of ["calculate", "submit", "approve"] as const)
      await done(step(at, run, action));
    const { body } = await done(at.author.client.get(path));
    const document = { ...body.plan.document, name: { zh: "新", en: "New" } };
    await done(at.author.client.patch(path, { document }, { version: body.plan.version }));
    await publishPlan(at.author.client, at.plan, "2026-05-01");
    expect(code(await step(at, run, "lock"))).toEqual([409, "pay_run/stale_basis"]);
  });

  test("stands although people join or leave after the period", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "800000.00");
    const run = await upTo(at, "2026-05-01", "approve");
    const path = `/incentive-plans/${at.plan}`;
    const later = { from: "2026-06-01", people: [{ person: at.ids["chen"] }] };
    await done(at.author.client.post(`${path}/members`, later));
    const leaves = { people: [at.ids["bo"]], until: "2026-06-01" };
    await done(at.author.client.post(`${path}/members/end`, leaves));
    await done(step(at, run, "lock"));
  });

  test("waits for open disputes, and names them", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "800000.00");
    const anna = await member(at.id, "member", { person: String(at.ids["anna"]) });
    const run = await upTo(at, "2026-05-01", "approve");
    const { hash } = await statement(at, run, "anna");
    await done(
      anna.client.post("/disputes", {
        ...{ id: newId(Date.now()), run, person: at.ids["anna"], currency: "CNY", hash },
        ...{ pointer: "/lines/0", text: "One deal is missing." },
      }),
    );
    const refused = await step(at, run, "lock");
    expect(code(refused)).toEqual([409, "pay_run/disputed"]);
    expect(refused.body.messages.en).toContain("anna");
  });
});

describe("a calculation", () => {
  test("names everybody who has no quota", async () => {
    const [component] = TIERED.components;
    const measure = { read: "attainment", metric: "revenue", basis: "whole" };
    const tiers = [{ from: "0", until: null, pays: { rate: "5%" }, reach: "own" }];
    const at = await world({
      document: {
        ...{ ...TIERED, noTarget: "pays_zero" },
        components: [{ ...component, measure, tiers }],
      },
    });
    await done(
      at.api.post("/targets", {
        rows: [
          {
            ...{ subject: at.ids["anna"], metric: "revenue", amount: "600000" },
            ...{ from: "2026-05-01", until: "2026-06-01" },
          },
        ],
      }),
    );
    const run = await begin(at, "2026-05-01");
    const refused = await step(at, run, "calculate");
    expect(code(refused)).toEqual([422, "pay_run/flawed"]);
    expect(refused.body.errors).toMatchObject([
      { code: "incentives/quota_missing", person: "bo", id: at.ids["bo"] },
    ]);
    expect(refused.body.errors[0].messages.en).toContain("bo");
  });

  test("of sales in a currency without rate is refused, naming pair and day; a rate mends it", async () => {
    const at = await world({
      document: { ...TIERED, rates: { kind: "day", backDays: 5 } },
    });
    await sale(at, "anna", "2026-05-04", "1000.00", { currency: "USD" });
    const run = await begin(at, "2026-05-01");
    const refused = await step(at, run, "calculate");
    expect(code(refused)).toEqual([422, "pay_run/flawed"]);
    expect(refused.body.errors[0]).toMatchObject({
      ...{ code: "incentives/rate_missing", from: "USD", to: "CNY", on: "2026-05-04" },
    });
    await done(
      at.author.client.post("/pay-rates", {
        rows: [{ from: "USD", to: "CNY", on: "2026-05-01", rate: "7.1" }],
      }),
    );
    await done(step(at, run, "calculate"));
    expect((await statement(at, run, "anna")).statement.pay).toBe("568.00");
  });
});

describe("pay", () => {
  test("is shown to the person and to those who run pay; to managers only where the company says so", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "800000.00");
    const run = await upTo(at, "2026-05-01", "approve");
    const anna = await member(at.id, "member", { person: String(at.ids["anna"]) });
    const bo = await member(at.id, "member", { person: String(at.ids["bo"]) });
    const boss = await member(at.id, "manager", { scopeUnit: String(at.ids["EAST"]) });
    const path = `/pay-runs/${run}/statements/${at.ids["anna"]}`;
    expect((await done(anna.client.get(path))).body.statement.pay).toBe("64000.00");
    expect((await bo.client.get(path)).status).toBe(404);
    expect(code(await boss.client.get(path))).toEqual([403, "pay/hidden"]);
    expect(code(await boss.client.get(`/people/${at.ids["anna"]}/earnings`))).toEqual([
      403,
      "pay/hidden",
    ]);
    await done(at.author.client.patch("/pay-settings", { managersSeePay: true }, { version: 0 }));
    expect((await done(boss.client.get(path))).body.statement.pay).toBe("64000.00");
    expect((await anna.client.get(`/pay-runs/${run}`)).status).toBe(403);
  });
});
