import { type Day, day } from "../lib/day.ts";
import type { Credential } from "./actor.ts";
import { first, maybe, read, type Read } from "./sql.ts";

/** What a route is about to show, of whom. */
export type Subject = { readonly kind: "person" | "unit" | "subject"; readonly id: string };

/**
 * May this account see this subject, by today's tree? One key look-up in the batch of the read.
 * "missing" covers absent and another tenant's alike; "hidden" is known to us alone and is answered
 * the same way. The own person is always seen.
 */
export function sightOf(
  credential: Credential,
  subject: Subject,
  today: string,
): Read<"seen" | "hidden" | "missing"> {
  const account = credential.kind === "session" ? credential.account : "";
  return read(
    `WITH me AS (
       SELECT person, scope_unit, roles FROM access WHERE tenant = ?1 AND account = ?2
     ), units_of AS (
       SELECT unit FROM memberships
       WHERE tenant = ?1 AND person = ?3 AND from_day <= ?4 AND until_day > ?4
         AND until_seq IS NULL
       UNION ALL SELECT id FROM units WHERE tenant = ?1 AND id = ?3
     )
     SELECT
       (EXISTS (SELECT 1 FROM people WHERE tenant = ?1 AND id = ?3 AND ?5 <> 'unit')
         OR EXISTS (SELECT 1 FROM units WHERE tenant = ?1 AND id = ?3 AND ?5 <> 'person')) AS found,
       (SELECT person = ?3 FROM me) AS own,
       EXISTS (
         SELECT 1 FROM me, units_of AS u, unit_paths AS p
         WHERE p.tenant = ?1 AND p.unit = u.unit AND p.above = me.scope_unit
           AND p.from_day <= ?4 AND p.until_day > ?4
       ) AS below,
       (SELECT EXISTS (SELECT 1 FROM json_each(roles)
          WHERE value IN ('owner', 'admin', 'finance')) FROM me) AS everywhere,
       (SELECT EXISTS (SELECT 1 FROM json_each(roles) WHERE value IN ('manager', 'viewer'))
          FROM me) AS leads`,
    [account, subject.id, today, subject.kind],
    (rows) => {
      const row = rows[0];
      if (!row || row["found"] !== 1) return "missing";
      if (credential.kind !== "session") return "seen";
      const seen =
        row["own"] === 1 || row["everywhere"] === 1 || (row["below"] === 1 && row["leads"] === 1);
      return seen ? "seen" : "hidden";
    },
  );
}

/**
 * The day since which a person has been under the unit that the asker leads, without a break, by the
 * tree of each day; null where nothing limits the asker: an own person, the whole company, a key.
 * A figure belongs to the unit of its own day: what somebody made elsewhere before is not the new
 * manager's to open. An earlier stay is seen through the unit, which shows it on its days.
 */
export function seenSinceOf(
  credential: Credential,
  subject: Subject,
  today: string,
): Read<Day | null> {
  const account = credential.kind === "session" ? credential.account : "";
  return read(
    `WITH RECURSIVE me AS (
       SELECT scope_unit FROM access
       WHERE tenant = ?1 AND account = ?2 AND scope_unit IS NOT NULL AND person IS NOT ?3
         AND NOT EXISTS (
           SELECT 1 FROM json_each(roles) WHERE value IN ('owner', 'admin', 'finance'))
     ), piece AS MATERIALIZED (
       SELECT max(m.from_day, p.from_day) AS a, min(m.until_day, p.until_day) AS b
       FROM me CROSS JOIN memberships AS m CROSS JOIN unit_paths AS p
       WHERE m.tenant = ?1 AND m.person = ?3 AND m.until_seq IS NULL
         AND p.tenant = ?1 AND p.unit = m.unit AND p.above = me.scope_unit
         AND p.from_day < m.until_day AND p.until_day > m.from_day
     ), stay (a) AS (
       SELECT a FROM piece WHERE a <= ?4 AND b > ?4
       UNION ALL SELECT piece.a FROM stay CROSS JOIN piece WHERE piece.b = stay.a
     )
     SELECT min(a) AS since FROM stay`,
    [account, subject.id, today],
    first((row) => {
      const since = maybe(row, "since");
      return since === null ? null : day(since);
    }),
  );
}
