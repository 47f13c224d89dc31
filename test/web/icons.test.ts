// Goal: an icon that is named is drawn. The drawings stand in a picture of their own, which no
// compiler looks into.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(`../../web/${path}`, import.meta.url), "utf8");

test("every name has its drawing, and every drawing its name", () => {
  const union = /type IconName =([^;]+);/.exec(read("ui/icon.tsx"))?.[1] ?? "";
  const names = [...union.matchAll(/"(\w+)"/g)].map(([, name]) => name);
  const drawn = [...read("public/icons.svg").matchAll(/<symbol id="(\w+)"/g)].map(([, id]) => id);
  expect(names.length).toBeGreaterThan(30);
  expect(drawn).toEqual(names);
});
