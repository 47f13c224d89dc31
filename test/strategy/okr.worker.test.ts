// Goal: objectives have two to four key results that go somewhere, align without circles, and are
// checked in without overwriting; action targets say the conversion they take for granted.
import { describe, expect, test } from "vitest";
import { member, rows } from "../support/world.ts";
import { done, fresh, sales, world, YEAR, type World } from "./world.ts";

const keyResult = (of: object = {}) => ({
  id: fresh(),
  name: "K",
  start: "0",
  target: "100",
  ...of,
});
async function objective(at: World, of: object = {}) {
  const keyResults = [keyResult(), keyResult({ start: "12", target: "5", measure: "d" })];
  const body = { id: fresh(), name: "O", unit: at.unit, ...YEAR, keyResults, ...of };
  return await at.api.post("/strategy/objectives", body);
}
const said = ({ status, body }: { status: number; body: { code: string; pointer?: string } }) =>
  `${status} ${body.code} ${body.pointer ?? ""}`;

describe("an objective", () => {
  test("is scored by its key results on their own scale, 70 % being success", async () => {
    const at = await world();
    const made = await done(objective(at));
    expect([made.score, made.standing]).toEqual([null, "silent"]);
    const [first, second] = made.keyResults;
    const path = (id: string) => `/strategy/objectives/${made.id}/key-results/${id}/check-ins`;
    const half = await done(at.api.post(path(first.id), { value: "50" }, { version: 1 }));
    expect([half.progress, half.standing, half.checkIns]).toEqual(["0.5", "moving", 1]);
    await done(at.api.post(path(second.id), { value: "5.7" }, { version: 1 }));
    const { items } = await done(at.api.get("/strategy/objectives"));
    expect([items[0].score, items[0].standing]).toEqual(["0.7", "landed"]);
    expect(items[0].keyResults.map(({ progress }: { progress: string }) => progress)).toEqual([
      "0.5",
      "0.9",
    ]);
  });

  test("has two to four key results, each of which goes somewhere", async () => {
    const at = await world();
    const same = keyResult();
    const with_ = (...keyResults: object[]) => objective(at, { keyResults });
    expect(said(await with_(keyResult()))).toBe("422 strategy/key_results /keyResults");
    const five = Array.from({ length: 5 }, () => keyResult());
    expect(said(await with_(...five))).toBe("422 strategy/key_results /keyResults");
    expect(said(await with_(same, same))).toBe("422 strategy/key_results /keyResults");
    const still = keyResult({ start: "7", target: "7.0" });
    expect(said(await with_(keyResult(), still))).toBe("422 strategy/no_way /keyResults/1/target");
    expect((await with_(...five.slice(0, 4))).status).toBe(201);
  });

  test("serves another one, never itself and never in a circle", async () => {
    const at = await world();
    const top = await done(objective(at));
    const below = await done(objective(at, { parent: top.id, unit: at.team }));
    const change = (id: string, parent: string | null) =>
      at.api.patch(`/strategy/objectives/${id}`, { parent }, { version: 1 });
    expect(said(await change(top.id, below.id))).toBe("422 strategy/circle /parent");
    expect(said(await change(top.id, top.id))).toBe("422 strategy/circle /parent");
    expect(said(await change(top.id, fresh()))).toBe("422 strategy/unknown_parent /parent");
    expect((await done(change(below.id, null))).parent).toBeNull();
    expect(said(await change(below.id, top.id))).toBe("412 version/stale ");
  });

  test("keeps every check-in, and refuses one over a figure that was not seen", async () => {
    const at = await world();
    const { id, keyResults } = await done(objective(at));
    const one = `/strategy/objectives/${id}/key-results/${keyResults[0].id}`;
    const manager = await member(at.tenant, "manager", { scopeUnit: at.unit });
    const key = fresh();
    const first = await at.api.post(
      `${one}/check-ins`,
      { value: "10", note: "slow" },
      { version: 1, key },
    );
    const again = await at.api.post(
      `${one}/check-ins`,
      { value: "10", note: "slow" },
      { version: 1, key },
    );
    expect([again.status, again.text]).toEqual([201, first.text]);
    const late = await manager.client.post(`${one}/check-ins`, { value: "20" }, { version: 1 });
    expect([late.status, late.body.facts]).toEqual([412, { yours: 1, current: 2 }]);
    await done(manager.client.post(`${one}/check-ins`, { value: "20" }, { version: 2 }));
    await done(at.api.patch(one, { target: "40" }, { version: 3 }));
    const { items } = await done(at.api.get(`${one}/check-ins`));
    expect(items).toMatchObject([
      { number: 2, value: "20", by: manager.account },
      { number: 1, value: "10", note: "slow" },
    ]);
    const { items: after } = await done(at.api.get("/strategy/objectives"));
    expect(
      after[0].keyResults.find((each: { id: string }) => each.id === keyResults[0].id).progress,
    ).toBe("0.5");
    await expect(
      rows(at.tenant, "UPDATE check_ins SET value = '99' WHERE tenant = ?1 RETURNING value"),
    ).rejects.toThrow(/append_only:check_ins/);
    const still = await at.api.patch(one, { start: "40" }, { version: 4 });
    expect(said(still)).toBe("422 strategy/no_way /target");
  });

  test("of another team is nobody else's: reading and checking in are refused alike", async () => {
    const at = await world();
    const { id, keyResults } = await done(objective(at, { unit: at.other }));
    const manager = await member(at.tenant, "manager", { scopeUnit: at.team });
    const path = `/strategy/objectives/${id}/key-results/${keyResults[0].id}/check-ins`;
    expect((await done(manager.client.get("/strategy/objectives"))).items).toEqual([]);
    expect((await manager.client.get(path)).status).toBe(404);
    expect((await manager.client.post(path, { value: "1" }, { version: 1 })).status).toBe(404);
  });

  test("of a unit above is read by who leads a team, and checked in by others alone", async () => {
    const at = await world();
    const company = await done(objective(at));
    const ours = await done(objective(at, { unit: at.team, parent: company.id }));
    const manager = await member(at.tenant, "manager", { scopeUnit: at.team });
    const of = ({ id, keyResults }: { id: string; keyResults: readonly { id: string }[] }) =>
      `/strategy/objectives/${id}/key-results/${keyResults[0]?.id}/check-ins`;
    const { items, checks } = await done(manager.client.get("/strategy/objectives"));
    // What would be refused is not offered.
    expect(checks).toEqual([at.team]);
    expect((await done(at.api.get("/strategy/objectives"))).checks).toEqual([at.unit, at.team]);
    expect(items.map(({ id }: { id: string }) => id)).toEqual([company.id, ours.id]);
    expect((await done(manager.client.get(of(company)))).items).toEqual([]);
    const above = await manager.client.post(of(company), { value: "1" }, { version: 1 });
    expect(said(above)).toBe("404 strategy/not_found ");
    expect((await done(at.api.get(of(company)))).items).toEqual([]);
    await done(manager.client.post(of(ours), { value: "1" }, { version: 1 }));
  });
});

