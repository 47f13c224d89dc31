// Goal: an award comes from a ranking frozen from the log: on real D1, with ties, refunds, shares of a
// deal, a closed period, somebody else's vote, and everything that must be refused.
import { beforeAll, describe, expect, test } from "vitest";
import { work } from "../../workers/jobs/work.ts";
import { newId } from "../../workers/lib/id.ts";
import { type Company, company, env, member, type Person } from "../support/world.ts";

/** What a test reads of a row. */
type Row = Readonly<Record<"name" | "person" | "score" | "place" | "cooperation", string | number>>;
const fresh = () => newId(Date.now());
let at: Company;
const [asha, ravi, lin] = [fresh(), fresh(), fresh()];
const [root, north, south, metric] = [fresh(), fresh(), fresh(), fresh()];
const names = { zh: "签单王", en: "Deal maker" };

const document = (change: object = {}) => ({
  ...{
    format: "fairlead-award/1",
    kind: "honour",
    name: names,
    gives: { zh: "奖杯", en: "A cup" },
  },
  ...{ of: "person", unit: null, basis: { by: "metric", metric, read: "sum" } },
  ...{ window: "month", places: 1, ties: "share", atLeast: null, cooperation: false },
  ...change,
});
const rule = async (code: string, change: object = {}) => {
  const id = fresh();
  const made = await at.api.post("/award-rules", { id, code, document: document(change) });
  return { id, made };
};
const freeze = (of: string, from: string, id = fresh()) =>
  at.api.post(`/award-rules/${of}/freeze`, { id, from });
const record = async (rows: object[]) => {
  const done = await at.api.post("/entries", { source: "crm", rows });
  expect(done.status, done.text).toBe(200);
};
const sale = (person: string, on: string, amount: string, externalId: string = fresh()) => ({
  ...{ metric: "m1", currency: "CNY", person, on, amount, externalId },
});

beforeAll(async () => {
  at = await company({ shard: "SHARD_0" });
  const units = [
    { id: root, code: "u0", name: "All", from: "2025-01-01" },
    { id: north, code: "u1", name: "North", parent: "u0", from: "2025-01-01" },
    { id: south, code: "u2", name: "South", parent: "u0", from: "2025-01-01" },
  ];
  expect((await at.api.post("/units", { rows: units })).status).toBeLessThan(300);
  const seat = { unitFrom: "2025-01-01" };
  const people = [
    { id: asha, code: "p1", name: "Asha", unit: "u1", ...seat },
    { id: ravi, code: "p2", name: "Ravi", unit: "u1", ...seat },
    { id: lin, code: "p3", name: "Lin", unit: "u2", ...seat },
  ];
  expect((await at.api.post("/people", { rows: people })).status).toBeLessThan(300);
  const made = await at.api.post("/metrics", {
    ...{ id: metric, code: "m1", nameZh: "签约", nameEn: "Signed", unit: "money", scale: 2 },
  });
  expect(made.status, made.text).toBe(201);
  await record([
    sale("p1", "2026-03-02", "100.00"),
    sale("p2", "2026-03-05", "60.00"),
    sale("p3", "2026-03-06", "90.00"),
    sale("p1", "2026-04-01", "10.00"),
    sale("p3", "2026-04-30", "10.00"),
  ]);
}, 60_000);

