import { assert, must } from "../lib/assert.ts";
import type { Day } from "../lib/day.ts";
import { whole } from "./exact.ts";
import type { Line, Step } from "./outcome.ts";
import { paidOnce } from "./paid-once.ts";
import type { PayComponent } from "./plan-components.ts";
import { onlyRunning, type PersonResult, resultsOf } from "./results.ts";
import { following } from "./round.ts";
import { once, periodOn, type Run } from "./run.ts";
import { overrideResults, poolResults } from "./shared-out.ts";

/** Results to date of every component, and the lines of this period that they make. */
export type Earned = {
  /** By component: everybody's results to date, of windows too that have none any more. */
  readonly results: ReadonlyMap<string, readonly PersonResult[]>;
  readonly lines: ReadonlyMap<string, readonly Line[]>;
};

/** Components in the plan's order, overrides after what they read. Those inside a "greater of" pay no line. */
export function earnedLines(run: Run): Earned {
  const results = new Map<string, readonly PersonResult[]>();
  const all = new Map<string, readonly PersonResult[]>();
  const lines = new Map<string, Line[]>();
  const components = componentsOf(run);
  const inner = new Set(
    components
      .flatMap((each) => (each.kind === "greater_of" ? each.of : []))
      .filter((each) => typeof each === "string"),
  );
  for (const component of inOrder(components)) {
    if (inner.has(component.key)) continue;
    const made = resultsFor(run, component, results);
    const gone = vanished(run, component, made);
    all.set(component.key, [...made, ...gone]);
    results.set(
      component.key,
      [...made, ...gone].map((each) => paidNow(run, component, each)),
    );
    for (const [person, line] of linesOf(run, component, made, gone)) {
      const known = lines.get(person);
      if (known) known.push(line);
      else lines.set(person, [line]);
    }
  }
  return { results: all, lines };
}

function resultsFor(
  run: Run,
  component: PayComponent,
  before: ReadonlyMap<string, readonly PersonResult[]>,
): PersonResult[] {
  return paidOnce(run, component, madeNow(run, component, before));
}

function madeNow(
  run: Run,
  component: PayComponent,
  before: ReadonlyMap<string, readonly PersonResult[]>,
): PersonResult[] {
  if (component.kind === "pool") return poolResults(run, component);
  if (component.kind !== "override") return resultsOf(run, component);
  const sources = component.of.components.flatMap((key) => before.get(key) ?? []);
  return overrideResults(run, component, sources);
}

/** What a window has been paid: more than its result where a result that fell waits. */
function paidNow({ ledger }: Run, component: PayComponent, result: PersonResult): PersonResult {
  if (component.difference !== "wait") return result;
  const before = ledger.sum(result.participant, "component", component.key, result.window);
  if (before <= result.amount) return result;
  const amounts = following(
    before,
    result.parts.map(({ amount }) => whole(amount)),
  );
  const parts = result.parts.map((part, at) => ({ ...part, amount: amounts[at] ?? 0n }));
  return { ...result, amount: before, parts };
}

/** Every component of every version that has begun, as its latest version has it. */
function componentsOf({ world, period }: Run): PayComponent[] {
  const latest = new Map<string, PayComponent>();
  for (const plan of world.plans) {
    if (plan.from >= period.until) continue;
    for (const component of plan.components)
      if (component.kind !== "award") latest.set(component.key, component);
  }
  return [...latest.values()];
}

/** Overrides follow the components they take a share of; the plan check has refused circles. */
export function inOrder(components: readonly PayComponent[]): PayComponent[] {
  const ordered = components.filter(({ kind }) => kind !== "override");
  const waiting = components.filter(({ kind }) => kind === "override");
  while (waiting.length > 0) {
    const at = waiting.findIndex(
      (each) =>
        each.kind === "override" &&
        !each.of.components.some((key) => waiting.some((other) => other.key === key)),
    );
    assert(at >= 0, "overrides form no circle");
    ordered.push(...waiting.splice(at, 1));
  }
  return ordered;
}

