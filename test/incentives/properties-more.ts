import fc from "fast-check";
import { expect } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { ComponentJson, PlanJson } from "../../workers/incentives/plan-document.ts";
import { type Property, property } from "../support/property.ts";
import { evaluated } from "./engine.ts";
import { flat, name, onCredits, planOf } from "./make.ts";
import { component, deals, earned, fen, json, made, tiers } from "./properties.ts";

/** The rest of section 9: several versions, every kind of component, shared credit, what is owed. */

const percent = fc.integer({ min: 0, max: 40 }).map((n) => `${n}/100`);
const reach = fc.constantFrom("own" as const, "zero" as const);
const time = fc.constantFrom("period" as const, "quarter" as const, "year" as const);
const attainment = { read: "attainment", metric: "revenue", basis: "whole" } as const;
const common = { key: "commission", name: name("c"), ...onCredits } as const;

/** Every kind that pays on credits, and a curve over attainment; none pays where nothing was sold. */
const anyKind: fc.Arbitrary<ComponentJson> = fc.oneof(
  component,
  fc
    .record({ window: time, list: tiers(percent, reach) })
    .map(({ window, list }): ComponentJson => ({
      ...{ kind: "tiered", ...common, window, base: "amount", measure: attainment },
      tiers: list.map((tier, at) => ({
        ...{ ...tier, from: `${at * 60}%`, until: at === 2 ? null : `${at * 60 + 60}%` },
      })),
    })),
  fc
    .record({ window: time, full: fc.integer({ min: 1, max: 900_000 }) })
    .map(({ window, full }): ComponentJson => ({
      ...{ kind: "interpolated", ...common, window, base: "amount", measure: { read: "base" } },
      tiers: [{ from: "0", until: "150000", pays: { amount: fen(full) } }],
    })),
  fc
    .record({ window: time, each: fc.integer({ min: 1, max: 99_999 }) })
    .map(({ window, each }): ComponentJson => ({
      ...{ kind: "unit_rate", ...common, window, counts: "deal", amount: fen(each) },
    })),
  fc.record({ window: time, cap: fc.option(percent) }).map(({ window, cap }): ComponentJson => ({
    ...{ kind: "curve", key: "commission", name: name("c"), window, pays: "3000" },
    figure: { metric: "revenue", read: "attainment", window, basis: "whole" },
    curve: {
      shape: "linear",
      points: [
        { at: "0", pays: "0" },
        { at: "1", pays: "1" },
      ],
      above: "extrapolate",
      ...(cap === null ? {} : { cap }),
    },
  })),
);

const targets: NonNullable<EvaluationJson["targets"]> = ["lin", "mei"].map((subject) => ({
  ...{ subject, metric: "revenue", amount: "400000" },
  ...{ from: "2026-01-01", until: "2027-01-01" },
}));
const settled = { carry: { kind: "payroll" }, noTarget: "pays_zero" } as const;

type Tiers = Extract<ComponentJson, { kind: "tiered" }>["tiers"];

