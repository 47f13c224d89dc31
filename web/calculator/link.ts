import { FACTORS, METHODS, OWN, OWN_AT_FIRST, ROUNDINGS, type Line, type Sheet } from "./model.ts";
import { fromLink, intoLink } from "./link-text.ts";

const FORMAT = "2";
/** Links of before, without the fields of single methods, still open. */
const FORMATS = ["1", FORMAT];

/** The sheet as text for the URL: UTF-8 in base64url, short enough for a hundred recipients. */
export function encodeSheet(sheet: Sheet): string {
  const { total, method, granularity, rounding, over, oddTo, hasBounds, weights } = sheet;
  const head = [FORMAT, total, method, granularity, rounding, over, oddTo, hasBounds ? "1" : ""];
  const lines = sheet.lines.map(({ id, name, values, share, min, max, locked, own }) => [
    ...[id, name, share, min, max],
    ...values,
    ...[locked ? "1" : "", ...own],
  ]);
  return intoLink([[...head, ...weights], ...lines]);
}

/** A link is input like any other: what is no sheet is null, and the page begins with its own. */
export function decodeSheet(text: string): Sheet | null {
  const [head = [], ...rows] = fromLink(text) ?? [];
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
  ] = head;
  const lines = rows.slice(0, LINES_MAX).flatMap(lineOf);
  if (!FORMATS.includes(format ?? "") || lines.length === 0) return null;
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

function lineOf(row: readonly string[]): Line[] {
  const [id = "", name = "", share = "", min = "", max = "", ...rest] = row;
  if (!/^\d{1,4}$/.test(id)) return [];
  const values = FACTORS.map((_, at) => rest[at] ?? "");
  const [locked, ...typed] = rest.slice(FACTORS.length);
  const own = OWN.map((_, at) => typed[at] ?? OWN_AT_FIRST[at] ?? "");
  return [{ id, name, share, min, max, values, own, locked: locked === "1" }];
}
