import type { Line } from "./parse.ts";

/** A cell as the reader of workbooks gives it; numbers come as the text that stands in the file. */
export type WorkbookCell = string | boolean | Date | null;
/** One sheet as lines of text, cut like those of a text file. */
export type WorkbookSheet = { readonly name: string; readonly lines: readonly Line[] };

/** A spreadsheet shows at most this many digits; what lies beyond is noise of binary fractions. */
const DIGITS_MAX = 15;
/** Further exponents are no amounts; the text is kept and refused as a number where one is wanted. */
const EXPONENT_MAX = 30;
const NUMBER = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * A stored number as the plain decimal that the sheet shows: 0.30000000000000004 is 0.3, 1.5E-3 is
 * 0.0015. At most fifteen digits count, rounded half away from zero; nothing goes through a float.
 */
export function plainNumber(stored: string): string {
  const parts = NUMBER.exec(stored.trim());
  if (!parts) return stored;
  const [, sign = "", whole = "", fraction = "", exponentText = "0"] = parts;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > EXPONENT_MAX) return stored;
  const bare = (whole + fraction).replace(/^0+/, "");
  if (bare === "") return "0";
  const cut = Math.max(0, bare.length - DIGITS_MAX);
  const scale = 10n ** BigInt(cut);
  const digits = ((BigInt(bare) + scale / 2n) / scale).toString();
  // The value is `digits` x 10^-places.
  const places = fraction.length - exponent - cut;
  return (sign === "-" ? "-" : "") + placed(digits, places);
}

function placed(digits: string, places: number): string {
  if (places <= 0) return digits + "0".repeat(-places);
  const padded = digits.padStart(places + 1, "0");
  const fraction = padded.slice(-places).replace(/0+$/, "");
  return padded.slice(0, -places) + (fraction === "" ? "" : `.${fraction}`);
}

/** A cell as text: a date is its day, whatever time of day stands behind it. */
function cellText(cell: WorkbookCell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return cell.toISOString().slice(0, 10);
}

/** Rows as lines with their place in the sheet; blank rows are left out, as in a text file. */
export function sheetLines(rows: readonly (readonly WorkbookCell[])[]): Line[] {
  const widest = rows.reduce((most, row) => Math.max(most, filledTo(row)), 0);
  return rows.flatMap((row, at): Line[] => {
    if (filledTo(row) === 0) return [];
    const cells = Array.from({ length: widest }, (_, column) => cellText(row[column] ?? null));
    return [{ line: at + 1, cells, quoteBroken: false }];
  });
}

/** How many cells of a row count: those up to the last that says something. */
function filledTo(row: readonly WorkbookCell[]): number {
  return row.findLastIndex((cell) => cell !== null && cellText(cell).trim() !== "") + 1;
}
