import { computed, signal } from "@preact/signals";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type { Json, NumberUnit } from "../../workers/incentives/sentences/sentence.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { parseMinor } from "../../workers/lib/money.ts";
import { plainDecimal } from "../targets/decimal.ts";
import type * as Engine from "./engine.ts";
import type { Month } from "./month.ts";
import { put, putNumber } from "./edit.ts";
import { numberOf } from "./numbers.ts";

/** What is typed of the month. */
export type Typed = {
  readonly amount: string;
  readonly target: string;
  readonly deals: string;
  readonly collected: string;
  readonly score: string;
};

export type PayoutModel = ReturnType<typeof payoutModel>;

const USUAL: Typed = {
  amount: "1200000",
  target: "1000000",
  deals: "4",
  collected: "60",
  score: "90",
};

/** A plan, a month, and what they come to; the engine arrives after the page is drawn. */
export function payoutModel(first: string) {
  const plan = signal<PlanJson>(templateOf(first));
  const typed = signal(USUAL);
  const engine = signal<typeof Engine | null>(null);
  const worked = computed(() => {
    const of = month(typed.value);
    return engine.value && of ? engine.value.work(plan.value, of) : null;
  });
  const isReady = computed(() => engine.value !== null);
  const amount = computed(() => month(typed.value)?.amount ?? 0n);
  function choose(key: string) {
    plan.value = templateOf(key);
  }
  const setNumber = (pointer: string, text: string, unit: NumberUnit) => {
    plan.value = putNumber(plan.value, pointer, numberOf(text, unit));
  };
  const set = (pointer: string, value: Json | undefined) => {
    plan.value = put(plan.value, pointer, value);
  };
  const change = (to: Partial<Typed>) => {
    typed.value = { ...typed.value, ...to };
  };
  async function load() {
    engine.value = await import("./engine.ts");
  }
  return { plan, typed, worked, isReady, amount, choose, setNumber, set, change, load };
}

export function templateOf(key: string): PlanJson {
  const found = TEMPLATES.find((each) => each.key === key) ?? TEMPLATES[1];
  if (!found) throw new Error("assertion failed: there is a template");
  return found;
}

/** Null while something typed is no number; the fields say so. */
export function month({ amount, target, deals, collected, score }: Typed): Month | null {
  const [sold, goal] = [parseMinor(plainDecimal(amount), 2), parseMinor(plainDecimal(target), 2)];
  const count = Number(plainDecimal(deals));
  const percent = Number(plainDecimal(collected));
  const isCount = Number.isInteger(count) && count >= 1 && count <= 200;
  const isPercent = Number.isInteger(percent) && percent >= 0 && percent <= 100;
  const isScore = /^\d{1,6}(\.\d{1,4})?$/.test(plainDecimal(score));
  if (
    !sold.ok ||
    !goal.ok ||
    sold.value < 0n ||
    goal.value <= 0n ||
    !isCount ||
    !isPercent ||
    !isScore
  )
    return null;
  return {
    amount: sold.value,
    target: goal.value,
    deals: count,
    collected: percent,
    score: plainDecimal(score),
  };
}
