// Goal: a correction of pay is paid exactly once, by one plan, in money the person is paid in, whatever the
// stays, the order of the locks and the currency become. Method: real D1, two plans, both orders of locks.
import { expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { decideCorrection } from "../../workers/disputes/decide-correction.ts";
import { enterCorrection } from "../../workers/disputes/enter-correction.ts";
import { disputeDeps } from "../../workers/disputes/routes.ts";
import { done } from "../targets/team.ts";
import {
  begin,
  listed,
  publishPlan,
  read,
  step,
  TIERED,
  upTo,
  type World,
  world,
} from "./world.ts";

const fresh = () => newId(Date.now());
const code = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];

async function approved(at: World, on: string, change: object = {}): Promise<string> {
  const { body } = await done(
    at.finance.client.post("/pay-adjustments", {
      ...{ kind: "correction", id: fresh(), person: at.ids["anna"], on },
      ...{ currency: "CNY", amount: "120.00", reason: "A demo of May", ...change },
    }),
  );
  await done(at.second.client.post(`/pay-adjustments/${body.id}/approve`, {}));
  return String(body.id);
}

/** Another plan from a day on, with nobody on it; bo makes it have a statement. */
async function otherPlan(at: World, from: string): Promise<World> {
  const plan = fresh();
  const document = { ...TIERED, key: "other", from };
  await done(at.author.client.post("/incentive-plans", { id: plan, document }));
  await publishPlan(at.author.client, plan, from);
  return { ...at, plan };
}

const people = (at: World, ...codes: readonly string[]) =>
  codes.map((each) => ({ person: must(at.ids[each]) }));
const join = async (at: World, from: string, ...codes: readonly string[]) =>
  await done(
    at.author.client.post(`/incentive-plans/${at.plan}/members`, {
      from,
      people: people(at, ...codes),
    }),
  );
const leave = async (at: World, until: string, ...codes: readonly string[]) =>
  await done(
    at.author.client.post(`/incentive-plans/${at.plan}/members/end`, {
      ...{ until, people: codes.map((each) => at.ids[each]) },
    }),
  );
/** What the list says became of each correction: paid by which run, or why by none. */
const became = async (at: World) =>
  (await done(at.finance.client.get("/pay-adjustments"))).body.items.map(
    ({ paid, stranded }: { paid: object | null; stranded: string | null }) => [paid, stranded],
  );
const payOf = async (at: World, run: string) =>
  (await listed(at, run)).find((each) => each.code === "anna")?.pay ?? "none";

test("a correction that was paid is not paid again by a plan that takes the person later", async () => {
  const at = await world();
  await approved(at, "2026-04-10");
  const may = await upTo(at, "2026-05-01", "lock");
  expect(await payOf(at, may)).toBe("120.00");
  expect(await became(at)).toEqual([[{ run: may, from: "2026-05-01", until: "2026-06-01" }, null]]);
  const other = await otherPlan(at, "2026-04-01");
  await join(other, "2026-04-01", "chen");
  await done(
    at.author.client.post(`/incentive-plans/${other.plan}/members`, {
      ...{ from: "2026-04-01", until: "2026-05-01", people: people(at, "anna") },
    }),
  );
  const april = await upTo(other, "2026-04-01", "calculate");
  expect(await payOf(other, april)).toBe("0.00");
});

test("an approved one of somebody who is on no plan is named, and waits for a plan", async () => {
  const at = await world({ people: ["bo"] });
  await approved(at, "2026-05-04");
  expect(await became(at)).toEqual([[null, "no_plan"]]);
  await join(at, "2026-06-01", "anna");
  expect(await became(at)).toEqual([[null, null]]);
});

