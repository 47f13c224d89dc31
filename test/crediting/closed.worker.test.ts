// Goal: a rule that changes for days whose pay is closed shows how far it reaches, and then makes lines of
// the next period: what is out stays to its last cent. Method: plan, locked run and rules through the API.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { begin, sale, statement, step, upTo, world } from "../payruns/world.ts";
import { done } from "../targets/team.ts";

const MAY = { from: "2026-05-01", until: "2026-06-01" };

describe("a rule changed for a closed period", () => {
  test("says who is touched and how much of it is closed, and pays the difference next", async () => {
    const at = await world();
    await sale(at, "anna", "2026-05-04", "700000.00");
    await sale(at, "bo", "2026-05-05", "100000.00");
    const may = await upTo(at, "2026-05-01", "pay");
    const before = await statement(at, may, "anna");
    expect(before.statement.pay).toBe("56000.00");
    await sale(at, "anna", "2026-06-03", "50000.00");

    const rule = {
      when: { people: ["anna"] },
      gives: [
        { to: { kind: "participant" }, role: "direct", share: "0.5" },
        { to: { kind: "person", person: "bo" }, role: "direct", share: "0.5" },
      ],
    };
    const shown = await done(
      at.api.post("/crediting-rules/preview", { from: MAY.from, until: "2026-07-01", rule }),
    );
    expect(shown.body).toMatchObject({ entries: 3, changed: 2, closed: 1 });
    expect(shown.body.people).toHaveLength(2);

    const id = newId(Date.now());
    await done(at.api.post("/crediting-rules", { id, name: "Pair", from: MAY.from, ...rule }));
    const again = await done(
      at.api.post("/crediting-rules/recredit", { from: MAY.from, until: "2026-07-01" }),
    );
    expect(again.body).toEqual({ entries: 2, left: 0, next: null });
    expect((await statement(at, may, "anna")).hash).toBe(before.hash);

    const june = await begin(at, "2026-06-01");
    await done(step(at, june, "calculate"));
    // Anna keeps half of both: 8 % of 350,000 is 28,000 less than was paid; bo gains the same.
    const [anna, bo] = [await statement(at, june, "anna"), await statement(at, june, "bo")];
    const lines = (of: typeof anna) =>
      of.statement.lines
        .filter(({ kind }: { kind: string }) => kind === "component")
        .map(({ origin, amount }: { origin: string; amount: string }) => [origin, amount]);
    expect(lines(anna)).toEqual(
      expect.arrayContaining([
        [expect.stringContaining("2026-05"), "-28000.00"],
        [expect.stringContaining("2026-06"), "2000.00"],
      ]),
    );
    expect(lines(bo)).toEqual(
      expect.arrayContaining([
        [expect.stringContaining("2026-05"), "28000.00"],
        [expect.stringContaining("2026-06"), "2000.00"],
      ]),
    );

    const looked = await done(
      at.api.post("/crediting-rules/preview", { from: MAY.from, until: "2026-07-01", ends: id }),
    );
    expect(looked.body).toMatchObject({ changed: 2, closed: 1 });
  });
});
