import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";

/** A part of an evaluation that can be computed by itself, and where its lists stood in the whole. */
export type Cut<Input = EvaluationJson> = {
  readonly input: Input;
  readonly participants: readonly number[];
  readonly credits: readonly number[];
};

/** Credits in one cut: some tenths of a second of work, so that a bar moves and cancel is heard. */
export const CREDITS = 4_000;
/** Without a trace the same work takes more of them. */
export const UNTRACED = 16_000;

/** What a cut looks at, in an input as JSON or as it was read. */
type Cuttable = {
  readonly participants: readonly {
    readonly id: string;
    readonly successor?: string | undefined;
  }[];
  readonly credits?:
    | readonly {
        readonly entry?: string | undefined;
        readonly person: string;
        readonly deal?: string | undefined;
      }[]
    | undefined;
  readonly targets?: readonly { readonly subject: string }[] | undefined;
  readonly posted?: readonly { readonly participant: string }[] | undefined;
  readonly deals?: readonly { readonly id: string }[] | undefined;
  readonly adjustments?: readonly { readonly participant: string }[] | undefined;
};

/**
 * The input cut by people, so that a long evaluation can tell how far it is. People who share a deal,
 * and a leaver and who takes over, stay together; a plan in which one person's pay reads another's
 * (pools, overrides, a unit's figures) is one cut. Promises: the statements of all cuts are those of
 * the whole.
 */
export function cuts(input: EvaluationJson, most = CREDITS): Cut[] {
  return cutUp(input, most, input.plans.some(readsOthers));
}

/** The same of an input that was read; `isWhole` where one person's pay reads another's. */
export function cutUp<Input extends Cuttable>(
  input: Input,
  most: number,
  isWhole: boolean,
): Cut<Input>[] {
  const { participants, credits = [], targets = [], posted = [], deals = [] } = input;
  if (credits.length <= most || isWhole)
    return [{ input, participants: places(participants), credits: places(credits) }];
  const lists = listsOf(participants, credits, deals, most);
  const { cutOf } = lists;
  const parts = lists.credits.length;
  const known = new Set(participants.map(({ id }) => id));
  const byPeople = split(participants, parts, ({ id }) => cutOf(id));
  const byPosted = split(posted, parts, ({ participant }) => cutOf(participant));
  const byTargets = split(targets, parts, ({ subject }) =>
    known.has(subject) ? cutOf(subject) : undefined,
  );
  const adjustments = input.adjustments ?? [];
  return byPeople.map((people, index) => ({
    participants: people,
    credits: lists.places[index] ?? [],
    input: {
      ...input,
      participants: pick(participants, people),
      credits: lists.credits[index] ?? [],
      targets: pick(targets, byTargets[index] ?? []),
      posted: pick(posted, byPosted[index] ?? []),
      deals: lists.deals[index] ?? [],
      adjustments: adjustments.filter(({ participant }) => cutOf(participant) === index),
    },
  }));
}

type People = Cuttable["participants"];
type Credits = NonNullable<Cuttable["credits"]>;
type Deals = NonNullable<Cuttable["deals"]>;
type Lists = {
  readonly key: string;
  readonly of: Deals;
  /** Which cut a person is in; undefined for one who has to do with no participant. */
  readonly cutOf: (person: string) => number | undefined;
  readonly places: readonly (readonly number[])[];
  readonly credits: readonly Credits[];
  readonly deals: readonly Deals[];
};

/** The long lists are cut once for the same credits and people, so that what was made of a cut is kept. */
const kept = new WeakMap<Credits, Lists[]>();

function listsOf(participants: People, credits: Credits, deals: Deals, most: number): Lists {
  const known = kept.get(credits) ?? [];
  const key = JSON.stringify([most, participants.map(({ id, successor }) => [id, successor])]);
  const found = known.find((each) => each.key === key && each.of === deals);
  if (found) return found;
  const groupOf = groups(participants, credits);
  const sizes = new Map<string, number>();
  for (const { person } of credits) {
    const group = groupOf(person);
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  const cutOfGroup = new Map<string, number>();
  let [last, filled] = [0, 0];
  for (const { id } of participants) {
    const group = groupOf(id);
    if (cutOfGroup.has(group)) continue;
    if (filled >= most) [last, filled] = [last + 1, 0];
    cutOfGroup.set(group, last);
    filled += sizes.get(group) ?? 0;
  }
  const cutOf = (person: string) => cutOfGroup.get(groupOf(person));
  const byCredits = split(credits, last + 1, ({ person }) => cutOf(person));
  const own = byCredits.map((all) => pick(credits, all));
  const dealOf = new Map(deals.map((deal) => [deal.id, deal]));
  const made: Lists = {
    key,
    of: deals,
    cutOf,
    places: byCredits,
    credits: own,
    deals: own.map((all) => {
      const ids = new Set(all.flatMap(({ deal }) => deal ?? []));
      return [...ids].flatMap((id) => dealOf.get(id) ?? []);
    }),
  };
  kept.set(credits, [...known, made]);
  return made;
}

function places(of: readonly unknown[]): number[] {
  return of.map((_, at) => at);
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
function groups(participants: People, credits: Credits): (person: string) => string {
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
  const made: Item[] = [];
  for (const at of places) {
    const item = items[at];
    if (item !== undefined) made.push(item);
  }
  return made;
}
