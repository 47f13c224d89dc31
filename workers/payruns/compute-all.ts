import { chunks } from "../lib/list.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { IncentiveFlaw } from "../incentives/outcome.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { PersonBasis } from "./basis.ts";
import { computed } from "./compute.ts";
import type { Deps } from "./deps.ts";
import { needsOf } from "./needs.ts";
import type { BasisNow } from "./read-basis.ts";
import { readRows, type Rows } from "./read-rows.ts";
import type { NewStatement } from "./statement-store.ts";

/** More people than this are calculated by the job, never while somebody waits for a page. */
export const AT_ONCE_MAX = 300;
/** People of one reading of the log: some thousand lines, ten thousand where people sell by the minute. */
export const PEOPLE_A_READ = 25;

export type InputFlawed = {
  readonly code: "pay_run/flawed";
  readonly count: number;
  readonly errors: readonly Flaw[];
};

type Everybody = Pick<BasisNow, "basis" | "documents" | "people"> & {
  /** Lines of the first so many people (PEOPLE_A_READ), where they were read already. */
  readonly first?: Rows;
};
/** What is done between two steps; false ends the computing, and there is nothing to name. */
export type Between = {
  /** Everybody's lines are read, and everybody is computed at once. */
  readonly read?: () => Promise<boolean>;
  /** So many people in all are computed, and these are new. */
  readonly computed?: (done: number, made: readonly NewStatement[]) => Promise<boolean>;
};
const goOn = async () => await Promise.resolve(true);

/**
 * Everybody's statement: the log is read some people at a time, unless they need each other's figures.
 * While some are computed, the lines of the next are on their way.
 */
export async function computeAll(
  db: TenantDb,
  deps: Deps,
  plan: string,
  { basis, documents, people, first }: Everybody,
  { read = goOn, computed: told = goOn }: Between = {},
): Promise<Result<NewStatement[], InputFlawed>> {
  const whole = needsOf([...documents, ...(basis.otherPlans ?? [])], basis.metrics).crosses;
  const others = whole ? basis.others.map(({ person }) => person) : [];
  const groups = chunks(people, whole ? Math.max(1, people.length) : PEOPLE_A_READ);
  const logOf = async (group: readonly PersonBasis[] = []) => {
    const ids = [...group.map(({ participant }) => participant.id), ...others];
    return await readRows(db, deps, { plan, basis, documents, people: ids });
  };
  const all: NewStatement[] = [];
  let log = first ?? (await logOf(groups[0]));
  if (whole && !(await read())) return err(flawed([], people));
  for (const [at, group] of groups.entries()) {
    const next = groups[at + 1];
    const of = { basis, documents, people: group, ...log };
    // The reading is begun first: the database works while we do.
    const [ahead, made] = await Promise.all([next ? logOf(next) : log, computed(of)]);
    if (!made.ok) return err(flawed(made.error, people));
    log = ahead;
    all.push(...made.value.kept);
    const done = next ? (at + 1) * PEOPLE_A_READ : people.length;
    if (!(await told(done, made.value.kept))) return err(flawed([], people));
  }
  return ok(all);
}

/** The engine's flaws with people by their names. */
export function flawed(
  flaws: readonly IncentiveFlaw[],
  people: readonly PersonBasis[],
): InputFlawed {
  const names = new Map(people.map(({ participant: { id, name } }) => [id, name ?? id]));
  return {
    code: "pay_run/flawed",
    count: flaws.length,
    errors: flaws.map(({ person, ...flaw }) => ({
      ...flaw,
      ...(typeof person === "string" ? { person: names.get(person) ?? person, id: person } : {}),
    })),
  };
}
