import type { EvaluationJson } from "../../../workers/incentives/input.ts";
import type { OracleStatement } from "./evaluate.ts";

/**
 * What a generated case is about: every word its plan chooses ("tiered.tiers.reach=zero"), and what
 * it came to ("a debt"). A million cases of the same few would prove little, so that is counted.
 */
export function touched(json: EvaluationJson, made: readonly OracleStatement[]): string[] {
  const [plan] = json.plans;
  if (!plan) return [];
  const { components, conditions: _, metrics: __, name: ___, ...rest } = plan;
  const labels = new Set<string>();
  words(rest, "plan", labels);
  for (const component of components) words(component, component.kind, labels);
  for (const label of cameTo(json, made)) labels.add(label);
  return [...labels];
}

const PLAIN = new Set(["key", "from", "until", "at", "of", "base", "when", "closed", "format"]);

function words(of: unknown, path: string, labels: Set<string>): void {
  if (Array.isArray(of)) {
    if (of.length > 0) labels.add(path);
    for (const each of of) words(each, path, labels);
  } else if (typeof of === "object" && of !== null) {
    if (Object.keys(of).every((key) => PLAIN.has(key))) labels.add(path);
    for (const [key, value] of Object.entries(of))
      if (key !== "name" && key !== "currency") words(value, `${path}.${key}`, labels);
  } else if (typeof of === "string" && /^[a-z_]+$/.test(of) && !PLAIN.has(last(path))) {
    labels.add(`${path}=${of}`);
  } else if (typeof of === "boolean") labels.add(`${path}=${of}`);
  else if (!PLAIN.has(last(path))) labels.add(path);
}
const last = (path: string) => path.split(".").at(-1) ?? "";

function* cameTo({ credits = [] }: EvaluationJson, made: readonly OracleStatement[]) {
  const lines = made.flatMap((each) => each.lines);
  if (lines.length > 0) yield "result: a line";
  if (lines.some(({ amount }) => amount < 0n)) yield "result: a negative line";
  if (made.some(({ multiplier }) => multiplier !== 0n)) yield "result: a plan multiplier";
  if (made.some(({ guarantee }) => guarantee !== 0n)) yield "result: a guarantee";
  if (made.some(({ cap }) => cap !== 0n)) yield "result: a plan cap";
  if (made.some(({ debt }) => debt !== 0n)) yield "result: a debt";
  if (made.some(({ drawBalance }) => drawBalance !== 0n)) yield "result: an owed draw";
  if (made.some(({ earned, payable }) => earned !== payable)) yield "result: a held line";
  if (credits.some(({ reverses }) => reverses !== undefined)) yield "sales: a refund";
  if (credits.some(({ on, posting }) => posting !== undefined && posting > on))
    yield "sales: one that comes late";
  if (credits.some(({ measures, reverses }) => measures["amount"]?.startsWith("-") && !reverses))
    yield "sales: a negative base";
  if (credits.length === 0) yield "sales: none";
}
