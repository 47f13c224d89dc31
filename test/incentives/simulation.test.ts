// Goal: what the browser simulates is what the engine pays: parts of an input give the statements of
// the whole, what a deal adds is the difference of two statements, a replay re-adds.
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import type { Statement } from "../../workers/incentives/outcome.ts";
import { statementHash } from "../../workers/incentives/statement-hash.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { cuts } from "../../web/incentives/cut.ts";
import { measureOf, replay } from "../../web/incentives/replay.ts";
import { asIfAlways, preview, statementsOf } from "../../web/incentives/simulate.ts";
import { scaled, whatIf } from "../../web/incentives/what-if.ts";
import { eightTen, flat, planOf, statements, world } from "./make.ts";

const silent = async () => undefined;
const people = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `p${at}`, from: "2025-01-01" }));
type Credit = NonNullable<EvaluationJson["credits"]>[number];

const credit = fc.record({
  person: fc.nat(7),
  other: fc.nat(7),
  day: fc.integer({ min: 1, max: 28 }),
  amount: fc.integer({ min: 1, max: 900_000 }),
  isShared: fc.boolean(),
});
const inputs = fc.array(credit, { minLength: 20, maxLength: 60 }).map((all): EvaluationJson => {
  const credits = all.flatMap(({ person, other, day, amount, isShared }, at): Credit[] => {
    const one = {
      id: `c${at}`,
      entry: `e${at}`,
      person: `p${person}`,
      on: `2026-01-${String(day).padStart(2, "0")}`,
      deal: `d${at}`,
      measures: { amount: `${amount}.00` },
    };
    if (!isShared || person === other) return [one];
    return [
      { ...one, share: "1/3", lead: true },
      { ...one, id: `c${at}b`, person: `p${other}`, share: "2/3" },
    ];
  });
  return world(planOf(eightTen("retroactive")), { participants: people(8), credits });
});
const hashes = (all: readonly Statement[]) =>
  all.map((each) => `${each.participant} ${statementHash(each)}`).sort();

