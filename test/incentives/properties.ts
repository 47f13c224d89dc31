import fc from "fast-check";
import { expect } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { Statement } from "../../workers/incentives/outcome.ts";
import { postedOf } from "../../workers/incentives/posted.ts";
import type { ComponentJson, PlanJson } from "../../workers/incentives/plan-document.ts";
import { type Property, property } from "../support/property.ts";
import { evaluated } from "./engine.ts";
import { flat, name, onCredits, planOf } from "./make.ts";

/** What must hold of pay whatever the plan and the deals: the specification's section 9. */

type Credit = NonNullable<EvaluationJson["credits"]>[number];

export const fen = (units: number) =>
  `${units < 0 ? "-" : ""}${Math.floor(Math.abs(units) / 100)}.${String(Math.abs(units) % 100).padStart(2, "0")}`;
const amount = fc.oneof(
  fc.integer({ min: 1, max: 300_000_00 }),
  fc.constantFrom(1, 50_000_00, 100_000_00, 100_000_01),
);
const day = fc
  .integer({ min: 0, max: 119 })
  .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
const percent = fc.integer({ min: 0, max: 40 }).map((n) => `${n}/100`);
const reach = fc.constantFrom("own" as const, "zero" as const);
const window = fc.constantFrom(
  "credit" as const,
  "period" as const,
  "quarter" as const,
  "year" as const,
);

/** Tiers at 100,000 and 200,000, of any rates, boundaries and reaches. */
export const tiers = (rates: fc.Arbitrary<string>, reaches: fc.Arbitrary<"own" | "zero">) =>
  fc
    .tuple(
      rates,
      rates,
      rates,
      reaches,
      reaches,
      fc.constantFrom("lower" as const, "upper" as const),
    )
    .map(([a, b, c, second, third, boundary]) => [
      { from: "0", until: "100000", pays: { rate: a }, boundary, reach: "own" as const },
      { from: "100000", until: "200000", pays: { rate: b }, boundary, reach: second },
      { from: "200000", until: null, pays: { rate: c }, reach: third },
    ]);

export const component: fc.Arbitrary<ComponentJson> = fc
  .record({ window, list: tiers(percent, reach), isFlat: fc.boolean(), rate: percent })
  .map(({ window: of, list, isFlat, rate }) =>
    isFlat
      ? (flat(rate, { window: of }) as ComponentJson)
      : {
          kind: "tiered",
          key: "commission",
          name: name("c"),
          ...onCredits,
          window: of,
          base: "amount",
          measure: { read: "base" },
          tiers: list,
        },
  );

