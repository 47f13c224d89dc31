import { buildWeb } from "../build.ts";
import { loadDemo } from "../first-run.ts";
import { client, field, isRecord, list } from "../load/client.ts";
import { signUp } from "../load/account.ts";
import { addDays, day, type Day, yearOf } from "../../workers/lib/day.ts";
import { canonical, sha256 } from "../../workers/lib/hash.ts";
import { newId } from "../../workers/lib/id.ts";
import { localServer } from "../local-server.ts";
import type { Figure } from "./figure.ts";
import { latencyFigures } from "./latency.ts";
import { paintFigures } from "./paint.ts";
import { type Fill, readRoutes } from "./routes.ts";
import { rowsReadFigures } from "./rows-read.ts";

/** P1, P2 and the browser's part of P11, on the real server with the sample company. */
export async function serverFigures(wants: (id: Figure["id"]) => boolean): Promise<Figure[]> {
  await buildWeb();
  const server = await localServer();
  try {
    await loadDemo(server.base);
    const to = client(server.base);
    await signUp(to, {
      email: "demo@fairlead.test",
      name: "Demo",
      company: "云帆科技",
      locale: "zh",
      timeZone: "Asia/Shanghai",
      currency: "CNY",
    });
    const people = await someTeam(to);
    const today = day(field(await to.get("/api/v1/tenant"), "today"));
    const routes = await readRoutes(to, await fillFrom(to, { people, today }));
    const latency = wants("P1") ? await latencyFigures(to, routes) : [];
    const rows = wants("P2") ? await rowsReadFigures(to, routes, { people, today }) : [];
    const paint = wants("P11") ? await paintFigures(server.base) : [];
    return [...latency, ...rows, ...paint];
  } finally {
    await server.dispose();
  }
}

type To = ReturnType<typeof client>;

type At = { readonly people: readonly string[]; readonly today: Day };

async function fillFrom(to: To, { people, today }: At): Promise<Fill> {
  const sample = await to.get("/api/v1/sample");
  const metrics = list(await to.get("/api/v1/metrics"), "items");
  const revenue = metrics.find((metric) => field(metric, "code") === "revenue");
  const unit = field(sample, "unit");
  return {
    unitId: unit,
    unit,
    subject: unit,
    personId: people[0] ?? "",
    person: people[0] ?? "",
    metricId: field(revenue, "id"),
    metric: field(revenue, "id"),
    importId: await openImport(to),
    planId: field(sample, "plan"),
    plan: field(sample, "plan"),
    boardId: field(sample, "board"),
    period: `FY${yearOf(today)}`,
    from: addDays(today, -7),
    until: today,
    "dryRunImport.from": "0",
    "getPlanDiff.from": "0",
    "getPlanDiff.to": "1",
    ...(await underWay(to, field(sample, "plan"))),
    ...(await paid(to, today)),
    // A page of ten is full from the start, so that a longer log does not lengthen it.
    limit: "10",
  };
}

/** What the sample company has under way beside its plan: talks, changes, scenarios, strategy. */
async function underWay(to: To, plan: string): Promise<Fill> {
  const first = async (path: string, name: string): Promise<unknown> =>
    list(await to.get(`/api/v1${path}`), name)[0];
  const talks = await first("/rounds?open=true", "items");
  const round = isRecord(talks) ? talks["round"] : undefined;
  const roundId = field(round, "id");
  const unit = field(round, "unit");
  const waiting = await first(`/threads/waiting?for=${unit}&below=true`, "items");
  const thread = isRecord(waiting) ? waiting["thread"] : undefined;
  const objective = await first("/strategy/objectives", "items");
  return {
    roundId,
    "getThread.subject": field(thread, "subject"),
    "listWaiting.for": unit,
    adjustmentId: field(await first("/adjustments", "items"), "id"),
    scenarioId: field(await first(`/plans/${plan}/scenarios`, "items"), "id"),
    goalId: field(await first("/strategy", "goals"), "id"),
    objectiveId: field(objective, "id"),
    keyResultId: field(list(objective, "keyResults")[0], "id"),
    actionId: field(await first("/strategy/actions", "items"), "id"),
    "getProposal.from": "2027-01-01",
    "getProposal.until": "2028-01-01",
  };
}

/** What the sample company has been paid: its plan, its newest closed run, an award, a dispute. */
async function paid(to: To, today: Day): Promise<Fill> {
  const first = async (path: string): Promise<unknown> =>
    list(await to.get(`/api/v1${path}`), "items")[0];
  const run = await first("/pay-runs?state=paid");
  const runId = field(run, "id");
  const plan = field(isRecord(run) ? run["plan"] : undefined, "id");
  const month = `${today.slice(0, 7)}-01`;
  return {
    runId,
    incentivePlanId: plan,
    "getIncentiveVersion.number": "1",
    "getStatement.personId": field(await first(`/pay-runs/${runId}/statements`), "person"),
    disputeId: field(await first("/disputes"), "id"),
    awardRuleId: field(await first("/award-rules"), "id"),
    awardId: field(await first("/awards"), "id"),
    "getAwardRanking.from": month,
    "getPeerScores.from": month,
    "listPayPeriods.plan": plan,
    "listPayRuns.plan": plan,
    "listPayOpenings.plan": plan,
  };
}

/** An import that has arrived and is not committed: every read of imports can be asked about it. */
async function openImport(to: To): Promise<string> {
  const id = newId<"import">(Date.now());
  const value = {
    ...{ metric: "revenue", person: "YF004", on: "2026-01-05", amount: "1.00" },
    ...{ externalId: "bench", source: "bench" },
  };
  const rows = [{ row: 1, value }];
  const hash = await sha256(canonical(rows));
  await to.post("/api/v1/imports", {
    ...{ id, kind: "entries", mapping: {}, rows: 1, chunks: 1 },
    nameHash: await sha256("bench.csv"),
    hash: await sha256(hash),
  });
  const path = `/api/v1/imports/${id}/chunks/0`;
  const { status } = await to.send({ method: "PUT", path, body: { hash, rows } });
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return id;
}

/** The ids of the people of the first three teams of the sample. */
async function someTeam(to: To): Promise<string[]> {
  const people: string[] = [];
  const root = field(await to.get("/api/v1/sample"), "unit");
  for (const region of await below(to, root)) {
    for (const team of await below(to, region)) {
      const members = list(await to.get(`/api/v1/people?unit=${team}`), "items");
      people.push(...members.map((member) => field(member, "id")));
    }
  }
  return people;
}

async function below(to: To, unit: string): Promise<string[]> {
  const answer = await to.get(`/api/v1/units?parent=${unit}`);
  return list(answer, "items")
    .filter(isRecord)
    .map((child) => field(child, "id"));
}
