import type { EvaluationJson } from "../../workers/incentives/input.ts";
import { caseOf } from "./known-pay.ts";
import { eightTen, flat, name, planOf, refund, REVENUE, sale } from "./make.ts";

/** Known cases of what happens after the sale: events and money, refunds, currencies, conditions. */

const plain = (more: object, ...components: object[]) => ({ ...planOf(), components, ...more });
const until = (month: number) => ({ until: `2026-${String(month).padStart(2, "0")}-01` });
const target = (amount: string) => ({
  ...{ subject: "lin", metric: "revenue", amount, from: "2026-01-01", until: "2027-01-01" },
});
const collected = (more: object, events: readonly object[]) =>
  caseOf(
    plain(
      { leaver: { unreleased: "when_released" }, ...more },
      eightTen("retroactive", { window: "quarter" }),
    ),
    {
      ...until(8),
      credits: [
        sale("1100000", "2026-01-10", { deal: "d1" }),
        sale("100", "2026-02-10", { deal: "d2" }),
        sale("200", "2026-02-11"),
      ],
      deals: [
        { id: "d1", due: "1000", events },
        { id: "d2", due: "0", events },
        {
          id: "d3",
          events: [{ event: "collection", on: "2026-02-03", amount: "5", person: "lin" }],
        },
      ],
    },
  );
const money = (on: string, amount: string, more: object = {}) => ({
  event: "collection",
  on,
  amount,
  ...more,
});
const THIRDS = [
  money("2026-02-05", "333.33"),
  money("2026-03-05", "333.33", { posting: "2026-05-02" }),
  money("2026-04-05", "400"),
  money("2026-06-05", "-250"),
  { event: "delivery", on: "2026-03-15" },
];
const onMoney = { parts: [{ share: "1", on: { event: "collection" } }] };
const events = {
  "released by collection": collected({ release: onMoney }, THIRDS),
  "released by delivery and months": collected(
    {
      release: {
        parts: [
          { share: "20%", on: "earned" },
          { share: "30%", on: { event: "delivery" } },
          { share: "30%", on: { months: 2 } },
          { share: "20%", on: { days: 100 } },
        ],
      },
    },
    THIRDS,
  ),
  "counts by collection": collected({ events: { counts: { event: "collection" } } }, THIRDS),
  "counts by delivery": collected({ events: { counts: { event: "delivery" } } }, THIRDS),
  "earned by collection": collected({ events: { earned: { event: "collection" } } }, THIRDS),
  "earned by delivery": collected({ events: { earned: { event: "delivery" } } }, THIRDS),
  "counts by collection, losses forgotten": {
    ...collected({ events: { counts: { event: "collection" } } }, THIRDS),
    plans: [
      JSON.parse(
        JSON.stringify(
          plain(
            {
              events: { counts: { event: "collection" } },
              leaver: { unreleased: "when_released" },
            },
            flat("10%", { negative: { pays: "zero", per: "credit" } }),
          ),
        ),
      ),
    ],
  },
  "released by collection, with the plan's level": collected(
    {
      ...{ release: onMoney, leaver: { unreleased: "fraction", fraction: "1/2" } },
      plan: { multiplier: { factor: "1.1" }, cap: { sum: "100000", window: "quarter" } },
    },
    THIRDS,
  ),
  "released by collection to a leaver, with the plan's level": {
    ...collected(
      {
        ...{ release: onMoney, leaver: { unreleased: "fraction", fraction: "1/2" } },
        plan: { multiplier: { factor: "1.1" }, cap: { sum: "100000", window: "quarter" } },
      },
      THIRDS,
    ),
    participants: [{ id: "lin", from: "2026-01-01", leftOn: "2026-03-01" }],
  },
  "money without an order": caseOf(
    plain({ leaver: { unreleased: "when_released" }, release: onMoney }, flat("10%")),
    {
      ...until(5),
      participants: [
        { id: "lin", from: "2026-01-01" },
        { id: "bo", from: "2026-01-01" },
      ],
      credits: [
        sale("100", "2026-02-10", { deal: "ordered", posting: "2026-03-01" }),
        sale("50", "2026-03-10", { deal: "ordered" }),
        sale("70", "2026-04-10", { deal: "late", person: "bo" }),
      ],
      deals: [
        { id: "ordered", due: "150", events: [money("2026-01-31", "150", { person: "lin" })] },
        {
          ...{ id: "late", due: "70" },
          events: [
            money("2026-02-01", "30", { person: "bo" }),
            money("2026-01-05", "10", { person: "bo", posting: "2026-02-01" }),
            money("2026-01-31", "5", { person: "lin", posting: "2026-02-28" }),
            money("2026-02-03", "-5", { person: "lin" }),
            money("2026-02-04", "9"),
            { event: "delivery", on: "2026-02-05", amount: "4", person: "bo" },
          ],
        },
        { id: "never", events: [money("2026-03-31", "1", { person: "lin" })] },
      ],
    },
  ),
  ...Object.fromEntries(
    [
      { unreleased: "when_released" },
      { unreleased: "months", months: 1 },
      { unreleased: "fraction", fraction: "1/3" },
      { unreleased: "successor" },
      { unreleased: "forfeited" },
    ].map((leaver) => [
      `leaver: ${leaver.unreleased}`,
      {
        ...collected({ release: onMoney, leaver }, THIRDS),
        participants: [
          { id: "lin", from: "2026-01-01", leftOn: "2026-03-01", successor: "bo" },
          { id: "bo", from: "2026-01-01" },
        ],
      },
    ]),
  ),
};

