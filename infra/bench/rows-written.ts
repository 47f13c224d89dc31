import { randomUUID } from "node:crypto";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { must } from "../../workers/lib/assert.ts";
import { addDays, addMonths, day } from "../../workers/lib/day.ts";
import { signUp } from "../load/account.ts";
import { type Client, client, field, isRecord } from "../load/client.ts";
import { localServer } from "../local-server.ts";
import { newId } from "../../workers/lib/id.ts";
import { type Figure, verdict } from "./figure.ts";
import { costOf } from "./routes.ts";

const ENTRIES = 1_000;
const REGIONS = 3;
const TEAMS = 9;
const PEOPLE = 48;
const FIRST = day("2025-01-01");
const DAYS = 365;
const MONTHS = range(12).map((at) => addMonths(FIRST, at));
const IDS = range(PEOPLE).map(() => newId(Date.now()));
/** A month of its own for the day's file. */
const LATER = day("2026-03-01");

/**
 * P3: rows that D1 says it wrote for a batch of 1,000 entries of 48 people in 9 teams of 3 regions:
 * log, indexes, totals of the person and of every unit above, audit line and idempotency key; and
 * with what the runs write that pay them: statements, steps, approvals, exports, their audit lines.
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
    const settings = await to.get("/api/v1/pay-settings");
    const alone = { onePersonApproval: true };
    await sent(to, "PATCH", "/api/v1/pay-settings", alone, field(settings, "version"));
    const days = (n: number) => addDays(FIRST, (n * 7919) % DAYS);
    const year = await written(to, days);
    const yearPaid = await paidOut(to, "year", MONTHS);
    const oneDay = await written(to, () => LATER);
    const dayPaid = await paidOut(to, "day", [LATER]);
    return [
      figure("a day's file of 1,000", oneDay, { bar: 5, aim: 4 }),
      figure("a day's file, paid by one run and audited", oneDay + dayPaid, { bar: 5, aim: 4 }),
      figure("1,000 dates spread over a year", year, { bar: 8, aim: 7 }),
      figure("a year of dates, paid by twelve runs", year + yearPaid, { bar: 8, aim: 7 }),
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
    id: IDS[n],
    code: `p${n}`,
    name: `P${n}`,
    unit: `t${n % TEAMS}`,
  }));
  await to.post("/api/v1/people", { rows: people });
}

/** Pays these months by one plan for everybody, and says what all of it wrote. */
async function paidOut(to: Client, key: string, months: readonly string[]): Promise<number> {
  const plan = randomUUID7();
  const document = {
    ...must(TEMPLATES.find(({ key: of }) => of === "tiered")),
    key,
    currency: "CNY",
  };
  const from = must(months[0]);
  const until = addMonths(day(must(months.at(-1))), 1);
  await to.post("/api/v1/incentive-plans", { id: plan, document: { ...document, from, until } });
  const draft = await to.get(`/api/v1/incentive-plans/${plan}`);
  const version = field(isRecord(draft) ? draft["plan"] : null, "version");
  await sent(to, "POST", `/api/v1/incentive-plans/${plan}/publish`, { from }, version);
  const people = IDS.map((person) => ({ person }));
  await to.post(`/api/v1/incentive-plans/${plan}/members`, { from, until, people });
  let all = 0;
  for (const month of months) all += await runOf(to, plan, month);
  return all;
}

/** One run from its beginning to its export and the audit, by one person as the tenant allows. */
async function runOf(to: Client, plan: string, from: string): Promise<number> {
  const run = randomUUID7();
  const path = `/api/v1/pay-runs/${run}`;
  let all = await sent(to, "POST", "/api/v1/pay-runs", { id: run, plan, from });
  for (const action of ["calculate", "submit", "approve", "lock", "pay"] as const) {
    const now = await to.get(path);
    const told = (name: string) => field(now, name);
    const bodies = {
      calculate: {},
      submit: { hash: told("hash") },
      approve: { hash: told("hash") },
      lock: { hash: told("hash"), word: told("lockWord") },
      pay: { on: addDays(day(from), 40) },
    };
    all += await sent(to, "POST", `${path}/${action}`, bodies[action], told("version"));
  }
  return all + (await sent(to, "POST", `${path}/exports`, { id: randomUUID7(), format: "csv" }));
}

function randomUUID7(): string {
  return newId(Date.now());
}

/** What a request wrote, as a development server says. */
async function sent(
  to: Client,
  method: "POST" | "PATCH",
  path: string,
  body: unknown,
  version?: string,
): Promise<number> {
  const match = version === undefined ? {} : { "if-match": `"${version}"` };
  const headers = { "idempotency-key": randomUUID(), ...match };
  const answer = await to.send({ method, path, body, headers });
  if (answer.status >= 300)
    throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return costOf(answer.headers).written;
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
