// Goal: a round from its opening to a published plan, as the people in it live it: who sells, who
// leads a region, who plans. Method: the real Worker on real D1, every person signed in.
import { beforeAll, describe, expect, test } from "vitest";
import { canonical, sha256 } from "../../workers/lib/hash.ts";
import { newId } from "../../workers/lib/id.ts";
import { client, member, rows, type Answer, type Client, type Person } from "../support/world.ts";
import { done, plan, team, type Team } from "../targets/team.ts";

type World = Team & {
  readonly at: string;
  readonly plan: string;
  readonly round: string;
  readonly anna: Person;
  readonly bo: Person;
  readonly east: Person;
  readonly south: Person;
  readonly viewer: Person;
};
const fresh = () => newId(Date.now());
const FAR = "2099-12-31";

async function world(change: { deadline?: string; payoff?: unknown } = {}): Promise<World> {
  const company = await team();
  const { ids, api, id } = company;
  const body = plan();
  await done(api.post("/plans", body));
  await done(api.post(`/plans/${body.id}/allocate`, {}));
  const round = fresh();
  await done(api.post(`/plans/${body.id}/rounds`, { id: round, deadline: FAR, ...change }));
  const at = (
    role: "member" | "manager" | "viewer",
    where: { person?: string; scopeUnit?: string },
  ) => member(id, role, where);
  const [anna, bo, east, south, viewer] = await Promise.all([
    at("member", { person: ids["anna"] ?? "" }),
    at("member", { person: ids["bo"] ?? "" }),
    at("manager", { scopeUnit: ids["EAST"] ?? "" }),
    at("manager", { scopeUnit: ids["SOUTH"] ?? "" }),
    at("viewer", { scopeUnit: ids["EAST"] ?? "" }),
  ]);
  return {
    ...company,
    at: `/rounds/${round}`,
    plan: body.id,
    round,
    anna,
    bo,
    east,
    south,
    viewer,
  };
}

const threadOf = async (who: Client, { at, ids }: World, name: string) =>
  (await done(who.get(`${at}/threads/${ids[name]}`))).body;
const sayTo = async (
  who: Client,
  w: World,
  name: string,
  move: Record<string, unknown>,
  version?: number,
): Promise<Answer> => {
  const now = version ?? (await threadOf(w.api, w, name)).thread.version;
  return await who.post(`${w.at}/threads/${w.ids[name]}/moves`, move, { version: now });
};
const counter = (amount: string, evidence: string[] = []) => ({
  ...{ kind: "counter", amount, reason: "Two key accounts have left.", evidence },
});
const grant = { kind: "grant", taker: { to: "reserve" } };

