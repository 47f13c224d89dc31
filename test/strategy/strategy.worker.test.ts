// Goal: themes, goals and initiatives stand side by side over the wire: what belongs to nothing is
// listed, what nobody brings is a number, a stale change is refused, and nobody reads beside their
// unit. Method: the real Worker; the company's year is 2027, seen from today.
import { describe, expect, test } from "vitest";
import { member } from "../support/world.ts";
import { done, fresh, goal, sales, theme, world, YEAR } from "./world.ts";

const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

describe("a goal", () => {
  test("is kept as asked, with what keeps it from being SMART", async () => {
    const at = await world();
    const made = await done(goal(at, { base: "10000000", growth: "25%" }));
    expect(made).toMatchObject({
      ...{ amount: "12000000.00", base: "10000000.00", growth: "25%", theme: null, version: 1 },
      smart: { S: "open", M: "open", A: "unknown", R: "open", T: "holds" },
    });
    expect(codes(made.findings)).toEqual([
      "smart/growth_differs",
      "smart/no_owner",
      "smart/no_source",
      "smart/no_theme",
    ]);
    expect(made.findings[0].messages.zh).toContain("20%");
  });

  test("is whole once each finding is mended", async () => {
    const at = await world();
    const of = {
      owner: at.person,
      source: "ERP",
      theme: await theme(at.api),
      growth: "20%",
      base: "10000000",
    };
    const made = await done(goal(at, of));
    expect(made.findings).toEqual([]);
    expect(made.owner.name).toBe("Anna");
  });

  test("is held against its own past when it is opened, too much and too little alike", async () => {
    const at = await world();
    await sales(at, 24, "1000000.00");
    const check = async (amount: string) => {
      const { id } = await done(goal(at, { amount }));
      const { goal: read, months } = await done(at.api.get(`/strategy/goals/${id}`));
      expect(months.length).toBe(24);
      return `${read.smart.A} ${codes(read.findings).filter((code) => /high|low|zero/.test(code))}`;
    };
    expect(await check("13000000")).toBe("holds ");
    expect(await check("20000000")).toBe("open smart/too_high");
    expect(await check("7000000")).toBe("open smart/too_low");
    expect(await check("120000000")).toBe("open smart/slipped_zero");
  });

  test("names what it cannot refer to, field by field", async () => {
    const at = await world();
    const refused = async (of: object) => {
      const { status, body } = await goal(at, of);
      return `${status} ${body.code} ${body.pointer ?? ""}`;
    };
    const absent = fresh();
    expect(await refused({ theme: absent })).toBe("422 strategy/unknown_theme /theme");
    expect(await refused({ unit: absent })).toBe("422 strategy/unknown_unit /unit");
    expect(await refused({ metric: absent })).toBe("422 strategy/unknown_metric /metric");
    expect(await refused({ owner: absent })).toBe("422 strategy/unknown_owner /owner");
    expect(await refused({ plan: absent })).toBe("422 strategy/unknown_plan /plan");
    expect(await refused({ amount: "1.005" })).toBe("422 strategy/amount /amount");
    expect(await refused({ base: "99999999999999999" })).toBe("422 strategy/amount /base");
    expect(await refused({ until: null })).toBe("422 strategy/interval /until");
    expect(await refused({ from: "2028-01-01" })).toBe("422 strategy/interval /until");
    expect(await refused({ growth: "a fifth" })).toBe("400 input/malformed ");
  });

  test("is created once, whatever is sent twice", async () => {
    const at = await world();
    const [id, key] = [fresh(), fresh()];
    const first = await goal(at, { id }, { key });
    const again = await goal(at, { id }, { key });
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    const other = await goal(at, { id });
    expect(`${other.status} ${other.body.code}`).toBe("409 strategy/exists");
  });

  test("is changed by who has seen it: a stale version gets 412 with both", async () => {
    const at = await world();
    const { id } = await done(goal(at));
    const path = `/strategy/goals/${id}`;
    const changed = await done(at.api.patch(path, { amount: "13000000" }, { version: 1 }));
    expect([changed.amount, changed.version]).toEqual(["13000000.00", 2]);
    const stale = await at.api.patch(path, { amount: "14000000" }, { version: 1 });
    expect([stale.status, stale.body.facts]).toEqual([412, { yours: 1, current: 2 }]);
    expect((await at.api.patch(path, { amount: "1" })).status).toBe(428);
    const ended = await done(at.api.patch(path, { ended: true, theme: null }, { version: 2 }));
    expect([ended.ended, ended.amount]).toEqual([true, "13000000.00"]);
  });
});

