import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { must } from "../../workers/lib/assert.ts";
import { sniffText } from "../../workers/imports/sniff.ts";

const ROOT = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

/** Whether a published set lies beside the repository; it is never part of it. */
export function isHere(set: string): boolean {
  const found = existsSync(`${ROOT}${set}`);
  if (!found) console.warn(`published data is absent: ${set} is not checked`);
  return found;
}

/** A file's rows by column name; delimiter and header are found as an import finds them. */
export function rowsOf(path: string): Readonly<Record<string, string>>[] {
  const bytes = new Uint8Array(readFileSync(ROOT + path));
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
  const sheet = sniffText(text, "utf-8");
  if (!sheet.ok) throw new Error(`${path}: ${sheet.error.code}`);
  const header = must(sheet.value.header, "a published file has a header");
  return sheet.value.lines.map(({ cells }) =>
    Object.fromEntries(header.map((name, at) => [name.trim(), cells[at] ?? ""])),
  );
}
