import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCode, WireCurrency, wireId, WireName } from "../lib/wire.ts";
import {
  AGGREGATIONS,
  CLASSES,
  DIRECTIONS,
  DOWN_RULES,
  METRIC_UNITS,
  SCALE_MAX,
  TAXES,
} from "./metric.ts";

const MetricId = wireId<"metric">();
const Note = v.pipe(v.string(), v.trim(), v.maxLength(400));

export const WireMetric = v.object({
  id: MetricId,
  code: v.string(),
  nameZh: v.string(),
  nameEn: v.string(),
  unit: v.picklist(METRIC_UNITS),
  scale: v.number(),
  currency: v.nullable(v.string()),
  tax: v.picklist(TAXES),
  class: v.picklist(CLASSES),
  direction: v.picklist(DIRECTIONS),
  overTime: v.picklist(AGGREGATIONS),
  overPeople: v.picklist(AGGREGATIONS),
  formula: v.nullable(v.string()),
  source: v.nullable(v.string()),
  owner: v.nullable(v.string()),
  health: v.nullable(v.string()),
  weighedBy: v.nullable(v.string()),
  downRule: v.picklist(DOWN_RULES),
  downMax: v.string(),
  version: v.number(),
});

/** What may change later. Unit, scale and currency may not: amounts already stand in them. */
const Changeable = {
  nameZh: WireName,
  nameEn: WireName,
  tax: v.picklist(TAXES),
  class: v.picklist(CLASSES),
  direction: v.picklist(DIRECTIONS),
  overTime: v.picklist(AGGREGATIONS),
  overPeople: v.picklist(AGGREGATIONS),
  formula: v.nullable(Note),
  source: v.nullable(Note),
  owner: v.nullable(wireId<"person">()),
  /** The health metric watched beside this one's growth. */
  health: v.nullable(MetricId),
  /** The metric whose sums weigh a mean over people. */
  weighedBy: v.nullable(MetricId),
  downRule: v.picklist(DOWN_RULES),
  /** The most that direction down can reach, such as "2" or "150%". */
  downMax: v.pipe(v.string(), v.maxLength(20)),
};

export const MetricBody = v.strictObject({
  id: MetricId,
  code: WireCode,
  nameZh: WireName,
  nameEn: WireName,
  unit: v.picklist(METRIC_UNITS),
  scale: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(SCALE_MAX)),
  currency: v.optional(v.nullable(WireCurrency), null),
  tax: v.optional(Changeable.tax, "none"),
  class: v.optional(Changeable.class, "result"),
  direction: v.optional(Changeable.direction, "up"),
  overTime: v.optional(Changeable.overTime, "sum"),
  overPeople: v.optional(Changeable.overPeople, "sum"),
  formula: v.optional(Changeable.formula, null),
  source: v.optional(Changeable.source, null),
  owner: v.optional(Changeable.owner, null),
  health: v.optional(Changeable.health, null),
  weighedBy: v.optional(Changeable.weighedBy, null),
  downRule: v.optional(Changeable.downRule, "target_over_actual"),
  downMax: v.optional(Changeable.downMax, "2"),
});

export const listMetrics = contract({
  id: "listMetrics",
  method: "GET",
  path: "/metrics",
  tag: "metrics",
  summary: "All metrics, by code",
  may: "metrics.read",
  status: 200,
  answer: v.object({ items: v.array(WireMetric), next: v.nullable(v.string()) }),
  refuses: [],
});

export const getMetric = contract({
  id: "getMetric",
  method: "GET",
  path: "/metrics/:metricId",
  tag: "metrics",
  summary: "One metric with its version",
  may: "metrics.read",
  ids: { "params.metricId": "metric" },
  params: v.object({ metricId: MetricId }),
  status: 200,
  answer: WireMetric,
  refuses: ["metrics/not_found"],
});

export const postMetric = contract({
  id: "createMetric",
  method: "POST",
  path: "/metrics",
  tag: "metrics",
  summary: "Define a metric",
  description: "Unit, scale and currency stay for ever: amounts are stored in them.",
  may: "metrics.change",
  ids: { "body.owner": "person", "body.health": "health", "body.weighedBy": "metric" },
  body: MetricBody,
  status: 201,
  answer: WireMetric,
  refuses: [
    "metrics/code_taken",
    "metrics/ratio_needs_formula",
    "metrics/currency_of_money_only",
    "metrics/unknown_formula",
    "metrics/circular_formula",
    "metrics/unknown_metric",
    "metrics/not_health",
    "metrics/down_max",
    "metrics/unknown_owner",
    "commit/busy",
  ],
});

export const patchMetric = contract({
  id: "changeMetric",
  method: "PATCH",
  path: "/metrics/:metricId",
  tag: "metrics",
  summary: "Change how a metric is called and read",
  may: "metrics.change",
  ids: {
    "params.metricId": "metric",
    "body.owner": "person",
    "body.health": "health",
    "body.weighedBy": "metric",
  },
  params: v.object({ metricId: MetricId }),
  body: v.partial(v.strictObject(Changeable)),
  versioned: true,
  status: 200,
  answer: WireMetric,
  refuses: [
    "metrics/not_found",
    "version/stale",
    "commit/busy",
    "metrics/ratio_needs_formula",
    "metrics/currency_of_money_only",
    "metrics/unknown_formula",
    "metrics/circular_formula",
    "metrics/unknown_metric",
    "metrics/not_health",
    "metrics/down_max",
    "metrics/unknown_owner",
  ],
});
