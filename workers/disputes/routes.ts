import { calendarStore } from "../calendar/store.ts";
import type { Api } from "../http/context.ts";
import { type Call, endpoint } from "../http/endpoint.ts";
import type { Contract } from "../lib/contract.ts";
import { err, ok } from "../lib/result.ts";
import * as contracts from "./contract.ts";
import { correctionStore } from "./correction-store.ts";
import type { Deps } from "./deps.ts";
import { naming } from "../payruns/name-accounts.ts";
import { type Moving, moveDispute, resolves } from "./move-dispute.ts";
import { payNow } from "./pay-now.ts";
import { raiseDispute } from "./raise-dispute.ts";
import { correctionRoutes } from "./routes-corrections.ts";
import { correctionWire, courseWire, disputeWire } from "./show.ts";
import { disputeStore } from "./store.ts";
import { lookingAs } from "./viewer.ts";

export const disputeDeps: Deps = {
  disputes: disputeStore,
  corrections: correctionStore,
  calendar: calendarStore,
  ...payNow,
};

export function disputeRoutes(api: Api): void {
  readRoutes(api, disputeDeps);
  moveRoutes(api, disputeDeps);
  correctionRoutes(api, disputeDeps);
}

function readRoutes(api: Api, deps: Deps): void {
  endpoint(api, contracts.listDisputes, async ({ db, actor, today, input: { query } }) => {
    const { viewer, sight } = await lookingAs(db, deps, { actor, today });
    const { state, limit } = query;
    const { items } = await db.load({
      items: deps.disputes.list(sight, today, {
        ...{ state, run: query.run ?? null, person: query.person ?? null },
        late: query.late === "1",
        owner: query.owner === "me" ? viewer.account : null,
        ...{ before: query.cursor ?? null, limit: limit + 1 },
      }),
    });
    const shown = items.slice(0, limit);
    const next = items.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return ok({ body: { items: shown.map((each) => disputeWire(each, viewer)), next } });
  });

  endpoint(api, contracts.listDisputeOwners, async ({ db, c }) => {
    const { accounts } = await db.load({ accounts: deps.disputes.accounts() });
    const owners = accounts.filter(({ roles }) => resolves(roles));
    const named = await naming(
      c.env,
      db.uuid,
      owners.map(({ account, name }) => ({ by: account, name })),
    );
    const items = owners.map(({ account, name, nameEn, person }) => ({
      ...{ account, nameEn, person },
      name: named({ by: account, name }).name,
    }));
    return ok({ body: { items, next: null } });
  });

  endpoint(api, contracts.getDispute, async (call) => {
    const found = await foundDispute(call, deps, call.input.params.disputeId);
    if (!found.ok) return found;
    const { kept, viewer } = found.value;
    const dispute = disputeWire(kept, viewer);
    const { correction } = await call.db.load({
      correction: deps.corrections.correction(dispute.adjustment ?? ""),
    });
    const hash = await deps.hashNow(call.db, kept);
    return ok({
      body: {
        dispute,
        course: courseWire(kept.moves),
        correction: correction && correctionWire(correction, viewer),
        recalculated: hash !== null && hash !== kept.hash,
      },
    });
  });
}

function moveRoutes(api: Api, deps: Deps): void {
  endpoint(api, contracts.raiseDispute, async ({ db, actor, today, input: { body } }) => {
    const { viewer } = await lookingAs(db, deps, { actor, today });
    return await raiseDispute(db, deps, body, viewer);
  });

  endpoint(api, contracts.answerDispute, (call) => {
    const { text } = call.input.body;
    return moved(call, deps, { ...askedOf(call.input), kind: "answered", text });
  });

  endpoint(api, contracts.replyDispute, (call) => {
    const { text } = call.input.body;
    return moved(call, deps, { ...askedOf(call.input), kind: "replied", text });
  });

  endpoint(api, contracts.rejectDispute, (call) => {
    const { text } = call.input.body;
    return moved(call, deps, { ...askedOf(call.input), kind: "rejected", text });
  });

  endpoint(api, contracts.withdrawDispute, (call) =>
    moved(call, deps, { ...askedOf(call.input), kind: "withdrawn", text: null }),
  );

  endpoint(api, contracts.assignDispute, (call) => {
    const { owner, dueOn } = call.input.body;
    const to = { ...(owner === undefined ? {} : { owner }), dueOn };
    return moved(call, deps, { ...askedOf(call.input), kind: "assigned", text: null, ...to });
  });

  endpoint(api, contracts.acceptDispute, (call) => {
    const { adjustment, amount, text } = call.input.body;
    const correction = { id: adjustment, amount };
    return moved(call, deps, { ...askedOf(call.input), kind: "accepted", text, correction });
  });
}

type Looks = Pick<Call<Contract>, "db" | "actor" | "today">;

const askedOf = ({ params, version }: { params: { disputeId: string }; version: number }) => ({
  id: params.disputeId,
  version,
});

async function moved(call: Looks, deps: Deps, moving: Moving) {
  const found = await foundDispute(call, deps, moving.id);
  if (!found.ok) return found;
  return await moveDispute(call.db, deps, found.value.kept, moving, found.value.viewer);
}

/** A dispute the caller may see; one beyond their sight is not there. */
async function foundDispute({ db, actor, today }: Looks, deps: Deps, id: string) {
  const { viewer, sight } = await lookingAs(db, deps, { actor, today });
  const { kept } = await db.load({ kept: deps.disputes.dispute(id) });
  const { seen } = await db.load({ seen: deps.disputes.isSeen(kept?.person ?? "", sight, today) });
  if (!kept || !seen) return err({ code: "dispute/not_found", id });
  return ok({ kept, viewer });
}
