import { type Day, day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { must } from "../lib/assert.ts";
import { ascending } from "../lib/list.ts";
import {
  big,
  every,
  first,
  maybe,
  read,
  type Read,
  type Row,
  text,
  whole,
} from "../tenancy/sql.ts";
import type { Dims, Identity, Kind } from "./entry.ts";
import { type CreditRole, CREDIT_ROLES } from "../crediting/rule.ts";
import { dimsOf, kindOf } from "./row.ts";
import { packedSpans } from "./totals-store.ts";

/** A line of the log as somebody drilling sees it: the part of it that is theirs. */
export type Drilled = Identity & {
  readonly seq: number;
  readonly line: number;
  readonly person: string;
  readonly on: Day;
  /** What is credited to the person: the whole entry, or their share of it. */
  readonly amount: bigint;
  readonly kind: Kind;
  readonly revision: number;
  readonly deal: string | null;
  readonly dims: Dims | null;
  /** Everybody the entry is credited to, and by which rule; empty: its participant alone. */
  readonly credits: readonly DrilledCredit[];
};
export type DrilledCredit = {
  readonly person: string;
  readonly role: CreditRole;
  readonly share: string;
  readonly amount: bigint;
  readonly rule: { readonly id: string; readonly name: string } | null;
};

/** Where a page ended: `unit` begins with its depth; both carry the start of their range. */
export type Place = {
  readonly unit: string;
  readonly person: string;
  readonly on: string;
  readonly seq: number;
  readonly line: number;
};
export const START: Place = { unit: "", person: "", on: "", seq: -1, line: -1 };

export type Drill = Interval & {
  readonly metric: string;
  readonly currency: string | null;
  readonly after: Place;
  readonly limit: number;
};
export type Placed = { readonly drilled: Drilled; readonly place: Place };

/**
 * ?2 metric, ?3 currency or null: the metric's, or else the tenant's own; "" where the metric is
 * not money. Null where there is no such metric.
 */
const CURRENCY = `(SELECT CASE WHEN k.unit <> 'money' THEN '' ELSE coalesce(?3, k.currency,
  (SELECT h.currency FROM tenant_here AS h WHERE h.tenant = ?1)) END
  FROM metrics AS k WHERE k.tenant = ?1 AND k.id = ?2)`;

/** Own entries, and what others share with the person: each is one range of one index. */
const OWN = { table: "entries AS x INDEXED BY entries_person", only: "AND x.credited = 0" };
const SHARED = { table: "credits AS x INDEXED BY credits_person", only: "" };
/** A unit counts the direct ones alone. */
const SHARED_DIRECT = { ...SHARED, only: "AND x.role = 'direct'" };
const CREDITS_OF = `(SELECT json_group_array(json_array(c.person, c.role, c.share, c.amount, c.rule,
    (SELECT k.name FROM crediting_rules AS k WHERE k.tenant = ?1 AND k.id = c.rule
     ORDER BY k.from_day DESC, k.since_seq DESC LIMIT 1)))
  FROM credits AS c WHERE c.tenant = ?1 AND c.seq = e.seq AND c.line = e.line) AS credits`;
const SHOWN = `x.person, x.on_day, x.amount, e.seq, e.line, e.kind, e.revision, e.source,
  e.external_id, e.deal, e.dims, e.person AS participant, e.amount AS whole, ${CREDITS_OF}`;
const ENTRY = "e.tenant = ?1 AND e.seq = x.seq AND e.line = x.line";

const ofPerson = ({ table, only }: typeof OWN) => `
  SELECT ${SHOWN}, '' AS unit_key, '' AS person_key FROM ${table} CROSS JOIN entries AS e
  WHERE x.tenant = ?1 AND x.person = ?4 AND x.metric = ?2 AND x.on_day >= max(?5, ?9)
    AND x.on_day < ?6 AND x.currency = ${CURRENCY} ${only}
    AND (x.on_day, x.seq, x.line) > (?9, ?10, ?11) AND ?7 IS NOT NULL AND ?8 IS NOT NULL
    AND ${ENTRY}
  ORDER BY x.on_day, x.seq, x.line LIMIT ?12`;

const UNIT_KEY = "p.depth || p.unit || p.from_day";
/**
 * Unit by unit, from the top down, person by person, day by day: the order in which the loops walk their indexes. An
 * ORDER BY would sort everything the unit ever recorded to show one page; CROSS JOIN and INDEXED BY
 * fix the walk instead, and the CASEs let a later page begin where the last one ended.
 */
const ofUnit = ({ table, only }: typeof OWN) => `
  SELECT ${SHOWN}, ${UNIT_KEY} AS unit_key, m.person || m.from_day AS person_key
  FROM unit_paths AS p INDEXED BY unit_paths_above
  CROSS JOIN memberships AS m INDEXED BY memberships_unit
  CROSS JOIN ${table} CROSS JOIN entries AS e
  WHERE p.tenant = ?1 AND p.above = ?4 AND p.depth >= CAST(substr(?7, 1, 1) AS INTEGER)
    AND ${UNIT_KEY} >= ?7 AND p.from_day < ?6 AND p.until_day > ?5
    AND m.tenant = ?1 AND m.unit = p.unit AND m.until_seq IS NULL
    AND m.person >= CASE WHEN ${UNIT_KEY} = ?7 THEN substr(?8, 1, 36) ELSE '' END
    AND (${UNIT_KEY} > ?7 OR m.person || m.from_day >= ?8)
    AND m.from_day < min(p.until_day, ?6) AND m.until_day > max(p.from_day, ?5)
    AND x.tenant = ?1 AND x.person = m.person AND x.metric = ?2
    AND x.on_day >= max(p.from_day, m.from_day, ?5,
      CASE WHEN ${UNIT_KEY} = ?7 AND m.person || m.from_day = ?8 THEN ?9 ELSE '' END)
    AND x.on_day < min(p.until_day, m.until_day, ?6) AND x.currency = ${CURRENCY} ${only}
    AND (${UNIT_KEY} > ?7 OR m.person || m.from_day > ?8
      OR (x.on_day, x.seq, x.line) > (?9, ?10, ?11))
    AND ${ENTRY}
  LIMIT ?12`;

const STATEMENTS = {
  person: { own: ofPerson(OWN), shared: ofPerson(SHARED) },
  unit: { own: ofUnit(OWN), shared: ofUnit(SHARED_DIRECT) },
} as const;

export type DrillSubject = { readonly kind: "person" | "unit"; readonly id: string };

export const drillReads = {
  /** The metric's scale, and the currency that an answer is in; null where there is no metric. */
  drillMetric: (metric: string, currency: string | null): Read<DrillMetric | null> =>
    read(
      `SELECT m.scale, ${CURRENCY} AS currency FROM metrics AS m WHERE m.tenant = ?1 AND m.id = ?2`,
      [metric, currency],
      first((row) => ({ scale: whole(row, "scale"), currency: text(row, "currency") })),
    ),

  /** What the totals say of the whole interval: the rows of all pages re-add to it. */
  drillSum: (subject: string, { metric, currency, ...interval }: Drill): Read<DrillSum> =>
    read(
      `SELECT CAST(coalesce(sum(t.amount), 0) AS TEXT) AS amount, coalesce(sum(t.n), 0) AS n
       FROM json_each(?5) AS g CROSS JOIN totals AS t
       WHERE t.tenant = ?1 AND t.subject = ?4 AND t.metric = ?2 AND t.currency = ${CURRENCY}
         AND t.grain = g.value ->> 0 AND t.on_day >= g.value ->> 1 AND t.on_day < g.value ->> 2`,
      [metric, currency, subject, packedSpans(interval)],
      ([row]) => ({ amount: BigInt(text(must(row), "amount")), n: whole(must(row), "n") }),
    ),

  /** One page of lines: "own" ones, or those "shared" with the people by credits. */
  drill: (part: "own" | "shared", subject: DrillSubject, asked: Drill): Read<Placed[]> => {
    const { metric, currency, from, until, after, limit } = asked;
    const { unit, person, on, seq, line } = after;
    const params = [metric, currency, subject.id, from, until, unit, person, on, seq, line, limit];
    return read(STATEMENTS[subject.kind][part], params, every(placedFrom));
  },
};
export type DrillMetric = { readonly scale: number; readonly currency: string };
export type DrillSum = { readonly amount: bigint; readonly n: number };

function placedFrom(row: Row): Placed {
  const [seq, line, on] = [whole(row, "seq"), whole(row, "line"), day(text(row, "on_day"))];
  const drilled: Drilled = {
    seq,
    line,
    on,
    person: text(row, "person"),
    amount: big(row, "amount"),
    kind: kindOf(row),
    revision: whole(row, "revision"),
    source: text(row, "source"),
    externalId: text(row, "external_id"),
    deal: maybe(row, "deal"),
    dims: dimsOf(row),
    credits: creditsOf(row),
  };
  const place = { unit: text(row, "unit_key"), person: text(row, "person_key"), on, seq, line };
  return { drilled, place };
}

/** JSON that the statement made: [person, role, share, amount, rule, its name]. */
function creditsOf(row: Row): DrilledCredit[] {
  const value: unknown = JSON.parse(text(row, "credits"));
  const rows = (Array.isArray(value) ? value : []).flatMap((each): DrilledCredit[] => {
    if (!Array.isArray(each)) return [];
    const [person, role, share, amount, rule, name] = each.map(String);
    const is = must(CREDIT_ROLES.find((known) => known === role));
    const byRule = each[4] === null ? null : { id: rule ?? "", name: name ?? "" };
    const credit = { person: person ?? "", role: is, share: share ?? "", rule: byRule };
    return [{ ...credit, amount: BigInt(amount ?? "0") }];
  });
  const isOwn = rows.length > 0 && !rows.some(({ role }) => role === "direct");
  if (isOwn) {
    const own = { person: text(row, "participant"), amount: big(row, "whole") };
    rows.push({ ...own, role: "direct", share: "1", rule: null });
  }
  return rows.sort((a, b) => ascending(a.role, b.role) || ascending(a.person, b.person));
}
