import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { ok } from "../lib/result.ts";
import { targetStore } from "../targets/store.ts";
import { getFairness } from "./contract.ts";
import { readFacts } from "./read-facts.ts";
import { fairnessStore } from "./store.ts";

const stores = { fairness: fairnessStore, targets: targetStore };

export function fairnessRoutes(api: Api): void {
  endpoint(api, getFairness, async ({ db, actor, today, input: { params } }) => {
    const scope = () => (actor().reach === "all" ? undefined : actor().scopeUnit);
    const facts = await readFacts(db, stores, { plan: params.planId, today, scope });
    if (!facts.ok) return facts;
    const { asOf, known, people } = facts.value;
    const body = {
      plan: params.planId,
      asOf,
      known: [...known],
      people: people.map((person) => ({ ...person, months: [...person.months] })),
    };
    return ok({ body });
  });
}
