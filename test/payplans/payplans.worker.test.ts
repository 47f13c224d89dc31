// Goal: a stored incentive plan is drafted, checked, published, staffed and accepted as said, and what is
// wrong is refused with the place and the remedy. Method: the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { planHash } from "../../workers/incentives/statement-hash.ts";
import { newId } from "../../workers/lib/id.ts";
import { member, rows } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { assigned, planned, published, world } from "./world.ts";

describe("a draft", () => {
  test("from a template speaks of the company's own metric, currency and year", async () => {
    const { api } = await world();
    const id = newId(Date.now());
    const { body, status } = await api.post("/incentive-plans", { id, template: "accelerator" });
    expect(status).toBe(201);
    const { document } = body.plan;
    expect(document).toMatchObject({ currency: "CNY", version: 1, until: "2027-01-01" });
    expect(document.metrics).toMatchObject([
      { key: "revenue", from: { credits: "amount", filters: [{ values: ["revenue"] }] } },
    ]);
    expect(document.components[0].filters).toEqual([{ dimension: "metric", values: ["revenue"] }]);
    expect(body.flaws).toEqual([]);
    expect(body.changed).toBe(true);
  });

  test("from a plan of nobody is filled as a template is; as it is sent it stays", async () => {
    const { api } = await world();
    const template = await done(
      api.post("/incentive-plans", { id: newId(Date.now()), template: "tiered" }),
    );
    const { metrics, ...rest } = template.body.plan.document;
    const of = { ...metrics[0], from: { credits: "amount" } };
    const tried = JSON.parse(JSON.stringify({ ...rest, currency: "EUR", metrics: [of] }));
    const [first] = tried.components;
    first.filters = [];
    const made = async (more: object) =>
      (
        await done(
          api.post("/incentive-plans", { id: newId(Date.now()), document: tried, ...more }),
        )
      ).body.plan.document;
    const { currency, components, key } = await made({ asTemplate: true });
    expect(currency).toBe("CNY");
    expect(key).not.toBe(tried.key);
    expect(components[0].filters).toEqual([{ dimension: "metric", values: ["revenue"] }]);
    expect(await made({})).toEqual(tried);
    const id = newId(Date.now());
    const wrong = { ...tried, currency: "money" };
    const refused = await api.post("/incentive-plans", { id, document: wrong, asTemplate: true });
    expect([refused.status, refused.body.code]).toEqual([422, "payplan/document"]);
  });

  test("that names a board says so until there is an award of that code", async () => {
    const { api } = await world();
    const id = newId(Date.now());
    await done(api.post("/incentive-plans", { id, template: "raffle" }));
    const unknown = () =>
      api
        .post(`/incentive-plans/${id}/check`, {})
        .then(({ body }) =>
          body.flaws.flatMap(({ code, pointer }: { code: string; pointer: string }) =>
            code === "incentives/board_unknown" ? [pointer] : [],
          ),
        );
    expect(await unknown()).toEqual(["/components/1/board"]);
    const { body } = await done(api.get("/metrics"));
    const document = {
      ...{ format: "fairlead-award/1", kind: "honour", of: "person", unit: null },
      ...{ name: { zh: "签单王", en: "King" }, gives: { zh: "奖杯", en: "Cup" } },
      basis: { by: "metric", metric: body.items[0].id, read: "sum" },
      ...{ window: "month", places: 1, ties: "share", atLeast: null, cooperation: false },
    };
    const rule = { id: newId(Date.now()), code: "king", document };
    await done(api.post("/award-rules", rule));
    expect(await unknown()).toEqual(["/components/1/board"]);
    const second = newId(Date.now());
    const made = await done(api.post("/incentive-plans", { id: second, template: "raffle" }));
    expect(made.body.plan.document.components[1].board).toBe("king");
  });

  test("empty is kept, and says what it lacks", async () => {
    const { api } = await world();
    const name = { zh: "空", en: "Empty" };
    const { body } = await done(api.post("/incentive-plans", { id: newId(Date.now()), name }));
    expect(body.flaws).toMatchObject([{ pointer: "/components", code: "payplan/no_components" }]);
    const refused = await api.post("/incentive-plans", { id: newId(Date.now()) });
    expect([refused.status, refused.body.code]).toEqual([422, "payplan/unnamed"]);
  });

  test("without a choice that has no default is kept; what is there must fit", async () => {
    const { api } = await world();
    const at = await planned(api);
    const [{ split: _, ...component }] = at.document.components;
    const open = { ...at.document, components: [component] };
    const { body } = await done(api.patch(at.path, { document: open }, { version: 1 }));
    expect(body.flaws).toMatchObject([
      { pointer: "/components/0/split", code: "payplan/field_missing" },
    ]);
    const wrong = { ...at.document, components: [{ ...component, rate: "250%" }] };
    const refused = await api.patch(at.path, { document: wrong }, { version: 2 });
    expect([refused.status, refused.body.code]).toEqual([422, "payplan/document"]);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toContain(
      "/document/components/0/rate",
    );
    const { body: kept } = await done(api.get(at.path));
    expect(kept.plan.version).toBe(2);
  });

  test("of 10,000 tiers or 5 MB is refused clearly", async () => {
    const { api } = await world();
    const at = await planned(api, "tiered");
    const [component] = at.document.components;
    const tiers = Array.from({ length: 10_000 }, (_, k) => ({
      ...{
        from: `${k}`,
        until: k === 9_999 ? null : `${k + 1}`,
        pays: { rate: "1%" },
        reach: "own",
      },
    }));
    const document = { ...at.document, components: [{ ...component, tiers }] };
    const many = await api.patch(at.path, { document }, { version: 1 });
    expect([many.status, many.body.code]).toEqual([422, "payplan/too_many_parts"]);
    const large = await api.patch(
      at.path,
      { document: { ...at.document, note: "x".repeat(5_000_000) } },
      { version: 1 },
    );
    expect([large.status, large.body.code]).toEqual([413, "input/too_large"]);
  });

  test("is changed by whoever has seen its last version", async () => {
    const { api } = await world();
    const at = await planned(api);
    await done(api.patch(at.path, { budget: "120000.50" }, { version: 1 }));
    const stale = await api.patch(at.path, { budget: "1.00" }, { version: 1 });
    expect([stale.status, stale.body.code]).toEqual([412, "version/stale"]);
    const fine = await api.patch(at.path, { budget: "1.005" }, { version: 2 });
    expect([fine.status, fine.body.code]).toEqual([422, "payplan/budget"]);
    const { body } = await done(api.get(at.path));
    expect(body.plan.budget).toBe("120000.50");
  });

  test("is thrown away while nobody was ever on it", async () => {
    const { api, ids } = await world();
    const at = await planned(api);
    await done(assigned(api, at, { people: [{ person: ids["anna"] }] }));
    expect((await api.remove(at.path)).body.code).toBe("payplan/in_use");
    const other = await planned(api);
    expect((await api.remove(other.path)).status).toBe(200);
    expect((await api.get(other.path)).status).toBe(404);
  });
});

