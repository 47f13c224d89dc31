import type { Credential } from "./actor.ts";
import { read, type Read } from "./sql.ts";

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
