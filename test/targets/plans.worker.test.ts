// Goal: a plan runs down the tree with reasons, is changed by hand with a reason, and is published
// as a version that never changes again. Method: the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { sum } from "../../workers/lib/list.ts";
import { parseMinor } from "../../workers/lib/money.ts";
import { newId } from "../../workers/lib/id.ts";
import { shareDraft } from "../../workers/targets/draft.ts";
import { targetStore } from "../../workers/targets/store.ts";
import { apiKey, client, dbOf, member, rows, type Answer } from "../support/world.ts";
import { done, plan, team, type Team } from "./team.ts";

const units = (text: string) => {
  const parsed = parseMinor(text, 2);
  return parsed.ok ? parsed.value : 0n;
};
const readds = (lines: readonly { amount: string }[]) =>
  sum(lines.map(({ amount }) => units(amount)));

/** A plan that has been shared out. */
async function shared(change: Record<string, unknown> = {}): Promise<Team & { at: string }> {
  const world = await team();
  const body = plan(change);
  await done(world.api.post("/plans", body));
  await done(world.api.post(`/plans/${body.id}/allocate`, {}));
  return { ...world, at: `/plans/${body.id}` };
}
async function numbers({ api, ids, at }: Team & { at: string }) {
  const { body } = await done(api.get(at));
  const codes = new Map(Object.entries(ids).map(([code, id]) => [id, code]));
  return Object.fromEntries(
    body.rows.map((row: { subject: string; amount: string }) => [
      codes.get(row.subject),
      row.amount,
    ]),
  );
}
const publish = async ({ api, at }: Team & { at: string }): Promise<Answer> => {
  const { body, headers } = await done(api.get(at));
  const version = Number(headers.get("etag")?.replaceAll('"', ""));
  return await api.post(`${at}/publish`, { draft: body.plan.draft }, { version });
};

