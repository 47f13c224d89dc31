import { signal } from "@preact/signals";
import type { Problem } from "../api.ts";
import { usualRoot } from "../people/usual-root.ts";
import { loadRoots, loadUnit, nameOf, type Unit, type UnitPage } from "./model.ts";

/** The units a reader can step to from here: the way up, this one, the level below. */
export type Place = {
  readonly unit: UnitPage;
  /** From the root down. */
  readonly above: UnitPage["above"];
};

export type Way =
  | { readonly state: "asking" }
  | { readonly state: "nowhere" }
  | { readonly state: "failed"; readonly problem: Problem }
  | { readonly state: "here"; readonly place: Place; readonly roots: readonly Unit[] };

type Reader = { readonly scopeUnit: string | null };

/**
 * Finds the unit to report on: the one the URL names, or the reader's own scope, or a root; the
 * sample company's while that is all there is.
 */
export function placeModel() {
  const way = signal<Way>({ state: "asking" });
  let asked = "";
  let roots: readonly Unit[] = [];

  async function go(wanted: string, reader: Reader): Promise<void> {
    const key = `${wanted} ${reader.scopeUnit}`;
    if (asked === key) return;
    asked = key;
    if (roots.length === 0) {
      const answer = await loadRoots();
      if (asked !== key) return;
      if (!answer.ok) {
        asked = "";
        way.value = { state: "failed", problem: answer.problem };
        return;
      }
      roots = answer.body.items;
    }
    const unit = wanted || reader.scopeUnit || (await usualRoot(roots))?.id;
    if (asked !== key) return;
    if (!unit) {
      way.value = { state: "nowhere" };
      return;
    }
    const answer = await loadUnit(unit);
    if (asked !== key) return;
    way.value = answer.ok
      ? { state: "here", place: placeOf(answer.body), roots }
      : { state: "failed", problem: answer.problem };
  }
  return { way, go };
}

function placeOf(unit: UnitPage): Place {
  return { unit, above: [...unit.above].reverse() };
}

export type UnitChoice = { readonly id: string; readonly name: string; readonly depth: number };

/** In tree order with depth, for the switcher. Other roots come first. */
export function choices({ unit, above }: Place, roots: readonly Unit[]): UnitChoice[] {
  const [top] = above;
  const own = top?.id ?? unit.unit.id;
  const others = roots.filter(({ id }) => id !== own);
  return [
    ...others.map((root) => ({ id: root.id, name: nameOf(root), depth: 0 })),
    ...above.map((each, depth) => ({ id: each.id, name: nameOf(each), depth })),
    { id: unit.unit.id, name: nameOf(unit.unit), depth: above.length },
    ...unit.children.map((child) => ({
      id: child.id,
      name: nameOf(child),
      depth: above.length + 1,
    })),
  ];
}