export const deals = fc
  .array(fc.record({ units: amount, on: day, person: fc.constantFrom("lin", "mei") }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((rows) =>
    rows.map(({ units, on, person }, at): Credit & { units: number } => ({
      id: `c${at}`,
      deal: `d${at}`,
      person,
      on,
      units,
      measures: { amount: fen(units) },
    })),
  );

export const json = (
  plan: PlanJson,
  credits: readonly (Credit & { units?: number })[],
  change: Partial<EvaluationJson> = {},
): EvaluationJson => ({
  plans: [plan],
  from: "2026-01-01",
  until: "2027-01-01",
  participants: ["lin", "mei"].map((id) => ({ id, from: "2025-01-01" })),
  credits: credits.map(({ units: _units, ...credit }) => credit),
  ...change,
});

export function made(input: EvaluationJson): readonly Statement[] {
  const result = evaluated(input, { trace: false });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.statements;
}

export const earned = (statements: readonly Statement[]): bigint =>
  statements.reduce((sum, each) => sum + each.earned, 0n);
const paid = (statements: readonly Statement[]): bigint =>
  statements.reduce((sum, each) => sum + each.pay, 0n);
const negative = (units: number) => fen(-units);
/** Everything that goes on from what was posted: releases by deal, plan level, carry and draw. */
const HELD = {
  release: {
    parts: [
      { share: "1/3", on: "earned" },
      { share: "2/3", on: { event: "collection" } },
    ],
  },
  leaver: { unreleased: "when_released" },
  plan: {
    multiplier: { factor: "1.1" },
    guarantee: { sum: "120000", window: "year" },
    cap: { sum: "30000", window: "quarter" },
  },
  draw: { amount: "500", paid: "top_up", recoverable: true, after: { kind: "repaid", share: "1" } },
} as const satisfies object;
const PAYROLL = { carry: { kind: "payroll" } } as const;

const back = (of: Credit & { units: number }, units: number, on: string, id: string): Credit => ({
  id,
  deal: of.deal ?? "",
  person: of.person,
  on,
  reverses: of.id,
  measures: { amount: negative(units) },
});

const prop = <T extends [unknown, ...unknown[]]>(
  title: string,
  inputs: { [K in keyof T]: fc.Arbitrary<T[K]> },
  check: (...of: T) => void,
): Property => property(title, fc.tuple<T>(...inputs), (of) => check(...of));

export const properties: readonly Property[] = [
  prop("lines re-add to the pay, and statements to the plan", [component, deals], (of, credits) => {
    for (const statement of made(json(planOf(of), credits)))
      expect(statement.lines.reduce((sum, line) => sum + line.amount, 0n)).toBe(statement.pay);
  }),
  prop(
    "flat and marginal pay are monotone in the base",
    [tiers(percent, fc.constant("own")), amount, amount],
    (list, a, b) => {
      const plan = planOf({
        kind: "tiered",
        key: "commission",
        name: name("c"),
        ...onCredits,
        window: "period",
        base: "amount",
        measure: { read: "base" },
        tiers: list,
      });
      const at = (units: number) =>
        earned(
          made(
            json(plan, [
              { id: "c", person: "lin", on: "2026-01-05", measures: { amount: fen(units) } },
            ]),
          ),
        );
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(at(high) >= at(low)).toBe(true);
    },
  ),
  prop(
    "marginal pay is continuous: a fen more moves it by at most a fen",
    [tiers(percent, fc.constant("own")), amount],
    (list, units) => {
      const plan = planOf({
        kind: "tiered",
        key: "commission",
        name: name("c"),
        ...onCredits,
        window: "period",
        base: "amount",
        measure: { read: "base" },
        tiers: list,
      });
      const at = (n: number) =>
        earned(
          made(
            json(plan, [
              { id: "c", person: "lin", on: "2026-01-05", measures: { amount: fen(n) } },
            ]),
          ),
        );
      const step = at(units + 1) - at(units);
      expect(step === 0n || step === 1n).toBe(true);
    },
  ),
  prop(
    "splitting one credit in two changes nothing under accumulation",
    [
      component.filter((each) => "window" in each && each.window !== "credit"),
      deals,
      fc.integer({ min: 1, max: 99 }),
    ],
    (of, credits, share) => {
      const [first, ...rest] = credits;
      if (!first) return;
      const part = Math.floor((first.units * share) / 100);
      const halves = [
        { ...first, measures: { amount: fen(part) } },
        { ...first, id: "half", measures: { amount: fen(first.units - part) } },
      ];
      expect(earned(made(json(planOf(of), [...halves, ...rest])))).toBe(
        earned(made(json(planOf(of), credits))),
      );
    },
  ),
  prop(
    "the order of arrival changes nothing",
    [component, deals, fc.integer()],
    (of, credits, seed) => {
      const shuffled = credits.toSorted(
        (a, b) => ((a.units * 31 + seed) % 97) - ((b.units * 31 + seed) % 97),
      );
      expect(made(json(planOf(of), shuffled)).map(({ pay }) => pay)).toEqual(
        made(json(planOf(of), credits)).map(({ pay }) => pay),
      );
    },
  ),
  prop(
    "a deal and its full refund, now or later, are exactly 0 under true-up",
    [component, deals, fc.array(day, { minLength: 8, maxLength: 8 })],
    (of, credits, days) => {
      const backs = credits.map((each, at) =>
        back(each, each.units, later(each.on, days[at]), `r${at}`),
      );
      expect(earned(made(json({ ...planOf(of), ...PAYROLL }, [...credits, ...backs])))).toBe(0n);
    },
  ),
  prop(
    "k partial refunds that make the whole are one refund of the whole",
    [component, deals, fc.integer({ min: 2, max: 4 })],
    (of, credits, k) => {
      const parts = credits.flatMap((each, at) => {
        const step = Math.floor(each.units / k);
        return Array.from({ length: k }, (_, i) =>
          back(
            each,
            i === k - 1 ? each.units - step * (k - 1) : step,
            later(each.on, `2026-0${5 + i}-03`),
            `r${at}.${i}`,
          ),
        );
      });
      expect(earned(made(json({ ...planOf(of), ...PAYROLL }, [...credits, ...parts])))).toBe(0n);
    },
  ),
  prop(
    "under split pay the parts are the whole",
    [
      component.filter((each) => "window" in each && each.window !== "credit"),
      deals,
      fc.integer({ min: 1, max: 99 }),
    ],
    (of, credits, share) => {
      const shared = credits.flatMap(({ units: _units, ...each }) => [
        {
          ...each,
          id: `${each.id}.a`,
          entry: each.id,
          person: "lin",
          lead: true,
          share: `${share}/100`,
        },
        { ...each, id: `${each.id}.b`, entry: each.id, person: "mei", share: `${100 - share}/100` },
      ]);
      const alone = credits.map((each) => ({ ...each, person: "lin" }));
      const split = { ...of, split: { pay: "lead" } } as ComponentJson;
      expect(earned(made(json(planOf(split), shared)))).toBe(earned(made(json(planOf(of), alone))));
    },
  ),
  prop(
    "the year's lines are the year computed at once",
    [tiers(percent, reach), deals],
    (list, credits) => {
      const plan = planOf({
        kind: "tiered",
        key: "commission",
        name: name("c"),
        ...onCredits,
        window: "year",
        base: "amount",
        measure: { read: "base" },
        tiers: list,
      });
      const whole = { ...plan, pay: { every: "year" } } as PlanJson;
      expect(earned(made(json(plan, credits)))).toBe(earned(made(json(whole, credits))));
    },
  ),
  prop(
    "what is held back is paid in the end, and a draw repaid: nothing is made or lost",
    [component, deals, fc.integer({ min: 0, max: 5_000 })],
    (of, credits, draw) => {
      const plan = {
        ...planOf(of),
        release: {
          parts: [
            { share: "1/3", on: "earned" },
            { share: "2/3", on: { months: 2 } },
          ],
        },
        leaver: { unreleased: "when_released" },
        draw: {
          amount: String(draw),
          paid: "top_up",
          recoverable: true,
          until: "2026-07-01",
          after: { kind: "repaid", share: "1" },
        },
      } as PlanJson;
      const statements = made(json(plan, credits));
      const owed = statements
        .filter(({ period }) => period.from === "2026-12-01")
        .reduce((sum, each) => sum + each.drawBalance + each.debt, 0n);
      expect(paid(statements) - owed).toBe(earned(made(json(planOf(of), credits))));
      for (const { drawBalance } of statements) expect(drawBalance >= 0n).toBe(true);
    },
  ),
  prop(
    "a cap is never exceeded at its own step",
    [component, deals, fc.integer({ min: 0, max: 20_000 })],
    (of, credits, cap) => {
      const capped = { ...of, window: "period", cap: String(cap) } as ComponentJson;
      for (const { earned: sum, lines } of made(json(planOf(capped), credits)))
        if (lines.every(({ trueUp }) => !trueUp)) expect(sum <= BigInt(cap) * 100n).toBe(true);
    },
  ),
  prop(
    "a closed period computed again is identical: going on from posted lines changes nothing",
    [component, deals, fc.integer({ min: 1, max: 11 }), fc.boolean(), day],
    (of, credits, months, isHeld, refunded) => {
      const [first] = credits;
      const takenBack = first ? [back(first, first.units, later(first.on, refunded), "back")] : [];
      const plan = { ...planOf(of), ...(isHeld ? HELD : PAYROLL) } as PlanJson;
      const all = json(plan, [...credits, ...takenBack]);
      const deals = credits.map(({ id }, at) => ({
        ...{ id: id.replace("c", "d"), due: "3" },
        events: ["04", "06", "09"].map((month) => ({
          ...{ event: "collection" as const, on: `2026-${month}-1${at}`, amount: "1" },
        })),
      }));
      const statements = made({ ...all, deals });
      const cut = `2026-${String(months + 1).padStart(2, "0")}-01`;
      const posted = statements.filter(({ period }) => period.from < cut).flatMap(postedOf);
      const rest = made({ ...all, deals, from: cut, posted });
      expect(rest).toEqual(statements.filter(({ period }) => period.from >= cut));
    },
  ),
];

function later(a: string, b: string | undefined): string {
  return b !== undefined && b > a ? b : a;
}
