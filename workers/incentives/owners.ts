import { ascending, groupBy } from "../lib/list.ts";
import type { Item } from "./items.ts";
import type { CreditComponent, PayComponent } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";
import { once, type Run } from "./run.ts";
import type { Owner } from "./window-result.ts";

/** Whose ladders a component has: each person's own, or, where pay is split, the lead's or team's. */

export function ownersOf(
  run: Run,
  component: PayComponent,
  credits: CreditComponent | null,
): Owner[] {
  if (credits && credits.split !== "credit") return shared(run, credits, credits.split.pay);
  const takes = new Set(component.positions);
  return run.world.input.participants
    .filter(({ position }) => !component.positions || takes.has(position ?? ""))
    .map(({ id }) => ({
      id,
      person: id,
      itemsOf: (plan) => run.itemsOf(plan).byPerson.get(id) ?? [],
      entire: false,
    }));
}

/** One entry with everybody who shares it. */
export type Shared = { readonly item: Item; readonly holders: readonly Item[] };

/** Whole entries, by the credit that leads each; its own share no longer matters. */
export function entriesOf(run: Run, plan: Plan): readonly Shared[] {
  return once(run, `entries ${plan.version}`, () => {
    const direct = run.itemsOf(plan).all.filter(({ role }) => role === "direct");
    return [...groupBy(direct, ({ entry }) => entry).values()].flatMap((holders) => {
      const item = holders.find(({ lead }) => lead) ?? holders[0];
      return item ? [{ item, holders }] : [];
    });
  });
}

function shared(run: Run, component: CreditComponent, pay: "deal" | "lead" | "team"): Owner[] {
  const ladders = new Map<string, string>();
  const ladderOf = ({ item }: Shared) =>
    pay === "team" ? `team:${item.unit ?? ""}` : `${pay}:${item.person}`;
  for (const plan of run.world.plans)
    for (const entry of entriesOf(run, plan)) {
      const id = ladderOf(entry);
      if (!ladders.has(id)) ladders.set(id, entry.item.person);
    }
  const takes = new Set(component.positions);
  return [...ladders]
    .filter(([, person]) => {
      const position = run.world.people.get(person)?.position ?? "";
      return run.world.people.has(person) && (!component.positions || takes.has(position));
    })
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
