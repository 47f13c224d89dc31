import * as v from "valibot";
import { must } from "../../workers/lib/assert.ts";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation } from "../../workers/incentives/input.ts";
import { stepWords } from "../../workers/incentives/sentences/steps.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { type Figure, notMeasured, verdict } from "./figure.ts";
import {
  decimalJs,
  hyperFormula,
  loop,
  PEOPLE,
  type Rows,
  seeded,
  sheetOf,
  withDecimal,
  withSheet,
} from "./incentive-peers.ts";
import { interleaved } from "./median.ts";

const CREDITS = 200_000;
/** Each credit on its own, and a sheet a row: a tenth of them says enough. */
const FEW = 20_000;
const REPETITIONS = 9;
/** Both sides as they run in a process that has been up for a while: compiled. */
const WARM = 10;
/** One run of the loop takes a few milliseconds: too little to be told from noise. */
const AT_ONCE = 10;

/**
 * P7: a year of monthly tiers for a hundred people, against the same written by hand. Each figure is
 * taken in turns with the loop alone.
 *
 * "Full trace": every line with every step and its figures as text, and what each single credit has of
 * the line, computed and held by column (which credit, which whole number of minor units). "Read"
 * makes of these columns an object a credit and of every step its words, as who opens all lines does.
 * No hash is taken. A list of credits is checked and turned into columns once, as the loop's arrays
 * are; "handed in for the first time" counts that too. "On its own" is how credits are looked at where
 * a plan asks of them more than sums, or where whole numbers of doubles do not suffice.
 */
export async function incentiveFigures(): Promise<Figure[]> {
  const rows = seeded(CREDITS);
  const few = seeded(FEW);
  const input = v.parse(Evaluation, requestOf(rows));
  const inputOfFew = v.parse(Evaluation, requestOf(few));
  const engine = () => paid(evaluate(input, { trace: false }));
  const first = () => paid(evaluate({ ...input, credits: [...input.credits] }, { trace: false }));
  const traced = () => paid(evaluate(input));
  const read = () => readAll(evaluate(input));
  const single = () => paid(evaluate(inputOfFew, { bulk: false }));
  if (engine() !== loop(rows) || read() !== loop(rows) || single() !== loop(few))
    throw new Error("all pay the same fen");
  const against = async (
    run: () => unknown,
    {
      name,
      bar,
      aim,
      credits = CREDITS,
    }: { name: string; bar: number; aim: number; credits?: number },
  ): Promise<Figure> => {
    const often = () => {
      for (let time = 0; time < AT_ONCE; time += 1) loop(rows);
    };
    const times = await interleaved({ run, often }, REPETITIONS, WARM);
    const plain = times.often / AT_ONCE / CREDITS;
    const ratio = plain / (times.run / credits);
    return {
      ...{ id: "P7", name },
      measured: `${ratio.toFixed(3)} (${perSecond(credits, times.run)}; loop ${perSecond(1, plain)})`,
      bar: `>= ${bar.toFixed(2)}, aim ${aim.toFixed(2)}`,
      verdict: verdict(ratio >= bar),
    };
  };
  const [plain, whole] = [
    { bar: 0.1, aim: 0.25 },
    { bar: 0.03, aim: 0.1 },
  ];
  return [
    await against(engine, { name: "incentive engine, credits/s / typed-array loop", ...plain }),
    await against(first, { name: "the same, handed in for the first time", ...plain }),
    await against(traced, { name: "the same with full trace", ...whole }),
    await against(read, { name: "the same with full trace, all of it read in words", ...whole }),
    await against(single, {
      name: "the same with full trace, each credit on its own",
      ...{ ...whole, credits: FEW },
    }),
    await againstDecimal(rows, engine),
    await againstSheet(few, engine),
  ];
}

const PLAN = must(TEMPLATES.find(({ key }) => key === "tiered"));

function perSecond(credits: number, milliseconds: number): string {
  return `${Math.round(credits / milliseconds)}k/s`;
}

function requestOf({ person, month, fen }: Rows): v.InferInput<typeof Evaluation> {
  return {
    plans: [PLAN],
    from: "2026-01-01",
    until: "2027-01-01",
    participants: Array.from({ length: PEOPLE }, (_, at) => ({ id: `p${at}`, from: "2025-01-01" })),
    credits: Array.from({ length: person.length }, (_, at) => {
      const units = String(fen[at] ?? 0).padStart(3, "0");
      return {
        id: `c${at}`,
        person: `p${person[at] ?? 0}`,
        on: `2026-${String((month[at] ?? 0) + 1).padStart(2, "0")}-15`,
        measures: { amount: `${units.slice(0, -2)}.${units.slice(-2)}` },
      };
    }),
  };
}

/** Every part an object, every step a sentence; each line's parts re-add to it. */
function readAll(made: ReturnType<typeof evaluate>): number {
  if (!made.ok) throw new Error("the plan is computed");
  let sum = 0;
  for (const { lines } of made.value.statements)
    for (const { amount, parts, steps, component } of lines) {
      for (const step of steps) stepWords(step, { plan: PLAN, component, currency: "CNY" }, "zh");
      let all = 0n;
      for (const part of parts) all += part.amount;
      if (all !== amount) throw new Error("parts re-add to their line");
      sum += Number(amount);
    }
  return sum;
}

function paid(made: ReturnType<typeof evaluate>): number {
  if (!made.ok) throw new Error("the plan is computed");
  return made.value.statements.reduce((sum, { pay }) => sum + Number(pay), 0);
}

async function againstDecimal(rows: Rows, engine: () => unknown): Promise<Figure> {
  const name = "incentive engine / decimal.js version: faster by";
  const bar = ">= 15x, aim 40x";
  const decimal = await decimalJs();
  if (!decimal) return notMeasured("P7", name, "decimal.js absent: npm ci in infra/bench", bar);
  const slow = () => withDecimal(decimal, rows);
  if (slow() !== loop(rows)) throw new Error("all pay the same fen");
  const times = await interleaved({ engine, slow }, REPETITIONS);
  const by = times.slow / times.engine;
  const measured = `${by.toFixed(1)}x (${perSecond(CREDITS, times.slow)})`;
  return { id: "P7", name, measured, bar, verdict: verdict(by >= 15) };
}

async function againstSheet(few: Rows, engine: () => unknown): Promise<Figure> {
  const name = "incentive engine / HyperFormula sheet: faster by";
  const bar = ">= 200x, aim 500x";
  const sheets = await hyperFormula();
  if (!sheets) return notMeasured("P7", name, "hyperformula absent: npm ci in infra/bench", bar);
  const sheet = sheetOf(few);
  const slow = () => withSheet(sheets, sheet);
  if (slow() !== loop(few)) throw new Error("all pay the same fen");
  const times = await interleaved({ engine, slow }, 5);
  const by = times.slow / FEW / (times.engine / CREDITS);
  const measured = `${by.toFixed(0)}x (${perSecond(FEW, times.slow)})`;
  return { id: "P7", name, measured, bar, verdict: verdict(by >= 200) };
}
