import * as v from "valibot";
import { day, type Day } from "../lib/day.ts";
import type { Guard } from "../tenancy/commit.ts";
import {
  big,
  every,
  maybe,
  maybeWhole,
  read,
  type Read,
  SEQ,
  type Statement,
  text,
  write,
} from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import { NEEDS_APPROVAL } from "./pack.ts";
import { Calculated, type Totals } from "./run.ts";
import { HOLDS } from "./statement-store.ts";

/** Who set something that a run pays by for the first time, and what. */
export type Setter = { readonly account: string; readonly of: "terms" | "leave" | "rates" };
/** A line that pays what came before under a new version: the second person's newest word on it. */
export type Repriced = {
  readonly person: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly currency: string;
  readonly component: string;
  readonly window: string;
  readonly origin: Day;
  readonly amount: bigint;
  /** A word on another amount is none. */
  readonly state: "waiting" | "approved" | "refused";
  readonly by: string | null;
  readonly at: number | null;
};
export type TrueUpDecision = "approved" | "refused";

/** A key acts for whoever made it. */
export const BEHIND = `coalesce((SELECT k.made_by FROM api_keys AS k WHERE k.tenant = ?1
  AND k.id = c.actor), c.actor)`;
/** Up to which commit the plan's newest closed run had read. ?2 is the plan. */
export const SINCE = `coalesce((SELECT max(cutoff_seq) FROM pay_runs
  WHERE tenant = ?1 AND plan = ?2 AND state IN ('locked', 'paid')), 0)`;
/** Stays before the end of the period, cut at it. ?3 is the end. */
const known = (alias: string, at: string) =>
  `${alias}.since_seq <= ${at} AND coalesce(${alias}.until_seq > ${at}, 1)`;
const sameStay = (at: string) => `EXISTS (SELECT 1 FROM incentive_members AS o
  WHERE o.tenant = ?1 AND o.person = m.person AND o.from_day = m.from_day AND o.plan = ?2
    AND min(o.until_day, ?3) = min(m.until_day, ?3) AND o.terms = m.terms AND ${known("o", at)})`;
const STAYS = "incentive_members AS m INDEXED BY incentive_members_plan, since";

/** Lines that want a second person, as the calculation ?3 of run ?2 has them, with the newest word. */
const WANTING = `FROM pay_statements AS s CROSS JOIN json_each(s.lines) AS l
    LEFT JOIN pay_true_ups AS d ON d.tenant = ?1 AND d.run = s.run AND d.participant = s.person
      AND d.currency = s.currency AND d.component = coalesce(l.value ->> 1, '')
      AND d.window = l.value ->> 2 AND d.origin = l.value ->> 3
      AND d.seq = (SELECT max(x.seq) FROM pay_true_ups AS x WHERE x.tenant = ?1 AND x.run = s.run
        AND x.participant = s.person AND x.currency = s.currency
        AND x.component = coalesce(l.value ->> 1, '') AND x.window = l.value ->> 2
        AND x.origin = l.value ->> 3)
  WHERE s.tenant = ?1 AND s.run = ?2 AND ${HOLDS("?3")} AND (l.value ->> 5) & ${NEEDS_APPROVAL}`;
const SAID = "CASE WHEN d.amount = l.value ->> 4 THEN d.decision END";