test("of two plans that both reckon with a correction the first lock pays it, the other calculates again", async () => {
  const at = await world({ people: ["bo", "chen"] });
  const other = await otherPlan(at, "2026-05-01");
  await join(at, "2026-05-01", "anna");
  await approved(at, "2026-05-04");
  const here = await upTo(at, "2026-05-01", "calculate");
  expect(await payOf(at, here)).toBe("120.00");
  // Anna moves to the other plan from the beginning, and its run takes the correction, too.
  await leave(at, "2026-05-01", "anna");
  await join(other, "2026-05-01", "anna");
  const there = await upTo(other, "2026-05-01", "lock");
  expect(await payOf(other, there)).toBe("120.00");
  await done(step(at, here, "submit"));
  expect(code(await step(at, here, "approve"))).toEqual([409, "pay_run/stale_basis"]);
  for (const action of ["calculate", "submit", "approve", "lock"] as const)
    await done(step(at, here, action));
  expect(await payOf(at, here)).toBe("none");
});

test("no order of locks leaves a correction unpaid", async () => {
  const at = await world();
  const other = await otherPlan(at, "2026-06-01");
  await upTo(at, "2026-05-01", "approve");
  await leave(at, "2026-06-01", "anna");
  await join(other, "2026-06-01", "anna");
  // May of the old plan was calculated before the correction was approved: it would still take it.
  await approved(at, "2026-05-04");
  const june = await upTo(other, "2026-06-01", "lock");
  expect(await payOf(other, june)).toBe("0.00");
  const { items } = (await done(at.finance.client.get(`/pay-runs?plan=${at.plan}`))).body;
  await done(step(at, items[0].id, "lock"));
  const july = await begin(other, "2026-07-01");
  await done(step(other, july, "calculate"));
  expect(await payOf(other, july)).toBe("120.00");
});

test("one in other money than the person is paid in by now is named, and gone once taken back", async () => {
  const at = await world({
    document: {
      ...TIERED,
      rates: { kind: "fixed", rates: [{ from: "USD", to: "CNY", rate: "7" }] },
    } as unknown as typeof TIERED,
  });
  const id = await approved(at, "2026-05-04");
  await leave(at, "2026-05-01", "anna");
  await done(
    at.author.client.post(`/incentive-plans/${at.plan}/members`, {
      from: "2026-05-01",
      people: [{ person: at.ids["anna"], terms: { variables: [], currency: "USD" } }],
    }),
  );
  const run = await upTo(at, "2026-05-01", "calculate");
  expect((await read(at, run)).unpaidCorrections).toMatchObject([
    { id, name: "anna", currency: "CNY", amount: "120.00" },
  ]);
  expect(await became(at)).toEqual([[null, "currency"]]);
  const { body } = await done(
    at.finance.client.post("/pay-adjustments", {
      ...{ kind: "reversal", id: fresh(), reverses: id, reason: "entered anew in USD" },
    }),
  );
  await done(at.second.client.post(`/pay-adjustments/${body.id}/approve`, {}));
  await done(step(at, run, "calculate"));
  expect((await read(at, run)).unpaidCorrections).toEqual([]);
  expect(await became(at)).toEqual([
    [null, null],
    [null, null],
  ]);
});

test("one person alone neither enters nor approves once a second account came between load and commit", async () => {
  const at = await world();
  const { body } = await done(
    at.finance.client.post("/pay-adjustments", {
      ...{ kind: "correction", id: fresh(), person: at.ids["anna"], on: "2026-05-04" },
      ...{ currency: "CNY", amount: "120.00", reason: "A demo of May" },
    }),
  );
  // As it was read while one account alone might approve.
  const viewer = {
    ...{ account: at.finance.account, person: must(at.ids["bo"]), today: day("2026-07-10") },
    ...{ alone: true, mayDispute: true, mayResolve: true, mayEnter: true, mayApprove: true },
  };
  const db = await at.db();
  const { kept } = await db.load({ kept: disputeDeps.corrections.correction(body.id) });
  const how = { decision: "approved", note: "" } as const;
  const decided = await decideCorrection(db, disputeDeps, must(kept), how, viewer);
  expect(decided).toMatchObject({ ok: false, error: { code: "pay_adjustment/own_entry" } });
  const own = {
    ...({ kind: "correction", id: fresh(), person: must(at.ids["bo"]) } as const),
    ...{ on: day("2026-05-04"), currency: "CNY", amount: "5.00", reason: "mine" },
  };
  const entered = await enterCorrection(db, disputeDeps, own, viewer);
  expect(entered).toMatchObject({ ok: false, error: { code: "pay_adjustment/own_pay" } });
});
