import type { Guard } from "../tenancy/commit.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { Thread } from "./thread.ts";

/** What must still hold in the batch that writes. */
export const negotiationGuards = {
  /** The round is open, in the very batch that says something in it. */
  open: (round: string): Guard => ({
    what: "negotiation/round_over",
    sql: "(SELECT state = 'open' FROM negotiation_rounds WHERE tenant = ?1 AND id = ?2)",
    params: [round],
  }),
  round: (round: string, version: number): Guard => ({
    what: "negotiation/round",
    sql: "(SELECT version = ?3 AND state = 'open' FROM negotiation_rounds WHERE tenant = ?1 AND id = ?2)",
    params: [round, version],
  }),
  /** Every one of these threads is at the version it was read at. */
  threads: (round: string, threads: readonly Thread[]): Guard => ({
    what: "negotiation/threads",
    sql: `(SELECT count(*) = ?4 FROM json_each(?3) AS j CROSS JOIN negotiation_threads AS t
           WHERE t.tenant = ?1 AND t.round = ?2 AND t.parent = j.value ->> 0
             AND t.subject = j.value ->> 1 AND t.version = j.value ->> 2)`,
    params: [
      round,
      packed(threads.map(({ parent, subject, version }) => [parent, subject, version])),
      threads.length,
    ],
  }),
  nothingOpen: (plan: string): Guard => ({
    what: "plan/round_open",
    sql: `NOT EXISTS (SELECT 1 FROM negotiation_rounds
          WHERE tenant = ?1 AND plan = ?2 AND state = 'open')`,
    params: [plan],
  }),
};
