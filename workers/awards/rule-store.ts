import * as v from "valibot";
import { must } from "../lib/assert.ts";
import { day } from "../lib/day.ts";
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
import type { KeptRule } from "./award.ts";
import { CURRENCY_OF_METRIC } from "./ranking-store.ts";
import { AwardDocument } from "./rule.ts";

const RULE = `r.id, r.code, r.document, r.version, r.retired, r.sample, r.made_at, m.code AS metric_code,
  m.name_zh AS metric_zh, m.name_en AS metric_en, m.scale,
  nullif(${CURRENCY_OF_METRIC}, '') AS currency, u.name AS unit_name,
  u.name_en AS unit_name_en,
  (SELECT k.from_day FROM award_rankings AS k WHERE k.tenant = ?1 AND k.rule = r.id
   ORDER BY k.from_day DESC LIMIT 1) AS last_from,
  (SELECT k.until_day FROM award_rankings AS k WHERE k.tenant = ?1 AND k.rule = r.id
   ORDER BY k.from_day DESC LIMIT 1) AS last_until`;
const FROM_RULES = `FROM award_rules AS r
  LEFT JOIN metrics AS m ON m.tenant = ?1 AND m.id = r.document ->> '$.basis.metric'
  LEFT JOIN units AS u ON u.tenant = ?1 AND u.id = r.document ->> '$.unit'`;

function ruleFrom(row: Row): KeptRule {
  const code = maybe(row, "metric_code");
  const unit = maybe(row, "unit_name");
  const from = maybe(row, "last_from");
  return {
    id: text(row, "id"),
    code: text(row, "code"),
    document: v.parse(AwardDocument, JSON.parse(text(row, "document"))),
    version: whole(row, "version"),
    retired: whole(row, "retired") === 1,
    sample: whole(row, "sample") === 1,
    madeAt: whole(row, "made_at"),
    metric:
      code === null
        ? null
        : {
            ...{ code, nameZh: text(row, "metric_zh"), nameEn: text(row, "metric_en") },
            ...{ scale: whole(row, "scale"), currency: maybe(row, "currency") },
          },
    unit: unit === null ? null : { name: unit, nameEn: maybe(row, "unit_name_en") },
    last: from === null ? null : { from: day(from), until: day(text(row, "last_until")) },
  };
}

/** What awards are given for. */
export const ruleReads = {
  rules: (): Read<KeptRule[]> =>
    read(
      `SELECT ${RULE} ${FROM_RULES} WHERE r.tenant = ?1 ORDER BY r.retired, r.id`,
      [],
      every(ruleFrom),
    ),

  /** Codes of the rules that rank people, the oldest first: what a plan may name as a board. */
  boardCodes: (): Read<string[]> =>
    read(
      `SELECT r.code FROM award_rules AS r WHERE r.tenant = ?1 AND r.retired = 0
         AND r.document ->> '$.of' = 'person' ORDER BY r.id`,
      [],
      every((row) => text(row, "code")),
    ),

  rule: (id: string): Read<KeptRule | null> =>
    read(`SELECT ${RULE} ${FROM_RULES} WHERE r.tenant = ?1 AND r.id = ?2`, [id], first(ruleFrom)),

  /** Was a rule made or changed, or the company's calendar, after this commit? */
  ruledSince: (seen: number): Read<boolean> =>
    read(
      `SELECT 1 AS one FROM commits WHERE tenant = ?1 AND seq > ?2
         AND (event LIKE 'award/rule%' OR event LIKE 'calendar/%') LIMIT 1`,
      [seen],
      (rows) => rows.length > 0,
    ),

  /** The company's clock. */
  here: (): Read<{ zone: string; dayOffset: number; isLoading: boolean }> =>
    read("SELECT time_zone, day_offset, sample FROM tenant_here WHERE tenant = ?1", [], (rows) => {
      const row = must(rows[0]);
      return {
        ...{ zone: text(row, "time_zone"), dayOffset: whole(row, "day_offset") },
        isLoading: row["sample"] === "loading",
      };
    }),

  metric: (id: string | null): Read<KeptRule["metric"]> =>
    read(
      `SELECT m.code, m.name_zh, m.name_en, m.scale, nullif(${CURRENCY_OF_METRIC}, '') AS currency
       FROM metrics AS m WHERE m.tenant = ?1 AND m.id = ?2`,
      [id],
      first((row) => ({
        ...{ code: text(row, "code"), nameZh: text(row, "name_zh") },
        ...{ nameEn: text(row, "name_en"), scale: whole(row, "scale") },
        currency: maybe(row, "currency"),
      })),
    ),

  /** A metric's id by its code. */
  metricOf: (code: string): Read<string | null> =>
    read(
      `SELECT id FROM metrics WHERE tenant = ?1 AND code = ?2`,
      [code],
      first((row) => text(row, "id")),
    ),

  unit: (id: string | null): Read<KeptRule["unit"]> =>
    read(
      `SELECT name, name_en FROM units WHERE tenant = ?1 AND id = ?2`,
      [id],
      first((row) => ({ name: text(row, "name"), nameEn: maybe(row, "name_en") })),
    ),
};

export const ruleWrites = {
  addRule: ({ id, code, document, sample, madeAt }: KeptRule): Statement =>
    write(
      `INSERT INTO award_rules (tenant, id, code, document, version, retired, sample, made_at)
       SELECT ?1, ?2, ?3, ?4, 1, 0, ?5, ?6`,
      ...[id, code, JSON.stringify(document), sample ? 1 : 0, madeAt],
    ),

  changeRule: (id: string, document: AwardDocument, retired: boolean): Statement =>
    write(
      `UPDATE award_rules SET document = ?3, retired = ?4, version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      ...[id, JSON.stringify(document), retired ? 1 : 0],
    ),
};

export const ruleGuards = {
  rule: (id: string, version: number): Guard => ({
    what: "award/version",
    sql: "(SELECT version = ?3 FROM award_rules WHERE tenant = ?1 AND id = ?2)",
    params: [id, version],
  }),
};
