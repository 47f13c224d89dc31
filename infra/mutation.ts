// npm run mutation [-- --part allocation|calendar|incentives|sentences] [--file two-way-round]
//   [--tests two-way] [--sample 400 --seed 1] [--runs 60] [--processes 2] [--list]
// How much of the allocation, calendar and incentive code a change would go unnoticed in: every operator,
// number, truth and condition is changed, one at a time, and the pure tests of its folder must notice.
// A sample is drawn by its seed over all mutants of a part; the interval is what its size can say (95 %).
import { createHash } from "node:crypto";
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { isEquivalent, outlived } from "./mutation/equivalent.ts";
import { instrument, type Mutant } from "./mutation/instrument.ts";
import { type Part, PARTS } from "./mutation/parts.ts";
import { type Bench, killedAtLoad, Runner, survey } from "./mutation/runner.ts";
import { ROOT } from "./paths.ts";

const { values } = parseArgs({
  options: {
    part: { type: "string" },
    file: { type: "string" },
    // A pattern of test files, for example "^(?!.*(oracle|properties))": quick ones alone.
    tests: { type: "string", default: "" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    // Cases of a property while mutants are hunted; a mutant that survives them may fall to more.
    runs: { type: "string", default: "60" },
    processes: { type: "string", default: `${availableParallelism()}` },
    list: { type: "boolean" },
  },
});
const COPY = join(ROOT, "dist", `mutation-${process.pid}`);
let isLow = false;
for (const [name, part] of Object.entries(PARTS)) {
  if (values.part !== undefined && values.part !== name) continue;
  const score = await measured(name, part);
  isLow ||= score < part.bar;
}
process.exitCode = isLow ? 1 : 0;

/** Works on a copy below the repository, where Node finds the same packages; nothing else is touched. */
async function measured(name: string, { sources, tests, bar }: Part): Promise<number> {
  const all = copied(sources);
  const mutants = sampled(all);
  const files = tests
    .flatMap((pattern) => globSync(pattern, { cwd: COPY }))
    .filter((file) => new RegExp(values.tests).test(file))
    .map((file) => join(COPY, file));
  const survivors = await unnoticed(
    name,
    { copy: COPY, files, runs: Number(values.runs) },
    mutants,
  );
  rmSync(COPY, { recursive: true, force: true });
  const noticed = mutants.length - survivors.length;
  const score = (100 * noticed) / Math.max(1, mutants.length);
  const isDrawn = mutants.length < all.length;
  const drawn = isDrawn ? `, drawn of ${all.length} by ${values.seed}` : "";
  const [low, high] = interval(noticed, mutants.length);
  const span = isDrawn ? `, ${low.toFixed(1)} to ${high.toFixed(1)} %` : "";
  console.log(
    `mutation ${name}: ${score.toFixed(1)} % (bar ${bar} %${span}), ${noticed} of ${mutants.length} mutants noticed${drawn}`,
  );
  for (const [file, of] of Map.groupBy(mutants, (each) => each.file)) {
    const left = of.filter((each) => survivors.includes(each)).length;
    console.log(`  ${of.length - left} of ${of.length} in ${file}`);
  }
  return score;
}

/** The mutants that no test notices, in their order. */
async function unnoticed(
  name: string,
  bench: Bench,
  mutants: readonly Mutant[],
): Promise<readonly Mutant[]> {
  const known = await survey(bench);
  for (const each of [...known.unloaded, ...known.failing])
    console.log(`  left out: ${each.slice(0, 300)}`);
  const judgesFile = join(COPY, "judges.json");
  writeFileSync(judgesFile, JSON.stringify(known.judges));
  const judged = new Map(known.judges);
  const survivors: Mutant[] = [];
  let done = 0;
  const waiting = mutants.values();
  const worked = async () => {
    const runner = new Runner(bench, known, judgesFile);
    for (const mutant of waiting) {
      const { id } = mutant;
      const isNoticed =
        (judged.has(id) && (await runner.isKilled(id))) ||
        (known.fixed.has(id) && (await killedAtLoad(bench, id, known)));
      if (!isNoticed) {
        survivors.push(mutant);
        if (values.list) console.log(`  ${told(mutant)}`);
      }
      done += 1;
      if (done % 20 === 0)
        process.stderr.write(
          `${name}: ${done} of ${mutants.length}, ${survivors.length} unnoticed\n`,
        );
    }
    runner.stop();
  };
  await Promise.all(Array.from({ length: Number(values.processes) }, worked));
  return survivors.toSorted((a, b) => a.id - b.id);
}

/**
 * So many of them by chance, the same for the same seed: those whose hashes are smallest, in that order.
 * What is done of it when it is ended early is a sample too.
 */
function sampled(all: readonly Mutant[]): readonly Mutant[] {
  if (values.sample === undefined) return all;
  const mark = ({ id }: Mutant) =>
    createHash("sha256").update(`${values.seed} ${id}`).digest("hex");
  return all
    .map((mutant) => ({ mutant, at: mark(mutant) }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, Number(values.sample))
    .map(({ mutant }) => mutant);
}

/** Wilson's interval of a share seen in a sample, in percent. */
function interval(hits: number, of: number): readonly [number, number] {
  const [z, n] = [1.96, Math.max(1, of)];
  const share = hits / n;
  const middle = share + z ** 2 / (2 * n);
  const width = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return [(100 * (middle - width)) / (1 + z ** 2 / n), (100 * (middle + width)) / (1 + z ** 2 / n)];
}

function told({ file, line, text, was, is }: Mutant): string {
  return `${file}:${line}  ${was.replaceAll(/\s+/g, " ").slice(0, 60)}  ->  ${is}    | ${text}`;
}

/** All mutants of these sources but those that change nothing; the copy then holds them. */
function copied(sources: readonly string[]): readonly Mutant[] {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const folder of ["workers", "test", "web", "infra", "db"])
    cpSync(join(ROOT, folder), join(COPY, folder), {
      recursive: true,
      filter: (path) => basename(path) !== "node_modules",
    });
  for (const file of globSync("test/**/*.ts", { cwd: COPY })) fewerRuns(join(COPY, file));
  const mutants: Mutant[] = [];
  for (const file of sources.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).toSorted()) {
    if (values.file !== undefined && basename(file, ".ts") !== values.file) continue;
    const source = readFileSync(join(ROOT, file), "utf8");
    const { code, mutants: own } = instrument(file, source, mutants.length);
    writeFileSync(join(COPY, file), code);
    mutants.push(...own);
  }
  const files = [...new Set(mutants.map(({ file }) => file))];
  for (const each of outlived(files, mutants)) console.log(`  in equivalent.ts, and gone: ${each}`);
  return mutants.filter((each) => !isEquivalent(each));
}

function fewerRuns(path: string): void {
  const source = readFileSync(path, "utf8");
  // Many cases are asked for where one is quick: a twentieth of them then.
  const fewer = source.replaceAll(/numRuns: ([\d_]+)/g, (_, count: string) => {
    const all = Number(count.replaceAll("_", ""));
    return `numRuns: Math.min(${all}, Math.max(Number(process.env["RUNS"]), ${Math.ceil(all / 20)}))`;
  });
  if (fewer !== source) writeFileSync(path, fewer);
}
