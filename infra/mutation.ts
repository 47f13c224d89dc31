// npm run mutation [-- --part allocation|calendar|incentives] [--file two-way-round] [--tests two-way]
//   [--sample 400 --seed 1] [--list]
// How much of the allocation, calendar and incentive code a change would go unnoticed in: every operator,
// number, truth and condition is changed, one at a time, and the pure tests of its folder must notice.
// A sample is drawn by its seed over all mutants of a part; the interval is what its size can say (95 %).
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { instrument, type Mutant } from "./mutation/instrument.ts";
import { ROOT } from "./paths.ts";

/** The bar of both parts, in percent. */
const BAR = 90;
/** A mutant that keeps a test from ending is noticed as well: after ten times the slowest of its tests. */
const PATIENCE_MS = 10_000;
const PATIENCE_TIMES = 10;
/** Cases of a property while mutants are hunted; a mutant that survives them may fall to more. */
const RUNS = 60;

type Part = { readonly sources: readonly string[]; readonly tests: readonly string[] };
const PARTS: Readonly<Record<string, Part>> = {
  allocation: {
    sources: [
      ...["allocate", "share", "field", "granule", "mirror", "water-fill", "largest-remainders"],
      ...["round", "round-remainder", "round-fast", "round-divisor", "round-quota", "signpost"],
      ...["order", "method", "growth", "months", "over-assign", "heap", "explain", "paradox"],
      ...["weighted-mean", "two-way", "two-way-open", "two-way-flow", "two-way-fit"],
      ...["two-way-fit-fast", "two-way-exact", "two-way-round", "two-way-exchange", "two-way-ties"],
      ...["two-way-biproportional", "two-way-factors", "two-way-market"],
    ].map((name) => `workers/targets/${name}.ts`),
    tests: [
      ...["allocate", "biproportional", "explain", "months", "properties", "rounding", "tool"],
      ...["tool-table", "two-way", "water-fill", "kernels"],
    ].map((name) => `test/targets/${name}.test.ts`),
  },
  calendar: {
    sources: [
      ...[
        "periods",
        "cuts",
        "year-cut",
        "years",
        "spread",
        "working-days",
        "compare",
        "succession",
      ],
      ...["season", "feasts", "mainland", "rule"],
    ].map((name) => `workers/calendar/${name}.ts`),
    tests: ["test/calendar/!(*.worker).test.ts"],
  },
  incentives: {
    sources: [
      ...["additive", "awards", "base", "check", "check-component", "check-names", "climb"],
      ...["columns", "commission", "component-lines", "compress", "conditions", "counted", "curve"],
      ...["evaluate", "exact", "figure-pay", "figures", "filters", "finish", "follows-deals"],
      ...["formula", "formula-value", "fx", "given-windows", "items", "known-items", "ledger"],
      ...["measure", "no-target", "openings", "other-plan", "owners", "pay-date", "pay-rate"],
      ...["plan-level", "posted", "prizes", "quota", "raffle", "rate-source", "release", "results"],
      ...["round", "run", "settle", "shared-out", "spans", "subject", "sums", "tiered", "tiers"],
      ...["time", "unit-rate", "waiting", "window-result", "world"],
    ].map((name) => `workers/incentives/${name}.ts`),
    tests: [
      ...["figures", "choices", "stated", "stated-level", "people", "currencies", "guarantee"],
      ...["golden", "oracle", "plan-check", "deal-cap", "single-windows", "split-pay", "openings"],
      ...["three-events", "greater-of", "waiting", "bulk", "against-oracle", "properties"],
    ].map((name) => `test/incentives/${name}.test.ts`),
  },
};

const { values } = parseArgs({
  options: {
    part: { type: "string" },
    file: { type: "string" },
    tests: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    list: { type: "boolean" },
  },
});
const COPY = join(ROOT, "dist", `mutation-${process.pid}`);
let isLow = false;
for (const [name, part] of Object.entries(PARTS)) {
  if (values.part !== undefined && values.part !== name) continue;
  const score = await measured(name, part);
  isLow ||= score < BAR;
}
process.exitCode = isLow ? 1 : 0;