describe("sharing a plan out", () => {
  test("last year's proportions run from the company to regions to people, exactly", async () => {
    const world = await shared();
    expect(await numbers(world)).toEqual({
      SALES: "12000000.00",
      EAST: "4800000.00",
      SOUTH: "7200000.00",
      anna: "3600000.00",
      bo: "1200000.00",
      chen: "4800000.00",
      dai: "2400000.00",
    });
  });

  test("history, potential and capability are mixed by weights; a unit is the sum of its people", async () => {
    const world = await team();
    const body = plan({
      factors: [
        { key: "history", weight: "0.5", source: "history" },
        { key: "potential", weight: "0.3", source: "entered" },
        { key: "capability", weight: "0.2", source: "entered" },
      ],
    });
    await done(world.api.post("/plans", body));
    const entered = {
      anna: ["10", "100"],
      bo: ["30", "100"],
      chen: ["20", "100"],
      dai: ["40", "100"],
    };
    const inputs = Object.entries(entered).map(([subject, [potential, capability]]) => ({
      subject,
      values: { potential, capability },
    }));
    const at = `/plans/${body.id}`;
    await done(world.api.post(`${at}/inputs`, { rows: inputs }));
    await done(world.api.post(`${at}/allocate`, {}));
    // East: 0.5 x 0.4 + 0.3 x 0.4 + 0.2 x 0.5 = 0.42.
    expect(await numbers({ ...world, at })).toMatchObject({
      EAST: "5040000.00",
      SOUTH: "6960000.00",
    });
    const { body: card } = await done(world.api.get(`${at}/cards/${world.ids["anna"]}?version=0`));
    expect(card.lines.slice(0, 3).map((line: { key: string }) => line.key)).toEqual([
      "history",
      "potential",
      "capability",
    ]);
    expect(readds(card.lines)).toBe(units(card.number));
  });

  test("the server's numbers are those the browser makes from the same inputs", async () => {
    const world = await shared();
    const { body } = await done(world.api.get(world.at));
    const { amount, rules, metric } = body.plan;
    const { shares } = shareDraft({ amount, rules, scale: metric.scale, rows: body.rows });
    for (const row of body.rows) expect(shares.get(row.subject)?.amount).toBe(units(row.amount));
  });

  test("what cannot be shared out is named, and nothing moves", async () => {
    const world = await shared();
    const bo = `${world.at}/rows/${world.ids["bo"]}`;
    await done(world.api.patch(bo, { min: "99000000" }, { version: 2 }));
    const before = await numbers(world);
    const refused = await world.api.post(`${world.at}/allocate`, {});
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: "plan/cannot_allocate",
        errors: [{ code: "allocation/bounds_too_high", nodeName: "华东", recipients: "bo" }],
      },
    });
    expect(refused.body.errors[0].messages.en).toContain("99000000.00");
    expect(await numbers(world)).toEqual(before);
  });

  test("an all-zero factor is refused where it stands, by name", async () => {
    const world = await team();
    const body = plan({ factors: [{ key: "potential", weight: "1", source: "entered" }] });
    await done(world.api.post("/plans", body));
    const refused = await world.api.post(`/plans/${body.id}/allocate`, {});
    expect(refused.body.errors[0]).toMatchObject({
      code: "allocation/zero_factor",
      factor: "potential",
    });
  });

  test("weights of 0.99, a negative weight and a granularity of 0 are refused with their place", async () => {
    const { api } = await team();
    const ask = async (change: object) => (await api.post("/plans", plan({ ...change }))).body;
    const factor = (weight: string) => ({
      factors: [{ key: "history", weight, source: "history" }],
    });
    expect(await ask(factor("0.99"))).toMatchObject({
      code: "allocation/weights_sum",
      pointer: "/factors",
      facts: { value: "0.99" },
    });
    expect(await ask(factor("-1"))).toMatchObject({ code: "allocation/negative_weight" });
    expect(await ask({ granularity: "0" })).toMatchObject({ code: "allocation/granularity" });
    expect(await ask({ over: "1.5" })).toMatchObject({ code: "plan/over" });
    expect(await ask({ metric: "profit" })).toMatchObject({ code: "target/unknown_metric" });
    expect(await ask({ unit: "NOWHERE" })).toMatchObject({ code: "target/unknown_subject" });
    expect(await ask({ from: "2027-01-01" })).toMatchObject({ code: "target/interval" });
    expect(await ask({ method: { kind: "factor", key: "luck" } })).toMatchObject({
      code: "plan/method",
      pointer: "/method/key",
    });
    expect(await ask({ amount: "1.234" })).toMatchObject({ code: "target/amount" });
  });

  test("a season needs known years: too few are refused, saying so", async () => {
    const world = await team();
    const body = plan({ months: { mode: "history", yearsMin: 2 } });
    await done(world.api.post("/plans", body));
    const refused = await world.api.post(`/plans/${body.id}/allocate`, {});
    expect(refused).toMatchObject({ status: 422, body: { code: "plan/months" } });
  });

  test("a unit that carries nothing gives nothing, whatever its people's factors", async () => {
    const world = await team();
    await done(
      world.api.post("/units", {
        rows: [{ code: "HQ", name: "HQ", kind: "team", parent: "SALES", from: "2024-01-01" }],
      }),
    );
    await done(
      world.api.post("/people", {
        rows: [
          { code: "eve", name: "eve", startsOn: "2024-01-01", unit: "HQ", unitFrom: "2024-01-01" },
        ],
      }),
    );
    const body = plan();
    await done(world.api.post("/plans", body));
    await done(world.api.post(`/plans/${body.id}/allocate`, {}));
    const { body: got } = await done(world.api.get(`/plans/${body.id}`));
    const eve = got.rows.find((row: { code: string }) => row.code === "eve");
    expect(eve.amount).toBe("0.00");
    const card = await done(world.api.get(`/plans/${body.id}/cards/${eve.subject}?version=0`));
    expect(card.body.lines).toEqual([]);
  });
});

