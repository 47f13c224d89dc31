// Goal: whose table it is says who may write it (architecture 2). Method: the migrations say which noun
// a table belongs to, the sources which tables they write and read. Each exception has its reason.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ROOT, sources } from "./sources.ts";

const ORDER = [
  ...[
    "core",
    "notices",
    "calendar",
    "org",
    "metrics",
    "absences",
    "crediting",
    "entries",
    "targets",
    "strategy",
  ],
  ...["fairness", "negotiations", "adjustments", "incentives", "payplans", "payruns", "disputes"],
  ...["awards", "boards", "imports"],
];
/** Nouns without tables of their own stand where they may look from. */
const STANDS: Readonly<Record<string, string>> = {
  reports: "awards",
  sample: "imports",
  tenancy: "org",
  jobs: "imports",
  http: "core",
};

/** A later migration may be named for what it brings rather than for its noun. */
const BROUGHT_BY: Readonly<Record<string, string>> = {
  plans: "targets",
  incentives: "payplans",
  pay_runs: "payruns",
  pay_decisions: "payruns",
  pay_openings: "payruns",
  pay_run_bases: "payruns",
  pay_reviews: "payruns",
  incentive_tallies: "payplans",
  award_draws: "awards",
};

const nounIn = (name: string) => BROUGHT_BY[name] ?? name;
const migrations = (kind: "control" | "tenant") =>
  readdirSync(`${ROOT}db/migrations/${kind}`).map((name) => ({
    noun: nounIn(name.replace(/^\d+_|\.sql$/g, "")),
    sql: readFileSync(`${ROOT}db/migrations/${kind}/${name}`, "utf8"),
  }));
const ownerOf = new Map(
  migrations("tenant").flatMap(({ noun, sql }) =>
    [...sql.matchAll(/CREATE TABLE (\w+)/g)].map(([, table = ""]) => [table, noun] as const),
  ),
);
const nounOf = (path: string) => path.split("/")[1] ?? "";
const WRITTEN = /\b(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+([a-z_]+)/g;
const READ = /\b(?:FROM|JOIN)\s+([a-z_]+)\b/g;

/** Who writes what is not theirs, and why. */
const WRITERS: Readonly<Record<string, string>> = {
  tenancy: "the core tables are its own",
  jobs: "cursors and forgotten answers are the jobs' own business",
  sample: "a removal takes every table's rows in one batch",
};

const found = (word: RegExp) =>
  sources("workers").flatMap(({ path, code }) =>
    [...code.matchAll(word)]
      .map(([, table = ""]) => ({ path, noun: nounOf(path), table, owner: ownerOf.get(table) }))
      .filter(({ owner, noun }) => owner !== undefined && owner !== noun),
  );

describe("a table", () => {
  test("is written by its own noun", () => {
    expect(ownerOf.size).toBeGreaterThan(20);
    const others = found(WRITTEN).filter(({ noun }) => !Object.hasOwn(WRITERS, noun));
    expect(others.map(({ path, table }) => `${path} writes ${table}`)).toEqual([]);
    const core = found(WRITTEN).filter(({ noun }) => noun === "tenancy" || noun === "jobs");
    expect(core.filter(({ owner }) => owner !== "core")).toEqual([]);
  });

  test("is read by its own noun and by those to its right", () => {
    const place = (noun: string) => ORDER.indexOf(STANDS[noun] ?? noun);
    const wrong = found(READ).filter(({ noun, owner = "" }) => place(noun) < place(owner));
    expect(wrong.map(({ path, table }) => `${path} reads ${table}`)).toEqual([]);
  });

  test("is described in db/README.md", () => {
    const readme = readFileSync(`${ROOT}db/README.md`, "utf8");
    const all = [...migrations("control"), ...migrations("tenant")];
    const named = (word: RegExp) =>
      all.flatMap(({ sql }) => [...sql.matchAll(word)].map(([, table = ""]) => table));
    const gone = new Set(named(/DROP TABLE (\w+)/g));
    const tables = named(/CREATE TABLE (\w+)/g).filter((table) => !gone.has(table));
    expect(
      tables.filter((table) => !new RegExp(`^\\|[^|]*\\b${table}\\b`, "m").test(readme)),
    ).toEqual([]);
  });
});

test("README.md is at most 100 lines", () => {
  expect(readFileSync(`${ROOT}README.md`, "utf8").split("\n").length - 1).toBeLessThanOrEqual(100);
});
