import { groupBy } from "../../workers/lib/list.ts";

type Node = {
  readonly subject: string;
  readonly parent: string | null;
  readonly kind: "unit" | "person";
  readonly code: string;
};

export type Place<N> = {
  readonly row: N;
  readonly depth: number;
  readonly parent: N | null;
  readonly hasChildren: boolean;
};

const NONE: ReadonlySet<string> = new Set();

/** Rows as a plan shows them: each before its children, without what is below a closed one. */
export function inTreeOrder<N extends Node>(
  rows: readonly N[],
  closed: ReadonlySet<string> = NONE,
): Place<N>[] {
  const below = groupBy(rows, ({ parent }) => parent);
  const subjects = new Set(rows.map(({ subject }) => subject));
  const places: Place<N>[] = [];
  function walk(row: N, parent: N | null, depth: number) {
    const children = below.get(row.subject) ?? [];
    places.push({ row, parent, depth, hasChildren: children.length > 0 });
    if (closed.has(row.subject)) return;
    for (const child of children.toSorted(byCode)) walk(child, row, depth + 1);
  }
  // A manager's part of the plan begins at their own unit.
  const tops = rows.filter(({ parent }) => parent === null || !subjects.has(parent));
  for (const top of tops.toSorted(byCode)) walk(top, null, 0);
  return places;
}

/** Units before people, then by code. */
function byCode(a: Node, b: Node): number {
  if (a.kind !== b.kind) return a.kind === "unit" ? -1 : 1;
  return a.code < b.code ? -1 : 1;
}

/** Items that name subjects of the tree, in its order; those it no longer holds come last. */
export function asInTree<Item extends { readonly subject: string }>(
  items: readonly Item[],
  rows: readonly Node[],
): Item[] {
  const at = new Map(inTreeOrder(rows).map(({ row }, place) => [row.subject, place]));
  const placeOf = ({ subject }: Item) => at.get(subject) ?? rows.length;
  return items.toSorted((a, b) => placeOf(a) - placeOf(b));
}