describe("an action target", () => {
  const july = "2026-07-01";
  const body = (at: World, of: object = {}) => ({
    ...{ id: fresh(), unit: at.unit, ...YEAR, pace: "week", ...of },
    ...{ result: "A customers", results: "10", action: "A leads", actions: "3", ...of },
  });

  test("says that 10 A-customers of 3 A-leads a week are 13 leads and 76.9 %, which is flagged", async () => {
    const at = await world();
    const made = await done(at.api.post("/strategy/actions", body(at)));
    expect(made).toMatchObject({
      ...{ aMonth: "13", aWeek: "3", aDay: "3/5" },
      conversion: {
        implied: "10/13",
        verdict: "above_ceiling",
        ceiling: "1/2",
        usual: null,
        past: 0,
      },
    });
    const stated = await done(at.api.post("/strategy/actions", body(at, { ceiling: "80%" })));
    expect(stated.conversion.verdict).toBe("plausible");
    const few = await done(
      at.api.post("/strategy/actions", body(at, { actions: "2", ceiling: "1" })),
    );
    expect(few.conversion.verdict).toBe("impossible");
    expect((await done(at.api.get("/strategy/actions"))).items.length).toBe(3);
  });

  test("is cut into the weeks of a month of the company's own calendar", async () => {
    const at = await world();
    const { id } = await done(at.api.post("/strategy/actions", body(at)));
    const { month, weeks } = await done(at.api.get(`/strategy/actions/${id}?on=${july}`));
    // 23 working days are 4.6 weeks: 13.8 leads, 14 whole ones.
    expect(month).toMatchObject({
      key: "FY2026-M07",
      workingDays: 23,
      exact: "69/5",
      actions: "14",
    });
    expect(weeks.map(({ actions }: { actions: string }) => actions)).toEqual([
      "2",
      "3",
      "3",
      "3",
      "3",
    ]);
    expect(weeks[0]).toMatchObject({ key: "FY2026-W27", workingDays: 3, daily: "2/3" });
  });

  test("is held against what was made of what was done", async () => {
    const at = await world();
    await sales(at, 12, "20", "visits");
    await sales(at, 12, "5", "orders");
    const metrics = { resultMetric: at.metric("orders"), actionMetric: at.metric("visits") };
    const { id } = await done(
      at.api.post("/strategy/actions", body(at, { ...metrics, ceiling: "1" })),
    );
    const { action, month } = await done(at.api.get(`/strategy/actions/${id}?on=${july}`));
    expect(action.conversion).toMatchObject({
      verdict: "above_history",
      usual: "1/4",
      percentile: "1",
      past: 12,
    });
    // 10 results at one in four take 40.
    expect(month.needed).toBe("40");
  });

  test("refuses numbers that mean nothing, and a stale change", async () => {
    const at = await world();
    const refused = async (of: object) =>
      said(await at.api.post("/strategy/actions", body(at, of)));
    expect(await refused({ actions: "0" })).toBe("422 strategy/rate /actions");
    expect(await refused({ results: "-1" })).toBe("422 strategy/rate /results");
    expect(await refused({ ceiling: "120%" })).toBe("422 strategy/rate /ceiling");
    expect(await refused({ goal: fresh() })).toBe("422 strategy/unknown_goal /goal");
    const made = await done(at.api.post("/strategy/actions", body(at)));
    const path = `/strategy/actions/${made.id}`;
    const changed = await done(at.api.patch(path, { actions: "5" }, { version: 1 }));
    expect([changed.aMonth, changed.conversion.verdict]).toEqual(["65/3", "plausible"]);
    expect(said(await at.api.patch(path, { actions: "5" }, { version: 1 }))).toBe(
      "412 version/stale ",
    );
  });
});
