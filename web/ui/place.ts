// Where in a form something is wrong, in the reader's words instead of a JSON pointer.
import { type Catalogues, words } from "../messages/messages.ts";

/** Lists whose members a reader sees as lines. */
const LINES: readonly string[] = ["rows", "changes", "decisions", "lines", "moves"];
/** What only wraps the form that was sent. */
const WRAPS: readonly string[] = ["body", "document"];
const IS_ID = /^[0-9a-f]{8}-|[0-9a-f]{16}/;

/**
 * "line 3, rate: " of "/rows/2/rate"; lists count from 1. Ids are left out, and so is the place of the
 * whole: empty.
 */
export function placeWords(pointer: string, w: Catalogues["places"]): string {
  const keys = pointer
    .replace(/^(path|query|body):/, "")
    .split("/")
    .slice(1);
  const told = keys.flatMap((key, at) => {
    const of = keys[at - 1] ?? "";
    if (/^\d+$/.test(key)) {
      const n = Number(key) + 1;
      if (LINES.includes(of)) return [w.line(n)];
      return [w.nth(w.fields[of] ?? of, n)];
    }
    const isCounted = /^\d+$/.test(keys[at + 1] ?? "");
    if (isCounted || LINES.includes(key) || WRAPS.includes(key) || IS_ID.test(key)) return [];
    return [w.fields[key] ?? key.replaceAll("~1", "/").replaceAll("~0", "~")];
  });
  return told.length === 0 ? "" : told.join(w.joint) + w.colon;
}

export const placeOf = (pointer: string) => placeWords(pointer, words("places"));