describe("the map", () => {
  test("lists orphans, uncovered themes and contradictions", async () => {
    const at = await world();
    const profit = await theme(at.api, { name: "Earn", kind: "profit" });
    const empty = await theme(at.api, { name: "Widen", kind: "expansion" });
    const orphan = await done(goal(at));
    const served = await done(goal(at, { theme: profit }));
    const { review, themes, goals } = await done(at.api.get("/strategy"));
    expect(themes.map(({ id }: { id: string }) => id)).toEqual([profit, empty]);
    expect(goals.length).toBe(2);
    expect(review.orphans.goals).toEqual([orphan.id]);
    expect(review.uncovered).toEqual([empty]);
    expect(review.contradictions).toMatchObject([
      { code: "review/profit_without_margin", theme: profit, goals: [served.id] },
    ]);
    expect(review.contradictions[0].messages.en).toContain("Earn");
  });

  test("names plans and top targets that serve no theme, until a goal links them to one", async () => {
    const at = await world();
    const plan = fresh();
    const of = { metric: "revenue", unit: "top", ...YEAR, amount: "12000000.00" };
    await done(at.api.post("/plans", { id: plan, name: "2027", ...of }));
    await done(
      at.api.post("/targets", {
        rows: [{ subject: at.unit, metric: "orders", ...YEAR, amount: "500" }],
      }),
    );
    const orphans = async () => (await done(at.api.get("/strategy"))).review.orphans;
    const before = await orphans();
    expect(before.plans).toMatchObject([{ id: plan, name: "2027", amount: "12000000.00" }]);
    expect(before.targets).toMatchObject([{ count: 1, metric: { code: "orders" } }]);
    const id = await theme(at.api);
    const { plan: linked } = await done(goal(at, { plan, theme: id }));
    expect(linked).toEqual({ id: plan, name: "2027" });
    await done(goal(at, { metric: at.metric("orders"), amount: "500", theme: id }));
    expect(await orphans()).toMatchObject({ plans: [], targets: [] });
    const other = await goal(at, { plan, unit: at.team });
    expect(`${other.status} ${other.body.code}`).toBe("422 strategy/plan_differs");
  });

  test("shows what initiatives leave uncovered: Q4 +40 % of two sub-strategies", async () => {
    const at = await world();
    const q4 = { from: "2027-10-01", until: "2028-01-01" };
    const { id } = await done(
      goal(at, { ...q4, base: "10000000", amount: "14000000", growth: "40%" }),
    );
    const bring = (name: string, metric: string, quantity: string, contribution: string) => ({
      ...{ id: fresh(), goal: id, name, metric: at.metric(metric), quantity, contribution, ...q4 },
    });
    const channel = bring("New channel customers", "new_customers", "1000", "2500000.00");
    const made = await done(at.api.post("/strategy/initiatives", channel));
    expect(made).toMatchObject({ quantity: "1000", contribution: "2500000.00", each: "2500.00" });
    await done(at.api.post("/strategy/initiatives", bring("Repeat", "orders", "600", "1200000")));
    const coverage = async () => (await done(at.api.get("/strategy"))).goals[0].coverage;
    expect(await coverage()).toEqual({
      ...{ wanted: "4000000.00", covered: "3700000.00", uncovered: "300000.00", share: "0.925" },
    });
    const path = `/strategy/initiatives/${channel.id}`;
    await done(at.api.patch(path, { contribution: "2800000" }, { version: 1 }));
    expect((await coverage()).uncovered).toBe("0.00");
    await done(at.api.patch(path, { ended: true }, { version: 2 }));
    expect((await coverage()).uncovered).toBe("2800000.00");
    expect((await at.api.patch(path, { quantity: "1" }, { version: 2 })).status).toBe(412);
    const odd = await at.api.patch(path, { quantity: "1.5" }, { version: 3 });
    expect(`${odd.body.code} ${odd.body.pointer}`).toBe("strategy/amount /quantity");
  });

  test("is one batch for who sees the company, and shows a manager the own unit, above and below", async () => {
    const at = await world();
    await done(goal(at, { name: "company" }));
    await done(goal(at, { name: "ours", unit: at.team }));
    const { id: theirs } = await done(goal(at, { name: "theirs", unit: at.other }));
    const all = await at.api.get("/strategy");
    expect(all.headers.get("fairlead-d1")).toMatch(/^trips=1;/);
    const manager = await member(at.tenant, "manager", { scopeUnit: at.team });
    const seen = await done(manager.client.get("/strategy"));
    expect(seen.goals.map(({ name }: { name: string }) => name)).toEqual(["company", "ours"]);
    expect((await manager.client.get(`/strategy/goals/${theirs}`)).status).toBe(404);
    expect((await goal({ ...at, api: manager.client })).status).toBe(403);
    const seller = await member(at.tenant, "member", { person: at.person });
    expect((await seller.client.get("/strategy")).status).toBe(403);
  });

  test("is reviewed over all goals, and tells a manager only of what rests on visible ones", async () => {
    const at = await world();
    const served = await theme(at.api, { name: "Grow" });
    const empty = await theme(at.api, { name: "Widen" });
    const profit = await theme(at.api, { name: "Earn", kind: "profit" });
    const expand = await theme(at.api, { name: "Reach", kind: "expansion" });
    await done(goal(at, { theme: served, unit: at.other }));
    await done(goal(at, { theme: expand, unit: at.other }));
    await done(goal(at, { theme: profit, unit: at.other, metric: at.metric("margin") }));
    await done(goal(at, { theme: profit, unit: at.team }));
    const manager = await member(at.tenant, "manager", { scopeUnit: at.team });
    const all = (await done(at.api.get("/strategy"))).review;
    const seen = (await done(manager.client.get("/strategy"))).review;
    expect([all.uncovered, seen.uncovered]).toEqual([[empty], [empty]]);
    expect(codes(all.contradictions)).toEqual(["review/expansion_without_new_customers"]);
    expect(seen.contradictions).toEqual([]);
    const other = await theme(at.api, { name: "Keep", kind: "profit" });
    await done(goal(at, { theme: other, unit: at.other }));
    const { id } = await done(goal(at, { theme: other, unit: at.team }));
    const { contradictions } = (await done(manager.client.get("/strategy"))).review;
    expect(contradictions).toMatchObject([
      { code: "review/profit_without_margin", theme: other, goals: [id] },
    ]);
  });
});

