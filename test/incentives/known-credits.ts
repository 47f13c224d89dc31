import type { EvaluationJson } from "../../workers/incentives/input.ts";
import { caseOf } from "./known-pay.ts";
import { eightTen, name, onCredits, planOf, refund, sale } from "./make.ts";

/** Known cases of components on credits: tiers by window and measure, splits, curves, units. */

const plain = (more: object, ...components: object[]) => ({ ...planOf(), components, ...more });
const until = (month: number) => ({ until: `2026-${String(month).padStart(2, "0")}-01` });
const YEAR = { from: "2026-01-01", until: "2027-01-01" };
const target = (amount: string, more: object = {}) => ({
  ...{ subject: "lin", metric: "revenue", amount, ...YEAR, ...more },
});
const large = sale("700000", "2026-01-10", { deal: "d1" });
const deals = {
  ...until(5),
  credits: [
    large,
    sale("400000.55", "2026-01-10", { deal: "d1", source: "crm", externalId: "7" }),
    sale("350000", "2026-02-11", { deal: "d2" }),
    refund(large, "-300000", "2026-03-05"),
    sale("-20", "2026-03-06"),
  ],
  targets: [target("1200000")],
};
const WINDOWS = ["credit", "deal", "period", "quarter", "half", "year"] as const;

const windows = Object.fromEntries(
  WINDOWS.flatMap((window) =>
    (["marginal", "retroactive"] as const).map((mode) => [
      `tiers: ${mode} by ${window}`,
      caseOf(plain({}, eightTen(mode, { window, cap: "90000", floor: "1000" })), deals),
    ]),
  ),
);
const tiersBy = (measure: object, more: object = {}) =>
  caseOf(
    plain(
      { noTarget: "pays_zero" },
      {
        ...eightTen("marginal"),
        ...{ measure, window: "quarter", baseRate: "5%" },
        tiers: [
          {
            key: "low",
            from: "0",
            until: "1/2",
            pays: { rate: "4%" },
            reach: "own",
            boundary: "upper",
          },
          { key: "mid", from: "1/2", until: "1", pays: { multiplier: "1.5" }, reach: "own" },
          {
            key: "top",
            from: "1",
            until: "2",
            pays: { rate: "10%" },
            reach: "quota",
            boundary: "above",
          },
          {
            key: "over",
            from: "2",
            until: null,
            pays: { amount: "777.77" },
            reach: { tier: "mid" },
          },
        ],
        ...more,
      },
    ),
    deals,
  );
const attainment = { read: "attainment", metric: "revenue" };
const measures = {
  ...Object.fromEntries(
    (["own", "elapsed", "whole"] as const).map((basis) => [
      `measure: attainment, ${basis}`,
      tiersBy({ ...attainment, basis }),
    ]),
  ),
  "measure: attainment in whole percent, capped": tiersBy({
    ...{ ...attainment, basis: "elapsed", rounding: "percent", cap: "1.1" },
  }),
  ...Object.fromEntries(
    (["credit", "deal", { dimension: "customer" }] as const).map((of) => [
      `measure: count of ${JSON.stringify(of)}`,
      caseOf(
        plain(
          {},
          {
            ...eightTen("retroactive"),
            ...{ window: "quarter", measure: { read: "count", of } },
            tiers: [
              { from: "0", until: "2", pays: { rate: "1%" }, reach: "own" },
              { from: "2", until: "4", pays: { rate: "2%" }, reach: "zero" },
              { from: "4", until: null, pays: { rate: "3%" }, reach: "own", boundary: "above" },
            ],
          },
        ),
        {
          ...until(4),
          credits: ["a", "b", "a", "c", "d", "d", ""].map((customer, at) =>
            sale("1000", `2026-0${1 + (at % 3)}-1${at}`, {
              ...{ deal: `d${at % 4}`, dimensions: customer === "" ? {} : { customer } },
            }),
          ),
        },
      ),
    ]),
  ),
  "measure: another sum": caseOf(
    plain(
      {},
      eightTen("marginal", { measure: { read: "sum", of: "quantity" }, window: "quarter" }),
    ),
    {
      ...until(3),
      credits: [
        sale("100", "2026-01-05", {
          measures: { amount: "100", quantity: "600000" },
          share: "50%",
          entry: "e",
        }),
        sale("100", "2026-01-05", {
          measures: { amount: "100", quantity: "600000" },
          share: "50%",
          entry: "e",
          person: "bo",
        }),
        sale("300", "2026-02-05", { measures: { amount: "300", quantity: "900000" } }),
      ],
    },
  ),
};
const sharing = (split: unknown, more: object = {}) =>
  caseOf(plain({}, eightTen("retroactive", { ...more, split: split as "credit" })), {
    ...until(4),
    participants: ["ann", "bo", "cy"].map((id) => ({
      ...{ id, from: id === "cy" ? "2026-02-15" : "2026-01-01" },
      memberships: [{ unit: id === "cy" ? "south" : "north", from: "2026-01-01", until: null }],
    })),
    units: [
      { id: "north", above: [] },
      { id: "south", above: [] },
    ],
    credits: ["2026-01-10", "2026-02-20"].flatMap((on, at) =>
      (["ann", "bo", "cy"] as const).map((person, place) =>
        sale("900000.01", on, {
          ...{ person, entry: `s${at}`, share: "1/3", lead: place === at, deal: `d${at}` },
        }),
      ),
    ),
  });
