import type { ClosedStay } from "../crediting/deps.ts";
import { day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { every, read, type Read, text } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";

/** Periods that are locked or paid and hold a statement of one of these people, within some days. */
export function closedStays(
  people: readonly string[],
  { from, until }: Interval,
): Read<readonly ClosedStay[]> {
  return read(
    `SELECT j.value AS person, r.from_day, r.until_day FROM pay_runs AS r CROSS JOIN json_each(?2) AS j
     WHERE r.tenant = ?1 AND r.state IN ('locked', 'paid') AND r.from_day < ?4 AND r.until_day > ?3
       AND EXISTS (SELECT 1 FROM pay_statements AS s WHERE s.tenant = ?1 AND s.run = r.id
         AND s.person = j.value)`,
    [packed(people), from, until],
    every((row) => ({
      person: text(row, "person"),
      from: day(text(row, "from_day")),
      until: day(text(row, "until_day")),
    })),
  );
}