describe("an input cut by people", () => {
  test("gives the statements of the whole, to the hash", async () => {
    await fc.assert(
      fc.asyncProperty(inputs, fc.integer({ min: 1, max: 20 }), async (input, most) => {
        const parts = cuts(input, most);
        expect(parts.flatMap(({ participants }) => participants).length).toBe(8);
        const apart = parts.flatMap((part) => [...statements(part.input)]);
        expect(hashes(apart)).toEqual(hashes(statements(input)));
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  test("is one where one person's pay reads another's", () => {
    const pool = TEMPLATES.find(({ key }) => key === "team_pool");
    const credits = Array.from({ length: 30 }, (_, at) => ({
      ...{ id: `c${at}`, person: `p${at % 8}`, on: "2026-01-05" },
      measures: { amount: "100.00" },
    }));
    const input = world(pool ?? planOf(), { participants: people(8), credits });
    expect(cuts(input, 1)).toHaveLength(1);
    expect(cuts({ ...input, plans: [planOf(flat("5%"))] }, 1)).toHaveLength(8);
  });

  test("names a flaw by its place in the whole", async () => {
    const credits = Array.from({ length: 8 }, (_, at) => ({
      ...{ id: `c${at}`, person: `p${at}`, on: "2026-01-05" },
      measures: at === 6 ? { other: "1.00" } : { amount: "100.00" },
    }));
    const input = world(planOf(flat("5%")), { participants: people(8), credits });
    const found = await statementsOf(input, { people: ["p6"] }, silent, () => undefined);
    expect(found).toMatchObject([
      { code: "incentives/measure_missing", pointer: "/credits/6/measures/amount" },
    ]);
  });
});

describe("what is computed in bulk", () => {
  const many = fc.array(inputs, { minLength: 4, maxLength: 4 }).map(([first, ...rest]) => ({
    ...world(planOf(eightTen("retroactive"))),
    ...first,
    credits: [first, ...rest].flatMap((each, at) =>
      (each?.credits ?? []).map((one) => ({
        ...{ ...one, id: `${at}${one.id}`, entry: `${at}${one.entry ?? one.id}`, deal: `${at}` },
      })),
    ),
  }));
  const ask = { from: "2026-01-01", until: "2026-02-01" };
  const costOf = (input: EvaluationJson) =>
    [...statements(input)].reduce((sum, { earned }) => sum + earned, 0n);
  const measures = (input: EvaluationJson, sums: boolean) => {
    const made = evaluate(v.parse(Evaluation, input), { trace: true, sums });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    return made.value.statements.map(({ participant, earned, lines }) => [
      ...[participant, earned],
      ...lines.map((line) => [line.component, line.amount, measureOf(line)]),
    ]);
  };

  test("is what the engine says credit by credit, each read and looked at on its own", async () => {
    await fc.assert(
      fc.asyncProperty(many, fc.constantFrom("retroactive", "marginal"), async (input, how) => {
        const draft = planOf(eightTen(how));
        const always = asIfAlways(input, draft);
        const made = await replay(input, input, { draft, ...ask }, silent);
        if (!made.ok) throw new Error(JSON.stringify(made));
        const whole = [...statements(always)];
        const paid = new Map(made.people.map(({ person, pay }) => [person, pay]));
        expect(whole.map(({ participant }) => paid.get(participant))).toEqual(
          whole.map(({ earned }) => earned),
        );
        expect(made.cost).toBe(costOf(always));
        for (const { percent, cost } of made.at) {
          const by = { num: BigInt(percent), den: 100n };
          const credits = (always.credits ?? []).map((each) => ({
            ...each,
            measures: { amount: scaled(each.measures["amount"] ?? "", by) },
          }));
          expect(cost).toBe(costOf({ ...always, credits }));
        }
        expect(measures(always, true)).toEqual(measures(always, false));
      }),
      { seed: 12, numRuns: 12 },
    );
  });
});

describe("what a deal pays", () => {
  const input = world(planOf(eightTen("marginal")), {
    participants: people(1),
    credits: [{ id: "c1", person: "p0", on: "2026-01-05", measures: { amount: "900000.00" } }],
  });
  test("is the difference of two statements, across a bound", () => {
    const answer = whatIf(input, { person: "p0", on: "2026-01-20", amounts: ["0", "300000"] });
    expect(answer).toMatchObject({
      ok: true,
      now: 7_200_000n,
      points: [
        { amount: "0", more: 0n, rate: null },
        { amount: "300000", more: 2_800_000n, atOnce: 2_800_000n, rate: "0.0933" },
      ],
    });
  });
  test("keeps what waits for collection apart", () => {
    const held = TEMPLATES.find(({ key }) => key === "collection_gate");
    const answer = whatIf(
      { ...input, plans: [held ?? planOf()] },
      { person: "p0", on: "2026-01-20", amounts: ["100000"] },
    );
    expect(answer).toMatchObject({ ok: true, points: [{ more: 500_000n, atOnce: 150_000n }] });
  });
});

describe("a draft on days that have been", () => {
  const draft = planOf(eightTen("retroactive"));
  const input = world(draft, {
    until: "2026-03-01",
    participants: people(3),
    credits: [
      { id: "a", person: "p0", on: "2026-01-05", measures: { amount: "990000.00" } },
      { id: "b", person: "p1", on: "2026-01-06", measures: { amount: "1010000.00" } },
      { id: "c", person: "p2", on: "2026-02-06", measures: { amount: "200000.00" } },
    ],
  });
  const ask = { draft, from: "2026-01-01", until: "2026-03-01" };
  const before = { ...input, plans: [planOf(eightTen("marginal"))] };

  test("costs what its people would have had, and differs by what differs", async () => {
    const made = await preview(input, before, ask, silent);
    expect(made).toMatchObject({
      ok: true,
      cost: 7_920_000n + 10_100_000n + 1_600_000n,
      costBefore: 7_920_000n + 8_100_000n + 1_600_000n,
      months: [{ from: "2026-01-01" }, { from: "2026-02-01" }],
    });
  });

  test("is compared for those who are on the plan in force, and for nobody else", async () => {
    const made = await preview(input, before, { ...ask, compared: ["p1"] }, silent);
    expect(made).toMatchObject({
      ok: true,
      cost: 7_920_000n + 10_100_000n + 1_600_000n,
      costBefore: 8_100_000n,
      costCompared: 10_100_000n,
      people: [{ before: null }, { before: 8_100_000n }, { before: null }],
    });
  });

  test("counts only the periods asked for", async () => {
    const made = await preview(input, null, { ...ask, from: "2026-02-01" }, silent);
    expect(made).toMatchObject({ cost: 1_600_000n, costBefore: null });
  });

  test("is replayed with who came near the cliff, the deals that matter, and other levels", async () => {
    const made = await replay(input, before, ask, silent);
    if (!made.ok) throw new Error(JSON.stringify(made));
    expect(made.cliffs).toHaveLength(1);
    expect(made.cliffs[0]?.near.map(({ person, isOver }) => [person, isOver])).toEqual([
      ["p0", false],
      ["p1", true],
    ]);
    expect(made.at.map(({ percent }) => percent)).toEqual([80, 100, 120]);
    // At 120 % the first two are both beyond the bound: 10 % of everything.
    expect(made.at[2]?.cost).toBe(11_880_000n + 12_120_000n + 1_920_000n);
    expect(made.deals[0]).toMatchObject({ person: "p1", pay: 10_100_000n });
  });

  test("names who has no target and shows the rest", async () => {
    const accelerator = TEMPLATES.find(({ key }) => key === "accelerator") ?? draft;
    const targets = ["p0", "p1"].map((subject) => ({
      ...{ subject, metric: "revenue", from: "2026-01-01", until: "2026-03-01" },
      amount: "1000000",
    }));
    const made = await preview({ ...input, targets }, null, { ...ask, draft: accelerator }, silent);
    expect(made).toMatchObject({ ok: true, untargeted: ["p2"] });
  });
});
