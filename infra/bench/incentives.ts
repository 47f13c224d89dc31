import * as v from "valibot";
import { must } from "../../workers/lib/assert.ts";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation } from "../../workers/incentives/input.ts";
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
/** Every line opened has each credit as a part, and a sheet a row: a tenth of them says enough. */
const FEW = 20_000;
const REPETITIONS = 9;
/** Both sides as they run in a process that has been up for a while: compiled. */
const WARM = 10;
/** One run of the loop takes a few milliseconds: too little to be told from noise. */
const AT_ONCE = 10;

/** P7: a year of monthly tiers for a hundred people, against the same written by hand. */
export async function incentiveFigures(): Promise<Figure[]> {
  const rows = seeded(CREDITS);
  const few = seeded(FEW);
  const input = v.parse(Evaluation, requestOf(rows));
  const inputOfFew = v.parse(Evaluation, requestOf(few));
  const engine = () => paid(evaluate(input, { trace: false }));
  const traced = () => paid(evaluate(input));
  const opened = () => paid(evaluate(inputOfFew, { bulk: false }));
  if (engine() !== loop(rows) || traced() !== loop(rows) || opened() !== loop(few))
    throw new Error("all pay the same fen");
  const often = () => {
    for (let time = 0; time < AT_ONCE; time += 1) loop(rows);
  };
  const times = await interleaved({ engine, traced, opened, often }, REPETITIONS, WARM);
  const plain = times.often / AT_ONCE / CREDITS;
  const against = (of: number, credits: number, name: string, bar: number, aim: number): Figure => {
    const ratio = plain / (of / credits);
    return {
      ...{ id: "P7", name },
      measured: `${ratio.toFixed(3)} (${perSecond(credits, of)}; loop ${perSecond(1, plain)})`,
      bar: `>= ${bar.toFixed(2)}, aim ${aim.toFixed(2)}`,
      verdict: verdict(ratio >= bar),
    };
  };
  return [
    against(times.engine, CREDITS, "incentive engine, credits/s / typed-array loop", 0.1, 0.25),
    against(times.traced, CREDITS, "the same with full trace, opened when read", 0.03, 0.1),
    against(times.opened, FEW, "the same with every line of the trace opened", 0.03, 0.1),
    await againstDecimal(rows, engine),
    await againstSheet(few, times.engine / CREDITS),
  ];
}

function perSecond(credits: number, milliseconds: number): string {
  return `${Math.round(credits / milliseconds)}k/s`;
}

function requestOf({ person, month, fen }: Rows): v.InferInput<typeof Evaluation> {
  const plan = must(TEMPLATES.find(({ key }) => key === "tiered"));
  return {
    plans: [plan],
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

async function againstSheet(few: Rows, engineMsPerCredit: number): Promise<Figure> {
  const name = "incentive engine / HyperFormula sheet: faster by";
  const bar = ">= 200x, aim 500x";
  const sheets = await hyperFormula();
  if (!sheets) return notMeasured("P7", name, "hyperformula absent: npm ci in infra/bench", bar);
  const sheet = sheetOf(few);
  const slow = () => withSheet(sheets, sheet);
  if (slow() !== loop(few)) throw new Error("all pay the same fen");
  const times = await interleaved({ slow }, 5);
  const by = times.slow / FEW / engineMsPerCredit;
  const measured = `${by.toFixed(0)}x (${perSecond(FEW, times.slow)})`;
  return { id: "P7", name, measured, bar, verdict: verdict(by >= 200) };
}
