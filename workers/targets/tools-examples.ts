/** What the API's document shows: one request of every kind. The tool's tests send each of them. */
export const EXAMPLES = [
  {
    method: "factor",
    total: "12000000",
    granularity: "1000",
    recipients: [
      { id: "华东", value: "40" },
      { id: "华南", value: "30" },
      { id: "华北", value: "30" },
    ],
  },
  {
    method: "composite",
    total: "12000000",
    granularity: "1000",
    factors: [
      { key: "history", weight: "60%" },
      { key: "potential", weight: "40%" },
    ],
    recipients: [
      { id: "华东", values: { history: "4200000", potential: "900" }, max: "6000000" },
      { id: "华南", values: { history: "3100000", potential: "850" }, min: "3000000" },
    ],
  },
  {
    method: "given",
    total: "100000000",
    recipients: [
      { id: "华东", share: "40%" },
      { id: "华南", share: "30%" },
    ],
  },
  {
    method: "keep",
    total: "150",
    recipients: [
      { id: "A", current: "60", locked: true },
      { id: "B", current: "40" },
    ],
  },
  {
    method: "growth",
    total: "12000000",
    recipients: [
      { id: "A", last: "6000000", growth: "20%" },
      { id: "B", last: "4000000", growth: "5%" },
    ],
  },
  {
    method: "capacity",
    total: "70000000",
    granularity: "10000",
    recipients: [
      { id: "A组", heads: "20", productivity: "2000000" },
      { id: "B组", heads: "17", productivity: "1800000", ramp: "0.9" },
    ],
  },
  {
    method: "two_way",
    granularity: "1000",
    table: { kind: "controlled" },
    columns: [
      { id: "2026-07", total: "900000" },
      { id: "2026-08", total: "600000" },
      { id: "2026-09", total: "500000" },
    ],
    rows: [
      { id: "张三", total: "1200000", curve: ["3", "3", "4"] },
      { id: "李四", total: "800000", curve: ["1", "0", "1"], locked: { "2026-09": "100000" } },
    ],
  },
  {
    method: "mean",
    how: "scale",
    parent: "33%",
    recipients: [
      { id: "直销", base: "0.6", value: "36%" },
      { id: "渠道", base: "0.4", value: "21%" },
    ],
  },
] as const;