const first = sale("1000", "2026-01-10", { deal: "d" });
const clawbacks = Object.fromEntries(
  [{ kind: "always" }, { kind: "within", months: 2 }, { kind: "unserved", months: 4 }].flatMap(
    (clawback) =>
      (["true_up", "current_base", "as_paid"] as const).map((late) => [
        `refund: ${clawback.kind}, ${late}`,
        caseOf(plain({ clawback, late }, flat("10%")), {
          ...until(6),
          credits: [
            first,
            sale("55", "2026-01-12", { posting: "2026-03-02" }),
            refund(first, "-250.50", "2026-02-20"),
            refund(first, "-749.50", "2026-04-20"),
          ],
        }),
      ]),
  ),
);

const FX = [
  { from: "USD", to: "CNY", on: "2025-12-31", rate: "7" },
  { from: "USD", to: "CNY", on: "2026-01-10", rate: "7.1" },
  { from: "USD", to: "CNY", on: "2026-02-01", rate: "7.25" },
  { from: "CNY", to: "JPY", on: "2026-01-01", rate: "21.5" },
];
const abroad = (rates: object, more: object = {}) =>
  caseOf(
    plain({ rates }, flat("10%", { window: "quarter" }), { ...flat("1%"), key: "b", floor: "9" }),
    {
      ...until(4),
      rates: FX,
      participants: [
        { id: "lin", from: "2026-01-01", currency: "USD" },
        { id: "bo", from: "2026-01-01", currency: "JPY" },
        { id: "cy", from: "2026-01-01" },
      ],
      credits: ["lin", "bo", "cy"].flatMap((person) => [
        sale("1000", "2026-01-10", { person, currency: "USD" }),
        sale("5000.55", "2026-02-03", { person }),
        sale("-70", "2026-02-04", { person, currency: "JPY" }),
      ]),
      ...more,
    },
  );
