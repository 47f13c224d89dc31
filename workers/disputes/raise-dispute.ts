import { workingDaysOf } from "../calendar/calendar.ts";
import { nthWorkingDay } from "../calendar/working-days.ts";
import { addDays, type Day } from "../lib/day.ts";
import { currencyScale, formatMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { payAmount } from "./correction.ts";
import type { Deps, StatementNow } from "./deps.ts";
import type { KeptDispute } from "./dispute.ts";
import { placeAt, stands } from "./pointer.ts";
import { disputeWire, type Viewer } from "./show.ts";
import type { Move } from "./states.ts";
import type { WirePlace } from "./wire.ts";

export type Raising = {
  readonly id: string;
  readonly run: string;
  readonly person: string;
  readonly currency: string;
  readonly pointer: string;
  /** The statement's, as it was shown. */
  readonly hash: string;
  readonly text: string;
  readonly amount: string | null;
};
export type RaiseError =
  | { readonly code: "dispute/not_yours" }
  | { readonly code: "dispute/no_statement"; readonly run: string }
  | { readonly code: "dispute/other_statement"; readonly current: string }
  | { readonly code: "dispute/no_step"; readonly value: string; readonly pointer: string }
  | { readonly code: "dispute/already"; readonly dispute: string | null }
  | { readonly code: "dispute/amount"; readonly value: string; readonly scale: number }
  | { readonly code: "dispute/exists"; readonly id: string };

/**
 * Keeps what a payee disputes, bound to a place of their own statement. Precedence: whose it is, then
 * the statement, its hash, the place, the amount, then whether the place is disputed already.
 */
export async function raiseDispute(db: TenantDb, deps: Deps, asked: Raising, viewer: Viewer) {
  const { disputes } = deps;
  if (viewer.person !== asked.person) return refusal({ code: "dispute/not_yours" });
  const now = await deps.statement(db, asked);
  if (!now) return refusal({ code: "dispute/no_statement", run: asked.run });
  if (now.hash !== asked.hash)
    return refusal({ code: "dispute/other_statement", current: now.hash });
  const place = placeIn(now, asked);
  if (!place)
    return refusal({ code: "dispute/no_step", value: asked.pointer, pointer: "/pointer" });
  const amount = asked.amount === null ? null : payAmount(asked.amount, asked.currency);
  if (amount && !amount.ok) return refusal({ ...amount.error, code: "dispute/amount" });
  const { live, old, calendar, rules, who } = await db.load({
    live: disputes.liveAt(asked),
    old: disputes.dispute(asked.id),
    calendar: deps.calendar.calendar(),
    rules: deps.payRules(),
    who: disputes.person(asked.person),
  });
  if (old) return refusal({ code: "dispute/exists", id: asked.id });
  if (live) return refusal({ code: "dispute/already", dispute: live });

  const due = nthWorkingDay(workingDaysOf(calendar), viewer.today, rules.disputeDays);
  const dueOn: Day = due.ok ? due.value : addDays(viewer.today, rules.disputeDays);
  const move: Move = {
    ...{ kind: "raised", by: db.actor(), account: viewer.account, at: db.now },
    ...{ note: null, owner: null, dueOn: null, adjustment: null },
  };
  const { text: note, id, run, person, currency, pointer, hash } = asked;
  const kept: KeptDispute = {
    ...{ id, run, person, currency, pointer, hash, place, note, dueOn },
    ...{ amount: amount ? amount.value : null, at: db.now, sample: now.sample },
    ...{ personName: who?.name ?? "", personNameEn: who?.nameEn ?? null },
    moves: [{ ...move, ...nameOf(who), ownerName: nameOf(null) }],
  };
  const body = disputeWire(kept, viewer);
  const done = await commit(db, {
    event: "dispute/raised",
    subject: id,
    detail: { dispute: id, run, person, pointer, hash, due: dueOn },
    expect: [disputes.expect.noneAt(kept)],
    writes: [disputes.addDispute(kept, db.actor(), viewer.account), disputes.addMove(id, 1, move)],
    answer: { status: 201, body },
  });
  if (done.ok) return ok({ body, version: 1 });
  const twice = done.error.code === "commit/unique";
  return refusal(
    twice ? { code: "dispute/exists", id } : { code: "dispute/already", dispute: null },
  );
}

const nameOf = (who: { readonly name: string; readonly nameEn: string | null } | null) => ({
  name: who?.name ?? null,
  nameEn: who?.nameEn ?? null,
});

/** What stands at the disputed place; null where the statement has no such place. */
export function placeIn(
  now: StatementNow,
  { pointer, currency }: Pick<Raising, "pointer" | "currency">,
): WirePlace | null {
  const at = placeAt(pointer);
  if (
    !at ||
    !stands(
      at,
      now.lines.map(({ steps }) => steps.length),
    )
  )
    return null;
  const line = at.line === null ? null : (now.lines[at.line] ?? null);
  const step = line && at.step !== null ? (line.steps[at.step] ?? null) : null;
  const join = (language: "zh" | "en") =>
    [line?.words[language], step?.words[language]].filter((each) => each).join(" · ");
  return {
    plan: now.plan,
    from: now.from,
    until: now.until,
    line: line && {
      ...{ kind: line.kind, component: line.component, window: line.window },
      amount: formatMinor(line.amount, currencyScale(currency)),
    },
    step: step && { step: step.step, rule: step.rule, figures: { ...step.figures } },
    words: { zh: join("zh"), en: join("en") },
  };
}

function refusal(error: RaiseError): Result<never, RaiseError> {
  return err(error);
}
