// npm run nightly [-- --cases 1000000 --seed 1 --only "two margins"]
// The properties of every test run with at least a million cases each: one line a property.
import { parseArgs } from "node:util";
import { properties as ofCalendars } from "../test/calendar/properties.ts";
import { bulkIsTheSame } from "../test/incentives/bulk.ts";
import { againstOracle } from "../test/incentives/oracle/property.ts";
import { more as moreOfPay } from "../test/incentives/properties-more.ts";
import { properties as ofPay } from "../test/incentives/properties.ts";
import { properties as ofTargets } from "../test/targets/properties.ts";

const { values } = parseArgs({
  options: { cases: { type: "string" }, seed: { type: "string" }, only: { type: "string" } },
});
const cases = Number(values.cases ?? 1_000_000);
// Another seed every night: a thousand nights are a billion cases. A red line says which it was.
const firstSeed = Number(values.seed ?? Math.floor(Date.now() / 86_400_000));
/** Cases of one check: what a check remembers of its cases grows with them. */
const PIECE = 50_000;

let failures = 0;
for (const { name, check } of [
  ...ofTargets,
  ...ofCalendars,
  againstOracle,
  bulkIsTheSame,
  ...ofPay,
  ...moreOfPay,
]) {
  if (values.only && !name.includes(values.only)) continue;
  const start = performance.now();
  let done = 0;
  let broken: { readonly seed: number; readonly counterexample: unknown } | null = null;
  for (let piece = 0; done < cases && !broken; piece += 1) {
    const seed = firstSeed * 1_000 + piece;
    const { failed, numRuns, counterexample } = check({
      seed,
      numRuns: Math.min(PIECE, cases - done),
    });
    done += numRuns;
    if (failed) broken = { seed, counterexample };
  }
  const seconds = Math.round((performance.now() - start) / 1_000);
  const seed = broken?.seed ?? firstSeed * 1_000;
  console.log(`${name} | ${done} cases | ${broken ? 1 : 0} failures | seed ${seed} | ${seconds} s`);
  if (broken) {
    failures += 1;
    console.log(`  counterexample: ${shown(broken.counterexample)}`);
  }
}
process.exitCode = failures === 0 ? 0 : 1;

function shown(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === "bigint") return `${each}n`;
    return each instanceof Map ? [...each] : each;
  });
}