describe("publishing", () => {
  test("makes a version that carries the hash of its own document", async () => {
    const { api, id } = await world();
    const at = await planned(api);
    const { body } = await done(published(api, at, "2026-07-01"));
    expect(body.version).toMatchObject({ number: 1, from: "2026-07-01", replaced: false });
    const { body: kept } = await done(api.get(`${at.path}/versions/1`));
    expect(kept.document).toMatchObject({ version: 1, from: "2026-07-01" });
    expect(planHash(kept.document)).toBe(body.version.hash);
    const { body: page } = await done(api.get(at.path));
    expect(page).toMatchObject({ changed: false, plan: { published: 1 } });
    await expect(
      rows(id, "UPDATE incentive_versions SET hash = 'x' WHERE tenant = ?1"),
    ).rejects.toThrow(/append_only/);
  });

  test("is refused while a flaw stands, and names each place", async () => {
    const { api } = await world();
    const at = await planned(api, "collection_gate");
    const { leaver: _, ...document } = at.document;
    await done(api.patch(at.path, { document }, { version: 1 }));
    const refused = await published(api, { ...at, version: 2 }, "2026-07-01");
    expect([refused.status, refused.body.code]).toEqual([422, "payplan/flaws"]);
    expect(refused.body.errors).toMatchObject([
      { pointer: "/leaver", code: "incentives/leaver_unstated" },
    ]);
    expect(refused.body.errors[0].messages.zh).not.toBe("");
  });

  test("is refused while somebody on it has no target that pay divides by, with their names", async () => {
    const { api, ids } = await world();
    const at = await planned(api, "accelerator");
    await done(assigned(api, at, { people: [{ person: ids["anna"] }, { person: ids["bo"] }] }));
    const refused = await published(api, at, "2026-07-01");
    expect(refused.body).toMatchObject({
      code: "payplan/flaws",
      errors: [{ code: "incentives/quota_missing_for", count: 1, people: "bo" }],
    });
    expect(refused.body.errors[0].messages.en).toContain("bo");
    await done(
      api.patch(
        at.path,
        { document: { ...at.document, quotaMissing: "pays_nothing" } },
        { version: 1 },
      ),
    );
    await done(published(api, { ...at, version: 2 }, "2026-07-01"));
  });

  test("is refused for a metric the company does not have", async () => {
    const { api } = await world();
    const at = await planned(api);
    const text = JSON.stringify(at.document).replaceAll('"revenue"', '"revenu"');
    await done(api.patch(at.path, { document: JSON.parse(text) }, { version: 1 }));
    const refused = await published(api, { ...at, version: 2 }, "2026-07-01");
    expect(refused.body.errors).toMatchObject([
      { code: "incentives/tenant_metric_unknown", pointer: "/metrics/0/key", metric: "revenu" },
    ]);
  });

  test("is checked before: flaws, warnings with numbers, the cost against the budget", async () => {
    const { api, ids } = await world();
    const at = await planned(api, "accelerator");
    await done(assigned(api, at, { people: [{ person: ids["anna"] }, { person: ids["bo"] }] }));
    await done(api.patch(at.path, { budget: "20000.00" }, { version: 1 }));
    const check = async () =>
      (await done(api.post(`${at.path}/check`, { from: "2026-07-01" }))).body;
    const first = await check();
    expect(first.flaws).toMatchObject([{ code: "incentives/quota_missing_for" }]);
    expect(first.begins).toContain("2026-07-01");
    await done(api.post(`${at.path}/members/end`, { people: [ids["bo"]], until: "2026-07-01" }));
    const second = await check();
    expect(second).toMatchObject({ flaws: [], people: 1 });
    // 600,000 of target in half a year at 5 %, twice as much above 100 %; months round by themselves.
    // 184 of the year's 365 days have 10,082.19 of the budget.
    expect(second.cost).toMatchObject([
      { attainment: "0.8", amount: "24000.00", over: "13917.81" },
      { attainment: "1", amount: "30000.00" },
      { attainment: "1.2", amount: "42000.02", budget: "10082.19", over: "31917.83" },
    ]);
    const codes = second.warnings.map(({ code }: { code: string }) => code);
    expect(codes).toContain("over_budget");
  });

  test("begins on the first day of a pay period, and says which are near", async () => {
    const { api } = await world();
    const at = await planned(api);
    const refused = await published(api, at, "2026-07-15");
    expect(refused.body).toMatchObject({
      code: "payplan/not_a_period",
      facts: { before: "2026-07-01", after: "2026-08-01" },
    });
  });

  test("asks a second version how it takes over, and the same twice is no version", async () => {
    const { api } = await world();
    const at = await planned(api);
    await done(published(api, at, "2026-07-01"));
    const again = await published(api, { ...at, version: 2 }, "2026-07-01");
    expect([again.status, again.body.code]).toEqual([409, "payplan/unchanged"]);
    const [component] = at.document.components;
    const document = { ...at.document, components: [{ ...component, rate: "6%" }] };
    await done(api.patch(at.path, { document }, { version: 2 }));
    const unsaid = await published(api, { ...at, version: 3 }, "2026-08-01");
    expect(unsaid.body.errors).toMatchObject([{ code: "incentives/change_unstated" }]);
    await done(
      api.patch(at.path, { document: { ...document, change: "restart" } }, { version: 3 }),
    );
    await done(published(api, { ...at, version: 4 }, "2026-08-01"));
    const { body } = await done(api.get(`${at.path}/versions/2`));
    expect(body.against).toBe(1);
    const [first] = body.changes;
    expect(first).toMatchObject({ kind: "changed" });
    expect(`${first.before.en} ${first.after.en}`).toMatch(/5%.*6%/);
    expect(first.after.zh).not.toBe(first.after.en);
  });

  test("a version that begins before an earlier one replaces it", async () => {
    const { api } = await world();
    const at = await planned(api);
    await done(published(api, at, "2026-09-01"));
    const [component] = at.document.components;
    const document = { ...at.document, components: [{ ...component, rate: "6%" }] };
    await done(api.patch(at.path, { document }, { version: 2 }));
    await done(published(api, { ...at, version: 3 }, "2026-07-01"));
    const { body } = await done(api.get(at.path));
    expect(
      body.versions.map((v: { number: number; replaced: boolean }) => [v.number, v.replaced]),
    ).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  test("keeps who edited, for they may not approve what it pays", async () => {
    const { api, owner, id } = await world();
    const at = await planned(owner.client);
    const admin = await member(id, "admin");
    await done(published(admin.client, at, "2026-07-01"));
    const [version] = await rows(id, "SELECT authors FROM incentive_versions WHERE tenant = ?1");
    expect(JSON.parse(String(version?.["authors"]))).toEqual([owner.account]);
    await done(api.get(at.path));
  });

  test("an older version comes back into the draft and changes nothing published", async () => {
    const { api } = await world();
    const at = await planned(api);
    await done(published(api, at, "2026-07-01"));
    const name = { zh: "另一个", en: "Another" };
    await done(api.patch(at.path, { document: { ...at.document, name } }, { version: 2 }));
    const { body } = await done(api.post(`${at.path}/restore`, { number: 1 }, { version: 3 }));
    expect(body).toMatchObject({ changed: false, plan: { name: at.document.name, version: 4 } });
    const none = await api.post(`${at.path}/restore`, { number: 9 }, { version: 4 });
    expect([none.status, none.body.code]).toEqual([404, "payplan/no_version"]);
  });
});

describe("people on a plan", () => {
  test("come by unit, position or list, with terms of their own", async () => {
    const { api, ids } = await world();
    const at = await planned(api);
    const variables = [{ key: "target_variable", amount: "8000.00", per: "month" }];
    const { body } = await done(
      assigned(api, at, { unit: ids["EAST"], position: "AE", terms: { variables } }),
    );
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(["anna"]);
    const other = [{ ...variables[0], amount: "9000.00" }];
    await done(assigned(api, at, { people: [{ person: ids["bo"], terms: { variables: other } }] }));
    const { body: list } = await done(api.get(`${at.path}/members`));
    expect(
      list.items.map((m: { name: string; terms: { variables: { amount: string }[] } }) => [
        m.name,
        m.terms.variables[0]?.amount,
      ]),
    ).toEqual([
      ["anna", "8000.00"],
      ["bo", "9000.00"],
    ]);
  });

  test("on two plans on one day are refused, with the plan and the days, all or none", async () => {
    const { api, ids } = await world();
    const [first, second] = [await planned(api), await planned(api)];
    await done(assigned(api, first, { people: [{ person: ids["anna"] }], until: "2027-01-01" }));
    const both = { people: [{ person: ids["bo"] }, { person: ids["anna"] }], from: "2026-12-01" };
    const refused = await assigned(api, second, both);
    expect([refused.status, refused.body.code]).toEqual([409, "payplan/overlap"]);
    expect(refused.body.errors).toMatchObject([
      { code: "payplan/on_plan", name: "anna", from: "2026-07-01", until: "2027-01-01" },
    ]);
    expect(refused.body.errors[0].messages.en).toContain("2026-07-01");
    const { body: none } = await done(api.get(`${second.path}/members`));
    expect(none.items).toEqual([]);
    await done(assigned(api, second, { ...both, from: "2027-01-01" }));
  });

  test("get other terms from a day on, and days before keep theirs", async () => {
    const { api, ids } = await world();
    const at = await planned(api);
    const terms = (amount: string) => ({
      variables: [{ key: "target_variable", amount, per: "month" }],
    });
    const people = [{ person: ids["anna"] }];
    await done(assigned(api, at, { people, terms: terms("8000.00") }));
    await done(
      assigned(api, at, { people, from: "2026-10-01", terms: terms("9000.00"), instead: true }),
    );
    const { body } = await done(api.get(`${at.path}/members`));
    expect(
      body.items.map((m: { from: string; until: string | null }) => [m.from, m.until]),
    ).toEqual([
      ["2026-07-01", "2026-10-01"],
      ["2026-10-01", null],
    ]);
  });

  test("leave from a day on; who is not on it is refused", async () => {
    const { api, ids } = await world();
    const at = await planned(api);
    await done(assigned(api, at, { people: [{ person: ids["anna"] }] }));
    const end = (people: unknown[]) =>
      api.post(`${at.path}/members/end`, { people, until: "2026-09-01" });
    const wrong = await end([ids["anna"], ids["bo"]]);
    expect([wrong.status, wrong.body.code]).toEqual([422, "payplan/not_on_plan"]);
    await done(end([ids["anna"]]));
    const { body } = await done(api.get(`${at.path}/members`));
    expect(body.items).toMatchObject([{ from: "2026-07-01", until: "2026-09-01" }]);
    expect((await end([ids["anna"]])).body.code).toBe("payplan/not_on_plan");
  });

  test("are refused when unknown, named twice, or nobody", async () => {
    const { api, ids } = await world();
    const at = await planned(api);
    const nobody = newId(Date.now());
    const code = async (body: Record<string, unknown>) =>
      (await assigned(api, at, body)).body.code as string;
    const anna = { person: ids["anna"] };
    expect(await code({ people: [{ person: nobody }] })).toBe("payplan/unknown_person");
    expect(await code({ people: [anna, anna] })).toBe("payplan/named_twice");
    expect(await code({ people: [] })).toBe("payplan/nobody");
    expect(await code({})).toBe("payplan/nobody");
    expect(await code({ unit: nobody })).toBe("payplan/nobody");
    expect(await code({ people: [anna], until: "2026-07-01" })).toBe("payplan/interval");
  });
});

describe("acceptance", () => {
  const standing = async () => {
    const at = await world();
    const plan = await planned(at.api);
    await done(
      assigned(at.api, plan, { people: [{ person: at.ids["anna"] }, { person: at.ids["bo"] }] }),
    );
    await done(published(at.api, plan, "2026-07-01"));
    const anna = await member(at.id, "member", { person: at.ids["anna"] ?? "" });
    return { ...at, plan, anna, mine: `/people/${at.ids["anna"]}/incentive-plan` };
  };

  test("is one signature of the person on the text that was read", async () => {
    const { api, plan, anna, mine } = await standing();
    const { body } = await done(anna.client.get(mine));
    expect(body.plan).toMatchObject({ own: true, accepted: null, newest: { number: 1 } });
    const { number, hash } = body.plan.newest;
    const accept = (more: object = {}) =>
      anna.client.post(`${plan.path}/accept`, { number, hash, language: "zh", ...more });
    const other = await accept({ hash: "0".repeat(64) });
    expect([other.status, other.body.code]).toEqual([409, "payplan/other_text"]);
    expect((await accept()).status).toBe(201);
    expect((await accept()).body.code).toBe("payplan/accepted_already");
    const { body: list } = await done(api.get(`${plan.path}/acceptances`));
    expect(
      list.items.map((a: { name: string; accepted: unknown }) => [a.name, a.accepted !== null]),
    ).toEqual([
      ["anna", true],
      ["bo", false],
    ]);
  });

  test("by somebody else, by a key, or of somebody else's plan is refused", async () => {
    const { api, id, ids, plan, mine } = await standing();
    const { body } = await done(api.get(mine));
    const { number, hash } = body.plan.newest;
    const signature = { number, hash, language: "en" };
    const keyed = await api.post(`${plan.path}/accept`, signature);
    expect([keyed.status, keyed.body.code]).toEqual([403, "payplan/not_yours"]);
    const cai = await member(id, "member", { person: ids["cai"] ?? "" });
    const foreign = await cai.client.post(`${plan.path}/accept`, signature);
    expect([foreign.status, foreign.body.code]).toEqual([404, "payplan/not_found"]);
    expect((await cai.client.get(mine)).status).toBe(404);
    const manager = await member(id, "manager", { scopeUnit: ids["EAST"] ?? "" });
    const seen = await manager.client.get(mine);
    expect([seen.status, seen.body.code]).toEqual([403, "payplan/not_yours"]);
  });

  test("is asked again for a new version, with what it changes", async () => {
    const { api, plan, anna, mine } = await standing();
    const first = (await done(anna.client.get(mine))).body.plan.newest;
    const sign = { number: 1, hash: first.hash, language: "zh" };
    await done(anna.client.post(`${plan.path}/accept`, sign));
    const [component] = plan.document.components;
    const document = {
      ...{ ...plan.document, components: [{ ...component, rate: "7%" }], change: "restart" },
    };
    await done(api.patch(plan.path, { document }, { version: 2 }));
    await done(published(api, { ...plan, version: 3 }, "2026-08-01"));
    const { body } = await done(anna.client.get(mine));
    expect(body.plan).toMatchObject({ accepted: null, newest: { number: 2 } });
    expect(body.plan.changes).toMatchObject({
      number: 1,
      changes: [{ kind: "changed" }, { kind: "added" }],
    });
    const old = await anna.client.post(`${plan.path}/accept`, sign);
    expect(old.body.code).toBe("payplan/other_text");
  });

  test("reminds whoever has not accepted, once a day", async () => {
    const { api, plan, anna, mine } = await standing();
    expect((await done(api.post(`${plan.path}/remind`, {}))).body.reminded).toBe(2);
    expect((await done(api.post(`${plan.path}/remind`, {}))).body.reminded).toBe(0);
    const { body } = await done(anna.client.get(mine));
    expect(body.plan.reminded).toBeGreaterThan(0);
  });
});
