import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { lineWords } from "../../workers/incentives/sentences/steps.ts";
import { formatMinor } from "../../workers/lib/money.ts";
import { exactMoney } from "../format.ts";
import { language } from "../messages/language.ts";
import { entryName } from "./entry-words.ts";
import type { TracedLine } from "./statement-model.ts";
import type { StatementPage } from "./wire.ts";

export function inMoney({ statement, currency }: StatementPage, units: bigint): string {
  return exactMoney(formatMinor(units, statement.scale), currency);
}

/** The version whose document a line was made by: that of the period it belongs to. */
export function planOf({ plans }: StatementPage, origin: string): PlanJson | undefined {
  return plans.findLast(({ from }) => from <= origin) ?? plans[0];
}

export function nameOfLine(page: StatementPage, line: TracedLine): string {
  const plan = planOf(page, line.origin);
  return plan ? lineWords(line, { plan }, language.value) : line.kind;
}

/** What a reader calls an entry, a deal or a person of the statement. */
export function namesOf({ entries, input, person }: StatementPage) {
  const names = new Map<string, string>([[person.id, person.name]]);
  for (const each of input?.participants ?? []) if (each.name) names.set(each.id, each.name);
  for (const each of entries) names.set(each.credit, entryName(each));
  return (id: string) => names.get(id);
}
