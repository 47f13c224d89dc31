// Goal: the nightly recomputation sees every statement, goes on where it stopped, tells no difference of a
// run that is calculated meanwhile, and names what broke off. Method: the real step on real D1, cut small.
import { expect, test } from "vitest";
import { besideRuns } from "../../workers/awards/beside-runs.ts";
import { auditPay } from "../../workers/payruns/audit-pay.ts";
import { payrunDeps } from "../../workers/payruns/routes.ts";
import { rows } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { sale, step, upTo, type World, world } from "./world.ts";

const deps = payrunDeps(besideRuns);
const breathe = async () => await Promise.resolve();
const tried = async <T>(work: () => Promise<T>) => await work();
const newest = async (at: World) =>
  (await done(at.finance.client.get("/pay-audit?limit=1"))).body.items[0];

async function twoRuns(): Promise<{ at: World; june: string }> {
  const at = await world();
  await sale(at, "anna", "2026-05-04", "700000.00");
  await upTo(at, "2026-05-01", "lock");
  await sale(at, "bo", "2026-06-04", "100000.00");
  return { at, june: await upTo(at, "2026-06-01", "calculate") };
}

test("goes on where a step stopped, and counts each run and statement once", async () => {
  const { at } = await twoRuns();
  let steps = 0;
  let audited = await auditPay(await at.db(), deps, { breathe, tried, groups: 1 });
  for (; audited.more && steps < 20; steps += 1)
    audited = await auditPay(await at.db(), deps, { breathe, tried, groups: 1 });
  expect(steps).toBeGreaterThan(3);
  expect(audited).toEqual({ more: false, differences: 0 });
  expect(await newest(at)).toMatchObject({ runs: 2, statements: 4, differences: 0 });
  expect(await rows(at.id, "SELECT step FROM pay_audit_work WHERE tenant = ?1")).toEqual([]);
});

test("finds no difference in a run that is calculated again between its reads", async () => {
  const { at, june } = await twoRuns();
  const db = await at.db();
  let isMoved = false;
  const load: typeof db.load = async (reads) => {
    const found = await db.load(reads);
    if ("people" in reads && !isMoved) {
      isMoved = true;
      await sale(at, "anna", "2026-06-09", "5000.00");
      await done(step(at, june, "calculate"));
    }
    return found;
  };
  const audited = await auditPay({ ...db, load }, deps, { breathe, tried });
  expect([isMoved, audited]).toEqual([true, { more: false, differences: 0 }]);
});

test("of two runners one goes on", async () => {
  const { at } = await twoRuns();
  const db = await at.db();
  const slow = async () => {
    await auditPay(await at.db(), deps, { breathe, tried, groups: 1 });
  };
  await auditPay(db, deps, { breathe: slow, tried, groups: 1 });
  const [work] = await rows(at.id, "SELECT step, runs FROM pay_audit_work WHERE tenant = ?1");
  expect(work).toEqual({ step: 1, runs: 1 });
});

test("names everybody of a computation that broke off, and goes on", async () => {
  const { at } = await twoRuns();
  const breaks = async () => await Promise.resolve(null);
  const audited = await auditPay(await at.db(), deps, { breathe, tried: breaks });
  expect(audited).toEqual({ more: false, differences: 4 });
  expect((await newest(at)).found).toHaveLength(4);
});
