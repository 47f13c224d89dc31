// Goal: one request moves people, money, heads and target together or not at all, and what units have
// is dated, versioned and tracked against its use. Method: the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { member, rows } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { applied, approved, percent, request, world, type World } from "./world.ts";

const YEAR = { from: "2026-01-01", until: "2027-01-01" };
/** 华南 has two heads and 100万 for channels, 华东 two heads; a head brings 600万 a year. */
async function furnished(): Promise<World> {
  const at = await world();
  const heads = (unit: string, amount: string) => ({ unit, kind: "heads", amount, ...YEAR });
  const brings = (unit: string) => ({
    ...{ unit, kind: "productivity", purpose: "revenue", amount: "6000000", ...YEAR },
  });
  await done(
    at.api.post("/resources", {
      rows: [heads("SOUTH", "2"), heads("EAST", "2"), brings("SOUTH"), brings("EAST")],
    }),
  );
  await done(
    at.api.post("/resources/budget", {
      ...{ unit: "SOUTH", total: "1000000", ...YEAR },
      shares: [
        { purpose: "channel", share: "80%" },
        { purpose: "brand", share: "20%" },
      ],
    }),
  );
  return at;
}
type Line = { purpose: string };
const unitsOf = async ({ api, plan }: World) => {
  const { body } = await done(api.get(`/resources?plan=${plan}`));
  return Object.fromEntries(body.units.map((unit: { name: string }) => [unit.name, unit]));
};

describe("what a unit has", () => {
  test("stands beside its target by period: heads, capacity, heads needed, budget by purpose", async () => {
    const at = await furnished();
    const units = await unitsOf(at);
    expect(units["华南"]).toMatchObject({ seated: 2 });
    // 60万 a month; 600万 a head and year is 50万 in each of the plan's equal months: 1.2 heads, so 2.
    expect(units["华南"].periods[0]).toEqual({
      ...{
        key: "FY2026-M01",
        target: "600000.00",
        heads: "2.00",
        capacity: "1000000.00",
        needed: 2,
      },
    });
    expect(units["华南"].budget).toEqual([
      {
        ...{ purpose: "brand", currency: "CNY", planned: "200000.00", share: "0.2" },
        ...{ used: "0.00", usedShare: null, left: "200000.00" },
      },
      {
        ...{ purpose: "channel", currency: "CNY", planned: "800000.00", share: "0.8" },
        ...{ used: "0.00", usedShare: null, left: "800000.00" },
      },
    ]);
    expect(units["Sales"].periods[0]).toMatchObject({ heads: null, capacity: null, needed: null });
  });

  test("is tracked against use: dated amounts, a mistake by its opposite", async () => {
    const at = await furnished();
    const use = (purpose: string, amount: string, on = "2026-03-02") => ({
      ...{ id: newId(Date.now()), unit: "SOUTH", purpose, on, amount },
    });
    const lines = [use("channel", "300000"), use("brand", "200000"), use("brand", "-100000")];
    await done(at.api.post("/resource-uses", { rows: lines }));
    await done(at.api.post("/resource-uses", { rows: [use("brand", "7", "2025-12-31")] }));
    const { budget } = (await unitsOf(at))["华南"];
    expect(budget).toMatchObject([
      { purpose: "brand", share: "0.2", used: "100000.00", usedShare: "0.25", left: "100000.00" },
      { purpose: "channel", share: "0.8", used: "300000.00", usedShare: "0.75", left: "500000.00" },
    ]);
  });

  test("is replaced from a day on and keeps what was known; the same again writes nothing", async () => {
    const at = await furnished();
    const row = {
      unit: "SOUTH",
      kind: "heads",
      amount: "3",
      from: "2026-07-01",
      until: "2027-01-01",
    };
    expect((await done(at.api.post("/resources", { rows: [row] }))).body).toEqual({
      opened: 2,
      closed: 1,
    });
    expect((await done(at.api.post("/resources", { rows: [row] }))).body).toEqual({
      opened: 0,
      closed: 0,
    });
    const { periods } = (await unitsOf(at))["华南"];
    expect([periods[5].heads, periods[6].heads]).toEqual(["2.00", "3.00"]);
    const kept = await rows(
      at.id,
      `SELECT from_day, until_day, amount, until_seq IS NULL AS now FROM resources
       WHERE tenant = ?1 AND unit = ?2 AND kind = 'heads' ORDER BY since_seq, from_day`,
      at.ids["SOUTH"] ?? "",
    );
    expect(kept).toEqual([
      { from_day: "2026-01-01", until_day: "2027-01-01", amount: 200, now: 0 },
      { from_day: "2026-01-01", until_day: "2026-07-01", amount: 200, now: 1 },
      { from_day: "2026-07-01", until_day: "2027-01-01", amount: 300, now: 1 },
    ]);
  });

  test("is refused where it cannot be: unknown, malformed, negative, overlapping, shares not 100 %", async () => {
    const at = await furnished();
    const refused = async (row: Record<string, unknown>) =>
      (
        await at.api.post("/resources", {
          rows: [{ unit: "SOUTH", kind: "heads", amount: "1", ...YEAR, ...row }],
        })
      ).body;
    expect(await refused({ unit: "NOWHERE" })).toMatchObject({
      code: "resource/unknown",
      pointer: "/rows/0/unit",
    });
    expect(await refused({ kind: "productivity", purpose: "nothing" })).toMatchObject({
      code: "resource/unknown",
    });
    expect(await refused({ amount: "1.234" })).toMatchObject({
      code: "resource/amount",
      pointer: "/rows/0/amount",
    });
    expect(await refused({ amount: "-1" })).toMatchObject({ code: "resource/negative" });
    expect(await refused({ until: "2026-01-01" })).toMatchObject({ code: "resource/interval" });
    const half = { kind: "budget", purpose: "channel", amount: "1", until: "2026-07-01" };
    expect(await refused(half)).toMatchObject({
      code: "resource/overlap",
      facts: { until: "2027-01-01" },
    });
    const shares = [
      { purpose: "a", share: "80%" },
      { purpose: "b", share: "30%" },
    ];
    const over = await at.api.post("/resources/budget", {
      unit: "EAST",
      total: "10",
      ...YEAR,
      shares,
    });
    expect(over.body).toMatchObject({
      code: "resource/shares",
      pointer: "/shares",
      facts: { value: "110%" },
    });
    const boss = await member(at.id, "manager", { scopeUnit: at.ids["SOUTH"] ?? "" });
    const row = { unit: "SOUTH", kind: "heads", amount: "9", ...YEAR };
    expect((await boss.client.post("/resources", { rows: [row] })).status).toBe(403);
    const { body: seen } = await done(boss.client.get(`/resources?plan=${at.plan}`));
    expect(seen.units.map(({ name }: { name: string }) => name)).toEqual(["华南"]);
  });
});

