// Goal: a closed period stays closed: what comes late enters the first open one, recomputing gives the same
// to the hash, and a deal that is refunded later costs nothing. Method: the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { besideRuns } from "../../workers/awards/beside-runs.ts";
import { sha256 } from "../../workers/lib/hash.ts";
import { newId } from "../../workers/lib/id.ts";
import { auditPay } from "../../workers/payruns/audit-pay.ts";
import { payrunDeps } from "../../workers/payruns/routes.ts";
import { LEASE_MS, runPayJobs } from "../../workers/payruns/run-jobs.ts";
import { rows } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { begin, listed, read, sale, statement, step, TIERED, upTo, world } from "./world.ts";

const deps = payrunDeps(besideRuns);
const breathe = async () => await Promise.resolve();
const auditing = { breathe, tried: async <T>(work: () => Promise<T>) => await work() };
const back = (externalId: string) => ({ source: "crm", rows: [{ externalId, kind: "reversal" }] });

describe("what comes after the lock", () => {
  test("is a true-up line of the first open period; the closed one stays as it was paid", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "900000.00");
    const may = await upTo(at, "2026-05-01", "pay");
    const before = await statement(at, may, "anna");
    await sale(at, "anna", "2026-05-30", "300000.00");
    const june = await upTo(at, "2026-06-01", "calculate");
    const shown = await statement(at, june, "anna");
    // May as known now: 80,000 on the first million and 20,000 above; 72,000 were paid.
    expect(shown.statement).toMatchObject({ pay: "28000.00", trueUp: "28000.00" });
    expect(shown.statement.lines).toMatchObject([
      { trueUp: true, origin: "2026-05-01", amount: "28000.00" },
      { trueUp: false, origin: "2026-06-01", amount: "0.00" },
    ]);
    const after = await statement(at, may, "anna");
    expect([after.hash, after.recomputed]).toEqual([before.hash, true]);
    const { body } = await done(at.finance.client.get(`/pay-runs/${may}/known`));
    expect(body).toMatchObject({
      asClosed: [{ earned: "72000.00" }],
      asKnown: [{ earned: "100000.00" }],
      people: [{ name: "anna", closed: "72000.00", known: "100000.00", gap: "28000.00" }],
      entries: [{ on: "2026-05-30", amount: "300000.00", metric: { code: "revenue" } }],
    });
  });

  test("a deal and its refund in a later period are exactly 0 together", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "1200000.00", { externalId: "big" });
    await upTo(at, "2026-05-01", "pay");
    await done(at.api.post("/entries", back("big")));
    const june = await upTo(at, "2026-06-01", "pay");
    const shown = await statement(at, june, "anna");
    expect(shown.statement).toMatchObject({ earned: "-100000.00", pay: "0.00", debt: "100000.00" });
    const july = await begin(at, "2026-07-01");
    await sale(at, "anna", "2026-07-02", "1000000.00");
    await done(step(at, july, "calculate"));
    // What was owed is taken from what is earned next.
    const next = await statement(at, july, "anna");
    expect(next.statement).toMatchObject({ earned: "80000.00", pay: "0.00", debt: "20000.00" });
  });
});

