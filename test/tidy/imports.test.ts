// Goal: hold the direction of dependencies of the architecture. Each rule is [who, may not import,
// why]. A rule that matches nobody is a rule that has died, and fails too.
import { describe, expect, test } from "vitest";
import { type Source, sources, valueImports } from "./sources.ts";

const all = sources("workers", "web", "db", "infra");

/** Left may be imported by right, never the other way round. */
const ORDER = [
  ...[
    "commits",
    "notices",
    "calendar",
    "org",
    "metrics",
    "absences",
    "crediting",
    "entries",
    "targets",
  ],
  ...["strategy", "fairness", "negotiations", "adjustments"],
  ...["incentives", "payplans", "payruns", "disputes", "awards", "reports", "tools", "boards"],
  ...["rollout", "loop", "connectors", "webhooks"],
];

const noun = (path: string) => /^workers\/([a-z]+)\//.exec(path)?.[1] ?? "";
const is = (pattern: RegExp) => (path: string) => pattern.test(path);

type Rule = [who: (path: string) => boolean, mayNot: (path: string) => boolean, why: string];

const RULES: Rule[] = [
  [is(/^workers\/lib\//), is(/^(workers\/(?!lib\/)|web\/|db\/)/), "lib knows no product noun"],
  [is(/^db\/(columns|schema)/), is(/^(workers\/(?!lib\/)|web\/)/), "tables have no behaviour"],
  [
    (path) => noun(path) === "imports",
    (path) => ORDER.includes(noun(path)),
    "imports reads files and knows no noun; registry.ts alone lists what can be imported",
  ],
  [
    is(
      /^workers\/(calendar|org|metrics|absences|entries|targets|strategy|fairness|negotiations|adjustments|reports|incentives|crediting|payplans|payruns|disputes|awards|boards|tools)\/(?!routes|store|sockets|room|live)/,
    ),
    is(/^(hono|workers\/http\/)/),
    "only routes speak HTTP",
  ],
  [is(/^workers\/[a-z]+\/store\.ts$/), is(/^(hono|workers\/http\/)/), "a store speaks D1 only"],
  [is(/^web\//), is(/^workers\/[a-z]+\/(store|routes)\.ts$/), "the browser has no server"],
  [is(/^web\//), is(/^workers\/(http|auth|jobs|main|env)/), "the browser has no server"],
  [is(/^web\/[a-z]+\/model\.ts$/), is(/\.tsx$/), "a model knows no view"],
  [is(/^web\/(ui|charts)\//), is(/^workers\/(?!lib\/)/), "parts know no noun"],
  [is(/^(workers|web|db)\//), is(/^(infra|test)\//), "the product needs no script to run"],
];

/** What breaks a rule on purpose, each with its reason. */
const EXCEPTIONS: readonly [path: string, imported: RegExp, why: string][] = [
  ["workers/imports/registry.ts", /importable\.ts$/, "it is the list"],
  ["workers/imports/routes.ts", /^workers\/(entries|org|metrics|targets)\//, "it hands stores in"],
];
const excepted = (path: string, imported: string) =>
  EXCEPTIONS.some(([who, what]) => who === path && what.test(imported));

describe("direction of dependencies", () => {
  test.each(RULES.map(([who, mayNot, why]) => ({ who, mayNot, why })))(
    "$why",
    ({ who, mayNot }) => {
      const bound = all.filter(({ path }) => who(path));
      expect(bound.length, "the rule binds somebody").toBeGreaterThan(0);
      expect(broken(bound, mayNot)).toEqual([]);
    },
  );

  test("a noun imports nouns to its left only", () => {
    const found = all.flatMap((source) => {
      const at = ORDER.indexOf(noun(source.path));
      if (at < 0) return [];
      return valueImports(source)
        .filter((imported) => ORDER.indexOf(noun(imported)) > at)
        .map((imported) => `${source.path} imports ${imported}`);
    });
    expect(found).toEqual([]);
  });

  test("pages compose nouns and nothing imports them but the application", () => {
    const found = all
      .filter(({ path }) => !/^web\/(app|main)\.tsx$/.test(path) && !path.startsWith("web/pages/"))
      .flatMap(({ path, imports }) =>
        imports.filter((name) => name.startsWith("web/pages/")).map((name) => `${path} -> ${name}`),
      );
    expect(found).toEqual([]);
  });

  test("what a noun is handed from its right are eleven things at most", () => {
    const app = all.find(({ path }) => path === "workers/http/app.ts")?.code ?? "";
    const handed = [...app.matchAll(/\b\w+Routes\(api, ([^)]+)\)/g)].map(([, what]) => what);
    expect(handed.length).toBeGreaterThan(0);
    expect(handed.length).toBeLessThanOrEqual(11);
  });

  test("nothing goes round in a circle", () => {
    const graph = new Map(all.map((source) => [source.path, valueImports(source)]));
    expect(circles(graph)).toEqual([]);
  });
});

function broken(bound: readonly Source[], mayNot: (path: string) => boolean): string[] {
  return bound.flatMap((source) =>
    valueImports(source)
      .filter((imported) => mayNot(imported) && !excepted(source.path, imported))
      .map((imported) => `${source.path} imports ${imported}`),
  );
}

function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
    if (done.has(path) || trail.includes(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return found;
}