describe("people who move", () => {
  const transfer = (at: World, change: Record<string, unknown> = {}) =>
    request(at, {
      ...{ trigger: "transfer", reason: "Two sellers strengthen 华东", above: "follows" },
      moves: [
        { person: at.ids["chen"], to: at.ids["EAST"] },
        { person: at.ids["dai"], to: at.ids["EAST"] },
      ],
      budget: [{ from: at.ids["SOUTH"], to: at.ids["EAST"], purpose: "channel", amount: "250000" }],
      ...change,
    });

  test("take heads, money and target with them in one commit", async () => {
    const at = await furnished();
    const body = transfer(at);
    const { id: _, reason: __, ...ask } = body;
    const { body: seen } = await done(at.api.post("/adjustments/preview", ask));
    const shown = seen.radius.resources.map((each: Line & Record<string, string>) => [
      ...[each["name"], each["kind"], each.purpose, each["before"], each["after"]],
    ]);
    expect(shown).toEqual([
      ["华南", "heads", "", "2.00", "0.00"],
      ["华南", "capacity", "", "6000000.00", "0.00"],
      ["华东", "heads", "", "2.00", "4.00"],
      ["华东", "capacity", "", "6000000.00", "12000000.00"],
      ["华南", "budget", "channel", "800000.00", "550000.00"],
      ["华东", "budget", "channel", "0.00", "250000.00"],
    ]);
    const commits = async () =>
      (await rows(at.id, "SELECT max(seq) AS n FROM commits WHERE tenant = ?1"))[0]?.["n"];
    const hash = await approved(at, body);
    const before = Number(await commits());
    await done(at.api.post(`/adjustments/${body.id}/apply`, { hash }, { version: 3 }));
    expect(await commits()).toBe(before + 1);

    const seats = await rows(
      at.id,
      `SELECT unit, from_day, until_day FROM memberships
       WHERE tenant = ?1 AND person = ?2 AND until_seq IS NULL ORDER BY from_day`,
      at.ids["chen"] ?? "",
    );
    expect(seats).toEqual([
      { unit: at.ids["SOUTH"], from_day: "2024-01-01", until_day: "2026-07-01" },
      { unit: at.ids["EAST"], from_day: "2026-07-01", until_day: "9999-12-31" },
    ]);
    const units = await unitsOf(at);
    const line = (name: string) =>
      units[name].periods.map(({ target, heads }: { target: string; heads: string }) => [
        target,
        heads,
      ]);
    expect(line("华南")).toEqual([
      ...Array<unknown>(6).fill(["600000.00", "2.00"]),
      ...Array<unknown>(6).fill(["0.00", "0.00"]),
    ]);
    expect(line("华东")).toEqual([
      ...Array<unknown>(6).fill(["400000.00", "2.00"]),
      ...Array<unknown>(6).fill(["1000000.00", "4.00"]),
    ]);
    expect(units["Sales"].periods[11].target).toBe("1000000.00");
    expect(units["华东"].budget).toMatchObject([{ purpose: "channel", planned: "250000.00" }]);
    const { body: card } = await done(at.api.get(`/plans/${at.plan}/cards/${at.ids["chen"]}`));
    expect(card.number).toBe("4800000.00");
    expect(card.lines).toMatchObject([
      { kind: "manual", amount: "4800000.00", reason: body.reason },
    ]);
    const { body: history } = await done(at.api.get(`/subjects/${at.ids["chen"]}/adjustments`));
    expect(history.items).toMatchObject([
      { part: "moved", before: "4800000.00", after: "4800000.00", cells: [] },
    ]);
  });

  test("or nothing moves: money that is not there, more people than heads, a seat that changed meanwhile", async () => {
    const at = await furnished();
    const much = await at.api.post(
      "/adjustments",
      transfer(at, {
        budget: [
          { from: at.ids["SOUTH"], to: at.ids["EAST"], purpose: "channel", amount: "800000.01" },
        ],
      }),
    );
    expect(much.body).toMatchObject({
      code: "resource/too_little",
      pointer: "/budget/0/amount",
      facts: { have: "800000.00" },
    });
    const use = {
      id: newId(Date.now()),
      unit: "SOUTH",
      purpose: "channel",
      on: "2026-02-02",
      amount: "600000",
    };
    await done(at.api.post("/resource-uses", { rows: [use] }));
    expect((await at.api.post("/adjustments", transfer(at))).body).toMatchObject({
      code: "resource/too_little",
      facts: { have: "200000.00" },
    });
    const heads = { unit: "SOUTH", kind: "heads", amount: "1", ...YEAR };
    await done(at.api.post("/resources", { rows: [heads] }));
    const few = await at.api.post("/adjustments", transfer(at, { budget: [] }));
    expect(few.body).toMatchObject({ code: "resource/too_few_heads", pointer: "/moves" });
    expect(few.body.messages.zh).toContain("计划人数");
  });

  test("may ask for money alone", async () => {
    const at = await furnished();
    const body = transfer(at, { moves: [] });
    const { body: made } = await applied(at, body);
    expect(made.adjustment.state).toBe("applied");
    const units = await unitsOf(at);
    expect(units["华南"].budget[1]).toMatchObject({ purpose: "channel", planned: "550000.00" });
    expect(units["华东"].budget).toMatchObject([{ planned: "250000.00" }]);
  });

  test("with a change of the unit's number after them, on the tree as it then is", async () => {
    const at = await furnished();
    const body = transfer(at, { budget: [], changes: [percent(at.ids["EAST"], "10%")] });
    await applied(at, body);
    const { periods } = (await unitsOf(at))["华东"];
    expect(periods[6].target).toBe("1100000.00");
    const { body: card } = await done(at.api.get(`/plans/${at.plan}/cards/${at.ids["chen"]}`));
    expect(card.number).toBe("5040000.00");
  });
});
