import { packed } from "../tenancy/tenant-db.ts";

/** Rows travel as parameters: two million bytes are the most that D1 takes, half is what we send. */
const BYTES_A_PARAMETER = 900_000;
const utf8 = new TextEncoder();

/** JSON arrays of the rows in their order, each of so many bytes at most, or of one row. */
export function packedBySize(rows: readonly (readonly unknown[])[]): string[] {
  const parts: string[][] = [];
  let size = 0;
  for (const row of rows) {
    const text = String(packed(row));
    const bytes = utf8.encode(text).length + 1;
    const part = parts.at(-1);
    if (part && size + bytes <= BYTES_A_PARAMETER) part.push(text);
    else parts.push([text]);
    size = part === parts.at(-1) ? size + bytes : bytes;
  }
  return parts.map((part) => `[${part.join(",")}]`);
}
