// Goal: every way to share out a plan gives the numbers a planner works out on paper, with a card
// that re-adds; levels and slices are published beside the committed targets. Method: the real Worker
// on real D1, last year being anna 300, bo 100, chen 400, dai 200.
import { describe, expect, test } from "vitest";
import { sum } from "../../workers/lib/list.ts";
import { parseMinor } from "../../workers/lib/money.ts";
import { done, plan, team, type Team } from "./team.ts";

const units = (text: string) => {
  const parsed = parseMinor(text, 2);
  return parsed.ok ? parsed.value : 0n;
};
type Shared = Team & { readonly at: string };

async function shared(
  change: Record<string, unknown>,
  values: Record<string, Record<string, string>> = {},
): Promise<Shared> {
  const world = await team();
  const body = plan({ amount: "1000.00", granularity: "1", ...change });
  const at = `/plans/${body.id}`;
  await done(world.api.post("/plans", body));
  const rows = Object.entries(values).map(([subject, own]) => ({ subject, values: own }));
  if (rows.length > 0) await done(world.api.post(`${at}/inputs`, { rows }));
  await done(world.api.post(`${at}/allocate`, {}));
  return { ...world, at };
}
async function numbers({ api, at }: Shared): Promise<Record<string, number>> {
  const { body } = await done(api.get(at));
  return Object.fromEntries(
    body.rows.map((row: { code: string; amount: string }) => [row.code, Number(row.amount)]),
  );
}
async function publish({ api, at }: Shared) {
  const { body, headers } = await done(api.get(at));
  const version = Number(headers.get("etag")?.replaceAll('"', ""));
  return await done(api.post(`${at}/publish`, { draft: body.plan.draft }, { version }));
}
async function readds(world: Shared, who: string) {
  const { body } = await done(world.api.get(`${world.at}/cards/${world.ids[who]}?version=0`));
  expect(sum(body.lines.map((line: { amount: string }) => units(line.amount)))).toBe(
    units(body.number),
  );
  return body;
}

describe("a plan is shared out", () => {
  test("equally: among the regions, then among the people of each", async () => {
    const world = await shared({ method: { kind: "equal" } });
    expect(await numbers(world)).toMatchObject({ EAST: 500, SOUTH: 500, anna: 250, dai: 250 });
    expect((await readds(world, "anna")).lines[0]).toMatchObject({ key: "equal", value: "1" });
  });

  test("by given shares, leaving what nobody was given as a number to see", async () => {
    const world = await shared(
      { amount: "100000000", method: { kind: "given" } },
      {
        EAST: { share: "40%" },
        SOUTH: { share: "30%" },
        anna: { share: "0.5" },
        bo: { share: "0.6" },
      },
    );
    // 100m with 40 % and 30 % leaves 30m; anna and bo carry 110 % of the east.
    expect(await numbers(world)).toMatchObject({
      EAST: 40_000_000,
      SOUTH: 30_000_000,
      anna: 20_000_000,
      bo: 24_000_000,
      chen: 0,
    });
    await readds(world, "bo");
  });

  test("by one factor of several, which keep their weights for later", async () => {
    const factors = [
      { key: "history", weight: "0.5", source: "history" },
      { key: "headcount", weight: "0.5", source: "headcount" },
    ];
    const world = await shared({ factors, method: { kind: "factor", key: "headcount" } });
    expect(await numbers(world)).toMatchObject({ EAST: 500, anna: 250, chen: 250 });
    const { body } = await done(world.api.get(world.at));
    expect(body.plan.rules.factors.map((each: { weight: string }) => each.weight)).toEqual([
      "0.5",
      "0.5",
    ]);
  });

  test("by growth on last year, own growth first", async () => {
    const world = await shared(
      { amount: "1200", method: { kind: "growth", growth: "20%" } },
      { anna: { growth: "-0.5" } },
    );
    // 150 + 120 + 480 + 240 = 990 of 1,200.
    const all = await numbers(world);
    expect(all["EAST"]).toBe(Math.round((1200 * 270) / 990));
    expect((all["anna"] ?? 0) + (all["bo"] ?? 0)).toBe(all["EAST"]);
    expect((await readds(world, "chen")).lines[0]).toMatchObject({ key: "growth", value: "480" });
  });

  test("by capacity: heads x what one sells x how far along they are", async () => {
    const world = await shared(
      { amount: "700", method: { kind: "capacity" } },
      {
        anna: { heads: "20", productivity: "2" },
        bo: { heads: "10", productivity: "2", ramp: "0.5" },
        chen: { productivity: "20" },
        dai: { productivity: "10", ramp: "0.5" },
      },
    );
    // 40 + 10 + 20 + 5 = 75 for 700.
    const all = await numbers(world);
    expect(all["EAST"]).toBe(Math.round((700 * 50) / 75));
    expect((await readds(world, "bo")).lines[0]).toMatchObject({ key: "capacity", value: "10" });
  });

  test("keeping what is locked and the proportions of the others", async () => {
    const world = await shared({});
    const { api, at, ids } = world;
    await done(
      api.patch(`${at}/rows/${ids["anna"]}`, { amount: "360", reason: "r" }, { version: 2 }),
    );
    await done(api.patch(at, { amount: "2000", method: { kind: "keep" } }, { version: 1 }));
    await done(api.post(`${at}/allocate`, {}));
    expect(await numbers(world)).toMatchObject({ EAST: 800, anna: 360, bo: 440, chen: 800 });
  });

  test("as a copy of another plan's published numbers", async () => {
    const first = await shared({ method: { kind: "equal" } });
    await publish(first);
    const { api } = first;
    const copy = plan({
      ...{ amount: "400", granularity: "1", from: "2027-01-01", until: "2028-01-01" },
      method: { kind: "copy", plan: first.at.split("/")[2] },
    });
    await done(api.post("/plans", copy));
    await done(api.post(`/plans/${copy.id}/allocate`, {}));
    const world = { ...first, at: `/plans/${copy.id}` };
    expect(await numbers(world)).toMatchObject({ EAST: 200, anna: 100, dai: 100 });
    await readds(world, "anna");
  });
});

