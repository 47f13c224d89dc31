// Goal: what was computed once is computed the same for ever, and whoever changes a meaning sees
// which: every line and step of known cases stands in a text that a person can read and compare.
// BOOK=write writes it anew; the commit that does says what changed, and why.
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { ON_CREDITS } from "./known-credits.ts";
import { addedUp } from "./known-bulk.ts";
import { CHECKS } from "./known-plans.ts";
import { EVENTS } from "./known-events.ts";
import { PAY } from "./known-pay.ts";
import { VERSIONS } from "./known-versions.ts";
import { STATED, ofTemplate } from "./traced-cases.ts";
import { told } from "./told.ts";

const BOOK = new URL("../snapshots/incentives.txt", import.meta.url);
const KNOWN = { ...STATED, ...PAY, ...ON_CREDITS, ...EVENTS, ...VERSIONS };
const cases: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    TEMPLATES.map((plan) => [`template ${plan.key}`, () => told(ofTemplate(plan))]),
  ),
  ...Object.fromEntries(Object.entries(KNOWN).map(([key, json]) => [key, () => told(json)])),
  ...CHECKS,
  "what is added up before anything is computed": () => addedUp(KNOWN),
};

if (process.env["BOOK"] === "write")
  writeFileSync(
    BOOK,
    Object.entries(cases)
      .map(([key, tell]) => `# ${key}\n${tell()}\n`)
      .join("\n"),
  );
const written = new Map(
  readFileSync(BOOK, "utf8")
    .split(/^# /m)
    .slice(1)
    .map((chapter): [string, string] => {
      const end = chapter.indexOf("\n");
      return [chapter.slice(0, end), chapter.slice(end + 1).trimEnd()];
    }),
);

describe("the book of known cases", () => {
  test.each(Object.keys(cases))("%s is told as it is written", (key) => {
    expect(cases[key]?.().split("\n")).toEqual(written.get(key)?.split("\n"));
  });

  test("holds nothing else", () => {
    expect([...written.keys()]).toEqual(Object.keys(cases));
  });
});
