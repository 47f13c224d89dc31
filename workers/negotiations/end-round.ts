import type { Day } from "../lib/day.ts";
import { formatMinor, type Minor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { agreedRows, type Agreed } from "../targets/agreed-change.ts";
import type { Stale } from "../targets/change-plan.ts";
import { amountOf } from "../targets/draft.ts";
import { DRAFT } from "../targets/plan-reads.ts";
import type { StoredRow } from "../targets/plan-row.ts";
import type { Plan } from "../targets/plan.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { endingOf, hashOfRound, type Ending, type SignedAgreement } from "./agreement.ts";
import type { Deps } from "./deps.ts";
import type { AgreementRow, RoundPage } from "./reads.ts";
import { closeThreads, type CloseError } from "./round.ts";
import { agreementOf } from "./speak.ts";
import { tallyChanges } from "./tally.ts";
import { standingNumber, type Thread } from "./thread.ts";

type Asked = { readonly round: string; readonly version: number };
type MayNot =
  | { readonly code: "negotiation/not_found"; readonly id: string }
  | { readonly code: "negotiation/round_over" }
  | Stale;
export type EndError =
  | MayNot
  | {
      readonly code: "negotiation/undecided";
      readonly count: number;
      readonly errors: readonly Flaw[];
    }
  | { readonly code: "negotiation/not_due"; readonly count: number; readonly deadline: Day }
  | {
      readonly code: "negotiation/gap_unsigned";
      readonly count: number;
      readonly errors: readonly Flaw[];
    }
  | { readonly code: "commit/busy" };
export type Closed = {
  readonly round: string;
  readonly hash: string;
  readonly agreed: number;
  readonly settled: number;
  readonly noAnswer: number;
  readonly notAgreed: number;
  readonly changed: number;
};

/**
 * Closes a round in one batch: every number has one recorded agreement (or is recorded as none), the
 * draft takes the numbers that differ as changes by hand, and the round has one hash over them all.
 */
export async function closeRound(
  db: TenantDb,
  { negotiations, targets }: Deps,
  asked: Asked,
  today: Day,
): Promise<Result<Closed, EndError>> {
  const { round, threads, gaps, known } = await db.load({
    round: negotiations.round(asked.round),
    threads: negotiations.allThreads(asked.round),
    gaps: negotiations.signedGaps(asked.round),
    known: negotiations.allAgreements(asked.round),
  });
  const wrong = mayEnd(round, asked);
  if (wrong || !round) return err(wrong ?? { code: "negotiation/not_found", id: asked.round });
  const { plan, rows } = await db.load({
    plan: targets.plan(round.plan),
    rows: targets.rows(round.plan, DRAFT),
  });
  if (!plan) return err({ code: "negotiation/not_found", id: asked.round });
  const signed = new Map(gaps.map(({ unit, gap }) => [unit, gap]));
  const closed = closeThreads(round, threads, signed, { today, now: db.now });
  if (!closed.ok) return err(told(closed.error, round.metric.scale));

  const after = closed.value;
  const changes = after.flatMap((thread, at) =>
    thread === threads[at] ? [] : [{ before: threads[at] ?? null, after: thread }],
  );
  const silent = await Promise.all(
    changes.map((each) => agreementOf(round, each.after, { by: null, at: db.now })),
  );
  const written = [...silent, ...(await restated(round, threads, after, known, db.now))];
  const hash = await hashOfRound(newest([...known, ...written]));
  const numbers = changedNumbers(plan, rows, after, db);
  const saved = numbers.length === 0 ? [] : agreedRows(plan, rows, numbers);
  const answer = { round: round.id, hash, ...counted(after), changed: numbers.length };
  const done = await commit(db, {
    event: "negotiation/closed",
    subject: round.id,
    detail: { plan: plan.id, ...answer },
    expect: [
      negotiations.guards.round(round.id, round.version),
      negotiations.guards.threads(round.id, threads),
      targets.guards.draft(plan.id, plan.draft),
    ],
    writes: [
      ...negotiations.saveThreads(
        round.id,
        changes.map((each) => each.after),
      ),
      ...negotiations.addTallies(round.id, tallyChanges(changes, round.openedAt)),
      ...negotiations.addAgreements(round.id, written),
      negotiations.endRound(round.id, "closed", db.now, hash),
      negotiations.awaitNobody(round.id),
      ...(saved.length > 0
        ? [targets.saveRows(plan.id, saved), targets.moveDraft(plan.id, true)]
        : []),
    ],
    answer: { status: 200, body: answer },
  });
  return done.ok ? ok(answer) : err({ code: "commit/busy" });
}

type CancelError = MayNot | { readonly code: "commit/busy" };

/** Ends a round without a result: the draft is free again, nothing that was said is lost. */
export async function cancelRound(
  db: TenantDb,
  { negotiations }: Deps,
  asked: Asked,
): Promise<Result<{ readonly round: string; readonly state: "cancelled" }, CancelError>> {
  const { round } = await db.load({ round: negotiations.round(asked.round) });
  const wrong = mayEnd(round, asked);
  if (wrong || !round) return err(wrong ?? { code: "negotiation/not_found", id: asked.round });
  const answer = { round: round.id, state: "cancelled" } as const;
  const done = await commit(db, {
    event: "negotiation/cancelled",
    subject: round.id,
    detail: { plan: round.plan, round: round.id },
    expect: [negotiations.guards.round(round.id, round.version)],
    writes: [
      negotiations.endRound(round.id, "cancelled", db.now, null),
      negotiations.awaitNobody(round.id),
    ],
    answer: { status: 200, body: answer },
  });
  return done.ok ? ok(answer) : err({ code: "commit/busy" });
}

export function mayEnd(round: RoundPage | null, asked: Asked): MayNot | null {
  if (!round) return { code: "negotiation/not_found", id: asked.round };
  if (round.state !== "open") return { code: "negotiation/round_over" };
  const { version: current } = round;
  return current === asked.version
    ? null
    : { code: "version/stale", yours: asked.version, current };
}

/**
 * Agreements that are written again, with what was stated after they were signed: the number and who
 * signed it stay, and the round's hash covers the last statement.
 */
async function restated(
  round: RoundPage,
  before: readonly Thread[],
  after: readonly Thread[],
  known: readonly AgreementRow[],
  at: number,
): Promise<SignedAgreement[]> {
  const last = new Map(newest(known).map((each) => [each.subject, each]));
  return await Promise.all(
    after.flatMap((thread, index) => {
      const signed = last.get(thread.subject);
      const moved = thread !== before[index] || !signed || signed.thread >= thread.version;
      return moved ? [] : [agreementOf(round, thread, { by: signed.by, at })];
    }),
  );
}

/** The last agreement of each subject: a number that was opened again has several. */
function newest<Each extends Pick<SignedAgreement, "subject" | "thread" | "hash">>(
  all: readonly Each[],
): Each[] {
  const last = new Map<string, Each>();
  for (const each of all) {
    if ((last.get(each.subject)?.thread ?? 0) <= each.thread) last.set(each.subject, each);
  }
  return [...last.values()];
}

const WORD: Readonly<Record<Ending, "agreed" | "settled" | "noAnswer" | "notAgreed">> = {
  agreed: "agreed",
  settled: "settled",
  no_answer: "noAnswer",
  not_agreed: "notAgreed",
};

function counted(threads: readonly Thread[]) {
  const count = { agreed: 0, settled: 0, noAnswer: 0, notAgreed: 0 };
  for (const each of threads) {
    const ending = endingOf(each)?.ending;
    if (ending) count[WORD[ending]] += 1;
  }
  return count;
}

/** The numbers of the draft that the round changed, by hand and with the round as the reason. */
function changedNumbers(
  plan: Plan,
  rows: readonly StoredRow[],
  threads: readonly Thread[],
  { actor, now: at }: TenantDb,
): Agreed[] {
  const ends = new Map(threads.map((each) => [each.subject, each]));
  return rows.flatMap((row) => {
    const thread = ends.get(row.subject);
    if (!thread || row.amount === null) return [];
    const amount = standingNumber(thread);
    if (amount === amountOf(row.amount, plan.metric.scale)) return [];
    return [{ subject: row.subject, amount, by: actor(), at, reason: reasonOf(thread) }];
  });
}

/** A code: the card says it in the reader's language, as the number's history. */
function reasonOf({ standing: { state } }: Thread): string {
  return state === "agreed" ? "negotiation/agreed" : "negotiation/unsigned";
}

function told(error: CloseError, scale: number): EndError {
  const show = (units: Minor) => formatMinor(units, scale);
  switch (error.code) {
    case "negotiation/undecided":
      return {
        code: error.code,
        count: error.count,
        errors: error.subjects.map((subject) => ({
          pointer: `/threads/${subject}`,
          code: "negotiation/undecided",
          count: 1,
        })),
      };
    case "negotiation/not_due":
      return error;
    case "negotiation/gap_unsigned":
      return {
        code: error.code,
        count: error.count,
        errors: error.gaps.map(({ unit, shared, given, gap }) => ({
          ...{ pointer: `/gaps/${unit}`, code: "negotiation/gap", unit },
          ...{ shared: show(shared), given: show(given), value: show(gap) },
        })),
      };
  }
}
