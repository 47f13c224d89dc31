// Goal: the OKR scale, where 70 % is success, and the marks of a target, whose success is 100 %, share
// neither a colour nor a word: nobody may read one for the other.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { OKR_STANDINGS } from "../../workers/strategy/okr.ts";

describe("the two scales", () => {
  const css = readFileSync(new URL("../../web/strategy/strategy.css", import.meta.url), "utf8");
  const rules = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, where = "", what = ""]) => ({
    where,
    what,
  }));
  const coloursOf = (scale: "okr" | "smart") =>
    new Set([...css.matchAll(new RegExp(`(--${scale}-[a-z-]+):`, "g"))].map(([, name]) => name));

  test("have tokens of their own, and no rule uses both", () => {
    expect(coloursOf("okr").size).toBeGreaterThan(2);
    expect(coloursOf("smart").size).toBeGreaterThan(1);
    const both = rules.filter(({ where, what }) => {
      const text = where + what.replace(/--[a-z-]+:[^;]*;/g, "");
      return /okr-/.test(text) && /smart-/.test(text);
    });
    expect(both.map(({ where }) => where.trim())).toEqual([]);
  });

  test("do not take the state colours that targets are shown in", () => {
    const meant = [...css.matchAll(/--okr-[a-z-]+:([^;]+);/g)].map(([, value = ""]) => value);
    expect(meant.length).toBeGreaterThan(2);
    expect(meant.filter((value) => /--(good|warn|bad|smart)/.test(value))).toEqual([]);
    const okr = rules.filter(({ where }) => /okr/.test(where));
    expect(okr.filter(({ what }) => /--(good|warn|bad)\b/.test(what))).toEqual([]);
  });

  test.each(["zh", "en"] as const)("have words of their own in %s", async (language) => {
    const { strategy } = await (language === "zh"
      ? import("../../web/messages/zh/strategy.ts")
      : import("../../web/messages/en/strategy.ts"));
    const okr: string[] = OKR_STANDINGS.map((standing) => strategy.okr.standing[standing]);
    const smart: string[] = Object.values(strategy.smart.mark);
    expect(okr.filter((word) => smart.includes(word))).toEqual([]);
    expect(new Set(okr).size).toBe(OKR_STANDINGS.length);
  });
});
