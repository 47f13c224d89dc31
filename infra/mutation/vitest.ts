// Stands in for vitest inside a mutation run: tests are collected, and run one by one as often as
// there are mutants. Only what our pure tests use.
import { pathToFileURL } from "node:url";
import { format } from "node:util";

export type Collected = {
  readonly file: string;
  readonly name: string;
  readonly run: () => unknown;
};
export const collected: Collected[] = [];
let file = "";
const names: string[] = [];
const before: (() => unknown)[] = [];

export function collectFrom(path: string): void {
  file = path;
}
/** What files ask to be done once, in their order. */
export async function prepare(): Promise<void> {
  for (const each of before) await each();
}
export const beforeAll = (run: () => unknown): void => void before.push(run);

type Body = (...row: readonly unknown[]) => unknown;
const rowOf = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : [row]);

function add(name: string, run: () => unknown): void {
  collected.push({ file, name: [...names, name].join(" > "), run });
}
/** Options stand before the body or are a time after it: they say nothing here. */
const bodyOf = (...given: readonly unknown[]): Body => {
  const body = given.find((each) => typeof each === "function");
  if (typeof body !== "function") throw new Error("a test has a body");
  return body as Body; // A test is only ever called with its rows.
};
export const test = Object.assign(
  (name: string, ...given: readonly unknown[]): void => add(name, bodyOf(...given)),
  {
    each:
      (rows: readonly unknown[]) =>
      (name: string, ...given: readonly unknown[]) => {
        const body = bodyOf(...given);
        for (const row of rows) add(format(name, ...rowOf(row)), () => body(...rowOf(row)));
      },
    skip: (): void => {},
  },
);
export function describe(name: string, body: () => void): void {
  names.push(name);
  body();
  names.pop();
}
describe.each = (rows: readonly unknown[]) => (name: string, body: Body) => {
  for (const row of rows) describe(format(name, ...rowOf(row)), () => void body(...rowOf(row)));
};

const real: { readonly expect: unknown } = await import(
  pathToFileURL(process.env["REAL_VITEST"] ?? "").href
);
export const expect = real.expect;
