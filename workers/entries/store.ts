import { day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { ascending, groupBy } from "../lib/list.ts";
import { minor } from "../lib/money.ts";
import type { Metric, MetricUnit } from "../metrics/metric.ts";
import { METRIC_UNITS } from "../metrics/metric.ts";
import { must } from "../lib/assert.ts";
import { id } from "../lib/id.ts";
import {
  big,
  every,
  maybe,
  type Param,
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
import type { Share } from "./credit.ts";
import { type CreditRole, CREDIT_ROLES } from "../crediting/rule.ts";
import { creditedParts, isOwnDirect } from "./credited.ts";
import { creditingReads } from "../crediting/reads.ts";
import {
  type Content,
  type EntryLine,
  type Identity,
  identityKey,
  type Kind,
  type Latest,
} from "./entry.ts";
import type { Credit, PersonDelta } from "./fold.ts";
import { FIRST, type LogPlace } from "./log-place.ts";
import type { LoggedRow } from "./moved.ts";
import { packedParts } from "./parts.ts";
import { dimsOf, kindOf } from "./row.ts";
import { drillReads } from "./drill-store.ts";
import { addTotals, rebuiltTotals, totalsReads } from "./totals-store.ts";

type KnownMetric = Pick<Metric, "id" | "unit" | "scale" | "currency">;

/** A line of one commit with all it says. */
export type Logged = Latest & { readonly id: string; readonly was: Kind };

const IDENTITY = "e.source, e.external_id, e.revision, e.kind";
const SHARES = `(SELECT json_group_array(json_array(c.person, c.share, c.role, c.rule))
  FROM credits AS c WHERE c.tenant = ?1 AND c.seq = e.seq AND c.line = e.line) AS shares`;
const CONTENT = `e.seq, e.line, e.id, e.metric, e.person, e.on_day, e.amount, e.currency, e.deal,
  e.dims, ${IDENTITY}, ${SHARES}`;

/** Who shares an entry: what the row itself said, and what rules gave. */
function creditsIn(row: Row): Pick<Content, "credits" | "ruled"> {
  const value: unknown = JSON.parse(text(row, "shares"));
  const kept = (Array.isArray(value) ? value : []).flatMap((each): KeptCredit[] => {
    if (!Array.isArray(each)) return [];
    const [person, share, role, rule] = each.map((cell) => (cell === null ? null : String(cell)));
    const is = must(CREDIT_ROLES.find((known) => known === role));
    return [{ person: person ?? "", share: share ?? "", role: is, rule: rule ?? null }];
  });
  kept.sort((a, b) => ascending(a.role, b.role) || ascending(a.person, b.person));
  return {
    credits: kept
      .filter(({ rule }) => rule === null)
      .map(({ person, share }) => ({ person, share })),
    ruled: kept.flatMap(({ rule, ...credit }) =>
      rule === null ? [] : [{ ...credit, rule: id<"creditingRule">(rule) }],
    ),
  };
}
type KeptCredit = Share & { readonly role: CreditRole; readonly rule: string | null };

function contentOf(row: Row): Content {
  return {
    metric: text(row, "metric"),
    person: text(row, "person"),
    on: day(text(row, "on_day")),
    amount: minor(big(row, "amount")),
    currency: text(row, "currency"),
    deal: maybe(row, "deal"),
    dims: dimsOf(row),
    ...creditsIn(row),
  };
}

/** A record and its reversal share a revision: together they are one entry, taken back. */
function latestOf(rows: readonly Row[]): ReadonlyMap<string, Latest> {
  const groups = groupBy(rows, (row) => identityKey(identityOf(row)));
  return new Map(
    [...groups].flatMap(([key, group]) => {
      const record = group.find((row) => kindOf(row) !== "reversal");
      if (!record) return [];
      const reversed = group.some((row) => kindOf(row) === "reversal");
      return [[key, latestFrom(record, reversed)] as const];
    }),
  );
}

function identityOf(row: Row): Identity {
  return { source: text(row, "source"), externalId: text(row, "external_id") };
}

function latestFrom(row: Row, reversed: boolean): Latest {
  return {
    ...identityOf(row),
    seq: whole(row, "seq"),
    line: whole(row, "line"),
    kind: kindOf(row) === "adjustment" ? "adjustment" : "record",
    revision: whole(row, "revision"),
    reversed,
    content: contentOf(row),
  };
}

const reads = {
  /** Metrics named by code or id, answering to both. */
  knownMetrics: (refs: readonly string[]): Read<ReadonlyMap<string, KnownMetric>> =>
    read(
      `SELECT m.id, m.code, m.unit, m.scale, m.currency
       FROM json_each(?2) AS j CROSS JOIN metrics AS m WHERE m.tenant = ?1 AND m.id = j.value
       UNION ALL
       SELECT m.id, m.code, m.unit, m.scale, m.currency
       FROM json_each(?2) AS j CROSS JOIN metrics AS m WHERE m.tenant = ?1 AND m.code = j.value`,
      [packed([...new Set(refs)])],
      (rows) => named(rows, metricFrom),
    ),

  /** People named by code or id, answering to both. */
  knownPeople: (refs: readonly string[]): Read<ReadonlyMap<string, string>> =>
    read(
      `SELECT p.id, p.code FROM json_each(?2) AS j CROSS JOIN people AS p
       WHERE p.tenant = ?1 AND p.id = j.value
       UNION ALL
       SELECT p.id, p.code FROM json_each(?2) AS j CROSS JOIN people AS p
       WHERE p.tenant = ?1 AND p.code = j.value`,
      [packed([...new Set(refs)])],
      (rows) => named(rows, (row) => text(row, "id")),
    ),

  /** The tenant's own currency, for money rows that name none. */
  currency: (): Read<string> =>
    read("SELECT currency FROM tenant_here WHERE tenant = ?1", [], (rows) =>
      text(must(rows[0]), "currency"),
    ),

  /** The newest revision of each entry, by identityKey; what was never recorded is absent. */
  latest: (identities: readonly Identity[]): Read<ReadonlyMap<string, Latest>> =>
    read(
      `SELECT ${CONTENT} FROM json_each(?2) AS j CROSS JOIN entries AS e INDEXED BY entries_identity
       WHERE e.tenant = ?1 AND e.source = j.value ->> 0 AND e.external_id = j.value ->> 1
         AND e.revision = (SELECT max(x.revision) FROM entries AS x WHERE x.tenant = ?1
           AND x.source = j.value ->> 0 AND x.external_id = j.value ->> 1)`,
      [packed(identities.map(({ source, externalId }) => [source, externalId]))],
      latestOf,
    ),

  /** The newest revision of each entry that a commit touched. */
  latestOfCommit: (seq: number): Read<ReadonlyMap<string, Latest>> =>
    read(
      `SELECT ${CONTENT} FROM entries AS t CROSS JOIN entries AS e INDEXED BY entries_identity
       WHERE t.tenant = ?1 AND t.seq = ?2
         AND e.tenant = ?1 AND e.source = t.source AND e.external_id = t.external_id
         AND e.revision = (SELECT max(x.revision) FROM entries AS x WHERE x.tenant = ?1
           AND x.source = t.source AND x.external_id = t.external_id)`,
      [seq],
      latestOf,
    ),

  /** Entries of these days that have not been taken back, by participant and commit; those after `place`. */
  standing: ({ from, until }: Interval, limit: number, after: LogPlace = FIRST): Read<Latest[]> =>
    read(
      `SELECT ${CONTENT}
       FROM people AS p CROSS JOIN metrics AS m CROSS JOIN entries AS e INDEXED BY entries_person
       WHERE p.tenant = ?1 AND p.id >= ?5 AND m.tenant = ?1 AND e.tenant = ?1 AND e.person = p.id
         AND e.metric = m.id AND e.on_day >= ?2 AND e.on_day < ?3 AND e.kind <> 'reversal'
         AND (p.id > ?5 OR (e.seq, e.line) > (?6, ?7))
         AND NOT EXISTS (SELECT 1 FROM entries AS x INDEXED BY entries_identity
           WHERE x.tenant = ?1 AND x.source = e.source AND x.external_id = e.external_id
             AND x.revision = e.revision AND x.kind = 'reversal')
       ORDER BY p.id, e.seq, e.line LIMIT ?4`,
      [from, until, limit, after.person, after.seq, after.line],
      every((row) => latestFrom(row, false)),
    ),

  /** All lines of one commit; of a reversal, `was` is the kind of what it takes back. */
  linesOf: (seq: number): Read<Logged[]> =>
    read(
      `SELECT ${CONTENT}, coalesce((SELECT o.kind FROM entries AS o WHERE o.tenant = ?1
         AND o.seq = e.reverses_seq AND o.line = e.reverses_line), e.kind) AS was
       FROM entries AS e WHERE e.tenant = ?1 AND e.seq = ?2 ORDER BY e.line`,
      [seq],
      every((row) => ({
        ...latestFrom(row, kindOf(row) === "reversal"),
        id: text(row, "id"),
        was: kindOf(row, "was"),
      })),
    ),

  /** What commits after `seq` moved, oldest first, for boards that missed a notice. */
  movedSince: (seq: number, limit: number): Read<LoggedRow[]> =>
    read(
      `SELECT seq, line, person, metric, on_day, currency, amount, 0 AS beside FROM entries
       WHERE tenant = ?1 AND seq > ?2 AND credited = 0
       UNION ALL
       SELECT seq, line, person, metric, on_day, currency, amount, role <> 'direct' FROM credits
       WHERE tenant = ?1 AND seq > ?2
       ORDER BY seq, line LIMIT ?3`,
      [seq, limit],
      every((row) => ({
        seq: whole(row, "seq"),
        person: text(row, "person"),
        metric: text(row, "metric"),
        on: text(row, "on_day"),
        currency: text(row, "currency"),
        amount: big(row, "amount").toString(),
        ...(row["beside"] === 1 ? { beside: true as const } : {}),
      })),
    ),

  /** The whole log as credits: what totals are the fold of. For rebuilds and tests, not for pages. */
  allCredits: (): Read<Credit[]> =>
    read(
      `SELECT seq, person, metric, on_day, currency, amount, kind, 0 AS beside FROM entries
       WHERE tenant = ?1 AND credited = 0
       UNION ALL
       SELECT c.seq, c.person, c.metric, c.on_day, c.currency, c.amount, e.kind,
         c.role <> 'direct'
       FROM credits AS c CROSS JOIN entries AS e
       WHERE c.tenant = ?1 AND e.tenant = ?1 AND e.seq = c.seq AND e.line = c.line`,
      [],
      every((row) => ({
        seq: whole(row, "seq"),
        person: text(row, "person"),
        metric: text(row, "metric"),
        on: day(text(row, "on_day")),
        currency: text(row, "currency"),
        amount: big(row, "amount"),
        sign: kindOf(row) === "reversal" ? -1 : 1,
        beside: row["beside"] === 1,
      })),
    ),
};

function metricFrom(row: Row): KnownMetric {
  const unit = must(METRIC_UNITS.find((each): each is MetricUnit => each === row["unit"]));
  return {
    id: id(text(row, "id")),
    unit,
    scale: whole(row, "scale"),
    currency: maybe(row, "currency"),
  };
}

/** Codes come last in the answer, so that a code wins over a look-alike id. */
function named<T>(rows: readonly Row[], from: (row: Row) => T): ReadonlyMap<string, T> {
  const byId = rows.map((row): [string, T] => [text(row, "id"), from(row)]);
  const byCode = rows.map((row): [string, T] => [text(row, "code"), from(row)]);
  return new Map([...byId, ...byCode]);
}

export type Stamp = { readonly now: number; readonly importId: string | null };

const INSERT_ENTRIES = `INSERT INTO entries
  (tenant, seq, line, id, metric, person, on_day, posting, amount, currency, deal, reverses_seq,
   reverses_line, kind, source, external_id, revision, credited, dims, import_id, recorded_at)
  SELECT ?1, ${SEQ}, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
    substr(j.value ->> 4, 1, 7), j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8,
    j.value ->> 9, j.value ->> 10, j.value ->> 11, j.value ->> 12, j.value ->> 13, j.value ->> 14,
    j.value ->> 15, ?3, ?4
  FROM json_each(?2) AS j`;

function packedLine({ content, reverses, ...line }: EntryLine, at: number): Param[] {
  const { metric, person, on, amount, currency, deal, dims } = content;
  return [
    at,
    line.id,
    metric,
    person,
    on,
    Number(amount),
    currency,
    deal,
    reverses?.seq ?? null,
    reverses?.line ?? null,
    line.kind,
    line.source,
    line.externalId,
    line.revision,
    isOwnDirect(content) ? 0 : 1,
    dims ? JSON.stringify(dims) : null,
  ];
}

const INSERT_CREDITS = `INSERT INTO credits
  (tenant, seq, line, person, role, share, rule, metric, on_day, currency, amount)
  SELECT ?1, ${SEQ}, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
    j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8
  FROM json_each(?2) AS j`;

function packedCredits({ content }: EntryLine, at: number): Param[][] {
  if (content.credits.length + content.ruled.length === 0) return [];
  const { metric, on, currency } = content;
  const own = isOwnDirect(content);
  return creditedParts(content)
    .filter(({ role }) => !own || role !== "direct")
    .map(({ person, role, share, rule, amount }) => [
      ...[at, person, role, share, rule],
      ...[metric, on, currency, Number(amount)],
    ]);
}

const writes = {
  /** The lines of one commit, their credits and the totals: one statement a table. */
  append: (
    lines: readonly EntryLine[],
    deltas: readonly PersonDelta[],
    { now, importId }: Stamp,
  ): Statement[] => {
    const shares = lines.flatMap(packedCredits);
    return [
      ...packedParts(lines.map(packedLine)).map((part) =>
        write(INSERT_ENTRIES, part, importId, now),
      ),
      ...(shares.length === 0
        ? []
        : packedParts(shares).map((part) => write(INSERT_CREDITS, part))),
      ...addTotals(deltas),
    ];
  },
};

export { entriesRefold } from "./totals-store.ts";

/** All of entries' SQL, as values: nothing has run until load() or commit(). */
export const entryStore = {
  ...reads,
  ...totalsReads,
  ...drillReads,
  ...creditingReads,
  ...writes,
  rebuiltTotals,
};
export type EntryStore = typeof entryStore;
