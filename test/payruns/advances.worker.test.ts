// Goal: who is paid a draw at a period's start is known before anything is calculated, and the payroll
// file at its end pays the rest, not all of it again. Method: real D1; sums worked out beside them; a
// joiner, a leaver, a cap of what may be owed, a column map that hides the advance.
import { expect, test } from "vitest";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { newId } from "../../workers/lib/id.ts";
import { rows } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { begin, read, sale, statement, step, TIERED, upTo, type World, world } from "./world.ts";

const draw: NonNullable<PlanJson["draw"]> = {
  ...{ amount: "3000", paid: "advance" as const, recoverable: true },
  after: { kind: "forgiven" },
};
const drawing = (more: Partial<typeof draw> = {}) =>
  world({ document: { ...TIERED, draw: { ...draw, ...more } } });
const advances = async (at: World, run: string) =>
  (await done(at.finance.client.get(`/pay-runs/${run}/advances`))).body;
const take = async (at: World, run: string, what: "advances" | "exports") =>
  await at.finance.client.post(`/pay-runs/${run}/${what}`, {
    id: newId(Date.now()),
    format: "csv",
  });
const toTheLock = async (at: World, run: string) => {
  for (const action of ["calculate", "submit", "approve", "lock"] as const)
    await done(step(at, run, action));
};
/** Cells of a file by the person and the column's title. */
const cellsOf = ({ columns, rows }: { columns: string[]; rows: string[][] }) =>
  Object.fromEntries(
    rows.map((row) => [row[1], Object.fromEntries(columns.map((title, at) => [title, row[at]]))]),
  );

test("the file of the start says who gets what; that of the end pays the rest, and both re-add", async () => {
  const at = await drawing();
  const run = await begin(at, "2026-05-01");
  expect((await read(at, run)).paysInAdvance).toBe(true);
  const start = await advances(at, run);
  expect(start).toMatchObject({ file: "advances-sales-2026-05-01.csv", moved: [], records: [] });
  expect(start.people).toMatchObject([
    { name: "anna", currency: "CNY", amount: "3000.00" },
    { name: "bo", currency: "CNY", amount: "3000.00" },
  ]);
  expect(start.totals.at(0).at(-1)).toBe("6000.00");
  const taken = await done(take(at, run, "advances"));
  expect(taken).toMatchObject({ status: 201, body: { rows: 2, checksum: start.checksum } });
  expect((await advances(at, run)).records).toMatchObject([{ id: taken.body.id, format: "csv" }]);
  // anna: 100,000 at 8 % is 8,000, bo: 1,600 and 1,400 owed.
  await sale(at, "anna", "2026-05-10", "100000.00");
  await sale(at, "bo", "2026-05-10", "20000.00");
  await toTheLock(at, run);
  expect((await read(at, run)).totals).toMatchObject([{ pay: "11000.00", advanced: "6000.00" }]);
  const end = (await done(at.finance.client.get(`/pay-runs/${run}/export`))).body;
  expect(end.hidesAdvances).toBe(false);
  const cells = cellsOf(end);
  const [pay, advanced, due] = ["提成 Commission", "期初已预支 Advanced", "期末应发 Due"];
  expect(cells).toMatchObject({
    anna: { [pay]: "8000.00", [advanced]: "3000.00", [due]: "5000.00" },
    bo: { [pay]: "3000.00", [advanced]: "3000.00", [due]: "0.00" },
  });
  const sums = Object.fromEntries(
    end.columns.map((title: string, column: number) => [title, end.totals[0][column]]),
  );
  expect(sums).toMatchObject({ [pay]: "11000.00", [advanced]: "6000.00", [due]: "5000.00" });
  // The files of a period's pay and of its start are on record apart.
  await done(take(at, run, "exports"));
  expect((await advances(at, run)).records).toHaveLength(1);
  expect((await done(at.finance.client.get(`/pay-runs/${run}/export`))).body.records).toHaveLength(
    1,
  );
});

