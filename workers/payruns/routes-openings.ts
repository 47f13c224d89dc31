import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { ok } from "../lib/result.ts";
import * as contracts from "./contract-openings.ts";
import { decideOpening } from "./decide-opening.ts";
import type { Deps } from "./deps.ts";
import { enterOpening } from "./enter-opening.ts";
import { openingWire } from "./show-opening.ts";

export function openingRoutes(api: Api, deps: Deps): void {
  endpoint(api, contracts.listPayOpenings, async ({ db, input: { query } }) => {
    const { items, settings } = await db.load({
      items: deps.runs.openings(query.plan),
      settings: deps.runs.ruling(),
    });
    const { who } = await db.load({ who: deps.runs.behind(db.actor()) });
    const reader = { who, one: settings.onePersonApproval };
    return ok({ body: { items: items.map((each) => openingWire(each, reader)), next: null } });
  });

  endpoint(api, contracts.enterPayOpening, async ({ db, input: { body } }) => {
    const entered = await enterOpening(db, deps, body);
    return entered.ok ? ok({ body: entered.value }) : entered;
  });

  for (const [contract, decision] of DECISIONS)
    endpoint(api, contract, async ({ db, input: { params, body } }) => {
      const asked = { id: params.payOpeningId, decision, ...body };
      const decided = await decideOpening(db, deps, asked);
      return decided.ok ? ok({ body: decided.value }) : decided;
    });
}

const DECISIONS = [
  [contracts.approvePayOpening, "approved"],
  [contracts.rejectPayOpening, "rejected"],
  [contracts.withdrawPayOpening, "withdrawn"],
] as const;
