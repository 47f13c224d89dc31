import * as v from "valibot";
import { must } from "../../workers/lib/assert.ts";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation } from "../../workers/incentives/input.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { type Figure, notMeasured, verdict } from "./figure.ts";
import { interleaved } from "./median.ts";

const CREDITS = 200_000;
/** With its trace each credit has its own part: a tenth of them says enough. */
const TRACED = 20_000;
const PEOPLE = 100;
const MONTHS = 12;
const REPETITIONS = 5;
/** One run of the loop takes a few milliseconds: too little to be told from noise. */
const AT_ONCE = 10;

/**
 * P7: a year of monthly tiers for a hundred people. The peer is what one would write by hand for
 * this one plan over typed arrays: each credit walks its person's tiers, as the engine's does.
 */
export async function incentiveFigures(): Promise<Figure[]> {
  const rows = seeded(CREDITS);
  const few = seeded(TRACED);
  const input = v.parse(Evaluation, requestOf(rows));
  const inputOfFew = v.parse(Evaluation, requestOf(few));
  const engine = () => paid(evaluate(input, { trace: false }));
  const traced = () => paid(evaluate(inputOfFew));
  if (engine() !== loop(rows) || traced() !== loop(few)) throw new Error("all pay the same fen");
  const often = () => {
    for (let time = 0; time < AT_ONCE; time += 1) loop(rows);
  };
  const times = await interleaved({ engine, traced, often }, REPETITIONS);
  const plain = times.often / AT_ONCE / CREDITS;
  const ratio = (of: number, credits: number) => plain / (of / credits);
  const perSecond = (of: number, credits: number) => `${Math.round(credits / of)}k/s`;
  const [fast, full] = [ratio(times.engine, CREDITS), ratio(times.traced, TRACED)];
  const decimal = await decimalJs();
  return [
    {
      id: "P7",
      name: "incentive engine, credits/s / typed-array loop",
      measured: `${fast.toFixed(3)} (${perSecond(times.engine, CREDITS)}; loop ${perSecond(times.often / AT_ONCE, CREDITS)})`,
      bar: ">= 0.10, aim 0.25",
      verdict: verdict(fast >= 0.1),
    },
    {
      id: "P7",
      name: "incentive engine with full trace / typed-array loop",
      measured: `${full.toFixed(3)} (${perSecond(times.traced, TRACED)})`,
      bar: ">= 0.03, aim 0.10",
      verdict: verdict(full >= 0.03),
    },
    await againstDecimal(decimal, rows, times.engine, engine),
  ];
}

type Rows = {
  readonly person: Int32Array;
  readonly month: Int32Array;
  readonly fen: Float64Array;
};

function seeded(credits: number): Rows {
  const rows = {
    person: new Int32Array(credits),
    month: new Int32Array(credits),
    fen: new Float64Array(credits),
  };
  let state = 20_261_121;
  for (let at = 0; at < credits; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    rows.person[at] = at % PEOPLE;
    rows.month[at] = state % MONTHS;
    // Months of one to two million yuan, so that every tier is met.
    rows.fen[at] = 1_000 + (state % Math.floor(300_000_000_000 / credits));
  }
  return rows;
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

const FIRST = 50_000_000;
const SECOND = 100_000_000;

/** 5 % up to 500,000 yuan, 8 % up to a million, 10 % above: hundredths of a fen up to a point. */
function upTo(at: number): number {
  if (at <= FIRST) return at * 5;
  return at <= SECOND ? FIRST * 5 + (at - FIRST) * 8 : FIRST * 5 + FIRST * 8 + (at - SECOND) * 10;
}

/** Each credit walks its person's tiers of the month and has its own pay; the month is rounded once. */
function loop({ person, month, fen }: Rows): number {
  const size = fen.length;
  const climbed = new Float64Array(PEOPLE * MONTHS);
  const pays = new Float64Array(PEOPLE * MONTHS);
  const own = new Float64Array(size);
  for (let at = 0; at < size; at += 1) {
    const cell = (person[at] ?? 0) * MONTHS + (month[at] ?? 0);
    const from = climbed[cell] ?? 0;
    const to = from + (fen[at] ?? 0);
    const pay = upTo(to) - upTo(from);
    climbed[cell] = to;
    own[at] = pay;
    pays[cell] = (pays[cell] ?? 0) + pay;
  }
  let all = 0;
  for (const pay of pays) all += Math.floor((pay + 50) / 100);
  return all;
}

type Decimal = {
  plus(other: Decimal): Decimal;
  times(by: number): Decimal;
  minus(by: number): Decimal;
  toNumber(): number;
};
type DecimalClass = (new (value: number) => Decimal) & {
  min(a: Decimal, b: number): Decimal;
  max(a: Decimal, b: number): Decimal;
};

async function againstDecimal(
  decimal: DecimalClass | null,
  rows: Rows,
  engineMs: number,
  engine: () => unknown,
): Promise<Figure> {
  const name = "incentive engine / decimal.js version: faster by";
  const bar = ">= 15x, aim 40x";
  if (!decimal) return notMeasured("P7", name, "decimal.js absent: npm ci in infra/bench", bar);
  const slow = () => withDecimal(decimal, rows);
  const times = await interleaved({ engine, slow }, 3);
  const by = times.slow / Math.min(engineMs, times.engine);
  return { id: "P7", name, measured: `${by.toFixed(2)}x`, bar, verdict: verdict(by >= 15) };
}

function withDecimal(decimal: DecimalClass, { person, month, fen }: Rows): number {
  const sums = Array.from({ length: PEOPLE * MONTHS }, () => new decimal(0));
  for (let at = 0; at < fen.length; at += 1) {
    const cell = (person[at] ?? 0) * MONTHS + (month[at] ?? 0);
    sums[cell] = must(sums[cell]).plus(new decimal(fen[at] ?? 0));
  }
  return sums.reduce((all, sum) => {
    const low = decimal.min(sum, 50_000_000).times(0.05);
    const middle = decimal.max(decimal.min(sum, 100_000_000).minus(50_000_000), 0).times(0.08);
    const high = decimal.max(sum.minus(100_000_000), 0).times(0.1);
    return all + low.plus(middle).plus(high).toNumber();
  }, 0);
}

/** Only this folder's own package has it, so that the first install of the product stays small. */
async function decimalJs(): Promise<DecimalClass | null> {
  const name = new URL("./node_modules/decimal.js/decimal.mjs", import.meta.url).href;
  const loaded: { default: DecimalClass } | null = await import(name).then(
    (module: { default: DecimalClass }) => module,
    () => null,
  );
  return loaded?.default ?? null;
}