export const reviewReads = {
  /** What a run's newest calculation came to, by currency; nothing of a run that was never calculated. */
  lastTotals: (run: string): Read<readonly Totals[]> =>
    read(
      `SELECT detail FROM pay_steps WHERE tenant = ?1 AND run = ?2 AND kind = 'calculated'
       ORDER BY n DESC LIMIT 1`,
      [run],
      ([row]) => (row ? v.parse(Calculated, JSON.parse(text(row, "detail"))).totals : []),
    ),

  /**
   * Who set the terms of people on the plan, leave of these people, or rates, that the plan's newest
   * closed run had not read and this one has (up to `cutoff`): they may not approve what they set.
   */
  setters: (of: {
    readonly plan: string;
    readonly until: Day;
    readonly cutoff: number;
    readonly people: readonly string[];
    readonly rates: boolean;
  }): Read<Setter[]> =>
    read(
      `WITH since AS MATERIALIZED (SELECT ${SINCE} AS seq),
       said AS (
         SELECT 'terms' AS of, m.since_seq AS seq FROM ${STAYS}
         WHERE m.tenant = ?1 AND m.plan = ?2 AND m.from_day < ?3 AND m.since_seq > since.seq
           AND ${known("m", "?4")} AND NOT ${sameStay("since.seq")}
         UNION
         SELECT 'terms', m.until_seq FROM ${STAYS}
         WHERE m.tenant = ?1 AND m.plan = ?2 AND m.from_day < ?3 AND m.until_seq > since.seq
           AND m.until_seq <= ?4 AND m.since_seq <= since.seq AND NOT ${sameStay("?4")}
         UNION
         SELECT 'leave', a.since_seq FROM json_each(?5) AS p CROSS JOIN absences AS a, since
         WHERE a.tenant = ?1 AND a.person = p.value AND a.from_day < ?3
           AND a.since_seq > since.seq AND a.since_seq <= ?4
         UNION
         SELECT 'leave', a.until_seq FROM json_each(?5) AS p CROSS JOIN absences AS a, since
         WHERE a.tenant = ?1 AND a.person = p.value AND a.from_day < ?3
           AND a.until_seq > since.seq AND a.until_seq <= ?4
         UNION
         SELECT 'rates', r.since_seq FROM pay_rates AS r, since
         WHERE ?6 = 1 AND r.tenant = ?1 AND r.on_day < ?3
           AND r.since_seq > since.seq AND r.since_seq <= ?4)
       SELECT DISTINCT said.of, ${BEHIND} AS account
       FROM said CROSS JOIN commits AS c WHERE c.tenant = ?1 AND c.seq = said.seq`,
      [of.plan, of.until, of.cutoff, packed(of.people), of.rates ? 1 : 0],
      every((row) => ({
        account: text(row, "account"),
        of: row["of"] === "leave" ? "leave" : row["of"] === "rates" ? "rates" : "terms",
      })),
    ),

  /** Lines of a run that want a second person, those that wait first. */
  repriced: (run: string, calc: number): Read<Repriced[]> =>
    read(
      `SELECT s.person, s.currency, coalesce(l.value ->> 1, '') AS component, l.value ->> 2 AS window,
         l.value ->> 3 AS origin, l.value ->> 4 AS amount, ${SAID} AS said, d.person AS by, d.at,
         (SELECT w.name FROM people AS w WHERE w.tenant = ?1 AND w.id = s.person) AS name,
         (SELECT w.name_en FROM people AS w WHERE w.tenant = ?1 AND w.id = s.person) AS name_en
       ${WANTING} ORDER BY said IS NOT NULL, s.person, s.currency`,
      [run, calc],
      every((row) => {
        const said = maybe(row, "said");
        return {
          ...{ person: text(row, "person"), currency: text(row, "currency") },
          ...{ name: maybe(row, "name") ?? "", nameEn: maybe(row, "name_en") },
          ...{ component: text(row, "component"), window: text(row, "window") },
          ...{ origin: day(text(row, "origin")), amount: big(row, "amount") },
          state: said === "approved" || said === "refused" ? said : "waiting",
          by: said === null ? null : maybe(row, "by"),
          at: said === null ? null : maybeWhole(row, "at"),
        };
      }),
    ),

  /** Runs in review whose review is not kept as they are by now, or a closed run before them moved. */
  reviewsDue: (limit: number): Read<string[]> =>
    read(
      `SELECT r.id FROM pay_runs AS r WHERE r.tenant = ?1 AND r.state = 'in_review'
         AND NOT EXISTS (SELECT 1 FROM pay_reviews AS v WHERE v.tenant = ?1 AND v.run = r.id
           AND v.version = r.version AND v.seq >= max(
             coalesce((SELECT max(d.seq) FROM pay_true_ups AS d
               WHERE d.tenant = ?1 AND d.run = r.id), 0),
             coalesce((SELECT max(t.seq) FROM pay_runs AS o CROSS JOIN pay_steps AS t
               WHERE o.tenant = ?1 AND o.plan = r.plan AND t.tenant = ?1 AND t.run = o.id
                 AND t.kind = 'locked'), 0)))
       LIMIT ?2`,
      [limit],
      every((row) => text(row, "id")),
    ),

  /** Whether a guard would let a commit through now. */
  wouldHold: ({ sql, params }: Guard): Read<boolean> =>
    read(`SELECT (${sql}) AS ok WHERE ?1 IS NOT NULL`, params, ([row]) => row?.["ok"] === 1),
};

export const reviewWrites = {
  /** As read at commit `seq`. */
  keepReview: (
    { id, version }: { readonly id: string; readonly version: number },
    seq: number,
    { held, open, waiting, authors, onlyOf }: KeptReview,
  ): Statement =>
    write(
      `INSERT INTO pay_reviews (tenant, run, version, seq, held, open, waiting, authors, only_of)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
       ON CONFLICT (tenant, run) DO UPDATE SET version = excluded.version, seq = excluded.seq,
         held = excluded.held, open = excluded.open, waiting = excluded.waiting,
         authors = excluded.authors, only_of = excluded.only_of`,
      ...[id, version, seq, packed(held), open, waiting, packed(authors), onlyOf],
    ),

  /** Reviews of runs that are in review no longer. */
  forgetReviews: (): Statement =>
    write(
      `DELETE FROM pay_reviews WHERE tenant = ?1 AND NOT EXISTS (SELECT 1 FROM pay_runs AS r
         WHERE r.tenant = ?1 AND r.id = pay_reviews.run AND r.state = 'in_review')`,
    ),

  sayToTrueUps: (
    run: string,
    lines: readonly Pick<
      Repriced,
      "person" | "currency" | "component" | "window" | "origin" | "amount"
    >[],
    of: {
      readonly decision: TrueUpDecision;
      readonly by: string;
      readonly account: string;
      readonly at: number;
      readonly note: string | null;
    },
  ): Statement =>
    write(
      `INSERT INTO pay_true_ups (tenant, run, participant, currency, component, window, origin, seq,
         amount, decision, by, person, at, note)
       SELECT ?1, ?2, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, ${SEQ},
         j.value ->> 5, ?4, ?5, ?6, ?7, ?8
       FROM json_each(?3) AS j`,
      run,
      packed(
        lines.map(({ person, currency, component, window, origin, amount }) => [
          ...[person, currency, component, window, origin, amount],
        ]),
      ),
      ...[of.decision, of.by, of.account, of.at, of.note],
    ),
};

/** Of a run in review: who may not approve it, and its lines that want a second person. */
export type KeptReview = {
  /** Accounts. */
  readonly held: readonly string[];
  /** Lines without an approving word, and lines without any. */
  readonly open: number;
  readonly waiting: number;
  /** Accounts that have no word on them. */
  readonly authors: readonly string[];
  /** The one person whose lines all those that wait are. */
  readonly onlyOf: string | null;
};

export const reviewGuards = {
  /** Every line that wants a second person has one's word for it, of this very amount. */
  noTrueUpWaits: (run: string, calc: number): Guard => ({
    what: "pay_run/true_ups",
    sql: `NOT EXISTS (SELECT 1 ${WANTING} AND coalesce(${SAID}, '') <> 'approved')`,
    params: [run, calc],
  }),
};
