import main from "../../workers/main.ts";
import { calendarStore } from "../../workers/calendar/store.ts";
import { recordEntries } from "../../workers/entries/record-entries.ts";
import type { EntryRow } from "../../workers/entries/entry.ts";
import { entryStore } from "../../workers/entries/store.ts";
import { must } from "../../workers/lib/assert.ts";
import type { Day } from "../../workers/lib/day.ts";
import { chunks } from "../../workers/lib/list.ts";
import { calculateRun } from "../../workers/payruns/calculate-run.ts";
import { PEOPLE_A_READ } from "../../workers/payruns/compute-all.ts";
import { NOTHING_BESIDE } from "../../workers/payruns/deps.ts";
import { inputStore } from "../../workers/payruns/input-store.ts";
import { payrunStore } from "../../workers/payruns/store.ts";
import { payplanStore } from "../../workers/payplans/store.ts";
import { commit } from "../../workers/tenancy/commit.ts";
import { type Asked, DOOR, type Made } from "./recompute-door.ts";
import { openTenant, type OpenedTenant } from "../load/open-tenant.ts";

export { BoardRoom, Limiter, Live } from "../../workers/main.ts";

/** The product with one more door, so that its commands are measured where they run: beside D1. */
export default {
  ...main,
  fetch: async (request, env, context) =>
    new URL(request.url).pathname === DOOR
      ? await answer(await request.json(), [env.SHARD_0, env.SHARD_1])
      : await main.fetch(request, env, context),
} satisfies typeof main;

async function answer(asked: Asked, shards: readonly D1Database[]): Promise<Response> {
  const tenant = await openTenant(shards, asked.tenant);
  switch (asked.do) {
    case "record":
      await record(tenant, asked.rows);
      break;
    case "calculate":
      return Response.json(await calculate(tenant, asked.run, asked.version));
    case "touch":
      await touch(tenant);
      break;
    case "raw":
      await plainly(tenant, asked, asked.turn);
  }
  return Response.json({});
}

async function record({ open }: OpenedTenant, rows: readonly EntryRow[]): Promise<void> {
  const done = await recordEntries(open(), entryStore, { rows, source: "bench", now: Date.now() });
  if (!done.ok) throw new Error(done.error.code);
}

const deps = {
  ...{ runs: payrunStore, input: inputStore, plans: payplanStore, calendar: calendarStore },
  beside: NOTHING_BESIDE,
};

async function calculate({ open }: OpenedTenant, run: string, version: number) {
  const db = open();
  const done = await calculateRun(db, deps, { run, version });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return { version: done.value.version, ...db.meter };
}

/** Something that is no entry: everybody is calculated then. What plainly() wrote is gone again. */
async function touch({ shard, number, open }: OpenedTenant): Promise<void> {
  const written = "DELETE FROM pay_statements WHERE tenant = ?1 AND calc >= 1000";
  await shard.prepare(written).bind(number).run();
  const db = open();
  await db.load({ newest: inputStore.newest() });
  const change = { event: "metric/changed", subject: null, detail: {}, writes: [] };
  if (!(await commit(db, change)).ok) throw new Error("the touch is taken");
}

/** The same statements straight through the binding, rows as they come; written as a calculation apart. */
async function plainly(
  { shard, number, open }: OpenedTenant,
  { run, plan, people: all }: Made,
  turn: number,
): Promise<void> {
  const { basis } = await open().load({ basis: payrunStore.basis(run) });
  const { metrics, from, until, cutoff } = must(basis);
  const bind = ({ sql, params }: { sql: string; params: readonly (string | number | null)[] }) =>
    shard.prepare(sql).bind(number, ...params);
  for (const people of chunks(all, PEOPLE_A_READ)) {
    const stretch = { people, metrics: metrics.map(({ id }) => id), from, until, cutoff };
    await shard.batch([
      bind(inputStore.ownCredits(stretch)),
      bind(inputStore.sharedCredits(stretch)),
      bind(payrunStore.posted(plan, from as Day, people)),
    ]);
  }
  const columns = `lines, awards, earned, pending, payable, pay, base_pay, debt, draw_balance, true_up,
    pay_date, basis, input_hash, result_hash, seq`;
  const copied = `INSERT INTO pay_statements (tenant, run, person, currency, calc, ${columns})
    SELECT tenant, run, person, currency, ?3, ${columns} FROM pay_statements
    WHERE tenant = ?1 AND run = ?2 AND calc = 1`;
  await shard.batch([bind({ sql: copied, params: [run, 1_000 + turn] })]);
}
