import type { GenericSchema } from "valibot";
import type { Day } from "../lib/day.ts";
import type { Instant } from "../lib/instant.ts";
import type { RefusalText } from "../lib/refusals.ts";
import type { Result } from "../lib/result.ts";
import type { RowError } from "../lib/row-error.ts";
import type { Also } from "../tenancy/riding.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { ImportKind } from "./progress.ts";

/** What became of the rows of a chunk: one outcome for each, null where it is rejected. */
export type Made = {
  readonly results: readonly ("new" | "changed" | "unchanged" | null)[];
  readonly rejected: readonly RowError[];
};
export type When = { readonly today: Day; readonly now: Instant };
export type Recording = When & {
  readonly importId: string;
  /** Rides in the very commit that records: the chunk's state and the import's counts. */
  readonly also: (made: Made) => Also;
};
export type Recalling = When & {
  readonly importId: string;
  /** The commit that recorded the chunk. */
  readonly seq: number;
  readonly also: Also;
};

/** How a noun takes a chunk of rows on the server. */
export type Sink = {
  /** One row as the noun's own API takes it. */
  readonly schema: GenericSchema;
  /** The decision without its commit. */
  readonly preview: (db: TenantDb, rows: readonly unknown[], at: When) => Promise<Made>;
  /** Decision and commit; rows that cannot be taken are left out and said. */
  readonly record: (
    db: TenantDb,
    rows: readonly unknown[],
    at: Recording,
  ) => Promise<Result<unknown, { readonly code: string }>>;
  /** Takes back what one commit recorded; null where the noun's rows are ended, not reversed. */
  readonly takeBack:
    ((db: TenantDb, at: Recalling) => Promise<Result<unknown, { readonly code: string }>>) | null;
};

/** All of them, and the words of their refusals. Imports knows no noun: http and jobs hand this in. */
export type Sinks = {
  readonly of: (kind: ImportKind) => Sink;
  readonly textOf: (code: string) => RefusalText | undefined;
};
