import type { EvaluationJson } from "../../workers/incentives/input.ts";
import { commitmentOf } from "../../workers/incentives/raffle.ts";
import { flat, name, planOf, sale, world } from "./make.ts";

/** Known cases of what stands around components: draws, debts, the plan's level, prizes, pools, awards. */

/** Case and plan are JSON; the evaluation's own reader says whether they are what they claim. */
export const caseOf = (plan: object | readonly object[], change: object = {}): EvaluationJson =>
  JSON.parse(
    JSON.stringify({ ...world(planOf()), plans: Array.isArray(plan) ? plan : [plan], ...change }),
  );
const plain = (more: object = {}, ...components: object[]) => ({
  ...planOf(flat("10%")),
  ...more,
  ...(components.length === 0 ? {} : { components }),
});
const YEAR = { from: "2026-01-01", until: "2027-01-01" };
/** Sales of 10,000 and the like, one a month from January on. */
const months = (...amounts: readonly string[]) =>
  amounts.map((amount, at) => sale(amount, `2026-${String(at + 1).padStart(2, "0")}-10`));
const until = (month: number) => ({ until: `2026-${String(month).padStart(2, "0")}-01` });

const draw = (more: object) => ({
  draw: {
    ...{ amount: "3000", paid: "top_up", recoverable: true },
    ...{ after: { kind: "repaid", share: "25%" }, ...more },
  },
});
/** Earns 1,000, 2,500, 3,000, 5,000, 9,000, 0. */
const earns = months("10000", "25000", "30000", "50000", "90000", "0");
const leaver = { unreleased: "when_released" };

const draws = Object.fromEntries(
  Object.entries({
    plain: draw({}),
    "advanced at the start": draw({ paid: "advance" }),
    "half is repaid": draw({ repay: "50%" }),
    "repaid from May": draw({ repayFrom: "2026-05-01" }),
    "not owed": draw({ recoverable: false, paid: "advance" }),
    "from February": draw({ from: "2026-02-01" }),
    "until March, then a quarter": draw({ until: "2026-03-01" }),
    "until March, then forgiven": draw({ until: "2026-03-01", after: { kind: "forgiven" } }),
    "until March, then by leaving": draw({
      until: "2026-03-01",
      after: { kind: "settled_on_leaving" },
    }),
    "at most 2,200 owed": draw({
      balanceCap: { amount: "2200", beyond: "not_owed" },
      paid: "advance",
    }),
    "at most 2,000 owed, no more advanced": draw({
      balanceCap: { amount: "2000", beyond: "not_advanced" },
    }),
    "at most 2,000 advanced at the start": draw({
      balanceCap: { amount: "2000", beyond: "not_advanced" },
      paid: "advance",
    }),
    "a part of the target variable": draw({
      amount: { variable: "target_variable", times: "50%" },
    }),
  }).map(([key, of]) => [
    `draw: ${key}`,
    caseOf(plain(of), {
      ...until(7),
      credits: earns,
      participants: [
        {
          ...{ id: "lin", from: "2026-01-01" },
          variables: [
            {
              key: "target_variable",
              amount: "72000",
              per: "year",
              from: "2025-01-01",
              until: null,
            },
          ],
        },
      ],
    }),
  ]),
);
const drawsOfSome = {
  "draw: whoever leaves settles": caseOf(
    plain({ ...draw({ after: { kind: "settled_on_leaving" } }), leaver }),
    {
      ...until(7),
      credits: earns,
      participants: [
        { id: "lin", from: "2026-01-01", leftOn: "2026-05-01" },
        { id: "bo", from: "2026-01-11", until: "2026-04-16" },
      ],
    },
  ),
  "draw: the next version has none": caseOf(
    [
      { ...plain(draw({})), until: "2026-03-01" },
      { ...plain({}), version: 2, change: "restart", from: "2026-03-01" },
    ],
    { ...until(6), credits: earns },
  ),
};

const back = {
  credits: [sale("30000"), sale("-50000", "2026-02-10"), ...months("0", "0", "8000", "90000")],
};
const carries = {
  "debt: all of later pay": caseOf(plain(), { ...until(6), ...back }),
  "debt: at most 30 % of later pay": caseOf(plain({ carry: { kind: "carried", atMost: "30%" } }), {
    ...until(6),
    ...back,
  }),
  "debt: at most what the law leaves": caseOf(plain(), {
    ...until(6),
    ...back,
    deductionMax: "20%",
  }),
  "debt: to payroll": caseOf(plain({ carry: { kind: "payroll" } }), { ...until(6), ...back }),
  "debt: written off": caseOf(plain({ carry: { kind: "carried", atMost: "10%" } }), {
    ...until(6),
    ...back,
    adjustments: [
      { id: "gift", participant: "lin", on: "2026-03-31", amount: "1200.50", writesOff: true },
      { id: "fee", participant: "lin", on: "2026-04-01", amount: "-10" },
      { id: "other", participant: "bo", on: "2026-04-01", amount: "7" },
    ],
  }),
  "adjustment: finer than money": caseOf(plain(), {
    adjustments: [{ id: "fine", participant: "lin", on: "2026-01-31", amount: "0.005" }],
  }),
  "debt and draw brought along": caseOf(plain(draw({})), {
    ...until(4),
    credits: months("40000", "60000"),
    openings: [{ participant: "lin", on: "2026-01-01", debt: "250", drawBalance: "1500" }],
  }),
};

