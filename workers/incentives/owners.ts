import { ascending, groupBy } from "../lib/list.ts";
import type { Item } from "./items.ts";
import type { CreditComponent, PayComponent } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";
import { once, type Run } from "./run.ts";
import type { Owner } from "./window-result.ts";
import { teamName } from "./subject.ts";
import { flaw, unitOn, type World } from "./world.ts";

/** Whose ladders a component has: each person's own, or, where pay is split, the lead's or team's. */

export function ownersOf(
  run: Run,
  component: PayComponent,
  credits: CreditComponent | null,
): Owner[] {
  if (credits && credits.split !== "credit") return shared(run, credits.split.pay);
  const takes = new Set(component.positions);
  return run.world.input.participants
    .filter(({ position }) => !component.positions || takes.has(position ?? ""))
    .map(({ id }) => ownerOf(run, id));
}

/** A person's own ladder. */
export function ownerOf(run: Run, id: string): Owner {
  return { id, person: id, itemsOf: (plan) => run.itemsOf(plan).of(id), entire: false };
}

/** One entry with everybody who shares it, and who leads it. */
export type Shared = {
  readonly item: Item;
  readonly holders: readonly Item[];
  readonly lead: string;
};

/** Whole entries, each with who leads it; the lead's own share no longer matters. */
export function entriesOf(run: Run, plan: Plan): readonly Shared[] {
  return once(run, `entries ${plan.version}`, () => {
    const leads = leadsOf(run.world);
    const direct = run
      .itemsOf(plan)
      .all()
      .filter(({ role }) => role === "direct");
    return [...groupBy(direct, ({ entry }) => entry).values()].flatMap((holders) => {
      const [first] = holders;
      if (!first) return [];
      const lead = leads(first.entry, first.at);
      if (lead === null) return [];
      return [{ item: holders.find(({ person }) => person === lead) ?? first, holders, lead }];
    });
  });
}

type Leading = { readonly leads: Set<string>; readonly direct: Set<string> };
const known = new WeakMap<World, ReadonlyMap<string, Leading>>();

/** Who leads an entry; what takes an entry back is led by who leads that one. Nobody is a flaw. */
function leadsOf(world: World): (entry: string, at: number) => string | null {
  const all = known.get(world) ?? leadingOf(world);
  known.set(world, all);
  return (entry, at) => {
    const back = world.credits[at]?.reverses;
    const credit = world.credits[at];
    const own = all.get(credit?.entry ?? credit?.id ?? entry);
    const of = own?.leads.size === 0 && back !== undefined ? all.get(back) : own;
    const leads = of?.leads.size === 0 && of.direct.size === 1 ? of.direct : of?.leads;
    const [lead] = leads ?? [];
    if (lead !== undefined && leads?.size === 1) return lead;
    const facts = { entry, leads: leads?.size ?? 0 };
    flaw(world, { code: "incentives/lead_missing", pointer: `/credits/${at}/lead`, ...facts });
    return null;
  };
}

function leadingOf({ credits }: World): ReadonlyMap<string, Leading> {
  const all = new Map<string, Leading>();
  for (const { id, entry = id, person, role, lead, leader } of credits) {
    const of = all.get(entry) ?? { leads: new Set<string>(), direct: new Set<string>() };
    if (lead) of.leads.add(person);
    if (leader !== undefined) of.leads.add(leader);
    if (role === "direct") of.direct.add(person);
    all.set(entry, of);
  }
  return all;
}

function shared(run: Run, pay: "deal" | "lead" | "team"): Owner[] {
  const ladders = new Map<string, string>();
  const unitOf = ({ item, lead }: Shared) => {
    const person = run.world.people.get(lead);
    return item.person === lead || !person ? item.unit : unitOn(person, item.day);
  };
  const ladderOf = (entry: Shared) =>
    pay === "team" ? `team:${unitOf(entry) ?? ""}` : `${pay}:${entry.lead}`;
  for (const plan of run.world.plans)
    for (const entry of entriesOf(run, plan))
      ladders.set(ladderOf(entry), pay === "team" ? teamName(unitOf(entry) ?? "") : entry.lead);
  return [...ladders]
    .sort(([a], [b]) => ascending(a, b))
    .map(([id, person]) => ({
      id,
      person,
      itemsOf: (plan) =>
        once(run, `ladder ${plan.version} ${id}`, () =>
          entriesOf(run, plan)
            .filter((entry) => ladderOf(entry) === id)
            .map(({ item }) => item),
        ),
      entire: true,
    }));
}
