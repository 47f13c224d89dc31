// npm run nightly [-- --cases 1000000 --seed 1 --only "two margins" --shards 2]
// The properties of every test run with at least a million cases each: one line a property. Every
// shard is a process of its own and takes every n-th piece, so that all processors work.
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
/** Cases of one check: what a check remembers of its cases grows with them. */
const PIECE = 10_000;

const asked = [...ofTargets, ...ofCalendars, againstOracle, bulkIsTheSame, ...ofPay, ...moreOfPay]
  .map((property, at) => ({ property, at }))
  .filter(({ property }) => !values.only || property.name.includes(values.only));

/** What a shard has done of a property so far. */
type Done = {
  readonly done: number;
  readonly broken: { readonly seed: number; readonly counterexample: string } | null;
  readonly touching: readonly (readonly [string, number])[];
};

if (values.shard === undefined) process.exitCode = (await everyNight()) ? 0 : 1;
else process.on("message", (at: number) => work(at, Number(values.shard)));

async function everyNight(): Promise<boolean> {
  const workers = Array.from({ length: shards }, (_, shard) =>
    fork(fileURLToPath(import.meta.url), [...process.argv.slice(2), "--shard", `${shard}`]),
  );
  let isGreen = true;
  for (const { property, at } of asked) {
    const start = performance.now();
    const done = await Promise.all(workers.map((worker) => answer(worker, at)));
    const seconds = Math.round((performance.now() - start) / 1_000);
    const broken = done.flatMap((each) => each.broken ?? []);
    isGreen &&= broken.length === 0;
    const count = done.reduce((sum, each) => sum + each.done, 0);
    const seed = broken[0]?.seed ?? firstSeed * 1_000;
    console.log(
      `${property.name} | ${count} cases | ${broken.length} failures | seed ${seed} | ${seconds} s`,
    );
    for (const each of broken) console.log(`  seed ${each.seed}: ${each.counterexample}`);
    for (const line of shares(done, count)) console.log(`  ${line}`);
  }
  for (const worker of workers) worker.disconnect();
  return isGreen;
}

function answer(worker: ChildProcess, at: number): Promise<Done> {
  return new Promise((resolve, reject) => {
    worker.once("message", (done) => resolve(done as Done)); // Only work() below sends any.
    worker.once("exit", (code) => reject(new Error(`a shard ended with ${code}`)));
    worker.send(at);
  });
}

/** Every n-th piece, each with its own seed; what breaks a property ends its search in this shard. */
function work(at: number, shard: number): void {
  const { property } = asked.find((each) => each.at === at) ?? {};
  if (!property) throw new Error("both processes know the same properties");
  process.send?.(searched(property, shard));
}

function searched({ check, touching }: Property, shard: number): Done {
  let done = 0;
  for (let piece = shard; piece * PIECE < cases; piece += shards) {
    const seed = firstSeed * 1_000 + piece;
    const numRuns = Math.min(PIECE, cases - piece * PIECE);
    const checked = check({ seed, numRuns });
    done += checked.numRuns;
    if (checked.failed)
      return {
        ...{ done, touching: [...(touching?.() ?? [])] },
        broken: { seed, counterexample: shown(checked.counterexample) },
      };
  }
  return { done, broken: null, touching: [...(touching?.() ?? [])] };
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
