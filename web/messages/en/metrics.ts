import type { metrics as zh } from "../zh/metrics.ts";

export const metrics: typeof zh = {
  resultsOnly:
    "There are result metrics only: when they move it is late. Add process metrics (visits) and health metrics (margin rate).",
  health: {
    title: "Growth beside health",
    lead: (from, until) =>
      `${from} until ${until} against the year before. An alert comes when health falls by 5% or more while the result still grows.`,
    caption: "Growth metrics and their health metrics",
    growth: "Growth metric",
    health: "Health metric",
    change: "On last year",
    state: "Reading",
    states: {
      diverges: "Parting: grows while health falls",
      fine: "In step",
      unknown: "Too little data",
    },
    alert: (growth, by, health, fall) =>
      `${growth} grew by ${by} while ${health} changed by ${fall}: the result is good, look at how it came about.`,
    none: "No metric has a partner yet. Choose a health metric for a growth metric under Define.",
  },
  drivers: {
    title: "Driver tree",
    lead: "Change any number and the rest follows: change a driver and the result moves; change the result and the driver you name gives way.",
    result: "Result",
    caption: "Drivers and their values",
    name: "Metric",
    now: "Last 12 months",
    value: "Set or change",
    hint: "Such as 1200 or +10%; of a ratio +10pp (points) or +10% (relative)",
    gives: "Gives way",
    after: "Then",
    change: "Change",
    apply: "Work it out",
    reset: "Back to present values",
    none: "No metric is made of drivers yet. Say so under Define, for example new_customers * average_order * repurchase.",
    errors: {
      "change/malformed": (value) => `"${value}" is not understood. Write 1200, +10% or +10pp.`,
      "change/points_or_relative": (value) =>
        `Is "${value}" in points or relative? Write ${value}pp or ${value}%.`,
      "drivers/unknown": (value) => `There is no ${value}.`,
      "drivers/gives_way": (value) => `${value} cannot give way: it is not below what was changed.`,
      "drivers/zero": (value) => `Another driver is 0, so no value of ${value} gives that result.`,
    },
    unknown: "no data, counted as 0",
  },
  edit: {
    action: "Define",
    title: (name) => `Define ${name}`,
    formula: "Formula",
    formulaHint: 'A ratio is "over / under", drivers are "a * b * c", by code; or a note in words',
    health: "Health metric beside it",
    noHealth: "None",
    class: "Class",
    overTime: "Over time",
    overPeople: "Over people",
    aggregations: { sum: "Sum", last: "Last value", mean: "Mean", ratio: "Ratio of two sums" },
    weighedBy: "Mean weighted by",
    alike: "Every entry alike",
    tax: "Tax",
    taxes: { included: "Included", excluded: "Excluded", none: "Not applicable" },
    downRule: "Attainment where less is better",
    downRules: { target_over_actual: "Target / actual", two_minus: "2 - actual / target" },
    downMax: "Highest attainment",
    saved: (name) => `${name} is saved`,
  },
};
