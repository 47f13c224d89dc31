import { parse } from "valibot";
import { WireEntry } from "../entries/contract.ts";
import { decide, identityOf } from "../entries/decide.ts";
import { recordEntries } from "../entries/record-entries.ts";
import { entryStore } from "../entries/store.ts";
import { undoCommit } from "../entries/undo-commit.ts";
import { newId } from "../lib/id.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Made, Sink, When } from "../imports/sink.ts";

/** The source of rows that name none; a file's rows name theirs. */
const SOURCE = "file";

/** Entries: new ones are recorded, changed ones reversed and recorded again; all can be taken back. */
export const entriesSink: Sink = {
  schema: WireEntry,
  preview,
  record: (db, values, { importId, also, now }) =>
    recordEntries(db, entryStore, {
      rows: values.map((value) => parse(WireEntry, value)),
      source: SOURCE,
      importId,
      skipBad: true,
      also,
      now,
    }),
  takeBack: (db, { importId, seq, also, now }) =>
    undoCommit(db, entryStore, { seq, importId, also, now }),
};

/** The very decision that recording makes, from the same reads. */
async function preview(db: TenantDb, values: readonly unknown[], { now }: When): Promise<Made> {
  const rows = values.map((value) => parse(WireEntry, value));
  const freshIds = rows.map(() => newId<"entry">(now));
  const identities = rows.map((row, at) => identityOf(row, at, { source: SOURCE, freshIds }));
  const facts = await db.load({
    metrics: entryStore.knownMetrics(rows.map(({ metric = "" }) => metric)),
    people: entryStore.knownPeople(rows.map(({ person = "" }) => person)),
    latest: entryStore.latest(identities),
    currency: entryStore.currency(),
  });
  const { outcomes, rejected } = decide(rows, { ...facts, freshIds, source: SOURCE });
  return { results: outcomes, rejected };
}
