import { computed, signal } from "@preact/signals";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type { Json, NumberUnit } from "../../workers/incentives/sentences/sentence.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { parseMinor } from "../../workers/lib/money.ts";
import { readAmount } from "../amount-text.ts";
import { exact } from "../format.ts";
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
  amount: "1,200,000",
  target: "1,000,000",
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
  const [sold, goal] = [amountOf(amount), amountOf(target)];
  const count = Number(plainDecimal(deals));
  const percent = Number(plainDecimal(collected));
  const isCount = Number.isInteger(count) && count >= 1 && count <= 200;
  const isPercent = Number.isInteger(percent) && percent >= 0 && percent <= 100;
  const isScore = /^\d{1,6}(\.\d{1,4})?$/.test(plainDecimal(score));
  if (
    sold === null ||
    goal === null ||
    sold < 0n ||
    goal <= 0n ||
    !isCount ||
    !isPercent ||
    !isScore
  )
    return null;
  return {
    amount: sold,
    target: goal,
    deals: count,
    collected: percent,
    score: plainDecimal(score),
  };
}

/** As people type it: 120万, 1.2m, 1,200,000; in minor units of two decimals. */
function amountOf(text: string): bigint | null {
  const read = readAmount(text);
  const units = read.ok ? parseMinor(read.plain, 2) : read;
  return units.ok ? units.value : null;
}

/** With its groups, as a field shows it once it is left; what is no amount stays as it was typed. */
export function groupedAmount(text: string): string {
  const read = readAmount(text);
  return read.ok ? exact(read.plain) : text;
}