describe("publishing", () => {
  test("sets sprint and challenge beside committed, exact in both directions", async () => {
    const world = await shared({
      amount: "1001",
      levels: { sprint: "1.1", challenge: "130%" },
    });
    await publish(world);
    const months = async (who: string, level: string): Promise<bigint[]> =>
      (
        await done(world.api.get(`/targets?subject=${world.ids[who]}&level=${level}`))
      ).body.items.map((row: { amount: string }) => units(row.amount));
    expect(sum(await months("SALES", "committed"))).toBe(100_100n);
    expect(sum(await months("SALES", "sprint"))).toBe(110_100n);
    expect(sum(await months("SALES", "challenge"))).toBe(130_100n);
    for (const level of ["committed", "sprint", "challenge"]) {
      const [top, east, south] = await Promise.all(
        ["SALES", "EAST", "SOUTH"].map((who) => months(who, level)),
      );
      const both = (east ?? []).map((each, at) => each + (south?.[at] ?? 0n));
      expect(both, level).toEqual(top);
      const [anna, bo] = await Promise.all(["anna", "bo"].map((who) => months(who, level)));
      expect((anna ?? []).map((each, at) => each + (bo?.[at] ?? 0n))).toEqual(east);
    }
  });

  test("sets slices that sum to the person's months, and a unit's as a total to look at", async () => {
    const slices = [
      { key: "new", weight: "2" },
      { key: "renewal", weight: "1" },
    ];
    const world = await shared({ slices });
    expect((await publish(world)).body.targets).toBeGreaterThan(0);
    const db = await world.db();
    const { cells } = await db.load({
      cells: {
        sql: `SELECT slice, from_day, sum(amount) AS amount FROM targets
              WHERE tenant = ?1 AND subject = ?2 AND until_seq IS NULL GROUP BY slice, from_day`,
        params: [world.ids["anna"] ?? ""],
        decode: (found: readonly Readonly<Record<string, unknown>>[]) => found,
      },
    });
    const of = (slice: string) =>
      cells.filter((row) => row["slice"] === slice).map((row) => Number(row["amount"]));
    const [whole, fresh, renewal] = [of(""), of("new"), of("renewal")];
    expect(fresh.map((each, at) => each + (renewal[at] ?? 0))).toEqual(whole);
    expect(fresh.reduce((all, each) => all + each, 0)).toBe(20_000);
  });

  test("a plan may begin and end inside a month", async () => {
    const world = await shared({
      ...{ from: "2026-01-16", until: "2026-03-01", amount: "440" },
      ...{ months: { mode: "calendar_days" }, method: { kind: "equal" } },
    });
    await publish(world);
    const { items } = (await done(world.api.get(`/targets?subject=${world.ids["SALES"]}`))).body;
    expect(items).toMatchObject([
      { from: "2026-01-16", until: "2026-02-01", amount: "160.00" },
      { from: "2026-02-01", until: "2026-03-01", amount: "280.00" },
    ]);
  });
});
