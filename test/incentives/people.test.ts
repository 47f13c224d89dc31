// Goal: what stands between several people: leavers, teams, overrides, scorecards, plan level, money.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { exactText } from "../../workers/incentives/exact.ts";
import { Evaluation } from "../../workers/incentives/input.ts";
import { PlanDocument } from "../../workers/incentives/plan-document.ts";
import { transferred } from "../../workers/incentives/quota.ts";
import { commitmentOf, drawOf, seedOf, verifyDraw } from "../../workers/incentives/raffle.ts";
import { sha256Hex } from "../../workers/incentives/sha256.ts";
import { warningsOf } from "../../workers/incentives/warnings.ts";
import { worldOf } from "../../workers/incentives/world.ts";
import { sha256 } from "../../workers/lib/hash.ts";
import {
  eightTen,
  flat,
  flaws,
  name,
  pay,
  pays,
  planOf,
  sale,
  statements,
  world,
  yuan,
} from "./make.ts";

const people = (...ids: string[]) => ids.map((id) => ({ id, from: "2025-01-01" }));
const member = (id: string, unit: string, change: object = {}) => ({
  id,
  from: "2025-01-01",
  memberships: [{ unit, from: "2025-01-01", until: null }],
  ...change,
});

describe("a leaver's unreleased lines", () => {
  const run = (leaver: object) => {
    const plan = {
      ...planOf(flat("10%")),
      release: {
        parts: [
          { share: "0.5", on: "earned" },
          { share: "0.5", on: { months: 3 } },
        ],
      },
      leaver,
    };
    const json = world(plan as never, {
      until: "2026-07-01",
      participants: [
        { id: "lin", from: "2025-01-01", leftOn: "2026-02-01", successor: "mei" },
        { id: "mei", from: "2025-01-01" },
      ],
      credits: [sale("1000", "2026-01-10"), sale("0", "2026-01-11", { person: "mei" })],
    });
    return ["lin", "mei"].map((id) =>
      statements(json)
        .filter(({ participant, pay: paid }) => participant === id && paid !== 0n)
        .map(({ period, pay: paid }) => `${period.from} ${yuan(paid)}`),
    );
  };
  // prettier-ignore
  test.each<[string, object, string[][]]>([
    ["are paid when released",     { unreleased: "when_released" },           [["2026-01-01 50", "2026-04-01 50"], []]],
    ["for one month more",         { unreleased: "months", months: 1 },       [["2026-01-01 50"], []]],
    ["for three months more",      { unreleased: "months", months: 3 },       [["2026-01-01 50", "2026-04-01 50"], []]],
    ["at a fraction",              { unreleased: "fraction", fraction: "0.3" }, [["2026-01-01 50", "2026-04-01 15"], []]],
    ["go to the successor",        { unreleased: "successor" },               [["2026-01-01 50"], ["2026-04-01 50"]]],
    ["are forfeited",              { unreleased: "forfeited" },               [["2026-01-01 50"], []]],
  ])("%s", (_, leaver, expected) => expect(run(leaver)).toEqual(expected));

  test("have no default: a plan that holds anything back is refused without", () => {
    const plan = { ...planOf(flat("10%")), release: { parts: [{ share: "1", on: { days: 30 } }] } };
    expect(flaws(world(plan as never))).toEqual(["incentives/leaver_unstated"]);
  });
});

