// Goal: the organisation as a customer's engineer meets it: batches by code, questions by day, and
// what an account may see of it. Method: the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { type Company, company, member, rows } from "../support/world.ts";

async function staffed(): Promise<Company & { readonly ids: Record<string, string> }> {
  const made = await company();
  const units = ["north", "n1", "south"].map((code) => ({ id: newId(Date.now()), code }));
  const people = ["lin", "wu", "zhao"].map((code) => ({ id: newId(Date.now()), code }));
  const named = [...units, ...people].map(({ id, code }) => [code, id] as const);
  const ids: Record<string, string> = Object.fromEntries(named);
  const parents: Record<string, string> = { north: "company", n1: "north", south: "company" };
  const sent = await made.api.post("/units", {
    rows: units.map((unit) => ({ ...unit, name: unit.code, parent: parents[unit.code] })),
  });
  expect(sent.body.results).toEqual(["new", "new", "new"]);
  const staff = await made.api.post("/people", {
    rows: people.map((person, at) => ({
      ...person,
      name: person.code,
      email: `${person.code}@example.com`,
      unit: at < 2 ? "n1" : "south",
      ...(at === 0 ? { manager: "wu", startsOn: "2026-01-05" } : {}),
    })),
  });
  expect(staff.body.results).toEqual(["new", "new", "new"]);
  return { ...made, ids };
}

describe("a batch of people", () => {
  test("is taken once, whatever its key, and a blank overwrites nothing", async () => {
    const { id, api, ids } = await staffed();
    const batch = { rows: [{ code: "xu", name: "Xu", unit: "n1" }] };
    const key = newId(Date.now());
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.post("/people", batch, { key })),
    );
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['{"results":["new"]}']));
    expect((await api.post("/people", batch)).body.results).toEqual(["unchanged"]);
    const blank = { rows: [{ code: "lin", name: "", email: "", unit: "" }] };
    expect((await api.post("/people", blank)).body.results).toEqual(["unchanged"]);
    const { body } = await api.get(`/people/${ids["lin"]}`);
    expect(body.person).toMatchObject({ email: "lin@example.com", startsOn: "2026-01-05" });
    expect(body.reporting).toEqual([{ manager: ids["wu"], from: "2026-01-05", until: null }]);
    const all = await rows(id, "SELECT count(*) AS n FROM people WHERE tenant = ?1");
    expect(all).toEqual([{ n: 4 }]);
  });

  test("is refused whole, with every bad row and its place", async () => {
    const { id, api } = await staffed();
    const refused = await api.post("/people", {
      rows: [
        { code: "new1", name: "Fine" },
        { code: "new2", name: "Bad", unit: "moon" },
        { code: "wu", manager: "lin" },
        { code: "lin", endsOn: "2026-01-01" },
      ],
    });
    expect(refused).toMatchObject({ status: 422, body: { code: "org/rows_refused" } });
    expect(refused.body.errors.map(({ pointer, code }: Flaw) => [pointer, code])).toEqual([
      ["/rows/3/endsOn", "org/ends_before_start"],
      ["/rows/1/unit", "org/unknown_unit"],
    ]);
    expect(refused.body.errors[1].messages.zh).toContain("moon");
    const cycle = await api.post("/reporting", {
      rows: [{ person: "wu", manager: "lin", from: "2026-03-01" }],
    });
    expect(cycle.body.errors[0]).toMatchObject({ code: "org/cycle", pointer: "/rows/0/manager" });
    expect(cycle.body.errors[0].messages.zh).toContain("wu → lin → wu");
    const above = await api.post("/units", {
      rows: [{ code: "north", parent: "n1", from: "2026-03-01" }],
    });
    expect(above.body.errors[0]).toMatchObject({ code: "org/cycle", pointer: "/rows/0/parent" });
    expect(above.body.errors[0].messages.en).toContain("north → n1 → north");
    expect(await rows(id, "SELECT 1 FROM people WHERE tenant = ?1")).toHaveLength(3);
  });

  test("of a thousand goes in at once", async () => {
    const { api, ids } = await staffed();
    const many = Array.from({ length: 1_000 }, (_, n) => ({
      code: `p${String(n).padStart(4, "0")}`,
      name: `P ${n}`,
      unit: "south",
      manager: n === 0 ? "zhao" : "p0000",
    }));
    const sent = await api.post("/people", { rows: many });
    expect(sent.status).toBe(200);
    expect(sent.text.length).toBeLessThan(16_000);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const after = cursor === "" ? "" : `&cursor=${cursor}`;
      const page = await api.get(`/people?unit=${ids["south"]}&limit=200${after}`);
      seen.push(...page.body.items.map(({ code }: { code: string }) => code));
      cursor = page.body.next;
    }
    expect(new Set(seen).size).toBe(1_001);
    expect(seen).toHaveLength(1_001);
    const more = await api.post("/people", { rows: [...many, { code: "one", name: "More" }] });
    expect(more).toMatchObject({ status: 400, body: { errors: [{ pointer: "/rows" }] } });
  });
});
type Flaw = { readonly pointer: string; readonly code: string };

type Found = {
  readonly code: string;
  readonly on: string;
  readonly person: { readonly code: string } | null;
  readonly unit: { readonly code: string } | null;
};

