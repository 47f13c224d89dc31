import { must } from "../lib/assert.ts";
import { minor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { type RowError, rowError } from "../lib/row-error.ts";
import { checkRow, type Known } from "./check.ts";
import type { RuledCredit } from "../crediting/credit-entry.ts";
import { creditedParts } from "./credited.ts";
import {
  type Content,
  type EntryLine,
  type EntryRow,
  type Identity,
  identityKey,
  type Latest,
  sameContent,
} from "./entry.ts";
import { type Credit, personDeltas, type PersonDelta } from "./fold.ts";

export type Outcome = "new" | "unchanged" | "changed";

export type Facts = Known & {
  /** The newest revision of every entry that a row names, by identityKey. */
  readonly latest: ReadonlyMap<string, Latest>;
  /** An id for each row that brings none. */
  readonly freshIds: readonly string[];
  /** The source of rows that name none. */
  readonly source: string;
  /** What the crediting rules give for an entry; absent where there is no rule. */
  readonly ruledOf?: RuledOf;
};
export type RuledOf = (content: Content) => readonly RuledCredit[];

export type Decision = {
  /** One per row, in their order; null where the row is rejected. */
  readonly outcomes: readonly (Outcome | null)[];
  readonly rejected: readonly RowError[];
  /** What to append, reversals before what replaces them. */
  readonly lines: readonly EntryLine[];
  readonly deltas: readonly PersonDelta[];
};

/**
 * What a batch does to the log.
 *
 * Equal content is unchanged. Other content is changed: a reversal of what stands, and revision + 1
 * (counted here, never by the client). A row of kind "reversal" takes back what stands and names
 * nothing but the entry; one that is already taken back is unchanged.
 *
 * Promises: the same rows again append nothing, whatever the rules say by now; the deltas are exactly
 * those of the lines; the order of rows decides the order of lines and nothing else. Rejects a row that checkRow refuses,
 * one that names an entry of another row, and a reversal of what was never recorded.
 */
export function decide(rows: readonly EntryRow[], facts: Facts): Decision {
  const seen = new Map<string, number>();
  const decided = rows.map((row, at) => decideRow(row, at, facts, seen));
  const lines = decided.flatMap((each) => (each.ok ? each.value.lines : []));
  return {
    outcomes: decided.map((each) => (each.ok ? each.value.outcome : null)),
    rejected: decided.flatMap((each) => (each.ok ? [] : each.error)),
    lines,
    deltas: personDeltas(lines.flatMap(creditsOf)),
  };
}

type Decided = { readonly outcome: Outcome; readonly lines: readonly EntryLine[] };

function decideRow(
  row: EntryRow,
  at: number,
  facts: Facts,
  seen: Map<string, number>,
): Result<Decided, readonly RowError[]> {
  const identity = identityOf(row, at, facts);
  const key = identityKey(identity);
  const earlier = seen.get(key);
  if (earlier !== undefined) {
    const where = { row: at, field: "externalId" };
    const facts_ = { other: earlier };
    return err([rowError(where, "entries/repeated", identity.externalId, facts_)]);
  }
  seen.set(key, at);
  const latest = facts.latest.get(key) ?? null;
  if (row.kind === "reversal") return takeBack(row, at, identity, latest, facts);
  const content = checkRow(row, at, facts);
  if (!content.ok) return content;
  return ok(recorded(row, at, identity, latest, content.value, facts));
}

/** Without an external id the client's own id is one, so that a retry meets what it stored. */
export function identityOf(row: EntryRow, at: number, facts: Pick<Facts, "source" | "freshIds">) {
  const fresh = row.id ?? must(facts.freshIds[at], "every row has an id");
  return { source: row.source || facts.source, externalId: row.externalId || fresh };
}

function recorded(
  row: EntryRow,
  at: number,
  identity: Identity,
  latest: Latest | null,
  content: Content,
  facts: Facts,
): Decided {
  const kind = row.kind === "adjustment" ? "adjustment" : "record";
  const id = row.id ?? must(facts.freshIds[at]);
  const stands = latest !== null && !latest.reversed;
  if (stands && latest.kind === kind && sameContent(latest.content, content))
    return { outcome: "unchanged", lines: [] };
  const ruled = facts.ruledOf?.(content) ?? [];
  const line = { ...identity, id, kind, content: { ...content, ruled }, reverses: null } as const;
  if (!latest) return { outcome: "new", lines: [{ ...line, revision: 1 }] };
  const next = { ...line, revision: latest.revision + 1 };
  return { outcome: "changed", lines: stands ? [reversalOf(latest, id), next] : [next] };
}

function takeBack(
  row: EntryRow,
  at: number,
  identity: Identity,
  latest: Latest | null,
  facts: Facts,
): Result<Decided, readonly RowError[]> {
  const where = { row: at, field: "externalId" };
  if (!latest) return err([rowError(where, "entries/nothing_to_reverse", identity.externalId)]);
  const extra = (["metric", "person", "on", "amount"] as const).find((name) => row[name]);
  if (extra !== undefined)
    return err([
      rowError({ row: at, field: extra }, "entries/reversal_is_whole", row[extra] ?? ""),
    ]);
  if (latest.reversed) return ok({ outcome: "unchanged", lines: [] });
  const id = row.id ?? must(facts.freshIds[at]);
  return ok({ outcome: "changed", lines: [reversalOf(latest, id)] });
}

/** The same day, people and shares, the amount negated: figures are as if it had never been. */
export function reversalOf(latest: Latest, id: string): EntryLine {
  const { source, externalId, revision, seq, line, content } = latest;
  const negated = { ...content, amount: minor(0n - content.amount) };
  return {
    source,
    externalId,
    id,
    kind: "reversal",
    revision,
    content: negated,
    reverses: { seq, line },
  };
}

/** Whose a line is, and by how much. */
export function creditsOf({ kind, content }: EntryLine): Omit<Credit, "seq">[] {
  const { metric, currency, on } = content;
  const sign = kind === "reversal" ? -1 : 1;
  const shared = { metric, currency, on, sign } as const;
  return creditedParts(content).map(({ person, role, amount }) => ({
    ...shared,
    ...{ person, amount, beside: role !== "direct" },
  }));
}