const half = {
  key: "half",
  figure: { metric: "revenue", read: "amount", window: "quarter" },
  is: ">=",
  than: { number: "20000" },
};
const levelOf = (plan: object, more: object = {}) =>
  caseOf(plain({ conditions: [half], plan, ...more }), {
    ...until(7),
    credits: [
      ...months("12000", "9000", "12000", "3000", "2000", "0"),
      sale("-4000", "2026-02-20"),
    ],
  });
const levels = {
  "plan: gate": levelOf({ gate: { when: "half" } }),
  "plan: gate leaves a part": levelOf({ gate: { when: "half", closed: "50%" } }),
  "plan: multiplier": levelOf({ multiplier: { factor: "1.5", when: "half", otherwise: "0.9" } }),
  "plan: gate and multiplier": levelOf({
    ...{ gate: { when: "half", closed: "50%" }, multiplier: { factor: "1.333" } },
  }),
  ...Object.fromEntries(
    (["period", "quarter", "half"] as const).flatMap((window) => [
      [`plan: guarantee by ${window}`, levelOf({ guarantee: { sum: "1000", window } })],
      [`plan: cap by ${window}`, levelOf({ cap: { sum: "1000", window } })],
      [
        `plan: cap by ${window}, carried`,
        levelOf({ cap: { sum: "1000", window, cutOff: "carried" } }),
      ],
    ]),
  ),
  "plan: guarantee and cap at once": levelOf({
    ...{ guarantee: { sum: "500", window: "period" }, cap: { sum: "1000", window: "quarter" } },
  }),
  "plan: guarantee of a campaign": levelOf({
    guarantee: { sum: "5000", window: { from: "2026-02-01", until: "2026-04-01" } },
  }),
  "plan: guarantee of another plan": {
    ...levelOf({ guarantee: { sum: "100", window: "period", plan: "other" } }),
    others: [{ ...planOf(flat("12%", { cap: "1000" })), key: "other" }],
  },
  "plan: guarantee of whoever comes and goes": caseOf(
    plain({
      plan: {
        guarantee: { sum: "3000", window: "quarter" },
        cap: { sum: "9000", window: "quarter" },
      },
    }),
    {
      ...until(7),
      credits: months("10", "200000", "10"),
      participants: [
        { id: "lin", from: "2026-01-16", until: "2026-05-11" },
        { id: "bo", from: "2026-02-01", leaves: [{ from: "2026-03-05", until: "2026-03-20" }] },
      ],
    },
  ),
};

const standings = ["ann", "bo", "cy", "di"].map((person, at) => ({
  person,
  score: ["9", "9", "7", "5"][at],
}));
const board = { key: "b", from: "2026-01-01", until: "2026-02-01", standings };
const people = ["ann", "bo", "cy", "di"].map((id) => ({
  id,
  from: "2026-01-01",
  memberships: [{ unit: id === "di" ? "south" : "north", from: "2026-01-01", until: null }],
  managers: id === "ann" ? [] : [{ person: "ann", from: "2026-01-01", until: "2026-02-11" }],
}));
const prize = (ties: string, more: object = {}) => ({
  ...{
    kind: "prize",
    key: "p",
    name: name("p"),
    board: "b",
    ties,
    places: ["5000", "3000", "1000"],
  },
  ...more,
});
const raffle = (more: object = {}) => ({
  ...{ kind: "raffle", key: "r", name: name("r"), board: "b", prizes: ["50", "20"], ...more },
});
const sealed = { ...board, hash: "frozen", nonce: "n", commitment: commitmentOf("n") };
const given = { participants: people, boards: [board] };
const boards = {
  ...Object.fromEntries(
    (["share", "higher", "ordinal"] as const).map((ties) => [
      `prize: ${ties}`,
      caseOf(plain({}, prize(ties)), { ...given, ...until(3) }),
    ]),
  ),
  "prize: of two boards": caseOf(plain({}, prize("ordinal")), {
    ...{ ...until(5), participants: people },
    boards: [
      { ...board, from: "2026-01-05", until: "2026-01-20" },
      { ...board, from: "2026-02-01", until: "2026-03-15", standings: standings.toReversed() },
    ],
  }),
  "prize: last two tied": caseOf(plain({}, prize("share")), {
    participants: people,
    boards: [
      {
        ...board,
        standings: standings.map((each, at) => ({ ...each, score: at < 1 ? "9" : "1" })),
      },
    ],
  }),
  raffle: caseOf(plain({}, raffle()), { participants: people, boards: [sealed] }),
  "raffle: of those who qualify": caseOf(
    plain({ conditions: [{ ...half, than: { number: "100" } }] }, raffle({ qualifies: "half" })),
    {
      ...{ participants: people, boards: [sealed] },
      credits: [
        sale("100", "2026-01-10", { person: "bo" }),
        sale("99", "2026-01-10", { person: "cy" }),
      ],
    },
  ),
  "raffle: not sealed": caseOf(plain({}, raffle()), given),
  "raffle: without its nonce": caseOf(plain({}, raffle()), {
    ...{ participants: people, boards: [{ ...sealed, nonce: undefined }] },
  }),
  "raffle: another nonce": caseOf(plain({}, raffle()), {
    ...{ participants: people, boards: [{ ...sealed, nonce: "m" }] },
  }),
};

