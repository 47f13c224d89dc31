import { evaluate } from "../incentives/evaluate.ts";
import type { EvaluationInput, EvaluationJson } from "../incentives/input.ts";
import type { IncentiveFlaw, Statement } from "../incentives/outcome.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import { statementText } from "../incentives/statement-hash.ts";
import { timeOf } from "../incentives/time.ts";
import { canonical, sha256 } from "../lib/hash.ts";
import { groupBy } from "../lib/list.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { assemble, type Assembled, evaluationOf } from "./assemble.ts";
import type { PersonBasis, PostedJson, RunBasis } from "./basis.ts";
import type { LoggedCredit, LoggedEntry } from "./credit.ts";
import { intervalsNamed } from "../incentives/given-windows.ts";
import { figuresOf, figureWindows } from "./figures.ts";
import { needsOf } from "./needs.ts";
import { keptOf } from "./pack.ts";
import type { NewStatement } from "./statement-store.ts";

export type Computed = {
  readonly statements: readonly Statement[];
  readonly kept: readonly NewStatement[];
};

/** The evaluation input of some people, figures of given metrics among it. */
export function inputOf(of: Omit<Assembled, "figures">): EvaluationJson {
  return assemble(withFigures(of));
}

/** The same as the engine reads it, for computing at once. */
export function evaluationWithFigures(of: Omit<Assembled, "figures">): EvaluationInput {
  return evaluationOf(withFigures(of));
}

function withFigures(of: Omit<Assembled, "figures">): Assembled {
  const needs = needsOf([...of.documents, ...(of.basis.otherPlans ?? [])], of.basis.metrics);
  if (needs.given.size === 0) return of;
  const bare = evaluationOf({ ...of, rows: [] });
  const windows = figureWindows(
    timeOf(bare.calendar),
    bare.plans.map(({ pay }) => pay),
    { from: of.basis.first, until: of.basis.until },
    intervalsNamed([...of.documents, ...(of.basis.otherPlans ?? [])]),
  );
  const metrics = new Map(of.basis.metrics.map((metric) => [metric.id, metric]));
  return { ...of, figures: figuresOf(of.rows, needs.given, metrics, windows) };
}

/**
 * Statements of a run's period for the people handed in, ready to be kept. Promises: the same rows give
 * the same statements and hashes, whoever computes them. Refuses with the engine's flaws; nothing is
 * then computed.
 */
export async function computed(
  of: Omit<Assembled, "figures">,
): Promise<Result<Computed, readonly IncentiveFlaw[]>> {
  const outcome = evaluate(evaluationWithFigures(of));
  if (!outcome.ok) return err(outcome.error);
  const { basis, people } = of;
  const statements = outcome.value.statements.filter(({ period }) => period.from === basis.from);
  const bases = new Map(people.map((each) => [each.participant.id, each]));
  const inputs = await inputHashes(of);
  const kept = statements.map(async (statement): Promise<NewStatement[]> => {
    const own = bases.get(statement.participant);
    if (!own) return [];
    const inputHash = inputs.get(statement.participant) ?? "";
    const hash = await sha256(statementText(statement));
    return [{ ...keptOf(statement, { inputHash, hash }), basis: own }];
  });
  return ok({ statements, kept: (await Promise.all(kept)).flat() });
}

/**
 * What each statement was computed from, as one hash: what all share (versions, calendar, rates, what is
 * closed), the person's own part, and which lines of the log and of earlier statements were read. A line
 * of the log never changes, so its place says what it is. It moves exactly when something that was read
 * moves. Lines of a person's deals are part of it, whoever recorded them; where a statement needs figures
 * of others, theirs are, too.
 */
async function inputHashes(of: Omit<Assembled, "figures">): Promise<ReadonlyMap<string, string>> {
  const { basis, documents, people, rows, posted, ofDeals = [] } = of;
  const shared = await sha256(sharedText(basis, documents));
  if (needsOf([...documents, ...(basis.otherPlans ?? [])], basis.metrics).crosses) {
    const all = await sha256(
      shared +
        people.map(ownText).join("\n") +
        rowsText(rows) +
        canonical(posted) +
        dealsText(ofDeals),
    );
    return new Map(people.map(({ participant }) => [participant.id, all]));
  }
  const logs = rowsByPerson(rows);
  const dealRows = groupBy(ofDeals, ({ deal }) => deal);
  const lines = groupBy(posted, ({ participant }) => participant);
  return new Map(
    await Promise.all(
      people.map(async (person) => {
        const { id } = person.participant;
        const log = logs.get(id) ?? [];
        const deals = [...new Set(log.map(({ deal }) => deal))];
        const own =
          rowsText(log) +
          postedText(lines.get(id) ?? []) +
          dealsText(deals.flatMap((deal) => dealRows.get(deal) ?? []));
        return [id, await sha256(shared + ownText(person) + own)] as const;
      }),
    ),
  );
}

function sharedText(of: RunBasis, documents: readonly PlanJson[]): string {
  const { cutoff: _, ...basis } = of;
  return canonical({ basis, versions: documents.map(({ key, version }) => [key, version]) });
}

function ownText(person: PersonBasis): string {
  return canonical(person);
}

/** Lines of entries that a person has a part of, with everybody's part of them. */
function rowsByPerson(rows: readonly LoggedCredit[]): ReadonlyMap<string, LoggedCredit[]> {
  const parts = rows.filter(({ alone }) => !alone);
  const all = groupBy(rows, ({ person }) => person);
  if (parts.length === 0) return all;
  const shared = groupBy(parts, ({ seq, line }) => `${seq}:${line}`);
  for (const [person, own] of all) {
    const more = own.flatMap((row) =>
      row.alone
        ? []
        : (shared.get(`${row.seq}:${row.line}`) ?? []).filter((other) => other.person !== person),
    );
    own.push(...more);
  }
  return all;
}

function rowsText(rows: readonly LoggedCredit[]): string {
  return rows
    .map(({ seq, line, person, role, share }) => `${seq}:${line}:${person}:${role}:${share}`)
    .sort()
    .join("\n");
}

/** Nothing where the plan asks for nothing of deals. */
function dealsText(rows: readonly LoggedEntry[]): string {
  const lines = rows.map(({ seq, line, deal }) => `\n${seq}:${line}:deal:${deal}`);
  return lines.sort().join("");
}

function postedText(posted: readonly PostedJson[]): string {
  return posted
    .map(({ period, currency, kind, component, window, origin, amount }) =>
      [period, currency, kind, component, window, origin, amount].join(":"),
    )
    .join("\n");
}