/** Works on a copy below the repository, where Node finds the same packages; nothing else is touched. */
async function measured(name: string, { sources, tests }: Part): Promise<number> {
  const all = copied(sources);
  const mutants = sampled(all);
  const files = tests
    .filter((pattern) => values.tests === undefined || pattern.includes(values.tests))
    .flatMap((pattern) => globSync(pattern, { cwd: COPY }))
    .map((file) => join(COPY, file));
  const survivors: Mutant[] = [];
  const runner = await started(files);
  // Some need more cases than they are given here; they judge no mutant.
  for (const test of runner.failing) console.log(`  left out, fails untouched: ${test}`);
  const [fixed, judged] = [new Set(runner.fixed), new Map(runner.judges)];
  const judges = join(COPY, "judges.json");
  writeFileSync(judges, JSON.stringify(runner.judges));
  let awake: Runner | null = runner;
  for (const [at, mutant] of mutants.entries()) {
    if (at % 20 === 0) process.stderr.write(`${name}: ${at} of ${mutants.length}\n`);
    let alive = true;
    if (judged.has(mutant.id)) {
      awake ??= await started(files, { JUDGES: judges });
      const patience = PATIENCE_MS + PATIENCE_TIMES * (runner.patience.get(mutant.id) ?? 0);
      const answer = await awake.ask(mutant.id, patience);
      if (answer === "timeout") awake = null;
      alive = answer === "alive";
    }
    if (alive && fixed.has(mutant.id))
      alive = !(await killedAtLoad(files, mutant.id, runner.failing));
    if (alive) survivors.push(mutant);
  }
  awake?.stop();
  rmSync(COPY, { recursive: true, force: true });
  const score = (100 * (mutants.length - survivors.length)) / Math.max(1, mutants.length);
  const drawn = mutants.length < all.length ? `, drawn of ${all.length} by ${values.seed}` : "";
  const figure = `${mutants.length - survivors.length} of ${mutants.length} mutants noticed${drawn}`;
  const [low, high] = interval(mutants.length - survivors.length, mutants.length);
  const span = drawn === "" ? "" : `, ${low.toFixed(1)} to ${high.toFixed(1)} %`;
  console.log(`mutation ${name}: ${score.toFixed(1)} % (bar ${BAR} %${span}), ${figure}`);
  for (const [file, of] of Map.groupBy(mutants, (each) => each.file)) {
    const left = of.filter((each) => survivors.includes(each)).length;
    console.log(`  ${of.length - left} of ${of.length} in ${file}`);
  }
  if (values.list) for (const each of survivors) console.log(`  ${told(each)}`);
  return score;
}