const award = (to: object, window: unknown = "quarter") => ({
  ...{ kind: "award", key: "a", name: name("a"), award: "honour", gives: name("trip"), window, to },
});
const awards = {
  "award: by a board": caseOf(plain({}, award({ board: "b", places: 3 })), {
    ...given,
    ...until(3),
  }),
  "award: a board of two months": caseOf(plain({}, award({ board: "b", places: 1 })), {
    ...{ ...until(5), participants: people, boards: [{ ...board, until: "2026-03-01" }] },
  }),
  ...Object.fromEntries(
    (["period", "quarter", { from: "2026-01-15", until: "2026-02-15" }] as const).map((window) => [
      `award: by a condition in ${JSON.stringify(window)}`,
      caseOf(plain({ conditions: [half] }, award({ when: "half" }, window)), {
        ...until(7),
        credits: months("20000", "10000", "1", "30000"),
        participants: [
          { id: "lin", from: "2026-01-01", until: "2026-06-30" },
          { id: "bo", from: "2026-01-01" },
        ],
      }),
    ]),
  ),
};

const pool = (more: object) => ({
  ...{ kind: "pool", key: "pool", name: name("pool"), window: "month", unit: "own_unit", ...more },
});
const teamwork = (change: object = {}) => ({
  ...{
    ...until(4),
    participants: people,
    units: [
      { id: "north", above: ["all"] },
      { id: "south", above: ["all"] },
      { id: "all", above: [] },
    ],
  },
  credits: ["ann", "bo", "cy", "di"].flatMap((person, at) => [
    sale(`${(at + 1) * 1000}.01`, "2026-01-10", { person }),
    sale(`${1 - at}00`, "2026-02-10", { person }),
  ]),
  peerScores: [
    ...(["ann", "bo"] as const).flatMap((voter) =>
      ["ann", "bo", "cy"].map((person, at) => ({
        ...{ voter, person, from: "2026-01-01", until: "2026-02-01", score: String(3 + at) },
      })),
    ),
  ],
  ...change,
});
const pools = Object.fromEntries(
  (["equal", { contribution: "revenue" }, "peer"] as const).flatMap((share) => [
    [
      `pool: a sum, ${JSON.stringify(share)}`,
      caseOf(plain({}, pool({ sum: { amount: "100" }, share })), teamwork()),
    ],
    [
      `pool: a rate of all, ${JSON.stringify(share)}`,
      caseOf(
        plain({}, pool({ sum: { rate: "1%", metric: "revenue" }, share, unit: { unit: "all" } })),
        teamwork(),
      ),
    ],
  ]),
);
const overrides = Object.fromEntries(
  (["reports", "own_unit", "self"] as const).map((of) => [
    `override: of ${of}`,
    caseOf(
      plain({}, flat("10%"), {
        ...{ kind: "override", key: "o", name: name("o"), share: "5%", cap: "40" },
        of: { components: ["commission"], people: of },
      }),
      teamwork({ until: "2026-04-01" }),
    ),
  ]),
);
const gonik = (metric: object) =>
  caseOf(
    plain(
      {},
      { ...{ key: "g", name: name("g"), window: "quarter", metric: "revenue" }, ...metric },
    ),
    {
      ...until(7),
      targets: [{ subject: "lin", metric: "revenue", ...YEAR, amount: "400000" }],
      forecasts: [
        {
          person: "lin",
          metric: "revenue",
          from: "2026-01-01",
          until: "2026-04-01",
          value: "120000",
        },
        { person: "bo", metric: "revenue", from: "2026-04-01", until: "2026-07-01", value: "1" },
        {
          person: "lin",
          metric: "revenue",
          from: "2026-04-01",
          until: "2026-07-01",
          value: "90000",
        },
      ],
      credits: months("60000", "50000", "30000", "20000", "10000"),
    },
  );
const forecasts = {
  gonik: gonik({ kind: "gonik", factorFloor: null, pays: "10000" }),
  "gonik: with a floor": gonik({ kind: "gonik", factorFloor: "0.5", pays: "10000" }),
  "joint base": gonik({ kind: "joint_base", weight: "60%", p: "10%", q: "15%", payFloor: null }),
  "joint base: with a floor": gonik({
    kind: "joint_base",
    weight: "60%",
    p: "10%",
    q: "15%",
    payFloor: "0",
  }),
};

export const PAY: Readonly<Record<string, EvaluationJson>> = {
  ...{ ...draws, ...drawsOfSome, ...carries, ...levels, ...boards },
  ...{ ...awards, ...pools, ...overrides, ...forecasts },
};