describe("questions by day", () => {
  test("a unit shows its way up, its children and who sat there", async () => {
    const { api, ids } = await staffed();
    await api.post("/memberships", {
      rows: [{ person: "wu", unit: "south", from: "2026-04-01" }],
    });
    await api.post("/people", { rows: [{ code: "lin", endsOn: "2026-06-01" }] });
    const on = async (day: string) => {
      const { body } = await api.get(`/units/${ids["n1"]}?on=${day}`);
      return body.members.map(({ code }: { code: string }) => code).sort();
    };
    expect(await on("2026-01-01")).toEqual(["wu"]);
    expect(await on("2026-03-31")).toEqual(["lin", "wu"]);
    expect(await on("2026-04-01")).toEqual(["lin"]);
    expect(await on("2026-06-01")).toEqual([]);
    const north = await api.get(`/units/${ids["north"]}`);
    expect(north.body.above).toMatchObject([{ depth: 1 }]);
    expect(north.body.children).toMatchObject([{ code: "n1" }]);
    const impossible = await api.get(`/units/${ids["n1"]}?on=2026-02-30`);
    expect(impossible.status).toBe(400);
  });

  test("a person is asked as of any day: before, between, after", async () => {
    const { api, ids } = await staffed();
    await api.post("/memberships", {
      rows: [{ person: "lin", unit: "south", from: "2026-04-01", position: "KA" }],
    });
    await api.post("/people", { rows: [{ code: "lin", endsOn: "2026-06-01" }] });
    const on = async (day: string) => {
      const { body } = await api.get(`/people/${ids["lin"]}?on=${day}`);
      expect(body.on).toBe(day);
      return body.asOf;
    };
    expect(await on("2026-01-04")).toBeNull();
    expect(await on("2026-02-01")).toEqual({ unit: ids["n1"], position: null, manager: ids["wu"] });
    expect(await on("2026-05-31")).toMatchObject({ unit: ids["south"], position: "KA" });
    expect(await on("2026-06-01")).toBeNull();
    expect((await api.get(`/people/${ids["lin"]}?on=2026-02-30`)).status).toBe(400);
  });

  test("a moved unit stands under each parent in its own days", async () => {
    const { api, ids } = await staffed();
    const unit = await api.get(`/units/${ids["n1"]}`);
    const moved = await api.patch(
      `/units/${ids["n1"]}`,
      { parent: "south", from: "2026-07-01" },
      { version: unit.body.unit.version },
    );
    expect(moved.status).toBe(200);
    const above = async (day: string) =>
      (await api.get(`/units/${ids["n1"]}?on=${day}`)).body.above[0].id;
    expect([await above("2026-06-30"), await above("2026-07-01")]).toEqual([
      ids["north"],
      ids["south"],
    ]);
    const children = async (day: string) =>
      (await api.get(`/units?parent=${ids["south"]}&on=${day}`)).body.items.length;
    expect([await children("2026-06-30"), await children("2026-07-01")]).toEqual([0, 1]);
  });

  test("findings name who and what to look at, in both languages", async () => {
    const { api } = await staffed();
    await api.post("/people", { rows: [{ code: "lin", endsOn: "2026-06-01" }] });
    const found = await api.get("/organisation/findings?from=2026-01-01&until=2027-01-01");
    expect(found.status, found.text).toBe(200);
    const said = found.body.items.map(
      (each: Found) => `${each.person?.code ?? each.unit?.code} ${each.code} ${each.on}`,
    );
    expect(said.sort()).toEqual([
      "lin org/joins_in_period 2026-01-05",
      "lin org/leaves_in_period 2026-05-31",
      "wu org/no_manager 2026-01-01",
      "zhao org/no_manager 2026-01-01",
    ]);
    expect(found.body.items[0].messages.zh).toMatch(/\p{Script=Han}/u);
  });

  test("a manager sees the own subtree, a member only themselves, a stranger nothing", async () => {
    const made = await staffed();
    const { ids } = made;
    const manager = await member(made.id, "manager", { scopeUnit: ids["north"] ?? "" });
    const seller = await member(made.id, "member", { person: ids["lin"] ?? "" });
    const other = await company();
    const status = async (who: Company["api"], path: string) => (await who.get(path)).status;
    expect(await status(manager.client, `/units/${ids["n1"]}`)).toBe(200);
    expect(await status(manager.client, `/people/${ids["wu"]}`)).toBe(200);
    expect(await status(manager.client, `/units/${ids["south"]}`)).toBe(404);
    expect(await status(manager.client, `/people/${ids["zhao"]}`)).toBe(404);
    expect(await status(seller.client, `/people/${ids["lin"]}`)).toBe(200);
    expect(await status(seller.client, `/people/${ids["wu"]}`)).toBe(404);
    expect(await status(other.api, `/units/${ids["n1"]}`)).toBe(404);
    const moved = await seller.client.post("/people", { rows: [{ code: "x", name: "X" }] });
    expect(moved.status).toBe(403);
    const foreign = await other.api.post("/memberships", {
      rows: [{ person: ids["lin"], unit: ids["n1"], from: "2026-01-01" }],
    });
    expect(foreign.body.errors[0].code).toBe("org/unknown_person");
  });
});
