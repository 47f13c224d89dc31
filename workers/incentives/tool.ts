import { currencyScale, formatMinor } from "../lib/money.ts";
import type { Refusal } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { evaluate } from "./evaluate.ts";
import type { EvaluationInput } from "./input.ts";
import type { IncentiveCode, IncentiveFlaw, Line, Statement } from "./outcome.ts";
import { statementHash } from "./statement-hash.ts";
import { tooMany } from "./tool-limits.ts";

/** The engine as a tool: amounts as decimals of the statement's currency. */
export function payoutTool(
  input: EvaluationInput,
): Result<ReturnType<typeof answerOf>, Refusal<IncentiveCode>> {
  const many = tooMany(input);
  if (many) return err({ code: "incentives/plan_too_large", ...many });
  const made = evaluate(input);
  return made.ok ? ok(answerOf(made.value.statements)) : err(refusalOf(made.error));
}

/** The first flaw speaks; all of them are listed, each with its pointer. */
export function refusalOf(flaws: readonly IncentiveFlaw[]): Refusal<IncentiveCode> {
  const [first] = flaws;
  if (!first) throw new Error("assertion failed: a refusal has a reason");
  return { ...first, errors: flaws };
}

function answerOf(statements: readonly Statement[]) {
  return { statements: statements.map(wireStatement) };
}

/** A statement as it travels: decimals of its own currency, and the hash of what it says. */
export function wireStatement(statement: Statement) {
  const { participant, period, currency, plans, lines, awards, payDate } = statement;
  const scale = currencyScale(currency);
  const money = (units: bigint) => formatMinor(units, scale);
  return {
    participant,
    period: { from: period.from as string, until: period.until as string },
    currency,
    plans: [...plans],
    lines: lines.map((line) => wireLine(line, money)),
    awards: awards.map(({ component, award, place, window }) => ({
      component,
      award,
      place,
      window,
    })),
    waiting: (statement.waiting ?? []).map((each) => ({ ...each, on: each.on as string })),
    earned: money(statement.earned),
    pending: money(statement.pending),
    payable: money(statement.payable),
    pay: money(statement.pay),
    ...(statement.advanced === undefined ? {} : { advanced: money(statement.advanced) }),
    debt: money(statement.debt),
    drawBalance: money(statement.drawBalance),
    basePay: statement.basePay === null ? null : money(statement.basePay),
    payDate: payDate as string | null,
    hash: statementHash(statement),
  };
}

function wireLine(line: Line, money: (units: bigint) => string) {
  const { kind, component, window, origin, amount, result, before, parts, steps } = line;
  return {
    kind,
    component,
    window,
    origin: origin as string,
    amount: money(amount),
    ...(result === undefined ? {} : { result: money(result) }),
    ...(before === undefined ? {} : { before: money(before) }),
    trueUp: line.trueUp ?? false,
    needsApproval: line.needsApproval ?? false,
    ...(line.repriced === undefined ? {} : { repriced: money(line.repriced) }),
    parts: parts.map((part) => ({ ...part, on: part.on as string, amount: money(part.amount) })),
    steps: steps.map(({ step, rule, figures }) => ({ step, rule, figures: { ...figures } })),
  };
}
