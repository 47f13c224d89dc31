import * as v from "valibot";
import type { Guard } from "../tenancy/commit.ts";
import {
  every,
  first,
  read,
  type Read,
  type Row,
  SEQ,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { HOLDS } from "./statement-store.ts";

/** A statement that came out otherwise. */
export type Found = readonly [run: string, person: string, currency: string];
export type Counted = {
  readonly runs: number;
  readonly statements: number;
  readonly differences: number;
  /** The first of them. */
  readonly found: readonly Found[];
};
export type Audit = Counted & { readonly at: number; readonly seq: number };
/** A recomputation under way: how many steps it has done, and the run and person it has come to. */
export type AuditWork = Counted & {
  readonly step: number;
  /** "": before the first run. */
  readonly run: string;
  /** Of that run, the last person looked at; null: the run is done. */
  readonly person: string | null;
};

const FoundRows = v.array(v.tuple([v.string(), v.string(), v.string()]));

function countedFrom(row: Row): Counted {
  return {
    runs: whole(row, "runs"),
    statements: whole(row, "statements"),
    differences: whole(row, "differences"),
    found: v.parse(FoundRows, JSON.parse(text(row, "found"))),
  };
}

const auditFrom = (row: Row): Audit => ({
  ...countedFrom(row),
  ...{ at: whole(row, "at"), seq: whole(row, "seq") },
});

/** Written in place of a person once a run is done: after every id. */
const DONE = "~";

export const auditReads = {
  /** What recomputations found, the newest first. */
  audits: (limit: number): Read<Audit[]> =>
    read(
      `SELECT at, seq, runs, statements, differences, found FROM pay_audits
       WHERE tenant = ?1 ORDER BY seq DESC LIMIT ?2`,
      [limit],
      every(auditFrom),
    ),
  /** A call for a recomputation among the newest commits; null: none. */
  auditDue: (since: number): Read<number | null> =>
    read(
      `SELECT max(seq) AS seq FROM commits WHERE tenant = ?1 AND seq > ?2 AND event = 'pay/audit_due'`,
      [since],
      first((row) => (row["seq"] === null ? null : whole(row, "seq"))),
    ),
  auditWork: (): Read<AuditWork | null> =>
    read(
      `SELECT step, run, person, runs, statements, differences, found FROM pay_audit_work
       WHERE tenant = ?1`,
      [],
      first((row) => {
        const person = text(row, "person");
        return {
          ...countedFrom(row),
          ...{ step: whole(row, "step"), run: text(row, "run") },
          person: person === DONE ? null : person,
        };
      }),
    ),

  /** The next run that was ever calculated, by its id. */
  runToAudit: (after: string): Read<string | null> =>
    read(
      `SELECT id FROM pay_runs WHERE tenant = ?1 AND id > ?2 AND calc > 0 ORDER BY id LIMIT 1`,
      [after],
      first((row) => text(row, "id")),
    ),
  /** The next people with a statement in a run, as its newest calculation has it. */
  peopleToAudit: (run: string, after: string, limit: number): Read<string[]> =>
    read(
      `SELECT DISTINCT s.person FROM pay_runs AS r CROSS JOIN pay_statements AS s
       WHERE r.tenant = ?1 AND r.id = ?2 AND s.tenant = ?1 AND s.run = r.id AND s.person > ?3
         AND ${HOLDS("r.calc")}
       ORDER BY s.person LIMIT ?4`,
      [run, after, limit],
      every((row) => text(row, "person")),
    ),
};

export const auditWrites = {
  saveAuditWork: (of: AuditWork): Statement =>
    write(
      `INSERT INTO pay_audit_work (tenant, due, step, run, person, runs, statements, differences, found)
       SELECT ?1, ${SEQ}, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE true
       ON CONFLICT (tenant) DO UPDATE SET step = excluded.step, run = excluded.run,
         person = excluded.person, runs = excluded.runs, statements = excluded.statements,
         differences = excluded.differences, found = excluded.found`,
      ...[of.step, of.run, of.person ?? DONE],
      ...[of.runs, of.statements, of.differences, JSON.stringify(of.found)],
    ),
  endAudit: (at: number, of: Counted): Statement[] => [
    write(
      `INSERT INTO pay_audits (tenant, seq, at, runs, statements, differences, found)
       SELECT ?1, ${SEQ}, ?2, ?3, ?4, ?5, ?6`,
      ...[at, of.runs, of.statements, of.differences, JSON.stringify(of.found)],
    ),
    write("DELETE FROM pay_audit_work WHERE tenant = ?1"),
  ],
};

export const auditGuards = {
  /** Nobody else has carried it on. */
  auditAt: (step: number): Guard => ({
    what: "pay/audit",
    sql: "coalesce((SELECT step FROM pay_audit_work WHERE tenant = ?1), 0) = ?2",
    params: [step],
  }),
};
