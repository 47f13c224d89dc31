import * as v from "valibot";
import { day, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Guard } from "../tenancy/commit.ts";
import {
  every,
  first,
  maybe,
  maybeWhole,
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
import type { Award, Frozen, FrozenBoard, KeptAward, Named, PeerScore } from "./award.ts";
import { AWARD_KINDS, AwardDocument } from "./rule.ts";

const Names = v.object({ zh: v.string(), en: v.string() });
const Standings = v.array(
  v.object({
    subject: v.string(),
    score: v.string(),
    place: v.number(),
    given: v.boolean(),
    members: v.exactOptional(
      v.array(v.object({ person: v.string(), cooperation: v.nullable(v.string()) })),
    ),
  }),
);
const Texts = v.array(v.string());

/** The unit a person sits in on a day. */
const UNIT_OF = (person: string, on: string) => `(SELECT s.unit FROM memberships AS s
  WHERE s.tenant = ?1 AND s.person = ${person} AND s.from_day <= ${on} AND s.until_day > ${on}
    AND s.until_seq IS NULL LIMIT 1)`;
const AWARD = `a.id, a.subject, a.subject_kind, a.kind, a.ranking, a.run, a.place, a.from_day,
  a.until_day, a.name AS title, a.gives, a.note, a.account, a.at, a.sample, k.rule,
  coalesce(p.name, u.name) AS name, coalesce(p.name_en, u.name_en) AS name_en,
  n.name AS unit_name, n.name_en AS unit_name_en, w.name AS by_name, w.name_en AS by_name_en`;
const FROM_AWARDS = `FROM awards AS a
  LEFT JOIN award_rankings AS k ON k.tenant = ?1 AND k.id = a.ranking
  LEFT JOIN people AS p ON p.tenant = ?1 AND p.id = a.subject
  LEFT JOIN units AS u ON u.tenant = ?1 AND u.id = a.subject
  LEFT JOIN units AS n ON n.tenant = ?1
    AND n.id = ${UNIT_OF("a.subject", "date(a.until_day, '-1 day')")}
  LEFT JOIN access AS x ON x.tenant = ?1 AND x.account = a.account
  LEFT JOIN people AS w ON w.tenant = ?1 AND w.id = coalesce(x.person, a.account)`;

function awardFrom(row: Row): KeptAward {
  return {
    id: text(row, "id"),
    subject: text(row, "subject"),
    subjectKind: row["subject_kind"] === "unit" ? "unit" : "person",
    name: maybe(row, "name") ?? "",
    nameEn: maybe(row, "name_en"),
    unitName: maybe(row, "unit_name"),
    unitNameEn: maybe(row, "unit_name_en"),
    kind: AWARD_KINDS.find((kind) => kind === row["kind"]) ?? "honour",
    ranking: maybe(row, "ranking"),
    run: maybe(row, "run"),
    rule: maybe(row, "rule"),
    place: maybeWhole(row, "place"),
    from: day(text(row, "from_day")),
    until: day(text(row, "until_day")),
    title: v.parse(Names, JSON.parse(text(row, "title"))),
    gives: v.parse(Names, JSON.parse(text(row, "gives"))),
    reason: text(row, "note"),
    account: text(row, "account"),
    byName: { name: maybe(row, "by_name"), nameEn: maybe(row, "by_name_en") },
    at: whole(row, "at"),
    sample: whole(row, "sample") === 1,
  };
}

export type AwardListing = {
  readonly person: string | null;
  readonly rule: string | null;
  readonly kind: string | null;
  readonly before: string | null;
  readonly limit: number;
};

/** Frozen rankings, what they gave, and who judged whom. */
export const givenReads = {
  /** Is this unit or person here? */
  exists: (kind: "units" | "people", id: string): Read<boolean> =>
    read(
      `SELECT 1 AS one FROM ${kind} WHERE tenant = ?1 AND id = ?2`,
      [id],
      (rows) => rows.length > 0,
    ),

  awards: (of: AwardListing): Read<KeptAward[]> =>
    read(
      `SELECT ${AWARD} ${FROM_AWARDS}
       WHERE a.tenant = ?1 AND (?2 IS NULL OR a.subject = ?2) AND (?3 IS NULL OR k.rule = ?3)
         AND (?4 IS NULL OR a.kind = ?4) AND (?5 IS NULL OR a.id < ?5)
       ORDER BY a.id DESC LIMIT ?6`,
      [of.person, of.rule, of.kind, of.before, of.limit],
      every(awardFrom),
    ),

  award: (id: string): Read<KeptAward | null> =>
    read(
      `SELECT ${AWARD} ${FROM_AWARDS} WHERE a.tenant = ?1 AND a.id = ?2`,
      [id],
      first(awardFrom),
    ),

  frozen: (rule: string, from: Day): Read<Frozen | null> =>
    read(
      `SELECT k.id, k.from_day, k.until_day, k.standings, k.silent, k.cutoff, k.hash, k.account,
         k.at, k.document, w.name, w.name_en
       FROM award_rankings AS k
         LEFT JOIN access AS x ON x.tenant = ?1 AND x.account = k.account
         LEFT JOIN people AS w ON w.tenant = ?1 AND w.id = coalesce(x.person, k.account)
       WHERE k.tenant = ?1 AND k.rule = ?2 AND k.from_day = ?3`,
      [rule, from],
      first((row) => ({
        id: text(row, "id"),
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
        document: v.parse(AwardDocument, JSON.parse(text(row, "document"))),
        standings: v.parse(Standings, JSON.parse(text(row, "standings"))),
        silent: v.parse(Texts, JSON.parse(text(row, "silent"))),
        cutoff: whole(row, "cutoff"),
        hash: text(row, "hash"),
        account: text(row, "account"),
        byName: { name: maybe(row, "name"), nameEn: maybe(row, "name_en") },
        at: whole(row, "at"),
      })),
    ),

  /** Names of people and units by id, and the unit a person sat in on a day. */
  names: (ids: readonly string[], on: Day): Read<ReadonlyMap<string, Named>> =>
    read(
      `SELECT j.value AS id, coalesce(p.name, u.name) AS name,
         coalesce(p.name_en, u.name_en) AS name_en, n.name AS unit_name, n.name_en AS unit_name_en
       FROM json_each(?2) AS j
         LEFT JOIN people AS p ON p.tenant = ?1 AND p.id = j.value
         LEFT JOIN units AS u ON u.tenant = ?1 AND u.id = j.value
         LEFT JOIN units AS n ON n.tenant = ?1 AND n.id = ${UNIT_OF("j.value", "?3")}`,
      [packed([...new Set(ids)]), on],
      (rows) =>
        new Map(
          rows.map((row) => [
            text(row, "id"),
            {
              ...{ name: maybe(row, "name") ?? "", nameEn: maybe(row, "name_en") },
              ...{ unitName: maybe(row, "unit_name"), unitNameEn: maybe(row, "unit_name_en") },
            },
          ]),
        ),
    ),

  /** The account behind who acts, the person that account is, and the newest commit. */
  behind: (
    actor: string,
  ): Read<{ account: string; person: string | null; name: string | null; nameEn: string | null }> =>
    read(
      `SELECT b.account, p.id AS person, p.name, p.name_en
       FROM (SELECT coalesce((SELECT made_by FROM api_keys WHERE tenant = ?1 AND id = ?2), ?2)
         AS account) AS b
         LEFT JOIN access AS x ON x.tenant = ?1 AND x.account = b.account
         LEFT JOIN people AS p ON p.tenant = ?1 AND p.id = x.person`,
      [actor],
      ([row]) => ({
        account: row ? text(row, "account") : actor,
        person: row ? maybe(row, "person") : null,
        name: row ? maybe(row, "name") : null,
        nameEn: row ? maybe(row, "name_en") : null,
      }),
    ),

  /**
   * Frozen rankings as the boards that a plan's prizes and honours name, by the rule's code: those that
   * end within some days, and those that ended before and were frozen after commit `since`, as `cutoff`
   * knows them.
   */
  boardsOf: (
    from: Day,
    until: Day,
    { since, cutoff }: { readonly since: number; readonly cutoff: number },
  ): Read<FrozenBoard[]> =>
    read(
      `SELECT r.code, k.from_day, k.until_day, k.standings, k.hash, d.nonce, d.commitment
       FROM award_rankings AS k CROSS JOIN award_rules AS r
         LEFT JOIN award_draws AS d ON d.tenant = ?1 AND d.rule = k.rule AND d.from_day = k.from_day
       WHERE k.tenant = ?1 AND r.tenant = ?1 AND r.id = k.rule AND k.until_day <= ?3
         AND (k.until_day > ?2 OR k.seq > ?4) AND k.seq <= ?5
         AND r.document ->> '$.of' = 'person'
       ORDER BY r.code, k.from_day`,
      [from, until, since, cutoff],
      every((row) => ({
        key: text(row, "code"),
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
        hash: text(row, "hash"),
        // A period that was over before its rule was made has no number: a raffle of it pays nothing.
        ...(row["nonce"] === null
          ? {}
          : { nonce: text(row, "nonce"), commitment: text(row, "commitment") }),
        standings: v
          .parse(Standings, JSON.parse(text(row, "standings")))
          .map(({ subject, score }) => ({ person: subject, score })),
      })),
    ),

  /** What colleagues gave for periods inside [from, until): the newest of each pair. */
  peerScoresOf: (from: Day, until: Day): Read<PeerScore[]> =>
    read(
      `SELECT s.voter, s.person, s.from_day, s.until_day, s.score FROM peer_scores AS s
       WHERE s.tenant = ?1 AND s.from_day >= ?2 AND s.until_day <= ?3
         AND s.since_seq = (SELECT max(t.since_seq) FROM peer_scores AS t
           WHERE t.tenant = ?1 AND t.rule = s.rule AND t.from_day = s.from_day
             AND t.voter = s.voter AND t.person = s.person)
       ORDER BY s.from_day, s.voter, s.person`,
      [from, until],
      every((row) => ({
        voter: text(row, "voter"),
        person: text(row, "person"),
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
        score: text(row, "score"),
      })),
    ),
};

export const givenWrites = {
  addRanking: (of: Frozen, rule: string, by: string, sample: boolean): Statement =>
    write(
      `INSERT INTO award_rankings (tenant, id, rule, from_day, until_day, document, standings,
         silent, cutoff, hash, by, account, at, sample, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ${SEQ}`,
      ...[of.id, rule, of.from, of.until, JSON.stringify(of.document)],
      ...[packed(of.standings), packed(of.silent), of.cutoff, of.hash],
      ...[by, of.account, of.at, sample ? 1 : 0],
    ),

  addAwards: (awards: readonly Award[], by: string, account: string, at: number): Statement =>
    write(
      `INSERT INTO awards (tenant, id, subject, subject_kind, kind, ranking, run, component, place,
         from_day, until_day, name, gives, note, by, account, at, sample, seq)
       SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
         j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9, j.value ->> 10,
         j.value ->> 11, j.value ->> 12, ?3, ?4, ?5, j.value ->> 13, ${SEQ}
       FROM json_each(?2) AS j`,
      packed(
        awards.map((a) => [
          ...[a.id, a.subject, a.subjectKind, a.kind, a.ranking, a.run, a.component, a.place],
          ...[a.from, a.until, JSON.stringify(a.title), JSON.stringify(a.gives), a.reason],
          a.sample ? 1 : 0,
        ]),
      ),
      ...[by, account, at],
    ),

  addScores: (
    { rule, voter, from, until }: Interval & { readonly rule: string; readonly voter: string },
    scores: readonly { readonly person: string; readonly score: number }[],
  ): Statement =>
    write(
      `INSERT INTO peer_scores (tenant, rule, from_day, voter, person, since_seq, until_day, score)
       SELECT ?1, ?2, ?3, ?4, j.value ->> 0, ${SEQ}, ?5, CAST(j.value ->> 1 AS TEXT)
       FROM json_each(?6) AS j`,
      ...[rule, from, voter, until, packed(scores.map(({ person, score }) => [person, score]))],
    ),
};

export const givenGuards = {
  /** What is ranked is the log up to here: nothing came in between. */
  at: (seq: number): Guard => ({
    what: "award/cutoff",
    sql: `(SELECT max(seq) = ?2 FROM commits WHERE tenant = ?1)`,
    params: [seq],
  }),
  notFrozen: (rule: string, from: Day): Guard => ({
    what: "award/frozen",
    sql: `NOT EXISTS (SELECT 1 FROM award_rankings WHERE tenant = ?1 AND rule = ?2 AND from_day = ?3)`,
    params: [rule, from],
  }),
};