describe("recomputing", () => {
  test("a locked period is identical, whatever came after it, and the audit finds no difference", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "700000.00");
    await sale(at, "bo", "2026-05-05", "100000.00", {
      credits: [
        { person: "bo", share: "2/3" },
        { person: "chen", share: "1/3" },
      ],
    });
    const may = await upTo(at, "2026-05-01", "lock");
    const hashes = async () => (await listed(at, may)).map(({ hash }) => hash);
    const closed = await hashes();
    await sale(at, "anna", "2026-05-09", "5.00");
    await done(
      at.api.post("/people", {
        rows: [{ code: "anna", unit: "SOUTH", unitFrom: "2026-05-10", position: "AE" }],
      }),
    );
    await upTo(at, "2026-06-01", "calculate");
    expect(await hashes()).toEqual(closed);
    const db = await at.db();
    expect(await auditPay(db, deps, auditing)).toEqual({ more: false, differences: 0 });
    const { body } = await done(at.finance.client.get("/pay-audit"));
    expect(body.items).toMatchObject([{ runs: 2, statements: 4, differences: 0, found: [] }]);
  });

  test("finds what somebody changed beneath us, and names it", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "700000.00");
    const may = await upTo(at, "2026-05-01", "lock");
    // As only a defect or a hand in the database could do it.
    await rows(at.id, "INSERT INTO wiping (tenant, what) VALUES (?1, 'test')");
    await rows(at.id, "DELETE FROM entries WHERE tenant = ?1 AND on_day = '2026-05-04'");
    await rows(at.id, "DELETE FROM wiping WHERE tenant = ?1");
    expect(await auditPay(await at.db(), deps, auditing)).toMatchObject({ differences: 1 });
    const { body } = await done(at.finance.client.get("/pay-audit"));
    expect(body.items[0].found).toEqual([{ run: may, person: at.ids["anna"], currency: "CNY" }]);
    expect(await statement(at, may, "anna")).toMatchObject({ recomputed: false, trace: null });
  });

  test("gives the same hash in whatever order entries arrived", async () => {
    const deals = [
      ["2026-05-04", "700000.00"],
      ["2026-05-04", "200000.00"],
      ["2026-05-20", "500000.00"],
    ] as const;
    const hashes = [];
    for (const order of [deals, deals.toReversed()]) {
      const at = await world({ people: ["anna"] });
      for (const [on, amount] of order)
        await sale(at, "anna", on, amount, { externalId: `${on}-${amount}` });
      const run = await upTo(at, "2026-05-01", "calculate");
      const { statement: shown, trace } = await statement(at, run, "anna");
      hashes.push(JSON.stringify([shown.lines, trace]).replaceAll(String(at.ids["anna"]), "anna"));
    }
    expect(hashes[1]).toBe(hashes[0]);
  });
});

describe("a payroll file", () => {
  test("has the company's columns, sums that re-add, a checksum, and who took it", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "700000.00");
    await sale(at, "bo", "2026-05-05", "123456.78");
    const early = await upTo(at, "2026-05-01", "approve");
    const refused = await at.finance.client.get(`/pay-runs/${early}/export`);
    expect([refused.status, refused.body.code]).toEqual([409, "pay_run/not_locked"]);
    await done(step(at, early, "lock"));
    const columns = [
      { field: "code", title: "Emp" },
      { field: "pay", title: "Amount" },
    ];
    await done(at.author.client.patch("/pay-settings", { columns }, { version: 0 }));
    const { body: taken, status } = await at.finance.client.post(`/pay-runs/${early}/exports`, {
      id: newId(Date.now()),
      format: "csv",
    });
    expect(status).toBe(201);
    // The answer is kept: it has no rows, however many people the file has.
    expect(Object.keys(taken).sort()).toEqual([
      "at",
      "checksum",
      "file",
      "format",
      "id",
      "rows",
      "totals",
    ]);
    expect(taken).toMatchObject({ rows: 2, totals: [["合计 Total", "65876.54"]] });
    const { body } = await done(at.finance.client.get(`/pay-runs/${early}/export`));
    expect(body.checksum).toBe(taken.checksum);
    expect(body).toMatchObject({
      columns: ["Emp", "Amount"],
      rows: [
        ["anna", "56000.00"],
        ["bo", "9876.54"],
      ],
      totals: [["合计 Total", "65876.54"]],
      notAccepted: [{ name: "anna" }, { name: "bo" }],
      records: [{ by: at.finance.account, format: "csv" }],
    });
    expect(await sha256(body.csv)).toBe(body.checksum);
    // The mark is the file's own first bytes: sha256sum of what is saved is what was recorded.
    expect(body.csv).toBe("\ufeffEmp,Amount\r\nanna,56000.00\r\nbo,9876.54\r\n");
    expect(body.records).toHaveLength(1);
    const take = (id: string) =>
      at.finance.client.post(`/pay-runs/${early}/exports`, { id, format: "xlsx" });
    const again = await take(taken.id);
    expect([again.status, again.body.at, again.body.format]).toEqual([201, taken.at, "csv"]);
    await rows(at.id, "UPDATE tenant_here SET epoch = epoch + 1 WHERE tenant = ?1");
    const elsewhere = await take(newId(Date.now()));
    await rows(at.id, "UPDATE tenant_here SET epoch = epoch - 1 WHERE tenant = ?1");
    expect(elsewhere.status, "nothing was written: nothing was taken").toBeGreaterThanOrEqual(500);
    const { records } = (await done(at.finance.client.get(`/pay-runs/${early}/export`))).body;
    expect(records).toHaveLength(1);
  });
});

