// Goal: a credit counts, its pay is earned, its pay is released: each on the event the plan names, and
// tier and rate are those of the window the plan names. Whatever arrives first changes nothing at the end.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { eightTen, flat, flaws, planOf, refund, sale, statements, world, yuan } from "./make.ts";

type Deal = NonNullable<EvaluationJson["deals"]>[number];
type Event = NonNullable<Deal["events"]>[number];
const on = (event: Event["event"], day: string, amount?: string): Event => ({
  ...{ event, on: day },
  ...(amount === undefined ? {} : { amount }),
});
const deal = (id: string, due: string, ...events: Event[]): Deal => ({ id, due, events });
const collection = { event: "collection" } as const;
const leaver = { unreleased: "when_released" } as const;
const seen = (json: EvaluationJson, person = "lin") =>
  statements(json)
    .filter(({ participant }) => participant === person)
    .map(({ earned, pending, pay }) => [earned, pending, pay].map(yuan));

describe("signed in January, invoiced in February, collected in March and April", () => {
  const big = sale("1200000", "2026-01-10", { deal: "d1" });
  const deals = [
    deal(
      "d1",
      "1200000",
      on("signing", "2026-01-10"),
      on("invoice", "2026-02-10"),
      on("collection", "2026-03-10", "400000"),
      on("collection", "2026-04-10", "800000"),
    ),
  ];
  const plan = (change: Partial<PlanJson>): PlanJson => ({
    ...planOf(eightTen("retroactive")),
    leaver,
    ...change,
  });
  const run = (change: Partial<PlanJson>) =>
    seen(world(plan(change), { until: "2026-05-01", credits: [big], deals }));

  test("counts on signing, is earned on the invoice, is paid as it is collected", () => {
    const events = { earned: { event: "invoice" } } as const;
    const release = { parts: [{ share: "1", on: collection }] };
    expect(run({ events, release })).toEqual([
      [0, 0, 0],
      [120_000, 120_000, 0],
      [0, 80_000, 40_000],
      [0, 0, 80_000],
    ]);
  });

  test("is earned as it is collected, and then paid at once", () => {
    expect(run({ events: { earned: collection } })).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [40_000, 0, 40_000],
      [80_000, 0, 80_000],
    ]);
  });

  test("counts as it is collected: 400,000 in March, 800,000 in April, each in its own tiers", () => {
    expect(run({ events: { counts: collection } })).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [32_000, 0, 32_000],
      [64_000, 0, 64_000],
    ]);
    expect(run({ events: { counts: { event: "invoice" } } })).toEqual([
      [0, 0, 0],
      [120_000, 0, 120_000],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  test("money that goes back takes back what counted with it, and a refund all of it", () => {
    const returned = [
      deal(
        "d1",
        "1000",
        on("collection", "2026-01-10", "600"),
        on("collection", "2026-02-10", "-200"),
      ),
    ];
    const one = sale("1000", "2026-01-05", { deal: "d1" });
    const counting = {
      ...planOf(flat("10%")),
      events: { counts: collection },
      carry: { kind: "payroll" },
    } as const;
    const asked = (credits: EvaluationJson["credits"]) =>
      seen(world(counting, { until: "2026-04-01", credits, deals: returned })).map(
        ([, , pay]) => pay,
      );
    expect(asked([one])).toEqual([60, -20, 0]);
    expect(asked([one, refund(one, "-1000", "2026-03-10")])).toEqual([60, -20, -40]);
  });
});

