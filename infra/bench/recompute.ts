import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { must } from "../../workers/lib/assert.ts";
import { addDays, day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { chunks } from "../../workers/lib/list.ts";
import { signUp } from "../load/account.ts";
import { client, type Client, field, isRecord } from "../load/client.ts";
import { localServer } from "../local-server.ts";
import { type Figure, verdict } from "./figure.ts";
import { median, timeMs } from "./median.ts";
import { type Asked, DOOR, type Made } from "./recompute-door.ts";

/** As many people as one request calculates; BENCH_CREDITS makes a smaller one, for trying out. */
const PEOPLE = 300;
const CREDITS = Number(process.env["BENCH_CREDITS"] ?? 200_000);
const BATCH = 1_000;
const TURNS = 5;
const FROM = day("2026-05-01");
const UNTIL = day("2026-06-01");
const IDS = Array.from({ length: PEOPLE }, () => newId<"person">(Date.now()));

/**
 * P8: a month of 300 people, every one of whose pay has changed, calculated from the log to the last
 * statement, against reading the very rows it reads and writing the very rows it writes, with nothing
 * between; and one changed credit against all of it. Both run in the Worker, beside one and the same D1.
 */
export async function recomputeFigures(): Promise<Figure[]> {
  const server = await localServer("infra/bench/recompute-worker.ts");
  try {
    const to = client(server.base);
    const made = await furnished(to);
    const ask = async (what: Wanted): Promise<unknown> => {
      const body = { ...made, ...what };
      const { status, body: told } = await to.send({ method: "POST", path: DOOR, body });
      if (status !== 200) throw new Error(`${what.do} answered ${status}`);
      return told;
    };
    for (const rows of chunks(range(CREDITS).map(entry), BATCH)) await ask({ do: "record", rows });
    return await measured(ask);
  } finally {
    await server.dispose();
  }
}

type Without<T> = T extends unknown ? Omit<T, keyof Made> : never;
type Wanted = Without<Asked>;

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
  return { tenant, plan, run, people: IDS };
}

function entry(at: number) {
  return {
    ...{ metric: "revenue", person: IDS[at % PEOPLE] ?? "", externalId: `e${at}` },
    ...{ on: addDays(FROM, (at * 7) % 31), amount: `${1_000 + (at % 977)}.00` },
  };
}

type Ask = (what: Wanted) => Promise<unknown>;

async function measured(ask: Ask): Promise<Figure[]> {
  let version = 1;
  const calculate = async () => {
    const told = await ask({ do: "calculate", version });
    version = Number(field(told, "version"));
  };
  let last = CREDITS;
  const more = (count: number) => {
    last += count;
    return range(count).map((at) => entry(last + at));
  };
  await calculate();
  const [full, raw, single]: [number[], number[], number[]] = [[], [], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    raw.push(await timeMs(() => ask({ do: "raw", turn })));
    // One credit for everybody, and something that is no entry: nobody is passed over.
    await ask({ do: "record", rows: more(PEOPLE) });
    await ask({ do: "touch" });
    full.push(await timeMs(calculate));
    await ask({ do: "record", rows: more(1) });
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

function range(length: number): number[] {
  return Array.from({ length }, (_, at) => at);
}
