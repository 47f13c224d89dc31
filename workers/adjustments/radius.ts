import { canonical } from "../lib/hash.ts";
import { sum } from "../lib/list.ts";
import type { Ask } from "./adjustment.ts";
import { childrenOf, type Standing } from "./flow.ts";
import type { Effect, Touched } from "./effect.ts";
import type { PlanPeriod, Span } from "./span.ts";

/** One subject of a blast radius. Amounts are smallest steps. */
export type RadiusRow = {
  readonly subject: string;
  readonly kind: "unit" | "person";
  readonly part: Touched["part"];
  readonly parent: string | null;
  readonly parentAfter: string | null;
  /** In the periods that change. */
  readonly before: bigint;
  readonly after: bigint;
  /** In the plan's whole interval. */
  readonly wholeBefore: bigint;
  readonly wholeAfter: bigint;
  /** Only the periods whose number moves, by their place in the plan. */
  readonly cells: readonly {
    readonly at: number;
    readonly before: bigint;
    readonly after: bigint;
  }[];
};

/** A unit's own number minus its children's, in the periods that change: above 0 is unassigned. */
export type GapChange = { readonly unit: string; readonly before: bigint; readonly after: bigint };

/** Everything a request would change, before anything is written. */
export type Radius = {
  readonly span: Span;
  readonly periods: readonly PlanPeriod[];
  readonly rows: readonly RadiusRow[];
  readonly gaps: readonly GapChange[];
  readonly top: { readonly subject: string; readonly before: bigint; readonly after: bigint };
};

/** Made from the effect that would be written, so that what is looked at is what happens. */
export function radiusOf(of: Standing, effect: Effect): Radius {
  const periods = of.rules.basis?.periods ?? [];
  const { span, touched } = effect;
  const top = of.rows.find(({ parent }) => parent === null);
  const own = within(span);
  return {
    span,
    periods,
    rows: touched.map((each) => rowOf(each, span)),
    gaps: gapsOf(of, effect),
    top: {
      subject: top?.subject ?? "",
      before: own(top?.months ?? []),
      after: own(effect.tree.months.get(top?.subject ?? "") ?? []),
    },
  };
}

const within =
  ({ first, end }: Span) =>
  (months: readonly bigint[]) =>
    sum(months.slice(first, end));

function rowOf({ row, part, parentAfter, before, after }: Touched, span: Span): RadiusRow {
  const own = within(span);
  return {
    subject: row.subject,
    kind: row.kind,
    part,
    parent: row.parent,
    parentAfter,
    before: own(before),
    after: own(after),
    wholeBefore: sum(before),
    wholeAfter: sum(after),
    cells: after.flatMap((each, at) => {
      const was = before[at] ?? 0n;
      return was === each ? [] : [{ at, before: was, after: each }];
    }),
  };
}

/** Gaps that open, close or move at any level. */
function gapsOf(of: Standing, { span, tree, touched }: Effect): GapChange[] {
  const own = within(span);
  const units = new Set(
    touched.flatMap(({ row, parentAfter }) => [row.subject, row.parent, parentAfter]),
  );
  const before = new Map<string | null, bigint>();
  const hadChildren = new Set<string | null>();
  for (const { parent, months } of of.rows) {
    before.set(parent, (before.get(parent) ?? 0n) + own(months));
    hadChildren.add(parent);
  }
  return of.rows.flatMap((row): GapChange[] => {
    const children = childrenOf(tree, row.subject);
    if (!units.has(row.subject) || (children.length === 0 && !hadChildren.has(row.subject)))
      return [];
    const given = sum(children.map(({ subject }) => own(tree.months.get(subject) ?? [])));
    const gap = {
      unit: row.subject,
      before: own(row.months) - (before.get(row.subject) ?? 0n),
      after: own(tree.months.get(row.subject) ?? []) - given,
    };
    return gap.before === gap.after ? [] : [gap];
  });
}

/** The text whose hash is approved: the same consequences have the same text, whoever computes them. */
export function radiusText(
  { rows, gaps }: Radius,
  { moves, budget }: Pick<Ask, "moves" | "budget">,
): string {
  const cells = rows
    .map(({ subject, parentAfter, cells: each }) => [
      subject,
      parentAfter,
      each.map(({ at, before, after }) => [at, before, after]),
    ])
    .toSorted(bySubject);
  const opened = gaps.map(({ unit, before, after }) => [unit, before, after]).toSorted(bySubject);
  return canonical({ cells, gaps: opened, moves, budget });
}

function bySubject(a: readonly unknown[], b: readonly unknown[]): number {
  return String(a[0]) < String(b[0]) ? -1 : 1;
}

/** One period of one subject that comes out otherwise than when it was approved. */
export type Drift = {
  readonly subject: string;
  readonly at: number;
  readonly was: { readonly before: bigint; readonly after: bigint } | null;
  readonly now: { readonly before: bigint; readonly after: bigint } | null;
};

/** What moved between the radius that was approved and the one of now. */
export function driftOf(then: Radius, now: Radius): Drift[] {
  const index = ({ rows }: Radius) =>
    new Map(
      rows.flatMap(({ subject, cells }) => cells.map((c) => [`${subject} ${c.at}`, c] as const)),
    );
  const [old, fresh] = [index(then), index(now)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key): Drift[] => {
    const [a, b] = [old.get(key) ?? null, fresh.get(key) ?? null];
    if (a && b && a.before === b.before && a.after === b.after) return [];
    const [subject = "", at = "0"] = key.split(" ");
    const numbers = (cell: typeof a) => cell && { before: cell.before, after: cell.after };
    return [{ subject, at: Number(at), was: numbers(a), now: numbers(b) }];
  });
}