const currencies = {
  "rates: fixed": abroad({
    kind: "fixed",
    rates: [
      { from: "USD", to: "CNY", rate: "7" },
      { from: "CNY", to: "JPY", rate: "21.5" },
    ],
  }),
  "rates: fixed, one is missing": abroad({
    kind: "fixed",
    rates: [{ from: "USD", to: "CNY", rate: "7" }],
  }),
  "rates: of the day": abroad({ kind: "day", backDays: 90 }),
  "rates: of the day, two back": abroad({ kind: "day", backDays: 2 }),
  "rates: of the month's first day": abroad({ kind: "month_opening", backDays: 90 }),
  "rates: mean of the month": abroad(
    { kind: "month_mean" },
    {
      rates: [
        ...FX,
        { from: "CNY", to: "JPY", on: "2026-02-05", rate: "22" },
        { from: "CNY", to: "JPY", on: "2026-02-07", rate: "22.5" },
        { from: "USD", to: "CNY", on: "2026-03-01", rate: "7" },
        { from: "CNY", to: "JPY", on: "2026-03-01", rate: "22" },
      ],
    },
  ),
  "rates: none": abroad({ kind: "none" }),
};

const given = {
  key: "nps",
  name: name("nps"),
  unit: "score",
  scale: 1,
  class: "health",
  direction: "down",
  from: "given",
};
const compare = (is: string, number: string, more: object = {}) => ({
  key: "cond",
  figure: { metric: "revenue", read: "amount", window: "quarter", ...more },
  ...{ is, than: { number } },
});
const gated = (condition: object, more: object = {}) =>
  caseOf(
    plain(
      { conditions: [condition], metrics: [REVENUE, given], noTarget: "pays_zero" },
      flat("10%", {
        gates: [{ when: "cond", closed: "25%" }],
        multipliers: [
          { factor: "1.2", when: "cond", otherwise: "0.8" },
          {
            figure: { metric: "nps", read: "attainment", window: "month" },
            curve: {
              shape: "linear",
              points: [
                { at: "0", pays: "0.5" },
                { at: "1", pays: "1" },
              ],
              above: "extrapolate",
            },
            missing: "0.7",
          },
        ],
      }),
    ),
    {
      ...until(5),
      credits: [sale("1000"), sale("500", "2026-02-01"), sale("700", "2026-04-01")],
      figures: [
        { subject: "lin", metric: "nps", from: "2026-01-01", until: "2026-02-01", value: "4" },
        { subject: "lin", metric: "nps", from: "2026-02-01", until: "2026-03-01", value: "0" },
      ],
      targets: [
        target("1200"),
        ...["2026-01", "2026-02"].map((month) => ({
          ...{ subject: "lin", metric: "nps", amount: "3", from: `${month}-01` },
          until: `2026-0${Number(month.slice(-1)) + 1}-01`,
        })),
      ],
      ...more,
    },
  );
const conditions = {
  ...Object.fromEntries(
    [">=", ">", "<=", "<", "="].map((is) => [`condition: ${is} 1,500`, gated(compare(is, "1500"))]),
  ),
  "condition: a quota's part": gated({
    ...compare(">=", "0"),
    than: { quota: "committed", times: "3" },
  }),
  "condition: no quota": gated({ ...compare("<", "0"), than: { quota: "sprint" } }),
  "condition: of the own unit": gated(compare(">=", "1500", { of: "own_unit" }), {
    participants: [
      {
        id: "lin",
        from: "2025-01-01",
        memberships: [{ unit: "team", from: "2025-01-01", until: null }],
      },
    ],
    units: [
      { id: "team", above: ["all"] },
      { id: "all", above: [] },
    ],
  }),
  "condition: of a unit": gated(compare(">=", "1500", { of: { unit: "all" } }), {
    participants: [
      {
        id: "lin",
        from: "2025-01-01",
        memberships: [{ unit: "team", from: "2026-02-01", until: null }],
      },
    ],
    units: [
      { id: "team", above: [{ unit: "all", from: "2026-02-01", until: null }] },
      { id: "all", above: [] },
    ],
  }),
};

export const EVENTS: Readonly<Record<string, EvaluationJson>> = {
  ...{ ...events, ...clawbacks, ...currencies, ...conditions },
};
