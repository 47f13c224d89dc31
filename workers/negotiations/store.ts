import { first, read, text, whole } from "../tenancy/sql.ts";
import { day } from "../lib/day.ts";
import type { WhatIsOpen } from "../targets/what-is-open.ts";
import { negotiationGuards } from "./guards.ts";
import { negotiationReads } from "./reads.ts";
import { negotiationWrites } from "./writes.ts";

/** What a plan asks before its draft moves or is published. */
const whatIsOpen: WhatIsOpen = {
  open: (plan) =>
    read(
      `SELECT r.id, r.deadline, (SELECT coalesce(sum(y.n), 0) FROM negotiation_tallies AS y
         WHERE y.tenant = ?1 AND y.round = r.id AND y.unit = r.unit
           AND y.state IN ('proposed', 'countered', 'escalated')) AS waiting
       FROM negotiation_rounds AS r
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.state = 'open' LIMIT 1`,
      [plan],
      first((row) => ({
        round: text(row, "id"),
        deadline: day(text(row, "deadline")),
        waiting: whole(row, "waiting"),
      })),
    ),
  nothingOpen: negotiationGuards.nothingOpen,
  published: (plan, number, hash) => [negotiationWrites.bind(plan, number, hash)],
};

/** All of negotiation's SQL, as values: nothing has run until load() or commit(). */
export const negotiationStore = {
  ...negotiationReads,
  ...negotiationWrites,
  guards: negotiationGuards,
  whatIsOpen,
};
export type NegotiationStore = typeof negotiationStore;