describe("a team's pool of 1 % of its result", () => {
  const pool = (share: unknown) =>
    planOf({
      kind: "pool",
      key: "pool",
      name: name("p"),
      window: "period",
      unit: "own_unit",
      sum: { rate: "1%", metric: "revenue" },
      share,
    } as never);
  const team = [
    member("ann", "east"),
    member("bob", "east"),
    member("cy", "east"),
    member("di", "west"),
  ];
  const credits = [
    sale("6000", "2026-01-05", { person: "ann" }),
    sale("4001", "2026-01-06", { person: "bob" }),
    sale("-3000", "2026-01-07", { person: "cy" }),
  ];
  const run = (share: unknown, change: object = {}) => {
    const json = world(pool(share), { participants: team, credits, ...change });
    return ["ann", "bob", "cy", "di"].map((id) => pay(json, id));
  };
  test("is shared equally, to the fen", () =>
    expect(run("equal")).toEqual([23.34, 23.34, 23.33, 0]));
  test("or by contribution, where nobody's is below 0", () =>
    expect(run({ contribution: "revenue" })).toEqual([42, 28.01, 0, 0]));
  test("or by what the others say, oneself left out", () => {
    const month = { from: "2026-01-01", until: "2026-02-01" } as const;
    const peerScores = [
      { voter: "ann", person: "ann", score: "100", ...month },
      { voter: "ann", person: "bob", score: "3", ...month },
      { voter: "cy", person: "ann", score: "1", ...month },
    ];
    expect(run("peer", { peerScores })).toEqual([17.5, 52.51, 0, 0]);
    const steps = statements(world(pool("peer"), { participants: team, credits, peerScores }))[0]
      ?.lines[0]?.steps;
    expect(steps?.[0]?.figures["without_vote"]).toBe("bob");
  });
  test("of 0 or less pays nobody", () => {
    expect(run("equal", { credits: [sale("-5", "2026-01-05", { person: "ann" })] })).toEqual([
      0, 0, 0, 0,
    ]);
  });
});

describe("an override of 10 % on the reports' commission", () => {
  const plan = planOf(flat("10%"), {
    kind: "override",
    key: "override",
    name: name("o"),
    of: { components: ["commission"], people: "reports" },
    share: "10%",
    positions: ["manager"],
  });
  const reports = (id: string, ...managers: [string, string, string | null][]) => ({
    id,
    from: "2025-01-01",
    managers: managers.map(([person, from, until]) => ({ person, from, until })),
  });
  test("follows the manager of each credit's day", () => {
    const participants = [
      { id: "mo", from: "2025-01-01", position: "manager" },
      { id: "nu", from: "2025-01-01", position: "manager" },
      reports("ann", ["mo", "2025-01-01", "2026-01-15"], ["nu", "2026-01-15", null]),
    ];
    const credits = [
      sale("1000", "2026-01-14", { person: "ann" }),
      sale("3000", "2026-01-15", { person: "ann" }),
    ];
    const json = world(plan, { participants, credits });
    expect(["ann", "mo", "nu"].map((id) => pay(json, id))).toEqual([400, 10, 30]);
  });
  test("in a circle is refused with its members", () => {
    const a = {
      kind: "override",
      key: "a",
      name: name("a"),
      of: { components: ["b"], people: "self" },
      share: "1",
    } as const;
    const b = { ...a, key: "b", of: { components: ["a"], people: "self" } } as const;
    const json = world(planOf(a, b));
    expect(flaws(json)).toEqual(["incentives/circle"]);
  });
});

describe("a scorecard", () => {
  const kpi = (key: string, weight: string) => ({
    key,
    name: name(key),
    weight,
    figure: { metric: key, read: "amount", window: "period" },
    curve: {
      shape: "linear",
      points: [
        { at: "0", pays: "0" },
        { at: "100", pays: "100%" },
      ],
      above: "hold",
    },
  });
  const given = (key: string) => ({
    key,
    name: name(key),
    unit: "score",
    scale: 0,
    class: "process",
    from: "given",
  });
  const plan = (missing: string, weights: string[], change: object = {}) => ({
    ...planOf({
      kind: "scorecard",
      key: "card",
      name: name("c"),
      window: "period",
      missing,
      pays: "1000",
      kpis: ["visits", "calls", "quality"].map((key, at) => kpi(key, weights[at] ?? "0")),
      ...change,
    } as never),
    metrics: ["visits", "calls", "quality"].map(given),
  });
  const month = { subject: "lin", from: "2026-01-01", until: "2026-02-01" } as const;
  const figures = [
    { ...month, metric: "visits", value: "80" },
    { ...month, metric: "calls", value: "50" },
  ];
  const run = (missing: string, change: object = {}) =>
    pay(world(plan(missing, ["0.5", "0.3", "0.2"], change) as never, { figures }));
  test("gives the weight of what was not measured to the others, or 0, or 100 %", () => {
    expect(run("others")).toBe(687.5); // (0.5 x 80 + 0.3 x 50) / 0.8
    expect(run("zero")).toBe(550);
    expect(run("full")).toBe(750);
  });
  test("caps the total after weighting", () => expect(run("full", { scoreCap: "60%" })).toBe(600));
  test("whose weights do not sum to exactly 1 is refused", () => {
    expect(flaws(world(plan("zero", ["0.5", "0.3", "0.3"]) as never, { figures }))).toEqual([
      "incentives/weights_sum",
    ]);
  });
});

