import { signal } from "@preact/signals";
import type {
  endRule,
  listRules,
  patchRule,
  postRule,
  previewRule,
  recredit,
} from "../../workers/crediting/contract.ts";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { newId } from "../../workers/lib/id.ts";
import type { listMetrics } from "../../workers/metrics/contract.ts";
import type { listPeople, listUnits } from "../../workers/org/contract.ts";
import { api, type Answer, type Problem } from "../api.ts";
import { nowMs } from "../clock.ts";
import { resource } from "../ui/resource.ts";
import { bodyOf, type Draft } from "./draft.ts";

export type Rules = AnswerOf<typeof listRules>;
export type CreditRule = Rules["items"][number];
export type Span = CreditRule["spans"][number];
export type Names = Rules["names"];
export type Difference = AnswerOf<typeof previewRule>;
export type Crediting = ReturnType<typeof creditingModel>;
export type Choice = { readonly value: string; readonly label: string; readonly labelEn: string };
/** What can be chosen from; `full` is false where the company has more than was read. */
export type Choices = {
  readonly units: readonly Choice[];
  readonly people: readonly Choice[];
  readonly metrics: readonly Choice[];
  readonly full: boolean;
};
export type Days = { readonly from: string; readonly until: string };

/** So many units are looked into for choices; beyond them a code is typed. */
const UNITS_MAX = 40;

export function creditingModel() {
  const rules = resource(() => api<typeof listRules>("GET", "/crediting-rules"));
  const choices = signal<Choices | null>(null);
  const problem = signal<Problem | null>(null);
  const busy = signal(false);
  const left = signal(0);

  /** Units from the top, their people, and the metrics: what a rule is made of. */
  async function loadChoices(): Promise<void> {
    if (choices.peek()) return;
    const [units, metrics] = await Promise.all([
      allUnits(),
      api<typeof listMetrics>("GET", "/metrics"),
    ]);
    const people = await Promise.all(units.list.map(peopleIn));
    choices.value = {
      units: units.list.map(({ id, name, nameEn, depth }) => {
        const indent = "\u2003".repeat(depth);
        return { value: id, label: indent + name, labelEn: indent + (nameEn ?? name) };
      }),
      people: people.flatMap(({ list }) => list),
      metrics: metrics.ok
        ? metrics.body.items
            .filter(({ unit }) => unit !== "ratio")
            .map(({ id, nameZh, nameEn }) => ({ value: id, label: nameZh, labelEn: nameEn }))
        : [],
      full: units.full && people.every(({ full }) => full),
    };
  }

  async function sent<Body>(asking: Promise<Answer<Body>>): Promise<Body | null> {
    busy.value = true;
    const answer = await asking;
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    return answer.ok ? answer.body : null;
  }

  async function save(draft: Draft, rule: CreditRule | null): Promise<boolean> {
    const body = bodyOf(draft);
    const done = await sent<unknown>(
      rule === null
        ? api<typeof postRule>("POST", "/crediting-rules", {
            body: { id: newId<"creditingRule">(nowMs.peek()), ...body },
          })
        : api<typeof patchRule>("PATCH", "/crediting-rules/:creditingRuleId", {
            params: { creditingRuleId: rule.id },
            version: rule.version,
            body,
          }),
    );
    if (done === null) return false;
    await rules.load();
    return true;
  }

  /** What ending a rule would change on these days. */
  async function lookAtEnd(days: Days, { id }: CreditRule): Promise<Difference | null> {
    const body = { ...days, ends: id };
    return await sent(api<typeof previewRule>("POST", "/crediting-rules/preview", { body }));
  }

  async function end({ id, version }: CreditRule, from: string): Promise<boolean> {
    const done = await sent(
      api<typeof endRule>("POST", "/crediting-rules/:creditingRuleId/end", {
        ...{ params: { creditingRuleId: id }, version, body: { from } },
      }),
    );
    if (done === null) return false;
    await rules.load();
    return true;
  }

  /** With a draft: as if it had held; without one: what crediting again would change. */
  async function look(
    days: Days,
    draft: Draft | null,
    rule: CreditRule | null,
  ): Promise<Difference | null> {
    let asked: RequestOf<typeof previewRule>["body"] = days;
    if (draft) {
      const { rank, when, gives } = bodyOf(draft);
      const place = rank === undefined ? {} : { rank };
      const own = rule === null ? {} : { id: rule.id };
      asked = { ...days, rule: { ...own, ...place, when, gives } };
    }
    return await sent(api<typeof previewRule>("POST", "/crediting-rules/preview", { body: asked }));
  }

  /** Credits again, call by call, until nothing is left. The number of entries, or null. */
  async function again(days: Days): Promise<number | null> {
    let done = 0;
    let cursor: string | null = null;
    do {
      const body: Days & { readonly cursor: string | null } = { ...days, cursor };
      const answer: AnswerOf<typeof recredit> | null = await sent(
        api<typeof recredit>("POST", "/crediting-rules/recredit", { body }),
      );
      if (answer === null) return null;
      done += answer.entries;
      left.value = answer.left;
      cursor = answer.next;
    } while (cursor !== null || left.value > 0);
    return done;
  }

  const forget = () => {
    problem.value = null;
  };
  return {
    ...{ rules, choices, problem, busy, left },
    ...{ loadChoices, save, end, look, lookAtEnd, again, forget },
  };
}

type Unit = AnswerOf<typeof listUnits>["items"][number] & { readonly depth: number };

async function allUnits(): Promise<{ list: readonly Unit[]; full: boolean }> {
  const list: Unit[] = [];
  const below = async (parent: string | null, depth: number): Promise<void> => {
    const query = parent === null ? {} : { parent };
    const answer = await api<typeof listUnits>("GET", "/units", { query });
    for (const unit of answer.ok ? answer.body.items : []) {
      if (list.length >= UNITS_MAX) return;
      list.push({ ...unit, depth });
      await below(unit.id, depth + 1);
    }
  };
  await below(null, 0);
  return { list, full: list.length < UNITS_MAX };
}

async function peopleIn({ id }: Unit): Promise<{ list: readonly Choice[]; full: boolean }> {
  const answer = await api<typeof listPeople>("GET", "/people", {
    query: { unit: id, limit: "200" },
  });
  if (!answer.ok) return { list: [], full: false };
  const list = answer.body.items.map((person) => ({
    ...{ value: person.id, label: person.name, labelEn: person.nameEn ?? person.name },
  }));
  return { list, full: answer.body.next === null };
}
