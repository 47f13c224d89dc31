import { problem, signOf, type Cells, type Field, type Importable } from "../lib/importable.ts";
import type { RowProblem, RowResult, Words } from "../lib/importable.ts";
import { id } from "../lib/id.ts";
import { filled, type Refusals } from "../lib/refusals.ts";
import type { RowError } from "../lib/row-error.ts";
import type { Metric } from "../metrics/metric.ts";
import { findNamed, named, plainRef, type Missing, type NameIndex } from "../org/importable.ts";
import { checkRow, type Known } from "./check.ts";
import { entriesRefusals } from "./refusals.ts";

/** What a file of entries is checked against. */
export type EntriesKnown = {
  readonly people: NameIndex;
  readonly units: NameIndex;
  readonly metrics: readonly (Pick<
    Metric,
    "code" | "nameZh" | "nameEn" | "unit" | "scale" | "currency"
  > & { readonly id: string })[];
  /** The tenant's own. */
  readonly currency: string;
};

/** One row as `POST /entries` takes it. */
export type EntryImportRow = {
  readonly metric: string;
  readonly person: string;
  readonly on: string;
  readonly amount: string;
  readonly currency?: string;
  readonly externalId: string;
  readonly source: string;
  readonly deal?: string;
  readonly dims?: Readonly<Record<string, string>>;
};

/** Dimensions a file can fill: ids and classes of things, never a person's name. */
const DIMENSIONS = ["product", "customer", "region", "channel"] as const;

type Spec = Partial<Field> & { readonly name: string; readonly label: Words };
function field(spec: Spec, synonyms: string): Field {
  const words = synonyms.split("|");
  return { kind: "text", required: false, charsMax: 120, synonyms: words, ...spec };
}

const PERSON = field(
  { name: "person", label: { zh: "人员", en: "Person" }, required: true },
  "姓名|员工|销售|销售员|销售人员|业务员|销售代表|人员|负责人|员工姓名|工号|员工编号|销售顾问|客户经理|name|person|salesperson|sales person|sales_agent|sales agent|agent|sales rep|rep|seller|employee|employee name|owner|account executive|salespersonid|sales person id|employee id|employee key|employee code|business entity id",
);
const AMOUNT = field(
  {
    name: "amount",
    label: { zh: "金额", en: "Amount" },
    kind: "decimal",
    required: true,
    charsMax: 40,
  },
  "金额|销售额|成交金额|订单金额|合同金额|业绩|实绩|回款金额|收入|数额|总额|实付金额|amount|sales amount|sales|revenue|close_value|deal value|value|subtotal|sub total|net amount|total|total amount|order amount|line total|turnover|price",
);
const DAY = field(
  { name: "on", label: { zh: "日期", en: "Date" }, kind: "day", required: true, charsMax: 40 },
  "日期|成交日期|订单日期|签约日期|销售日期|业务日期|下单日期|下单时间|时间|回款日期|发生日期|date|close_date|close date|order date|orderdate|sales date|invoice date|booking date|day|transaction date|created date|when",
);
const TEAM = field(
  {
    name: "team",
    label: { zh: "团队（仅用于新建人员）", en: "Team (to create people)" },
    charsMax: 64,
  },
  "团队|部门|小组|所属部门|所属团队|销售团队|营业部|分公司|team|department|dept|sales team|regional office|office|branch|unit",
);

export const entryFields: readonly Field[] = [
  PERSON,
  DAY,
  AMOUNT,
  field(
    { name: "metric", label: { zh: "指标", en: "Metric" }, required: true },
    "指标|指标名称|指标编码|metric|metric code|metric name|measure|kpi",
  ),
  field(
    { name: "externalId", label: { zh: "记录编号", en: "Row id" }, unique: true },
    "记录编号|单号|流水号|编号|序号|订单编号|订单号|row id|id|opportunity_id|opportunity id|record id|transaction id|entry id|external id|invoice number|sales order id|salesorderid|order id|line id",
  ),
  field(
    { name: "deal", label: { zh: "单据号", en: "Deal or order" } },
    "合同号|合同编号|订单号|订单编号|项目编号|商机编号|deal|deal id|order id|order number|contract|opportunity|sales order number|salesordernumber|salesorderid|invoice no|invoice",
  ),
  field(
    { name: "currency", label: { zh: "币种", en: "Currency" }, charsMax: 3 },
    "币种|货币|currency|currency code|ccy",
  ),
  TEAM,
  field(
    { name: "product", label: { zh: "产品", en: "Product" } },
    "产品|产品名称|商品|产品线|品类|product|product name|item|sku|product id|product key|category",
  ),
  field(
    { name: "customer", label: { zh: "客户编号", en: "Customer number" } },
    "客户编号|客户编码|客户代码|客户|customer id|customer number|customer|account|client|customerid|reseller key",
  ),
  field(
    { name: "region", label: { zh: "地区", en: "Region" } },
    "地区|区域|大区|省份|城市|region|territory|territory id|sales territory key|area|state|province",
  ),
  field(
    { name: "channel", label: { zh: "渠道", en: "Channel" } },
    "渠道|来源|线索来源|channel|lead source|source|segment",
  ),
];

