// Goal: a new manager reads the targets agreed for the unit, not those a member had elsewhere before
// (architecture, section 5). Method: the real Worker; one person, two units, two targets.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { company, member } from "../support/world.ts";

async function moved() {
  const { id, api, owner } = await company();
  const [north, south, person] = [newId(Date.now()), newId(Date.now()), newId(Date.now())];
  await api.post("/units", {
    rows: [
      { id: north, code: "north", name: "North", from: "2026-01-01" },
      { id: south, code: "south", name: "South", from: "2026-01-01" },
    ],
  });
  const here = { id: person, code: "p", name: "P", unit: "north", unitFrom: "2026-01-01" };
  await api.post("/people", { rows: [here] });
  await api.post("/memberships", { rows: [{ person: "p", unit: "south", from: "2026-07-01" }] });
  const target = { subject: person, metric: "revenue" };
  await api.post("/targets", {
    rows: [
      { ...target, from: "2026-01-01", until: "2026-07-01", amount: "100" },
      { ...target, from: "2026-07-01", until: "2027-01-01", amount: "200" },
    ],
  });
  return { id, owner, south, path: `/targets?subject=${person}` };
}

const amounts = (items: { amount: string }[]) => items.map(({ amount }) => amount);

describe("targets of a person who moved", () => {
  test("are read by the new manager from the day of the move", async () => {
    const { id, south, path } = await moved();
    const manager = await member(id, "manager", { scopeUnit: south });
    expect(amounts((await manager.client.get(path)).body.items)).toEqual(["200.00"]);
    const before = `${path}&from=2026-01-01&until=2026-07-01`;
    expect(amounts((await manager.client.get(before)).body.items)).toEqual([]);
  });

  test("are all read by the owner, and by the person", async () => {
    const { id, owner, path } = await moved();
    expect(amounts((await owner.client.get(path)).body.items)).toEqual(["100.00", "200.00"]);
    const self = await member(id, "member", { person: path.split("=")[1] ?? "" });
    expect(amounts((await self.client.get(path)).body.items)).toEqual(["100.00", "200.00"]);
  });
});
