import { attempts } from "../lib/attempts.ts";
import type { Instant } from "../lib/instant.ts";
import { newIds } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { RowError } from "../lib/row-error.ts";
import { commit, type Guard } from "../tenancy/commit.ts";
import { type Riding, riding } from "../tenancy/riding.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { decide, type Decision, identityOf, type Outcome } from "./decide.ts";
import type { EntryRow } from "./entry.ts";
import { movedRows } from "./moved.ts";
import { ruledIn } from "./ruled.ts";
import type { EntryStore } from "./store.ts";

export type RecordEntries = {
  readonly rows: readonly EntryRow[];
  /** The source of rows that name none: "api", "sample", "file:…". */
  readonly source: string;
  readonly now: Instant | number;
  readonly importId?: string;
  /** Rejected rows are left out instead of refusing all: an import lists them. */
  readonly skipBad?: boolean;
  readonly also?: Riding<Recording>;
};

/** What was decided, row by row; null where a row was rejected. */
export type Recording = {
  readonly results: readonly (Outcome | null)[];
  readonly rejected: readonly RowError[];
  readonly rejectedCount: number;
};
/** `seq` is null where every row was unchanged and nothing was written. */
export type Recorded = Recording & { readonly seq: number | null };

export type RecordRefusal =
  | {
      readonly code: "entries/rejected";
      readonly count: number;
      readonly errors: readonly RowError[];
    }
  | { readonly code: "entries/total_too_large" }
  | { readonly code: "commit/busy" };

/**
 * Appends a batch to the log, with its credits and totals, in one commit. See decide().
 *
 * Promises: all rows or none (but for `skipBad`); the same rows again append nothing; what the rules
 * give stands in the same commit, by the rules and the organisation as they are known at it; when
 * another writer was faster, it loads and decides again, at most three times.
 */
export async function recordEntries(
  db: TenantDb,
  store: EntryStore,
  command: RecordEntries,
): Promise<Result<Recorded, RecordRefusal>> {
  const fresh = newIds<"entry">(command.now, command.rows.length);
  const outcome = await attempts(async () => {
    const { decision, expect } = await decided(db, store, command, fresh);
    const { rejected, outcomes } = decision;
    if (rejected.length > 0 && !command.skipBad)
      return err({ code: "entries/rejected", count: rejected.length, errors: rejected });
    const rejectedCount = outcomes.filter((each) => each === null).length;
    const recording = { results: outcomes, rejected, rejectedCount };
    return await committed(db, store, command, { ...decision, expect, recording });
  });
  return outcome === "again" ? err({ code: "commit/busy" }) : outcome;
}

async function decided(
  db: TenantDb,
  store: EntryStore,
  { rows, source }: RecordEntries,
  freshIds: readonly string[],
): Promise<{ readonly decision: Decision; readonly expect: readonly Guard[] }> {
  const people = rows.flatMap((row) => [
    row.person ?? "",
    ...(row.credits ?? []).map(({ person }) => person),
  ]);
  // A row that nobody has named yet cannot have been recorded before: it is not looked up.
  const identities = rows.flatMap((row, at) =>
    row.id || row.externalId ? [identityOf(row, at, { source, freshIds })] : [],
  );
  const facts = await db.load({
    metrics: store.knownMetrics(rows.map(({ metric }) => metric ?? "")),
    people: store.knownPeople(people),
    latest: store.latest(identities),
    currency: store.currency(),
    rules: store.rules(),
    newest: store.newest(),
  });
  const participants = rows.map(({ person = "" }) => facts.people.get(person) ?? person);
  const ruledOf = await ruledIn(db, store, { rules: facts.rules, participants });
  const decision = decide(rows, { ...facts, freshIds, source, ruledOf });
  return { decision, expect: [store.creditingStill(facts.newest)] };
}

type Decided = Decision & {
  readonly expect: readonly Guard[];
  readonly recording: Recording;
};

async function committed(
  db: TenantDb,
  store: EntryStore,
  command: RecordEntries,
  { lines, deltas, expect, recording }: Decided,
): Promise<Result<Recorded, RecordRefusal> | "again"> {
  const also = riding(command.also, recording);
  if (lines.length === 0 && also.writes.length === 0) return ok({ ...recording, seq: null });
  const importId = command.importId ?? null;
  const outcome = await commit(db, {
    event: "entry/recorded",
    subject: importId,
    detail: { lines: lines.length },
    expect: [...expect, ...also.expect],
    writes: [...store.append(lines, deltas, { now: command.now, importId }), ...also.writes],
    answer: { status: 200, body: answerOf(recording) },
    rows: movedRows(deltas),
  });
  if (outcome.ok) return ok({ ...recording, seq: outcome.value.seq });
  const { error } = outcome;
  const tooLarge = error.code === "commit/guard" && error.what === "entries/total_too_large";
  return tooLarge ? err({ code: "entries/total_too_large" }) : "again";
}

/** At most 12 kB for a thousand rows: answers of up to 16 kB are kept with their key. */
export function answerOf({ results }: Recording) {
  const count = (outcome: Outcome) => results.filter((each) => each === outcome).length;
  return {
    new: count("new"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    results: results.flatMap((each) => (each === null ? [] : [each])),
  };
}
