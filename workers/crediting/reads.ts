import { day } from "../lib/day.ts";
import type { Guard } from "../tenancy/commit.ts";
import { every, maybe, read, type Read, type Row, text, whole } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { OrgRow } from "./org-rows.ts";
import { ruleFrom, type KeptRule } from "./rule-row.ts";
import { LEVEL_MAX } from "./rule.ts";

const COLUMNS = "r.id, r.from_day, r.until_day, r.since_seq, r.name, r.rank, r.body, r.sample";

/** What whoever records an entry asks: the rules, and the organisation around its participants. */
export const creditingReads = {
  /** Every rule as it is known now, a row for each of its times. There are a hundred at most. */
  rules: (): Read<KeptRule[]> =>
    read(
      `SELECT ${COLUMNS} FROM crediting_rules AS r WHERE r.tenant = ?1 AND r.until_seq IS NULL
       ORDER BY r.rank, r.id, r.from_day`,
      [],
      every(ruleFrom),
    ),

  /** The newest commit: what was read beside it is as of then. */
  newest: (): Read<number> =>
    read("SELECT coalesce(max(seq), 0) AS seq FROM commits WHERE tenant = ?1", [], ([row]) =>
      row ? whole(row, "seq") : 0,
    ),

  /** Where participants sat, what stood above, whom they reported to, and when who works. */
  orgAround: (participants: readonly string[], named: readonly string[]): Read<OrgRow[]> =>
    read(
      `WITH RECURSIVE line (person, level) AS (
         SELECT value, 0 FROM json_each(?2)
         UNION
         SELECT r.manager, l.level + 1 FROM line AS l CROSS JOIN reporting AS r
         WHERE l.level < ?4 AND r.tenant = ?1 AND r.person = l.person AND r.until_seq IS NULL
           AND r.manager IS NOT NULL
       ), seats AS MATERIALIZED (
         SELECT m.person, m.unit, m.position, m.from_day, m.until_day
         FROM json_each(?2) AS j CROSS JOIN memberships AS m
         WHERE m.tenant = ?1 AND m.person = j.value AND m.until_seq IS NULL AND m.unit IS NOT NULL
       )
       SELECT 'seat' AS kind, person AS who, unit AS value, position, from_day, until_day FROM seats
       UNION ALL
       SELECT 'above', p.unit, p.above, NULL, p.from_day, p.until_day
       FROM (SELECT DISTINCT unit FROM seats) AS s CROSS JOIN unit_paths AS p
       WHERE p.tenant = ?1 AND p.unit = s.unit
       UNION ALL
       SELECT 'manager', r.person, r.manager, NULL, r.from_day, r.until_day
       FROM (SELECT DISTINCT person FROM line) AS l CROSS JOIN reporting AS r
       WHERE r.tenant = ?1 AND r.person = l.person AND r.until_seq IS NULL
       UNION ALL
       SELECT 'works', p.id, NULL, NULL, p.starts_on, p.ends_on
       FROM (SELECT person FROM line UNION SELECT value FROM json_each(?3)) AS w
         CROSS JOIN people AS p
       WHERE p.tenant = ?1 AND p.id = w.person`,
      [packed([...new Set(participants)]), packed([...new Set(named)]), LEVEL_MAX],
      every(orgRow),
    ),

  /** No rule and nobody's place has changed since the commit that was read. */
  creditingStill: (seq: number): Guard => ({
    what: "crediting/moved",
    sql: `NOT EXISTS (SELECT 1 FROM commits WHERE tenant = ?1 AND seq > ?2
      AND substr(event, 1, instr(event, '/')) IN
        ('crediting/', 'person/', 'unit/', 'adjustment/', 'sample/'))`,
    params: [seq],
  }),
};

function orgRow(row: Row): OrgRow {
  const span = { from: day(text(row, "from_day")), until: day(text(row, "until_day")) };
  const who = text(row, "who");
  switch (text(row, "kind")) {
    case "seat":
      return {
        ...{ ...span, who, kind: "seat" },
        seat: { unit: text(row, "value"), position: maybe(row, "position") },
      };
    case "above":
      return { ...span, who, kind: "above", unit: text(row, "value") };
    case "manager":
      return { ...span, who, kind: "manager", manager: maybe(row, "value") };
    default:
      return { ...span, who, kind: "works" };
  }
}
