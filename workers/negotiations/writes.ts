import { canonical } from "../lib/hash.ts";
import { chunks } from "../lib/list.ts";
import type { Minor } from "../lib/money.ts";
import { SEQ, type Statement, write } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { Agreement, SignedAgreement } from "./agreement.ts";
import type { MoveKind } from "./move.ts";
import type { Round, RoundState } from "./round.ts";
import type { Tally } from "./tally.ts";
import type { Thread } from "./thread.ts";
import { THREAD_COLUMNS, threadValues } from "./thread-row.ts";

/** What was said, to be appended. `note` is people's own words and lies apart. */
export type NewMove = {
  readonly subject: string;
  readonly number: number;
  readonly at: number;
  readonly by: string;
  readonly level: number;
  readonly kind: MoveKind;
  readonly amount: Minor | null;
  readonly taker: string | null;
  readonly cause: string | null;
  readonly evidence: string | null;
  readonly note: string | null;
};

/** About 600 bytes a row: a statement's parameter stays well under D1's 2 MB. */
const ROWS_A_STATEMENT = 2_000;
const values = (count: number) =>
  Array.from({ length: count }, (_, at) => `j.value ->> ${at}`).join(", ");

export const negotiationWrites = {
  addRound: (round: Round): Statement =>
    write(
      `INSERT INTO negotiation_rounds (tenant, id, plan, unit, state, deadline, payoff, amount, over,
         overs, opened_at, opened_by)
       SELECT ?1, ?2, ?3, ?4, 'open', ?5, ?6, ?7, ?8, ?9, ?10, ?11`,
      round.id,
      round.plan,
      round.unit,
      round.deadline,
      JSON.stringify(round.payoff),
      Number(round.amount),
      round.over,
      JSON.stringify(round.overs),
      round.openedAt,
      round.openedBy,
    ),

  endRound: (round: string, state: RoundState, at: number, hash: string | null): Statement =>
    write(
      `UPDATE negotiation_rounds SET state = ?3, closed_at = ?4, hash = ?5, version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      round,
      state,
      at,
      hash,
    ),

  changeDeadline: (round: string, deadline: string): Statement =>
    write(
      `UPDATE negotiation_rounds SET deadline = ?3, version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      round,
      deadline,
    ),

  saveThreads: (round: string, threads: readonly Thread[]): Statement[] =>
    chunks(threads, ROWS_A_STATEMENT).map((chunk) =>
      write(
        `INSERT INTO negotiation_threads (tenant, round, ${THREAD_COLUMNS})
         SELECT ?1, ?2, ${values(18)} FROM json_each(?3) AS j WHERE true
         ON CONFLICT (tenant, round, parent, subject) DO UPDATE SET state = excluded.state,
           offer = excluded.offer, by_level = excluded.by_level, asked = excluded.asked,
           asker = excluded.asker, decider = excluded.decider, refused = excluded.refused,
           awaits = excluded.awaits, heard = excluded.heard, stated = excluded.stated,
           entered_at = excluded.entered_at, reminded_at = excluded.reminded_at,
           version = excluded.version`,
        round,
        packed(chunk.map(threadValues)),
      ),
    ),

  /** Nobody's move is awaited in a round that is over. */
  awaitNobody: (round: string): Statement =>
    write(
      `UPDATE negotiation_threads SET awaits = NULL
       WHERE tenant = ?1 AND round = ?2 AND awaits IS NOT NULL`,
      round,
    ),

  addMoves: (round: string, moves: readonly NewMove[]): Statement[] => [
    write(
      `INSERT INTO negotiation_moves (tenant, round, subject, number, seq, at, by, level, kind,
         amount, taker, cause, evidence)
       SELECT ?1, ?2, j.value ->> 0, j.value ->> 1, ${SEQ}, j.value ->> 2, j.value ->> 3,
         j.value ->> 4, j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9
       FROM json_each(?3) AS j`,
      round,
      packed(
        moves.map((each) => [
          ...[each.subject, each.number, each.at, each.by, each.level, each.kind],
          ...[each.amount, each.taker, each.cause, each.evidence],
        ]),
      ),
    ),
    ...addNotes(round, moves),
  ],

  addTallies: (round: string, tallies: readonly Tally[]): Statement[] =>
    chunks(tallies, ROWS_A_STATEMENT).map((chunk) =>
      write(
        `INSERT INTO negotiation_tallies (tenant, round, unit, state, n, entered, ever, stayed,
           given, wanted)
         SELECT ?1, ?2, ${values(8)} FROM json_each(?3) AS j WHERE true
         ON CONFLICT (tenant, round, unit, state) DO UPDATE SET n = n + excluded.n,
           entered = entered + excluded.entered, ever = ever + excluded.ever,
           stayed = stayed + excluded.stayed, given = given + excluded.given,
           wanted = wanted + excluded.wanted`,
        round,
        packed(
          chunk.map((each) => [
            ...[each.unit, each.state, each.count, each.entered, each.ever, each.stayed],
            ...[each.given, each.wanted],
          ]),
        ),
      ),
    ),

  signGap: (round: string, unit: string, gap: Minor, at: number, by: string): Statement =>
    write(
      `INSERT INTO negotiation_gaps (tenant, round, unit, seq, gap, at, by)
       SELECT ?1, ?2, ?3, ${SEQ}, ?4, ?5, ?6`,
      round,
      unit,
      Number(gap),
      at,
      by,
    ),

  addAgreements: (round: string, signed: readonly SignedAgreement[]): Statement[] =>
    chunks(signed, ROWS_A_STATEMENT).map((chunk) =>
      write(
        `INSERT INTO negotiation_agreements (tenant, round, subject, thread, ending, amount, by, at,
           agreed, hash)
         SELECT ?1, ?2, ${values(8)} FROM json_each(?3) AS j`,
        round,
        packed(
          chunk.map(({ hash, ...agreed }) => [
            ...[agreed.subject, agreed.thread, agreed.ending, agreed.amount, agreed.by, agreed.at],
            ...[textOf(agreed), hash],
          ]),
        ),
      ),
    ),

  /** A version rests on what its plan's newest round ended in, once; without one nothing is written. */
  bind: (plan: string, number: number, versionHash: string): Statement =>
    write(
      `INSERT INTO negotiation_bindings (tenant, plan, number, round, version_hash,
         agreements_hash, seq)
       SELECT ?1, ?2, ?3, r.id, ?4, r.hash, ${SEQ} FROM negotiation_rounds AS r
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.state = 'closed' AND r.hash IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM negotiation_bindings AS b
           WHERE b.tenant = ?1 AND b.plan = ?2 AND b.round = r.id)
       ORDER BY r.closed_at DESC LIMIT 1`,
      plan,
      number,
      versionHash,
    ),
};

function addNotes(round: string, moves: readonly NewMove[]): Statement[] {
  const notes = moves.filter(({ note }) => note !== null);
  if (notes.length === 0) return [];
  return [
    write(
      `INSERT INTO negotiation_notes (tenant, round, subject, number, note)
       SELECT ?1, ?2, ${values(3)} FROM json_each(?3) AS j`,
      round,
      packed(notes.map(({ subject, number, note }) => [subject, number, note])),
    ),
  ];
}

/** The text the hash was made of: it can be hashed again at any time. */
function textOf(agreed: Agreement): string {
  return canonical(agreed);
}
