import type { Role } from "../tenancy/roles.ts";
import { first, maybe, read, type Read, text, whole } from "../tenancy/sql.ts";
import { day } from "../lib/day.ts";
import type { WhatIsOpen } from "../targets/what-is-open.ts";
import { negotiationGuards } from "./guards.ts";
import { parseJson } from "./json.ts";
import type { Maker } from "./position.ts";
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

/** The account behind an API key, through keys that made keys; null where nobody is known. */
const makerOf = (key: string): Read<Maker | null> =>
  read(
    `WITH RECURSIVE hands (id) AS (SELECT ?2 UNION SELECT k.made_by
       FROM hands CROSS JOIN api_keys AS k WHERE k.tenant = ?1 AND k.id = hands.id)
     SELECT x.person, x.roles, x.scope_unit FROM hands CROSS JOIN access AS x
     WHERE x.tenant = ?1 AND x.account = hands.id`,
    [key],
    first((row) => ({
      person: maybe(row, "person"),
      roles: parseJson<Role[]>(text(row, "roles")),
      scopeUnit: maybe(row, "scope_unit"),
    })),
  );

/** All of negotiation's SQL, as values: nothing has run until load() or commit(). */
export const negotiationStore = {
  ...negotiationReads,
  ...negotiationWrites,
  guards: negotiationGuards,
  whatIsOpen,
  makerOf,
};
export type NegotiationStore = typeof negotiationStore;
