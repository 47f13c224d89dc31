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
import { keepPlan, keptPlan } from "./kept-plan.ts";
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
  const kept = keptPlan();
  const plan = signal<PlanJson>(kept?.key === first ? kept : templateOf(first));
  const isChanged = computed(() => plan.value !== templateOf(plan.value.key));
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
  /** What somebody wrote is theirs: it waits for their company, and for their coming back. */
  function become(to: PlanJson) {
    plan.value = to;
    keepPlan(to);
  }
  const setNumber = (pointer: string, text: string, unit: NumberUnit) => {
    become(putNumber(plan.value, pointer, numberOf(text, unit)));
  };
  const set = (pointer: string, value: Json | undefined) => {
    become(put(plan.value, pointer, value));
  };
  const change = (to: Partial<Typed>) => {
    typed.value = { ...typed.value, ...to };
  };
  async function load() {
    engine.value = await import("./engine.ts");
  }
  return { plan, typed, worked, isReady, isChanged, amount, choose, setNumber, set, change, load };
}

export function templateOf(key: string): PlanJson {
  const found = TEMPLATES.find((each) => each.key === key) ?? TEMPLATES[1];
  if (!found) throw new Error("assertion failed: there is a template");
  return found;
}

/** Which of the typed texts are not what their field asks for. */
export function wrongIn({ amount, target, deals, collected, score }: Typed): (keyof Typed)[] {
  const [sold, goal] = [amountOf(amount), amountOf(target)];
  const within = (text: string, least: number, most: number) => {
    const n = Number(plainDecimal(text));
    return text.trim() !== "" && Number.isInteger(n) && n >= least && n <= most;
  };
  const fits: Readonly<Record<keyof Typed, boolean>> = {
    amount: sold !== null && sold >= 0n,
    target: goal !== null && goal > 0n,
    deals: within(deals, 1, 200),
    collected: within(collected, 0, 100),
    score: /^\d{1,6}(\.\d{1,4})?$/.test(plainDecimal(score)),
  };
  return FIELDS.filter((field) => !fits[field]);
}

const FIELDS = ["amount", "target", "deals", "collected", "score"] as const;

/** Null while something typed is no number; the fields say so. */
export function month(typed: Typed): Month | null {
  if (wrongIn(typed).length > 0) return null;
  return {
    amount: amountOf(typed.amount) ?? 0n,
    target: amountOf(typed.target) ?? 0n,
    deals: Number(plainDecimal(typed.deals)),
    collected: Number(plainDecimal(typed.collected)),
    score: plainDecimal(typed.score),
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
