import * as v from "valibot";
import type { Guard } from "../tenancy/commit.ts";
import {
  every,
  first,
  maybe,
  read,
  type Read,
  type Row,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { CheckIn, KeyResult, Objective } from "./objective.ts";
import { daysOf, keptOf, namesOf, OWNER, OWNER_OF, ownerOf, UNIT, unitOf } from "./rows.ts";

const LISTED_MAX = 500;
/** Key results ride along as one text: an objective has four at most. */
const KEY_RESULTS = `(SELECT json_group_array(json_array(k.id, k.name, k.name_en, k.measure, k.start,
    k.target, k.current, k.check_ins, k.version) ORDER BY k.position, k.id) FROM key_results AS k
  WHERE k.tenant = ?1 AND k.objective = o.id) AS key_results`;
const OBJECTIVE = `o.id, o.name, o.name_en, o.parent, o.theme, o.from_day, o.until_day, o.ended,
  o.sample, o.version, ${UNIT}, ${OWNER}, ${KEY_RESULTS}
  FROM objectives AS o CROSS JOIN units AS u ${OWNER_OF("o")}`;
const LINKS = "o.tenant = ?1 AND u.tenant = ?1 AND u.id = o.unit";

const Text = v.nullable(v.string());
const KeyResults = v.array(
  v.tuple([
    ...[v.string(), v.string(), Text, Text, v.string(), v.string(), Text, v.number(), v.number()],
  ] as const),
);

export const okrReads = {
  objectives: (): Read<Objective[]> =>
    read(
      `SELECT ${OBJECTIVE} WHERE ${LINKS} ORDER BY o.id LIMIT ${LISTED_MAX}`,
      [],
      every(objectiveFrom),
    ),

  objective: (objective: string | null): Read<Objective | null> =>
    read(`SELECT ${OBJECTIVE} WHERE ${LINKS} AND o.id = ?2`, [objective], first(objectiveFrom)),

  /** This objective and all that it serves, upwards: where a circle would close. */
  served: (objective: string | null): Read<ReadonlySet<string>> =>
    read(
      `WITH RECURSIVE up (id) AS (
         SELECT id FROM objectives WHERE tenant = ?1 AND id = ?2
         UNION SELECT o.parent FROM up CROSS JOIN objectives AS o
         WHERE o.tenant = ?1 AND o.id = up.id AND o.parent IS NOT NULL)
       SELECT id FROM up WHERE ?1 IS NOT NULL`,
      [objective],
      (rows) => new Set(rows.map((row) => text(row, "id"))),
    ),

  checkIns: (keyResult: string): Read<CheckIn[]> =>
    read(
      `SELECT number, value, note, at, by FROM check_ins
       WHERE tenant = ?1 AND key_result = ?2 ORDER BY number DESC LIMIT 200`,
      [keyResult],
      every((row) => ({
        number: whole(row, "number"),
        value: text(row, "value"),
        note: maybe(row, "note"),
        at: whole(row, "at"),
        by: text(row, "by"),
      })),
    ),
};

export const okrWrites = {
  addObjective: (of: Objective): Statement[] => [
    write(
      `INSERT INTO objectives (tenant, id, name, name_en, parent, theme, owner, from_day, until_day,
         ended, unit, sample, version)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 1)`,
      ...objectiveValues(of),
      of.unit.id,
      of.sample ? 1 : 0,
    ),
    write(
      `INSERT INTO key_results (tenant, objective, id, name, name_en, measure, start, target, current,
         check_ins, version, position)
       SELECT ?1, ?2, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
         j.value ->> 5, NULL, 0, 1, j.key FROM json_each(?3) AS j`,
      of.id,
      packed(of.keyResults.map((k) => [k.id, k.name, k.nameEn, k.measure, k.start, k.target])),
    ),
  ],

  setObjective: (of: Objective): Statement =>
    write(
      `UPDATE objectives SET name = ?3, name_en = ?4, parent = ?5, theme = ?6, owner = ?7,
         from_day = ?8, until_day = ?9, ended = ?10, version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      ...objectiveValues(of),
    ),

  setKeyResult: (objective: string, of: KeyResult): Statement =>
    write(
      `UPDATE key_results SET name = ?4, name_en = ?5, measure = ?6, start = ?7, target = ?8,
         version = version + 1 WHERE tenant = ?1 AND objective = ?2 AND id = ?3`,
      ...[objective, of.id, of.name, of.nameEn, of.measure, of.start, of.target],
    ),

  checkIn: (objective: string, keyResult: string, said: CheckIn): Statement[] => [
    write(
      `INSERT INTO check_ins (tenant, key_result, number, value, note, at, by)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
      ...[keyResult, said.number, said.value, said.note, said.at, said.by],
    ),
    write(
      `UPDATE key_results SET current = ?4, check_ins = ?5, version = version + 1
       WHERE tenant = ?1 AND objective = ?2 AND id = ?3`,
      ...[objective, keyResult, said.value, said.number],
    ),
  ],
};

export const keyResultIsAt = (objective: string, id: string, version: number): Guard => ({
  what: "strategy/version",
  sql: `(SELECT version = ?4 FROM key_results WHERE tenant = ?1 AND objective = ?2 AND id = ?3)`,
  params: [objective, id, version],
});

function objectiveValues(of: Objective) {
  const { id, name, nameEn, parent, theme, owner, from, until, ended } = of;
  return [id, name, nameEn, parent, theme, owner?.id ?? null, from, until, ended ? 1 : 0] as const;
}

function objectiveFrom(row: Row): Objective {
  return {
    ...namesOf(row),
    unit: unitOf(row),
    parent: maybe(row, "parent"),
    theme: maybe(row, "theme"),
    owner: ownerOf(row),
    ...daysOf(row),
    keyResults: v.parse(KeyResults, JSON.parse(text(row, "key_results"))).map(keyResultFrom),
    ...keptOf(row),
  };
}

function keyResultFrom(row: v.InferOutput<typeof KeyResults>[number]): KeyResult {
  const [id, name, nameEn, measure, start, target, current, checkIns, version] = row;
  return { id, name, nameEn, measure, start, target, current, checkIns, version };
}
