import { signal } from "@preact/signals";
import type {
  createAwardRule,
  freezeAwardRanking,
  getAwardRanking,
  getPeerScores,
  listAwardRules,
  listAwards,
  scorePeers,
} from "../../workers/awards/contract.ts";
import type { listUnits } from "../../workers/org/contract.ts";
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
  readonly units: AnswerOf<typeof listUnits>["items"];
};

/** What a rule can be about: every metric, the roots of the company and the units directly below. */
export async function choices(): Promise<Choices> {
  const unitsBelow = async (parent?: string) => {
    const query = parent === undefined ? {} : { parent };
    const answer = await api<typeof listUnits>("GET", "/units", { query });
    return answer.ok ? answer.body.items : [];
  };
  const [metrics, roots] = await Promise.all([
    api<typeof listMetrics>("GET", "/metrics"),
    unitsBelow(),
  ]);
  const below = await Promise.all(roots.map(({ id }) => unitsBelow(id)));
  return {
    metrics: metrics.ok ? metrics.body.items : [],
    units: roots.flatMap((root, at) => [root, ...(below[at] ?? [])]),
  };
}

/** Saves a new rule; null where it was refused. */
export function ruleModel() {
  const id = newId<"awardRule">(nowMs.peek());
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  async function save(code: string, document: Document): Promise<boolean> {
    busy.value = true;
    const body = { id, code, document };
    const answer = await api<typeof createAwardRule>("POST", "/award-rules", { body });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    return answer.ok;
  }
  return { busy, problem, save };
}