describe("tier and rate of the window of release", () => {
  const tiers = eightTen("retroactive", { tiersOf: "released" });
  const release = { parts: [{ share: "1", on: collection }] };
  const plan: PlanJson = { ...planOf(tiers), release, leaver };
  const small = sale("400000", "2026-01-10", { deal: "d1" });
  const large = sale("1100000", "2026-03-05", { deal: "d2" });
  const deals = [
    deal(
      "d1",
      "400000",
      on("collection", "2026-01-20", "100000"),
      on("collection", "2026-03-20", "300000"),
    ),
    deal("d2", "1100000"),
  ];
  const json = { until: "2026-04-01", credits: [small, large], deals };

  test("300,000 collected in March have March's 10 %, though they counted in January at 8 %", () => {
    expect(seen(world(plan, json))).toEqual([
      [8_000, 0, 8_000],
      [0, 0, 0],
      [30_000, 0, 30_000],
    ]);
    const counted = { ...plan, components: planOf(eightTen("retroactive")).components };
    expect(seen(world(counted, json))).toEqual([
      [32_000, 24_000, 8_000],
      [0, 24_000, 0],
      [110_000, 110_000, 24_000],
    ]);
  });

  test("a flat rate that a new version changes is that of the day of release", () => {
    const first: PlanJson = { ...planOf(flat("8%", { tiersOf: "released" })), release, leaver };
    const second: PlanJson = {
      ...planOf(flat("6%", { tiersOf: "released" })),
      ...{ release, leaver, version: 2, from: "2026-03-01", change: "restart" },
    };
    const paid = seen(world([{ ...first, until: "2026-03-01" }, second], json)).map(
      ([, , pay]) => pay,
    );
    expect(paid).toEqual([8_000, 0, 18_000]);
  });

  test("is refused where it cannot mean anything", () => {
    for (const change of [{ window: "deal" }, { split: { pay: "lead" } }] as const)
      expect(flaws(world({ ...planOf({ ...tiers, ...change }), release, leaver }, json))).toEqual([
        "incentives/tiers_of_release",
      ]);
  });
});

describe("a leaver whose pay is earned by an event", () => {
  const left = [{ id: "lin", from: "2025-01-01", leftOn: "2026-02-01" }];
  const run = (rule: PlanJson["leaver"] & object) =>
    seen(
      world(
        { ...planOf(flat("10%")), events: { earned: { event: "invoice" } }, leaver: rule },
        {
          ...{ until: "2026-04-01", participants: left },
          credits: [sale("1000", "2026-01-10", { deal: "d1" })],
          deals: [deal("d1", "1000", on("invoice", "2026-03-10"))],
        },
      ),
    ).reduce((sum, [, , pay = 0]) => sum + pay, 0);
  test.each<[PlanJson["leaver"] & object, number]>([
    [{ unreleased: "when_released" }, 100],
    [{ unreleased: "months", months: 1 }, 0],
    [{ unreleased: "months", months: 2 }, 100],
    [{ unreleased: "fraction", fraction: "30%" }, 30],
    [{ unreleased: "forfeited" }, 0],
  ])("%o pays %d", (rule, paid) => {
    expect(run(rule)).toBe(paid);
  });
  test("has to be said", () => {
    const plan = { ...planOf(flat("10%")), events: { earned: { event: "invoice" } } } as const;
    expect(flaws(world(plan, {}))).toEqual(["incentives/leaver_unstated"]);
  });
});

test("however cash and orders arrive: what is collected in full is paid in full, exactly once", () => {
  const day = fc.integer({ min: 1, max: 6 });
  const cases = fc.record({
    sold: fc.integer({ min: 100, max: 100_000 }),
    month: day,
    money: fc.array(
      fc.record({
        part: fc.integer({ min: 1, max: 50 }),
        month: day,
        late: fc.integer({ min: 0, max: 2 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    events: fc.constantFrom<PlanJson["events"] & object>(
      {},
      { earned: collection },
      { counts: collection },
    ),
    waits: fc.boolean(),
  });
  const holds = fc.property(cases, ({ sold, month, money, events, waits }) => {
    const all = money.reduce((sum, { part }) => sum + part, 0);
    const plan: PlanJson = {
      ...planOf(flat("7%")),
      ...{ events, leaver, carry: { kind: "payroll" } },
      ...(waits ? { release: { parts: [{ share: "1", on: collection }] } } : {}),
    };
    const json = world(plan, {
      until: "2026-10-01",
      credits: [sale(String(sold), `2026-0${month}-15`, { deal: "d1" })],
      deals: [
        {
          ...{ id: "d1", due: String(all) },
          events: money.map((each) => ({
            ...on("collection", `2026-0${each.month}-05`, String(each.part)),
            posting: `2026-0${each.month + each.late}-05`,
          })),
        },
      ],
    });
    const paid = statements(json).reduce((sum, { pay }) => sum + pay, 0n);
    // Counted in parts, each month is rounded by itself.
    const slack = events.counts ? 3n : 0n;
    const gap = paid - BigInt(sold) * 7n;
    expect(gap <= slack && gap >= -slack).toBe(true);
    expect(statements(json).at(-1)?.pending).toBe(0n);
  });
  fc.assert(holds, { seed: 20261122, numRuns: 200 });
});
