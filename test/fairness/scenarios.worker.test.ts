// Goal: a way of sharing out can be kept, compared and taken; keeping one moves nothing, taking one
// moves the draft alone, and what was kept never changes.
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { company, member, rows } from "../support/world.ts";
import { done, plan, team, type Team } from "../targets/team.ts";

let at: Team;
let planId: string;
type Row = { subject: string; amount: string; kind: string; version: number; code: string };
const page = async () =>
  (await done(at.api.get(`/plans/${planId}`))).body as {
    plan: {
      version: number;
      draft: number;
      amount: string;
      rules: Readonly<Record<string, unknown>>;
    };
    rows: Row[];
  };
const numbers = (of: readonly Row[]) =>
  Object.fromEntries(of.map(({ code, amount }) => [code, amount]));
const keep = (name: string, body: Record<string, unknown> = {}) =>
  at.api.post(`/plans/${planId}/scenarios`, { id: newId(Date.now()), name, ...body });
const open = async (id: string) =>
  (await done(at.api.get(`/plans/${planId}/scenarios/${id}`))).body;
const even = { factors: [{ key: "headcount", weight: "1", source: "headcount" }] };

beforeAll(async () => {
  at = await team();
  const begun = await done(at.api.post("/plans", plan()));
  planId = begun.body.id;
  expect((await keep("too early")).body.code).toBe("scenario/no_numbers");
  await done(at.api.post(`/plans/${planId}/allocate`));
});

describe("keeping a scenario", () => {
  test("keeps the draft's numbers as they are", async () => {
    const before = await page();
    const saved = await done(keep("By history"));
    expect(saved.status).toBe(201);
    expect(saved.body).toMatchObject({ name: "By history", amount: "12000000.00", recipients: 7 });
    const kept = await open(saved.body.id);
    expect(numbers(kept.rows)).toEqual(numbers(before.rows));
    expect(kept.scenario.rules.factors).toEqual(before.plan.rules.factors);
  });

  test("under other weights shares out for the scenario alone: the draft does not move", async () => {
    const before = await page();
    const saved = await done(keep("Everybody alike", { ...even, amount: "8000000.00" }));
    const kept = await open(saved.body.id);
    expect(numbers(kept.rows)).toMatchObject({
      SALES: "8000000.00",
      EAST: "4000000.00",
      anna: "2000000.00",
    });
    expect(await page()).toEqual(before);
    const months = await rows(
      at.id,
      "SELECT months FROM scenario_rows WHERE tenant = ?1 AND scenario = ?2 AND subject = ?3",
      saved.body.id,
      at.ids["anna"] ?? "",
    );
    expect(
      (JSON.parse(String(months[0]?.["months"])) as number[]).reduce((all, each) => all + each, 0),
    ).toBe(200_000_000);
  });

  test("gives what the plan itself gives under the same rules", async () => {
    const rules = { over: "0.1", granularity: "100", factors: even.factors };
    const saved = await done(keep("Over", rules));
    const { version } = (await page()).plan;
    const copy = await done(
      at.api.post("/plans", plan({ ...rules, name: "same", from: "2026-01-01" })),
    );
    await done(at.api.post(`/plans/${copy.body.id}/allocate`));
    const same = await done(at.api.get(`/plans/${copy.body.id}`));
    expect(numbers((await open(saved.body.id)).rows)).toEqual(numbers(same.body.rows));
    expect(version).toBe((await page()).plan.version);
  });

  test("refuses weights that do not sum to 1, an amount that is none, an id that is taken", async () => {
    const wrong = { factors: [{ key: "history", weight: "0.4", source: "history" }] };
    expect((await keep("w", wrong)).body).toMatchObject({
      code: "allocation/weights_sum",
      pointer: "/factors",
    });
    expect((await keep("w", { amount: "1.234" })).body).toMatchObject({
      code: "target/amount",
      pointer: "/amount",
    });
    const zero = { factors: [{ key: "potential", weight: "1", source: "entered" }] };
    expect((await keep("w", zero)).body.code).toBe("plan/cannot_allocate");
    const id = newId(Date.now());
    await done(keep("once", { id }));
    expect((await keep("twice", { id })).body.code).toBe("scenario/exists");
  });

  test("tells them newest first, and to nobody who does not plan", async () => {
    const { body } = await done(at.api.get(`/plans/${planId}/scenarios`));
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
      "once",
      "Over",
      "Everybody alike",
      "By history",
    ]);
    const rep = await member(at.id, "member");
    expect((await rep.client.get(`/plans/${planId}/scenarios`)).status).toBe(403);
    const manager = await member(at.id, "manager", { scopeUnit: at.ids["EAST"] ?? "" });
    const seen = await done(manager.client.get(`/plans/${planId}/scenarios/${body.items[0].id}`));
    expect(seen.body.rows.map(({ code }: Row) => code).toSorted()).toEqual(["EAST", "anna", "bo"]);
    expect(
      (
        await manager.client.post(`/plans/${planId}/scenarios`, {
          id: newId(Date.now()),
          name: "x",
        })
      ).status,
    ).toBe(403);
    const stranger = await company();
    expect(
      (await stranger.api.get(`/plans/${planId}/scenarios/${body.items[0].id}`)).body.code,
    ).toBe("scenario/not_found");
  });
});

