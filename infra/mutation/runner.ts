// The processes in which mutants are woken: one that finds which tests reach what, then as many as asked
// for beside each other.
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A mutant that keeps a test from ending is noticed as well: after ten times the slowest of its tests. */
const PATIENCE_MS = 5_000;
const PATIENCE_TIMES = 10;
/** To load all tests and run each once, on a busy machine. */
const START_MS = 900_000;

type Judges = readonly (readonly [number, readonly number[]])[];
type Line = {
  readonly unloaded?: string[];
  readonly failing?: string[];
  readonly order?: number[];
  readonly fixed?: number[];
  readonly judges?: Judges;
  readonly patience?: [number, number][];
  readonly killed?: boolean;
};
/** The copy of the project, the tests in it, and how many cases of a property are tried. */
export type Bench = {
  readonly copy: string;
  readonly files: readonly string[];
  readonly runs: number;
};
/** What the tests say of untouched code. */
export type Known = {
  /** Files that cannot be loaded here, and tests that fail untouched: they judge nothing. */
  readonly unloaded: readonly string[];
  readonly failing: readonly string[];
  /** All other tests, the quickest first. */
  readonly order: readonly number[];
  /** Mutants that are decided when their file is loaded. */
  readonly fixed: ReadonlySet<number>;
  /** The tests that reach a mutant, the quickest first. */
  readonly judges: Judges;
  /** How long the slowest test of a mutant took untouched. */
  readonly patience: ReadonlyMap<number, number>;
};
function child({ copy, files, runs }: Bench, env: Readonly<Record<string, string>>): ChildProcess {
  const vitest = join(
    createRequire(import.meta.url).resolve("vitest/package.json"),
    "../dist/index.js",
  );
  const made = spawn(
    process.execPath,
    ["--max-old-space-size=1500", join(copy, "infra/mutation/worker.ts"), ...files],
    {
      cwd: copy,
      env: {
        ...process.env,
        ...{
          REAL_VITEST: vitest,
          ORACLE_CASES: `${runs}`,
          BULK_CASES: `${runs}`,
          RUNS: `${runs}`,
          ...env,
        },
      },
      stdio: ["pipe", "pipe", "ignore"],
    },
  );
  running.add(made);
  made.once("exit", () => running.delete(made));
  return made;
}

/** One that never comes to an end does not see that nobody asks any more. */
const running = new Set<ChildProcess>();
process.once("exit", () => running.forEach((each) => each.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

type Answers = {
  readonly next: (patienceMs: number) => Promise<Line | null>;
  readonly ask: (id: number) => void;
  readonly end: () => void;
};

function answers(process: ChildProcess): Answers {
  const { stdin, stdout } = process;
  if (!stdin || !stdout) throw new Error("a child has its pipes");
  // What a process that has ended was asked counts as noticed: no answer comes.
  stdin.on("error", () => {});
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    next: async (patienceMs) => {
      const { promise, resolve } = Promise.withResolvers<null>();
      const timer = setTimeout(() => resolve(null), patienceMs);
      const line = await Promise.race([lines.next(), promise]);
      clearTimeout(timer);
      return line === null || line.done ? null : (JSON.parse(line.value) as Line);
    },
    ask: (id) => stdin.write(`${id}\n`),
    end: () => process.kill("SIGKILL"),
  };
}

/** Runs every test once over untouched code. */
export async function survey(bench: Bench): Promise<Known> {
  const process = answers(child(bench, {}));
  const said = await process.next(START_MS);
  process.end();
  if (!said) throw new Error("the tests of the copy do not start");
  return {
    unloaded: said.unloaded ?? [],
    failing: said.failing ?? [],
    order: said.order ?? [],
    fixed: new Set(said.fixed),
    judges: said.judges ?? [],
    patience: new Map(said.patience),
  };
}

/** One process after another, each until a mutant hangs it or brings it down. */
export class Runner {
  #process: Answers | null = null;
  readonly #bench: Bench;
  readonly #known: Known;
  readonly #judgesFile: string;

  /** `judgesFile` holds the judges of `known` as JSON. */
  constructor(bench: Bench, known: Known, judgesFile: string) {
    this.#bench = bench;
    this.#known = known;
    this.#judgesFile = judgesFile;
  }

  /** Whether a test fails, does not end, or brings its process down while the mutant is awake. */
  async isKilled(id: number): Promise<boolean> {
    const process = (this.#process ??= await this.#started());
    process.ask(id);
    const patienceMs = PATIENCE_MS + PATIENCE_TIMES * (this.#known.patience.get(id) ?? 0);
    for (let line = await process.next(patienceMs); line; line = await process.next(patienceMs))
      if (line.killed !== undefined) return line.killed;
    this.stop();
    return true;
  }

  stop(): void {
    this.#process?.end();
    this.#process = null;
  }

  async #started(): Promise<Answers> {
    const process = answers(child(this.#bench, { JUDGES: this.#judgesFile }));
    if (!(await process.next(START_MS))) throw new Error("the tests of the copy do not start");
    return process;
  }
}

/** A mutant in a table that is made when its file is loaded needs a process of its own. */
export async function killedAtLoad(
  bench: Bench,
  id: number,
  { order, unloaded }: Known,
): Promise<boolean> {
  const process = child(bench, {
    ...{ STATIC_MUTANT: `${id}`, UNLOADED: `${unloaded.length}`, ORDER: JSON.stringify(order) },
  });
  let output = "";
  process.stdout?.on("data", (part: Buffer) => (output += part.toString()));
  const timer = setTimeout(() => process.kill("SIGKILL"), START_MS);
  await new Promise((resolve) => process.on("close", resolve));
  clearTimeout(timer);
  return !output.includes('"killed":false');
}