describe("people", () => {
  test("on leave, on the plan for a part, and of two units are computed from dated rows", async () => {
    const [component] = TIERED.components;
    const at = await world({
      document: {
        ...{ ...TIERED, noTarget: "pays_zero" },
        components: [
          {
            ...component,
            measure: { read: "attainment", metric: "revenue", basis: "whole" },
            tiers: [
              { from: "0", until: "100%", pays: { rate: "5%" }, reach: "own" },
              { from: "100%", until: null, pays: { rate: "10%" }, reach: "own" },
            ],
          },
        ],
      },
      people: ["anna"],
    });
    await done(
      at.api.post("/targets", {
        rows: [
          {
            ...{ subject: at.ids["anna"], metric: "revenue", amount: "310000" },
            ...{ from: "2026-05-01", until: "2026-06-01" },
          },
        ],
      }),
    );
    await done(
      at.author.client.post("/absences", {
        rows: [
          {
            ...{ id: newId(Date.now()), person: at.ids["anna"], kind: "leave" },
            days: { from: "2026-05-11", until: "2026-05-21" },
          },
        ],
      }),
    );
    await sale(at, "anna", "2026-05-04", "310000.00");
    const run = await upTo(at, "2026-05-01", "calculate");
    // 21 of 31 days: the target is 210,000; 5 % up to it and 10 % above.
    const shown = await statement(at, run, "anna");
    expect(shown.statement.pay).toBe("20500.00");
    expect(shown.input.participants[0].leaves).toEqual([
      { from: "2026-05-11", until: "2026-05-21" },
    ]);
    const bad = await at.author.client.post("/absences", {
      rows: [
        {
          ...{ id: newId(Date.now()), person: at.ids["anna"], kind: "relief", factor: "2" },
          days: { from: "2026-05-21", until: "2026-05-11" },
        },
      ],
    });
    expect(bad.status).toBe(422);
    expect(bad.body.errors.map(({ code }: { code: string }) => code)).toEqual([
      "absence/days",
      "absence/factor",
    ]);
  });

  test("see what they have earned in the open period, computed as the run will", async () => {
    const at = await world();
    await sale(at, "anna", "2026-06-04", "100000.00");
    await sale(at, "anna", "2026-07-04", "50000.00");
    const { body } = await done(
      at.finance.client.get(`/people/${at.ids["anna"]}/earnings?input=1`),
    );
    expect(body).toMatchObject({
      period: { from: "2026-07-01", until: "2026-08-01" },
      statements: [
        { period: { from: "2026-07-01" }, pay: "4000.00" },
        { period: { from: "2026-06-01" }, pay: "8000.00" },
        { period: { from: "2026-05-01" }, pay: "0.00" },
      ],
    });
    expect(body.input.credits).toHaveLength(2);
  });
});

describe("a large run", () => {
  test("is calculated by the job, and a job that was cut short begins anew", async () => {
    const at = await world({ people: ["anna"] });
    const codes = Array.from({ length: 320 }, (_, n) => `p${n}`);
    const ids = codes.map(() => newId(Date.now()));
    await done(
      at.api.post("/people", {
        rows: codes.map((code, n) => ({
          ...{ id: ids[n], code, name: code, startsOn: "2024-01-01" },
          ...{ unit: "EAST", unitFrom: "2024-01-01" },
        })),
      }),
    );
    await done(
      at.author.client.post(`/incentive-plans/${at.plan}/members`, {
        from: "2026-05-01",
        people: ids.map((person) => ({ person })),
      }),
    );
    await sale(at, "p7", "2026-05-04", "100000.00");
    const run = await begin(at, "2026-05-01");
    const begun = await step(at, run, "calculate");
    expect([begun.status, begun.body.job]).toMatchObject([202, { state: "running", total: 321 }]);
    const again = await step(at, run, "calculate");
    expect([again.status, again.body.code]).toEqual([409, "pay_run/job_running"]);
    let breaths = 0;
    const cut = async () => {
      breaths += 1;
      if (breaths === 2) throw new Error("killed");
      await Promise.resolve();
    };
    await expect(
      runPayJobs(await at.db(), deps, { breathe: cut, clock: () => Date.now() }),
    ).rejects.toThrow("killed");
    expect(await read(at, run)).toMatchObject({ state: "open", totals: [] });
    await runPayJobs(await at.db(), deps, { breathe, clock: () => Date.now() + 2 * LEASE_MS });
    expect(await read(at, run)).toMatchObject({
      state: "calculated",
      job: null,
      totals: [{ people: 321, pay: "8000.00" }],
    });
  });
});