/** So many of them by chance, the same for the same seed: those whose hashes are smallest. */
function sampled(all: readonly Mutant[]): readonly Mutant[] {
  if (values.sample === undefined) return all;
  const mark = ({ id }: Mutant) =>
    createHash("sha256").update(`${values.seed} ${id}`).digest("hex");
  return all
    .map((mutant) => ({ mutant, at: mark(mutant) }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, Number(values.sample))
    .map(({ mutant }) => mutant)
    .toSorted((a, b) => a.id - b.id);
}

/** Wilson's interval of a share seen in a sample, in percent. */
function interval(hits: number, of: number): readonly [number, number] {
  const [z, n] = [1.96, Math.max(1, of)];
  const share = hits / n;
  const middle = share + z ** 2 / (2 * n);
  const width = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return [(100 * (middle - width)) / (1 + z ** 2 / n), (100 * (middle + width)) / (1 + z ** 2 / n)];
}

function told({ file, line, was, is }: Mutant): string {
  return `${file}:${line}  ${was.replaceAll(/\s+/g, " ").slice(0, 60)}  ->  ${is}`;
}

function copied(sources: readonly string[]): Mutant[] {
  rmSync(COPY, { recursive: true, force: true });
  for (const folder of ["workers", "test", "web", "infra", "db"])
    cpSync(join(ROOT, folder), join(COPY, folder), {
      recursive: true,
      filter: (path) => basename(path) !== "node_modules",
    });
  for (const file of globSync("test/**/*.ts", { cwd: COPY })) fewerRuns(join(COPY, file));
  const mutants: Mutant[] = [];
  for (const file of sources) {
    if (values.file !== undefined && basename(file, ".ts") !== values.file) continue;
    const { code, mutants: own } = instrument(
      file,
      readFileSync(join(ROOT, file), "utf8"),
      mutants.length,
    );
    writeFileSync(join(COPY, file), code);
    mutants.push(...own);
  }
  mkdirSync(COPY, { recursive: true });
  return mutants;
}

function fewerRuns(path: string): void {
  const source = readFileSync(path, "utf8");
  const fewer = source.replaceAll(/numRuns: ([\d_]+)/g, (_, count: string) => {
    return `numRuns: ${Math.min(RUNS, Number(count.replaceAll("_", "")))}`;
  });
  if (fewer !== source) writeFileSync(path, fewer);
}

type Runner = {
  readonly failing: readonly string[];
  readonly fixed: readonly number[];
  readonly judges: readonly (readonly [number, readonly number[]])[];
  /** How long the slowest test of a mutant took untouched. */
  readonly patience: ReadonlyMap<number, number>;
  readonly ask: (id: number, patienceMs: number) => Promise<"killed" | "alive" | "timeout">;
  readonly stop: () => void;
};

function child(files: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const REAL_VITEST = join(
    createRequire(import.meta.url).resolve("vitest/package.json"),
    "../dist/index.js",
  );
  return spawn(process.execPath, [join(COPY, "infra/mutation/worker.ts"), ...files], {
    cwd: COPY,
    env: { ...process.env, REAL_VITEST, ORACLE_CASES: `${RUNS}`, ...env },
    stdio: ["pipe", "pipe", "ignore"],
  });
}

type Line = {
  readonly failing?: string[];
  readonly fixed?: number[];
  readonly judges?: [number, number[]][];
  readonly patience?: [number, number][];
  readonly killed?: boolean;
};

async function started(
  files: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Runner> {
  const process = child(files, env);
  const { stdin, stdout } = process;
  if (!stdin || !stdout) throw new Error("a child has its pipes");
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const read = async (patienceMs: number): Promise<Line | null> => {
    const { promise, resolve } = Promise.withResolvers<null>();
    const timer = setTimeout(() => resolve(null), patienceMs);
    const line = await Promise.race([lines.next(), promise]);
    clearTimeout(timer);
    return line === null || line.done ? null : (JSON.parse(line.value) as Line);
  };
  const ready = await read(PATIENCE_MS * 60);
  if (!ready) throw new Error("the tests of the copy do not start");
  return {
    failing: ready.failing ?? [],
    fixed: ready.fixed ?? [],
    judges: ready.judges ?? [],
    patience: new Map(ready.patience),
    ask: async (id, patienceMs) => {
      stdin.write(`${id}\n`);
      for (let line = await read(patienceMs); line; line = await read(patienceMs))
        if (line.killed !== undefined) return line.killed ? "killed" : "alive";
      process.kill("SIGKILL");
      return "timeout";
    },
    stop: () => process.kill(),
  };
}

/** A mutant in a table that is made when its file is loaded needs a process of its own. */
async function killedAtLoad(
  files: readonly string[],
  id: number,
  leftOut: readonly string[],
): Promise<boolean> {
  const process = child(files, { STATIC_MUTANT: `${id}`, LEFT_OUT: JSON.stringify(leftOut) });
  let output = "";
  process.stdout?.on("data", (part: Buffer) => (output += part.toString()));
  const timer = setTimeout(() => process.kill("SIGKILL"), PATIENCE_MS * 60);
  await new Promise((resolve) => process.on("close", resolve));
  clearTimeout(timer);
  return !output.includes('"killed":false');
}
