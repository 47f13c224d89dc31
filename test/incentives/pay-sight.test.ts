// Goal: pay is secret: who sees whose pay is one table, and every line of it is asked.
import { expect, test } from "vitest";
import { type PayReader, seesAllPay, seesPay } from "../../workers/incentives/pay-sight.ts";

const reader = (
  reach: PayReader["reach"],
  person: string | null,
  ...roles: readonly string[]
): PayReader => ({
  ...{ reach, person, roles, scopes: null },
});

test.each<[string, PayReader, boolean, boolean]>([
  ["oneself", reader("own", "lin", "seller"), true, true],
  ["a colleague", reader("own", "bo", "seller"), false, false],
  [
    "a manager of the people below, where the company says so",
    reader("subtree", "bo", "manager"),
    false,
    true,
  ],
  [
    "whoever sees the people below without being their manager",
    reader("subtree", "bo", "seller"),
    false,
    false,
  ],
  ["a manager who sees nobody else", reader("own", "bo", "manager"), false, false],
  ["who sees the whole company", reader("all", "bo", "finance"), true, true],
  ["a key of the company", reader("all", null), true, true],
])("%s", (_, who, alone, withManagers) => {
  expect(seesPay(who, "lin", { managersSeePay: false })).toBe(alone);
  expect(seesPay(who, "lin", { managersSeePay: true })).toBe(withManagers);
  expect(seesAllPay(who)).toBe(who.reach === "all");
});
