import { day, type Day } from "../lib/day.ts";
import {
  every,
  first,
  maybe,
  read,
  type Read,
  SEQ,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";

/** The number of a rule's period, by its hash; the number itself once the ranking is frozen. */
export type Draw = {
  readonly commitment: string;
  /** Since when the hash is shown, ms. */
  readonly at: number;
  readonly nonce: string | null;
};
export type Seal = {
  readonly rule: string;
  readonly from: Day;
  readonly nonce: string;
  readonly commitment: string;
};

/** What raffles are drawn by. No read here gives the nonce of a period that is not frozen. */
export const drawReads = {
  draw: (rule: string, from: Day): Read<Draw | null> =>
    read(
      `SELECT d.commitment, d.at, CASE WHEN EXISTS (SELECT 1 FROM award_rankings AS k
           WHERE k.tenant = ?1 AND k.rule = d.rule AND k.from_day = d.from_day)
         THEN d.nonce END AS nonce
       FROM award_draws AS d WHERE d.tenant = ?1 AND d.rule = ?2 AND d.from_day = ?3`,
      [rule, from],
      first((row) => ({
        ...{ commitment: text(row, "commitment"), at: whole(row, "at") },
        nonce: maybe(row, "nonce"),
      })),
    ),

  /** The periods of each rule that have a number, from a day on. */
  sealed: (since: Day): Read<{ rule: string; from: Day }[]> =>
    read(
      `SELECT d.rule, d.from_day FROM award_rules AS r CROSS JOIN award_draws AS d
       WHERE r.tenant = ?1 AND d.tenant = ?1 AND d.rule = r.id AND d.from_day >= ?2`,
      [since],
      every((row) => ({ rule: text(row, "rule"), from: day(text(row, "from_day")) })),
    ),
};

export const drawWrites = {
  addDraws: (seals: readonly Seal[], at: number): Statement =>
    write(
      `INSERT INTO award_draws (tenant, rule, from_day, nonce, commitment, at, seq)
       SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, ?3, ${SEQ}
       FROM json_each(?2) AS j`,
      packed(seals.map((each) => [each.rule, each.from, each.nonce, each.commitment])),
      at,
    ),
};
