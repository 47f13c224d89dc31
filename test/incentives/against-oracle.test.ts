// Goal: the engine and a naive second implementation, written from the rules alone, agree on every
// generated plan and every generated set of credits, line by line. ORACLE_CASES runs more of them.
import { expect, test } from "vitest";
import { againstOracle } from "./oracle/property.ts";

const CASES = Number(process.env["ORACLE_CASES"] ?? 2_000);
const SEED = Number(process.env["ORACLE_SEED"] ?? 20261121);

test(`${CASES} generated cases, seed ${SEED}: no difference`, { timeout: 3_600_000 }, () => {
  const { failed, counterexample, errorInstance } = againstOracle.check({
    numRuns: CASES,
    seed: SEED,
  });
  expect({ failed, counterexample, errorInstance }).toEqual({
    failed: false,
    counterexample: null,
    errorInstance: null,
  });
});