describe("a frozen ranking", () => {
  test("gives the best of the month the award, and is not reopened by a later entry", async () => {
    const { id, made } = await rule("king");
    expect(made.status, made.text).toBe(201);
    const before = await at.api.get(`/award-rules/${id}/ranking?from=2026-03-01`);
    expect(before.body).toMatchObject({ frozen: null, over: true, until: "2026-04-01" });
    expect(before.body.standings.map((row: Row) => [row.name, row.score, row.place])).toEqual([
      ["Asha", "100.00", 1],
      ["Lin", "90.00", 2],
      ["Ravi", "60.00", 3],
    ]);
    const given = await freeze(id, "2026-03-01");
    expect(given.status, given.text).toBe(201);
    expect(given.body.items).toMatchObject([
      { name: "Asha", title: names, place: 1, origin: "ranking", from: "2026-03-01", rule: id },
    ]);
    await record([sale("p3", "2026-03-31", "50.00")]);
    const after = await at.api.get(`/award-rules/${id}/ranking?from=2026-03-01`);
    expect(after.body.frozen).toMatchObject({ moved: true });
    expect(after.body.standings[0]).toMatchObject({ name: "Asha", given: true });
    expect((await freeze(id, "2026-03-01")).body.code).toBe("award/frozen");
    const history = await at.api.get(`/awards?person=${asha}`);
    expect(history.body.items[0]).toMatchObject({ subject: asha, title: names });
    const one = await at.api.get(`/awards/${history.body.items[0].id}`);
    expect(one.body).toEqual(history.body.items[0]);
  });

  test("is given to everybody who ties, where the rule says so, and to the first otherwise", async () => {
    const shared = await rule("shared");
    const both = await freeze(shared.id, "2026-04-01");
    expect(both.body.items.map((each: Row) => [each.name, each.place]).toSorted()).toEqual([
      ["Asha", 1],
      ["Lin", 1],
    ]);
    const first = await rule("ordinal", { ties: "ordinal" });
    expect((await freeze(first.id, "2026-04-01")).body.items).toHaveLength(1);
  });

  test("is frozen with nobody in it when nobody qualifies", async () => {
    const { id } = await rule("high", { atLeast: "1000000" });
    const none = await freeze(id, "2026-03-01");
    expect([none.status, none.body]).toEqual([201, { items: [] }]);
  });

  test("counts a split deal by its direct shares and a reversal against its sale", async () => {
    const { id } = await rule("split");
    // Beside Lin's sales: they make nobody else's figure.
    const beside = await at.api.post("/crediting-rules", {
      ...{ id: newId(Date.now()), name: "beside", from: "2026-02-01", until: "2026-03-01" },
      when: { people: [lin] },
      gives: [{ to: { kind: "person", person: asha }, role: "overlay", share: "1" }],
    });
    expect(beside.status, beside.text).toBeLessThan(300);
    await record([
      {
        ...sale("p1", "2026-02-03", "100.00", "deal-1"),
        credits: [
          { person: "p1", share: "0.3" },
          { person: "p2", share: "0.7" },
        ],
      },
      sale("p3", "2026-02-04", "80.00", "gone"),
    ]);
    const undone = await at.api.post("/entries", {
      ...{ source: "crm" },
      rows: [sale("p3", "2026-02-04", "20.00", "gone")],
    });
    expect(undone.status, undone.text).toBeLessThan(300);
    const { body } = await at.api.get(`/award-rules/${id}/ranking?from=2026-02-01`);
    expect(body.standings.map((row: Row) => [row.name, row.score])).toEqual([
      ["Ravi", "70.00"],
      ["Asha", "30.00"],
      ["Lin", "20.00"],
    ]);
  });

  test("ranks teams and says how their members worked together", async () => {
    const { id, made } = await rule("team", {
      ...{ kind: "team", of: "unit", unit: root, cooperation: true },
    });
    expect(made.status, made.text).toBe(201);
    const owner = await linked(ravi);
    const gave = await owner.client.post(`/award-rules/${id}/scores`, {
      ...{ from: "2026-03-01", scores: [{ person: asha, score: 5 }] },
    });
    expect(gave.status, gave.text).toBe(200);
    const { body } = await at.api.get(`/award-rules/${id}/ranking?from=2026-03-01`);
    const [first] = body.standings;
    expect(first).toMatchObject({ name: "North", score: "160.00", given: true });
    expect(first.members.find((each: Row) => each.person === asha).cooperation).toBe("5.0000");
    expect(body.silent.map((each: Row) => each.name).toSorted()).toEqual(["Asha", "Lin"]);
  });
});

/** A member who is this participant. */
async function linked(person: string): Promise<Person> {
  return await member(at.id, "member", { person });
}

