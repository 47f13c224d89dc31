import { integer, text } from "drizzle-orm/sqlite-core";

/**
 * A column's unit is decided here. The migrations are finished by hand (STRICT, WITHOUT ROWID,
 * triggers); test/platform/schema.test.ts holds that both say the same.
 */

/** The directory's number of the tenant: it leads every key of a shard. */
export const tenant = () => integer("tenant").notNull();
/** UUIDv7 text. */
export const uuid = (name: string) => text(name);
/** Smallest steps of a metric or currency; the scale stands at the metric. */
export const money = (name: string) => integer(name);
/** Exact decimal or fraction as entered. */
export const rate = (name: string) => text(name);
/** Local date, YYYY-MM-DD. */
export const day = (name: string) => text(name);
/** Real moment, ms since 1970 UTC. */
export const instant = (name: string) => integer(name);
/** A commit number of the tenant. */
export const seq = (name: string) => integer(name);
/** JSON text; the noun's contract says its shape. */
export const json = (name: string) => text(name);
/** 0 or 1. */
export const flag = (name: string) => integer(name);
export { integer as count, text };
