/** What the API's document shows: one request of every kind. The tool's tests send each of them. */
export const EXAMPLES = [
  {
    calculate: "attainment",
    direction: "up",
    rows: [
      { id: "华东", target: "4000000", actual: "3600000" },
      { id: "新品", target: "0", actual: "120000" },
    ],
  },
  {
    calculate: "attainment",
    direction: "down",
    downRule: "target_over_actual",
    downMax: "200%",
    rows: [{ id: "账期", target: "45", actual: "38" }],
  },
  {
    calculate: "growth",
    rows: [{ id: "全年", now: "12000000", before: "10000000" }],
  },
  {
    calculate: "pace",
    target: "2500000",
    actual: "1100000",
    from: "2026-07-01",
    until: "2026-10-01",
    dataDay: "2026-08-14",
    basis: "working_days",
    holidays: "mainland",
  },
  {
    calculate: "ranks",
    direction: "up",
    rows: [
      { id: "A", score: "104%" },
      { id: "B", score: "98.5%" },
      { id: "C", score: "98.5%" },
      { id: "D", score: "61%" },
    ],
  },
  { calculate: "evenness", values: ["1", "1", "2", "2", "3", "3", "4", "16"] },
  {
    calculate: "correlation",
    pairs: [
      { x: "10", y: "120" },
      { x: "12", y: "90" },
      { x: "15", y: "180" },
      { x: "19", y: "160" },
      { x: "22", y: "260" },
      { x: "25", y: "230" },
      { x: "31", y: "300" },
      { x: "40", y: "310" },
    ],
  },
  {
    calculate: "pipeline",
    deals: [
      { id: "D-1", amount: "800000", probability: "75%" },
      { id: "D-2", amount: "1200000", probability: "20%" },
    ],
    target: "2000000",
    actual: "900000",
  },
] as const;
