// Goal: every promise of sharing out holds in a thousand cases here, and in a million at night.
import { describe, expect, test } from "vitest";
import { CASES } from "./arbitrary.ts";
import { properties } from "./properties.ts";

describe("in a thousand cases", () => {
  test.each(properties.map((each) => [each.name, each] as const))("%s", (_, { check }) => {
    const { failed, counterexample, errorInstance } = check(CASES);
    expect({ failed, counterexample, errorInstance }).toEqual({
      ...{ failed: false, counterexample: null, errorInstance: null },
    });
  });
});
