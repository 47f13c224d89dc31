import type { Api } from "../http/context.ts";
import { type Call, endpoint } from "../http/endpoint.ts";
import type { Contract } from "../lib/contract.ts";
import { err, ok } from "../lib/result.ts";
import * as contracts from "./correction-contract.ts";
import { decideCorrection, type Deciding } from "./decide-correction.ts";
import type { Deps } from "./deps.ts";
import { enterCorrection } from "./enter-correction.ts";
import { listedCorrection } from "./show.ts";
import { lookingAs } from "./viewer.ts";

type Looks = Pick<Call<Contract>, "db" | "actor" | "today">;

export function correctionRoutes(api: Api, deps: Deps): void {
  endpoint(api, contracts.listPayAdjustments, async ({ db, actor, today, input: { query } }) => {
    const { viewer, sight } = await lookingAs(db, deps, { actor, today });
    const { state, person = null, cursor = null, limit } = query;
    const { items } = await db.load({
      items: deps.corrections.corrections(sight, today, {
        ...{ state, person, before: cursor, limit: limit + 1 },
      }),
    });
    const shown = items.slice(0, limit);
    const paid = await deps.payments(db, shown);
    const next = items.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return ok({
      body: { items: shown.map((each) => listedCorrection(each, viewer, paid.get(each.id))), next },
    });
  });

  endpoint(api, contracts.proposePayAdjustment, async ({ db, actor, today, input: { body } }) => {
    const { viewer } = await lookingAs(db, deps, { actor, today });
    return await enterCorrection(db, deps, body, viewer);
  });

  endpoint(api, contracts.approvePayAdjustment, (call) => {
    const { params, body } = call.input;
    return decided(call, deps, params.payAdjustmentId, { decision: "approved", note: body.note });
  });

  endpoint(api, contracts.rejectPayAdjustment, (call) => {
    const { params, body } = call.input;
    return decided(call, deps, params.payAdjustmentId, { decision: "rejected", note: body.note });
  });

  endpoint(api, contracts.withdrawPayAdjustment, (call) => {
    const { params, body } = call.input;
    return decided(call, deps, params.payAdjustmentId, { decision: "withdrawn", note: body.note });
  });
}

/** Only those who see all pay come here: the permissions of these routes are theirs alone. */
async function decided({ db, actor, today }: Looks, deps: Deps, id: string, deciding: Deciding) {
  const { viewer } = await lookingAs(db, deps, { actor, today });
  const { kept } = await db.load({ kept: deps.corrections.correction(id) });
  if (!kept) return err({ code: "pay_adjustment/not_found", id });
  return await decideCorrection(db, deps, kept, deciding, viewer);
}
