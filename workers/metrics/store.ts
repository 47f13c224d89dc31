import { id } from "../lib/id.ts";
import { must } from "../lib/assert.ts";
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
import { defaultMetricRows } from "./defaults.ts";
import {
  AGGREGATIONS,
  CLASSES,
  DIRECTIONS,
  DOWN_RULES,
  type Metric,
  type MetricId,
  METRIC_UNITS,
  TAXES,
} from "./metric.ts";

const COLUMNS = `m.id, m.code, m.name_zh, m.name_en, m.unit, m.scale, m.currency, m.tax, m.class,
  m.direction, m.over_time, m.over_people, m.formula, m.source, m.owner, m.health,
  m.weighed_by, m.down_rule, m.down_max, m.version`;

function oneOf<const T extends string>(all: readonly T[], row: Row, name: string): T {
  return must(
    all.find((each) => each === row[name]),
    `${name} is one of its words`,
  );
}

export function metricFrom(row: Row): Metric {
  return {
    id: id(text(row, "id")),
    code: text(row, "code"),
    nameZh: text(row, "name_zh"),
    nameEn: text(row, "name_en"),
    unit: oneOf(METRIC_UNITS, row, "unit"),
    scale: whole(row, "scale"),
    currency: maybe(row, "currency"),
    tax: oneOf(TAXES, row, "tax"),
    class: oneOf(CLASSES, row, "class"),
    direction: oneOf(DIRECTIONS, row, "direction"),
    overTime: oneOf(AGGREGATIONS, row, "over_time"),
    overPeople: oneOf(AGGREGATIONS, row, "over_people"),
    formula: maybe(row, "formula"),
    source: maybe(row, "source"),
    owner: maybe(row, "owner"),
    health: maybe(row, "health"),
    weighedBy: maybe(row, "weighed_by"),
    downRule: oneOf(DOWN_RULES, row, "down_rule"),
    downMax: text(row, "down_max"),
    version: whole(row, "version"),
  };
}

const reads = {
  metric: (metric: MetricId): Read<Metric | null> =>
    read(
      `SELECT ${COLUMNS} FROM metrics AS m WHERE m.tenant = ?1 AND m.id = ?2`,
      [metric],
      first(metricFrom),
    ),

  /** Metrics named by code or id. */
  byRef: (refs: readonly string[]): Read<Metric[]> =>
    read(
      `SELECT ${COLUMNS} FROM json_each(?2) AS j CROSS JOIN metrics AS m
       WHERE m.tenant = ?1 AND m.code = j.value
       UNION
       SELECT ${COLUMNS} FROM json_each(?2) AS j CROSS JOIN metrics AS m
       WHERE m.tenant = ?1 AND m.id = j.value`,
      [packed([...new Set(refs)])],
      every(metricFrom),
    ),

  /** Every metric, by code: a tenant has dozens. */
  all: (): Read<Metric[]> =>
    read(
      `SELECT ${COLUMNS} FROM metrics AS m WHERE m.tenant = ?1 ORDER BY m.code`,
      [],
      every(metricFrom),
    ),

  /** Whether somebody is a person here. */
  isPerson: (person: string | null): Read<boolean> =>
    read(
      `SELECT 1 AS found FROM people WHERE tenant = ?1 AND id = ?2`,
      [person],
      (rows) => rows.length > 0,
    ),
};

/** `verb` is "INSERT INTO", or "INSERT OR IGNORE INTO" where a repetition must change nothing. */
function insert(verb: "INSERT INTO" | "INSERT OR IGNORE INTO", metrics: readonly Metric[]) {
  return write(
    `${verb} metrics (tenant, id, code, name_zh, name_en, unit, scale, currency, tax, class,
       direction, over_time, over_people, formula, source, owner, health, weighed_by, down_rule,
       down_max, version)
     SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
       j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9, j.value ->> 10,
       j.value ->> 11, j.value ->> 12, j.value ->> 13, j.value ->> 14, j.value ->> 15,
       j.value ->> 16, j.value ->> 17, j.value ->> 18, 1
     FROM json_each(?2) AS j`,
    packed(
      metrics.map((m) => [
        m.id,
        m.code,
        m.nameZh,
        m.nameEn,
        m.unit,
        m.scale,
        m.currency,
        m.tax,
        m.class,
        m.direction,
        m.overTime,
        m.overPeople,
        m.formula,
        m.source,
        m.owner,
        m.health,
        m.weighedBy,
        m.downRule,
        m.downMax,
      ]),
    ),
  );
}

const writes = {
  create: (metric: Metric): Statement => insert("INSERT INTO", [metric]),

  change: (metric: Metric): Statement =>
    write(
      `UPDATE metrics SET name_zh = ?3, name_en = ?4, tax = ?5, class = ?6, direction = ?7,
         over_time = ?8, over_people = ?9, formula = ?10, source = ?11, owner = ?12,
         health = ?13, weighed_by = ?14, down_rule = ?15, down_max = ?16,
         version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      metric.id,
      metric.nameZh,
      metric.nameEn,
      metric.tax,
      metric.class,
      metric.direction,
      metric.overTime,
      metric.overPeople,
      metric.formula,
      metric.source,
      metric.owner,
      metric.health,
      metric.weighedBy,
      metric.downRule,
      metric.downMax,
    ),
};

const guards = {
  version: (metric: MetricId, version: number): Guard => ({
    what: "metrics/version",
    sql: `(SELECT version = ?3 FROM metrics WHERE tenant = ?1 AND id = ?2)`,
    params: [metric, version],
  }),
};

/** All of metrics' SQL, as values: nothing has run until load() or commit(). */
export const metricStore = { ...reads, ...writes, guards };
export type MetricStore = typeof metricStore;

/** For prepareTenant: under derived ids and OR IGNORE, so that running it again changes nothing. */
export async function defaultMetrics(seeding: {
  readonly tenant: string;
  readonly at: number;
}): Promise<Statement[]> {
  return [insert("INSERT OR IGNORE INTO", await defaultMetricRows(seeding.tenant, seeding.at))];
}