/**
 * Entries of a file. A row without an id of its own is known by day, person, amount and deal, and
 * by how many like it stand above, so that the same file twice records nothing twice.
 */
export const entriesImport: Importable<EntriesKnown, EntryImportRow> = {
  kind: "entries",
  label: { zh: "实绩记录", en: "Entries" },
  fields: entryFields,
  checkRow: checkEntry,
  keyOf: ({ externalId, source }) => (externalId === "" ? null : `${source} ${externalId}`),
  contentOf,
  numbered: (row, nth) => ({ ...row, externalId: `${contentOf(row)}#${nth}` }),
};

function contentOf({ on, person, amount, deal = "" }: EntryImportRow): string {
  // It becomes an external id, which has 200 characters at most.
  return [on, person, amount, deal.slice(0, 100)].join("|");
}

function checkEntry(cells: Cells, known: EntriesKnown): RowResult<EntryImportRow> {
  const { person: who = "", on = "", amount = "", currency = "" } = cells;
  const person = named(known.people, PERSON, who);
  const metric = metricOf(cells["metric"] ?? "", known);
  const problems: RowProblem[] = person.ok ? [] : [...person.problems];
  const whose = person.ok ? person.value.id : "";
  const row = {
    metric: metric?.id ?? cells["metric"] ?? "",
    person: whose,
    on,
    amount,
    ...(currency === "" ? {} : { currency: currency.toUpperCase() }),
  };
  const facts = factsOf(known, metric, whose);
  const checked = checkRow(row, 0, facts);
  const wrong = checked.ok
    ? []
    : checked.error.filter(({ pointer }) => person.ok || !pointer.endsWith("/person"));
  problems.push(...wrong.map(worded), ...wrongSign(cells, metric, row.currency ?? known.currency));
  if (problems.length > 0 || !metric) return { ok: false, problems };
  return { ok: true, value: { ...row, ...extras(cells, metric.code) } };
}

/** One look-up a row: the whole company as a map, once per row, would be the slowest part. */
function factsOf(known: EntriesKnown, metric: KnownMetric | undefined, person: string): Known {
  const metrics = new Map(
    metric ? [[metric.id, { ...metric, id: id<"metric">(metric.id) }] as const] : [],
  );
  return {
    metrics,
    people: new Map(person === "" ? [] : [[person, person]]),
    currency: known.currency,
  };
}

type KnownMetric = EntriesKnown["metrics"][number];

/** A metric by id, code or name; each of the last two in any case. */
export function metricOf(ref: string, { metrics }: Pick<EntriesKnown, "metrics">) {
  // Usually every row is of one metric, given by its id: the slow way is for columns of names.
  const byId = metrics.find(({ id }) => id === ref);
  if (byId) return byId;
  const plain = plainRef(ref);
  return metrics.find(({ id, code, nameZh, nameEn }) =>
    [id, code, nameZh, nameEn].some((call) => plainRef(call) === plain),
  );
}

function extras(cells: Cells, metricCode: string) {
  const dims = Object.fromEntries(
    DIMENSIONS.flatMap((name) => (cells[name] ? [[name, cells[name]]] : [])),
  );
  return {
    externalId: cells["externalId"] ?? "",
    // Order 17 has a revenue and a margin: the metric keeps their identities apart.
    source: `file:${metricCode}`.slice(0, 60),
    ...(cells["deal"] ? { deal: cells["deal"] } : {}),
    ...(Object.keys(dims).length > 0 ? { dims } : {}),
  };
}

function wrongSign(cells: Cells, metric: KnownMetric | undefined, fallback: string): RowProblem[] {
  const sign = cells[signOf("amount")];
  if (sign === undefined || metric?.unit !== "money") return [];
  const currency = cells["currency"] ? fallback : (metric.currency ?? fallback);
  if (sign.split(" ").includes(currency)) return [];
  return [
    problem("amount", "entries/sign_differs", sign, {
      zh: `金额带有 ${sign} 的货币符号，但币种是 ${currency}。请改正币种，或去掉符号。`,
      en: `The amount has a sign of ${sign}, but the currency is ${currency}. Correct the currency or remove the sign.`,
    }),
  ];
}

function worded({ pointer, code, value, ...facts }: RowError): RowProblem {
  const texts: Refusals = entriesRefusals;
  const text = texts[code];
  const zh = filled(text?.zh ?? code, { ...facts, value });
  const en = filled(text?.en ?? code, { ...facts, value });
  return problem(pointer.split("/")[3] ?? null, code, value, { zh, en });
}

/** Who sold and is not known yet, with the team the file gives them; a later team wins. */
export function missingFrom(rows: Iterable<Cells>, known: EntriesKnown): Missing {
  const people = new Map<string, { name: string; team: string }>();
  const teams = new Map<string, string>();
  for (const { person = "", team = "" } of rows) {
    if (person === "" || findNamed(known.people, person) !== "unknown") continue;
    people.set(plainRef(person), { name: person, team });
    if (team !== "" && findNamed(known.units, team) === "unknown") teams.set(plainRef(team), team);
  }
  return { people: [...people.values()], teams: [...teams.values()] };
}
