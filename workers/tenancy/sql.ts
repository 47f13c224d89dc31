import { assert } from "../lib/assert.ts";

export type Param = string | number | null;
export type Row = Readonly<Record<string, string | number | null>>;
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** SQL whose ?1 is the tenant, bound by TenantDb; its own parameters begin at ?2. Not yet run. */
export type Statement = { readonly sql: string; readonly params: readonly Param[] };
/** A statement and how to read its rows. */
export type Read<T> = Statement & { readonly decode: (rows: readonly Row[]) => T };
export type Loaded<R extends Record<string, Read<unknown>>> = {
  readonly [Name in keyof R]: R[Name] extends Read<infer T> ? T : never;
};

export function read<T>(
  sql: string,
  params: readonly Param[],
  decode: (rows: readonly Row[]) => T,
): Read<T> {
  return { sql, params, decode };
}

export function write(sql: string, ...params: Param[]): Statement {
  return { sql, params };
}

/** Inside the writes of a commit: that commit's number. The commit row stands before them. */
export const SEQ = "(SELECT max(seq) FROM commits WHERE tenant = ?1)";

/** Columns read as what they are; anything else is a bug of the statement. */
export function text(row: Row, name: string): string {
  const value = row[name];
  // Said only where it is not so: a hundred thousand rows are read.
  if (typeof value !== "string") assert(false, `${name} is text`);
  return value;
}

export function maybe(row: Row, name: string): string | null {
  return row[name] === null || row[name] === undefined ? null : text(row, name);
}

export function whole(row: Row, name: string): number {
  const value = row[name];
  if (typeof value !== "number" || !Number.isSafeInteger(value))
    assert(false, `${name} is a whole number`);
  return value;
}

export function maybeWhole(row: Row, name: string): number | null {
  return row[name] === null || row[name] === undefined ? null : whole(row, name);
}

export function big(row: Row, name: string): bigint {
  return BigInt(whole(row, name));
}

/** The first row decoded, or null. */
export function first<T>(decode: (row: Row) => T): (rows: readonly Row[]) => T | null {
  return (rows) => (rows[0] ? decode(rows[0]) : null);
}

export function every<T>(decode: (row: Row) => T): (rows: readonly Row[]) => T[] {
  return (rows) => rows.map(decode);
}
