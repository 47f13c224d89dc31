import { must } from "../lib/assert.ts";
import { groupBy, sum } from "../lib/list.ts";
import { divide, formatMinor, minor, type Minor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { allocate } from "../targets/allocate.ts";
import { amountOf, shareDraft } from "../targets/draft.ts";
import { spreadYear } from "../targets/months.ts";
import type { PlanRow, PlanRules } from "../targets/plan.ts";
import { roundingOf } from "../targets/rules.ts";
import type { BelowRule } from "./adjustment.ts";
import type { Span } from "./span.ts";

/** A row of a published version with its months, in smallest steps. */
export type Node = PlanRow & { readonly months: readonly Minor[] };

/** What a change starts from: a published version. */
export type Standing = {
  readonly rules: PlanRules;
  readonly scale: number;
  readonly rows: readonly Node[];
};

export type FlowError =
  | { readonly code: "adjustment/nothing_to_scale"; readonly subject: string }
  | {
      readonly code: "adjustment/cannot_reallocate";
      readonly subject: string;
      readonly node: string;
      readonly reason: string;
    };

/** The tree while changes are applied to it, one after the other. Nothing outside sees it half done. */
export type Tree = {
  readonly of: Standing;
  readonly span: Span;
  readonly rows: ReadonlyMap<string, Node>;
  readonly parent: ReadonlyMap<string, string | null>;
  readonly below: ReadonlyMap<string | null, readonly Node[]>;
  readonly months: Map<string, bigint[]>;
};

/** The tree as it stands from the first changed day on: `moved` says who sits elsewhere then. */
export function treeOf(of: Standing, span: Span, moved: ReadonlyMap<string, string>): Tree {
  const parentOf = ({ subject, parent }: Node) => moved.get(subject) ?? parent;
  return {
    of,
    span,
    rows: new Map(of.rows.map((row) => [row.subject, row])),
    parent: new Map(of.rows.map((row) => [row.subject, parentOf(row)])),
    below: groupBy(of.rows, parentOf),
    months: new Map(of.rows.map(({ subject, months }) => [subject, [...months]])),
  };
}

/** A subject's number in the periods that change. */
export function spanNumber({ span, months }: Tree, subject: string): bigint {
  return sum((months.get(subject) ?? []).slice(span.first, span.end));
}

export function childrenOf({ below }: Tree, subject: string): readonly Node[] {
  return below.get(subject) ?? [];
}

/** From the direct parent to the top. */
export function aboveOf({ parent }: Tree, subject: string): string[] {
  const out: string[] = [];
  for (let at = parent.get(subject) ?? null; at !== null; at = parent.get(at) ?? null) out.push(at);
  return out;
}

/** Adds to a subject's periods; `by` has one amount for each period of the span. */
export function add({ months, span }: Tree, subject: string, by: readonly bigint[]): void {
  const own = must(months.get(subject), "a row of the plan");
  for (const [at, amount] of by.entries())
    own[span.first + at] = must(own[span.first + at]) + amount;
}

/**
 * Changes a subject by `delta` smallest steps and lets it flow to those below by the rule. Answers
 * what each period of the span moved by, which is what follows upwards.
 *
 * Promises: the periods sum to exactly `delta`; nothing outside the span moves; under `absorb` only
 * the subject moves; under `pro_rata` everyone below moves by the same part, in the plan's granules
 * where they divide, by largest remainder; where the children's periods added up to the parent's
 * they still do.
 */
export function flow(
  tree: Tree,
  subject: string,
  delta: bigint,
  rule: BelowRule,
): Result<readonly bigint[], FlowError> {
  if (rule === "re_allocate") return reallocate(tree, subject, delta);
  const children = rule === "absorb" ? [] : childrenOf(tree, subject);
  if (children.length === 0) return ok(spreadOwn(tree, subject, delta));
  const own = spanNumber(tree, subject);
  const below = children.map((child) => spanNumber(tree, child.subject));
  if (own === 0n || below.every((each) => each === 0n)) {
    return err({ code: "adjustment/nothing_to_scale", subject });
  }
  const moved = divide(delta * sum(below), own, "half_away");
  const parts = proRata(tree, moved, children, below);
  const columns: (readonly bigint[])[] = [];
  for (const [at, child] of children.entries()) {
    const part = must(parts[at]);
    if (part === 0n) continue;
    const flowed = flow(tree, child.subject, part, rule);
    if (!flowed.ok) return flowed;
    columns.push(flowed.value);
  }
  return ok(settle(tree, subject, delta - moved, columns));
}

/** Adds the children's columns and what the subject keeps to itself. */
function settle(
  tree: Tree,
  subject: string,
  rest: bigint,
  columns: readonly (readonly bigint[])[],
): readonly bigint[] {
  const { first, end } = tree.span;
  const total = Array.from({ length: end - first }, (_, at) =>
    sum(columns.map((column) => must(column[at]))),
  );
  // By the subject's own curve as it was before the children moved.
  const kept = curveSpread(tree, subject, rest);
  const all = total.map((each, at) => each + must(kept[at]));
  add(tree, subject, all);
  return all;
}

/** Shares `moved` over children in proportion to what they carry in the span. */
function proRata(
  { of: { rules, scale } }: Tree,
  moved: bigint,
  children: readonly Node[],
  below: readonly bigint[],
): readonly bigint[] {
  if (moved === 0n) return below.map(() => 0n);
  const granule = granuleFor(rules, scale, [moved, ...below]);
  const shared = allocate(
    minor(moved),
    children.map(({ subject: id }) => ({ id })),
    {
      kind: "ratios",
      factors: [
        {
          key: "current",
          weight: { num: 1n, den: 1n },
          values: below.map((each) => ({ num: each < 0n ? -each : each, den: 1n })),
        },
      ],
    },
    {
      granule,
      rounding: roundingOf({ kind: "remainder", quota: "hare" }),
      ties: rules.ties === "smaller_share" ? "smaller_share" : "larger_share",
      minimum: null,
      oddTo: null,
    },
  );
  return must(shared.ok ? shared.value.amounts : null, "whole granules over shares above 0");
}

/** The coarsest of the plan's granule, whole units and smallest steps in which all these are whole. */
function granuleFor(rules: PlanRules, scale: number, amounts: readonly bigint[]): bigint {
  const choices = [amountOf(rules.granularity, scale), 10n ** BigInt(scale)];
  return choices.find((granule) => amounts.every((each) => each % granule === 0n)) ?? 1n;
}

function spreadOwn(tree: Tree, subject: string, delta: bigint): readonly bigint[] {
  const by = curveSpread(tree, subject, delta);
  add(tree, subject, by);
  return by;
}

/** `delta` over the span by the subject's own curve; without one by the plan's. */
function curveSpread(tree: Tree, subject: string, delta: bigint): readonly bigint[] {
  const { of, span, months } = tree;
  const own = must(months.get(subject)).slice(span.first, span.end);
  if (delta === 0n) return own.map(() => 0n);
  const sizes = own.map((each) => (each < 0n ? -each : each));
  const usual = (of.rules.basis?.weights ?? []).slice(span.first, span.end).map(BigInt);
  const weights = sum(sizes) > 0n ? sizes : sum(usual) > 0n ? usual : own.map(() => 1n);
  const unit = 10n ** BigInt(of.scale);
  const whole = [delta, ...own].every((each) => each % unit === 0n);
  return spreadYear(minor(delta), weights, whole ? unit : 1n);
}

/** What is left of the interval is shared out again by the plan's rules, below the subject. */
function reallocate(
  tree: Tree,
  subject: string,
  delta: bigint,
): Result<readonly bigint[], FlowError> {
  const { scale, rules } = tree.of;
  const inside = subtree(tree, subject);
  if (inside.length === 1) return ok(spreadOwn(tree, subject, delta));
  const after = spanNumber(tree, subject) + delta;
  const rows = inside.map((row) => remaining(tree, row, subject));
  const shared = shareDraft({ amount: formatMinor(after, scale), scale, rules, rows });
  const [refused] = shared.refused;
  if (refused) {
    const { node, error } = refused;
    return err({ code: "adjustment/cannot_reallocate", subject, node, reason: error.code });
  }
  const groups = groupBy(inside, (row) => tree.parent.get(row.subject) ?? null);
  const walk = (row: Node): readonly bigint[] => {
    const target = must(shared.shares.get(row.subject)).amount;
    const moved = target - spanNumber(tree, row.subject);
    const children = groups.get(row.subject) ?? [];
    if (children.length === 0) return spreadOwn(tree, row.subject, moved);
    const columns = children.map(walk);
    const given = sum(columns.flat());
    return settle(tree, row.subject, moved - given, columns);
  };
  return ok(walk(must(tree.rows.get(subject))));
}

/** The row as it would be shared out for the span alone: bounds lose what lies outside it. */
function remaining(tree: Tree, row: Node, top: string): PlanRow {
  const { scale } = tree.of;
  const number = spanNumber(tree, row.subject);
  const outside = sum(must(tree.months.get(row.subject))) - number;
  const bound = (text: string | null) => {
    if (text === null) return null;
    const left = amountOf(text, scale) - outside;
    return formatMinor(left < 0n ? 0n : left, scale);
  };
  const { min, max } = row.inputs;
  const isTop = row.subject === top;
  return {
    ...row,
    parent: isTop ? null : (tree.parent.get(row.subject) ?? null),
    amount: formatMinor(number, scale),
    inputs: { ...row.inputs, min: bound(min), max: bound(max), changes: [] },
  };
}

export function subtree(tree: Tree, subject: string): Node[] {
  const row = tree.rows.get(subject);
  if (!row) return [];
  return [row, ...childrenOf(tree, subject).flatMap((child) => subtree(tree, child.subject))];
}
