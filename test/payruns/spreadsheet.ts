// A spreadsheet of its own, small: it opens a workbook's bytes, reads formulas as text and computes
// them in binary floating point, as the programs that readers open the file with do. It shares no
// code with what wrote the file.
import { inflateRawSync } from "node:zlib";

type Value = number | string;
type Stored = { readonly formula: string } | { readonly value: Value };

/** Cells by "Sheet!A1"; `valueOf` computes. */
export function opened(file: Uint8Array) {
  const files = unzipped(file);
  const strings = [
    ...(files.get("xl/sharedStrings.xml") ?? "").matchAll(/<si>([\s\S]*?)<\/si>/g),
  ].map(([, si]) =>
    [...(si ?? "").matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)].map(([, t]) => plain(t ?? "")).join(""),
  );
  const names = [
    ...(files.get("xl/workbook.xml") ?? "").matchAll(/<sheet [^>]*name="([^"]*)"/g),
  ].map(([, name]) => plain(name ?? ""));
  const cells = new Map<string, Stored>();
  for (const [at, name] of names.entries()) {
    const xml = files.get(`xl/worksheets/sheet${at + 1}.xml`) ?? "";
    for (const [, attributes = "", body = ""] of xml.matchAll(
      /<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g,
    )) {
      const ref = /r="([A-Z]+\d+)"/.exec(attributes)?.[1];
      const formula = /<f>([\s\S]*?)<\/f>/.exec(body)?.[1];
      const value = /<v>([\s\S]*?)<\/v>/.exec(body)?.[1];
      if (!ref) continue;
      if (formula !== undefined) cells.set(`${name}!${ref}`, { formula: plain(formula) });
      else if (value !== undefined)
        cells.set(`${name}!${ref}`, {
          value: /t="s"/.test(attributes) ? (strings[Number(value)] ?? "") : Number(value),
        });
    }
  }
  const known = new Map<string, Value>();
  function valueOf(at: string): Value {
    const done = known.get(at);
    if (done !== undefined) return done;
    const cell = cells.get(at);
    if (!cell) return 0;
    if ("value" in cell) return cell.value;
    const sheet = at.slice(0, at.lastIndexOf("!"));
    const value = computed(cell.formula, sheet, (ref) => valueOf(ref));
    known.set(at, value);
    return value;
  }
  return { names, cells, valueOf };
}

function plain(xml: string): string {
  return xml
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, "&");
}

/** Files of a zip, by its central directory. */
function unzipped(bytes: Uint8Array): Map<string, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end -= 1;
  const files = new Map<string, string>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const [method, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [name, extra, comment] = [28, 30, 32].map((by) => view.getUint16(at + by, true));
    const local = view.getUint32(at + 42, true);
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + (name ?? 0)));
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const body = bytes.subarray(from, from + size);
    files.set(path, new TextDecoder().decode(method === 0 ? body : inflateRawSync(body)));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?)|((?:'(?:[^']|'')+'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)|([A-Z]+)\(|(<>|<=|>=|[-+*/(),<>=]))/y;

/** A formula: + - * /, comparisons, brackets, references, ranges, and the functions below. */
function computed(formula: string, sheet: string, look: (ref: string) => Value): number {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < formula.length) {
    const found = TOKEN.exec(formula);
    if (!found) throw new Error(`no formula: ${formula}`);
    tokens.push(found[3] === undefined ? found[0].trim() : `${found[3]}(`);
  }
  let at = 0;
  const peek = () => tokens[at];
  const take = (what?: string) => {
    const token = tokens[at];
    if (token === undefined || (what !== undefined && token !== what))
      throw new Error(`expected ${what ?? "more"} in ${formula}`);
    at += 1;
    return token;
  };
  const number = (value: Value) => (typeof value === "number" ? value : Number.NaN);
  function range(token: string): number[] {
    const [own, cellsText] = token.startsWith("'")
      ? [
          token.slice(1, token.lastIndexOf("'!")).replace(/''/g, "'"),
          token.slice(token.lastIndexOf("'!") + 2),
        ]
      : [sheet, token];
    const [from = "", to = from] = cellsText.split(":");
    const [, column = "", first = ""] = /^([A-Z]+)(\d+)$/.exec(from) ?? [];
    const last = /(\d+)$/.exec(to)?.[1] ?? first;
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, by) =>
      number(look(`${own}!${column}${Number(first) + by}`)),
    );
  }
  function argument(): number[] {
    const token = peek() ?? "";
    if (/[A-Z]+\d+:/.test(token)) return range(take());
    return [comparison()];
  }
  function called(name: string): number {
    const values: number[][] = [];
    while (peek() !== ")") {
      values.push(argument());
      if (peek() === ",") take(",");
    }
    take(")");
    const [a = 0, b = 0, c = 0] = values.map(([first]) => first ?? 0);
    const all = values.flat();
    switch (name) {
      case "SUM":
        return all.reduce((sum, each) => sum + each, 0);
      case "MAX":
        return Math.max(...all);
      case "MIN":
        return Math.min(...all);
      case "ABS":
        return Math.abs(a);
      case "IF":
        return a === 0 ? c : b;
      case "INT":
        return Math.floor(a);
      case "MOD":
        return a - b * Math.floor(a / b);
      case "TRUNC":
        return Math.trunc(a);
      case "ROUND":
        return away(a, b, 0.5);
      case "ROUNDUP":
        return away(a, b, 1);
      default:
        throw new Error(`no function: ${name}`);
    }
  }
  function factor(): number {
    const token = take();
    if (token === "-") return -factor();
    if (token === "+") return factor();
    if (token === "(") {
      const value = comparison();
      take(")");
      return value;
    }
    if (token.endsWith("(")) return called(token.slice(0, -1));
    if (/[A-Z]/.test(token) && !/^[\d.]+[Ee]/.test(token)) return range(token)[0] ?? 0;
    return Number(token);
  }
  function term(): number {
    let value = factor();
    for (let next = peek(); next === "*" || next === "/"; next = peek())
      value = take() === "*" ? value * factor() : value / factor();
    return value;
  }
  function sum(): number {
    let value = term();
    for (let next = peek(); next === "+" || next === "-"; next = peek())
      value = take() === "+" ? value + term() : value - term();
    return value;
  }
  function comparison(): number {
    const left = sum();
    const operator = peek() ?? "";
    if (!/^(<>|<=|>=|<|>|=)$/.test(operator)) return left;
    take();
    const right = sum();
    const order = Math.sign(Number((left - right).toPrecision(12)));
    const holds = {
      "=": order === 0,
      "<>": order !== 0,
      "<": order < 0,
      ">": order > 0,
      "<=": order <= 0,
      ">=": order >= 0,
    }[operator];
    return holds ? 1 : 0;
  }
  const value = comparison();
  if (at !== tokens.length) throw new Error(`too much: ${formula}`);
  return value;
}

/** Spreadsheets round the 15 digits they show, away from zero. */
function away(value: number, places: number, add: 0.5 | 1): number {
  const shifted = Number(`${Math.abs(value).toPrecision(15)}`) * 10 ** places;
  const size =
    add === 0.5
      ? Math.floor(Number(shifted.toPrecision(15)) + 0.5)
      : Math.ceil(Number(shifted.toPrecision(15)));
  return (Math.sign(value) * size) / 10 ** places;
}
