// Goal: the planning grid reads a level of the tree at a time and writes months by hand: the year
// stays, a cell edited by two people at once is edited once, and a block of rows goes in whole or not
// at all. Method: the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { member, rows } from "../support/world.ts";
import { done, plan, team, type Team } from "./team.ts";

type Shared = Team & { readonly at: string };
async function shared(change: Record<string, unknown> = {}): Promise<Shared> {
  const world = await team();
  const body = plan({ amount: "12000.00", granularity: "1", ...change });
  await done(world.api.post("/plans", body));
  await done(world.api.post(`/plans/${body.id}/allocate`, {}));
  return { ...world, at: `/plans/${body.id}` };
}
const grid = async ({ api, at }: Shared, query = "") =>
  (await done(api.get(`${at}/grid${query}`))).body;
// What a test reads of a row, out of an answer whose form its contract has checked already.
const rowOf = (body: { items: { code: string }[] }, code: string) =>
  body.items.find((each) => each.code === code) as unknown as {
    subject: string;
    version: number;
    amount: string;
    months: string[];
    cells: Record<string, { amount: string; reason: string }>;
  };
const sum = (months: readonly string[]) => months.reduce((all, each) => all + Number(each), 0);

describe("reading", () => {
  test("shows a unit and what stands directly under it, with months and periods", async () => {
    const world = await shared();
    const body = await grid(world, `?below=${world.ids["EAST"]}`);
    expect(body.items.map(({ code }: { code: string }) => code).toSorted()).toEqual([
      "EAST",
      "anna",
      "bo",
    ]);
    expect(body.periods).toHaveLength(12);
    expect(rowOf(body, "anna")).toMatchObject({ amount: "3600.00" });
    expect(rowOf(body, "anna").months).toEqual(Array(12).fill("300.00"));
  });

  test("goes through all rows page by page, each once", async () => {
    const world = await shared();
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const more: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const body = await grid(world, `?limit=3${more}`);
      expect(body.items.length).toBeLessThanOrEqual(3);
      seen.push(...body.items.map(({ code }: { code: string }) => code));
      cursor = body.next;
    }
    expect(seen.toSorted()).toEqual(["EAST", "SALES", "SOUTH", "anna", "bo", "chen", "dai"]);
  });

  test("shows a manager the own unit, and nothing beside it", async () => {
    const world = await shared();
    const manager = await member(world.id, "manager", { scopeUnit: world.ids["EAST"] ?? "" });
    const own = await done(manager.client.get(`${world.at}/grid`));
    expect(own.body.items.map(({ code }: { code: string }) => code)).toContain("anna");
    expect(own.body.items).toHaveLength(3);
    const other = await manager.client.get(`${world.at}/grid?below=${world.ids["SOUTH"]}`);
    expect(other.status).toBe(404);
  });

  test("shows a plan of thousands a level at a time, and only those rows are read", async () => {
    const world = await shared();
    const { api, at, id, ids } = world;
    await rows(id, "UPDATE plans SET rules = json_set(rules, '$.size', 5000) WHERE tenant = ?1");
    const top = await done(api.get(at));
    expect(top.body).toMatchObject({ whole: false, next: null });
    const codes = ({ body }: { body: { rows: { code: string }[] } }) =>
      body.rows.map(({ code }) => code).toSorted();
    expect(codes(top)).toEqual(["EAST", "SALES", "SOUTH"]);
    const east = await done(api.get(`${at}?below=${ids["EAST"]}&limit=1`));
    expect(east.body.rows).toHaveLength(2);
    const rest = await done(api.get(`${at}?below=${ids["EAST"]}&limit=1&cursor=${east.body.next}`));
    expect([...codes(east), ...codes(rest)].toSorted()).toEqual(["EAST", "anna", "bo"]);
    const manager = await member(id, "manager", { scopeUnit: ids["EAST"] ?? "" });
    expect(codes(await done(manager.client.get(at)))).toEqual(["EAST", "anna", "bo"]);
  });

  test("reads no more rows than a level has, however large the plan", async () => {
    const world = await shared();
    const { headers } = await done(world.api.get(`${world.at}/grid?below=${world.ids["EAST"]}`));
    const read = Number(/read=(\d+)/.exec(headers.get("fairlead-d1") ?? "")?.[1]);
    expect(read).toBeLessThanOrEqual(2 * 3 * 13 + 50);
  });
});

