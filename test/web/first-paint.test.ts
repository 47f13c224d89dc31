// Goal: what boot.js fetches ahead is read from the map of pages; a page it does not see is only slow,
// so nothing else would tell.
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hintKey, pagesIn } from "../../infra/first-paint.ts";

const web = new URL("../../web/", import.meta.url);
const app = readFileSync(new URL("app.tsx", web), "utf8");
const pages = pagesIn(app);

test("every page of the map is seen, with files that exist", () => {
  const paths = [...app.matchAll(/\bpath: "([^"]+)"/g)].map(([, path]) => path);
  expect(pages.map(({ path }) => path)).toEqual(paths);
  const files = pages.flatMap(({ module, words }) => [
    module,
    ...words.flatMap((name) => [`messages/zh/${name}.ts`, `messages/en/${name}.ts`]),
  ]);
  expect(files.filter((file) => !existsSync(new URL(file, web)))).toEqual([]);
});

// prettier-ignore
test.each([
  ["/",               "/"],
  ["/boards",         "/boards"],
  ["/boards/:id",     "/boards/:"],
  ["/boards/0199a0",  "/boards/:"],
  ["/api/docs",       "/api/:"],
  ["/pay/runs/:id",   "/pay/runs/:"],
  ["/pay/of/:a/:b",   "/pay/of/:"],
  ["*",               "*"],
])("%s is looked up as %s", (path, key) => {
  expect(hintKey(path)).toBe(key);
});

test("no two pages are looked up alike", () => {
  const keys = pages.map(({ path }) => hintKey(path));
  expect(new Set(keys).size).toBe(keys.length);
});
