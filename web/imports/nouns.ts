// How the wizard speaks with each importable noun: what it must know, and what one click can create.
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { Cells, Field } from "../../workers/lib/importable.ts";
import { chunks } from "../../workers/lib/list.ts";
import { newId } from "../../workers/lib/id.ts";
import { missingFrom, type EntriesKnown } from "../../workers/entries/importable.ts";
import type { Plan } from "../../workers/imports/check.ts";
import { readRows, startCheck } from "../../workers/imports/check.ts";
import { importables } from "../../workers/imports/registry.ts";
import type { Sheet } from "../../workers/imports/sniff.ts";
import type { postMetric, listMetrics } from "../../workers/metrics/contract.ts";
import type { listUnits, postPeople, postUnits } from "../../workers/org/contract.ts";
import {
  missingBeside,
  nameIndex,
  type Missing,
  type OrgKnown,
} from "../../workers/org/importable.ts";
import { api, type Answer } from "../api.ts";
import { nowMs } from "../clock.ts";
import { findNames } from "./send.ts";

export type Kind = keyof typeof importables;
export type Metric = AnswerOf<typeof listMetrics>["items"][number];
export type Known = EntriesKnown & OrgKnown;
/** The columns whose cells name people or teams. */
const PEOPLE_FIELDS = ["person", "manager", "name", "code", "email"];
const TEAM_FIELDS = ["team", "unit", "parent"];

/** Only these are read where only names matter: days and amounts are most of the work. */
function namingFields(kind: Kind): readonly Field[] {
  const wanted = new Set([...PEOPLE_FIELDS, ...TEAM_FIELDS, "givenName", "familyName"]);
  return importables[kind].fields.filter(({ name }) => wanted.has(name));
}

/** Asks the server about exactly the names that stand in the file. */
export async function knownFor(
  kind: Kind,
  sheet: Sheet,
  plan: Plan,
  metrics: readonly Metric[],
): Promise<Answer<Known>> {
  const [people, units] = [new Set<string>(), new Set<string>()];
  const collect = (cells: Cells, fields: readonly string[], into: Set<string>) => {
    for (const field of fields) if (cells[field]) into.add(cells[field].slice(0, 254));
  };
  for (const cells of readRows(sheet, plan, namingFields(kind))) {
    if (kind !== "units" && kind !== "metrics") collect(cells, PEOPLE_FIELDS, people);
    if (kind !== "metrics") collect(cells, TEAM_FIELDS, units);
    if (kind === "units") collect(cells, ["name", "code"], units);
    if (cells["givenName"] || cells["familyName"]) {
      people.add(`${cells["givenName"] ?? ""} ${cells["familyName"] ?? ""}`.trim());
      people.add(`${cells["familyName"] ?? ""}${cells["givenName"] ?? ""}`);
    }
  }
  const found = await findNames([...people], [...units]);
  if (!found.ok) return found;
  const { body } = found;
  return {
    ok: true,
    version: 0,
    body: {
      people: nameIndex(body.people),
      units: nameIndex(body.units),
      currency: body.currency,
      metrics,
    },
  };
}

/** Starts the check of a kind; each has its own shape of row, and the wizard only carries them on. */
export function checkOf(kind: Kind, sheet: Sheet, plan: Plan, known: Known) {
  switch (kind) {
    case "people":
      return startCheck(sheet, plan, importables.people, known);
    case "units":
      return startCheck(sheet, plan, importables.units, known);
    case "metrics":
      return startCheck(sheet, plan, importables.metrics, null);
    case "entries":
      return startCheck(sheet, plan, importables.entries, known);
  }
}

export function missingOf(kind: Kind, sheet: Sheet, plan: Plan, known: Known): Missing {
  const rows = readRows(sheet, plan, namingFields(kind));
  if (kind === "entries") return missingFrom(rows, known);
  return kind === "people" ? missingBeside([...rows], known) : { people: [], teams: [] };
}

/** Creates teams below the company, then people in them: theirs from the beginning of time. */
export async function createMissing({ people, teams }: Missing): Promise<Answer<unknown>> {
  const roots = await api<typeof listUnits>("GET", "/units", { query: {} });
  if (!roots.ok) return roots;
  const root = roots.body.items.find(({ sample }) => !sample);
  for (const part of chunks(teams, 1_000)) {
    const rows = part.map((name) => ({ code: name.slice(0, 64), name, parent: root?.id ?? null }));
    const made = await api<typeof postUnits>("POST", "/units", { body: { rows } });
    if (!made.ok) return made;
  }
  for (const part of chunks(people, 1_000)) {
    const rows = part.map(({ name, team }) => ({
      code: name.slice(0, 64),
      name: name.slice(0, 120),
      // Without a team they sit in the company itself, so that its figures hold theirs.
      unit: team === "" ? (root?.id ?? "") : team.slice(0, 64),
    }));
    const made = await api<typeof postPeople>("POST", "/people", { body: { rows } });
    if (!made.ok) return made;
  }
  return { ok: true, body: null, version: 0 };
}

/** A metric like another one, with more decimals: a source with four is stored as it is. */
export function createPrecise(like: Metric, scale: number) {
  return api<typeof postMetric>("POST", "/metrics", {
    body: {
      id: newId<"metric">(nowMs.value),
      code: `${like.code}_${scale}`.slice(0, 64),
      nameZh: `${like.nameZh}（${scale} 位小数）`,
      nameEn: `${like.nameEn} (${scale} decimals)`,
      unit: like.unit,
      scale,
      currency: like.currency,
      tax: like.tax,
      class: like.class,
      direction: like.direction,
    },
  });
}

export function allMetrics() {
  return api<typeof listMetrics>("GET", "/metrics");
}
