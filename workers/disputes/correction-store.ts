import { day, type Day } from "../lib/day.ts";
import { minor } from "../lib/money.ts";
import type { Guard } from "../tenancy/commit.ts";
import {
  big,
  every,
  first,
  maybe,
  read,
  type Read,
  type Row,
  SEQ,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import {
  type Correction,
  type CorrectionState,
  type Decision,
  DECISIONS,
  type Kind,
  KINDS,
} from "./correction.ts";
import type { ApprovedCorrection, KeptCorrection, Sight } from "./dispute.ts";
import { NAMED, SEEN, seenParams } from "./store.ts";

/** A reversal that waits or was approved; one that was rejected or withdrawn takes nothing back. */
const STANDS = `NOT EXISTS (SELECT 1 FROM pay_adjustment_decisions AS d WHERE d.tenant = ?1
  AND d.adjustment = r.id AND d.decision IN ('rejected', 'withdrawn'))`;
const KEPT = `a.id, a.person, a.on_day, a.currency, a.amount, a.kind, a.reason, a.reverses,
  a.dispute, a.by, a.account, a.at, a.sample, p.name, p.name_en, w.name AS by_name,
  w.name_en AS by_name_en, c.decision, c.account AS decided_by, c.at AS decided_at, c.alone, c.note,
  z.name AS decided_name, z.name_en AS decided_name_en,
  (SELECT r.id FROM pay_adjustments AS r WHERE r.tenant = ?1 AND r.reverses = a.id
    AND ${STANDS}) AS reversed_by`;
const FROM_ADJUSTMENTS = `FROM pay_adjustments AS a
  LEFT JOIN people AS p ON p.tenant = ?1 AND p.id = a.person
  LEFT JOIN pay_adjustment_decisions AS c ON c.tenant = ?1 AND c.adjustment = a.id
  ${NAMED("a.account", "w")} ${NAMED("c.account", "z")}`;

const kindOf = (row: Row): Kind => KINDS.find((kind) => kind === row["kind"]) ?? "correction";
const stateOf = (row: Row): CorrectionState =>
  DECISIONS.find((decision) => decision === row["decision"]) ?? "waiting";

function correctionFrom(row: Row): KeptCorrection {
  const decidedBy = maybe(row, "decided_by");
  return {
    id: text(row, "id"),
    person: text(row, "person"),
    personName: maybe(row, "name") ?? "",
    personNameEn: maybe(row, "name_en"),
    on: day(text(row, "on_day")),
    currency: text(row, "currency"),
    amount: minor(big(row, "amount")),
    kind: kindOf(row),
    reason: text(row, "reason"),
    reverses: maybe(row, "reverses"),
    reversedBy: maybe(row, "reversed_by"),
    dispute: maybe(row, "dispute"),
    by: text(row, "by"),
    account: text(row, "account"),
    byName: { name: maybe(row, "by_name"), nameEn: maybe(row, "by_name_en") },
    at: whole(row, "at"),
    sample: whole(row, "sample") === 1,
    state: stateOf(row),
    decided:
      decidedBy === null
        ? null
        : {
            account: decidedBy,
            at: whole(row, "decided_at"),
            alone: whole(row, "alone") === 1,
            note: maybe(row, "note"),
            name: maybe(row, "decided_name"),
            nameEn: maybe(row, "decided_name_en"),
          },
  };
}

export type CorrectionListing = {
  readonly state: CorrectionState | "all";
  readonly person: string | null;
  readonly before: string | null;
  readonly limit: number;
};
type Stamp = {
  readonly by: string;
  readonly account: string;
  readonly at: number;
};

const reads = {
  correction: (id: string): Read<KeptCorrection | null> =>
    read(
      `SELECT ${KEPT} ${FROM_ADJUSTMENTS} WHERE a.tenant = ?1 AND a.id = ?2`,
      [id],
      first(correctionFrom),
    ),

  /** The newest first, of those whose pay is seen. */
  corrections: (sight: Sight, today: Day, of: CorrectionListing): Read<KeptCorrection[]> =>
    read(
      `SELECT ${KEPT} ${FROM_ADJUSTMENTS}
       WHERE a.tenant = ?1 AND ${SEEN("a.person")}
         AND (?6 = 'all' OR coalesce(c.decision, 'waiting') = ?6)
         AND (?7 IS NULL OR a.person = ?7) AND (?8 IS NULL OR a.id < ?8)
       ORDER BY a.id DESC LIMIT ?9`,
      [...seenParams(sight, today), of.state, of.person, of.before, of.limit],
      every(correctionFrom),
    ),

  /** Every correction of these people that was approved by a commit up to `cutoff`, oldest first. */
  approvedOf: (people: readonly string[], cutoff: number): Read<ApprovedCorrection[]> =>
    read(
      `SELECT a.id, a.person, a.on_day, a.currency, a.amount, a.kind, a.reason, a.account,
         a.reverses, c.account AS decided_by, c.seq
       FROM json_each(?2) AS j CROSS JOIN pay_adjustments AS a
         CROSS JOIN pay_adjustment_decisions AS c
       WHERE a.tenant = ?1 AND a.person = j.value AND c.tenant = ?1 AND c.adjustment = a.id
         AND c.decision = 'approved' AND c.seq <= ?3
       ORDER BY c.seq, a.id`,
      [packed([...new Set(people)]), cutoff],
      every((row) => ({
        id: text(row, "id"),
        person: text(row, "person"),
        on: day(text(row, "on_day")),
        currency: text(row, "currency"),
        amount: big(row, "amount"),
        kind: kindOf(row),
        reason: text(row, "reason"),
        by: text(row, "account"),
        approvedBy: text(row, "decided_by"),
        seq: whole(row, "seq"),
        reverses: maybe(row, "reverses"),
      })),
    ),
};

const writes = {
  addCorrection: (of: Correction, { by, account, at }: Stamp, sample: boolean): Statement =>
    write(
      `INSERT INTO pay_adjustments (tenant, id, person, on_day, currency, amount, kind, reason,
         reverses, dispute, by, account, at, sample, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ${SEQ}`,
      ...[of.id, of.person, of.on, of.currency, Number(of.amount), of.kind, of.reason],
      ...[of.reverses, of.dispute, by, account, at, sample ? 1 : 0],
    ),

  decideCorrection: (
    id: string,
    { by, account, at }: Stamp,
    how: { readonly decision: Decision; readonly alone: boolean; readonly note: string | null },
  ): Statement =>
    write(
      `INSERT INTO pay_adjustment_decisions (tenant, adjustment, decision, by, account, at, alone,
         note, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ${SEQ}`,
      ...[id, how.decision, by, account, at, how.alone ? 1 : 0, how.note],
    ),
};

const guards = {
  /** Nobody has decided in the meantime. */
  undecided: (id: string): Guard => ({
    what: "pay_adjustment/undecided",
    sql: `NOT EXISTS (SELECT 1 FROM pay_adjustment_decisions WHERE tenant = ?1 AND adjustment = ?2)`,
    params: [id],
  }),
  /** Nothing takes it back yet. */
  unreversed: (id: string): Guard => ({
    what: "pay_adjustment/unreversed",
    sql: `NOT EXISTS (SELECT 1 FROM pay_adjustments AS r WHERE r.tenant = ?1 AND r.reverses = ?2
      AND ${STANDS})`,
    params: [id],
  }),
};

/** All SQL of corrections of pay, as values. */
export const correctionStore = { ...reads, ...writes, expect: guards };
export type CorrectionStore = typeof correctionStore;
