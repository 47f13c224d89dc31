// One process of a mutation run. It loads the instrumented copy and its tests, says which tests pass
// untouched and what they reach, then wakes the mutants it is told, one a line on standard input.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { mutation } from "./awake.ts";
import fc from "fast-check";
import type * as Shim from "./vitest.ts";

// That a case fails is enough: the smallest such case costs seconds.
fc.configureGlobal({ endOnFailure: true });

const shim = new URL("./vitest.ts", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "vitest" ? { url: shim, shortCircuit: true } : next(specifier, context),
});
const { collected, collectFrom, prepare }: typeof Shim = await import(shim);

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
// A mutant in a table is decided when its file is loaded.
mutation.wake(Number(process.env["STATIC_MUTANT"] ?? -1));
const unloaded: string[] = [];
for (const path of process.argv.slice(2)) {
  collectFrom(path);
  await import(pathToFileURL(path).href).catch((error: unknown) => {
    unloaded.push(`${path}: ${String(error)}`);
  });
}
await prepare();
const fixed = mutation.reached();

async function passes(at: number): Promise<boolean> {
  // A failing expectation throws; that is what is asked for here.
  return await Promise.resolve()
    .then(() => collected[at]?.run())
    .then(
      () => true,
      () => false,
    );
}
if (process.env["STATIC_MUTANT"] !== undefined) {
  // All that pass untouched, the quick ones first.
  const order: number[] = JSON.parse(process.env["ORDER"] ?? "[]");
  let killed = unloaded.length > Number(process.env["UNLOADED"] ?? 0);
  for (const at of order) if (!killed) killed = !(await passes(at));
  say({ killed });
  process.exit(0);
}

/** Which tests reach a mutant, the quick ones first: most fall to a table of cases. */
async function judges(): Promise<Map<number, number[]>> {
  const took: number[] = [];
  const failing: string[] = [];
  const isFailing = new Set<number>();
  const testsOf = new Map<number, number[]>();
  for (const [at, { file, name }] of collected.entries()) {
    const start = performance.now();
    const passed = await passes(at);
    took.push(performance.now() - start);
    const ids = mutation.reached();
    if (!passed) {
      failing.push(`${file}: ${name}`);
      isFailing.add(at);
    } else for (const id of ids) testsOf.set(id, [...(testsOf.get(id) ?? []), at]);
  }
  const quick = (a: number, b: number) => (took[a] ?? 0) - (took[b] ?? 0);
  for (const tests of testsOf.values()) tests.sort(quick);
  const patience = [...testsOf].map(([id, tests]) => [id, took[tests.at(-1) ?? -1] ?? 0]);
  const order = [...took.keys()].filter((at) => !isFailing.has(at)).sort(quick);
  say({ unloaded, failing, order, fixed, judges: [...testsOf], patience });
  return testsOf;
}
const known = process.env["JUDGES"];
const testsOf = known
  ? new Map<number, number[]>(JSON.parse(readFileSync(known, "utf8")))
  : await judges();
if (known) say({ ready: collected.length });

for await (const line of createInterface({ input: process.stdin })) {
  const id = Number(line);
  mutation.wake(id);
  let killed = false;
  for (const at of testsOf.get(id) ?? []) {
    killed = !(await passes(at));
    if (killed) break;
    say({ passed: at });
  }
  mutation.wake(-1);
  say({ id, killed });
}
