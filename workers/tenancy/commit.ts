import { must } from "../lib/assert.ts";
import type { MovedRow } from "../lib/notice.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { Replayed } from "./replay.ts";
import { type Json, type Param, read, type Row, SEQ, type Statement, text, whole } from "./sql.ts";
import type { TenantDb } from "./tenant-db.ts";

/** A condition that must hold in the very batch that writes: a scalar SQL expression. */
export type Guard = {
  /** The refusal it stands for, such as "target/version". */
  readonly what: string;
  /** ?1 is the tenant, own parameters from ?2; anything but 1 refuses, an absent row too. */
  readonly sql: string;
  readonly params: readonly Param[];
};

export type Answer = { readonly status: number; readonly body: Json };

export type Change = {
  /** noun/past_participle. */
  readonly event: string;
  readonly subject: string | null;
  /** Ids and numbers; never a name, an address or free text about a person. */
  readonly detail: Json;
  readonly expect?: readonly Guard[];
  readonly writes: readonly Statement[];
  /** What the caller is told, kept under its idempotency key. */
  readonly answer?: Answer;
  /** What boards need. */
  readonly rows?: readonly MovedRow[];
};

export type CommitError =
  | { readonly code: "commit/guard"; readonly what: string }
  | { readonly code: "commit/unique"; readonly table: string };

/**
 * The only writer. One atomic batch: key, guards, commit row, writes. A failed guard or a unique
 * key that another writer took comes back as a value; nothing is then written. Throws Replayed when
 * the same request has already been carried out.
 */
export async function commit(
  db: TenantDb,
  change: Change,
): Promise<Result<{ readonly seq: number }, CommitError>> {
  const statements = [
    ...rememberKey(db, change),
    guard(here(db)),
    ...(change.expect ?? []).map(guard),
    commitRow(db, change),
    ...change.writes,
  ];
  const failure = await refusals(() => db.write(statements));
  if (!Array.isArray(failure)) return await asRefusal(db, failure);

  const row = must(failure.flat().find((each) => "committed" in each));
  const seq = whole(row, "committed");
  const { event, rows = [] } = change;
  db.notices.push({ tenant: db.uuid, seq, at: db.now, event, rows });
  return ok({ seq });
}

/** The tenant is where we think it is and takes writes: a move or a suspension stops them here. */
function here(db: TenantDb): Guard {
  return {
    what: "tenant/here",
    sql: "(SELECT epoch = ?2 AND state = 'active' FROM tenant_here WHERE tenant = ?1)",
    params: [db.epoch],
  };
}

/** The condition as a statement: a batch that holds it is written whole where it is true, or not at all. */
export function guard({ what, sql, params }: Guard): Statement {
  return {
    sql: `INSERT INTO guard (what, ok) SELECT ?${params.length + 2}, (${sql}) WHERE ?1 IS NOT NULL`,
    params: [...params, what],
  };
}

/** A request that had nothing to change is remembered too: its key means this body for 48 hours. */
export async function remember(db: TenantDb, answer: Answer): Promise<void> {
  const statements = rememberKey(db, { answer });
  if (statements.length === 0) return;
  // Taken by a twin that came at the same time: it is told the same.
  await refusals(() => db.write(statements));
}

function rememberKey(db: TenantDb, change: Pick<Change, "answer">): Statement[] {
  if (!db.requestKey || !change.answer) return [];
  const { key, bodyHash } = db.requestKey;
  return [
    {
      sql: `INSERT INTO idempotency (tenant, key, actor, body_hash, seq, status, answer, at)
            SELECT ?1, ?2, ?3, ?4, coalesce(${SEQ}, 0) + 1, ?5, ?6, ?7`,
      params: [
        key,
        db.actor(),
        bodyHash,
        change.answer.status,
        JSON.stringify(change.answer.body),
        db.now,
      ],
    },
  ];
}

/** Gapless per tenant without a counter row: D1 runs one batch at a time. */
function commitRow(db: TenantDb, change: Change): Statement {
  return {
    sql: `INSERT INTO commits (tenant, seq, at, actor, event, subject, detail)
          SELECT ?1, coalesce(${SEQ}, 0) + 1, ?2, ?3, ?4, ?5, ?6 RETURNING seq AS committed`,
    params: [db.now, db.actor(), change.event, change.subject, JSON.stringify(change.detail)],
  };
}

type Failure = { readonly guard: string } | { readonly unique: string };

/** Known constraint violations become values; every other fault goes on. */
async function refusals(run: () => Promise<readonly Row[][]>): Promise<Row[][] | Failure> {
  try {
    return [...(await run())];
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : "";
    const failed = /guard:([a-z_]+\/[a-z_]+)/.exec(message)?.[1];
    if (failed) return { guard: failed };
    const table = /UNIQUE constraint failed: ([a-z_]+)\./.exec(message)?.[1];
    if (table) return { unique: table };
    throw fault;
  }
}

async function asRefusal(db: TenantDb, failure: Failure) {
  if ("guard" in failure) return err({ code: "commit/guard", what: failure.guard } as const);
  if (failure.unique === "idempotency" && db.requestKey) {
    const { stored } = await db.load({ stored: storedAnswer(db.requestKey.key) });
    throw new Replayed(must(stored), db.requestKey.bodyHash);
  }
  return err({ code: "commit/unique", table: failure.unique } as const);
}

export type StoredAnswer = {
  readonly actor: string;
  readonly bodyHash: string;
  readonly seq: number;
  readonly status: number;
  readonly answer: string;
};

export function storedAnswer(key: string) {
  return read(
    "SELECT actor, body_hash, seq, status, answer FROM idempotency WHERE tenant = ?1 AND key = ?2",
    [key],
    (rows): StoredAnswer | null => {
      const row = rows[0];
      if (!row) return null;
      return {
        actor: text(row, "actor"),
        bodyHash: text(row, "body_hash"),
        seq: whole(row, "seq"),
        status: whole(row, "status"),
        answer: text(row, "answer"),
      };
    },
  );
}