describe("the plan's own level", () => {
  const level = (rules: object, change: object = {}) => ({
    ...planOf(flat("10%")),
    plan: rules,
    ...change,
  });
  const months = (...amounts: string[]) =>
    amounts.map((amount, at) => sale(amount, `2026-0${at + 1}-10`));
  const run = (rules: object, ...amounts: string[]) =>
    statements(
      world(level(rules) as never, {
        until: `2026-0${amounts.length + 1}-01`,
        credits: months(...amounts),
      }),
    );
  const kinds = (made: ReturnType<typeof run>) =>
    made.map(({ lines }) => lines.map(({ kind, amount }) => `${kind} ${yuan(amount)}`));

  test("a guarantee is the greater of the two, as its own line", () => {
    expect(kinds(run({ guarantee: { sum: "500", window: "period" } }, "1000", "9000"))).toEqual([
      ["component 100", "guarantee 400"],
      ["component 900"],
    ]);
  });
  test("over a quarter it is given as it goes by, and taken back by later pay", () => {
    const made = run({ guarantee: { sum: "900", window: "quarter" } }, "1000", "1000", "9000");
    expect(made.reduce((sum, each) => sum + each.pay, 0n)).toBe(110_000n);
    expect(made.map(({ pay: paid }) => yuan(paid))).toEqual([310, 280, 510]);
  });
  test("a cap over a quarter is a negative line, and never exceeded", () => {
    expect(kinds(run({ cap: { sum: "250", window: "quarter" } }, "1000", "2000", "1000"))).toEqual([
      ["component 100"],
      ["component 200", "cap -50"],
      ["component 100", "cap -100"],
    ]);
  });
  test("a closed gate, then a multiplier, each a line", () => {
    const condition = {
      key: "big",
      figure: { metric: "revenue", read: "amount", window: "period" },
      is: ">=",
      than: { number: "5000" },
    };
    const rules = {
      gate: { when: "big", closed: "50%" },
      multiplier: { factor: "1.2", when: "big" },
    };
    const plan = level(rules, { conditions: [condition] });
    const made = statements(
      world(plan as never, { until: "2026-03-01", credits: months("1000", "6000") }),
    );
    expect(kinds(made)).toEqual([
      ["component 100", "gate -50"],
      ["component 600", "multiplier 120"],
    ]);
  });
});

describe("money", () => {
  const credits = [sale("100", "2026-01-05", { currency: "USD" }), sale("700", "2026-01-06")];
  test("converts exactly at the plan's rate, also the other way round", () => {
    const plan = (rates: object[]) => ({ ...planOf(flat("10%")), rates: { kind: "fixed", rates } });
    expect(pay(world(plan([{ from: "USD", to: "CNY", rate: "7" }]) as never, { credits }))).toBe(
      140,
    );
    expect(pay(world(plan([{ from: "CNY", to: "USD", rate: "1/7" }]) as never, { credits }))).toBe(
      140,
    );
    expect(flaws(world(plan([]) as never, { credits }))).toEqual(["incentives/rate_missing"]);
  });
  test("pays in the payee's own currency, rounded once", () => {
    const plan = {
      ...planOf(flat("10%")),
      rates: { kind: "fixed", rates: [{ from: "USD", to: "CNY", rate: "7" }] },
    };
    const json = world(plan as never, {
      credits,
      participants: [{ id: "lin", from: "2025-01-01", currency: "USD" }],
    });
    expect(statements(json).map(({ currency, pay: paid }) => [currency, paid])).toEqual([
      ["USD", 2_000n],
    ]);
  });
  test("a missing day takes the last earlier one within n days, or is refused", () => {
    const plan = (backDays: number) => ({
      ...planOf(flat("10%")),
      rates: { kind: "day", backDays },
    });
    const rates = [{ from: "USD", to: "CNY", on: "2026-01-02", rate: "7" }];
    expect(pay(world(plan(3) as never, { credits, rates }))).toBe(140);
    expect(flaws(world(plan(2) as never, { credits, rates }))).toEqual(["incentives/rate_missing"]);
  });
  test("a refund converts at the rate of what it reverses", () => {
    const plan = { ...planOf(flat("10%")), rates: { kind: "day", backDays: 0 } };
    const rates = [
      { from: "USD", to: "CNY", on: "2026-01-05", rate: "7" },
      { from: "USD", to: "CNY", on: "2026-02-05", rate: "6" },
    ];
    const deal = sale("100", "2026-01-05", { currency: "USD" });
    const back = sale("-100", "2026-02-05", { currency: "USD", reverses: deal.id });
    const json = world({ ...plan, carry: { kind: "payroll" } } as never, {
      until: "2026-03-01",
      credits: [deal, back],
      rates,
    });
    expect(pays(json)).toEqual([70, -70]);
  });
  test("without conversion every currency has its own statement", () => {
    const plan = { ...planOf(flat("10%")), rates: { kind: "none" } };
    expect(
      statements(world(plan as never, { credits })).map(({ currency, pay: paid }) => [
        currency,
        yuan(paid),
      ]),
    ).toEqual([
      ["CNY", 70],
      ["USD", 10],
    ]);
  });
});