const splits = {
  "split: credit": sharing("credit"),
  "split: the deal's own": sharing({ pay: "deal" }, { window: "deal" }),
  "split: the lead's": sharing({ pay: "lead" }, { window: "quarter", floor: "100" }),
  "split: the team's": sharing({ pay: "team" }, { window: "quarter" }),
};

const curveOf = (curve: object, more: object = {}) =>
  caseOf(
    plain(
      { noTarget: "pays_zero" },
      {
        ...{ kind: "curve", key: "c", name: name("c"), window: "quarter", pays: "9000" },
        figure: { metric: "revenue", read: "attainment", window: "quarter", basis: "elapsed" },
        ...{ curve, ...more },
      },
    ),
    deals,
  );
const points = [
  { at: "50%", pays: "0" },
  { at: "100%", pays: "1" },
  { at: "150%", pays: "1.75" },
];
const curves = Object.fromEntries(
  (["step", "linear"] as const).flatMap((shape) =>
    (["hold", "extrapolate"] as const).map((above) => [
      `curve: ${shape}, ${above}`,
      curveOf({ shape, above, points, ...(above === "hold" ? {} : { cap: "3" }) }),
    ]),
  ),
);
const rounded = {
  "curve: figure in whole percent, capped": curveOf(
    { shape: "linear", above: "extrapolate", points },
    { figureRounding: "percent", figureCap: "2.5", rounding: { granule: "1", mode: "half_even" } },
  ),
};

const unit = (more: object) =>
  caseOf(
    plain(
      {},
      {
        ...{
          kind: "unit_rate",
          key: "u",
          name: name("u"),
          ...onCredits,
          window: "quarter",
          amount: "20",
        },
        ...more,
      },
    ),
    {
      ...until(4),
      credits: ["a", "b", "a", "c", "d"].map((customer, at) =>
        sale("1000", `2026-0${1 + (at % 3)}-1${at}`, {
          ...{ deal: `d${at % 3}`, dimensions: { customer } },
          measures: { amount: "1000", quantity: `${at}.5` },
        }),
      ),
    },
  );
const units = {
  ...Object.fromEntries(
    (["credit", "deal", { dimension: "customer" }, { quantity: "quantity" }] as const).map(
      (counts) => [`unit rate: ${JSON.stringify(counts)}`, unit({ counts })],
    ),
  ),
  "unit rate: from three on, all": unit({ counts: "credit", minimum: { count: 3, pays: "all" } }),
  "unit rate: above three": unit({ counts: "credit", minimum: { count: 3, pays: "above" } }),
  "unit rate: the first two": unit({ counts: "credit", firstOnly: 2 }),
  "unit rate: in some days": unit({
    counts: "deal",
    dates: { from: "2026-01-11", until: "2026-02-12" },
  }),
};

const losses = {
  ...until(5),
  credits: [
    sale("5000", "2026-01-10", { measures: { amount: "5000", cost: "1000" } }),
    sale("900", "2026-01-12", { measures: { amount: "900", cost: "2000" } }),
    sale("300", "2026-02-10", { measures: { amount: "300", cost: "4000" } }),
    sale("8000", "2026-03-10", { measures: { amount: "8000", cost: "500" } }),
    sale("4000", "2026-03-12", { measures: { amount: "4000", cost: "4000" } }),
    sale("100", "2026-04-10", { measures: { amount: "100", cost: "0" } }),
  ],
};
const below = Object.fromEntries(
  (["negative", "zero", "carried"] as const).flatMap((pays) =>
    (["credit", "window"] as const).map((per) => [
      `losses: ${pays}, by ${per}`,
      caseOf(
        plain(
          {},
          {
            ...eightTen("marginal", { base: "amount - cost", negative: { pays, per } }),
            tiers: [
              { from: "0", until: "4000", pays: { rate: "8%" }, reach: "own" },
              { from: "4000", until: null, pays: { rate: "10%" }, reach: "own" },
            ],
          },
        ),
        losses,
      ),
    ]),
  ),
);
const thresholds = Object.fromEntries(
  (["gate", "deductible", "cliff"] as const).map((treat) => [
    `threshold: ${treat}`,
    caseOf(
      plain(
        {},
        eightTen("marginal", { threshold: { at: "5000", treat }, floor: "33", window: "quarter" }),
      ),
      {
        ...until(5),
        credits: [sale("4999.99"), sale("0.01", "2026-02-02"), sale("900", "2026-03-03")],
      },
    ),
  ]),
);
const carried = {
  "cap: carried over months": caseOf(
    plain({}, eightTen("marginal", { cap: "1000", cutOff: "carried", difference: "wait" })),
    {
      ...until(6),
      credits: [sale("30000"), sale("2000", "2026-03-03"), sale("-9000", "2026-03-04")],
    },
  ),
  "difference: waits until it has caught up": caseOf(
    plain({}, eightTen("marginal", { window: "quarter", difference: "wait" })),
    {
      ...until(5),
      credits: [sale("3000"), sale("-2000", "2026-02-02"), sale("1500", "2026-03-03")],
    },
  ),
};

export const ON_CREDITS: Readonly<Record<string, EvaluationJson>> = {
  ...{ ...windows, ...measures, ...splits, ...curves, ...rounded, ...units },
  ...{ ...below, ...thresholds, ...carried },
};