describe("a round, lived through", () => {
  let w: World;
  beforeAll(async () => {
    w = await world();
  });

  test("opens with one proposal for every number below the top, and freezes the draft", async () => {
    const { body } = await done(w.api.get(w.at));
    expect(body.funnel).toMatchObject([{ state: "proposed", count: 6, ever: 6 }]);
    expect(body.gap).toMatchObject({ own: "12000000.00", gap: "0.00", wanted: "0.00" });
    expect(
      body.children.map((each: { thread: { code: string } }) => each.thread.code).sort(),
    ).toEqual(["EAST", "SOUTH"]);
    expect((await w.api.post(`/plans/${w.plan}/allocate`, {})).body.code).toBe("plan/round_open");
    const again = await w.api.post(`/plans/${w.plan}/rounds`, { id: fresh(), deadline: FAR });
    expect(again).toMatchObject({ status: 409, body: { code: "negotiation/round_open" } });
  });

  test("who sells finds what waits, sees why and the gap, and nobody else's thread", async () => {
    const { body } = await done(w.anna.client.get(`/threads/waiting?for=${w.ids["anna"]}`));
    expect(body.items).toMatchObject([
      { round: { id: w.round }, thread: { first: "3600000.00", state: "proposed" } },
    ]);
    const mine = await threadOf(w.anna.client, w, "anna");
    expect(mine).toMatchObject({ level: 0, can: ["accept", "counter"], gap: { gap: "0.00" } });
    expect((await w.anna.client.get(`${w.at}/threads/${w.ids["bo"]}`)).status).toBe(404);
    expect((await w.anna.client.get(`${w.at}?unit=${w.ids["EAST"]}`)).status).toBe(404);
    expect((await w.anna.client.get(w.at)).status).toBe(404);
    // Why it is that number: the draft's card, while it is being agreed on.
    const card = `/plans/${w.plan}/cards/${w.ids["anna"]}?version=0`;
    expect((await done(w.anna.client.get(card))).body).toMatchObject({ number: "3600000.00" });
  });

  test("counters with a reason and figures that the server takes itself", async () => {
    const said = await sayTo(
      w.anna.client,
      w,
      "anna",
      counter("3000000", ["last_year", "trailing"]),
    );
    expect(said).toMatchObject({
      status: 200,
      body: { version: 2, number: "3600000.00", hash: null },
    });
    const { moves, thread } = await threadOf(w.east.client, w, "anna");
    expect(moves).toMatchObject([
      {
        ...{ kind: "counter", amount: "3000000.00", level: 0, note: "Two key accounts have left." },
        evidence: [
          {
            kind: "last_year",
            from: "2025-01-01",
            until: "2026-01-01",
            amount: "300.00",
            entries: 1,
          },
          { kind: "trailing" },
        ],
      },
    ]);
    expect(thread).toMatchObject({
      state: "countered",
      asked: "3000000.00",
      awaits: w.ids["EAST"],
    });
  });

  test("the region's manager sees the gap that it would make before deciding", async () => {
    const { body } = await done(w.east.client.get(w.at));
    expect(body.gap).toMatchObject({ unit: w.ids["EAST"], gap: "0.00", wanted: "600000.00" });
    const waiting = await done(w.east.client.get(`/threads/waiting?for=${w.ids["EAST"]}`));
    const names = waiting.body.items.map((each: { thread: { code: string } }) => each.thread.code);
    // The region's own proposal, and what somebody asks of it.
    expect(names.sort()).toEqual(["EAST", "anna"]);
  });

  test("grants it: agreed and hashed, the difference stands as the unit's gap", async () => {
    const granted = await sayTo(w.east.client, w, "anna", grant);
    expect(granted.body.hash).toMatch(/^[0-9a-f]{64}$/);
    const { agreements, gap } = await threadOf(w.anna.client, w, "anna");
    expect(agreements).toMatchObject([{ ending: "agreed", amount: "3000000.00" }]);
    expect(gap).toMatchObject({ given: "4200000.00", gap: "600000.00" });
    const [stored] = await rows(
      w.id,
      "SELECT agreed, hash FROM negotiation_agreements WHERE tenant = ?1 AND subject = ?2",
      w.ids["anna"] ?? "",
    );
    expect(await sha256(canonical(JSON.parse(String(stored?.["agreed"]))))).toBe(stored?.["hash"]);
    expect(await sha256(String(stored?.["agreed"]))).toBe(agreements[0].hash);
  });

  test("a counter that the siblings take is an offer to them, and their silence accepts no raise", async () => {
    await done(
      sayTo(w.api, w, "chen", { kind: "propose", amount: "4700000", reason: "New market." }),
    );
    const chen = await threadOf(w.api, w, "chen");
    expect(chen.thread).toMatchObject({ first: "4800000.00", number: "4700000.00" });
    const dai = await member(w.id, "member", { person: w.ids["dai"] ?? "" });
    await done(sayTo(dai.client, w, "dai", counter("2300000")));
    const taker = { to: "siblings", rule: "pro_rata" };
    await done(sayTo(w.south.client, w, "dai", { kind: "grant", taker }));
    const after = await threadOf(w.api, w, "chen");
    expect(after.thread).toMatchObject({ offer: "4800000.00", number: "4800000.00" });
    expect(after.moves.at(-1)).toMatchObject({ kind: "propose", cause: w.ids["dai"] });
  });

  test("closing waits for silence to end, and for the gap's signature", async () => {
    const early = await w.api.post(`${w.at}/close`, {}, { version: 1 });
    expect(early).toMatchObject({ status: 409, body: { code: "negotiation/not_due" } });
    for (const [who, name] of [
      [w.bo, "bo"],
      [w.east, "EAST"],
      [w.south, "SOUTH"],
    ] as const) {
      await done(sayTo(who.client, w, name, { kind: "accept" }));
    }
    const chen = await member(w.id, "member", { person: w.ids["chen"] ?? "" });
    await done(sayTo(chen.client, w, "chen", { kind: "accept" }));
    const refused = await w.api.post(`${w.at}/close`, {}, { version: 1 });
    expect(refused.body).toMatchObject({
      code: "negotiation/gap_unsigned",
      facts: { count: 2 },
    });
    const gap = `${w.at}/gaps/${w.ids["EAST"]}`;
    const moved = await w.east.client.post(gap, { gap: "1.00" });
    expect(moved.body).toMatchObject({ code: "negotiation/gap_moved" });
    expect((await w.south.client.post(gap, { gap: "600000.00" })).status).toBe(404);
    const signed = await done(w.east.client.post(gap, { gap: "600000.00" }));
    expect(signed.body.gap).toMatchObject({ signed: { gap: "600000.00", holds: true } });
    await done(w.south.client.post(`${w.at}/gaps/${w.ids["SOUTH"]}`, { gap: "100000.00" }));
  });

  test("closes: the draft has the agreed numbers with their reason, and one hash stands over all", async () => {
    const closed = await done(w.api.post(`${w.at}/close`, {}, { version: 1 }));
    expect(closed.body).toMatchObject({ agreed: 6, noAnswer: 0, changed: 2 });
    expect(closed.body.hash).toMatch(/^[0-9a-f]{64}$/);
    const { body } = await done(w.api.get(`/plans/${w.plan}`));
    const anna = body.rows.find((row: { code: string }) => row.code === "anna");
    expect(anna).toMatchObject({
      amount: "3000000.00",
      inputs: { locked: true, changes: [{ from: "3600000.00", to: "3000000.00" }] },
    });
    const late = await sayTo(w.anna.client, w, "anna", { kind: "accept" });
    expect(late.body.code).toBe("negotiation/round_over");
    const card = `/plans/${w.plan}/cards/${w.ids["anna"]}?version=0`;
    expect((await w.anna.client.get(card)).status).toBe(404);
  });

  test("publishing binds the agreements to the version's hash", async () => {
    const { body, headers } = await done(w.api.get(`/plans/${w.plan}`));
    const version = Number(headers.get("etag")?.replaceAll('"', ""));
    const published = await done(
      w.api.post(`/plans/${w.plan}/publish`, { draft: body.plan.draft }, { version }),
    );
    const bound = await rows(
      w.id,
      "SELECT number, round, version_hash, agreements_hash FROM negotiation_bindings WHERE tenant = ?1",
    );
    expect(bound).toMatchObject([{ number: 1, round: w.round, version_hash: published.body.hash }]);
    const { body: threads } = await done(w.api.get(`/threads?subject=${w.ids["anna"]}`));
    expect(threads.items[0].round).toMatchObject({
      state: "closed",
      hash: bound[0]?.["agreements_hash"],
    });
  });

  test("the sums beside the threads are still those of the threads", async () => {
    const kept = await rows(
      w.id,
      `SELECT unit, state, n, given FROM negotiation_tallies WHERE tenant = ?1 AND n > 0
       ORDER BY unit, state`,
    );
    const counted = await rows(
      w.id,
      `SELECT j.value AS unit, t.state, count(*) AS n,
         sum(CASE WHEN j.value = t.parent THEN t.offer ELSE 0 END) AS given
       FROM negotiation_threads AS t CROSS JOIN json_each(t.chain) AS j WHERE t.tenant = ?1
       GROUP BY j.value, t.state ORDER BY j.value, t.state`,
    );
    expect(kept).toEqual(counted);
  });
});

