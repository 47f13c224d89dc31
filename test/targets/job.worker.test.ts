// Goal: a plan of hundreds is shared out and published by a job: nobody sees half of it, it can be
// stopped, it is thrown away when the plan moves, and a killed job gives the same numbers. Method: the
// real Worker on real D1, the job's function called as the queue would.
import { describe, expect, test } from "vitest";
import { work } from "../../workers/jobs/work.ts";
import { company, env, rows } from "../support/world.ts";
import { done, plan, type Team } from "./team.ts";

const PEOPLE = 620;
type Large = Omit<Team, "ids"> & { readonly at: string };

async function large(): Promise<Large> {
  const world = await company();
  const { api } = world;
  const units = ["ALL", ...Array.from({ length: 31 }, (_, at) => `T${at}`)];
  await done(
    api.post("/units", {
      rows: units.map((code, at) => ({
        ...{ code, name: code, kind: at === 0 ? "company" : "team", from: "2024-01-01" },
        parent: at === 0 ? null : "ALL",
      })),
    }),
  );
  const people = Array.from({ length: PEOPLE }, (_, at) => ({
    ...{ code: `P${at}`, name: `P${at}`, startsOn: "2024-01-01" },
    ...{ unit: `T${at % 31}`, unitFrom: "2024-01-01" },
  }));
  await done(api.post("/people", { rows: people }));
  const factors = [{ key: "headcount", weight: "1", source: "headcount" }];
  const body = plan({ unit: "ALL", amount: "6200000", granularity: "1", factors });
  await done(api.post("/plans", body));
  return { ...world, at: `/plans/${body.id}` };
}
const run = (world: Large) => work(env, { tenant: world.id }, Date.now());
const job = async ({ api, at }: Large) => (await done(api.get(`${at}/job`))).body.job;
const counts = ({ id }: Large) =>
  rows(id, "SELECT number, count(*) AS n FROM plan_rows WHERE tenant = ?1 GROUP BY number");
async function publish({ api, at }: Large) {
  const { body, headers } = await done(api.get(at));
  const version = Number(headers.get("etag")?.replaceAll('"', ""));
  return await api.post(`${at}/publish`, { draft: body.plan.draft }, { version });
}

describe("a plan of 620 people", () => {
  test("is shared out and published by a job, whole and once", async () => {
    const world = await large();
    const begun = await world.api.post(`${world.at}/allocate`, {});
    expect(begun).toMatchObject({
      status: 202,
      body: { job: { kind: "allocate", state: "running", done: 0, total: 652 } },
    });
    // The queue of this very runtime may have carried it out by now; then the next one may begin.
    const second = await world.api.post(`${world.at}/allocate`, {});
    expect([second.status, second.body.code]).toEqual(
      second.status === 202 ? [202, undefined] : [409, "plan/job_running"],
    );
    await run(world);
    expect(await job(world)).toMatchObject({
      state: "done",
      done: 652,
      result: { draft: second.status === 202 ? 3 : 2 },
    });
    expect(await counts(world)).toEqual([{ number: 0, n: 652 }]);
    const { body } = await done(world.api.get(world.at));
    const people = body.rows.filter(({ kind }: { kind: string }) => kind === "person");
    expect(new Set(people.map(({ amount }: { amount: string }) => amount))).toEqual(
      new Set(["10000.00"]),
    );

    expect(await publish(world)).toMatchObject({ status: 202, body: { job: { kind: "publish" } } });
    await run(world);
    expect(await job(world)).toMatchObject({ state: "done", result: { number: 1 } });
    const [cells] = await rows(
      world.id,
      "SELECT count(*) AS n, sum(amount) AS units FROM targets WHERE tenant = ?1 AND until_seq IS NULL",
    );
    expect(cells).toEqual({ n: 652 * 12, units: 3 * 620_000_000 });
    const { body: versions } = await done(world.api.get(`${world.at}/versions`));
    expect(versions.items[0]).toMatchObject({ number: 1, recipients: 652 });
    expect(versions.items[0].by).not.toBe("job");
  }, 120_000);

  test("stopped, it leaves the draft as it was", async () => {
    const world = await large();
    await done(world.api.post(`${world.at}/allocate`, {}));
    const stopped = await world.api.post(`${world.at}/job/cancel`, {});
    // The queue may have been faster: then there was nothing left to stop.
    if (stopped.status === 404) return;
    expect(stopped).toMatchObject({ status: 202, body: { job: { state: "cancelling" } } });
    await run(world);
    expect(await job(world)).toMatchObject({ state: "cancelled" });
    expect(await counts(world)).toEqual([{ number: 0, n: 652 }]);
    const { body } = await done(world.api.get(world.at));
    expect(body.rows[0].amount).toBeNull();
    expect((await world.api.post(`${world.at}/job/cancel`, {})).status).toBe(404);
  }, 120_000);

  test("is not shared out over a change made meanwhile, and says so", async () => {
    const world = await large();
    await done(world.api.post(`${world.at}/allocate`, {}));
    await done(world.api.patch(world.at, { amount: "1" }, { version: 1 }));
    await run(world);
    const { state, result } = await job(world);
    // The queue may have been faster than the change.
    if (state === "done") return;
    expect([state, result.problem.code]).toEqual(["failed", "plan/moved"]);
    expect(result.problem.messages.en).toContain("meanwhile");
  }, 120_000);

  test("what cannot be shared out is named as it is at once", async () => {
    const world = await large();
    await done(
      world.api.patch(
        world.at,
        { factors: [{ key: "potential", weight: "1", source: "entered" }] },
        { version: 1 },
      ),
    );
    await done(world.api.post(`${world.at}/allocate`, {}));
    await run(world);
    const { result } = await job(world);
    expect(result.problem).toMatchObject({
      code: "plan/cannot_allocate",
      errors: [{ code: "allocation/zero_factor" }],
    });
    expect(result.problem.errors[0].messages.en).toContain("potential");
  }, 120_000);

  test("killed in the middle it begins anew and gives the same numbers", async () => {
    const world = await large();
    await done(world.api.post(`${world.at}/allocate`, {}));
    // What a job that was killed left behind: rows nobody sees, and a cursor that has not moved. The
    // queue of this very runtime may be at it, or have done it: then nothing is left behind.
    await rows(
      world.id,
      `INSERT OR IGNORE INTO plan_rows (tenant, plan, number, subject, kind, inputs, amount, version)
       SELECT tenant, plan, -1, subject, kind, inputs, 5, 1 FROM plan_rows AS r
       WHERE tenant = ?1 AND number = 0 AND EXISTS
         (SELECT 1 FROM plan_jobs AS j WHERE j.tenant = ?1 AND j.plan = r.plan AND j.ended_at IS NULL)
       LIMIT 100`,
    );
    await run(world);
    expect(await job(world)).toMatchObject({ state: "done" });
    expect(await counts(world)).toEqual([{ number: 0, n: 652 }]);
    const { body } = await done(world.api.get(world.at));
    expect(body.rows.find(({ code }: { code: string }) => code === "P7").amount).toBe("10000.00");
  }, 120_000);
});