describe("truth-inducing pay", () => {
  const year = { from: "2026-01-01", until: "2027-01-01" } as const;
  const run = (component: object, forecast: string, actual: string) =>
    pay(
      world(
        {
          ...planOf({
            key: "truth",
            name: name("t"),
            window: "year",
            metric: "revenue",
            ...component,
          } as never),
          pay: { every: "year" },
        },
        {
          until: "2027-01-01",
          targets: [{ subject: "lin", metric: "revenue", amount: "100", ...year }],
          forecasts: [{ person: "lin", metric: "revenue", value: forecast, ...year }],
          credits: [sale(actual)],
        },
      ),
    );
  const gonik = { kind: "gonik", factorFloor: null, pays: "1000" };
  test("Gonik: 1.2 F/O on the forecast, 0.6 (A+F)/O above, 0.6 (3A-F)/O below", () => {
    expect([run(gonik, "100", "100"), run(gonik, "100", "150"), run(gonik, "100", "80")]).toEqual([
      1_200, 1_500, 840,
    ]);
    expect(run({ ...gonik, factorFloor: "0" }, "150", "20")).toBe(0);
  });
  test("联合基数: P (A - C) - Q max(0, A - S) with C = wS + (1-w)D", () => {
    const joint = { kind: "joint_base", weight: "0.8", p: "1", q: "0.9", payFloor: null };
    expect([run(joint, "120", "120"), run(joint, "100", "120")]).toEqual([4, 2]);
  });
});

test("a raffle is drawn from the hash and the nonce, and anyone can repeat it", async () => {
  for (const text of ["", "abc", "签单王".repeat(40), "x".repeat(55), "x".repeat(64)])
    expect(sha256Hex(text)).toBe(await sha256(text));
  const entrants = ["ann", "bob", "cy"];
  const order = drawOf(seedOf("hash", "nonce"), entrants);
  expect(drawOf(seedOf("hash", "nonce"), ["cy", "bob", "ann"])).toEqual(order);
  const commitment = commitmentOf("nonce");
  const told = { hash: "hash", nonce: "nonce", commitment, entrants, winners: order.slice(0, 1) };
  expect(verifyDraw(told)).toBe("fair");
  expect(verifyDraw({ ...told, nonce: "another" })).toBe("other_nonce");
  expect(verifyDraw({ ...told, winners: order.slice(1) })).toBe("other_winners");
  const plan = planOf({ kind: "raffle", key: "r", name: name("r"), board: "b", prizes: ["88"] });
  const board = {
    key: "b",
    from: "2026-01-01",
    until: "2026-02-01",
    hash: "hash",
    nonce: "nonce",
    commitment,
    standings: ["ann", "bob", "cy"].map((person) => ({ person, score: "1" })),
  } as const;
  const json = world(plan, { participants: people("ann", "bob", "cy"), boards: [board as never] });
  expect(["ann", "bob", "cy"].filter((id) => pay(json, id) === 88)).toEqual([order[0]]);
  const asked = (change: object) => flaws({ ...json, boards: [{ ...board, ...change } as never] });
  expect(asked({ nonce: "chosen later" })).toEqual(["incentives/nonce_differs"]);
  expect(asked({ nonce: undefined })).toEqual(["incentives/nonce_missing"]);
});