/** What each person gets now: the result to date minus what this component has earned in the window. */
function linesOf(
  run: Run,
  component: PayComponent,
  results: readonly PersonResult[],
  gone: readonly PersonResult[],
): [string, Line][] {
  const { opened } = run;
  const open = (result: PersonResult) =>
    opened && !result.opened ? () => openedResult(opened(), component, result) : null;
  const named = (line: Line | null, { participant }: PersonResult): [string, Line][] =>
    line ? [[participant, line]] : [];
  return [
    ...results.flatMap((each) => named(lineOf(run, component, each, open(each)), each)),
    ...gone.flatMap((each) => named(lineOf(run, component, each, null), each)),
  ];
}

function lineOf(
  run: Run,
  component: PayComponent,
  result: PersonResult,
  open: (() => PersonResult) | null,
): Line | null {
  const { ledger, period } = run;
  const before = ledger.sum(result.participant, "component", component.key, result.window);
  const change = result.amount - before;
  const amount = component.difference === "wait" && change < 0n ? 0n : change;
  const isRunning = result.origin === period.from;
  if (amount === 0n && (change !== 0n || !isRunning || /^(credit|deal):/.test(result.window)))
    return null;
  const { repriced } = result;
  const isRepriced = repriced !== null && isFirstUnder(run, component, result, repriced.from);
  return {
    kind: "component",
    component: component.key,
    window: result.window,
    origin: result.origin,
    amount,
    result: result.amount,
    before,
    get parts() {
      return open ? open().parts : result.parts;
    },
    get steps() {
      return open ? open().steps : result.steps;
    },
    ...(isRunning ? {} : { trueUp: true }),
    ...(isRepriced ? { needsApproval: true, repriced: repriced.difference } : {}),
  };
}

/** Whether this is the first statement after a version took over that reprices the window. */
function isFirstUnder(
  run: Run,
  { key }: PayComponent,
  { participant, window }: PersonResult,
  from: Day,
): boolean {
  const first = periodOn(run, from).from;
  return (
    run.period.from >= first &&
    !run.ledger
      .linesOf(participant)
      .some(
        (line) =>
          line.kind === "component" &&
          line.component === key &&
          line.window === window &&
          line.period >= first,
      )
  );
}

/** A result that was made of sums, as single credits make it: the same amount, with all it is made of. */
function openedResult(
  run: Run,
  component: PayComponent,
  { participant, window }: PersonResult,
): PersonResult {
  const all = once(run, `opened ${component.key}`, () => {
    // By then the line itself is posted: what it was made of is asked, not what stands.
    const made = madeNow(run, component, new Map());
    return new Map(made.map((each) => [`${each.participant}\n${each.window}`, each]));
  });
  return must(all.get(`${participant}\n${window}`));
}

/**
 * A window that was paid and has no result any more: it comes to 0, and what was earned in it goes
 * back, or waits, by the same rules as any other difference; its release goes with it.
 */
function vanished(
  run: Run,
  component: PayComponent,
  results: readonly PersonResult[],
): PersonResult[] {
  const { ledger } = run;
  if (onlyRunning(run, component)) return [];
  const seen = new Set(results.map(({ participant, window }) => `${participant}\n${window}`));
  return [...ledger.people()].flatMap((person) => {
    const windows = new Map(
      ledger
        .linesOf(person)
        .filter(
          ({ kind, component: of, opening }) =>
            kind === "component" && of === component.key && opening !== true,
        )
        .map((line) => [line.window, line.origin]),
    );
    return [...windows].flatMap(([window, origin]) => {
      const before = ledger.sum(person, "component", component.key, window);
      if (before === 0n || seen.has(`${person}\n${window}`) || !run.world.people.has(person))
        return [];
      const step: Step = { step: 3, rule: "window.gone", figures: { before: String(before) } };
      const gone = { amount: 0n, parts: [], steps: [step], repriced: null, single: null };
      return [{ participant: person, window, origin, ...gone }];
    });
  });
}
