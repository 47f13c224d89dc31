import { must } from "../lib/assert.ts";
import { day } from "../lib/day.ts";
import { METRIC_UNITS } from "../metrics/metric.ts";
import { maybe, type Row, text, whole } from "../tenancy/sql.ts";
import type { MetricOf, NamedThing } from "./goal.ts";

/** How this noun's rows are read: the same columns under the same names everywhere. */

export const METRIC = (alias: string, as: string) => `${alias}.id AS ${as}_id,
  ${alias}.code AS ${as}_code, ${alias}.name_zh AS ${as}_zh, ${alias}.name_en AS ${as}_en,
  ${alias}.unit AS ${as}_unit, ${alias}.scale AS ${as}_scale, ${alias}.formula AS ${as}_formula,
  ${alias}.source AS ${as}_source`;
export const UNIT = "u.id AS unit_id, u.name AS unit_name, u.name_en AS unit_en";
export const OWNER = "w.id AS owner_id, w.name AS owner_name, w.name_en AS owner_en";
export const OWNER_OF = (alias: string) =>
  `LEFT JOIN people AS w ON w.tenant = ?1 AND w.id = ${alias}.owner`;

export function metricOf(row: Row, as: string): MetricOf {
  return {
    id: text(row, `${as}_id`),
    code: text(row, `${as}_code`),
    nameZh: text(row, `${as}_zh`),
    nameEn: text(row, `${as}_en`),
    unit: must(METRIC_UNITS.find((each) => each === row[`${as}_unit`])),
    scale: whole(row, `${as}_scale`),
    formula: maybe(row, `${as}_formula`),
    source: maybe(row, `${as}_source`),
  };
}

export function unitOf(row: Row): NamedThing {
  return { id: text(row, "unit_id"), name: text(row, "unit_name"), nameEn: maybe(row, "unit_en") };
}

/** Null too where the owner is no longer here. */
export function ownerOf(row: Row): NamedThing | null {
  const id = maybe(row, "owner_id");
  if (id === null) return null;
  return { id, name: text(row, "owner_name"), nameEn: maybe(row, "owner_en") };
}

export function keptOf(row: Row) {
  return {
    ended: whole(row, "ended") === 1,
    sample: whole(row, "sample") === 1,
    version: whole(row, "version"),
  };
}

export function namesOf(row: Row) {
  return { id: text(row, "id"), name: text(row, "name"), nameEn: maybe(row, "name_en") };
}

export function daysOf(row: Row) {
  return { from: day(text(row, "from_day")), until: day(text(row, "until_day")) };
}

export function maybeDay(row: Row, name: string) {
  const on = maybe(row, name);
  return on === null ? null : day(on);
}
