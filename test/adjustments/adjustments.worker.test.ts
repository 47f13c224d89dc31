// Goal: a published target changes only by a request that a second person approved, exactly as it was
// looked at, and everybody affected can read why. Method: the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { readAdjustment } from "../../workers/adjustments/read-adjustment.ts";
import { adjustmentDeps } from "../../workers/adjustments/routes.ts";
import { day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { client, member, rows } from "../support/world.ts";
import { done } from "../targets/team.ts";
import {
  absolute,
  applied,
  approved,
  percent,
  publish,
  request,
  standOn,
  world,
  type World,
} from "./world.ts";

const numbers = async ({ api, plan, ids }: World) => {
  const { body } = await done(api.get(`/plans/${plan}?version=0`));
  const codes = new Map(Object.entries(ids).map(([code, id]) => [id, code]));
  return Object.fromEntries(
    body.rows.map((row: { subject: string; amount: string }) => [
      codes.get(row.subject),
      row.amount,
    ]),
  );
};
/** Targets as they hold now, in smallest steps by month. */
const held = async (tenant: string, subject = "") =>
  (
    await rows(
      tenant,
      `SELECT amount FROM targets WHERE tenant = ?1 AND subject = ?2 AND until_seq IS NULL
       ORDER BY from_day`,
      subject,
    )
  ).map(({ amount }) => Number(amount) / 1_000_000);

const names = (of: { names: readonly { name: string }[] }) =>
  of.names.map(({ name }) => name).toSorted();

describe("a request", () => {
  test("shows its blast radius before anybody asks, and nothing is written", async () => {
    const at = await world();
    const {
      id: _,
      reason: __,
      ...body
    } = request(at, { changes: [percent(at.ids["EAST"], "20%")] });
    const { body: seen } = await done(at.api.post("/adjustments/preview", body));
    expect(seen.radius).toMatchObject({
      ...{ number: 1, from: "2026-07-01", until: "2027-01-01", people: 2, units: 1, guards: [] },
      sizes: [{ name: "华东", before: "2400000.00", delta: "480000.00", part: "0.2" }],
      gaps: [{ name: "Sales", before: "0.00", after: "-480000.00" }],
      pay: { state: "not_configured" },
    });
    expect(
      seen.radius.rows.map((row: { name: string; after: string }) => [row.name, row.after]),
    ).toEqual([
      ["华东", "2880000.00"],
      ["anna", "2160000.00"],
      ["bo", "720000.00"],
    ]);
    expect(seen.radius.rows[1].cells[0]).toEqual({
      ...{ key: "FY2026-M07", before: "300000.00", after: "360000.00" },
    });
    expect(await rows(at.id, "SELECT id FROM adjustments WHERE tenant = ?1")).toEqual([]);
  });

  test("keeps the numbers behind it as the server knows them", async () => {
    const at = await world();
    await done(
      at.api.post("/entries", {
        rows: [
          {
            metric: "revenue",
            person: "anna",
            on: "2026-04-07",
            amount: "400000",
            externalId: "a",
          },
          {
            metric: "revenue",
            person: "anna",
            on: "2026-02-03",
            amount: "50000.50",
            externalId: "b",
          },
        ],
      }),
    );
    const body = request(at, { changes: [percent(at.ids["anna"], "5%")] });
    await done(at.api.post("/adjustments", body));
    const { body: seen } = await done(at.api.get(`/adjustments/${body.id}`));
    expect(seen.basis).toEqual({
      on: "2026-05-20",
      number: 1,
      subjects: [
        {
          subject: at.ids["anna"],
          last: {
            ...{ key: "FY2026-M04", from: "2026-04-01", until: "2026-05-01" },
            ...{ target: "300000.00", actual: "400000.00" },
          },
          toDate: {
            ...{ from: "2026-01-01", until: "2026-05-01" },
            ...{ target: "1200000.00", actual: "450000.50" },
          },
          open: "1800000.00",
          whole: "3600000.00",
        },
      ],
    });
  });

  test("is read without the log: what is sold every day makes it no dearer", async () => {
    const at = await world();
    const body = request(at, { changes: [percent(at.ids["anna"], "5%")] });
    await done(at.api.post("/adjustments", body));
    const cost = async () => {
      const { headers } = await done(at.api.get(`/adjustments/${body.id}`));
      return Number(/read=(\d+)/.exec(headers.get("fairlead-d1") ?? "")?.[1]);
    };
    const before = await cost();
    const days = Array.from(
      { length: 28 },
      (_, each) => `2026-04-${String(each + 1).padStart(2, "0")}`,
    );
    const row = { metric: "revenue", person: "anna", amount: "1" };
    await done(
      at.api.post("/entries", { rows: days.map((on) => ({ ...row, on, externalId: on })) }),
    );
    expect(before).toBeGreaterThan(0);
    expect(await cost()).toBe(before);
  });

  test("goes from asked to applied: a new version, earlier months the same, each with its reason", async () => {
    const at = await world();
    const body = request(at, { changes: [percent(at.ids["EAST"], "20%")], above: "follows" });
    const { body: made } = await applied(at, body);
    expect(made).toMatchObject({ number: 2, adjustment: { state: "applied", missing: 0 } });
    expect(await numbers(at)).toEqual({
      ...{ SALES: "12480000.00", EAST: "5280000.00", SOUTH: "7200000.00" },
      ...{ anna: "3960000.00", bo: "1320000.00", chen: "4800000.00", dai: "2400000.00" },
    });
    expect(await held(at.id, at.ids["anna"])).toEqual([
      30, 30, 30, 30, 30, 30, 36, 36, 36, 36, 36, 36,
    ]);
    // Only what differs was written: June and before are still the first version's targets.
    const versions = await rows(
      at.id,
      `SELECT plan_version, count(*) AS n FROM targets WHERE tenant = ?1 AND until_seq IS NULL
       GROUP BY plan_version`,
    );
    expect(versions).toEqual([
      { plan_version: 1, n: 7 * 6 + 3 * 6 },
      { plan_version: 2, n: 4 * 6 },
    ]);
    const { body: card } = await done(at.api.get(`/plans/${at.plan}/cards/${at.ids["bo"]}`));
    expect(card.lines.at(-1)).toMatchObject({
      kind: "manual",
      amount: "120000.00",
      reason: body.reason,
    });
    expect(card.number).toBe("1320000.00");
  });

  test("everybody affected sees what changed, who asked, why and who approved; others see nothing", async () => {
    const at = await world();
    const anna = await member(at.id, "member", { person: at.ids["anna"] ?? "" });
    const boss = await member(at.id, "manager", {
      scopeUnit: at.ids["EAST"] ?? "",
      person: at.ids["bo"] ?? "",
    });
    const body = request(at, { changes: [percent(at.ids["EAST"], "20%")] });
    await done(boss.client.post("/adjustments", body));
    const path = `/adjustments/${body.id}`;
    await done(at.second.client.post(`${path}/review`, {}, { version: 1 }));
    const { hash } = (await done(at.second.client.get(path))).body.radius;
    await done(at.second.client.post(`${path}/approve`, { hash }, { version: 2 }));
    await done(at.api.post(`${path}/apply`, { hash }, { version: 3 }));
    const { body: mine } = await done(anna.client.get(`/subjects/${at.ids["anna"]}/adjustments`));
    expect(mine.items).toMatchObject([
      {
        ...{
          id: body.id,
          trigger: "last_result",
          reason: body.reason,
          from: "2026-07-01",
          number: 2,
        },
        ...{ part: "below", below: "pro_rata", before: "3600000.00", after: "3960000.00" },
        askedBy: { name: "bo" },
        approvedBy: [{ account: at.second.account }],
      },
    ]);
    expect(mine.items[0].cells).toHaveLength(6);
    expect((await anna.client.get(`/subjects/${at.ids["chen"]}/adjustments`)).status).toBe(404);
    expect((await anna.client.get(path)).status).toBe(403);
    const { body: none } = await done(at.api.get(`/subjects/${at.ids["chen"]}/adjustments`));
    expect(none.items).toEqual([]);
  });

  test("by a manager stays inside the subtree they see", async () => {
    const at = await world();
    const boss = await member(at.id, "manager", { scopeUnit: at.ids["EAST"] ?? "" });
    const outside = request(at, { changes: [percent(at.ids["chen"], "5%")] });
    expect(await boss.client.post("/adjustments", outside)).toMatchObject({
      status: 422,
      body: { code: "adjustment/unknown_subject", pointer: "/changes/0/subject" },
    });
    const theirs = request(at, { changes: [percent(at.ids["chen"], "5%")] });
    await done(at.api.post("/adjustments", theirs));
    const { body: list } = await done(boss.client.get(`/adjustments?plan=${at.plan}`));
    expect(list.items).toEqual([]);
    expect((await boss.client.get(`/adjustments/${theirs.id}`)).status).toBe(404);
    const inside = request(at, { changes: [percent(at.ids["bo"], "5%")], above: "follows" });
    await done(boss.client.post("/adjustments", inside));
    const { body: seen } = await done(boss.client.get(`/adjustments/${inside.id}`));
    expect(seen.radius.rows.map(({ name }: { name: string }) => name)).toEqual(["bo", "华东"]);
    expect(seen.radius.top.name).toBe("华东");
  });

  test("that reaches over two units tells a manager only of their own", async () => {
    const at = await world();
    const heads = (unit: string, amount: string) => ({
      ...{ unit: at.ids[unit], kind: "heads", from: "2026-01-01", until: "2027-01-01", amount },
    });
    await done(at.api.post("/resources", { rows: [heads("EAST", "2"), heads("SOUTH", "2")] }));
    const both = request(at, {
      changes: [percent(at.ids["bo"], "50%"), absolute(at.ids["chen"], "87654")],
      moves: [{ person: at.ids["dai"], to: at.ids["EAST"] }],
    });
    await done(at.api.post("/adjustments", both));
    const boss = await member(at.id, "manager", { scopeUnit: at.ids["EAST"] ?? "" });
    const answer = await done(boss.client.get(`/adjustments/${both.id}`));
    const { adjustment, basis, radius } = answer.body;
    expect(radius.sizes.map(({ name }: { name: string }) => name)).toEqual(["bo"]);
    expect(new Set(radius.resources.map(({ name }: { name: string }) => name))).toEqual(
      new Set(["华东"]),
    );
    expect(basis.subjects.map(({ subject }: { subject: string }) => subject)).toEqual([
      at.ids["bo"],
    ]);
    expect(names(adjustment)).toEqual(["bo", "华东"]);
    expect(adjustment.changes).toHaveLength(1);
    expect(adjustment.moves).toEqual([{ person: at.ids["dai"], to: at.ids["EAST"] }]);
    const { body: list } = await done(boss.client.get(`/adjustments?plan=${at.plan}`));
    expect(list.items.map(names)).toEqual([["bo", "华东"]]);
    for (const text of [answer.text, JSON.stringify(list)]) {
      expect(text).not.toMatch(/chen|华南|"dai"/);
      expect(text).not.toContain(at.ids["chen"]);
      expect(text).not.toContain("87654");
    }
    const { body: whole } = await done(at.api.get(`/adjustments/${both.id}`));
    expect(whole.radius.sizes).toHaveLength(2);
    expect(whole.basis.subjects).toHaveLength(3);
  });

  test("tells of pay only whom the caller sees", async () => {
    const at = await world();
    const both = request(at, {
      changes: [percent(at.ids["bo"], "5%"), percent(at.ids["chen"], "5%")],
    });
    await done(at.api.post("/adjustments", both));
    const deps = adjustmentDeps(async (_, { people }) => {
      const paid = people.map(({ person }) => ({ person, before: "1.00", after: "2.00" }));
      return await Promise.resolve({ state: "known", currency: "CNY", people: paid, left: 0 });
    });
    const bo = at.ids["bo"] ?? "";
    const owner = { reach: "all", scopes: null, person: null, roles: ["owner"] } as const;
    const asked = { id: both.id, today: day("2026-05-20"), reader: () => owner };
    const got = await readAdjustment(await at.db(), deps, { ...asked, seen: () => new Set([bo]) });
    expect(got?.body.radius?.pay).toMatchObject({ people: [{ person: bo }] });
    const all = await readAdjustment(await at.db(), deps, { ...asked, seen: () => null });
    expect(all?.body.radius?.pay).toMatchObject({ people: [{}, {}] });
  });

  test("tells whom it changed of themselves, and of nobody else it named", async () => {
    const at = await world();
    const both = request(at, {
      changes: [percent(at.ids["bo"], "5%"), percent(at.ids["chen"], "5%")],
      moves: [{ person: at.ids["dai"], to: at.ids["EAST"] }],
    });
    await applied(at, both);
    const told = async (who: string) => {
      const own = await member(at.id, "member", { person: at.ids[who] ?? "" });
      const { body } = await done(own.client.get(`/subjects/${at.ids[who]}/adjustments`));
      return body.items.map(names);
    };
    expect(await told("chen")).toEqual([["chen"]]);
    expect(await told("dai")).toEqual([["dai", "华东"]]);
  });
});

describe("a second person", () => {
  test("decides: never whoever asked, not even through a key of their own", async () => {
    const at = await world();
    const body = request(at, { changes: [percent(at.ids["bo"], "5%")] });
    await done(at.second.client.post("/adjustments", body));
    const path = `/adjustments/${body.id}`;
    const own = await at.second.client.post(`${path}/review`, {}, { version: 1 });
    expect(own).toMatchObject({ status: 403, body: { code: "adjustment/own_request" } });
    expect(own.body.messages.zh).toContain("另一个人");
    const key = newId(Date.now());
    const { body: made } = await done(
      at.second.client.post("/keys", { id: key, name: "mine", scopes: ["read", "write", "admin"] }),
    );
    const bearer = client({ authorization: `Bearer ${made.key}` });
    expect((await bearer.post(`${path}/review`, {}, { version: 1 })).body.code).toBe(
      "adjustment/own_request",
    );
    await done(at.api.post(`${path}/review`, {}, { version: 1 }));
    const { hash } = (await done(bearer.get(path))).body.radius;
    expect((await bearer.post(`${path}/approve`, { hash }, { version: 2 })).body.code).toBe(
      "adjustment/own_request",
    );
    expect((await bearer.post(`${path}/reject`, { note: "no" }, { version: 2 })).body.code).toBe(
      "adjustment/own_request",
    );
  });

  test("is everyone who was named, and nobody else", async () => {
    const at = await world();
    const third = await member(at.id, "admin");
    const body = request(at, {
      changes: [percent(at.ids["bo"], "5%")],
      approvers: [at.second.account, third.account],
    });
    await done(at.api.post("/adjustments", body));
    const path = `/adjustments/${body.id}`;
    await done(at.second.client.post(`${path}/review`, {}, { version: 1 }));
    const { hash } = (await done(third.client.get(path))).body.radius;
    const stranger = await at.owner.client.post(`${path}/approve`, { hash }, { version: 2 });
    expect(stranger.body.code).toBe("adjustment/not_asked");
    const one = await done(third.client.post(`${path}/approve`, { hash }, { version: 2 }));
    expect(one.body).toMatchObject({ state: "in_review", missing: 1 });
    const again = await third.client.post(`${path}/approve`, { hash }, { version: 3 });
    expect(again.body.code).toBe("adjustment/signed_already");
    const early = await at.api.post(`${path}/apply`, { hash }, { version: 3 });
    expect(early).toMatchObject({ status: 409, body: { code: "adjustment/not_now" } });
    const two = await done(at.second.client.post(`${path}/approve`, { hash }, { version: 3 }));
    expect(two.body).toMatchObject({ state: "approved", missing: 0 });
    await done(at.api.post(`${path}/apply`, { hash }, { version: 4 }));
  });

  test("cannot be somebody who may not decide, or oneself", async () => {
    const at = await world();
    const rep = await member(at.id, "member");
    for (const [who, by] of [
      [rep.account, at.owner.client],
      [at.owner.account, at.owner.client],
      [newId(Date.now()), at.owner.client],
    ] as const) {
      const body = request(at, { changes: [percent(at.ids["bo"], "5%")], approvers: [who] });
      const refused = await by.post("/adjustments", body);
      expect(refused.body).toMatchObject({ code: "adjustment/approver", pointer: "/approvers/0" });
    }
    expect((await rep.client.post("/adjustments", request(at))).status).toBe(403);
  });

  test("says why when it is no; whoever asked can take it back; what is over stays over", async () => {
    const at = await world();
    const body = request(at, { changes: [percent(at.ids["bo"], "5%")] });
    await done(at.api.post("/adjustments", body));
    const path = `/adjustments/${body.id}`;
    const { client: other } = at.second;
    expect((await other.post(`${path}/reject`, { note: " " }, { version: 1 })).body.code).toBe(
      "adjustment/note_missing",
    );
    expect((await other.post(`${path}/withdraw`, {}, { version: 1 })).body.code).toBe(
      "adjustment/not_yours",
    );
    const no = await done(other.post(`${path}/reject`, { note: "not in Q3" }, { version: 1 }));
    expect(no.body).toMatchObject({
      state: "rejected",
      steps: [{}, { kind: "rejected", note: "not in Q3" }],
    });
    const late = await at.api.post(`${path}/withdraw`, {}, { version: 2 });
    expect(late).toMatchObject({ status: 409, body: { code: "adjustment/not_now" } });
    const second = request(at, { changes: [percent(at.ids["bo"], "5%")] });
    await done(at.api.post("/adjustments", second));
    const back = await done(at.api.post(`/adjustments/${second.id}/withdraw`, {}, { version: 1 }));
    expect(back.body.state).toBe("withdrawn");
  });
});

describe("an approval", () => {
  test("is of one blast radius: when the plan moves it is void and the difference is shown", async () => {
    const at = await world();
    const late = request(at, { changes: [percent(at.ids["EAST"], "20%")] });
    const hash = await approved(at, late);
    await applied(
      at,
      request(at, {
        changes: [absolute(at.ids["bo"], "60000")],
        above: "follows",
        from: "2026-10-01",
      }),
    );
    const path = `/adjustments/${late.id}`;
    const refused = await at.api.post(`${path}/apply`, { hash }, { version: 3 });
    expect(refused).toMatchObject({ status: 409, body: { code: "adjustment/other_radius" } });
    const { body: seen } = await done(at.second.client.get(path));
    expect(seen.adjustment).toMatchObject({ state: "in_review", missing: 1 });
    expect(seen.adjustment.steps.at(-1)).toMatchObject({ kind: "approved", holds: false });
    expect(seen.drift).toContainEqual({
      ...{ subject: at.ids["bo"], name: "bo", nameEn: null, key: "FY2026-M10" },
      was: { before: "100000.00", after: "120000.00" },
      now: { before: "120000.00", after: "144000.00" },
    });
    const again = { hash: seen.radius.hash };
    await done(at.second.client.post(`${path}/approve`, again, { version: 3 }));
    await done(at.api.post(`${path}/apply`, again, { version: 4 }));
  });

  test("of what moved elsewhere still counts", async () => {
    const at = await world();
    const body = request(at, { changes: [percent(at.ids["anna"], "20%")] });
    const hash = await approved(at, body);
    await applied(at, request(at, { changes: [percent(at.ids["chen"], "5%")] }));
    await done(at.api.post(`/adjustments/${body.id}/apply`, { hash }, { version: 3 }));
  });

  test("of another hash than the one of now is refused", async () => {
    const at = await world();
    const body = request(at, { changes: [percent(at.ids["anna"], "20%")] });
    await done(at.api.post("/adjustments", body));
    const path = `/adjustments/${body.id}`;
    await done(at.second.client.post(`${path}/review`, {}, { version: 1 }));
    const guess = await at.second.client.post(
      `${path}/approve`,
      { hash: "0".repeat(64) },
      { version: 2 },
    );
    expect(guess.body.code).toBe("adjustment/other_radius");
  });

  test("on a stale version is 412 with both; twice under one key is one", async () => {
    const at = await world();
    const body = request(at, { changes: [percent(at.ids["anna"], "20%")] });
    const key = newId(Date.now());
    const first = await done(at.api.post("/adjustments", body, { key }));
    const twin = await done(at.api.post("/adjustments", body, { key }));
    expect(twin.text).toBe(first.text);
    expect((await at.api.post("/adjustments", body)).body.code).toBe("adjustment/exists");
    const path = `/adjustments/${body.id}`;
    await done(at.second.client.post(`${path}/review`, {}, { version: 1 }));
    const stale = await at.second.client.post(`${path}/review`, {}, { version: 1 });
    expect(stale).toMatchObject({
      status: 412,
      body: { code: "version/stale", facts: { yours: 1, current: 2 } },
    });
    expect((await at.second.client.post(`${path}/review`, {})).status).toBe(428);
    const { hash } = (await done(at.second.client.get(path))).body.radius;
    const both = await Promise.all(
      [1, 2].map(() => at.second.client.post(`${path}/approve`, { hash }, { version: 2 })),
    );
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });
});

describe("the draft", () => {
  const drafted = async ({ api, plan }: World, who: string) => {
    const { items } = (await done(api.get(`/plans/${plan}/grid`))).body;
    return items.find(({ code }: { code: string }) => code === who);
  };

  test("keeps unpublished work: applying over it is refused by name, with what would do", async () => {
    const at = await world();
    const body = request(at, { changes: [percent(at.ids["EAST"], "20%")] });
    const hash = await approved(at, body);
    const { subject, version } = await drafted(at, "bo");
    const row = { amount: "1300000", reason: "a new account" };
    await done(at.api.patch(`/plans/${at.plan}/rows/${subject}`, row, { version }));
    const apply = () => at.api.post(`/adjustments/${body.id}/apply`, { hash }, { version: 3 });
    const refused = await apply();
    expect(refused).toMatchObject({ status: 409, body: { code: "adjustment/draft_differs" } });
    expect(refused.body.messages.en).toMatch(/unpublished work on .*bo.*restore version 1/);
    expect(refused.body.messages.zh).toMatch(/bo.*尚未发布的改动.*请先发布草稿.*第 1 版/);
    expect((await drafted(at, "bo")).amount).toBe("1300000.00");
    const { body: plan, headers } = await done(at.api.get(`/plans/${at.plan}`));
    expect(plan.plan.published).toBe(1);
    const restoring = { version: Number(headers.get("etag")?.replaceAll('"', "")) };
    await done(at.api.post(`/plans/${at.plan}/restore`, { number: 1 }, restoring));
    await done(apply());
    expect(await numbers(at)).toMatchObject({ EAST: "5280000.00", bo: "1320000.00" });
  });

  test("of somebody the change does not touch may hold anything, and keeps it", async () => {
    const at = await world();
    const { subject, version } = await drafted(at, "chen");
    const row = { min: "1000000", reason: "a floor" };
    await done(at.api.patch(`/plans/${at.plan}/rows/${subject}`, row, { version }));
    await applied(at, request(at, { changes: [percent(at.ids["bo"], "20%")] }));
    expect((await drafted(at, "chen")).version).toBe(version + 1);
  });

  test("stays as it is while it is being agreed on: applying waits for the round", async () => {
    const at = await world();
    const body = request(at, { changes: [percent(at.ids["bo"], "20%")] });
    const hash = await approved(at, body);
    const round = { id: newId(Date.now()), deadline: "2099-12-31" };
    await done(at.api.post(`/plans/${at.plan}/rounds`, round));
    const refused = await at.api.post(`/adjustments/${body.id}/apply`, { hash }, { version: 3 });
    expect(refused).toMatchObject({ status: 409, body: { code: "plan/round_open" } });
    expect(refused.body.messages.zh).toContain("请先结束该轮协商");
    expect(refused.body.messages.en).toContain("2099-12-31");
    expect((await drafted(at, "bo")).amount).toBe("1200000.00");
    expect(await held(at.id, at.ids["bo"])).toEqual(Array.from({ length: 12 }, () => 10));
  });
});

describe("the company's guards", () => {
  test("refuse closed periods, too much and too often between quarters, with what would do", async () => {
    const at = await world();
    const refuse = async (change: Record<string, unknown>) => {
      const answer = await at.api.post("/adjustments", request(at, change));
      expect(answer).toMatchObject({ status: 422, body: { code: "adjustment/guards" } });
      return answer.body.errors[0];
    };
    const closed = await refuse({ changes: [percent(at.ids["bo"], "5%")], from: "2026-04-01" });
    expect(closed).toMatchObject({
      code: "adjustment/closed_period",
      value: "FY2026-M04",
      open: "FY2026-M05",
    });
    expect(closed.messages.en).toContain("2026-05-01");
    expect(closed.messages.zh).toContain("FY2026-M04");
    const large = await refuse({ changes: [percent(at.ids["bo"], "-10.1%")], from: "2026-06-01" });
    expect(large).toMatchObject({
      code: "adjustment/too_large",
      value: "-10.1%",
      most: "10%",
      formal: "2026-07-01",
    });
    expect(large.messages.en).toContain("bo would move by -10.1%");
    for (const size of ["1%", "2%"]) {
      await done(
        at.api.post(
          "/adjustments",
          request(at, { changes: [percent(at.ids["bo"], size)], from: "2026-06-01" }),
        ),
      );
    }
    const often = await refuse({ changes: [percent(at.ids["bo"], "3%")], from: "2026-05-01" });
    expect(often).toMatchObject({ code: "adjustment/too_often", value: "2", window: "FY2026-Q2" });
    await done(
      at.api.post("/adjustments", request(at, { changes: [percent(at.ids["bo"], "90%")] })),
    );
  });

  test("are settings: versioned, only for who may, and they hold at once", async () => {
    const at = await world();
    const { body: usual } = await done(at.api.get("/adjustment-guards"));
    expect(usual).toEqual({
      ...{
        monthPercentMax: "0.1",
        monthCountMax: 2,
        countPer: "quarter",
        closedUntil: null,
        version: 0,
      },
    });
    const boss = await member(at.id, "manager", { scopeUnit: at.ids["EAST"] ?? "" });
    const change = { monthPercentMax: "30%", closedUntil: "2026-07-01" };
    expect((await boss.client.patch("/adjustment-guards", change, { version: 0 })).status).toBe(
      403,
    );
    const bad = await at.api.patch(
      "/adjustment-guards",
      { monthPercentMax: "150%" },
      { version: 0 },
    );
    expect(bad.body).toMatchObject({ code: "adjustment/percent", pointer: "/monthPercentMax" });
    await done(at.api.patch("/adjustment-guards", change, { version: 0 }));
    expect((await at.api.patch("/adjustment-guards", change, { version: 0 })).status).toBe(412);
    const june = request(at, { changes: [percent(at.ids["bo"], "20%")], from: "2026-06-01" });
    expect((await at.api.post("/adjustments", june)).body.errors[0].code).toBe(
      "adjustment/closed_period",
    );
    const august = request(at, { changes: [percent(at.ids["bo"], "20%")], from: "2026-08-01" });
    await done(at.api.post("/adjustments", august));
  });

  test("are asked again when it is applied: a period may have closed meanwhile", async () => {
    const at = await world();
    const body = request(at, { changes: [percent(at.ids["bo"], "5%")], from: "2026-06-01" });
    const hash = await approved(at, body);
    await standOn(at.id, "2026-07-02");
    const refused = await at.api.post(`/adjustments/${body.id}/apply`, { hash }, { version: 3 });
    expect(refused.body).toMatchObject({
      code: "adjustment/guards",
      errors: [{ code: "adjustment/closed_period", open: "FY2026-M07" }],
    });
  });
});

describe("wrong input", () => {
  test("is named with its place, its value and the remedy, in both languages", async () => {
    const at = await world();
    const refused = async (change: Record<string, unknown>) =>
      (await at.api.post("/adjustments", request(at, change))).body;
    const stranger = newId(Date.now());
    expect(await refused({ changes: [percent(stranger, "5%")] })).toMatchObject({
      code: "adjustment/unknown_subject",
      pointer: "/changes/0/subject",
    });
    const low = await refused({ changes: [absolute(at.ids["bo"], "-600000.01")] });
    expect(low).toMatchObject({ code: "adjustment/below_zero" });
    expect(low.messages.en).toBe(
      "bo would fall to -0.01: there is only 600000.00 in these periods to take away.",
    );
    expect(low.messages.zh).toContain("bo 将变为 -0.01");
    const nested = await refused({
      changes: [percent(at.ids["EAST"], "5%"), percent(at.ids["bo"], "5%")],
    });
    expect(nested.messages.en).toContain("bo lies below 华东");
    expect(
      await refused({ changes: [percent(at.ids["bo"], "5%")], from: "2026-07-15" }),
    ).toMatchObject({
      ...{
        code: "adjustment/not_a_period",
        pointer: "/from",
        facts: { before: "2026-07-01", after: "2026-08-01" },
      },
    });
    expect((await refused({})).code).toBe("adjustment/nothing_asked");
    expect((await refused({ changes: [percent(at.ids["bo"], "5%")], reason: " " })).code).toBe(
      "input/malformed",
    );
    const draft = newId(Date.now());
    await done(
      at.api.post("/plans", {
        id: draft,
        name: "D",
        metric: "revenue",
        unit: "SALES",
        from: "2027-01-01",
        until: "2028-01-01",
        amount: "1",
      }),
    );
    expect((await refused({ plan: draft, changes: [percent(at.ids["bo"], "5%")] })).code).toBe(
      "adjustment/not_published",
    );
  });
});

describe("replay", () => {
  test("folding the first version and the applied requests gives the targets of now", async () => {
    const at = await world();
    const [first] = await rows(
      at.id,
      "SELECT max(seq) AS seq FROM plan_versions WHERE tenant = ?1",
    );
    await applied(at, request(at, { changes: [percent(at.ids["EAST"], "20%")], above: "follows" }));
    await applied(
      at,
      request(at, {
        changes: [absolute(at.ids["dai"], "-90000"), absolute(at.ids["bo"], "90000")],
        above: "follows",
      }),
    );
    await applied(
      at,
      request(at, {
        changes: [percent(at.ids["SOUTH"], "-10%")],
        from: "2026-10-01",
        below: "re_allocate",
      }),
    );
    const folded = await rows(
      at.id,
      `WITH moved AS (
         SELECT e.subject, c.value ->> 0 AS at, sum((c.value ->> 2) - (c.value ->> 1)) AS by
         FROM adjustment_effects AS e CROSS JOIN json_each(e.cells) AS c
         WHERE e.tenant = ?1 GROUP BY 1, 2)
       SELECT count(*) AS n, sum(f.amount + coalesce(m.by, 0) <> t.amount) AS wrong
       FROM targets AS f CROSS JOIN targets AS t
         LEFT JOIN moved AS m ON m.subject = f.subject AND m.at = CAST(substr(f.from_day, 6, 2) AS INTEGER) - 1
       WHERE f.tenant = ?1 AND f.plan_version = 1 AND f.since_seq = ?2 AND t.tenant = ?1
         AND t.subject = f.subject AND t.from_day = f.from_day AND t.until_seq IS NULL`,
      Number(first?.["seq"]),
    );
    expect(folded).toEqual([{ n: 7 * 12, wrong: 0 }]);
    const steps = await rows(
      at.id,
      `SELECT kind, count(*) AS n FROM adjustment_steps WHERE tenant = ?1 GROUP BY kind ORDER BY kind`,
    );
    expect(steps.map(({ kind, n }) => [kind, n])).toEqual([
      ...[
        ["applied", 3],
        ["approved", 3],
        ["requested", 3],
        ["reviewed", 3],
      ],
    ]);
  });

  test("what was applied is shown for ever as it was approved", async () => {
    const at = await world();
    const body = request(at, { changes: [percent(at.ids["EAST"], "20%")] });
    const hash = await approved(at, body);
    await done(at.api.post(`/adjustments/${body.id}/apply`, { hash }, { version: 3 }));
    await applied(at, request(at, { changes: [percent(at.ids["EAST"], "50%")] }));
    const { body: seen } = await done(at.api.get(`/adjustments/${body.id}`));
    expect(seen.radius).toMatchObject({ hash, number: 1, guards: [] });
    await publish(at.api, at.plan);
    expect((await done(at.api.get(`/adjustments/${body.id}`))).body.radius.hash).toBe(hash);
  });
});