describe("wrong input", () => {
  let w: World;
  beforeAll(async () => {
    w = await world();
  });

  test("a stale version is told what stands there now", async () => {
    await done(sayTo(w.anna.client, w, "anna", counter("3000000")));
    const stale = await sayTo(w.east.client, w, "anna", grant, 1);
    expect(stale).toMatchObject({
      status: 412,
      body: {
        code: "version/stale",
        facts: { yours: 1, current: 2, state: "countered", asked: "3000000.00", now: "3600000.00" },
      },
    });
  });

  test("a counter twice names the open one and the way out, in both languages", async () => {
    const twice = await sayTo(w.anna.client, w, "anna", counter("2900000"));
    expect(twice).toMatchObject({ status: 409, body: { code: "negotiation/already_countered" } });
    expect(twice.body.messages.en).toContain("3000000.00");
    expect(twice.body.messages.zh).toMatch(/3000000\.00.*撤回/);
  });

  test("the same request again is one counter, with the same answer", async () => {
    const send = () =>
      w.bo.client.post(`${w.at}/threads/${w.ids["bo"]}/moves`, counter("1000000"), {
        version: 1,
        key: "counter-bo-1",
      });
    const [first, second] = [await send(), await send()];
    expect(second.text).toBe(first.text);
    expect((await threadOf(w.api, w, "bo")).moves).toHaveLength(1);
  });

  test("a round that is opened, and a gap that is signed, twice by one key, are one", async () => {
    const other = await world();
    await done(other.api.post(`${other.at}/cancel`, {}, { version: 1 }));
    const body = { id: fresh(), deadline: FAR };
    const open = () => other.api.post(`/plans/${other.plan}/rounds`, body, { key: "open-again" });
    const [first, second] = [await open(), await open()];
    expect([first.status, second.text]).toEqual([201, first.text]);
    const again = { ...other, at: `/rounds/${body.id}` };
    await done(sayTo(other.anna.client, again, "anna", counter("3000000")));
    await done(sayTo(other.east.client, again, "anna", grant));
    const sign = () =>
      other.east.client.post(
        `${again.at}/gaps/${other.ids["EAST"]}`,
        { gap: "600000.00" },
        { key: "sign-again" },
      );
    const [one, two] = [await sign(), await sign()];
    expect([one.status, two.text]).toEqual([200, one.text]);
    const signed = await rows(other.id, "SELECT seq FROM negotiation_gaps WHERE tenant = ?1");
    expect(signed).toHaveLength(1);
  });

  test("outside the chain nobody speaks: unseen is absent, seen is told why", async () => {
    const { subject } = { subject: w.ids["anna"] ?? "" };
    for (const who of [w.bo, w.south]) {
      const answer = await who.client.post(`${w.at}/threads/${subject}/moves`, counter("1"), {
        version: 2,
      });
      expect(answer).toMatchObject({ status: 404, body: { code: "subject/not_found" } });
    }
    const viewer = await w.viewer.client.post(`${w.at}/threads/${subject}/moves`, counter("1"), {
      version: 2,
    });
    expect(viewer).toMatchObject({ status: 403, body: { code: "auth/not_allowed" } });
  });

  test("a person who also leads does not decide on the own number", async () => {
    const both = await member(w.id, "manager", {
      person: w.ids["dai"] ?? "",
      scopeUnit: w.ids["SOUTH"] ?? "",
    });
    await done(sayTo(both.client, w, "dai", counter("2000000")));
    // It waits for the level above the own seat.
    expect((await threadOf(w.api, w, "dai")).thread.awaits).toBe(w.ids["SALES"]);
    const own = await sayTo(both.client, w, "dai", grant);
    expect(own).toMatchObject({ status: 403, body: { code: "negotiation/own_number" } });
  });

  test("nor by a key of the own, nor by a key that such a key has made", async () => {
    const other = await world();
    const admin = await member(other.id, "admin", { person: other.ids["dai"] ?? "" });
    const keyOf = async (maker: Client) => {
      const body = { id: fresh(), name: "own", scopes: ["read", "write", "admin"], days: 1 };
      const { key } = (await done(maker.post("/keys", body))).body;
      return client({ authorization: `Bearer ${key}` });
    };
    const first = await keyOf(admin.client);
    for (const key of [first, await keyOf(first)]) {
      const lower = { kind: "propose", amount: "1", reason: "Less." };
      const own = await sayTo(key, other, "dai", lower);
      expect(own).toMatchObject({ status: 403, body: { code: "negotiation/own_number" } });
      expect(own.body.messages.zh).toContain("须由上一级决定");
    }
    await done(sayTo(first, other, "anna", { kind: "propose", amount: "1", reason: "Less." }));
  });

  test.each([
    [{ ...counter("3600000.001") }, 422, "target/amount"],
    [{ ...counter("1"), reason: "" }, 422, "negotiation/reason_missing"],
    [{ ...counter("-5") }, 422, "negotiation/below_zero"],
    [{ kind: "accept" }, 403, "negotiation/not_recipient"],
  ])("%j is refused", async (move, status, code) => {
    expect(await sayTo(w.east.client, w, "bo", move)).toMatchObject({ status, body: { code } });
  });

  test("after the deadline a counter names it and today, and signing is still possible", async () => {
    const late = await world();
    await rows(late.id, "UPDATE negotiation_rounds SET deadline = '2020-01-01' WHERE tenant = ?1");
    const refused = await sayTo(late.anna.client, late, "anna", counter("1"));
    expect(refused).toMatchObject({ status: 409, body: { code: "negotiation/deadline_passed" } });
    expect(refused.body.messages.en).toContain("2020-01-01");
    expect(refused.body.messages.zh).toContain("2020-01-01");
    await done(sayTo(late.anna.client, late, "anna", { kind: "accept" }));
    const closed = await done(late.api.post(`${late.at}/close`, {}, { version: 1 }));
    expect(closed.body).toMatchObject({ agreed: 1, noAnswer: 5, changed: 0 });
    const { thread } = await threadOf(late.bo.client, late, "bo");
    expect(thread).toMatchObject({ state: "no_answer", number: "1200000.00" });
  });

  test("a deadline before today, a plan without numbers, a payoff that rewards lies", async () => {
    const other = await team();
    const body = plan();
    await done(other.api.post("/plans", body));
    const open = (more: object) =>
      other.api.post(`/plans/${body.id}/rounds`, { id: fresh(), deadline: FAR, ...more });
    expect((await open({})).body.code).toBe("plan/must_allocate");
    await done(other.api.post(`/plans/${body.id}/allocate`, {}));
    expect((await open({ deadline: "2020-01-01" })).body.code).toBe("negotiation/deadline_past");
    const payoff = { kind: "joint", weight: "0.5", reward: "0.7", penalty: "0.3" };
    expect((await open({ payoff })).body).toMatchObject({
      code: "negotiation/payoff",
      pointer: "/payoff/penalty",
    });
  });
});