test("a raffle of a period that has no commitment pays nothing, says why, and holds up nobody", () => {
  const raffle = { kind: "raffle", key: "r", name: name("r"), board: "b", prizes: ["88"] } as const;
  const plan = planOf(raffle, flat("10%"));
  const standings = ["ann", "bob"].map((person) => ({ person, score: "1" }));
  const days = { from: "2026-01-01", until: "2026-02-01" } as const;
  const late = { key: "b", ...days, hash: "hash", nonce: "chosen later", standings };
  const json = world(plan, {
    ...{ participants: people("ann", "bob"), boards: [late] },
    credits: [{ ...sale("1000"), person: "ann" }],
  });
  expect([pay(json, "ann"), pay(json, "bob")]).toEqual([100, 0]);
  const lines = statements(json).flatMap((each) => each.lines);
  const line = lines.find(({ component }) => component === "r");
  expect(line?.steps.map(({ rule }) => rule)).toContain("raffle.unsealed");
  const warned = warningsOf(v.parse(PlanDocument, plan)).map(({ code, pointer }) => [
    code,
    pointer,
  ]);
  expect(warned).toContainEqual(["raffle_sealed", "/components/0/board"]);
});

test("a transfer on a date splits the target by day count into two with the same sum", () => {
  const json = v.parse(Evaluation, world(planOf(eightTen("marginal"))));
  const plan = v.parse(PlanDocument, planOf(eightTen("marginal")));
  const [input] = v.parse(
    Evaluation,
    world(planOf(flat("1%")), {
      targets: [
        {
          subject: "lin",
          metric: "revenue",
          from: "2026-01-01",
          until: "2026-04-01",
          amount: "900000",
        },
      ],
    }),
  ).targets;
  if (!input) throw new Error("a target");
  const [before, after] = transferred(
    worldOf(json, false),
    plan,
    input,
    "2026-01-31" as never,
    "mei",
  );
  expect([exactText(before.amount), exactText(after.amount), after.subject]).toEqual([
    "300000",
    "600000",
    "mei",
  ]);
});

describe("the greater of two components, honours, units", () => {
  test("the greater one pays, the others show no line", () => {
    const plan = planOf(flat("10%", { key: "a" }), flat("100%", { key: "b", cap: "50" }), {
      kind: "greater_of",
      key: "best",
      name: name("best"),
      window: "period",
      of: ["a", "b"],
    });
    const run = (amount: string) =>
      statements(world(plan, { credits: [sale(amount)] }))[0]?.lines.map(
        ({ component, amount: paid }) => [component, yuan(paid)],
      );
    expect(run("100")).toEqual([["best", 50]]);
    expect(run("1000")).toEqual([["best", 100]]);
  });
  test("an honour is given when its condition holds on the window's last day", () => {
    const plan = {
      ...planOf(flat("10%"), {
        kind: "award",
        key: "star",
        name: name("star"),
        award: "honour",
        gives: name("star"),
        window: "quarter",
        to: { when: "big" },
      }),
      conditions: [
        {
          key: "big",
          figure: { metric: "revenue", read: "amount", window: "quarter" },
          is: ">",
          than: { number: "10" },
        },
      ],
    };
    const made = statements(
      world(plan as never, { until: "2026-05-01", credits: [sale("11", "2026-01-02")] }),
    );
    expect(made.map(({ awards }) => awards.length)).toEqual([0, 0, 1, 0]);
  });
  test("5 a demo from the third on, in its weeks only; the first two only", () => {
    const unit = (change: object) =>
      planOf({
        kind: "unit_rate",
        key: "spif",
        name: name("s"),
        split: "credit",
        negative: { per: "credit" },
        window: "period",
        counts: "credit",
        amount: "5",
        dates: { from: "2026-01-05", until: "2026-01-20" },
        ...change,
      } as never);
    const credits = ["04", "05", "06", "07", "20"].map((day) => sale("1", `2026-01-${day}`));
    const run = (change: object) => pay(world(unit(change), { credits }));
    expect(run({})).toBe(15);
    expect(run({ minimum: { count: 3, pays: "all" } })).toBe(15);
    expect(run({ minimum: { count: 2, pays: "above" } })).toBe(5);
    expect(run({ minimum: { count: 4, pays: "all" } })).toBe(0);
    expect(run({ firstOnly: 2 })).toBe(10);
  });
});