describe("taking a scenario", () => {
  test("makes it the draft: amount, rules, numbers, every row's version counting on", async () => {
    const saved = await done(keep("To be taken", { ...even, amount: "6000000.00" }));
    const before = await page();
    const taken = await done(
      at.api.post(
        `/plans/${planId}/scenarios/${saved.body.id}/draft`,
        {},
        { version: before.plan.version },
      ),
    );
    const after = await page();
    expect(taken.body).toEqual({ draft: before.plan.draft + 1, version: before.plan.version + 1 });
    expect(after.plan).toMatchObject({ ...taken.body, amount: "6000000.00" });
    expect(after.plan.rules).toMatchObject({ ...even, current: true });
    expect(numbers(after.rows)).toEqual(numbers((await open(saved.body.id)).rows));
    const versions = (of: readonly Row[]) => of.map(({ version }) => version);
    expect(versions(after.rows)).toEqual(versions(before.rows).map((version) => version + 1));
  });

  test("can then be published, and sharing it out again gives the same numbers", async () => {
    const before = await page();
    await done(at.api.post(`/plans/${planId}/allocate`));
    const again = await page();
    expect(numbers(again.rows)).toEqual(numbers(before.rows));
    const published = await done(
      at.api.post(
        `/plans/${planId}/publish`,
        { draft: again.plan.draft },
        { version: again.plan.version },
      ),
    );
    expect(published.body.number).toBe(1);
  });

  test("of before is refused when the plan has moved since", async () => {
    const saved = await done(keep("Late"));
    const { version } = (await page()).plan;
    await done(at.api.patch(`/plans/${planId}`, { name: "moved" }, { version }));
    const late = await at.api.post(
      `/plans/${planId}/scenarios/${saved.body.id}/draft`,
      {},
      { version },
    );
    expect(late).toMatchObject({ status: 412, body: { code: "version/stale" } });
  });

  test("twice under one key happens once", async () => {
    const saved = await done(keep("Once"));
    const { version } = (await page()).plan;
    const take = () =>
      at.api.post(
        `/plans/${planId}/scenarios/${saved.body.id}/draft`,
        {},
        { version, key: "one-key-for-both" },
      );
    const [first, second] = [await take(), await take()];
    expect(second.text).toBe(first.text);
    expect((await page()).plan.version).toBe(version + 1);
  });
});

describe("what was kept", () => {
  test("never changes: the tables refuse it", async () => {
    for (const sql of [
      "UPDATE scenarios SET name = 'x' WHERE tenant = ?1",
      "UPDATE scenario_rows SET amount = 1 WHERE tenant = ?1",
      "DELETE FROM scenarios WHERE tenant = ?1",
      "DELETE FROM scenario_rows WHERE tenant = ?1",
    ]) {
      await expect(rows(at.id, sql)).rejects.toThrow(/append_only:scenario/);
    }
  });
});