describe("deciding many at once", () => {
  let w: World;
  beforeAll(async () => {
    w = await world();
    await done(sayTo(w.anna.client, w, "anna", counter("3000000")));
    await done(sayTo(w.bo.client, w, "bo", counter("1000000")));
  });
  const both = (move: object, versions: [number, number]) => ({
    decisions: [
      { subject: w.ids["anna"], version: versions[0], move },
      { subject: w.ids["bo"], version: versions[1], move },
      { subject: w.ids["chen"], version: 1, move },
    ],
  });

  test("with whole nothing happens when one cannot, and each reason is told", async () => {
    const refused = await w.east.client.post(`${w.at}/decisions`, {
      ...both(grant, [2, 1]),
      whole: true,
    });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: "negotiation/decisions",
        errors: [
          { pointer: "/decisions/1/move", code: "version/stale" },
          // Not in this manager's chain: told like one that does not exist.
          { pointer: "/decisions/2/move", code: "negotiation/no_thread" },
        ],
      },
    });
    expect((await threadOf(w.api, w, "anna")).thread.state).toBe("countered");
  });

  test("without, those that can be are carried out, in one commit", async () => {
    const [before] = await rows(w.id, "SELECT max(seq) AS seq FROM commits WHERE tenant = ?1");
    const made = await done(w.east.client.post(`${w.at}/decisions`, both(grant, [2, 2])));
    expect(made.body).toMatchObject({
      done: 2,
      results: [
        { done: true, version: 3 },
        { done: true, version: 3 },
        { done: false, code: "negotiation/no_thread" },
      ],
    });
    const [after] = await rows(w.id, "SELECT max(seq) AS seq FROM commits WHERE tenant = ?1");
    expect(Number(after?.["seq"])).toBe(Number(before?.["seq"]) + 1);
    const { body } = await done(w.east.client.get(w.at));
    expect(body.gap).toMatchObject({ gap: "800000.00" });
    expect(body.funnel.find((each: { state: string }) => each.state === "agreed")).toMatchObject({
      count: 2,
    });
  });

  test("ten that speak at once are one", async () => {
    const said = await Promise.all(
      Array.from({ length: 10 }, () =>
        w.south.client.post(
          `${w.at}/threads/${w.ids["SOUTH"]}/moves`,
          { kind: "accept" },
          { version: 1 },
        ),
      ),
    );
    const statuses = said.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses[0]).toBe(200);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    for (const status of statuses.slice(1)) expect([409, 412]).toContain(status);
  });
});

