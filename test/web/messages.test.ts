// Goal: both languages say everything. The compiler holds the keys (`en: typeof zh`); this holds
// what it cannot see: no empty text, no language in the other's catalogue, every function answers.
import { describe, expect, test } from "vitest";
import { en } from "../../web/messages/en/index.ts";
import { zh } from "../../web/messages/zh/index.ts";

const HAN = /\p{Script=Han}/u;
/** Names that stay as they are in either language. */
const NAMES = ["中文", "云帆科技", "万", "亿", "王岚", "林晓"];
/** 元 stands after an amount of no particular currency; English puts nothing there. */
const MAY_BE_EMPTY = ["calculator/unit"];
const names = Object.keys(zh);

type Leaf = { readonly at: string; readonly text: string };

/** Every text of a catalogue; functions are called with numbers that take each plural form. */
function leaves(value: unknown, at = ""): Leaf[] {
  if (typeof value === "string") return [{ at, text: value }];
  if (typeof value === "function") return called(value as (...given: unknown[]) => unknown, at);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => leaves(below, `${at}/${key}`));
}

function called(text: (...given: unknown[]) => unknown, at: string): Leaf[] {
  return [0, 1, 2, 1234].flatMap((n) => {
    const given = Array.from({ length: Math.max(1, text.length) }, () => argument(n));
    return leaves(text(...given), `${at}(${n})`);
  });
}

/** Stands for a number, a text or an object of either: catalogues take whichever they need. */
function argument(n: number): unknown {
  return new Proxy(Object(n) as object, {
    get: (target, key) =>
      key === Symbol.toPrimitive
        ? () => n
        : key in target
          ? bound(target, key)
          : key in String.prototype
            ? bound(String(n), key)
            : n,
  });
}

function bound(target: object | string, key: string | symbol): unknown {
  const value: unknown = Reflect.get(Object(target) as object, key);
  return typeof value === "function" ? value.bind(target) : value;
}

async function textsOf(catalogues: Record<string, () => Promise<unknown>>, name: string) {
  return leaves(await catalogues[name]?.());
}

describe.each(names)("the catalogue %s", (name) => {
  test("has the same texts in both languages, none of them empty", async () => {
    const [chinese, english] = await Promise.all([textsOf(zh, name), textsOf(en, name)]);
    expect(english.map(({ at }) => at)).toEqual(chinese.map(({ at }) => at));
    const empty = [...chinese, ...english].filter(
      ({ at, text }) => text.trim() === "" && !MAY_BE_EMPTY.includes(name + at),
    );
    expect(empty).toEqual([]);
  });

  test("is English in English", async () => {
    const foreign = (await textsOf(en, name)).filter(({ text }) =>
      HAN.test(NAMES.reduce((rest, each) => rest.replaceAll(each, ""), text)),
    );
    expect(foreign).toEqual([]);
  });

  test("is Chinese in Chinese", async () => {
    const chinese = await textsOf(zh, name);
    const sentences = chinese.filter(({ text }) => /[a-z]{3,} [a-z]{3,} [a-z]{2,}/i.test(text));
    expect(sentences).toEqual([]);
    expect(chinese.some(({ text }) => HAN.test(text))).toBe(true);
  });

  test("spells out no value as undefined or NaN", async () => {
    const all = [...(await textsOf(zh, name)), ...(await textsOf(en, name))];
    expect(all.filter(({ text }) => /undefined|NaN|\[object/.test(text))).toEqual([]);
  });
});
