// Goal: every figure in the specification of incentives, each as a named case.
import { describe, expect, test } from "vitest";
import {
  eightTen,
  type Mode,
  name,
  onCredits,
  pay,
  pays,
  planOf,
  refund,
  sale,
  statements,
  world,
  yuan,
} from "./make.ts";

const of = (mode: Mode, ...amounts: string[]) =>
  pay(world(planOf(eightTen(mode)), { credits: amounts.map((amount) => sale(amount)) }));

describe("8 % up to 1,000,000, 10 % above", () => {
  // prettier-ignore
  test.each<[string, string, number, number]>([
    ["at 800,000 both pay 64,000",         "800000",     64_000,  64_000],
    ["at 1,000,000 both pay 80,000",       "1000000",    80_000,  80_000],
    ["at 1,200,000 they differ by 20,000", "1200000",   100_000, 120_000],
    ["one fen past the bound it jumps",    "1000000.01", 80_000, 100_000],
    ["at 0",                               "0",               0,       0],
  ])("%s", (_, amount, marginal, retroactive) => {
    expect(of("marginal", amount)).toBe(marginal);
    expect(of("retroactive", amount)).toBe(retroactive);
  });

  test("several deals climb the same tiers", () => {
    expect(of("marginal", "700000", "300000", "200000")).toBe(100_000);
    expect(of("retroactive", "700000", "300000", "200000")).toBe(120_000);
  });
});

describe("a sale of 1,200,000 in January, refunded in February", () => {
  const run = (mode: Mode, late: "true_up" | "current_base" | "as_paid", ...backs: string[]) => {
    const deal = sale("1200000", "2026-01-10");
    const plan = { ...planOf(eightTen(mode)), late, carry: { kind: "payroll" } as const };
    const refunds = backs.map((amount) => refund(deal, amount, "2026-02-10"));
    return pays(world(plan, { until: "2026-03-01", credits: [deal, ...refunds] }));
  };
  test("true-up takes back exactly what was paid", () => {
    expect(run("marginal", "true_up", "-1200000")).toEqual([100_000, -100_000]);
    expect(run("retroactive", "true_up", "-1200000")).toEqual([120_000, -120_000]);
  });
  test("current base leaves 4,000 marginal and 24,000 retroactive behind", () => {
    expect(run("marginal", "current_base", "-1200000")).toEqual([100_000, -96_000]);
    expect(run("retroactive", "current_base", "-1200000")).toEqual([120_000, -96_000]);
  });
  test("as paid takes back what the trace attributes to the credit, by the refunded share", () => {
    expect(run("marginal", "as_paid", "-1200000")).toEqual([100_000, -100_000]);
    expect(run("marginal", "as_paid", "-300000")).toEqual([100_000, -25_000]);
    expect(run("retroactive", "as_paid", "-300000", "-300000")).toEqual([120_000, -60_000]);
  });
  test("a part refunded under true-up reprices the window: 900,000 stay at 8 %", () => {
    expect(run("marginal", "true_up", "-300000")).toEqual([100_000, -28_000]);
    expect(run("retroactive", "true_up", "-300000")).toEqual([120_000, -48_000]);
  });
  test("refunded twice by halves it is the same as once", () => {
    expect(run("retroactive", "true_up", "-600000", "-600000")).toEqual([120_000, -120_000]);
  });
});

describe("a deal of 1,200,000 shared half and half", () => {
  const run = (
    mode: Mode,
    split: "credit" | { pay: "lead" | "deal" | "team" },
    window = "period" as "period" | "deal",
  ) => {
    const halves = ["lin", "mei"].map((person) =>
      sale("1200000", "2026-01-10", {
        person,
        entry: "e1",
        deal: "d1",
        share: "0.5",
        lead: person === "lin",
      }),
    );
    const participants = ["lin", "mei"].map((id) => ({ id, from: "2025-01-01" }));
    const json = world(planOf(eightTen(mode, { split, window })), {
      participants,
      credits: halves,
    });
    return [pay(json, "lin"), pay(json, "mei")];
  };
  test("split credit: each climbs their own tiers, 96,000 together", () => {
    expect(run("marginal", "credit")).toEqual([48_000, 48_000]);
    expect(run("retroactive", "credit")).toEqual([48_000, 48_000]);
  });
  test("split pay: 100,000 marginal and 120,000 retroactive, divided", () => {
    for (const [split, window] of [
      ["lead", "period"],
      ["deal", "deal"],
      ["team", "period"],
    ] as const) {
      expect(run("marginal", { pay: split }, window)).toEqual([50_000, 50_000]);
      expect(run("retroactive", { pay: split }, window)).toEqual([60_000, 60_000]);
    }
  });
  test("an odd fen among three goes to the first, and the parts re-add", () => {
    const people = ["ann", "bob", "cy"];
    const credits = people.map((person) =>
      sale("10.00", "2026-01-10", { person, entry: "e1", share: "1/3", lead: person === "ann" }),
    );
    const flat = {
      kind: "flat",
      key: "commission",
      name: name("c"),
      ...onCredits,
      window: "period",
      base: "amount",
      rate: "1",
    } as const;
    const json = world(planOf({ ...flat, split: { pay: "lead" } }), {
      participants: people.map((id) => ({ id, from: "2025-01-01" })),
      credits,
    });
    expect(people.map((id) => pay(json, id))).toEqual([3.34, 3.33, 3.33]);
  });
});

