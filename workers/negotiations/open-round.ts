import { must } from "../lib/assert.ts";
import type { Day } from "../lib/day.ts";
import { formatMinor } from "../lib/money.ts";
import { parseRate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { amountOf } from "../targets/draft.ts";
import { DRAFT } from "../targets/plan-reads.ts";
import type { StoredRow } from "../targets/plan-row.ts";
import { valuesOnly, type ValuesOnly } from "../targets/plan-rules.ts";
import type { Plan } from "../targets/plan.ts";
import { type Answer, commit } from "../tenancy/commit.ts";
import { type Riding, riding } from "../tenancy/riding.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { jointTerms, type Payoff, type PayoffError } from "./payoff.ts";
import type { RoundPage } from "./reads.ts";
import { openThreads } from "./round.ts";
import { tallyChanges } from "./tally.ts";

export type Opening = {
  readonly id: string;
  readonly plan: string;
  readonly deadline: Day;
  readonly payoff: Payoff;
  readonly also?: Riding<RoundPage>;
  /** What the caller is told, kept under its idempotency key. */
  readonly answer?: (opened: Opened) => Answer;
};
export type Opened = { readonly round: RoundPage; readonly threads: number };
export type OpenError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | { readonly code: "plan/must_allocate" }
  | { readonly code: "negotiation/exists"; readonly id: string }
  | { readonly code: "negotiation/round_open"; readonly round: string; readonly deadline: Day }
  | { readonly code: "negotiation/deadline_past"; readonly deadline: Day; readonly earliest: Day }
  | { readonly code: "negotiation/nobody" }
  | PayoffError
  | ValuesOnly
  | { readonly code: "commit/busy" };

/**
 * Freezes a plan's draft as proposals: one thread for every number below the top, in one batch. A
 * round of 0 days is one that ends today. The payoff is fixed here, before anybody is asked.
 */
export async function openRound(
  db: TenantDb,
  { negotiations, targets }: Deps,
  asked: Opening,
  today: Day,
): Promise<Result<Opened, OpenError>> {
  const { plan, rows, open, known } = await db.load({
    plan: targets.plan(asked.plan),
    rows: targets.rows(asked.plan, DRAFT),
    open: negotiations.whatIsOpen.open(asked.plan),
    known: negotiations.round(asked.id),
  });
  if (!plan) return err({ code: "plan/not_found", id: asked.plan });
  if (known) return err({ code: "negotiation/exists", id: asked.id });
  const wrong = refusalOf(plan, rows, asked, today);
  if (wrong) return err(wrong);
  if (open) return err({ code: "negotiation/round_open", ...open });

  const round = roundOf(db, plan, rows, asked);
  const threads = openThreads(
    rows.map((row) => proposed(row, plan.metric.scale)),
    db.now,
  );
  if (threads.length === 0) return err({ code: "negotiation/nobody" });
  const tallies = tallyChanges(
    threads.map((after) => ({ before: null, after })),
    db.now,
  );
  const opened = { round, threads: threads.length };
  const also = riding(asked.also, round);
  const done = await commit(db, {
    event: "negotiation/opened",
    subject: round.id,
    detail: { plan: plan.id, round: round.id, draft: plan.draft, threads: threads.length },
    expect: [
      targets.guards.draft(plan.id, plan.draft),
      negotiations.guards.nothingOpen(plan.id),
      ...also.expect,
    ],
    writes: [
      negotiations.addRound(round),
      ...negotiations.saveThreads(round.id, threads),
      ...negotiations.addTallies(round.id, tallies),
      ...also.writes,
    ],
    ...(asked.answer ? { answer: asked.answer(opened) } : {}),
  });
  return done.ok ? ok(opened) : err({ code: "commit/busy" });
}

function refusalOf(
  plan: Plan,
  rows: readonly StoredRow[],
  { deadline, payoff }: Opening,
  today: Day,
): OpenError | null {
  if (deadline < today) {
    return { code: "negotiation/deadline_past", deadline, earliest: today };
  }
  const values = valuesOnly(plan);
  if (values) return values;
  if (!plan.rules.current || rows.length === 0 || rows.some(({ amount }) => amount === null)) {
    return { code: "plan/must_allocate" };
  }
  if (payoff.kind !== "joint") return null;
  const terms = jointTerms(payoff, parseRate);
  return terms.ok ? null : terms.error;
}

function roundOf(
  db: TenantDb,
  plan: Plan,
  rows: readonly StoredRow[],
  { id, deadline, payoff }: Opening,
): RoundPage {
  const top = must(
    rows.find(({ parent }) => parent === null),
    "a draft has one top",
  );
  const own = rows.flatMap(({ subject, inputs: { over } }) =>
    over === null ? [] : [[subject, over]],
  );
  return {
    ...{ id, deadline, payoff, state: "open", plan: plan.id, unit: plan.unit, version: 1 },
    amount: amountOf(must(top.amount), plan.metric.scale),
    over: plan.rules.over,
    overs: Object.fromEntries(own),
    ...{ openedAt: db.now, openedBy: db.actor(), closedAt: null, hash: null },
    ...{ planName: plan.name, sample: plan.sample, from: plan.from, until: plan.until },
    ...{ currency: plan.currency, metric: plan.metric },
  };
}

function proposed({ subject, parent, kind, amount }: StoredRow, scale: number) {
  return { subject, parent, kind, amount: amountOf(amount ?? formatMinor(0n, scale), scale) };
}