test("somebody who leaves in the meantime is named with what the file said and what holds", async () => {
  const at = await drawing();
  const run = await begin(at, "2026-05-01");
  await done(take(at, run, "advances"));
  await done(
    at.author.client.post(`/incentive-plans/${at.plan}/members/end`, {
      ...{ people: [at.ids["bo"]], until: "2026-05-16" },
    }),
  );
  const now = await advances(at, run);
  // 15 of 31 days of 3,000.
  expect(now.moved).toMatchObject([{ name: "bo", told: "3000.00", now: "1451.61" }]);
});

test("a leaver who was told stays named: another file and the lock say nothing of what was paid", async () => {
  const at = await drawing();
  const run = await begin(at, "2026-05-01");
  await done(take(at, run, "advances"));
  await done(
    at.author.client.post(`/incentive-plans/${at.plan}/members/end`, {
      ...{ people: [at.ids["bo"]], until: "2026-05-01" },
    }),
  );
  const paid = [{ name: "bo", told: "3000.00", now: "0.00" }];
  await done(take(at, run, "advances"));
  expect((await advances(at, run)).moved).toMatchObject(paid);
  await toTheLock(at, run);
  const closed = await advances(at, run);
  expect(closed.people).toMatchObject([{ name: "anna" }]);
  expect(closed.moved).toMatchObject(paid);
});

test("what may not be owed is not advanced, and open periods before say how much is owed", async () => {
  const at = await drawing({ balanceCap: { amount: "4000", beyond: "not_advanced" } });
  await sale(at, "anna", "2026-05-10", "20000.00");
  const [may, june] = [await begin(at, "2026-05-01"), await begin(at, "2026-06-01")];
  // May is open: anna earns 1,600 and owes 1,400, bo owes 3,000: 2,600 and 1,000 may still be owed.
  const of = async (run: string) =>
    (await advances(at, run)).people.map(({ amount }: { amount: string }) => amount);
  expect([await of(may), await of(june)]).toEqual([
    ["3000.00", "3000.00"],
    ["2600.00", "1000.00"],
  ]);
  await toTheLock(at, may);
  expect(await of(june)).toEqual(["2600.00", "1000.00"]);
});

test("a column map without the advance is told, and what was kept without it is computed again", async () => {
  const at = await drawing();
  const { version } = (await done(at.owner.client.get("/pay-settings"))).body;
  await done(
    at.owner.client.patch(
      "/pay-settings",
      {
        columns: [
          { field: "code", title: "No" },
          { field: "pay", title: "Pay" },
        ],
      },
      { version },
    ),
  );
  const run = await upTo(at, "2026-05-01", "calculate");
  // As statements were kept before the column was there.
  const direct = async (sql: string) => await rows(at.id, sql);
  await direct(`INSERT INTO pay_statements SELECT tenant, run, person, currency, calc + 1, gone, lines,
    awards, earned, pending, payable, pay, base_pay, debt, draw_balance, true_up, pay_date, basis,
    input_hash, result_hash, seq, NULL FROM pay_statements WHERE tenant = ?1`);
  await direct(`INSERT INTO pay_run_bases SELECT tenant, run, calc + 1, n, part FROM pay_run_bases
    WHERE tenant = ?1`);
  await direct("UPDATE pay_runs SET calc = calc + 1 WHERE tenant = ?1");
  for (const action of ["submit", "approve", "lock"] as const) await done(step(at, run, action));
  const file = (await done(at.finance.client.get(`/pay-runs/${run}/export`))).body;
  expect(file.hidesAdvances).toBe(true);
  expect(await advances(at, run)).toMatchObject({
    columns: ["No", "期初预支 Advance"],
    rows: [
      ["anna", "3000.00"],
      ["bo", "3000.00"],
    ],
  });
  expect((await statement(at, run, "anna")).statement).toMatchObject({ advanced: "3000.00" });
});

test.each([["a draw at the end", { paid: "top_up" as const }]])(
  "%s has no file of advances",
  async (_, more) => {
    const at = await drawing(more);
    const run = await begin(at, "2026-05-01");
    expect((await read(at, run)).paysInAdvance).toBe(false);
    for (const answer of [
      await at.finance.client.get(`/pay-runs/${run}/advances`),
      await take(at, run, "advances"),
    ])
      expect([answer.status, answer.body.code]).toEqual([422, "pay_run/no_advances"]);
  },
);
