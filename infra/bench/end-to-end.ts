import { newId } from "../../workers/lib/id.ts";
import { signUp } from "../load/account.ts";
import { client, field, isRecord, type Client } from "../load/client.ts";
import { localServer } from "../local-server.ts";
import { type Figure, verdict } from "./figure.ts";

const SIZES = [5, 1_000, 10_000] as const;
/** Seconds, as the specification of journeys has them. */
const BARS: Readonly<Record<(typeof SIZES)[number], number>> = { 5: 1, 1_000: 2, 10_000: 10 };
const TEAM = 20;
const BATCH = 1_000;
const ASK_EVERY_MS = 100;

/**
 * A plan shared out and published on the real server, from the request to the last row: what a
 * planner waits for. Seconds of this machine; the bar is the one of the journey, with a bar on screen.
 */
export async function endToEndFigures(): Promise<Figure[]> {
  const server = await localServer();
  try {
    const to = client(server.base);
    await signUp(to, {
      email: "bench@fairlead.test",
      name: "Bench",
      company: "Bench",
      locale: "en",
      timeZone: "Asia/Shanghai",
      currency: "CNY",
    });
    const figures: Figure[] = [];
    for (const size of SIZES) figures.push(...(await timed(to, size)));
    return figures;
  } finally {
    await server.dispose();
  }
}

async function timed(to: Client, size: (typeof SIZES)[number]): Promise<Figure[]> {
  await fill(to, size);
  const id = newId(Date.now());
  const plan = `/api/v1/plans/${id}`;
  await to.post("/api/v1/plans", {
    ...{ id, name: `${size}`, metric: "revenue", unit: `${size}`, amount: `${size * 120_000}.00` },
    ...{ from: "2026-01-01", until: "2027-01-01", granularity: "1000" },
  });
  const allocate = await seconds(() => ended(to, plan, to.post(`${plan}/allocate`, {})));
  const { headers, body } = await to.send({ method: "GET", path: `${plan}/grid?limit=1` });
  const draft = Number(field(isRecord(body) ? body["plan"] : null, "draft"));
  const version = field(isRecord(body) ? body["plan"] : null, "version");
  const publish = await seconds(async () => {
    const answer = await to.send({
      method: "POST",
      path: `${plan}/publish`,
      body: { draft },
      headers: { "idempotency-key": newId(Date.now()), "if-match": `"${version}"` },
    });
    if (answer.status >= 300) throw new Error(`publish answered ${answer.status}`);
    await ended(to, plan, Promise.resolve(answer.body));
  });
  const cost = headers.get("fairlead-d1") ?? "";
  if (cost === "") throw new Error("a development server says what a request cost");
  const bar = BARS[size];
  const figure = (name: string, took: number): Figure => ({
    id: "P9",
    name: `${name} ${size.toLocaleString("en")} people end to end, s`,
    measured: took.toFixed(2),
    bar: `${bar} s`,
    verdict: verdict(took <= bar),
  });
  return [figure("allocate", allocate), figure("publish", publish)];
}

/** Waits for the job, where the answer is one. */
async function ended(to: Client, plan: string, begun: Promise<unknown>): Promise<void> {
  const answer = await begun;
  if (!isRecord(answer) || !("job" in answer)) return;
  for (;;) {
    const now = await to.get(`${plan}/job`);
    const job = isRecord(now) ? now["job"] : null;
    const state = field(job, "state");
    if (state === "done") return;
    if (state !== "running") throw new Error(`the job ended as ${state}: ${JSON.stringify(job)}`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

/** A tree of teams of twenty, and what each person made last year. */
async function fill(to: Client, size: number): Promise<void> {
  const teams = Math.max(1, Math.ceil(size / TEAM));
  const regions = Math.max(1, Math.ceil(teams / TEAM));
  const unit = (code: string, parent: string | null) => ({
    ...{ code, name: code, kind: "team", parent, from: "2024-01-01" },
  });
  const units = [
    unit(`${size}`, null),
    ...numbers(regions).map((at) => unit(`${size}-r${at}`, `${size}`)),
    ...numbers(teams).map((at) => unit(`${size}-t${at}`, `${size}-r${at % regions}`)),
  ];
  await posted(to, "units", units);
  const code = (at: number) => `${size}-${at}`;
  const people = numbers(size).map((at) => ({
    ...{ code: code(at), name: code(at), startsOn: at % 10 === 0 ? "2026-03-16" : "2024-01-01" },
    ...{ unit: `${size}-t${at % teams}`, unitFrom: at % 10 === 0 ? "2026-03-16" : "2024-01-01" },
  }));
  await posted(to, "people", people);
  const entries = numbers(size).map((at) => ({
    ...{ metric: "revenue", person: code(at), on: "2025-06-02", source: "bench" },
    ...{ amount: `${50_000 + ((at * 7_919) % 90_000)}.00`, externalId: code(at) },
  }));
  // Who begins in March made nothing last year.
  await posted(
    to,
    "entries",
    entries.filter((_, at) => at % 10 !== 0 || size < TEAM),
  );
}

async function posted(to: Client, what: string, rows: readonly object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await to.post(`/api/v1/${what}`, { rows: rows.slice(at, at + BATCH) });
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
}
