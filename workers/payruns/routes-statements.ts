import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { seesPay } from "../incentives/pay-sight.ts";
import { err, ok } from "../lib/result.ts";
import { AT_ONCE_MAX } from "./compute-all.ts";
import * as contracts from "./contract-statements.ts";
import type { Deps } from "./deps.ts";
import { readEarnings } from "./read-earnings.ts";
import { readInput } from "./read-input.ts";
import { readKnown } from "./read-known.ts";
import { naming } from "./name-accounts.ts";
import { readStatement, SHOWN } from "./read-statement.ts";
import { storedInput } from "./replay.ts";
import { stateOf } from "./run.ts";
import { sumsWire } from "./show-statement.ts";
import { STATES } from "./states.ts";

export function statementRoutes(api: Api, deps: Deps): void {
  const { runs } = deps;
  endpoint(api, contracts.getStatement, async ({ c, db, actor, input: { params, query } }) => {
    const read = await readStatement(db, deps, {
      ...{ run: params.runId, person: params.personId, actor },
      currency: query.currency ?? null,
    });
    if (!read.ok) return read;
    const { approvals, ...body } = read.value;
    const named = await naming(c.env, db.uuid, approvals);
    return ok({ body: { ...body, approvals: approvals.map(named) } });
  });

  endpoint(api, contracts.listPersonStatements, async ({ db, actor, input: { params, query } }) => {
    const { settings } = await db.load({ settings: runs.settings() });
    if (!seesPay(actor(), params.personId, settings)) return err({ code: "pay/hidden" });
    const states = actor().reach === "all" ? STATES : SHOWN;
    const { all } = await db.load({ all: runs.ofPerson(params.personId, states, query.limit) });
    const items = all.map((each) => ({
      ...{ run: each.run, from: each.from, until: each.until, state: stateOf(each.state) },
      plan: { id: each.plan, key: each.planKey, name: each.planName },
      ...sumsWire(each, stateOf(each.state)),
    }));
    return ok({ body: { items, next: null } });
  });

  endpoint(api, contracts.getEarnings, async ({ db, actor, today, input: { params, query } }) => {
    const read = await readEarnings(db, deps, {
      ...{ person: params.personId, actor, today },
      withInput: query.input === "1",
    });
    return read.ok ? ok({ body: read.value }) : read;
  });

  endpoint(api, contracts.getRunInput, async ({ db, input: { params, query } }) => {
    const { run } = await db.load({ run: runs.run(params.runId) });
    if (!run) return err({ code: "pay_run/not_found", id: params.runId });
    const { person, cursor = "" } = query;
    const { people } = await db.load({
      people: runs.peopleToAudit(run.id, person === undefined ? cursor : "~", AT_ONCE_MAX),
    });
    const wanted = person === undefined ? { alone: people } : [person];
    const stored = await storedInput(db, deps, run, wanted);
    if (!stored) return err({ code: "pay_run/no_statement" });
    const own = stored.kept.find((each) => each.person === person);
    if (person !== undefined && !own) return err({ code: "pay_run/no_statement" });
    const next = people.length === AT_ONCE_MAX ? (people.at(-1) ?? null) : null;
    return ok({
      body: { input: stored.input, inputHash: own?.inputHash ?? run.inputHash, next },
    });
  });

  endpoint(api, contracts.planInput, async ({ db, input: { params, body } }) => {
    const read = await readInput(db, deps, { plan: params.incentivePlanId, ...body });
    return read.ok ? ok({ body: read.value }) : read;
  });

  endpoint(api, contracts.getKnown, async ({ db, input: { params } }) => {
    const read = await readKnown(db, deps, params.runId);
    return read.ok ? ok({ body: read.value }) : read;
  });
}
