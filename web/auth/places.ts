import { signal } from "@preact/signals";
import type { getUnit, listUnits } from "../../workers/org/contract.ts";
import { api } from "../api.ts";

/** A team or a person that the palette can lead to, in both scripts. */
export type Place = {
  readonly kind: "unit" | "person";
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  /** The team of a person. */
  readonly of: string | null;
};

/** Known so far: it grows while the tree is read from the top, a few units at a time. */
export const places = signal<readonly Place[]>([]);

/** A larger organisation is searched in its upper part; the rest is a page away. */
const UNITS_MAX = 40;
let asked = false;

/** Reads the tree once, level by level; what the actor may not see never comes. */
export async function loadPlaces(): Promise<void> {
  if (asked) return;
  asked = true;
  const roots = await api<typeof listUnits>("GET", "/units");
  if (!roots.ok) {
    asked = false;
    return;
  }
  let level = roots.body.items;
  let read = 0;
  while (level.length > 0 && read < UNITS_MAX) {
    const now = level.slice(0, UNITS_MAX - read);
    read += now.length;
    const answers = await Promise.all(now.map(({ id }) => readUnit(id)));
    const found = answers.flatMap((answer) => (answer.ok ? [answer.body] : []));
    places.value = [...places.value, ...found.flatMap(placesOf)];
    level = found.flatMap(({ children }) => children);
  }
}

type UnitAnswer = Extract<Awaited<ReturnType<typeof readUnit>>, { ok: true }>["body"];

function readUnit(unitId: string) {
  return api<typeof getUnit>("GET", "/units/:unitId", { params: { unitId } });
}

function placesOf({ unit, members }: UnitAnswer): Place[] {
  const own: Place = { kind: "unit", id: unit.id, name: unit.name, nameEn: unit.nameEn, of: null };
  const people = members.map(({ id, name, nameEn }): Place => ({
    kind: "person",
    id,
    name,
    nameEn,
    of: unit.name,
  }));
  return [own, ...people];
}