describe("a member", () => {
  test("reads who was given it, not everybody's figures", async () => {
    const { id } = await rule("seen");
    const me = await linked(lin);
    const { body } = await me.client.get(`/award-rules/${id}/ranking?from=2026-02-01`);
    expect(body.cut).toBe(true);
    expect(body.people).toBe(3);
    expect(body.standings.map((row: Row) => row.name)).toEqual(["Ravi", "Asha", "Lin"]);
    expect(
      (await me.client.post(`/award-rules/${id}/freeze`, { id: fresh(), from: "2026-02-01" }))
        .status,
    ).toBe(403);
  });

  // prettier-ignore
  test.each([
    ["themselves",              () => ({ from: "2026-03-01", scores: [{ person: lin, score: 5 }] }),   "award/own_vote"],
    ["with six of five",        () => ({ from: "2026-03-01", scores: [{ person: asha, score: 6 }] }),  "input/malformed"],
    ["a stranger",              () => ({ from: "2026-03-01", scores: [{ person: fresh(), score: 5 }] }), "award/not_colleague"],
    ["in half a month",         () => ({ from: "2026-03-02", scores: [{ person: asha, score: 5 }] }),  "award/not_a_period"],
  ])("does not judge %s", async (_, body, code) => {
    const { id } = await rule(`peers-${fresh()}`.slice(0, 40), { kind: "best_practice", basis: { by: "peers" } });
    const me = await linked(lin);
    const refused = await me.client.post(`/award-rules/${id}/scores`, body());
    expect(refused.body.code).toBe(code);
  });

  test("who is nobody here does not judge, and nobody judges a ranking by figures", async () => {
    const peers = await rule("peers-none", { kind: "best_practice", basis: { by: "peers" } });
    const scores = { from: "2026-03-01", scores: [{ person: asha, score: 5 }] };
    const other = await at.owner.client.post(`/award-rules/${peers.id}/scores`, scores);
    expect(other.body.code).toBe("award/no_voice");
    const figures = await rule("figures");
    const me = await linked(asha);
    const refused = await me.client.post(`/award-rules/${figures.id}/scores`, scores);
    expect(refused.body.code).toBe("award/not_judged");
  });

  test("changes their vote until the ranking is frozen", async () => {
    const { id } = await rule("peers-twice", { kind: "best_practice", basis: { by: "peers" } });
    const me = await linked(ravi);
    const vote = (score: number) =>
      me.client.post(`/award-rules/${id}/scores`, {
        ...{ from: "2026-03-01", scores: [{ person: asha, score }] },
      });
    expect([(await vote(2)).status, (await vote(4)).status]).toEqual([200, 200]);
    const mine = await me.client.get(`/award-rules/${id}/scores?from=2026-03-01`);
    expect(mine.body.people.find((each: Row) => each.person === asha).score).toBe(4);
    expect(mine.body.people.some((each: Row) => each.person === ravi)).toBe(false);
    const given = await freeze(id, "2026-03-01");
    expect(given.body.items).toMatchObject([{ name: "Asha", kind: "best_practice" }]);
    expect((await vote(1)).body.code).toBe("award/frozen");
  });
});

describe("wrong input", () => {
  test("a running period, half a period, an unknown rule, metric or code, a retired rule", async () => {
    const { id } = await rule("wrong");
    expect((await freeze(id, "2099-01-01")).body.code).toBe("award/not_over");
    expect((await freeze(id, "2026-03-02")).body).toMatchObject({
      code: "award/not_a_period",
      facts: { from: "2026-03-01" },
    });
    expect((await freeze(fresh(), "2026-03-01")).body.code).toBe("award/no_rule");
    expect((await rule("wrong")).made.body.code).toBe("award/exists");
    const basis = { by: "metric", metric: fresh(), read: "sum" };
    expect((await rule("wrong2", { basis })).made.body.code).toBe("award/unknown");
    expect((await rule("wrong3", { kind: "team" })).made.body.code).toBe("award/rule");
    const retired = await at.api.patch(`/award-rules/${id}`, { retired: true }, { version: 1 });
    expect(retired.body).toMatchObject({ retired: true, version: 2 });
    expect((await freeze(id, "2026-03-01")).body.code).toBe("award/retired");
    const stale = await at.api.patch(`/award-rules/${id}`, { retired: false }, { version: 1 });
    expect(stale.body.code).toBe("version/stale");
  });

  test("an award by hand to nobody is refused; to somebody it stands in their history", async () => {
    const hand = (person: string) => ({
      ...{ id: fresh(), kind: "growth", subject: person, reason: "mentored three" },
      ...{ title: { zh: "巅峰营", en: "Summit" }, gives: { zh: "席位", en: "A seat" } },
      ...{ from: "2026-03-01", until: "2026-04-01" },
    });
    expect((await at.api.post("/awards", hand(fresh()))).body.code).toBe("award/unknown");
    const given = await at.api.post("/awards", hand(ravi));
    expect(given.body).toMatchObject({ name: "Ravi", origin: "hand", kind: "growth" });
  });
});

describe("the clock", () => {
  const nextMonth = (from: string) => {
    const [year = 0, month = 0] = from.split("-").map(Number);
    return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  };

  test("freezes the month when it is over, once, and names nobody; who looks first is left alone", async () => {
    const [own, waits] = [await rule("clock"), await rule("waits", { freezes: "by_hand" })];
    expect(own.made.status, own.made.text).toBe(201);
    const from = `${new Date().toISOString().slice(0, 7)}-01`;
    await record([sale("p2", from, "700.00")]);
    await work(env, { tenant: at.id }, Date.now());
    const running = await at.api.get(`/awards?rule=${own.id}`);
    expect(running.body.items).toEqual([]);
    const night = Date.parse(`${nextMonth(from)}T12:00:00Z`);
    await work(env, { tenant: at.id }, night);
    await work(env, { tenant: at.id }, night + 3_600_000);
    const given = await at.api.get(`/awards?rule=${own.id}`);
    expect(given.body.items).toMatchObject([
      { name: "Ravi", from, place: 1, origin: "ranking", by: { account: "job", name: null } },
    ]);
    expect((await at.api.get(`/awards?rule=${waits.id}`)).body.items).toEqual([]);
  });
});
