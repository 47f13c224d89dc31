import { join } from "node:path";
import { getPlatformProxy } from "wrangler";
import { NOTHING_BESIDE } from "../../workers/payruns/deps.ts";
import { calculateRun } from "../../workers/payruns/calculate-run.ts";
import { inputStore } from "../../workers/payruns/input-store.ts";
import { payrunStore } from "../../workers/payruns/store.ts";
import { payplanStore } from "../../workers/payplans/store.ts";
import { calendarStore } from "../../workers/calendar/store.ts";
import { entryStore } from "../../workers/entries/store.ts";
import { recordEntries } from "../../workers/entries/record-entries.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { must } from "../../workers/lib/assert.ts";
import { addDays, day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { chunks } from "../../workers/lib/list.ts";
import { commit } from "../../workers/tenancy/commit.ts";
import { openTenant, type OpenedTenant } from "../load/open-tenant.ts";
import { signUp } from "../load/account.ts";
import { client, type Client, field, isRecord } from "../load/client.ts";
import { localServer } from "../local-server.ts";
import { type Figure, verdict } from "./figure.ts";
import { median, timeMs } from "./median.ts";

/** As many people as one request calculates; BENCH_CREDITS makes a smaller one, for trying out. */
const PEOPLE = 300;
const CREDITS = Number(process.env["BENCH_CREDITS"] ?? 200_000);
const BATCH = 1_000;
const TURNS = 3;
const FROM = day("2026-05-01");
const UNTIL = day("2026-06-01");

/**
 * P8: a month of 300 people calculated from the log to the last statement, against reading the very
 * rows it reads and writing the very rows it writes, with nothing between; and one changed credit
 * against all of it. Product code and plain statements run over one and the same D1 binding.
 */
export async function recomputeFigures(): Promise<Figure[]> {
  const server = await localServer();
  const to = client(server.base);
  const made = await furnished(to);
  await server.kill();
  const platform = await getPlatformProxy({ persist: { path: join(server.state, "v3") } });
  try {
    // Bindings of wrangler.toml.
    const shards = ["SHARD_0", "SHARD_1"].map((name) => must(platform.env[name]) as D1Database);
    const tenant = await openTenant(shards, made.tenant);
    await recorded(tenant);
    return await measured(tenant, made);
  } finally {
    await platform.dispose();
    await server.dispose();
  }
}

type Made = { readonly tenant: string; readonly plan: string; readonly run: string };

const IDS = Array.from({ length: PEOPLE }, () => newId<"person">(Date.now()));

/** People on a tiered plan, and a run that is begun: made through the API. */
async function furnished(to: Client): Promise<Made> {
  const { tenant } = await signUp(to, {
    email: "recompute@fairlead.test",
    name: "Bench",
    company: "Bench",
    locale: "en",
    timeZone: "Asia/Shanghai",
    currency: "CNY",
  });
  await to.post("/api/v1/units", { rows: [{ code: "team", name: "Team", from: "2025-01-01" }] });
  await to.post("/api/v1/people", {
    rows: IDS.map((id, at) => ({
      ...{ id, code: `p${at}`, name: `P${at}`, startsOn: "2025-01-01" },
      ...{ unit: "team", unitFrom: "2025-01-01" },
    })),
  });
  const [plan, run] = [newId(Date.now()), newId(Date.now())];
  const tiered = must(TEMPLATES.find(({ key }) => key === "tiered"));
  const document = { ...tiered, from: FROM, until: UNTIL };
  await to.post("/api/v1/incentive-plans", { id: plan, document });
  const draft = await to.get(`/api/v1/incentive-plans/${plan}`);
  const version = field(isRecord(draft) ? draft["plan"] : null, "version");
  const published = await to.send({
    method: "POST",
    path: `/api/v1/incentive-plans/${plan}/publish`,
    body: { from: FROM },
    headers: { "idempotency-key": newId(Date.now()), "if-match": `"${version}"` },
  });
  if (published.status >= 300) throw new Error(`publish answered ${published.status}`);
  for (const some of chunks(IDS, 100)) {
    const people = some.map((person) => ({ person }));
    const body = { from: FROM, until: UNTIL, people };
    await to.post(`/api/v1/incentive-plans/${plan}/members`, body);
  }
  await to.post("/api/v1/pay-runs", { id: run, plan, from: FROM });
  return { tenant, plan, run };
}

/** The month's entries, through the command that records them. */
async function recorded({ open }: OpenedTenant): Promise<void> {
  const rows = Array.from({ length: CREDITS }, (_, at) => ({
    ...{ metric: "revenue", person: IDS[at % PEOPLE] ?? "", externalId: `e${at}` },
    ...{ on: addDays(FROM, (at * 7) % 31), amount: `${1_000 + (at % 977)}.00` },
  }));
  for (const some of chunks(rows, BATCH)) {
    const done = await recordEntries(open(), entryStore, {
      ...{ rows: some, source: "bench", now: Date.now() },
    });
    if (!done.ok) throw new Error(done.error.code);
  }
}

const deps = {
  ...{ runs: payrunStore, input: inputStore, plans: payplanStore, calendar: calendarStore },
  beside: NOTHING_BESIDE,
};

async function measured(tenant: OpenedTenant, { run, plan }: Made): Promise<Figure[]> {
  const version = async () => {
    const { found } = await tenant.open().load({ found: payrunStore.run(run) });
    return must(found).version;
  };
  const calculate = async () => {
    const done = await calculateRun(tenant.open(), deps, { run, version: await version() });
    if (!done.ok) throw new Error(JSON.stringify(done.error));
  };
  const touch = async () => {
    // Something that is no entry: everything is then calculated, not only who was touched.
    const db = tenant.open();
    await db.load({ newest: inputStore.newest() });
    const change = { event: "metric/changed", subject: null, detail: {}, writes: [] };
    if (!(await commit(db, change)).ok) throw new Error("the touch is taken");
  };
  const one = async (at: number) => {
    const row = { metric: "revenue", person: IDS[0] ?? "", on: FROM, amount: "1.00" };
    const rows = [{ ...row, externalId: `one ${at}` }];
    await recordEntries(tenant.open(), entryStore, { rows, source: "bench", now: Date.now() });
  };
  await calculate();
  const [full, raw, single]: [number[], number[], number[]] = [[], [], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    raw.push(await timeMs(() => plainly(tenant, { run, plan, turn })));
    await touch();
    full.push(await timeMs(calculate));
    await one(turn);
    single.push(await timeMs(calculate));
  }
  const [all, plain, touched] = [median(full), median(raw), median(single)];
  const count = CREDITS.toLocaleString("en");
  return [
    {
      id: "P8",
      name: `recompute of ${count} credits / raw read + write of the same rows`,
      measured: `${(all / plain).toFixed(2)} (${(all / 1000).toFixed(1)} s; ${(plain / 1000).toFixed(1)} s)`,
      bar: "1.3 (aim 1.15)",
      verdict: verdict(all <= 1.3 * plain),
    },
    {
      id: "P8",
      name: "one changed credit / full recompute",
      measured: `${(touched / all).toFixed(4)} (${touched.toFixed(0)} ms)`,
      bar: "0.01 (aim 0.002)",
      verdict: verdict(touched <= 0.01 * all),
    },
  ];
}

type Plain = { readonly run: string; readonly plan: string; readonly turn: number };

/** The same statements straight through the binding, rows as they come; written as a calculation apart. */
async function plainly(
  { shard, number, open }: OpenedTenant,
  { run, plan, turn }: Plain,
): Promise<void> {
  const { basis } = await open().load({ basis: payrunStore.basis(run) });
  const { metrics, from, until, cutoff } = must(basis);
  const bind = ({ sql, params }: { sql: string; params: readonly (string | number | null)[] }) =>
    shard.prepare(sql).bind(number, ...params);
  for (const people of chunks(IDS, 100)) {
    const stretch = { people, metrics: metrics.map(({ id }) => id), from, until, cutoff };
    await shard.batch([
      bind(inputStore.ownCredits(stretch)),
      bind(inputStore.sharedCredits(stretch)),
      bind(payrunStore.posted(plan, from, people)),
    ]);
  }
  const columns = `lines, awards, earned, pending, payable, pay, base_pay, debt, draw_balance, true_up,
    pay_date, basis, input_hash, result_hash, seq`;
  const copied = `INSERT INTO pay_statements (tenant, run, person, currency, calc, ${columns})
    SELECT tenant, run, person, currency, ?3, ${columns} FROM pay_statements
    WHERE tenant = ?1 AND run = ?2 AND calc = 1`;
  await shard.batch([bind({ sql: copied, params: [run, 1_000 + turn] })]);
}
