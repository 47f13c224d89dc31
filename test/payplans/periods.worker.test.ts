// Goal: a version never cuts a pay period whose run is under way, and no run begins on days that a version
// published meanwhile no longer has. Method: real D1; the two commands interleaved between load and commit.
import { expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { day } from "../../workers/lib/day.ts";
import { beginRun } from "../../workers/payruns/begin-run.ts";
import { payrunDeps } from "../../workers/payruns/routes.ts";
import { payrunStore } from "../../workers/payruns/store.ts";
import { publishPlan } from "../../workers/payplans/publish-plan.ts";
import { publishDeps } from "../../workers/payplans/routes.ts";
import { begin, type World, world } from "../payruns/world.ts";
import { done } from "../targets/team.ts";

const code = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];
const locked = {
  ...{ openFrom: payrunStore.openFrom, isOpenAt: payrunStore.expect.isOpenAt },
  ...{ begun: payrunStore.begun, onlyBegun: payrunStore.expect.onlyBegun },
};

/** The draft pays half-monthly from now on; answers its version. */
async function halfMonthly(at: World): Promise<number> {
  const path = `/incentive-plans/${at.plan}`;
  const { body } = await done(at.author.client.get(path));
  const document = { ...body.plan.document, pay: { every: "half_month" }, change: "restart" };
  await done(at.author.client.patch(path, { document }, { version: body.plan.version }));
  return (await done(at.author.client.get(path))).body.plan.version;
}

test("a version with another pay calendar is refused while a run of other days is begun, naming it", async () => {
  const at = await world();
  const run = await begin(at, "2026-05-01");
  const version = await halfMonthly(at);
  const publish = async (from: string) =>
    await at.author.client.post(`/incentive-plans/${at.plan}/publish`, { from }, { version });
  const refused = await publish("2026-05-01");
  expect(code(refused)).toEqual([409, "payplan/period_begun"]);
  expect(refused.body.errors).toMatchObject([{ code: "payplan/run_begun", run }]);
  expect(code(await publish("2026-05-16"))).toEqual([409, "payplan/period_begun"]);
  await done(publish("2026-06-01"));
});

test("a run that begins while the version is published stops the publication", async () => {
  const at = await world();
  const version = await halfMonthly(at);
  const db = await at.db();
  const facts: ReturnType<typeof publishDeps>["facts"] = async (...asked) => {
    await begin(at, "2026-05-01");
    return await publishDeps(locked).facts(...asked);
  };
  const published = await publishPlan(
    db,
    { ...publishDeps(locked), facts },
    {
      ...{ id: at.plan, version, from: day("2026-05-01"), today: day("2026-07-10") },
      answer: () => null,
    },
  );
  expect(published).toMatchObject({ ok: false, error: { code: "commit/busy" } });
});

test("a run does not begin on days of a version that was replaced between load and commit", async () => {
  const at = await world();
  const version = await halfMonthly(at);
  const db = await at.db();
  const deps = payrunDeps();
  let isPublished = false;
  const load: typeof db.load = async (reads) => {
    const found = await db.load(reads);
    if ("versions" in reads && !isPublished) {
      isPublished = true;
      await done(
        at.author.client.post(
          `/incentive-plans/${at.plan}/publish`,
          { from: "2026-05-01" },
          { version },
        ),
      );
    }
    return found;
  };
  const asked = { id: newId(Date.now()), plan: at.plan, from: day("2026-05-01") };
  const begun = await beginRun({ ...db, load }, deps, asked);
  expect(begun).toMatchObject({ ok: false, error: { code: "commit/busy" } });
});

test("a cap over another length of time begins where both lengths begin", async () => {
  const at = await world();
  const path = `/incentive-plans/${at.plan}`;
  const publish = async (window: string, from: string) => {
    const { plan } = (await done(at.author.client.get(path))).body;
    const level = { cap: { sum: "900", window } };
    const document = { ...plan.document, plan: level, change: "restart" };
    await done(at.author.client.patch(path, { document }, { version: plan.version }));
    const { version } = (await done(at.author.client.get(path))).body.plan;
    return await at.author.client.post(`${path}/publish`, { from }, { version });
  };
  await done(publish("quarter", "2026-04-01"));
  const refused = await publish("period", "2026-05-01");
  expect(code(refused)).toEqual([422, "payplan/flaws"]);
  const cut = { pointer: "/plan/cap/window", code: "payplan/level_cut", until: "2026-07-01" };
  expect(refused.body.errors).toMatchObject([cut]);
  await done(publish("period", "2026-07-01"));
  const longer = await publish("quarter", "2026-08-01");
  expect(longer.body.errors).toMatchObject([{ ...cut, until: "2026-10-01" }]);
  await done(publish("quarter", "2026-10-01"));
});
