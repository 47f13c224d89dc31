import { expect } from "vitest";
import type { EvaluationJson } from "../../../workers/incentives/input.ts";
import type { Statement } from "../../../workers/incentives/outcome.ts";
import { type Property, property } from "../../support/property.ts";
import { evaluated } from "../engine.ts";
import { oracle, type OracleStatement } from "./evaluate.ts";
import { evaluation } from "./generated.ts";
import { touched } from "./touched.ts";

const compared = property("pay is what a second, naive implementation pays", evaluation, (json) => {
  const made = oracle(json);
  for (const label of touched(json, made)) touching.set(label, (touching.get(label) ?? 0) + 1);
  expect(byEngine(json)).toEqual(byOracle(made));
});

/** How many of the cases compared touch what. */
const touching = new Map<string, number>();
/** The engine and a naive second implementation, written from the rules alone, agree line by line. */
export const againstOracle: Property = { ...compared, touching: () => touching };

export function byOracle(made: readonly OracleStatement[]): string[] {
  return made
    .flatMap((statement) => [
      ...statement.lines.map(({ component, window, amount }) =>
        row(statement.payee, statement.from, `${component} ${window}`, amount),
      ),
      ...LEVELS.map((kind) => row(statement.payee, statement.from, kind, statement[kind])),
      ...totals(statement.payee, statement.from, statement),
    ])
    .filter(isSomething)
    .sort();
}

export function byEngine(json: EvaluationJson): string[] {
  const made = evaluated(json, { trace: false });
  if (!made.ok) return [`refused: ${JSON.stringify(made.error)}`];
  return made.value.statements
    .flatMap((statement) => [
      ...componentRows(statement),
      ...LEVELS.map((kind) =>
        row(statement.participant, statement.period.from, kind, sumOf(statement, kind)),
      ),
      ...totals(statement.participant, statement.period.from, statement),
    ])
    .filter(isSomething)
    .sort();
}

const LEVELS = ["multiplier", "guarantee", "cap"] as const;

function componentRows({ participant, period, lines }: Statement): string[] {
  const own = lines.filter(({ kind }) => kind === "component");
  const names = [...new Set(own.map(({ component, window }) => nameOf(component, window)))];
  return names.map((name) =>
    row(
      participant,
      period.from,
      name,
      own
        .filter(({ component, window }) => nameOf(component, window) === name)
        .reduce((sum, { amount }) => sum + amount, 0n),
    ),
  );
}

/** A team's pool says which team beside its window. */
function nameOf(component: string | null, window: string): string {
  return `${component} ${window.split("@")[0]}`;
}

function sumOf({ lines }: Statement, of: string): bigint {
  return lines.filter(({ kind }) => kind === of).reduce((sum, { amount }) => sum + amount, 0n);
}

type Totals = Pick<OracleStatement, "pay" | "debt" | "drawBalance" | "earned" | "payable">;

function totals(payee: string, from: string, of: Totals): string[] {
  return (["earned", "payable", "pay", "debt", "drawBalance"] as const).map((name) =>
    row(payee, from, name, of[name]),
  );
}

function row(payee: string, from: string, what: string, amount: bigint): string {
  return `${payee} ${from} ${what} = ${amount}`;
}
const isSomething = (text: string) => !text.endsWith("= 0");
