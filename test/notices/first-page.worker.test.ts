// Goal: the first page's list holds what waits for the reader wherever it comes from, is counted, leads
// there, and costs one trip and a few rows. Method: rounds and the sample company on real D1.
import { expect, test } from "vitest";
import { SAMPLE_TOOLS } from "../../workers/jobs/sample.ts";
import { work } from "../../workers/jobs/work.ts";
import { must } from "../../workers/lib/assert.ts";
import { newId } from "../../workers/lib/id.ts";
import { advanceSample } from "../../workers/sample/advance-sample.ts";
import { type Answer, company, dbOf, env, member, type Person, rows } from "../support/world.ts";
import { done, plan, team } from "../targets/team.ts";

const lines = async ({ client }: Person) => (await done(client.get("/notices"))).body.items;
const cost = ({ headers }: Answer) => {
  const [, trips = "0", read = "0"] =
    /trips=(\d+);read=(\d+)/.exec(headers.get("fairlead-d1") ?? "") ?? [];
  return { trips: Number(trips), read: Number(read) };
};
const figures = (value: unknown): number => {
  if (value !== null && typeof value === "object")
    return Object.values(value).reduce((all: number, each) => all + figures(each), 0);
  return typeof value === "number" ? 1 : 0;
};

test("a round waits for whose number it is, then for who decides on it", async () => {
  const at = await team();
  const body = plan();
  await done(at.api.post("/plans", body));
  await done(at.api.post(`/plans/${body.id}/allocate`, {}));
  const round = newId(Date.now());
  await done(at.api.post(`/plans/${body.id}/rounds`, { id: round, deadline: "2099-12-31" }));
  const anna = await member(at.id, "member", { person: must(at.ids["anna"]) });
  const lead = await member(at.id, "manager", { scopeUnit: must(at.ids["EAST"]) });
  const number = await lines(anna);
  expect(number).toMatchObject([{ kind: "number_to_answer", count: 1, path: "/mine" }]);
  expect(number[0].text.en).toMatch(/waits for your answer until 31 December$/);
  // The unit's own number is answered by who leads it.
  expect(await lines(lead)).toMatchObject([{ kind: "numbers_to_decide", count: 1, path: "/team" }]);
  await done(
    anna.client.post(
      `/rounds/${round}/threads/${at.ids["anna"]}/moves`,
      {
        ...{ kind: "counter", amount: "1", reason: "Two key accounts have left.", evidence: [] },
      },
      { version: 1 },
    ),
  );
  expect(await lines(anna)).toEqual([]);
  expect(await lines(lead)).toMatchObject([{ kind: "numbers_to_decide", count: 2 }]);
});

test("costs one trip and at most two rows a figure and fifty, whoever reads it", async () => {
  const at = await company();
  await rows(at.id, "UPDATE tenant_here SET sample = 'loading' WHERE tenant = ?1");
  while (await advanceSample(await dbOf(at.id), SAMPLE_TOOLS));
  await work(env, { tenant: at.id }, Date.now());
  const [seller] = await rows(
    at.id,
    "SELECT person FROM pay_statements WHERE tenant = ?1 ORDER BY person LIMIT 1",
  );
  const readers = [
    await member(at.id, "owner"),
    await member(at.id, "finance"),
    await member(at.id, "member", { person: String(seller?.["person"]) }),
  ];
  for (const reader of readers) {
    const answer = await done(reader.client.get("/notices"));
    const { trips, read } = cost(answer);
    const shown = figures(answer.body);
    expect(trips).toBe(1);
    expect(read, `${read} rows for ${shown} figures`).toBeLessThanOrEqual(2 * shown + 50);
  }
});
