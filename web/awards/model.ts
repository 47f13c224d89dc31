import { signal } from "@preact/signals";
import type {
  changeAwardRule,
  createAwardRule,
  freezeAwardRanking,
  getAwardRanking,
  getPeerScores,
  giveAward,
  listAwardRules,
  listAwards,
  scorePeers,
} from "../../workers/awards/contract.ts";
import type { listPeople, listUnits } from "../../workers/org/contract.ts";
import type { listMetrics } from "../../workers/metrics/contract.ts";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { newId } from "../../workers/lib/id.ts";
import { api, type Problem } from "../api.ts";
import { nowMs } from "../clock.ts";
import { resource } from "../ui/resource.ts";

export type Rule = AnswerOf<typeof listAwardRules>["items"][number];
export type Ranking = AnswerOf<typeof getAwardRanking>;
export type Award = AnswerOf<typeof listAwards>["items"][number];
export type RuleBody = RequestOf<typeof createAwardRule>["body"];
export type Document = RuleBody["document"];
export type Scores = AnswerOf<typeof getPeerScores>;

export function awardsModel() {
  return {
    rules: resource(() => api<typeof listAwardRules>("GET", "/award-rules")),
    given: resource(() => api<typeof listAwards>("GET", "/awards", { query: { limit: "200" } })),
  };
}

export function ownAwards(person: string) {
  return resource(() =>
    api<typeof listAwards>("GET", "/awards", { query: { person, limit: "50" } }),
  );
}

/** One rule's ranking of one period, and its freezing. */
export function rankingModel(rule: string, from: () => string) {
  const params = { awardRuleId: rule };
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  const ranking = resource(() =>
    api<typeof getAwardRanking>("GET", "/award-rules/:awardRuleId/ranking", {
      ...{ params, query: { from: from() } },
    }),
  );
  /** How many were given it; null where it was refused. */
  async function freeze(): Promise<number | null> {
    busy.value = true;
    const body = { id: newId<"award">(nowMs.peek()), from: from() };
    const answer = await api<typeof freezeAwardRanking>(
      "POST",
      "/award-rules/:awardRuleId/freeze",
      { params, body },
    );
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    await ranking.load();
    return answer.ok ? answer.body.items.length : null;
  }
  return { ranking, busy, problem, freeze };
}

/** Whom the reader judges in a period. */
export function scoresModel(rule: string, from: string) {
  const params = { awardRuleId: rule };
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  const scores = resource(() =>
    api<typeof getPeerScores>("GET", "/award-rules/:awardRuleId/scores", {
      ...{ params, query: { from } },
    }),
  );
  async function send(given: ReadonlyMap<string, number>): Promise<boolean> {
    busy.value = true;
    const rows = [...given].map(([person, score]) => ({ person, score }));
    const answer = await api<typeof scorePeers>("POST", "/award-rules/:awardRuleId/scores", {
      ...{ params, body: { from, scores: rows } },
    });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    return answer.ok;
  }
  return { scores, busy, problem, send };
}

export type Choices = {
  readonly metrics: AnswerOf<typeof listMetrics>["items"];
  readonly units: readonly PlacedUnit[];
};

type Unit = AnswerOf<typeof listUnits>["items"][number];
/** A unit with how deep it lies below its root. */
export type PlacedUnit = Unit & { readonly depth: number };

async function unitsBelow(parent?: string): Promise<readonly Unit[]> {
  const query = parent === undefined ? {} : { parent };
  const answer = await api<typeof listUnits>("GET", "/units", { query });
  return answer.ok ? answer.body.items : [];
}

/** More units than a list can be chosen from are reached through the data pages. */
const UNITS_MAX = 200;

/** The units of the company in the order of its tree, to a depth below the roots. */
async function unitTree(deepest: number): Promise<readonly PlacedUnit[]> {
  const all: PlacedUnit[] = [];
  const walk = async (parent: string | undefined, depth: number): Promise<void> => {
    for (const unit of await unitsBelow(parent)) {
      if (all.length >= UNITS_MAX) return;
      all.push({ ...unit, depth });
      if (depth < deepest) await walk(unit.id, depth + 1);
    }
  };
  await walk(undefined, 0);
  return all;
}

/** What a rule can be about: every metric, the roots of the company and the units directly below. */
export async function choices(): Promise<Choices> {
  const [metrics, units] = await Promise.all([
    api<typeof listMetrics>("GET", "/metrics"),
    unitTree(1),
  ]);
  return { metrics: metrics.ok ? metrics.body.items : [], units };
}

export const allUnits = () => unitTree(8);

/** Who sits directly in a unit today. */
export async function peopleOf(unit: string) {
  const query = { unit, limit: "200" };
  const answer = await api<typeof listPeople>("GET", "/people", { query });
  return answer.ok ? answer.body.items : [];
}

/** Saves a new rule, or changes one that is there; false where it was refused. */
export function ruleModel(rule: Rule | null) {
  const id = newId<"awardRule">(nowMs.peek());
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  async function sent(answer: Promise<{ ok: true } | { ok: false; problem: Problem }>) {
    busy.value = true;
    const done = await answer;
    busy.value = false;
    problem.value = done.ok ? null : done.problem;
    return done.ok;
  }
  function change(of: Rule, body: RequestOf<typeof changeAwardRule>["body"]) {
    const to = { params: { awardRuleId: of.id }, version: of.version, body };
    return sent(api<typeof changeAwardRule>("PATCH", "/award-rules/:awardRuleId", to));
  }
  const save = (code: string, document: Document) =>
    rule
      ? change(rule, { document })
      : sent(api<typeof createAwardRule>("POST", "/award-rules", { body: { id, code, document } }));
  const retire = async (retired: boolean) => rule !== null && (await change(rule, { retired }));
  return { busy, problem, save, retire };
}

/** Gives an award by hand, to one person or unit. */
export function handModel() {
  const id = newId<"award">(nowMs.peek());
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  async function give(body: Omit<RequestOf<typeof giveAward>["body"], "id">): Promise<boolean> {
    busy.value = true;
    const answer = await api<typeof giveAward>("POST", "/awards", { body: { ...body, id } });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    return answer.ok;
  }
  return { busy, problem, give };
}
