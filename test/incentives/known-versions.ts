import type { EvaluationJson } from "../../workers/incentives/input.ts";
import { caseOf } from "./known-pay.ts";
import { flat, name, planOf, sale } from "./make.ts";

/** Known cases of versions that follow each other, of pay calendars, and of people who come and go. */

const plain = (more: object, ...components: object[]) => ({ ...planOf(), components, ...more });
const until = (month: number) => ({ until: `2026-${String(month).padStart(2, "0")}-01` });
const cond = {
  key: "sold",
  figure: { metric: "revenue", read: "amount", window: "month" },
  ...{ is: ">=", than: { number: "1000" } },
};
const award = {
  ...{ kind: "award", key: "a", name: name("a"), award: "honour", gives: name("trip") },
  ...{ window: "period", to: { when: "sold" } },
};
const draw = { amount: "3000", paid: "top_up", recoverable: true, after: { kind: "forgiven" } };
const sales = ["2026-01-10", "2026-01-31", "2026-02-10", "2026-03-20"].map((on) =>
  sale("10000", on),
);
const [before, after] = [
  plain({ conditions: [cond], carry: { kind: "payroll" } }, flat("10%", { cap: "900" })),
  plain(
    {
      conditions: [cond],
      draw,
      plan: { multiplier: { factor: "1.5" }, cap: { sum: "4000", window: "quarter" } },
    },
    flat("20%"),
    award,
  ),
];
/** The second version from a day on, in each of the three ways. */
const changes = Object.fromEntries(
  (["restart", "continue", "reprice"] as const).flatMap((change) =>
    ["2026-01-31", "2026-02-01", "2026-02-15"].map((from) => [
      `versions: ${change} from ${from}`,
      caseOf(
        [
          { ...before, components: [flat("10%", { window: "quarter" })], until: from },
          {
            ...after,
            components: [flat("20%", { window: "quarter" }), award],
            ...{ version: 2, from, change },
          },
        ],
        { ...until(5), credits: sales },
      ),
    ]),
  ),
);
const calendars = Object.fromEntries(
  Object.entries({
    quarter: { every: "quarter", paidOn: { daysAfter: 10 } },
    half: { every: "half", paidOn: { workingDaysAfter: 3 } },
    "half month": { every: "half_month", paidOn: { dayOfMonth: 5, moved: "later" } },
    "two weeks": {
      every: { weeks: 2, from: "2026-01-05" },
      paidOn: { dayOfMonth: 31, moved: "earlier" },
    },
    week: { every: { weeks: 1, from: "2026-02-02" }, paidOn: { dayOfMonth: 15, moved: "stays" } },
    campaign: { every: { campaign: { from: "2026-01-15", until: "2026-02-20" } } },
  }).map(([key, pay]) => [
    `paid by ${key}`,
    caseOf(plain({ pay }, flat("10%"), flat("1%", { key: "q", window: "quarter", floor: "7" })), {
      ...{ until: "2026-04-01", credits: sales },
      participants: [{ id: "lin", from: "2026-01-20" }],
    }),
  ]),
);
const people = {
  "debt brought along to a plan that carries none": caseOf(
    plain({ carry: { kind: "payroll" } }, flat("10%")),
    {
      ...{ ...until(3), credits: sales },
      openings: [{ participant: "lin", on: "2026-01-01", debt: "5000" }],
    },
  ),
  "people who come, leave and come back": caseOf(
    plain(
      {},
      flat("10%", { window: "quarter" }),
      flat("1%", { key: "b", floor: "31", positions: ["rep"] }),
    ),
    {
      ...{ ...until(5), credits: sales },
      participants: [
        {
          id: "lin",
          from: "2026-01-10",
          until: "2026-03-21",
          away: [{ from: "2026-01-31", until: "2026-02-11" }],
          position: "rep",
        },
        { id: "bo", from: "2026-02-28", position: "lead" },
      ],
    },
  ),
  "known when a month is closed": caseOf(plain({}, flat("10%", { window: "quarter" })), {
    ...{ from: "2026-02-01", ...until(4) },
    credits: [...sales, sale("500", "2026-01-15", { posting: "2026-02-03" })],
    posted: [
      {
        ...{
          participant: "lin",
          currency: "CNY",
          period: "2026-01-01",
          kind: "component",
          component: "commission",
        },
        ...{ window: "2026-01-01/2026-04-01", origin: "2026-01-01", amount: "190000" },
      },
    ],
  }),
  "known when months are closed, in any order": caseOf(
    plain({}, flat("10%", { window: "quarter" })),
    {
      ...{ from: "2026-01-01", ...until(4), credits: sales },
      posted: ["2026-02-01", "2026-01-01"].map((period) => ({
        ...{ participant: "lin", currency: "CNY", period, kind: "component" },
        ...{
          component: "commission",
          window: "2026-01-01/2026-04-01",
          origin: period,
          amount: "90000",
        },
      })),
    },
  ),
  "a condition on a campaign": caseOf(
    plain(
      {
        conditions: [
          {
            key: "sold",
            figure: {
              ...{ metric: "revenue", read: "amount" },
              window: { from: "2026-02-01", until: "2026-03-01" },
            },
            ...{ is: ">=", than: { number: "1000" } },
          },
        ],
      },
      flat("10%", { gates: [{ when: "sold", closed: "50%" }] }),
    ),
    { ...until(5), credits: sales },
  ),
  "things counted from a day on": caseOf(
    plain(
      {},
      {
        ...{ kind: "unit_rate", key: "u", name: name("u"), window: "quarter", split: "credit" },
        ...{ negative: { per: "window" }, counts: "credit", amount: "20" },
        dates: { from: "2026-01-31", until: "2026-03-20" },
      },
    ),
    { ...until(5), credits: sales },
  ),
  "attainment without a target": caseOf(
    plain(
      { noTarget: "pays_zero" },
      {
        ...{ kind: "curve", key: "c", name: name("c"), window: "quarter", pays: "9000" },
        figure: { metric: "revenue", read: "attainment", window: "quarter", basis: "elapsed" },
        curve: { shape: "step", above: "hold", points: [{ at: "0", pays: "1" }] },
      },
    ),
    { ...until(3), credits: sales },
  ),
  "pay beyond what fits": caseOf(plain({}, flat("100%")), {
    credits: [sale("90071992547409.91"), sale("0.01", "2026-01-11")],
  }),
  "a refund beyond what fits": caseOf(plain({}, flat("100%")), {
    credits: [sale("-90071992547409.91"), sale("-0.01", "2026-01-11")],
  }),
  "an entry beyond what fits, and one too fine": caseOf(plain({}, flat("100%")), {
    credits: [
      sale("9007199254740992"),
      sale("-9007199254740992"),
      sale("0.0000001"),
      sale("0.000001"),
    ],
  }),
  "credits twice, of nobody, with shares that are no whole": caseOf(plain({}, flat("1%")), {
    credits: [
      sale("1", "2026-01-10", { id: "x", share: "1/2", entry: "e" }),
      sale("1", "2026-01-10", { id: "x", share: "1/3", entry: "e", person: "bo" }),
      sale("-1", "2026-01-10", { reverses: "nothing" }),
    ],
  }),
  "a measure that is not there, and a division by nothing": caseOf(
    plain(
      {},
      flat("1%", { base: "amount - cost" }),
      flat("1%", { key: "d", base: "amount / (amount - 5)" }),
    ),
    { credits: [sale("5")] },
  ),
  "a table in which two rows fit": caseOf(
    plain(
      {},
      {
        ...flat("1%"),
        rate: {
          table: {
            axes: [{ dimension: "d" }, { measure: "amount" }],
            rows: [
              { at: ["x", { from: null, until: "100" }], value: "1%" },
              { at: ["x", { from: "100", until: "200" }], value: "2%" },
              { at: ["x", { from: "150", until: null }], value: "3%" },
            ],
            otherwise: "9%",
          },
        },
      },
    ),
    {
      ...until(2),
      credits: ["99.99", "100", "200", "150"].map((amount) =>
        sale(amount, "2026-01-10", { dimensions: { d: "x" } }),
      ),
    },
  ),
};

export const VERSIONS: Readonly<Record<string, EvaluationJson>> = {
  ...changes,
  ...calendars,
  ...people,
};