describe("a proposal", () => {
  test("comes with its reasons, of one batch, and writes nothing", async () => {
    const at = await world();
    await sales(at, 24, "1000000.00");
    const query = `unit=${at.unit}&metric=${at.metric("revenue")}&from=2026-10-01&until=2027-01-01`;
    const before = (await done(at.api.get("/commits"))).items.length;
    const answer = await at.api.get(`/strategy/proposal?${query}&pipeline=4000000`);
    expect(answer.headers.get("fairlead-d1")).toMatch(/^trips=1;/);
    const { value, low, high, candidates, months } = answer.body;
    expect([value, low, high]).toEqual(["3000000.00", "3000000.00", "4000000.00"]);
    expect(candidates.map(({ reason }: { reason: string }) => reason)).toContain("pipeline");
    expect(months.length).toBe(24);
    expect((await done(at.api.get("/commits"))).items.length).toBe(before);
  });

  test("of nothing known is none", async () => {
    const at = await world();
    const query = `unit=${at.unit}&metric=${at.metric("orders")}&from=2026-10-01&until=2027-01-01`;
    const { value, candidates } = await done(at.api.get(`/strategy/proposal?${query}`));
    expect([value, candidates]).toEqual([null, []]);
    const wrong = await at.api.get(`/strategy/proposal?${query}&pipeline=1.5`);
    expect(`${wrong.status} ${wrong.body.code}`).toBe("422 strategy/amount");
  });
});
