import { minor, type Minor } from "../lib/money.ts";
import type { Day } from "../lib/day.ts";
import {
  big,
  every,
  first,
  maybe,
  maybeWhole,
  read,
  type Read,
  type Row,
  text,
  whole,
} from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { Ending } from "./agreement.ts";
import type { MoveKind } from "./move.ts";
import type { Round } from "./round.ts";
import type { Tally } from "./tally.ts";
import type { State, Thread } from "./thread.ts";
import { roundFrom, threadFrom } from "./thread-row.ts";

/** A round with what its numbers are numbers of. */
export type RoundPage = Round & {
  readonly planName: string;
  readonly sample: boolean;
  readonly from: Day;
  readonly until: Day;
  readonly currency: string;
  readonly metric: {
    readonly id: string;
    readonly code: string;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly scale: number;
  };
};
export type Named = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
};
/** A thread with its subject's names and the newest words and figures said in it. */
export type ThreadPage = Thread &
  Named & {
    readonly round: string;
    readonly note: string | null;
    readonly evidence: string | null;
  };
export type MoveRow = {
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
export type SignedGap = {
  readonly unit: string;
  readonly gap: Minor;
  readonly at: number;
  readonly by: string;
};
export type AgreementRow = {
  readonly subject: string;
  readonly thread: number;
  readonly ending: Ending;
  readonly amount: Minor;
  readonly by: string | null;
  readonly at: number;
  readonly hash: string;
};
export type MonthTotal = { readonly on: string; readonly amount: bigint; readonly entries: number };

const ROUND = `r.id, r.plan, r.unit, r.state, r.deadline, r.payoff, r.amount, r.over, r.overs,
  r.opened_at, r.opened_by, r.closed_at, r.hash, r.version, p.name AS plan_name, p.sample,
  p.from_day, p.until_day, p.currency, m.id AS metric, m.code AS metric_code, m.name_zh, m.name_en,
  m.scale`;
const ROUND_FROM = `negotiation_rounds AS r CROSS JOIN plans AS p CROSS JOIN metrics AS m
  ON p.tenant = ?1 AND p.id = r.plan AND m.tenant = ?1 AND m.id = p.metric`;
const THREAD = `t.round, t.parent, t.subject, t.kind, t.chain, t.first, t.state, t.offer, t.by_level,
  t.asked, t.asker, t.decider, t.refused, t.awaits, t.heard, t.stated, t.entered_at, t.reminded_at,
  t.version`;
const NAMES = `LEFT JOIN units AS u ON t.kind = 'unit' AND u.tenant = ?1 AND u.id = t.subject
  LEFT JOIN people AS w ON t.kind = 'person' AND w.tenant = ?1 AND w.id = t.subject`;
const PAGE = `${THREAD}, coalesce(u.code, w.code) AS code, coalesce(u.name, w.name) AS name,
  coalesce(u.name_en, w.name_en) AS subject_en,
  (SELECT n.note FROM negotiation_notes AS n WHERE n.tenant = ?1 AND n.round = t.round
     AND n.subject = t.subject ORDER BY n.number DESC LIMIT 1) AS note,
  (SELECT v.evidence FROM negotiation_moves AS v WHERE v.tenant = ?1 AND v.round = t.round
     AND v.subject = t.subject AND v.evidence IS NOT NULL ORDER BY v.number DESC LIMIT 1) AS evidence`;

export const negotiationReads = {
  round: (round: string): Read<RoundPage | null> =>
    read(
      `SELECT ${ROUND} FROM ${ROUND_FROM} WHERE r.tenant = ?1 AND r.id = ?2`,
      [round],
      first(roundPageFrom),
    ),

  /** A company has a handful of rounds a year: all of a plan's, or all that are open. */
  rounds: (plan: string | null, openOnly: boolean): Read<RoundPage[]> =>
    read(
      `SELECT ${ROUND} FROM ${ROUND_FROM}
       WHERE r.tenant = ?1 AND (?2 IS NULL OR r.plan = ?2) AND (?3 = 0 OR r.state = 'open')
       ORDER BY r.id DESC LIMIT 100`,
      [plan, openOnly ? 1 : 0],
      every(roundPageFrom),
    ),

  /** The threads of these subjects in a round. */
  threads: (round: string, subjects: readonly string[]): Read<Thread[]> =>
    read(
      `SELECT ${THREAD} FROM json_each(?3) AS j CROSS JOIN negotiation_threads AS t
       WHERE t.tenant = ?1 AND t.subject = j.value AND t.round = ?2`,
      [round, packed(subjects)],
      every(threadFrom),
    ),

  /** Everybody beside these subjects: who shares a parent with one of them. */
  beside: (round: string, subjects: readonly string[]): Read<Thread[]> =>
    read(
      `WITH parents AS MATERIALIZED (SELECT DISTINCT s.parent FROM json_each(?3) AS j
         CROSS JOIN negotiation_threads AS s
         WHERE s.tenant = ?1 AND s.subject = j.value AND s.round = ?2)
       SELECT ${THREAD} FROM parents CROSS JOIN negotiation_threads AS t
       WHERE t.tenant = ?1 AND t.round = ?2 AND t.parent = parents.parent`,
      [round, packed(subjects)],
      every(threadFrom),
    ),

  /** The threads of the units these subjects' numbers were shared out of. */
  above: (round: string, subjects: readonly string[]): Read<Thread[]> =>
    read(
      `WITH parents AS MATERIALIZED (SELECT DISTINCT s.parent FROM json_each(?3) AS j
         CROSS JOIN negotiation_threads AS s
         WHERE s.tenant = ?1 AND s.subject = j.value AND s.round = ?2)
       SELECT ${THREAD} FROM parents CROSS JOIN negotiation_threads AS t
       WHERE t.tenant = ?1 AND t.subject = parents.parent AND t.round = ?2`,
      [round, packed(subjects)],
      every(threadFrom),
    ),

  allThreads: (round: string): Read<Thread[]> =>
    read(
      `SELECT ${THREAD} FROM negotiation_threads AS t WHERE t.tenant = ?1 AND t.round = ?2`,
      [round],
      every(threadFrom),
    ),

  page: (round: string, subject: string): Read<ThreadPage | null> =>
    read(
      `SELECT ${PAGE} FROM negotiation_threads AS t ${NAMES}
       WHERE t.tenant = ?1 AND t.subject = ?3 AND t.round = ?2`,
      [round, subject],
      first(threadPageFrom),
    ),

  /** The numbers directly below a unit, by subject. */
  children: (round: string, unit: string, after: string, limit: number): Read<ThreadPage[]> =>
    read(
      `SELECT ${PAGE} FROM negotiation_threads AS t ${NAMES}
       WHERE t.tenant = ?1 AND t.round = ?2 AND t.parent = ?3 AND t.subject > ?4
       ORDER BY t.subject LIMIT ?5`,
      [round, unit, after, limit],
      every(threadPageFrom),
    ),

  /** What waits for a person or for who leads a unit, in open rounds; the oldest round first. */
  waiting: (awaits: string, limit: number): Read<ThreadPage[]> =>
    read(
      `SELECT ${PAGE} FROM negotiation_threads AS t INDEXED BY negotiation_threads_awaits ${NAMES}
       WHERE t.tenant = ?1 AND t.awaits = ?2
         AND (SELECT r.state = 'open' FROM negotiation_rounds AS r
              WHERE r.tenant = ?1 AND r.id = t.round)
       ORDER BY t.round, t.parent, t.subject LIMIT ?3`,
      [awaits, limit],
      every(threadPageFrom),
    ),

  /** What is asked for and undecided at a unit and everywhere beneath it, by today's tree. */
  undecided: (unit: string, today: Day, limit: number): Read<ThreadPage[]> =>
    read(
      `SELECT ${PAGE} FROM unit_paths AS x
         CROSS JOIN negotiation_threads AS t INDEXED BY negotiation_threads_awaits ${NAMES}
       WHERE x.tenant = ?1 AND x.above = ?2 AND x.from_day <= ?3 AND x.until_day > ?3
         AND t.tenant = ?1 AND t.awaits = x.unit AND t.state IN ('countered', 'escalated')
         AND (SELECT r.state = 'open' FROM negotiation_rounds AS r
              WHERE r.tenant = ?1 AND r.id = t.round)
       ORDER BY t.round, t.parent, t.subject LIMIT ?4`,
      [unit, today, limit],
      every(threadPageFrom),
    ),

  /** What was ever negotiated about a subject, the newest round first. */
  ofSubject: (subject: string, limit: number): Read<ThreadPage[]> =>
    read(
      `SELECT ${PAGE} FROM negotiation_threads AS t ${NAMES}
       WHERE t.tenant = ?1 AND t.subject = ?2 ORDER BY t.round DESC LIMIT ?3`,
      [subject, limit],
      every(threadPageFrom),
    ),

  moves: (round: string, subject: string): Read<MoveRow[]> =>
    read(
      `SELECT v.number, v.at, v.by, v.level, v.kind, v.amount, v.taker, v.cause, v.evidence, n.note
       FROM negotiation_moves AS v LEFT JOIN negotiation_notes AS n
         ON n.tenant = ?1 AND n.round = v.round AND n.subject = v.subject AND n.number = v.number
       WHERE v.tenant = ?1 AND v.round = ?2 AND v.subject = ?3 ORDER BY v.number`,
      [round, subject],
      every(moveFrom),
    ),

  /** The sums of a unit; those of a subject's parent where `of` is a subject. */
  tallies: (round: string, unit: string): Read<Tally[]> =>
    read(
      `SELECT unit, state, n, entered, ever, stayed, given, wanted FROM negotiation_tallies
       WHERE tenant = ?1 AND round = ?2 AND unit = ?3`,
      [round, unit],
      every(tallyFrom),
    ),
  talliesAbove: (round: string, subject: string): Read<Tally[]> =>
    read(
      `SELECT y.unit, y.state, y.n, y.entered, y.ever, y.stayed, y.given, y.wanted
       FROM negotiation_threads AS t CROSS JOIN negotiation_tallies AS y
       WHERE t.tenant = ?1 AND t.subject = ?3 AND t.round = ?2
         AND y.tenant = ?1 AND y.round = ?2 AND y.unit = t.parent`,
      [round, subject],
      every(tallyFrom),
    ),
  /** The sums of the tops of all open rounds: how much is still to be decided. */
  talliesOfOpen: (): Read<(Tally & { readonly round: string })[]> =>
    read(
      `SELECT r.id, y.unit, y.state, y.n, y.entered, y.ever, y.stayed, y.given, y.wanted
       FROM negotiation_rounds AS r CROSS JOIN negotiation_tallies AS y
       WHERE r.tenant = ?1 AND r.state = 'open' AND y.tenant = ?1 AND y.round = r.id
         AND y.unit = r.unit`,
      [],
      every((row) => ({ ...tallyFrom(row), round: text(row, "id") })),
    ),

  signedGap: (round: string, unit: string): Read<SignedGap | null> =>
    read(
      `SELECT unit, gap, at, by FROM negotiation_gaps
       WHERE tenant = ?1 AND round = ?2 AND unit = ?3 ORDER BY seq DESC LIMIT 1`,
      [round, unit],
      first(gapFrom),
    ),
  /** Of the unit a subject's number was shared out of. */
  signedGapAbove: (round: string, subject: string): Read<SignedGap | null> =>
    read(
      `SELECT g.unit, g.gap, g.at, g.by
       FROM negotiation_threads AS t CROSS JOIN negotiation_gaps AS g
       WHERE t.tenant = ?1 AND t.subject = ?3 AND t.round = ?2
         AND g.tenant = ?1 AND g.round = ?2 AND g.unit = t.parent
       ORDER BY g.seq DESC LIMIT 1`,
      [round, subject],
      first(gapFrom),
    ),
  unitName: (unit: string): Read<{ readonly name: string; readonly nameEn: string | null }> =>
    read("SELECT name, name_en FROM units WHERE tenant = ?1 AND id = ?2", [unit], (rows) => ({
      name: rows[0] ? text(rows[0], "name") : "",
      nameEn: rows[0] ? maybe(rows[0], "name_en") : null,
    })),
  /** The newest of each unit comes last. */
  signedGaps: (round: string): Read<SignedGap[]> =>
    read(
      `SELECT unit, gap, at, by FROM negotiation_gaps WHERE tenant = ?1 AND round = ?2 ORDER BY seq`,
      [round],
      every(gapFrom),
    ),

  agreements: (round: string, subject: string): Read<AgreementRow[]> =>
    read(
      `SELECT subject, thread, ending, amount, by, at, hash FROM negotiation_agreements
       WHERE tenant = ?1 AND round = ?2 AND subject = ?3 ORDER BY thread`,
      [round, subject],
      every(agreementFrom),
    ),
  /** As the hash was made of it. */
  agreed: (round: string, subject: string, thread: number): Read<string | null> =>
    read(
      `SELECT agreed FROM negotiation_agreements
       WHERE tenant = ?1 AND round = ?2 AND subject = ?3 AND thread = ?4`,
      [round, subject, thread],
      first((row) => text(row, "agreed")),
    ),
  allAgreements: (round: string): Read<AgreementRow[]> =>
    read(
      `SELECT subject, thread, ending, amount, by, at, hash FROM negotiation_agreements
       WHERE tenant = ?1 AND round = ?2`,
      [round],
      every(agreementFrom),
    ),

  /** What a subject made of the round's metric, month by month: evidence is read, never typed. */
  months: (round: string, subject: string, from: Day, until: Day): Read<MonthTotal[]> =>
    read(
      `SELECT t.on_day, t.amount, t.n FROM negotiation_rounds AS r CROSS JOIN plans AS p
         CROSS JOIN totals AS t
       WHERE r.tenant = ?1 AND r.id = ?2 AND p.tenant = ?1 AND p.id = r.plan
         AND t.tenant = ?1 AND t.subject = ?3 AND t.metric = p.metric AND t.currency = p.currency
         AND t.grain = 'm' AND t.on_day >= ?4 AND t.on_day < ?5`,
      [round, subject, from, until],
      every((row) => ({
        on: text(row, "on_day"),
        amount: big(row, "amount"),
        entries: whole(row, "n"),
      })),
    ),
};

function roundPageFrom(row: Row): RoundPage {
  return {
    ...roundFrom(row),
    planName: text(row, "plan_name"),
    sample: whole(row, "sample") === 1,
    from: text(row, "from_day") as Day, // A day by the plan's own contract.
    until: text(row, "until_day") as Day, // As above.
    currency: text(row, "currency"),
    metric: {
      id: text(row, "metric"),
      code: text(row, "metric_code"),
      nameZh: text(row, "name_zh"),
      nameEn: text(row, "name_en"),
      scale: whole(row, "scale"),
    },
  };
}

function threadPageFrom(row: Row): ThreadPage {
  return {
    ...threadFrom(row),
    round: text(row, "round"),
    code: text(row, "code"),
    name: text(row, "name"),
    nameEn: maybe(row, "subject_en"),
    note: maybe(row, "note"),
    evidence: maybe(row, "evidence"),
  };
}

function moveFrom(row: Row): MoveRow {
  return {
    number: whole(row, "number"),
    at: whole(row, "at"),
    by: text(row, "by"),
    level: whole(row, "level"),
    kind: text(row, "kind") as MoveKind, // Written by addMoves alone.
    amount: maybeWhole(row, "amount") === null ? null : minor(big(row, "amount")),
    taker: maybe(row, "taker"),
    cause: maybe(row, "cause"),
    evidence: maybe(row, "evidence"),
    note: maybe(row, "note"),
  };
}

function tallyFrom(row: Row): Tally {
  return {
    unit: text(row, "unit"),
    state: text(row, "state") as State, // Written by addTallies alone.
    count: whole(row, "n"),
    entered: whole(row, "entered"),
    ever: whole(row, "ever"),
    stayed: whole(row, "stayed"),
    given: big(row, "given"),
    wanted: big(row, "wanted"),
  };
}

function gapFrom(row: Row): SignedGap {
  return {
    unit: text(row, "unit"),
    gap: minor(big(row, "gap")),
    at: whole(row, "at"),
    by: text(row, "by"),
  };
}

function agreementFrom(row: Row): AgreementRow {
  return {
    subject: text(row, "subject"),
    thread: whole(row, "thread"),
    ending: text(row, "ending") as Ending, // The table's CHECK lists them.
    amount: minor(big(row, "amount")),
    by: maybe(row, "by"),
    at: whole(row, "at"),
    hash: text(row, "hash"),
  };
}
