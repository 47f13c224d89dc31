// Goal: a plan of a metric that does not add up is made, given values, published and read as a
// target, and what needs sums is refused by name. Method: the real Worker on real D1.
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { done, plan, team, type Team } from "./team.ts";

let at: Team;
beforeAll(async () => {
  at = await team();
  const of = (code: string, more: object) =>
    done(
      at.api.post("/metrics", {
        ...{ id: newId(Date.now()), code, nameZh: code, nameEn: code, unit: "score", scale: 2 },
        ...{ overTime: "mean", overPeople: "mean", ...more },
      }),
    );
  await of("discount", {});
});

const body = (more: object = {}) => {
  const { months: _, granularity: __, ...rest } = plan({ metric: "discount", amount: "30.00" });
  return { ...rest, ...more };
};
async function shared(more: object, inputs: readonly object[] = []) {
  const made = body(more);
  await done(at.api.post("/plans", made));
  const path = `/plans/${made.id}`;
  if (inputs.length > 0) await done(at.api.post(`${path}/inputs`, { rows: inputs }));
  await done(at.api.post(`${path}/allocate`, {}));
  return path;
}
const numbers = async (path: string) => {
  const { rows } = (await done(at.api.get(path))).body;
  return Object.fromEntries(
    rows.map(({ code, amount }: { code: string; amount: string }) => [code, amount]),
  );
};
const version = async (path: string) =>
  Number((await done(at.api.get(path))).headers.get("etag")?.replaceAll('"', ""));

describe("a plan of a discount", () => {
  test("begins as copies, and follows own values to the weighted mean", async () => {
    const path = await shared({});
    expect(await numbers(path)).toEqual(
      Object.fromEntries(
        ["SALES", "EAST", "SOUTH", "anna", "bo", "chen", "dai"].map((code) => [code, "30.00"]),
      ),
    );
    const own = (subject: string, base: string, value: string) => ({
      subject,
      values: { base, value },
    });
    await done(
      at.api.post(`${path}/inputs`, {
        rows: [
          own("anna", "6", "12"),
          own("bo", "4", "7"),
          own("chen", "6", "12"),
          own("dai", "4", "7"),
        ],
      }),
    );
    const method = { method: { kind: "value", how: "scale" } };
    await done(at.api.patch(path, method, { version: await version(path) }));
    await done(at.api.post(`${path}/allocate`, {}));
    expect(await numbers(path)).toEqual({
      ...{ SALES: "30.00", EAST: "30.00", SOUTH: "30.00" },
      ...{ anna: "36.00", bo: "21.00", chen: "36.00", dai: "21.00" },
    });
    const card = (await done(at.api.get(`${path}/cards/${at.ids["anna"]}?version=0`))).body;
    const lines: { amount: string }[] = card.lines;
    const sum = lines.reduce((all, { amount }) => all + BigInt(amount.replace(".", "")), 0n);
    expect(sum).toBe(3_600n);
  });

  test("is published as the value of every month, and read as the mean of any period", async () => {
    const path = await shared({ unit: "EAST", amount: "25.00" });
    const { draft } = (await done(at.api.get(path))).body.plan;
    await done(at.api.post(`${path}/publish`, { draft }, { version: await version(path) }));
    const { items } = (await done(at.api.get(`/targets?subject=${at.ids["anna"]}`))).body;
    const own = items.filter(({ plan: of }: { plan: string }) => path.endsWith(of));
    expect(own).toHaveLength(12);
    expect(new Set(own.map(({ amount }: { amount: string }) => amount))).toEqual(
      new Set(["25.00"]),
    );
    const year = await done(
      at.api.get(`/attainment?subject=${at.ids["EAST"]}&period=FY2026&metric=discount`),
    );
    expect(year.body.figures.target).toBe("25.00");
  });

  test("a value by hand holds in every month and opens a gap for nobody else", async () => {
    const path = await shared({});
    const { rows } = (await done(at.api.get(path))).body;
    const anna = rows.find(({ code }: { code: string }) => code === "anna");
    const change = { amount: "40", reason: "big accounts" };
    const row = `${path}/rows/${anna.subject}`;
    await done(at.api.patch(row, change, { version: anna.version }));
    expect(await numbers(path)).toMatchObject({ anna: "40.00", bo: "30.00", EAST: "30.00" });
    const grid = (await done(at.api.get(`${path}/grid`))).body;
    const line = grid.items.find(({ code }: { code: string }) => code === "anna");
    expect(new Set(line.months)).toEqual(new Set(["40.00"]));
    const cells = { cells: { "FY2026-M01": "1" }, reason: "no" };
    expect((await at.api.patch(row, cells, { version: anna.version + 1 })).body.code).toBe(
      "plan/values_only",
    );
  });

  test("has no round, no scenario, no fairness and no cells, and says why", async () => {
    const path = await shared({});
    const { rows } = (await done(at.api.get(path))).body;
    const [{ subject }] = rows.filter(({ code }: { code: string }) => code === "bo");
    const refused = [
      await at.api.post(`${path}/rounds`, { id: newId(Date.now()), deadline: "2099-12-31" }),
      await at.api.post(`${path}/scenarios`, { id: newId(Date.now()), name: "s" }),
      await at.api.get(`${path}/fairness`),
      await at.api.post(`${path}/cells`, {
        reason: "r",
        rows: [{ subject, version: 2, amount: "1" }],
      }),
    ];
    expect(refused.map(({ status, body: { code } }) => [status, code])).toEqual(
      refused.map(() => [422, "plan/values_only"]),
    );
    expect(refused[0]?.body.messages.en).toContain("discount does not add up");
  });

  test("takes no method of sums, and a plan of sums none of values", async () => {
    const sums = { kind: "equal" };
    expect((await at.api.post("/plans", body({ method: sums }))).body.code).toBe(
      "target/not_additive",
    );
    const values = { kind: "value", how: "copy" };
    expect((await at.api.post("/plans", plan({ method: values }))).body.code).toBe("plan/method");
    const path = await shared({});
    const crossed = await at.api.patch(path, { method: sums }, { version: await version(path) });
    expect(crossed.body).toMatchObject({ code: "plan/method" });
  });
});