describe("a month by hand", () => {
  test("stays, keeps the year, and moves the other months in their proportions", async () => {
    const world = await shared();
    const { api, at, ids } = world;
    const path = `${at}/rows/${ids["anna"]}`;
    const cells = { "FY2026-M03": "399.00" };
    expect((await api.patch(path, { cells }, { version: 2 })).body.code).toBe(
      "plan/reason_missing",
    );
    await done(api.patch(path, { cells, reason: "fair" }, { version: 2 }));
    const anna = rowOf(await grid(world, `?below=${ids["EAST"]}`), "anna");
    expect(anna.months[2]).toBe("399.00");
    expect(anna.months[0]).toBe("291.00");
    expect(sum(anna.months)).toBe(3600);
    expect(anna.cells["FY2026-M03"]).toMatchObject({ amount: "399.00", reason: "fair" });

    await done(api.post(`${at}/allocate`, {}));
    const after = await grid(world, `?below=${ids["EAST"]}`);
    expect(rowOf(after, "anna").months[2]).toBe("399.00");
    expect(rowOf(after, "bo").months[2]).toBe("1.00");
    expect(sum(rowOf(after, "anna").months)).toBe(3600);
    const { version } = rowOf(after, "anna");
    await done(api.patch(path, { cells: { "FY2026-M03": null }, reason: "over" }, { version }));
    expect(rowOf(await grid(world, `?below=${ids["EAST"]}`), "anna").cells).toEqual({});
  });

  test("within its quarter where the plan fixes quarters", async () => {
    const world = await shared({ totals: "quarter" });
    const { api, at, ids } = world;
    const cells = { "FY2026-M03": "500.00" };
    await done(api.patch(`${at}/rows/${ids["anna"]}`, { cells, reason: "r" }, { version: 2 }));
    const anna = rowOf(await grid(world, `?below=${ids["EAST"]}`), "anna");
    expect(anna.months.slice(0, 4)).toEqual(["200.00", "200.00", "500.00", "300.00"]);
  });

  test("is refused where the plan has no such month, or nothing can take the difference", async () => {
    const world = await shared();
    const { api, at, ids } = world;
    const ask = (cells: object) =>
      api.patch(`${at}/rows/${ids["anna"]}`, { cells, reason: "r" }, { version: 2 });
    expect((await ask({ "FY2027-M01": "1" })).body).toMatchObject({ code: "plan/cells" });
    expect((await ask({ "FY2026-M01": "1.234" })).body).toMatchObject({ code: "target/amount" });
    const all = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`FY2026-M${`${n + 1}`.padStart(2, "0")}`, "1"]),
    );
    expect((await ask(all)).body).toMatchObject({ code: "plan/cells" });
  });

  test("by two people at once is taken once; the other sees what stands there", async () => {
    const world = await shared();
    const { api, at, ids } = world;
    const set = (amount: string) =>
      api.patch(
        `${at}/rows/${ids["anna"]}`,
        { cells: { "FY2026-M03": amount }, reason: "r" },
        { version: 2 },
      );
    const both = await Promise.all([set("1"), set("2")]);
    const [taken, late] = both.toSorted((a, b) => a.status - b.status);
    expect([taken?.status, late?.status]).toEqual([200, 412]);
    expect(late?.body.facts).toMatchObject({ yours: 2, current: 3 });
    expect(Number(late?.body.facts.row.cells["FY2026-M03"].amount)).toBeGreaterThan(0);
  });
});

describe("a block of rows", () => {
  test("goes in whole: years and months, each row by its own version", async () => {
    const world = await shared();
    const { api, at, ids } = world;
    const rows = [
      { subject: ids["anna"], version: 2, amount: "3700", cells: { "FY2026-M01": "100" } },
      { subject: ids["bo"], version: 2, cells: { "FY2026-M12": "500" } },
    ];
    const set = await done(api.post(`${at}/cells`, { reason: "from the sheet", rows }));
    expect(set.body.rows).toHaveLength(2);
    const body = await grid(world, `?below=${ids["EAST"]}`);
    expect(rowOf(body, "anna")).toMatchObject({ amount: "3700.00" });
    expect(rowOf(body, "anna").months[0]).toBe("100.00");
    expect(sum(rowOf(body, "anna").months)).toBe(3700);
    expect(sum(rowOf(body, "bo").months)).toBe(1200);
  });

  test("or not at all, with every flaw named", async () => {
    const world = await shared();
    const { api, at, ids } = world;
    const before = await grid(world);
    const rows = [
      { subject: ids["anna"], version: 2, cells: { "FY2026-M01": "100" } },
      { subject: ids["bo"], version: 1, cells: { "FY2026-M12": "500" } },
      { subject: ids["SALES"], version: 2, amount: "5" },
      { subject: ids["chen"], version: 2, cells: { "FY2020-M12": "500" } },
    ];
    const refused = await api.post(`${at}/cells`, { reason: "r", rows });
    expect(refused.status).toBe(422);
    expect(
      refused.body.errors.map((flaw: { code: string; pointer: string }) => [
        flaw.code,
        flaw.pointer,
      ]),
    ).toEqual([
      ["version/stale", "/rows/1"],
      ["plan/top", "/rows/2"],
      ["plan/cells", "/rows/3/cells/FY2020-M12"],
    ]);
    expect(await grid(world)).toEqual(before);
  });
});
