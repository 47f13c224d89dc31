import { must } from "../lib/assert.ts";
import { ascending, sum } from "../lib/list.ts";
import { minor, type Minor } from "../lib/money.ts";
import { addRates, ZERO, type Rate } from "../lib/rate.ts";
import { ok, type Result } from "../lib/result.ts";
import { allocate } from "./allocate.ts";
import type { Allocation, Basis, Claim, Rules, Run } from "./allocation.ts";
import type { AllocationError } from "./allocation-error.ts";
import { compounded, sharedOut } from "./over-assign.ts";
import { compositeShares, type Factor } from "./share.ts";

/** A unit or a person of the tree a target runs down. */
export type CascadeNode = {
  readonly id: string;
  /** In the order of the plan's factors; null is "the sum of those below", for a person 0. */
  readonly values: readonly (Rate | null)[];
  readonly fixed?: bigint;
  readonly min?: bigint;
  readonly max?: bigint;
  /** How this node shares its own number out, where it differs from the plan. */
  readonly weights?: readonly Rate[];
  readonly over?: Rate;
  readonly children: readonly CascadeNode[];
};

export type CascadeRules = Omit<Rules, "oddTo"> & {
  /** Given: the one factor is each child's share of what the node shares out, used as it is. */
  readonly kind?: "ratios" | "given";
  readonly factors: readonly { readonly key: string; readonly weight: Rate }[];
  readonly over: Rate;
  /** Who takes what does not divide: the child with the largest share, or nobody (refused). */
  readonly odd: "largest" | "refuse";
};

/** One node's own number and what became of it. Amounts are smallest steps. */
export type NodeShare = {
  readonly id: string;
  readonly parent: string | null;
  readonly depth: number;
  /** What the node is measured on, whatever its children carry. */
  readonly amount: Minor;
  /** `amount x (1 + over)`: what its children share. */
  readonly shared: Minor;
  readonly given: Minor;
  /** `amount - given`: above 0 is unassigned, below 0 over-assigned. */
  readonly gap: Minor;
  readonly over: Rate;
  /** Over-assignment from the top down to this node's children. */
  readonly compounded: Rate;
  /** How it was shared out; null where there is nobody below, or where it was refused. */
  readonly run: Run | null;
};

export type Refused = { readonly node: string; readonly error: AllocationError };

export type Cascade = {
  readonly shares: ReadonlyMap<string, NodeShare>;
  /** Nodes that could not be shared out; nothing below them has a number. */
  readonly refused: readonly Refused[];
};

/**
 * Shares `amount` down the tree: every node its own number among its children, by the plan's
 * weights or its own.
 *
 * Promises: at every node that was not refused the children's numbers sum to exactly what it shares
 * out; without over-assignment the leaves sum to exactly `amount`.
 */
export function cascade(root: CascadeNode, amount: Minor, rules: CascadeRules): Cascade {
  const shares = new Map<string, NodeShare>();
  const refused: Refused[] = [];
  const values = valuesBelow(root, rules.factors.length);

  function walk(node: CascadeNode, own: Minor, parent: NodeShare | null): void {
    const over = node.over ?? rules.over;
    const shared = node.children.length === 0 ? own : must(sharedOut(own, over), "it fits 2^53");
    const result = node.children.length === 0 ? null : shareNode(node, shared, values, rules);
    if (result && !result.ok) refused.push({ node: node.id, error: result.error });
    const allocation = result?.ok ? result.value : null;
    const share = shareOf(node, own, shared, over, parent, allocation);
    shares.set(node.id, share);
    if (!allocation) return;
    for (const [at, child] of node.children.entries()) {
      walk(child, must(allocation.amounts[at]), share);
    }
  }
  walk(root, amount, null);
  return { shares, refused };
}

function shareOf(
  node: CascadeNode,
  amount: Minor,
  shared: Minor,
  over: Rate,
  parent: NodeShare | null,
  allocation: Shared | null,
): NodeShare {
  const given = minor(sum(allocation?.amounts ?? []));
  const leaf = node.children.length === 0;
  const above = parent?.compounded ?? ZERO;
  return {
    id: node.id,
    parent: parent?.id ?? null,
    depth: parent ? parent.depth + 1 : 0,
    amount,
    shared,
    given,
    gap: leaf ? minor(0n) : minor(amount - given),
    over: leaf ? ZERO : over,
    compounded: leaf ? above : compounded([above, over]),
    run: allocation?.run ?? null,
  };
}

type Values = ReadonlyMap<string, readonly Rate[]>;

type Shared = Pick<Allocation, "amounts"> & { readonly run: Run | null };

/** Shares one node's number out over its children. */
function shareNode(
  node: CascadeNode,
  shared: Minor,
  values: Values,
  rules: CascadeRules,
): Result<Shared, AllocationError> {
  if (shared === 0n && node.children.every(asksNothing)) return ok(nothing(node));
  const factors = rules.factors.map(({ key, weight }, at): Factor => ({
    key,
    weight: node.weights?.[at] ?? weight,
    values: node.children.map(({ id }) => must(must(values.get(id))[at])),
  }));
  const claims = node.children.map(claimOf);
  const basis = basisOf(factors, rules);
  const strict = allocate(shared, claims, basis, { ...rules, oddTo: null });
  if (strict.ok || strict.error.code !== "allocation/odd_part" || rules.odd === "refuse") {
    return strict;
  }
  return allocate(shared, claims, basis, { ...rules, oddTo: largest(claims, factors) });
}

function basisOf(factors: readonly Factor[], { kind }: CascadeRules): Basis {
  if (kind !== "given") return { kind: "ratios", factors };
  return { kind, shares: must(factors[0], "given shares are one factor").values };
}

/** A unit that carries nothing gives nothing, whatever the factors below it say. */
function nothing({ children }: CascadeNode): Shared {
  return { amounts: children.map(() => minor(0n)), run: null };
}

function asksNothing({ fixed, min }: CascadeNode): boolean {
  return (fixed ?? 0n) === 0n && (min ?? 0n) === 0n;
}

function claimOf({ id, fixed, min, max }: CascadeNode): Claim {
  return {
    id,
    ...(fixed === undefined ? {} : { fixed }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}

/** The child with the largest share that is not fixed, then the smaller id; null if all are fixed. */
function largest(claims: readonly Claim[], factors: readonly Factor[]): string | null {
  const shares = compositeShares(
    claims.map(({ id }) => id),
    factors,
  );
  if (!shares.ok) return null;
  const free = claims
    .map((claim, at) => ({ ...claim, part: must(shares.value.parts[at]) }))
    .filter(({ fixed }) => fixed === undefined)
    .sort((a, b) => ascending(b.part, a.part) || ascending(a.id, b.id));
  return free[0]?.id ?? null;
}

/** Every node's factor values; where a unit has none of its own, the sum of those below it. */
export function valuesBelow(root: CascadeNode, factors: number): Map<string, readonly Rate[]> {
  const out = new Map<string, readonly Rate[]>();
  function walk(node: CascadeNode): readonly Rate[] {
    const below = node.children.map(walk);
    const own = Array.from({ length: factors }, (_, at) => {
      const entered = node.values[at] ?? null;
      return entered ?? below.reduce((all, child) => addRates(all, must(child[at])), ZERO);
    });
    out.set(node.id, own);
    return own;
  }
  walk(root);
  return out;
}
