// Goal: the product's first promise, after publishing: every number can be made again from what is
// stored beside it, by the code the browser has, and nothing stored can move. Method: a plan with
// mixed factors, bounds, over-assignment and a change by hand, published on real D1.
import { beforeAll, describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { parseMinor } from "../../workers/lib/money.ts";
import { shareDraft } from "../../workers/targets/draft.ts";
import { monthTree } from "../../workers/targets/month-tree.ts";
import { rows } from "../support/world.ts";
import { done, plan, team, type Team } from "./team.ts";

type Row = { subject: string; amount: string; parent: string | null; inputs: { locked: boolean } };
const SCALE = 2;
const units = (text: string) => {
  const parsed = parseMinor(text, SCALE);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
};

let world: Team;
let at: string;
beforeAll(async () => {
  world = await team();
  const factors = [
    { key: "history", weight: "0.5", source: "history" },
    { key: "potential", weight: "0.3", source: "entered" },
    { key: "capability", weight: "0.2", source: "entered" },
  ];
  const body = plan({ amount: "12345000.00", granularity: "1000", factors, over: "0.05" });
  at = `/plans/${body.id}`;
  await done(world.api.post("/plans", body));
  const people = ["anna", "bo", "chen", "dai"].map((who, n) => ({
    subject: who,
    values: { potential: `${3 + n}`, capability: `${7 - n}` },
  }));
  await done(world.api.post(`${at}/inputs`, { rows: people }));
  await done(world.api.post(`${at}/allocate`, {}));
  await publish();
}, 60_000);

async function publish() {
  const { body, headers } = await done(world.api.get(at));
  const version = Number(headers.get("etag")?.replaceAll('"', ""));
  await done(world.api.post(`${at}/publish`, { draft: body.plan.draft }, { version }));
}
const stored = async (version: number) =>
  (await done(world.api.get(`${at}?version=${version}`))).body;
const targets = async (subject: string): Promise<{ amount: string }[]> =>
  (await done(world.api.get(`/targets?subject=${subject}`))).body.items;

describe("a published version", () => {
  test("is made again, every number and every month of it, from its stored inputs", async () => {
    const { plan: said, rows: all } = await stored(1);
    const draft = { amount: said.amount, rules: said.rules, scale: SCALE, rows: all };
    const { shares } = shareDraft(draft);
    const { months: made } = monthTree(all, said.rules, SCALE);
    expect(all).toHaveLength(7);
    for (const row of all as Row[]) {
      expect(units(row.amount), row.subject).toBe(must(shares.get(row.subject)).amount);
      const months = (await targets(row.subject)).map(({ amount }) => units(amount));
      expect(months, row.subject).toEqual(made.get(row.subject));
    }
  });

  test("stays what it was while the draft is shared out anew, changed by hand and published", async () => {
    const before = await stored(1);
    const bo = must(world.ids["bo"]);
    const row = before.rows.find(({ subject }: Row) => subject === bo);
    const version = Number((await done(world.api.get(at))).headers.get("etag")?.match(/\d+/)?.[0]);
    await done(world.api.patch(at, { over: "0" }, { version }));
    await done(world.api.post(`${at}/allocate`, {}));
    const now = (await done(world.api.get(at))).body.rows.find(
      ({ subject }: Row) => subject === bo,
    );
    const changed = { amount: "1500000", reason: "grew" };
    await done(world.api.patch(`${at}/rows/${bo}`, changed, { version: now.version }));
    await publish();
    expect((await stored(1)).rows).toEqual(before.rows);
    expect((await stored(2)).rows.find(({ subject }: Row) => subject === bo)).toMatchObject({
      amount: "1500000.00",
      inputs: { locked: true },
    });
    expect(row.amount).not.toBe("1500000.00");
  });

  test.each([
    ["a number", "UPDATE plan_rows SET amount = 1 WHERE tenant = ?1 AND number > 0"],
    ["an input", "UPDATE plan_rows SET inputs = '{}' WHERE tenant = ?1 AND number > 0"],
    [
      "a row back into the draft",
      "UPDATE plan_rows SET number = 0 WHERE tenant = ?1 AND number > 0",
    ],
    ["a row away", "DELETE FROM plan_rows WHERE tenant = ?1 AND number > 0"],
    ["its rules", "UPDATE plan_versions SET rules = '{}' WHERE tenant = ?1"],
    ["its hash", "UPDATE plan_versions SET hash = '' WHERE tenant = ?1"],
    ["itself away", "DELETE FROM plan_versions WHERE tenant = ?1"],
    ["a target's amount", "UPDATE targets SET amount = amount + 1 WHERE tenant = ?1"],
    ["a target's days", "UPDATE targets SET until_day = '2099-01-01' WHERE tenant = ?1"],
    ["a closed target", "UPDATE targets SET until_seq = NULL WHERE tenant = ?1 AND until_seq > 0"],
    ["a target away", "DELETE FROM targets WHERE tenant = ?1"],
  ])("lets no statement take or change %s", async (_, sql) => {
    await expect(rows(world.id, sql)).rejects.toThrow("append_only");
  });
});
