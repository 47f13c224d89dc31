import { canonical } from "../lib/hash.ts";
import type { EvaluationJson } from "./input.ts";
import type { Line, Statement } from "./outcome.ts";
import type { PlanJson } from "./plan-document.ts";
import { sha256Hex } from "./sha256.ts";

/**
 * SHA-256 over canonical JSON (sorted keys, bigints as text), lower-case hex. A statement's hash
 * covers its amounts and the figures of every step, in order; not the names of rules, wording, engine
 * version or time: another engine that computes the same has the same hash.
 * Promises: equal statements have equal hashes; a fen or a figure more or less changes it.
 */
export function statementHash(statement: Statement): string {
  return sha256Hex(statementText(statement));
}

/** What its hash is of: for who has a faster SHA-256 at hand. */
export function statementText(statement: Statement): string {
  const {
    lines,
    awards,
    plans: _,
    payDate: __,
    waiting: ___,
    advanced: ____,
    ...totals
  } = statement;
  return canonical({
    ...totals,
    lines: lines.map(hashed),
    awards: awards.map(({ component, award, place, window }) => ({
      component,
      award,
      place,
      window,
    })),
  });
}

function hashed({ kind, component, window, origin, amount, parts, steps }: Line) {
  return {
    kind,
    component,
    window,
    origin,
    amount,
    parts,
    steps: steps.map(({ step, figures }) => ({ step, figures })),
  };
}

/** Hash of a whole run: its statements' hashes in the order of participant, period and currency. */
export function runHash(statements: readonly Statement[]): string {
  const all = statements.map((each) => [
    each.participant,
    each.period.from,
    each.currency,
    statementHash(each),
  ]);
  return sha256Hex(canonical(all.sort((a, b) => (a.join("\n") < b.join("\n") ? -1 : 1))));
}

/** Hash of a plan version, as it is agreed to: of the document itself. */
export function planHash(plan: PlanJson): string {
  return sha256Hex(canonical(plan));
}

/** Hash of everything an evaluation read. */
export function inputHash(input: EvaluationJson): string {
  return sha256Hex(canonical(input));
}
