import { randomUUID } from "node:crypto";
import { addDays, day } from "../../workers/lib/day.ts";
import { signUp } from "../load/account.ts";
import { type Client, client } from "../load/client.ts";
import { localServer } from "../local-server.ts";
import { type Figure, verdict } from "./figure.ts";

const ENTRIES = 1_000;
const REGIONS = 3;
const TEAMS = 9;
const PEOPLE = 48;
const FIRST = day("2026-01-01");
const DAYS = 365;

/**
 * P3: rows that D1 says it wrote for a batch of 1,000 entries of 48 people in 9 teams of 3 regions:
 * log, indexes, totals of the person and of every unit above, audit line and idempotency key.
 */
export async function rowsWrittenFigures(): Promise<Figure[]> {
  const server = await localServer();
  try {
    const to = client(server.base);
    await signUp(to, {
      email: "rows-written@fairlead.test",
      name: "Bench",
      company: "Bench",
      locale: "en",
      timeZone: "Asia/Shanghai",
      currency: "CNY",
    });
    await furnish(to);
    const oneDay = await written(to, () => FIRST);
    const year = await written(to, (n) => addDays(FIRST, (n * 7919) % DAYS));
    return [
      figure("a day's file of 1,000", oneDay, { bar: 5, aim: 4 }),
      figure("1,000 dates spread over a year", year, { bar: 8, aim: 7 }),
    ];
  } finally {
    await server.dispose();
  }
}

function figure(what: string, rows: number, { bar, aim }: { bar: number; aim: number }): Figure {
  const each = rows / ENTRIES;
  return {
    id: "P3",
    name: `rows written per entry: ${what} (48 people, 4 levels)`,
    measured: each.toFixed(2),
    bar: `${bar} (aim ${aim})`,
    verdict: verdict(each <= bar),
  };
}

async function furnish(to: Client): Promise<void> {
  const regions = range(REGIONS).map((n) => ({ code: `r${n}`, name: `R${n}`, parent: "company" }));
  const teams = range(TEAMS).map((n) => ({
    code: `t${n}`,
    name: `T${n}`,
    parent: `r${n % REGIONS}`,
  }));
  await to.post("/api/v1/units", { rows: [...regions, ...teams] });
  const people = range(PEOPLE).map((n) => ({
    code: `p${n}`,
    name: `P${n}`,
    unit: `t${n % TEAMS}`,
  }));
  await to.post("/api/v1/people", { rows: people });
}

/** Posts a batch and reads what the development server says that it cost. */
async function written(to: Client, on: (n: number) => string): Promise<number> {
  const rows = range(ENTRIES).map((n) => ({
    metric: "revenue",
    person: `p${(n * 31) % PEOPLE}`,
    on: on(n),
    amount: `${n}.00`,
    externalId: randomUUID(),
  }));
  const answer = await to.send({
    method: "POST",
    path: "/api/v1/entries",
    body: { rows },
    headers: { "idempotency-key": randomUUID() },
  });
  const count = /written=(\d+)/.exec(answer.headers.get("fairlead-d1") ?? "")?.[1];
  if (answer.status !== 200 || count === undefined)
    throw new Error(`POST /entries answered ${answer.status} without its cost`);
  return Number(count);
}

function range(length: number): number[] {
  return Array.from({ length }, (_, n) => n);
}