export const more: readonly Property[] = [
  property(
    "a deal and its full refund are 0 in every kind of component, in the same or a later window",
    fc.tuple(anyKind, deals, fc.integer({ min: 0, max: 90 })),
    ([of, credits, days]) => {
      const later = (on: string) =>
        new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);
      const backs = credits.map((each, at) => ({
        ...{ id: `r${at}`, deal: each.deal ?? "", person: each.person, reverses: each.id },
        ...{ on: later(each.on), measures: { amount: fen(-each.units) } },
      }));
      const plan = { ...planOf(of), ...settled };
      expect(earned(made(json(plan, [...credits, ...backs], { targets })))).toBe(0n);
    },
  ),
  property(
    "under split credit a flat rate pays the parts of the whole",
    fc.tuple(percent, deals, fc.integer({ min: 1, max: 99 })),
    ([rate, credits, share]) => {
      // Hundreds of yuan at whole percents and shares come to whole fen for each.
      const round = credits.map(({ units, ...each }) => ({
        ...{ ...each, units: 0, measures: { amount: String((units % 9_999) * 100) } },
      }));
      const shared = round.flatMap((each) => [
        { ...each, id: `${each.id}.a`, entry: each.id, person: "lin", share: `${share}/100` },
        { ...each, id: `${each.id}.b`, entry: each.id, person: "mei", share: `${100 - share}/100` },
      ]);
      const plan = planOf(flat(rate));
      expect(earned(made(json(plan, shared)))).toBe(earned(made(json(plan, round))));
    },
  ),
  property(
    "with several versions the lines of a window are the sum of its stated segments",
    fc.tuple(
      tiers(percent, reach),
      tiers(percent, reach),
      deals,
      fc.constantFrom("restart" as const, "continue" as const, "reprice" as const),
      fc.constantFrom("2026-02-01", "2026-02-17", "2026-03-31"),
    ),
    ([first, second, credits, change, from]) => {
      const year = (list: typeof first): ComponentJson => ({
        ...{ kind: "tiered", ...common, window: "year", base: "amount", measure: { read: "base" } },
        tiers: list,
      });
      const versions = (every: "month" | "year"): PlanJson[] => [
        { ...planOf(year(first)), until: from, pay: { every } },
        { ...planOf(year(second)), version: 2, from, change, pay: { every } },
      ];
      const by = (every: "month" | "year") => {
        const plans = versions(every).map((plan): PlanJson => ({ ...plan, ...HELD }));
        const [plan] = plans;
        if (!plan) throw new Error("a plan");
        return earned(made({ ...json(plan, credits), plans }));
      };
      expect(by("month")).toBe(by("year"));
    },
  ),
  property(
    "a changed version pays what it says: begun anew, gone on from where it stood, or priced again",
    fc.tuple(
      tiers(percent, reach),
      tiers(percent, reach),
      deals,
      fc.constantFrom("2026-02-01", "2026-02-17", "2026-03-31"),
    ),
    ([first, second, credits, from]) => {
      const tiered = (list: Tiers): ComponentJson => ({
        ...{ kind: "tiered", ...common, window: "year", base: "amount", measure: { read: "base" } },
        tiers: [...list],
      });
      const yearly = { pay: { every: "year" } } as const;
      const alone = (list: Tiers, of: typeof credits) =>
        earned(made(json({ ...planOf(tiered(list)), ...yearly }, of)));
      const changed = (change: "restart" | "continue" | "reprice") => {
        const old: PlanJson = { ...planOf(tiered(first)), ...yearly, until: from };
        const next: PlanJson = { ...planOf(tiered(second)), ...yearly, version: 2, from, change };
        return earned(made({ ...json(old, credits), plans: [old, next] }));
      };
      const before = credits.filter(({ on }) => on < from);
      const after = credits.filter(({ on }) => on >= from);
      const left = (Date.parse("2027-01-01") - Date.parse(from)) / 86_400_000;
      const shrunk = (bound: string | null) => bound && `${Number(bound) * left}/365`;
      const cut = second.map((tier) => ({
        ...{ ...tier, from: shrunk(tier.from) ?? "0", until: shrunk(tier.until) },
      }));
      const old = alone(first, before);
      expect(changed("restart")).toBe(old + alone(cut, after));
      expect(changed("continue")).toBe(old + alone(second, credits) - alone(second, before));
      expect(changed("reprice")).toBe(alone(second, credits));
    },
  ),
  property(
    "k partial refunds of a part are one refund of it",
    fc.tuple(anyKind, deals, fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 99 })),
    ([of, credits, k, share]) => {
      const backs = (parts: number) =>
        credits.flatMap(({ units, ...each }, at) => {
          const all = Math.floor((units * share) / 100);
          const step = Math.floor(all / parts);
          return Array.from({ length: parts }, (_, i) => ({
            ...{ id: `r${at}.${i}`, deal: each.deal ?? "", person: each.person, reverses: each.id },
            ...{ on: `2026-0${5 + i}-03` },
            measures: { amount: fen(i === parts - 1 ? step * (parts - 1) - all : -step) },
          }));
        });
      const plan = { ...planOf(of), ...settled };
      const by = (parts: number) =>
        earned(made(json(plan, [...credits, ...backs(parts)], { targets })));
      expect(by(k)).toBe(by(1));
    },
  ),
  property(
    "what a person can see re-adds: the credits' parts to their window's result",
    fc.tuple(anyKind, deals),
    ([of, credits]) => {
      const result = evaluated(json({ ...planOf(of), ...settled }, credits, { targets }));
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      for (const { lines } of result.value.statements)
        for (const { parts, result: sofar } of lines)
          if (parts.length > 0)
            expect(parts.reduce((sum, part) => sum + part.amount, 0n)).toBe(sofar);
    },
  ),
  property(
    "what is owed of a draw is never below 0, and 0 after enough earnings",
    fc.tuple(deals, fc.integer({ min: 1, max: 900 }), fc.constantFrom("1", "1/2", "1/3")),
    ([credits, draw, repay]) => {
      const plan: PlanJson = {
        ...planOf(flat("1%")),
        draw: {
          ...{ amount: String(draw), paid: "top_up", recoverable: true, repay },
          after: { kind: "repaid", share: "1" },
        },
      };
      const enough = ["lin", "mei"].flatMap((person) =>
        ["05", "06", "07"].map((month) => ({
          ...{ id: `${person}${month}`, person, on: `2026-${month}-02` },
          measures: { amount: "9000000" },
        })),
      );
      for (const { period, drawBalance } of made(json(plan, [...credits, ...enough]))) {
        expect(drawBalance >= 0n).toBe(true);
        if (period.from === "2026-07-01") expect(drawBalance).toBe(0n);
      }
    },
  ),
];

/** Holdback, carry and draw around the components. */
const HELD: Pick<PlanJson, "release" | "leaver" | "draw"> = {
  release: {
    parts: [
      { share: "1/2", on: "earned" },
      { share: "1/2", on: { days: 40 } },
    ],
  },
  leaver: { unreleased: "when_released" },
  draw: { amount: "70", paid: "top_up", recoverable: true, after: { kind: "forgiven" } },
};