describe("release by collection", () => {
  const flat = {
    kind: "flat",
    key: "commission",
    name: name("c"),
    ...onCredits,
    window: "period",
    base: "amount",
    rate: "10%",
  } as const;
  const plan = {
    ...planOf(flat),
    release: { parts: [{ share: "1", on: { event: "collection" } }] } as const,
    leaver: { unreleased: "when_released" } as const,
  };
  const run = (events: { on: string; amount: string }[], until = "2026-06-01") =>
    world(plan as never, {
      until,
      credits: [sale("1000", "2026-01-10", { deal: "d1" })],
      deals: [
        { id: "d1", due: "1000", events: events.map((each) => ({ event: "collection", ...each })) },
      ],
    });
  test("100.00 collected in three thirds is 33.33, 33.34, 33.33", () => {
    const thirds = [
      { on: "2026-02-10", amount: "333.333333" },
      { on: "2026-03-10", amount: "333.333333" },
      { on: "2026-04-10", amount: "333.333334" },
    ];
    expect(pays(run(thirds))).toEqual([0, 33.33, 33.34, 33.33, 0]);
  });
  test("over-collection releases nothing more, and returned cash releases negatively", () => {
    const events = [
      { on: "2026-02-10", amount: "1500" },
      { on: "2026-03-10", amount: "-1000" },
    ];
    const made = statements({
      ...run(events),
      plans: [{ ...(plan as never as object), carry: { kind: "payroll" } } as never],
    });
    expect(made.map(({ pay: paid }) => yuan(paid))).toEqual([0, 100, -50, 0, 0]);
    expect(made.map(({ pending }) => yuan(pending))).toEqual([100, 0, 50, 50, 50]);
  });
});

describe("the quota of a 90-day quarter of 900,000, raised to 1,200,000 from day 31", () => {
  const quarter = {
    subject: "lin",
    metric: "revenue",
    from: "2026-01-01",
    until: "2026-04-01",
  } as const;
  const versions = [
    { ...quarter, amount: "900000", holdsUntil: "2026-01-31" },
    { ...quarter, amount: "1200000", holdsFrom: "2026-01-31" },
  ];
  const attained = (quotaVersions: "by_days" | "last") => {
    const curve = {
      kind: "curve",
      key: "bonus",
      name: name("b"),
      window: "quarter",
      figure: { metric: "revenue", read: "attainment", window: "quarter", basis: "whole" },
      curve: {
        shape: "linear",
        points: [
          { at: "0", pays: "0" },
          { at: "10", pays: "10" },
        ],
        above: "hold",
      },
      pays: "1000000",
    } as const;
    const plan = { ...planOf(curve), quotaVersions, noTarget: "pays_zero" } as const;
    const json = world(plan, {
      from: "2026-03-01",
      until: "2026-04-01",
      targets: versions,
      credits: [sale("1100000", "2026-03-02")],
    });
    return pay(json);
  };
  test("is 300,000 + 800,000 = 1,100,000, exact", () => {
    expect(attained("by_days")).toBe(1_000_000);
  });
  test("or the version of the last day counts whole", () => {
    expect(attained("last")).toBe(916_666.67);
  });
});

describe("8/10 % replaced by 6/12 % after 900,000 of 1,200,000", () => {
  const run = (change: "restart" | "continue" | "reprice") => {
    const old = { ...planOf(eightTen("marginal", { window: "quarter" })), until: "2026-02-01" };
    const tiers = [
      { from: "0", until: "1000000", pays: { rate: "6%" }, reach: "own" },
      { from: "1000000", until: null, pays: { rate: "12%" }, reach: "own" },
    ] as const;
    const next = {
      ...planOf(eightTen("marginal", { window: "quarter", tiers: [...tiers] })),
      version: 2,
      from: "2026-02-01",
      change,
    };
    const credits = [sale("900000", "2026-01-10"), sale("300000", "2026-02-10")];
    return statements(world([old, next], { until: "2026-03-01", credits }));
  };
  // prettier-ignore
  test.each<["restart" | "continue" | "reprice", number]>([
    ["restart", 18_000], ["continue", 30_000], ["reprice", 12_000],
  ])("%s pays %i for the last 300,000", (change, expected) => {
    const [january, february] = run(change);
    expect(yuan(january?.pay ?? 0n)).toBe(72_000);
    expect(yuan(february?.pay ?? 0n)).toBe(expected);
    expect(february?.lines[0]?.needsApproval ?? false).toBe(change === "reprice");
  });
});

