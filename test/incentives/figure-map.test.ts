// Goal: no figure and no promise of the specification loses its test unseen: the map names each one's
// test, and a name that is nowhere any more is told here.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FIGURES, PROPERTIES, type Stated } from "./figure-map.ts";
import { more } from "./properties-more.ts";
import { properties } from "./properties.ts";

const texts = new Map<string, string>();
function textOf(file: string): string {
  const known = texts.get(file) ?? readFileSync(new URL(file, import.meta.url), "utf8");
  texts.set(file, known);
  return known;
}

const isGone = ([, file, name]: Stated, ending: string) =>
  !textOf(`./${file}${ending}`).includes(name);

test("every stated figure and named case has its test", () => {
  expect(FIGURES.filter((each) => isGone(each, ".test.ts"))).toEqual([]);
  expect(new Set(FIGURES.map(([figure]) => figure)).size).toBe(FIGURES.length);
});

test("every sentence of section 9 is a property that is run", () => {
  expect(PROPERTIES.filter((each) => isGone(each, ".ts"))).toEqual([]);
  const run = [...properties, ...more].map(({ name }) => name);
  expect(PROPERTIES.filter(([, , name]) => !run.some((each) => each.startsWith(name)))).toEqual([]);
});
