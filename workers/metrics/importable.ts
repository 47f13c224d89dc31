import { problem, type Cells, type Field, type Importable } from "../lib/importable.ts";
import type { RowProblem, RowResult, Words } from "../lib/importable.ts";
import { METRIC_UNITS, SCALE_MAX, type DIRECTIONS } from "./metric.ts";

/** What `POST /metrics` takes, apart from the id: the server makes it from the code. */
export type MetricImportRow = {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: (typeof METRIC_UNITS)[number];
  readonly scale: number;
  readonly currency: string | null;
  readonly direction: (typeof DIRECTIONS)[number];
};

type Spec = { readonly charsMax: number; readonly required?: boolean; readonly synonyms: string };
function field(name: string, label: Words, { charsMax, required, synonyms }: Spec): Field {
  const words = synonyms.split("|");
  return { name, label, kind: "text", required: required ?? false, charsMax, synonyms: words };
}

export const metricFields: readonly Field[] = [
  field(
    "code",
    { zh: "指标编码", en: "Code" },
    {
      charsMax: 64,
      required: true,
      synonyms: "指标编码|编码|编号|代码|code|metric code|metric id|id|key",
    },
  ),
  field(
    "nameZh",
    { zh: "中文名称", en: "Chinese name" },
    { charsMax: 120, synonyms: "指标名称|名称|中文名称|指标|name zh|chinese name|name|metric" },
  ),
  field(
    "nameEn",
    { zh: "英文名称", en: "English name" },
    { charsMax: 120, synonyms: "英文名称|英文名|english name|name en|metric name" },
  ),
  field(
    "unit",
    { zh: "单位", en: "Unit" },
    { charsMax: 20, synonyms: "单位|计量单位|类型|unit|unit of measure|uom|kind|type" },
  ),
  field(
    "scale",
    { zh: "小数位数", en: "Decimals" },
    { charsMax: 2, synonyms: "小数位数|小数位|精度|scale|decimals|precision" },
  ),
  field(
    "currency",
    { zh: "币种", en: "Currency" },
    { charsMax: 3, synonyms: "币种|货币|currency|currency code" },
  ),
  field(
    "direction",
    { zh: "方向", en: "Direction" },
    { charsMax: 20, synonyms: "方向|越大越好|direction|better" },
  ),
];

const UNITS: Readonly<Record<string, MetricImportRow["unit"]>> = {
  ...Object.fromEntries(METRIC_UNITS.map((unit) => [unit, unit])),
  ...{ 金额: "money", 元: "money", 数量: "count", 个: "count", 次: "count", 单: "count" },
  ...{ 比率: "ratio", 百分比: "ratio", 天: "days", 天数: "days", 分: "score", 分数: "score" },
};
const UPWARD: Readonly<Record<string, MetricImportRow["direction"]>> = {
  ...{ up: "up", higher: "up", 越大越好: "up", 上升: "up", 是: "up" },
  ...{ down: "down", lower: "down", 越小越好: "down", 下降: "down", 否: "down" },
};

/** Metrics of a file. A metric that exists keeps its unit, scale and currency for ever. */
export const metricsImport: Importable<null, MetricImportRow> = {
  kind: "metrics",
  label: { zh: "指标", en: "Metrics" },
  fields: metricFields,
  checkRow: checkMetric,
  keyOf: ({ code }) => code.toLowerCase(),
};

function checkMetric(cells: Cells): RowResult<MetricImportRow> {
  const { code = "", currency = "" } = cells;
  const unit = UNITS[(cells["unit"] || "money").toLowerCase()];
  const direction = UPWARD[(cells["direction"] || "up").toLowerCase()];
  const scaleText = cells["scale"] || (unit === "money" ? "2" : "0");
  const scale = /^\d$/.test(scaleText) ? Number(scaleText) : SCALE_MAX + 1;
  const problems: RowProblem[] = [];
  if (!unit) problems.push(problem("unit", "metrics/unknown_unit", cells["unit"] ?? "", UNIT));
  if (!direction)
    problems.push(problem("direction", "metrics/unknown_direction", cells["direction"] ?? "", WAY));
  if (scale > SCALE_MAX) problems.push(problem("scale", "metrics/scale", scaleText, SCALE));
  if (currency !== "" && !/^[A-Z]{3}$/.test(currency))
    problems.push(problem("currency", "metrics/unknown_currency", currency, CURRENCY));
  if (unit === "ratio") problems.push(problem("unit", "metrics/ratio_by_hand", code, RATIO));
  if (problems.length > 0 || !unit || !direction) return { ok: false, problems };
  const nameZh = cells["nameZh"] || cells["nameEn"] || code;
  const nameEn = cells["nameEn"] || nameZh;
  const money = unit === "money" && currency !== "" ? currency : null;
  return { ok: true, value: { code, nameZh, nameEn, unit, scale, currency: money, direction } };
}

const UNIT: Words = {
  zh: "单位须为：金额、数量、天数、分数（money、count、days、score）之一。",
  en: "The unit is one of money, count, days, score.",
};
const WAY: Words = {
  zh: "方向须为：越大越好、越小越好（up、down）之一。",
  en: "The direction is up or down.",
};
const SCALE: Words = {
  zh: "小数位数须为 0 至 6 的整数。",
  en: "Decimals are a whole number from 0 to 6.",
};
const CURRENCY: Words = {
  zh: "币种须为三位大写字母代码，例如 CNY。",
  en: "A currency is a code of three capital letters, like CNY.",
};
const RATIO: Words = {
  zh: "比率类指标由两个指标相除得到，请在“指标”页面中新建。",
  en: "A ratio is made of two metrics: create it on the Metrics page.",
};
