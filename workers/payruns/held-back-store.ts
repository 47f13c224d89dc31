import * as v from "valibot";
import type { PlanJson } from "../incentives/plan-document.ts";
import { every, read, type Read, text } from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import { BEHIND, SINCE } from "./review-store.ts";
import { StoredSettings, USUAL_SETTINGS } from "./settings.ts";

/** Who changed how the company pays, in the order in which it happened, and what bears on amounts. */
export type SettingsChange = {
  readonly account: string;
  /** Which metrics say that an event of a deal happened is not what it was. */
  readonly events: boolean;
  /** The most that is taken of later pay is not what it was. */
  readonly deduction: boolean;
};

export const heldBackReads = {
  /** Changes of the settings that the plan's newest closed run had not read and this one has (up to `cutoff`). */
  settingsChanged: (plan: string, cutoff: number): Read<SettingsChange[]> =>
    read(
      `WITH since AS MATERIALIZED (SELECT ${SINCE} AS seq)
       SELECT s.settings, s.seq > since.seq AS is_new, ${BEHIND} AS account
       FROM pay_settings AS s CROSS JOIN since CROSS JOIN commits AS c
       WHERE s.tenant = ?1 AND s.seq <= ?3 AND c.tenant = ?1 AND c.seq = s.seq
         AND s.version >= coalesce((SELECT max(o.version) FROM pay_settings AS o
           WHERE o.tenant = ?1 AND o.seq <= since.seq), 0)
       ORDER BY s.version`,
      [plan, cutoff],
      (rows) => {
        let before = paying(USUAL_SETTINGS);
        return rows.flatMap((row) => {
          const now = paying(v.parse(StoredSettings, JSON.parse(text(row, "settings"))));
          const [events, deduction] = [now[0] !== before[0], now[1] !== before[1]];
          before = now;
          return row["is_new"] === 1 && (events || deduction)
            ? [{ account: text(row, "account"), events, deduction }]
            : [];
        });
      },
    ),

  /** Accounts that edited these versions of plans a run is compared with. */
  comparedAuthors: (plans: readonly PlanJson[]): Read<string[]> =>
    read(
      `SELECT DISTINCT a.value AS account
       FROM json_each(?2) AS j CROSS JOIN incentive_plans AS p CROSS JOIN incentive_versions AS y
         CROSS JOIN json_each(y.authors) AS a
       WHERE p.tenant = ?1 AND p.key = j.value ->> 0
         AND y.tenant = ?1 AND y.plan = p.id AND y.number = j.value ->> 1`,
      [packed(plans.map(({ key, version }) => [key, version]))],
      every((row) => text(row, "account")),
    ),
};

/** What of the settings bears on amounts, to be compared. */
function paying({
  eventMetrics,
  deductionMax,
}: Pick<typeof USUAL_SETTINGS, "eventMetrics" | "deductionMax">): readonly [string, string | null] {
  const named = Object.entries(eventMetrics).filter(([, code]) => code);
  return [JSON.stringify(named.sort(([a], [b]) => (a < b ? -1 : 1))), deductionMax];
}