test("a round that is cancelled frees the draft and keeps what was said", async () => {
  const w = await world();
  await done(sayTo(w.anna.client, w, "anna", counter("3000000")));
  await done(w.api.post(`${w.at}/cancel`, {}, { version: 1 }));
  await done(w.api.post(`/plans/${w.plan}/allocate`, {}));
  expect((await threadOf(w.anna.client, w, "anna")).moves).toHaveLength(1);
  expect(
    (await done(w.anna.client.get(`/threads/waiting?for=${w.ids["anna"]}`))).body.items,
  ).toEqual([]);
});

test("what is stated for a payoff is frozen at the deadline and hashed with the number", async () => {
  const w = await world({ payoff: { kind: "gonik" } });
  await done(sayTo(w.anna.client, w, "anna", { kind: "state", amount: "3700000" }));
  await done(sayTo(w.anna.client, w, "anna", { kind: "accept" }));
  await done(sayTo(w.anna.client, w, "anna", { kind: "state", amount: "3800000" }));
  await rows(w.id, "UPDATE negotiation_rounds SET deadline = '2020-01-01' WHERE tenant = ?1");
  const late = await sayTo(w.anna.client, w, "anna", { kind: "state", amount: "1" });
  expect(late.body.code).toBe("negotiation/deadline_passed");
  const moved = await w.api.patch(w.at, { deadline: "2099-12-31" }, { version: 1 });
  expect(moved).toMatchObject({ status: 409, body: { code: "negotiation/statements_frozen" } });
  const { hash } = (await done(w.api.post(`${w.at}/close`, {}, { version: 1 }))).body;
  const kept = await rows(
    w.id,
    `SELECT subject, thread, ending, amount, by, agreed, hash FROM negotiation_agreements
     WHERE tenant = ?1 ORDER BY subject, thread`,
  );
  const [signed, last] = kept.filter(({ subject }) => subject === w.ids["anna"]);
  // The number and who signed it stay; what was stated last is what is hashed.
  expect(last).toMatchObject({ ending: "agreed", amount: signed?.["amount"], by: signed?.["by"] });
  const stated = [signed, last].map((each) => JSON.parse(String(each?.["agreed"])).stated);
  expect(stated.map(Number)).toEqual([370_000_000, 380_000_000]);
  expect(await sha256(String(last?.["agreed"]))).toBe(last?.["hash"]);
  const all = new Map(kept.map((each) => [each["subject"], each["hash"]]));
  expect(await sha256(canonical([...all]))).toBe(hash);
  expect(kept).toHaveLength(7);
});

test("a unit's signed number is not opened again by what is granted beneath it", async () => {
  const w = await world();
  await done(sayTo(w.anna.client, w, "anna", counter("4000000")));
  await done(sayTo(w.east.client, w, "EAST", { kind: "accept" }));
  const above = { kind: "grant", taker: { to: "above" } };
  const refused = await sayTo(w.api, w, "anna", above);
  expect(refused).toMatchObject({ status: 409, body: { code: "negotiation/parent_open" } });
  expect(refused.body.messages.zh).toMatch(/已签认.*预留/);
  expect(refused.body.messages.en).toMatch(/signed already.*reserve/);
  expect((await threadOf(w.east.client, w, "EAST")).thread.state).toBe("agreed");
  await done(sayTo(w.api, w, "anna", grant));
});
