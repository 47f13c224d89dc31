import * as v from "valibot";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import type { Line, Statement, Step } from "../../workers/incentives/outcome.ts";

/**
 * Everything an evaluation answers as text, a step a line: amounts in minor units, figures as the
 * trace has them. Statements without a line are left out. Flaws where it is refused.
 */
export function told(json: EvaluationJson): string {
  const made = evaluate(v.parse(Evaluation, named(json)));
  if (!made.ok) return made.error.map((flaw) => `refused ${JSON.stringify(flaw)}`).join("\n");
  return made.value.statements.map(statementText).filter(Boolean).join("\n");
}

/** Credits are counted from 1 in every case: their ids decide who comes first on a day. */
function named(json: EvaluationJson): EvaluationJson {
  const names = new Map<string, string>();
  const text = JSON.stringify(json).replaceAll(/"(c\d{4})"/g, (_, id: string) => {
    if (!names.has(id)) names.set(id, `c${String(names.size + 1).padStart(3, "0")}`);
    return `"${names.get(id)}"`;
  });
  return JSON.parse(text);
}

function statementText(of: Statement): string {
  const { lines, awards, participant, period, currency, plans, ...rest } = of;
  const said = Object.entries({ ...rest, period: undefined }).filter(([, value]) => isSaid(value));
  if (lines.length === 0 && awards.length === 0 && said.length === 0) return "";
  return [
    `${participant} ${period.from} until ${period.until} ${currency} by ${plans.join(", ")}: ${said
      .map(([key, value]) => `${key} ${typeof value === "object" ? JSON.stringify(value) : value}`)
      .join(", ")}`,
    ...lines.flatMap(lineTexts),
    ...awards.flatMap(({ component, award, place, window, steps }) => [
      `  ${award} of ${component}, place ${place}, ${window}`,
      ...steps.map(stepText),
    ]),
  ].join("\n");
}

function isSaid(value: unknown): boolean {
  return value !== 0n && value !== null && value !== undefined;
}

function lineTexts(line: Line): string[] {
  const { kind, component, window, origin, amount, result, before, parts, steps, deals } = line;
  const marks = [
    ...(result === undefined ? [] : [`result ${result}`]),
    ...(before === undefined ? [] : [`before ${before}`]),
    ...(line.trueUp ? ["true-up"] : []),
    ...(line.needsApproval ? ["needs approval"] : []),
    ...(line.repriced === undefined ? [] : [`repriced ${line.repriced}`]),
    ...Object.entries(deals ?? {}).map(([deal, of]) => `${deal} ${of}`),
  ];
  return [
    `  ${kind} ${component ?? ""} ${window} from ${origin}: ${amount}; ${marks.join(", ")}`,
    ...steps.map(stepText),
    ...parts.map(({ credit, deal, on, amount: of }) => `    = ${credit} ${deal} ${on} ${of}`),
  ];
}

function stepText({ step, rule, figures }: Step): string {
  const all = Object.entries(figures).map(([key, value]) => `${key} ${value}`);
  return `    ${step} ${rule}: ${all.join(", ")}`;
}
