import { must } from "../lib/assert.ts";
import type { Interval } from "../lib/interval.ts";
import { day } from "../lib/day.ts";
import {
  big,
  every,
  first,
  maybe,
  read,
  type Read,
  type Row,
  type Statement,
  text,
  write,
} from "../tenancy/sql.ts";
import { PACES } from "./action.ts";
import type { ActionTarget } from "./action-target.ts";
import { daysOf, keptOf, OWNER, OWNER_OF, ownerOf, UNIT, unitOf } from "./rows.ts";

const LISTED_MAX = 500;
const ACTION = `a.id, a.goal, a.result, a.result_metric, a.results, a.action, a.action_metric,
  a.actions, a.pace, a.ceiling, a.from_day, a.until_day, a.ended, a.sample, a.version, ${UNIT}, ${OWNER}
  FROM action_targets AS a CROSS JOIN units AS u ${OWNER_OF("a")}`;
const LINKS = "a.tenant = ?1 AND u.tenant = ?1 AND u.id = a.unit";

/** One past month of both metrics; smallest steps with their scales. */
export type PastPair = {
  readonly on: string;
  readonly results: bigint;
  readonly resultScale: number;
  readonly actions: bigint;
  readonly actionScale: number;
};

export const actionReads = {
  actions: (): Read<ActionTarget[]> =>
    read(
      `SELECT ${ACTION} WHERE ${LINKS} ORDER BY a.id LIMIT ${LISTED_MAX}`,
      [],
      every(actionFrom),
    ),

  action: (action: string): Read<ActionTarget | null> =>
    read(`SELECT ${ACTION} WHERE ${LINKS} AND a.id = ?2`, [action], first(actionFrom)),

  /** Months in which both metrics are known and something was done. */
  pastPairs: (action: string, within: Interval): Read<PastPair[]> =>
    read(
      `SELECT r.on_day, r.amount AS results, m.scale AS result_scale, d.amount AS actions,
         n.scale AS action_scale
       FROM action_targets AS a CROSS JOIN metrics AS m CROSS JOIN metrics AS n
         CROSS JOIN totals AS r CROSS JOIN totals AS d
       WHERE a.tenant = ?1 AND a.id = ?2 AND m.tenant = ?1 AND m.id = a.result_metric
         AND n.tenant = ?1 AND n.id = a.action_metric
         AND r.tenant = ?1 AND r.subject = a.unit AND r.metric = m.id AND r.currency = ''
         AND r.grain = 'm' AND r.on_day >= ?3 AND r.on_day < ?4
         AND d.tenant = ?1 AND d.subject = a.unit AND d.metric = n.id AND d.currency = ''
         AND d.grain = 'm' AND d.on_day = r.on_day AND d.amount > 0`,
      [action, within.from, within.until],
      every((row) => ({
        on: day(text(row, "on_day")),
        results: big(row, "results"),
        resultScale: Number(big(row, "result_scale")),
        actions: big(row, "actions"),
        actionScale: Number(big(row, "action_scale")),
      })),
    ),
};

export const actionWrites = {
  addAction: (of: ActionTarget): Statement =>
    write(
      `INSERT INTO action_targets (tenant, id, goal, result, result_metric, results, action,
         action_metric, actions, pace, ceiling, owner, from_day, until_day, ended, unit, sample, version)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, 1)`,
      ...values(of),
      of.unit.id,
      of.sample ? 1 : 0,
    ),

  setAction: (of: ActionTarget): Statement =>
    write(
      `UPDATE action_targets SET goal = ?3, result = ?4, result_metric = ?5, results = ?6, action = ?7,
         action_metric = ?8, actions = ?9, pace = ?10, ceiling = ?11, owner = ?12, from_day = ?13,
         until_day = ?14, ended = ?15, version = version + 1 WHERE tenant = ?1 AND id = ?2`,
      ...values(of),
    ),
};

function values(of: ActionTarget) {
  return [
    ...[of.id, of.goal, of.result, of.resultMetric, of.results, of.action, of.actionMetric],
    ...[of.actions, of.pace, of.ceiling, of.owner?.id ?? null, of.from, of.until],
    of.ended ? 1 : 0,
  ];
}

function actionFrom(row: Row): ActionTarget {
  return {
    id: text(row, "id"),
    goal: maybe(row, "goal"),
    unit: unitOf(row),
    result: text(row, "result"),
    resultMetric: maybe(row, "result_metric"),
    results: text(row, "results"),
    action: text(row, "action"),
    actionMetric: maybe(row, "action_metric"),
    actions: text(row, "actions"),
    pace: must(PACES.find((pace) => pace === row["pace"])),
    ceiling: maybe(row, "ceiling"),
    owner: ownerOf(row),
    ...daysOf(row),
    ...keptOf(row),
  };
}