describe("draw of 3,000", () => {
  const flat = {
    kind: "flat",
    key: "commission",
    name: name("c"),
    ...onCredits,
    window: "period",
    base: "amount",
    rate: "10%",
  } as const;
  const months = (...earned: number[]) =>
    earned.map((amount, at) => sale(String(amount * 10), `2026-0${at + 1}-10`));
  const run = (draw: object, ...earned: number[]) =>
    statements(
      world(
        {
          ...planOf(flat),
          draw: {
            amount: "3000",
            paid: "top_up",
            recoverable: true,
            after: { kind: "repaid", share: "1" },
            ...draw,
          },
        } as never,
        {
          until: `2026-0${earned.length + 1}-01`,
          credits: months(...earned),
        },
      ),
    );
  test("E 1,000, 2,500, 5,000 pays 3,000 three times and owes 2,000, 2,500, 500", () => {
    const made = run({}, 1_000, 2_500, 5_000);
    expect(made.map(({ pay: paid }) => yuan(paid))).toEqual([3_000, 3_000, 3_000]);
    expect(made.map(({ drawBalance }) => yuan(drawBalance))).toEqual([2_000, 2_500, 500]);
  });
  test("two bad months and four good ones are repaid, and the rest is theirs", () => {
    const made = run({}, 0, 1_000, 4_000, 5_000, 6_000, 4_000);
    expect(made.map(({ pay: paid }) => yuan(paid))).toEqual([
      3_000, 3_000, 3_000, 3_000, 4_000, 4_000,
    ]);
    expect(made.map(({ drawBalance }) => yuan(drawBalance))).toEqual([
      3_000, 5_000, 4_000, 2_000, 0, 0,
    ]);
  });
  test("over six months with one bad and two good it is owed once and repaid", () => {
    const made = run({}, 3_000, 1_000, 4_500, 3_000, 5_000, 3_000);
    expect(made.map(({ pay: paid }) => yuan(paid))).toEqual([
      3_000, 3_000, 3_000, 3_000, 4_500, 3_000,
    ]);
    expect(made.map(({ drawBalance }) => yuan(drawBalance))).toEqual([0, 2_000, 500, 500, 0, 0]);
  });
  test("half of what is above the draw repays, where the plan says so", () => {
    const made = run({ repay: "50%" }, 1_000, 5_000);
    expect(made.map(({ pay: paid }) => yuan(paid))).toEqual([3_000, 4_000]);
    expect(made.map(({ drawBalance }) => yuan(drawBalance))).toEqual([2_000, 1_000]);
  });
  test("one that is not recoverable is never owed", () => {
    const made = run({ recoverable: false }, 1_000, 5_000);
    expect(made.map(({ pay: paid }) => yuan(paid))).toEqual([3_000, 5_000]);
    expect(made.map(({ drawBalance }) => yuan(drawBalance))).toEqual([0, 0]);
  });
  test("a balance at its cap is paid but not owed, or not advanced", () => {
    const cap = (beyond: string) => run({ balanceCap: { amount: "2500", beyond } }, 1_000, 1_000);
    expect(cap("not_owed").map(({ pay: paid }) => yuan(paid))).toEqual([3_000, 3_000]);
    expect(cap("not_owed").map(({ drawBalance }) => yuan(drawBalance))).toEqual([2_000, 2_500]);
    expect(cap("not_advanced").map(({ pay: paid }) => yuan(paid))).toEqual([3_000, 1_500]);
  });
  test("after its end it is repaid from a share of all earnings, or forgiven", () => {
    const until = "2026-02-01";
    expect(
      run({ until, after: { kind: "repaid", share: "25%" } }, 1_000, 4_000).map(({ drawBalance }) =>
        yuan(drawBalance),
      ),
    ).toEqual([2_000, 1_000]);
    expect(
      run({ until, after: { kind: "forgiven" } }, 1_000, 4_000).map(
        ({ pay: paid, drawBalance }) => [yuan(paid), yuan(drawBalance)],
      ),
    ).toEqual([
      [3_000, 2_000],
      [4_000, 0],
    ]);
  });
});

describe("prizes of 5,000, 3,000 and 1,000 with two first", () => {
  const run = (ties: "share" | "higher" | "ordinal") => {
    const people = ["ann", "bob", "cy", "di"];
    const scores = ["90", "90", "80", "70"];
    const prize = {
      kind: "prize",
      key: "prize",
      name: name("p"),
      board: "sprint",
      places: ["5000", "3000", "1000"],
      ties,
    } as const;
    const json = world(planOf(prize), {
      participants: people.map((id) => ({ id, from: "2025-01-01" })),
      boards: [
        {
          key: "sprint",
          from: "2026-01-01",
          until: "2026-02-01",
          standings: people.map((person, at) => ({ person, score: scores[at] ?? "0" })),
        },
      ],
    });
    return people.map((id) => pay(json, id));
  };
  test("share what they span: 4,000 each, then 1,000", () => {
    expect(run("share")).toEqual([4_000, 4_000, 1_000, 0]);
  });
  test("or both get the higher, or the board's order decides", () => {
    expect(run("higher")).toEqual([5_000, 5_000, 1_000, 0]);
    expect(run("ordinal")).toEqual([5_000, 3_000, 1_000, 0]);
  });
});
