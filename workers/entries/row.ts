import { must } from "../lib/assert.ts";
import { maybe, type Row } from "../tenancy/sql.ts";
import { type Dims, type Kind, KINDS } from "./entry.ts";

export function kindOf(row: Row, name = "kind"): Kind {
  return must(
    KINDS.find((kind) => kind === row[name]),
    `${name} is a kind`,
  );
}

/** JSON that we wrote ourselves, of strings alone. */
export function dimsOf(row: Row): Dims | null {
  const packedDims = maybe(row, "dims");
  if (packedDims === null) return null;
  const value: unknown = JSON.parse(packedDims);
  const pairs = Object.entries(value ?? {}).map(([name, each]) => [name, String(each)]);
  return Object.fromEntries(pairs) as Dims;
}
