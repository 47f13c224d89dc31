import type { Guard } from "../tenancy/commit.ts";
import {
  every,
  maybe,
  read,
  type Read,
  type Row,
  SEQ,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { RuleChange, RuleSpan } from "./change-rule.ts";
import { creditingReads } from "./reads.ts";
import type { KeptRule } from "./rule-row.ts";
import { ruleFrom } from "./rule-row.ts";

export type Named = {
  readonly kind: "unit" | "person" | "metric";
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly scale: number;
};

const NAMED = [
  ["unit", "units", "code", "name", "name_en", "0"],
  ["person", "people", "code", "name", "name_en", "0"],
  ["metric", "metrics", "code", "name_zh", "name_en", "scale"],
] as const;
const named = (by: "id" | "code") =>
  NAMED.map(
    ([kind, table, code, name, nameEn, scale]) =>
      `SELECT '${kind}' AS kind, t.id, t.${code} AS code, t.${name} AS name, t.${nameEn} AS name_en,
         ${scale === "0" ? "0" : "t.scale"} AS scale
       FROM json_each(?2) AS j CROSS JOIN ${table} AS t
       WHERE t.tenant = ?1 AND t.${by} = j.value`,
  ).join(" UNION ");

const reads = {
  /** One rule's rows as they are known now, by day. */
  rule: (id: string): Read<KeptRule[]> =>
    read(
      `SELECT id, from_day, until_day, since_seq, name, rank, body, sample FROM crediting_rules
       WHERE tenant = ?1 AND id = ?2 AND until_seq IS NULL ORDER BY from_day`,
      [id],
      every(ruleFrom),
    ),

  /** True where the id has ever named a rule. */
  isTaken: (id: string): Read<boolean> =>
    read(
      "SELECT count(*) AS n FROM crediting_rules WHERE tenant = ?1 AND id = ?2",
      [id],
      ([row]) => row !== undefined && whole(row, "n") > 0,
    ),

  /** What ids are called. */
  named: (ids: readonly string[]): Read<Named[]> =>
    read(named("id"), [packed([...new Set(ids)])], every(namedFrom)),

  /** What goes by these codes. A statement of its own: D1 takes five SELECTs in one at most. */
  coded: (codes: readonly string[]): Read<Named[]> =>
    read(named("code"), [packed([...new Set(codes)])], every(namedFrom)),
};

function namedFrom(row: Row): Named {
  const kind = text(row, "kind");
  return {
    kind: kind === "unit" || kind === "person" ? kind : "metric",
    id: text(row, "id"),
    code: text(row, "code"),
    name: text(row, "name"),
    nameEn: maybe(row, "name_en"),
    scale: whole(row, "scale"),
  };
}

const writes = {
  closeSpans: (id: string, rows: RuleChange["close"]): Statement =>
    write(
      `UPDATE crediting_rules SET until_seq = ${SEQ} WHERE tenant = ?1 AND id = ?2
         AND until_seq IS NULL
         AND (from_day, since_seq) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?3))`,
      id,
      packed(rows.map(({ from, since }) => [from, since])),
    ),

  openSpans: (id: string, spans: readonly RuleSpan[]): Statement =>
    write(
      `INSERT INTO crediting_rules
         (tenant, id, from_day, since_seq, until_day, until_seq, name, rank, body, sample)
       SELECT ?1, ?2, j.value ->> 0, ${SEQ}, j.value ->> 1, NULL, j.value ->> 2, j.value ->> 3,
         j.value ->> 4, j.value ->> 5 FROM json_each(?3) AS j`,
      id,
      packed(
        spans.map(({ from, until, name, rank, when, gives, sample }) => [
          ...[from, until, name, rank, JSON.stringify({ when, gives }), sample ? 1 : 0],
        ]),
      ),
    ),

  /** Nothing has been committed since: a rule's version is the number of its commit. */
  nothingSince: (seq: number): Guard => ({
    what: "crediting/moved",
    sql: "(SELECT coalesce(max(seq), 0) FROM commits WHERE tenant = ?1) = ?2",
    params: [seq],
  }),
};

/** All of crediting's SQL, as values: nothing has run until load() or commit(). */
export const creditingStore = { ...creditingReads, ...reads, ...writes };
export type CreditingStore = typeof creditingStore;
