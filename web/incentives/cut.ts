import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";

/** A part of an evaluation that can be computed by itself, and where its lists stood in the whole. */
export type Cut = {
  readonly input: EvaluationJson;
  readonly participants: readonly number[];
  readonly credits: readonly number[];
};

/** Credits in one cut: some tenths of a second of work, so that a bar moves and cancel is heard. */
const CREDITS = 4_000;

/**
 * The input cut by people, so that a long evaluation can tell how far it is. People who share a deal,
 * and a leaver and who takes over, stay together; a plan in which one person's pay reads another's
 * (pools, overrides, a unit's figures) is one cut. Promises: the statements of all cuts are those of
 * the whole.
 */
export function cuts(input: EvaluationJson, most = CREDITS): Cut[] {
  const all = input.participants.map((_, at) => at);
  const credits = input.credits ?? [];
  if (credits.length <= most || input.plans.some(readsOthers))
    return [{ input, participants: all, credits: credits.map((_, at) => at) }];
  const groupOf = groups(input);
  const cutOf = new Map<string, number>();
  let [last, filled] = [0, 0];
  const sizes = new Map<string, number>();
  for (const { person } of credits) {
    const group = groupOf(person);
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  for (const { id } of input.participants) {
    const group = groupOf(id);
    if (cutOf.has(group)) continue;
    if (filled >= most) [last, filled] = [last + 1, 0];
    cutOf.set(group, last);
    filled += sizes.get(group) ?? 0;
  }
  const at = (person: string) => cutOf.get(groupOf(person));
  const byPeople = split(input.participants, last + 1, ({ id }) => at(id));
  const byCredits = split(credits, last + 1, ({ person }) => at(person));
  const posted = split(input.posted ?? [], last + 1, ({ participant }) => at(participant));
  const known = new Set(input.participants.map(({ id }) => id));
  const targets = split(input.targets ?? [], last + 1, ({ subject }) =>
    known.has(subject) ? at(subject) : undefined,
  );
  const deals = new Map((input.deals ?? []).map((deal) => [deal.id, deal]));
  return byPeople.map((people, index) => {
    const own = pick(credits, byCredits[index] ?? []);
    const dealIds = new Set(own.flatMap(({ deal }) => (deal === undefined ? [] : [deal])));
    return {
      participants: people,
      credits: byCredits[index] ?? [],
      input: {
        ...input,
        participants: pick(input.participants, people),
        credits: own,
        targets: pick(input.targets ?? [], targets[index] ?? []),
        posted: pick(input.posted ?? [], posted[index] ?? []),
        deals: [...dealIds].flatMap((id) => deals.get(id) ?? []),
        adjustments: (input.adjustments ?? []).filter(
          ({ participant }) => at(participant) === index,
        ),
      },
    };
  });
}

/** Whether one person's pay in this plan reads what others sold or earned. */
export function readsOthers(plan: PlanJson): boolean {
  const isShared = plan.components.some((component) => {
    if (component.kind === "pool" || component.kind === "raffle") return true;
    if (component.kind === "override") return component.of.people !== "self";
    return "split" in component && component.split !== "credit" && component.split.pay === "team";
  });
  return isShared || readsUnit(plan);
}

/** A figure of a unit, wherever in the document it stands. */
function readsUnit(of: unknown): boolean {
  if (typeof of !== "object" || of === null) return false;
  if ("metric" in of && "window" in of && "of" in of && of.of !== "person") return true;
  return Object.values(of).some(readsUnit);
}

/** Who belongs together: by the entries they share and by succession. */
function groups({ participants, credits = [] }: EvaluationJson): (person: string) => string {
  const above = new Map<string, string>();
  const top = (id: string): string => {
    let at = id;
    for (let next = above.get(at); next !== undefined; next = above.get(at)) at = next;
    if (at !== id) above.set(id, at);
    return at;
  };
  const join = (a: string, b: string) => {
    const [left, right] = [top(a), top(b)];
    if (left !== right) above.set(left, right);
  };
  const firstOf = new Map<string, string>();
  for (const { entry, person } of credits) {
    if (entry === undefined) continue;
    const first = firstOf.get(entry);
    if (first === undefined) firstOf.set(entry, person);
    else if (first !== person) join(person, first);
  }
  for (const { id, successor } of participants) if (successor !== undefined) join(id, successor);
  return top;
}

function split<Item>(
  items: readonly Item[],
  parts: number,
  partOf: (item: Item) => number | undefined,
): number[][] {
  const made = Array.from({ length: parts }, (): number[] => []);
  items.forEach((item, at) => {
    const part = partOf(item);
    if (part === undefined) for (const each of made) each.push(at);
    else made[part]?.push(at);
  });
  return made;
}

function pick<Item>(items: readonly Item[], places: readonly number[]): Item[] {
  return places.flatMap((at) => items[at] ?? []);
}
