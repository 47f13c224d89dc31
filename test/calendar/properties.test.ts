// Goal: the calendar's promises hold for thousands of rules, days and patterns; nightly for a million.
import { describe, expect, test } from "vitest";
import { properties } from "./properties.ts";

describe("for every rule and every day", () => {
  test.each(properties.map((each) => [each.name, each] as const))("%s", (_, { check }) => {
    const { failed, counterexample, errorInstance } = check({ seed: 20261121, numRuns: 1_000 });
    expect({ failed, counterexample, errorInstance }).toEqual({
      ...{ failed: false, counterexample: null, errorInstance: null },
    });
  });
});
