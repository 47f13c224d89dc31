// Goal: what a frozen ranking and colleagues' votes pay, they pay once: two months of runs, on real D1,
// with a ranking that is frozen before its run and one that is frozen after its run was locked.
import { expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { newId } from "../../workers/lib/id.ts";
import { member } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { listed, sale, step, begin, TIERED, upTo, type World, world } from "./world.ts";

const fresh = () => newId(Date.now());
const name = { zh: "奖", en: "Prize" };
const paid = async (at: World, run: string) =>
  Object.fromEntries((await listed(at, run)).map(({ code, pay }) => [code, pay]));

async function rule(at: Pick<World, "api">, code: string, basis: object): Promise<string> {
  const id = fresh();
  await done(
    at.api.post("/award-rules", {
      ...{ id, code },
      document: {
        ...{ format: "fairlead-award/1", kind: "honour", name, gives: name, of: "person" },
        ...{ unit: null, basis, window: "month", places: 1, ties: "share", atLeast: null },
        cooperation: false,
      },
    }),
  );
  return id;
}

const freeze = async (at: World, id: string, from: string) =>
  await done(at.api.post(`/award-rules/${id}/freeze`, { id: fresh(), from }));

test("a prize stands the month after; one frozen after its lock is paid in the next run, once", async () => {
  const document = {
    ...TIERED,
    components: [
      { kind: "prize", key: "top", name, board: "king", places: ["5000"], ties: "share" },
    ],
  };
  let king = "";
  const first = async ({ api }: Pick<World, "api">) => {
    const { items } = (await done(api.get("/metrics"))).body;
    const metric = items.find(({ code }: { code: string }) => code === "revenue").id;
    king = await rule({ api }, "king", { by: "metric", metric, read: "sum" });
  };
  const at = await world({ document, today: "2026-09-10", first });
  await sale(at, "anna", "2026-05-04", "900.00");
  await sale(at, "bo", "2026-06-04", "900.00");
  await freeze(at, king, "2026-05-01");
  expect(await paid(at, await upTo(at, "2026-05-01", "lock"))).toEqual({
    ...{ anna: "5000.00", bo: "0.00" },
  });
  expect(await paid(at, await upTo(at, "2026-06-01", "lock"))).toEqual({
    ...{ anna: "0.00", bo: "0.00" },
  });
  await freeze(at, king, "2026-06-01");
  const both = { anna: "0.00", bo: "5000.00" };
  expect(await paid(at, await upTo(at, "2026-07-01", "lock"))).toEqual(both);
  const none = { anna: "0.00", bo: "0.00" };
  expect(await paid(at, await upTo(at, "2026-08-01", "calculate"))).toEqual(none);
}, 60_000);

test("a pool by votes is not shared anew the month after, when nobody has voted yet", async () => {
  const pool = {
    ...{ kind: "pool", key: "pool", name, window: "period", unit: "own_unit" },
    ...{ sum: { amount: "1000" }, share: "peer" },
  };
  const document = { ...TIERED, components: [pool] };
  const at = await world({ document });
  const peers = await rule(at, "peers", { by: "peers" });
  for (const [voter, person, score] of [
    ["bo", "anna", 4],
    ["anna", "bo", 1],
  ] as const) {
    const { client } = await member(at.id, "member", { person: must(at.ids[voter]) });
    const scores = [{ person: at.ids[person], score }];
    await done(client.post(`/award-rules/${peers}/scores`, { from: "2026-05-01", scores }));
  }
  expect(await paid(at, await upTo(at, "2026-05-01", "lock"))).toEqual({
    ...{ anna: "800.00", bo: "200.00" },
  });
  const june = await begin(at, "2026-06-01");
  await done(step(at, june, "calculate"));
  expect(await paid(at, june)).toEqual({ anna: "500.00", bo: "500.00" });
}, 60_000);
