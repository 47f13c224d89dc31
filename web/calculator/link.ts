import { FACTORS, METHODS, ROUNDINGS, type Line, type Sheet } from "./model.ts";

/** Not typed by anybody, and the same in every script. */
const [FIELD, ROW] = ["\u001f", "\u001e"];
const FORMAT = "1";

/** The sheet as text for the URL: UTF-8 in base64url, short enough for a hundred recipients. */
export function encodeSheet(sheet: Sheet): string {
  const { total, method, granularity, rounding, over, oddTo, hasBounds, weights } = sheet;
  const head = [FORMAT, total, method, granularity, rounding, over, oddTo, hasBounds ? "1" : ""];
  const lines = sheet.lines.map(({ id, name, values, share, min, max }) =>
    [id, name, share, min, max, ...values].join(FIELD),
  );
  const text = [[...head, ...weights].join(FIELD), ...lines].join(ROW);
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return btoa(bytes.join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** A link is input like any other: what is no sheet is null, and the page begins with its own. */
export function decodeSheet(text: string): Sheet | null {
  if (!/^[A-Za-z0-9_-]{4,20000}$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  const [head = "", ...rows] = new TextDecoder().decode(bytes).split(ROW);
  const [
    format,
    total = "",
    method,
    granularity = "",
    rounding,
    over = "",
    oddTo = "",
    bounds,
    ...weights
  ] = head.split(FIELD);
  const lines = rows.slice(0, LINES_MAX).flatMap(lineOf);
  if (format !== FORMAT || lines.length === 0) return null;
  return {
    total,
    method: METHODS.find((each) => each === method) ?? "equal",
    granularity,
    rounding: ROUNDINGS.find((each) => each === rounding) ?? "hare",
    over,
    oddTo,
    hasBounds: bounds === "1",
    weights: FACTORS.map((_, at) => weights[at] ?? "0"),
    lines,
  };
}

const LINES_MAX = 200;

function lineOf(row: string): Line[] {
  const [id = "", name = "", share = "", min = "", max = "", ...values] = row.split(FIELD);
  if (!/^\d{1,4}$/.test(id)) return [];
  return [{ id, name, share, min, max, values: FACTORS.map((_, at) => values[at] ?? "") }];
}
