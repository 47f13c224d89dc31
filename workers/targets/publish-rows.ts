import { canonical, sha256 } from "../lib/hash.ts";
import { ascending } from "../lib/list.ts";
import { formatMinor, type Minor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { type Answer, commit, type Guard } from "../tenancy/commit.ts";
import type { Json, Statement } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import type { Plan, PlanRules } from "./plan.ts";
import type { StoredRow } from "./plan-row.ts";
import { DRAFT } from "./plan-reads.ts";
import type { NewRow } from "./plan-writes.ts";
import { frozenBy, NOTHING_OPEN, type RoundOpen } from "./what-is-open.ts";

export type Published = {
  readonly number: number;
  readonly hash: string;
  readonly targets: number;
};

/** A change of what is published. Only the rows that change; all else stays as it is. */
export type RowsToPublish = {
  /** As it was loaded: its version is what the change is based on. */
  readonly plan: Plan;
  readonly rows: readonly NewRow[];
  readonly amount?: Minor;
  readonly rules?: PlanRules;
  readonly event: string;
  readonly subject?: string | null;
  /** Ids and numbers only. */
  readonly detail: { readonly [key: string]: Json };
  readonly expect?: readonly Guard[];
  readonly writes?: readonly Statement[];
  readonly answer?: (published: Published) => Answer;
};

type RowsError =
  | RoundOpen
  /** The draft says otherwise than the published version for these: following would lose that. */
  | { readonly code: "draft_differs"; readonly subjects: readonly string[] }
  | { readonly code: "plan/no_version"; readonly number: number }
  | { readonly code: "commit/guard"; readonly what: string }
  | { readonly code: "commit/busy" };

/**
 * Publishes the next version: the published one with these rows in place of theirs. Cells that are
 * the same stay the targets they are; the others are closed and set anew. The draft follows, so that
 * publishing it later does not take the change back. One atomic batch, `writes` included.
 * Refused while the plan's numbers are being agreed on, and where the draft holds work of its own on
 * one of these rows.
 */
export async function publishRows(
  db: TenantDb,
  { targets, open = NOTHING_OPEN }: Pick<Deps, "targets" | "open">,
  ask: RowsToPublish,
): Promise<Result<Published, RowsError>> {
  const { plan, rows: changed } = ask;
  const { id, published: before } = plan;
  const { at, rows, draft, round } = await db.load({
    at: targets.planAt(id, before),
    rows: targets.rows(id, before),
    draft: targets.rows(id, DRAFT),
    round: open.open(id),
  });
  if (!at) return err({ code: "plan/no_version", number: before });
  const frozen = frozenBy(round);
  if (frozen) return err(frozen);
  const subjects = unpublished(ask, at, { rows, draft });
  if (subjects.length > 0) return err({ code: "draft_differs", subjects });
  const next = { ...at, amount: ask.amount ?? at.amount, rules: ask.rules ?? at.rules };
  const all = merged(rows, changed, plan.metric.scale);
  const periods = next.rules.basis?.periods ?? [];
  const number = before + 1;
  const hash = await hashOf(next, all);
  const published = { number, hash, targets: changed.length * periods.length };
  const version = { number, at: db.now, by: db.actor(), recipients: all.length, hash };
  const done = await commit(db, {
    event: ask.event,
    subject: ask.subject ?? id,
    detail: { plan: id, number, hash, ...ask.detail },
    expect: [
      targets.guards.plan(id, plan.version),
      targets.guards.draft(id, plan.draft),
      open.nothingOpen(id),
      ...(ask.expect ?? []),
    ],
    writes: [
      ...targets.copyRowsWith(id, before, number, changed),
      ...targets.publishTargets(next, number, periods),
      ...targets.addVersion(next, version),
      ...targets.follow(id, changed, ask.amount ?? null),
      ...(ask.writes ?? []),
    ],
    ...(ask.answer ? { answer: ask.answer(published) } : {}),
  });
  if (done.ok) return ok(published);
  return err(done.error.code === "commit/guard" ? done.error : { code: "commit/busy" });
}

type Both = { readonly rows: readonly StoredRow[]; readonly draft: readonly StoredRow[] };

/** Whom the change touches and the draft holds otherwise than the version that is published. */
function unpublished(
  { plan, rows: changed, amount }: RowsToPublish,
  at: Plan,
  { rows, draft }: Both,
) {
  const [said, drafted] = [rows, draft].map(
    (each) => new Map(each.map((row) => [row.subject, textOf(row)])),
  );
  const overwritten = amount !== undefined && plan.amount !== at.amount;
  return changed
    .filter(({ subject, parent }) =>
      overwritten && parent === null ? true : said?.get(subject) !== drafted?.get(subject),
    )
    .map(({ subject }) => subject);
}

/** All of a row that following the change would overwrite. */
function textOf({ parent, amount, months, inputs, levels, slices }: StoredRow): string {
  return canonical([parent, amount, months, inputs, levels, slices]);
}

function merged(
  rows: readonly StoredRow[],
  changed: readonly NewRow[],
  scale: number,
): StoredRow[] {
  const asStored = ({ units, levels, slices, ...row }: NewRow): StoredRow => ({
    ...row,
    amount: units === null ? null : formatMinor(units, scale),
    levels: levels ?? null,
    slices: slices ?? null,
  });
  const next = new Map(changed.map((row) => [row.subject, asStored(row)]));
  const kept = rows.filter(({ subject }) => !next.has(subject));
  return [...kept, ...next.values()];
}

/** Of everything a card is made from, so that a later look can prove that nothing moved. */
export async function hashOf(
  { amount, rules }: Pick<Plan, "amount" | "rules">,
  rows: readonly StoredRow[],
): Promise<string> {
  const numbers = rows
    .toSorted((a, b) => ascending(a.subject, b.subject))
    .map(({ subject, parent, amount: own, months, inputs, run, levels, slices }) => [
      ...[subject, parent, own, months?.map(String) ?? null, inputs, run],
      // Only where there are any: a plan without them hashes as it always has.
      ...(levels || slices ? [texts(levels), texts(slices)] : []),
    ]);
  return await sha256(canonical([amount, rules, numbers]));
}

function texts(named: StoredRow["levels"]) {
  const each = Object.entries(named ?? {});
  return Object.fromEntries(each.map(([name, months]) => [name, months.map(String)]));
}
