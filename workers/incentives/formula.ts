import type { Rate } from "../lib/rate.ts";
import { parseRate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { exactText } from "./exact.ts";

/**
 * A formula over the measures of a credit (`amount`) and of its deal (`deal.list_price`):
 * `+ - * /`, `min(…)`, `max(…)`, brackets and plain decimals. It is text in the document, because
 * people read and type it, and this tree here.
 */
export type Formula =
  | { readonly kind: "number"; readonly value: Rate }
  | { readonly kind: "measure"; readonly of: "credit" | "deal"; readonly key: string }
  | {
      readonly kind: "sum" | "difference" | "product" | "quotient" | "min" | "max";
      readonly of: readonly Formula[];
    };

export type FormulaError = { readonly at: number; readonly wanted: string };

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)?)|([-+*/(),×÷]))/uy;
const NESTED_MAX = 20; // Deeper than any formula a person reads; it bounds the recursion.
const TERMS_MAX = 200;

type Token = { readonly text: string; readonly at: number };

/** Reads a formula, or says at which character what was expected. */
export function parseFormula(text: string): Result<Formula, FormulaError> {
  const tokens = tokensOf(text);
  if (!tokens.ok) return tokens;
  if (tokens.value.length > TERMS_MAX) return err({ at: 0, wanted: `at most ${TERMS_MAX} terms` });
  const reading = { tokens: tokens.value, next: 0, end: text.length };
  const read = sums(reading, 0);
  if (!read.ok) return read;
  const rest = reading.tokens[reading.next];
  return rest ? err({ at: rest.at, wanted: "the end, or + - * /" }) : read;
}

function tokensOf(text: string): Result<Token[], FormulaError> {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== "") {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found) return err({ at, wanted: "a number, a measure, + - * / or a bracket" });
    const token = found[1] ?? found[2] ?? found[3] ?? "";
    tokens.push({
      text: token === "×" ? "*" : token === "÷" ? "/" : token,
      at: TOKEN.lastIndex - token.length,
    });
    at = TOKEN.lastIndex;
  }
  return ok(tokens);
}

type Reading = { readonly tokens: readonly Token[]; next: number; readonly end: number };
type Read = Result<Formula, FormulaError>;

function sums(reading: Reading, depth: number): Read {
  return chain(reading, depth, { "+": "sum", "-": "difference" }, products);
}

function products(reading: Reading, depth: number): Read {
  return chain(reading, depth, { "*": "product", "/": "quotient" }, atom);
}

type Operators = Readonly<Record<string, "sum" | "difference" | "product" | "quotient">>;

/** Left to right: a - b - c is (a - b) - c. */
function chain(
  reading: Reading,
  depth: number,
  operators: Operators,
  inner: (reading: Reading, depth: number) => Read,
): Read {
  let left = inner(reading, depth);
  while (left.ok) {
    const kind = operators[reading.tokens[reading.next]?.text ?? ""];
    if (!kind) return left;
    reading.next += 1;
    const right = inner(reading, depth);
    if (!right.ok) return right;
    left = ok({ kind, of: [left.value, right.value] });
  }
  return left;
}

function atom(reading: Reading, depth: number): Read {
  const token = reading.tokens[reading.next];
  if (!token) return err({ at: reading.end, wanted: "a number or a measure" });
  if (depth > NESTED_MAX) return err({ at: token.at, wanted: "fewer brackets" });
  reading.next += 1;
  if (token.text === "-") {
    const of = atom(reading, depth + 1);
    return of.ok ? ok({ kind: "difference", of: [ZERO_FORMULA, of.value] }) : of;
  }
  if (token.text === "(") {
    const inside = sums(reading, depth + 1);
    return inside.ok ? closed(reading, inside.value) : inside;
  }
  const number = /^\d/.test(token.text) ? parseRate(token.text) : null;
  if (number) return ok({ kind: "number", value: number });
  if (!/^[\p{L}_]/u.test(token.text)) return err({ at: token.at, wanted: "a number or a measure" });
  if (token.text === "min" || token.text === "max") return call(reading, token.text, depth);
  const [first = "", second] = token.text.split(".");
  if (second === undefined) return ok({ kind: "measure", of: "credit", key: first });
  if (first !== "deal") return err({ at: token.at, wanted: 'a measure, or "deal." and a measure' });
  return ok({ kind: "measure", of: "deal", key: second });
}

const ZERO_FORMULA: Formula = { kind: "number", value: { num: 0n, den: 1n } };

function call(reading: Reading, kind: "min" | "max", depth: number): Read {
  const open = reading.tokens[reading.next];
  if (open?.text !== "(") return err({ at: open?.at ?? reading.end, wanted: "(" });
  const of: Formula[] = [];
  do {
    reading.next += 1;
    const part = sums(reading, depth + 1);
    if (!part.ok) return part;
    of.push(part.value);
  } while (reading.tokens[reading.next]?.text === ",");
  return closed(reading, { kind, of });
}

function closed(reading: Reading, formula: Formula): Read {
  const token = reading.tokens[reading.next];
  if (token?.text !== ")") return err({ at: token?.at ?? reading.end, wanted: ")" });
  reading.next += 1;
  return ok(formula);
}

/** Every measure a formula reads, for the check that each exists. */
export function measuresOf(
  formula: Formula,
): { readonly of: "credit" | "deal"; readonly key: string }[] {
  switch (formula.kind) {
    case "number":
      return [];
    case "measure":
      return [{ of: formula.of, key: formula.key }];
    default:
      return formula.of.flatMap(measuresOf);
  }
}

/** The one text of a formula: what was typed, with spaces and signs made even. */
export function formulaText(formula: Formula): string {
  switch (formula.kind) {
    case "number":
      return exactText(formula.value);
    case "measure":
      return formula.of === "deal" ? `deal.${formula.key}` : formula.key;
    case "min":
    case "max":
      return `${formula.kind}(${formula.of.map(formulaText).join(", ")})`;
    case "sum":
    case "difference":
    case "product":
    case "quotient": {
      const sign = { sum: "+", difference: "-", product: "*", quotient: "/" }[formula.kind];
      return `(${formula.of.map(formulaText).join(` ${sign} `)})`;
    }
  }
}
