// npm run nightly [-- --cases 1000000 --seed 1 --only "two margins" --shards 2]
// The properties of every test run with at least a million cases each: one line a property, and one a
// minute of how far it has come. Every shard is a process of its own and takes every n-th piece, so that
// all processors work. Ended by a signal it says how many cases it has seen: never more than there were.
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { properties as ofCalendars } from "../test/calendar/properties.ts";
import { bulkIsTheSame } from "../test/incentives/bulk.ts";
import { againstOracle } from "../test/incentives/oracle/property.ts";
import { more as moreOfPay } from "../test/incentives/properties-more.ts";
import { properties as ofPay } from "../test/incentives/properties.ts";
import type { Property } from "../test/support/property.ts";
import { properties as ofTargets } from "../test/targets/properties.ts";

const { values } = parseArgs({
  options: {
    cases: { type: "string" },
    seed: { type: "string" },
    only: { type: "string" },
    shards: { type: "string" },
    shard: { type: "string" },
  },
});
const cases = Number(values.cases ?? 1_000_000);
// Another seed every night: a thousand nights are a billion cases. A red line says which it was.
const firstSeed = Number(values.seed ?? Math.floor(Date.now() / 86_400_000));
const shards = Number(values.shards ?? availableParallelism());
/** Cases of one check: what a check remembers of its cases grows with them, and it is told as a whole. */
const PIECE = 1_000;
/** Pieces that may have a seed of their own before the next night's begin. */
const SEEDS = 10_000;
/** Between two words about a property that is not done. */
const MINUTE_MS = 60_000;
const ENDS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const asked = [...ofTargets, ...ofCalendars, againstOracle, bulkIsTheSame, ...ofPay, ...moreOfPay]
  .map((property, at) => ({ property, at }))
  .filter(({ property }) => !values.only || property.name.includes(values.only));

/** What a shard has done of a property so far. */
type Done = {
  readonly done: number;
  readonly broken: { readonly seed: number; readonly counterexample: string } | null;
  readonly touching: readonly (readonly [string, number])[];
  /** Nothing of the property is left to this shard. */
  readonly isLast: boolean;
};

if (values.shard === undefined) process.exitCode = (await everyNight()) ? 0 : 1;
else {
  // The process above says what there is to say, and ends this one.
  for (const signal of ENDS) process.on(signal, () => undefined);
  process.on("message", (at: number) => void work(at, Number(values.shard)));
  process.on("disconnect", () => process.exit());
}

async function everyNight(): Promise<boolean> {
  const workers = Array.from({ length: shards }, (_, shard) =>
    fork(fileURLToPath(import.meta.url), [...process.argv.slice(2), "--shard", `${shard}`]),
  );
  let isGreen = true;
  for (const { property, at } of asked)
    isGreen = (await searchedBy(workers, property, at)) && isGreen;
  for (const worker of workers) worker.disconnect();
  return isGreen;
}

async function searchedBy(
  workers: readonly ChildProcess[],
  property: Property,
  at: number,
): Promise<boolean> {
  const start = performance.now();
  const done = new Map<number, Done>();
  const say = (word: string) => report(property, [...done.values()], start, word);
  const minutes = setInterval(() => say("so far"), MINUTE_MS);
  const end = (signal: NodeJS.Signals) => {
    say(`ended by ${signal}`);
    for (const worker of workers) worker.kill("SIGKILL");
    process.exit(1);
  };
  for (const signal of ENDS) process.on(signal, end);
  const answers = workers.map((worker, shard) =>
    answer(worker, at, (sofar) => {
      done.set(shard, sofar);
      if (sofar.broken) say("so far");
    }),
  );
  await Promise.all(answers).catch((error: unknown) => {
    say("ended by a shard");
    throw error;
  });
  clearInterval(minutes);
  for (const signal of ENDS) process.off(signal, end);
  return say("done");
}

/** Prints how far a property has come; whether nothing has broken it. */
function report(property: Property, done: readonly Done[], start: number, word: string): boolean {
  const seconds = Math.round((performance.now() - start) / 1_000);
  const broken = done.flatMap((each) => each.broken ?? []);
  const count = done.reduce((sum, each) => sum + each.done, 0);
  const seed = broken[0]?.seed ?? firstSeed * SEEDS;
  const counts = `${count} cases | ${broken.length} failures | seed ${seed} | ${seconds} s`;
  console.log(
    word === "done" ? `${property.name} | ${counts}` : `${property.name} | ${counts} | ${word}`,
  );
  if (word === "so far" && broken.length === 0) return true;
  for (const each of broken) console.log(`  seed ${each.seed}: ${each.counterexample}`);
  if (word !== "so far") for (const line of shares(done, count)) console.log(`  ${line}`);
  return broken.length === 0;
}

/** Done when the shard says so; `told` after every piece. */
function answer(worker: ChildProcess, at: number, told: (sofar: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const hear = (said: unknown) => {
      const sofar = said as Done; // Only work() below sends any.
      told(sofar);
      if (!sofar.isLast) return;
      worker.off("message", hear);
      worker.off("exit", gone);
      resolve();
    };
    const gone = (code: number | null) => reject(new Error(`a shard ended with ${code}`));
    worker.on("message", hear);
    worker.on("exit", gone);
    worker.send(at);
  });
}

/** Every n-th piece, each with its own seed; what breaks a property ends its search in this shard. */
async function work(at: number, shard: number): Promise<void> {
  const { property } = asked.find((each) => each.at === at) ?? {};
  if (!property) throw new Error("both processes know the same properties");
  const { check, touching } = property;
  let done = 0;
  let broken: Done["broken"] = null;
  for (let piece = shard; piece * PIECE < cases && !broken; piece += shards) {
    const seed = firstSeed * SEEDS + piece;
    const checked = check({ seed, numRuns: Math.min(PIECE, cases - piece * PIECE) });
    done += checked.numRuns;
    if (checked.failed) broken = { seed, counterexample: shown(checked.counterexample) };
    await told({ done, broken, touching: [...(touching?.() ?? [])], isLast: false });
  }
  await told({ done, broken, touching: [...(touching?.() ?? [])], isLast: true });
}

/** Once it has left this process: a piece takes long, and nothing is sent while it runs. */
function told(sofar: Done): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(sofar, () => resolve());
  });
}

/** What the cases were about, a line a kind, so that a million of them is not a million of one. */
function shares(done: readonly Done[], count: number): string[] {
  const sums = new Map<string, number>();
  for (const [label, of] of done.flatMap(({ touching }) => touching))
    sums.set(label, (sums.get(label) ?? 0) + of);
  const kinds = new Map<string, string[]>();
  for (const [label, of] of [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [, kind = label, rest = ""] = /^([a-z_]+)[.:] ?(.*)$/.exec(label) ?? [];
    kinds.set(kind, [...(kinds.get(kind) ?? []), `${rest} ${((100 * of) / count).toFixed(1)}`]);
  }
  return [...kinds].map(([kind, words]) => `${kind}, % of cases: ${words.join("; ")}`);
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === "bigint") return `${each}n`;
    return each instanceof Map ? [...each] : each;
  });
}
