import { calendarStore } from "../calendar/store.ts";
import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { formatMinor } from "../lib/money.ts";
import { err, ok } from "../lib/result.ts";
import type { Plan } from "../targets/plan.ts";
import { planWire, rowsBelow, rowWire } from "../targets/plan-wire.ts";
import { targetStore } from "../targets/store.ts";
import { NOTHING_OPEN, type WhatIsOpen } from "../targets/what-is-open.ts";
import * as contracts from "./contract.ts";
import { readFacts } from "./read-facts.ts";
import { saveScenario } from "./save-scenario.ts";
import type { Scenario } from "./scenario.ts";
import { fairnessStore } from "./store.ts";
import { takeScenario } from "./take-scenario.ts";

export const fairnessDeps = {
  fairness: fairnessStore,
  targets: targetStore,
  calendar: calendarStore,
};

/** `open` tells whether a plan's numbers are being agreed on; the noun that negotiates hands it in. */
export function fairnessRoutes(api: Api, open: WhatIsOpen = NOTHING_OPEN): void {
  endpoint(api, contracts.getFairness, async ({ db, actor, today, input: { params, query } }) => {
    const scope = () => (actor().reach === "all" ? undefined : actor().scopeUnit);
    const withRows = query.rows === "1";
    const asked = { plan: params.planId, today, scope, withRows };
    const facts = await readFacts(db, fairnessDeps, asked);
    if (!facts.ok) return facts;
    const { asOf, known, people, rows } = facts.value;
    const body = {
      plan: params.planId,
      rows: rows && rows.map(rowWire),
      asOf,
      known: [...known],
      people: people.map((person) => ({ ...person, months: [...person.months] })),
    };
    return ok({ body });
  });
  scenarioRoutes(api, open);
}

function scenarioRoutes(api: Api, open: WhatIsOpen): void {
  endpoint(api, contracts.listScenarios, async ({ db, input: { params } }) => {
    const { plan, scenarios } = await db.load({
      plan: targetStore.plan(params.planId),
      scenarios: fairnessStore.scenarios(params.planId),
    });
    if (!plan) return err({ code: "plan/not_found", id: params.planId });
    const items = scenarios.map((each) => wire(each, plan));
    return ok({ body: { items, next: null } });
  });

  endpoint(api, contracts.saveScenarioContract, async ({ db, today, input: { params, body } }) => {
    const { id, name, amount, ...rules } = body;
    const asked = { id, plan: params.planId, name, amount, rules };
    const saved = await saveScenario(db, fairnessDeps, asked, today);
    return saved.ok ? ok({ body: wire(saved.value.scenario, saved.value.plan) }) : saved;
  });

  endpoint(api, contracts.getScenario, async ({ db, actor, input: { params } }) => {
    const { planId, scenarioId } = params;
    const { plan, scenario, rows } = await db.load({
      plan: targetStore.plan(planId),
      scenario: fairnessStore.scenario(planId, scenarioId),
      rows: fairnessStore.scenarioRows(planId, scenarioId),
    });
    const { reach, scopeUnit } = actor();
    const seen = reach === "all" ? rows : rowsBelow(rows, scopeUnit);
    if (!plan || !scenario || seen.length === 0) {
      return err({ code: "scenario/not_found", id: scenarioId });
    }
    const body = { scenario: wire(scenario, plan), rows: seen.map(rowWire) };
    return ok({ body });
  });

  endpoint(api, contracts.takeScenarioContract, async ({ db, input: { params, version } }) => {
    const { planId: plan, scenarioId: scenario } = params;
    const taken = await takeScenario(db, fairnessDeps, open, { plan, scenario, version });
    return taken.ok ? ok({ body: taken.value, version: taken.value.version }) : taken;
  });
}

function wire({ amount, rules, ...scenario }: Scenario, plan: Plan) {
  const { rules: lists } = planWire({ ...plan, rules });
  return { ...scenario, amount: formatMinor(amount, plan.metric.scale), rules: lists };
}
