// One source with all its mutants in it: which of them is awake is decided when the code runs, so a
// thousand mutants cost one start instead of a thousand.
import { parseAst } from "vite";

/** `line` and its `text` are the place in the source; `was` and `is` are what a report shows. */
export type Mutant = {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly was: string;
  readonly is: string;
};

type Node = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
};

const SWAPS: Readonly<Record<string, string>> = {
  ...{ "+": "-", "-": "+", "*": "/", "/": "*", "%": "*" },
  ...{ "<": "<=", "<=": "<", ">": ">=", ">=": ">", "===": "!==", "!==": "===" },
};
/** Their arguments guard against our own bugs: no input reaches the other side of them. */
const GUARDS = new Set(["assert", "must", "unreachable"]);

/**
 * The source with `$m` calls in place of every operator, number, truth and condition, and the list of
 * mutants. Types, texts and the arguments of assertions stay as they are.
 */
export function instrument(
  file: string,
  source: string,
  firstId: number,
): { readonly code: string; readonly mutants: readonly Mutant[] } {
  const mutants: Mutant[] = [];
  const lines = source.split("\n");
  const program: unknown = parseAst(source, { lang: "ts" });
  function add(node: Node, was: string, is: string): number {
    const line = source.slice(0, node.start).split("\n").length;
    const id = firstId + mutants.length;
    mutants.push({ id, file, line, text: (lines[line - 1] ?? "").trim(), was, is });
    return id;
  }
  const text = (node: Node) => source.slice(node.start, node.end);

  /** The node's text with everything inside it instrumented. */
  function inside(node: Node): string {
    let out = "";
    let from = node.start;
    for (const child of childrenOf(node).sort((a, b) => a.start - b.start)) {
      if (child.start < from) continue;
      out += source.slice(from, child.start) + made(child);
      from = child.end;
    }
    return out + source.slice(from, node.end);
  }
  function made(node: Node): string {
    if (node.type.startsWith("TS") && !isExpression(node)) return text(node);
    if (node.type === "ImportDeclaration" || node.type === "ExportAllDeclaration")
      return text(node);
    // `const [first = 0] = list` of a list that has it.
    if (node.type === "ArrayPattern") return text(node);
    if (node.type === "LogicalExpression" && node["operator"] === "??")
      return withoutFallback(node);
    if (node.type === "CallExpression" && GUARDS.has(calledBy(node))) return guarded(node);
    const swap = swapped(node);
    return swap ?? inside(node);
  }
  /** `list[at] ?? 0` of a place that is always there: nothing reaches the literal behind it. */
  function withoutFallback(node: Node): string {
    const [left, right] = [nodeOf(node["left"]), nodeOf(node["right"])];
    if (!left || right?.type !== "Literal") return inside(node);
    return made(left) + source.slice(left.end, node.end);
  }
  function guarded(node: Node): string {
    const [first] = listOf(node["arguments"]);
    if (calledBy(node) !== "must" || !first) return text(node);
    return source.slice(node.start, first.start) + made(first) + source.slice(first.end, node.end);
  }
  function swapped(node: Node): string | null {
    const operator = typeof node["operator"] === "string" ? node["operator"] : "";
    const [left, right] = [nodeOf(node["left"]), nodeOf(node["right"])];
    if (node.type === "BinaryExpression" && left && right && SWAPS[operator]) {
      const to = SWAPS[operator];
      const id = add(node, operator, to);
      return `$m.b(${id},${JSON.stringify(operator)},${JSON.stringify(to)},${made(left)},${made(right)})`;
    }
    if (node.type === "LogicalExpression" && left && right && operator !== "??") {
      const to = operator === "&&" ? "||" : "&&";
      const id = add(node, operator, to);
      const [first, second] = operator === "&&" ? ["and", "or"] : ["or", "and"];
      return `$m.l(${id},"${first}","${second}",${made(left)},()=>(${made(right)}))`;
    }
    if (node.type === "Literal" && typeof node["value"] === "boolean")
      return `$m.v(${add(node, text(node), String(!node["value"]))},${text(node)},${!node["value"]})`;
    if (node.type === "Literal" && /^[\d_]+n?$/.test(text(node))) {
      const to = text(node).endsWith("n") ? `${text(node)} + 1n` : `${text(node)} + 1`;
      return `$m.v(${add(node, text(node), to)},${text(node)},${to})`;
    }
    if (node.type === "IfStatement" || node.type === "ConditionalExpression") {
      const test = nodeOf(node["test"]);
      if (!test || isSimpleSwap(test)) return null;
      const id = add(test, text(test), "not that");
      return replaced(node, test, `$m.n(${id},${made(test)})`);
    }
    return null;
  }
  /** The node's text with one child given, the others instrumented. */
  function replaced(node: Node, child: Node, by: string): string {
    let out = "";
    let from = node.start;
    for (const each of childrenOf(node).sort((a, b) => a.start - b.start)) {
      out += source.slice(from, each.start) + (each === child ? by : made(each));
      from = each.end;
    }
    return out + source.slice(from, node.end);
  }
  const root = nodeOf(program);
  return { code: root ? inside({ ...root, start: 0, end: source.length }) : source, mutants };
}

/** A comparison is swapped itself: to turn it round as well would be the same mutant twice. */
function isSimpleSwap(node: Node): boolean {
  return node.type === "BinaryExpression" && /^[!=]==$/.test(String(node["operator"]));
}

function isExpression({ type }: Node): boolean {
  return (
    type === "TSAsExpression" || type === "TSSatisfiesExpression" || type === "TSNonNullExpression"
  );
}

function calledBy(node: Node): string {
  const callee = nodeOf(node["callee"]);
  return callee && typeof callee["name"] === "string" ? callee["name"] : "";
}

const NOT_CODE = new Set([
  ...["typeAnnotation", "typeParameters", "typeArguments", "returnType", "superTypeArguments"],
]);

function childrenOf(node: Node): Node[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (NOT_CODE.has(key)) return [];
    // A key that is not computed is a name, not a value.
    if (key === "key" && node["computed"] === false) return [];
    return Array.isArray(value) ? listOf(value) : [nodeOf(value)].filter((each) => each !== null);
  });
}

function listOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.map(nodeOf).filter((each) => each !== null) : [];
}

function nodeOf(value: unknown): Node | null {
  if (typeof value !== "object" || value === null || !("type" in value)) return null;
  return "start" in value && "end" in value ? (value as Node) : null;
}