describe("changing by hand", () => {
  test("keeps who, when and why, opens a gap, and is locked against sharing out again", async () => {
    const world = await shared();
    const { api, at, ids } = world;
    const path = `${at}/rows/${ids["anna"]}`;
    const change = { amount: "4000000", reason: "takes over the key account" };
    const changed = await done(api.patch(path, change, { version: 2 }));
    expect(changed.body.row).toMatchObject({ amount: "4000000.00", inputs: { locked: true } });
    const card = await done(api.get(`${at}/cards/${ids["anna"]}?version=0`));
    expect(card.body.lines.at(-1)).toMatchObject({
      kind: "manual",
      amount: "400000.00",
      reason: change.reason,
    });
    expect(readds(card.body.lines)).toBe(units("4000000"));

    await done(api.post(`${at}/allocate`, {}));
    expect(await numbers(world)).toMatchObject({
      EAST: "4800000.00",
      anna: "4000000.00",
      bo: "800000.00",
    });
    const after = await done(api.get(`${at}/cards/${ids["anna"]}?version=0`));
    const kinds = after.body.lines.map((line: { kind: string }) => line.kind);
    expect(kinds.filter((kind: string) => kind !== "factor")).toEqual(["manual"]);
    expect(readds(after.body.lines)).toBe(units("4000000"));
  });

  test("needs a reason, a number and the newest version; the top is the plan's own", async () => {
    const { api, at, ids } = await shared();
    const path = `${at}/rows/${ids["anna"]}`;
    const ask = async (change: object, version = 2) => await api.patch(path, change, { version });
    expect((await ask({ amount: "1" })).body).toMatchObject({ code: "plan/reason_missing" });
    expect((await ask({ amount: "1.234", reason: "x" })).body).toMatchObject({
      code: "target/amount",
    });
    expect((await ask({ values: { potential: "-3" } })).body).toMatchObject({
      code: "target/rows",
      errors: [{ pointer: "/values/potential", value: "-3" }],
    });
    const stale = await ask({ amount: "1", reason: "x" }, 1);
    expect(stale).toMatchObject({ status: 412, body: { facts: { yours: 1, current: 2 } } });
    expect((await api.patch(path, { locked: true })).status).toBe(428);
    const top = await api.patch(
      `${at}/rows/${ids["SALES"]}`,
      { amount: "1", reason: "x" },
      { version: 2 },
    );
    expect(top.body).toMatchObject({ code: "plan/top" });
  });

  test("two people can change two recipients at once, and one recipient only once", async () => {
    const { api, at, ids } = await shared();
    const change = (who: string, amount: string) =>
      api.patch(`${at}/rows/${ids[who]}`, { amount, reason: "r" }, { version: 2 });
    const both = await Promise.all([change("anna", "1"), change("chen", "2")]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const same = await Promise.all([change("bo", "1"), change("bo", "2")]);
    expect(new Set(same.map(({ status }) => status))).toEqual(new Set([200, 412]));
  });
});

describe("publishing", () => {
  test("gives every unit and person a target for every month that sums to the year", async () => {
    const world = await shared();
    const published = await publish(world);
    expect(published).toMatchObject({ status: 201, body: { number: 1, targets: 7 * 12 } });
    for (const who of ["SALES", "EAST", "anna"]) {
      const { body } = await done(world.api.get(`/targets?subject=${world.ids[who]}`));
      expect(body.items).toHaveLength(12);
      const year = await numbers(world);
      expect(readds(body.items)).toBe(units(year[who]));
      expect(body.items[0]).toMatchObject({
        from: "2026-01-01",
        until: "2026-02-01",
        planVersion: 1,
      });
    }
  });

  test("publishes only what was looked at, and not twice by one request", async () => {
    const world = await shared();
    const { api, at, ids } = world;
    const seen = await done(api.get(at));
    await done(api.patch(`${at}/rows/${ids["bo"]}`, { amount: "1", reason: "r" }, { version: 2 }));
    const stale = await api.post(`${at}/publish`, { draft: seen.body.plan.draft }, { version: 1 });
    expect(stale).toMatchObject({ status: 412, body: { code: "version/stale" } });
    const draft = (await done(api.get(at))).body.plan.draft;
    const key = newId(Date.now());
    const first = await api.post(`${at}/publish`, { draft }, { version: 1, key });
    const again = await api.post(`${at}/publish`, { draft }, { version: 1, key });
    expect([first.status, again.text]).toEqual([201, first.text]);
  });

  test("rules that changed since must be shared out first", async () => {
    const { api, at } = await shared();
    await done(api.patch(at, { amount: "13000000" }, { version: 1 }));
    const draft = (await done(api.get(at))).body.plan.draft;
    const refused = await api.post(`${at}/publish`, { draft }, { version: 2 });
    expect(refused.body.code).toBe("plan/must_allocate");
  });

  test("a day that already has a target is refused, naming both", async () => {
    const world = await shared();
    const direct = {
      subject: "anna",
      metric: "revenue",
      from: "2026-06-10",
      until: "2026-06-20",
      amount: "5",
    };
    await done(world.api.post("/targets", { rows: [direct] }));
    const refused = await publish(world);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "target/overlap", errors: [{ amount: "5.00", newAmount: "3600000.00" }] },
    });
  });

  test("a second version closes the first; the first is never changed and can be restored", async () => {
    const world = await shared();
    const { api, id, at, ids } = world;
    await done(publish(world));
    const first = await done(api.get(`${at}?version=1`));
    const row = (await done(api.get(at))).body.rows.find(
      (each: { code: string }) => each.code === "bo",
    );
    await done(
      api.patch(
        `${at}/rows/${ids["bo"]}`,
        { amount: "1500000", reason: "grew" },
        { version: row.version },
      ),
    );
    await done(publish(world));

    const { body: diff } = await done(api.get(`${at}/diff?from=1&to=2`));
    expect(diff.items).toMatchObject([{ name: "bo", before: "1200000.00", after: "1500000.00" }]);
    const { body: list } = await done(api.get(`${at}/versions`));
    expect(list.items.map((each: { number: number }) => each.number)).toEqual([2, 1]);
    expect((await done(api.get(`${at}?version=1`))).body.rows).toEqual(first.body.rows);
    // Each row of both versions and each of their pairs once, and a name for each that differs.
    const db = await dbOf(id);
    const { both } = await db.load({ both: targetStore.diff(at.split("/")[2] ?? "", 1, 2) });
    expect(db.meter.read).toBeLessThanOrEqual(3 * both.length + 2 * diff.changed);
    const held = await rows(
      id,
      `SELECT plan_version, count(*) AS n FROM targets
       WHERE tenant = ?1 AND subject = ?2 AND until_seq IS NULL GROUP BY plan_version`,
      ids["bo"] ?? "",
    );
    expect(held).toEqual([{ plan_version: 2, n: 12 }]);

    const { headers } = await done(api.get(at));
    const version = Number(headers.get("etag")?.replaceAll('"', ""));
    await done(api.post(`${at}/restore`, { number: 1 }, { version }));
    expect(await numbers(world)).toMatchObject({ bo: "1200000.00" });
    await done(publish(world));
    const { body } = await done(api.get(`/targets?subject=${ids["bo"]}`));
    expect(readds(body.items)).toBe(units("1200000"));
    for (const sql of [
      "UPDATE plan_rows SET amount = 1 WHERE tenant = ?1 AND number = 1",
      "DELETE FROM plan_rows WHERE tenant = ?1 AND number = 1",
      "UPDATE plan_versions SET hash = '' WHERE tenant = ?1",
    ]) {
      await expect(rows(id, sql)).rejects.toThrow("append_only");
    }
  });

  test("every published card re-adds, and the person who carries the number sees it", async () => {
    const world = await shared({ over: "0.05" });
    await done(publish(world));
    const { api, at, ids } = world;
    for (const who of Object.values(ids)) {
      const { status, body } = await api.get(`${at}/cards/${who}`);
      if (status === 404) continue; // The tenant's own root is not under this plan.
      const set = who === ids["SALES"];
      expect(set ? body.lines : readds(body.lines)).toEqual(set ? [] : units(body.number));
    }
    const anna = await member(world.id, "member", { person: ids["anna"] ?? "" });
    const mine = await done(anna.client.get(`${at}/cards/${ids["anna"]}`));
    expect(mine.body).toMatchObject({ version: 1, parent: { subject: ids["EAST"] } });
    expect(mine.body.months).toHaveLength(12);
    expect((await anna.client.get(`${at}/cards/${ids["bo"]}`)).status).toBe(404);
    expect((await anna.client.get(`${at}/cards/${ids["anna"]}?version=0`)).status).toBe(404);
    expect((await anna.client.get(at)).body.code).toBe("auth/not_allowed");
  });
});

describe("who sees a plan", () => {
  test("a manager sees the part under the own unit, another company nothing", async () => {
    const world = await shared();
    const manager = await member(world.id, "manager", { scopeUnit: world.ids["EAST"] ?? "" });
    const { body } = await done(manager.client.get(world.at));
    expect(body.rows.map((row: { code: string }) => row.code).toSorted()).toEqual([
      "EAST",
      "anna",
      "bo",
    ]);
    const stranger = await team();
    expect((await stranger.api.get(world.at)).status).toBe(404);
    expect((await stranger.api.post(`${world.at}/allocate`, {})).status).toBe(404);
    const reader = client({ authorization: `Bearer ${await apiKey(world.id, ["read"])}` });
    expect((await reader.post(`${world.at}/allocate`, {})).body.code).toBe("auth/not_allowed");
  });
});
