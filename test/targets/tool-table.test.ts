// Goal: every method of the public tool, tables and metrics that do not add up among them, with an
// explanation that re-adds and refusals that name place, value and remedy.
import { describe, expect, test } from "vitest";
import * as v from "valibot";
import { problemOf } from "../../workers/http/problems.ts";
import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import { addRates, ZERO } from "../../workers/lib/rate.ts";
import { fraction } from "../../workers/targets/card-text.ts";
import { baseFor } from "../../workers/targets/growth.ts";
import { paradoxNear } from "../../workers/targets/paradox.ts";
import { calculate, type AnyOutcome } from "../../workers/targets/tool-every.ts";
import { AllocationAnswer, AllocationRequest } from "../../workers/targets/tools-contract.ts";
import { EXAMPLES } from "../../workers/targets/tools-examples.ts";
import { minor } from "../../workers/lib/money.ts";
import { allocate } from "../../workers/targets/allocate.ts";
import { basisOf } from "../../workers/targets/method.ts";
import { plain, rateOf } from "./arbitrary.ts";

/** Through the contract, as the API does it. */
function ask(request: unknown) {
  const made = calculate(v.parse(AllocationRequest, request));
  if (made.ok) v.parse(AllocationAnswer, made.value);
  return made;
}
const asked = (request: unknown): AnyOutcome => {
  const made = ask(request);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
};
const tableOf = (request: unknown) => {
  const answer = asked(request);
  return "rows" in answer ? answer.rows : [];
};
const amounts = (request: unknown) =>
  tableOf(request).map(({ cells }) => cells.map(({ amount }) => Number(amount)));
const recipientsOf = (request: unknown) => {
  const answer = asked(request);
  return "recipients" in answer ? answer.recipients : [];
};
const total = (lines: readonly { readonly amount: string }[]) =>
  fraction(lines.reduce((all, { amount }) => addRates(all, rateOf(amount)), ZERO));

const months = (...totals: string[]) =>
  totals.map((each, at) => ({ id: `M${at + 1}`, total: each }));
const people = (...rows: [string, string[]][]) =>
  rows.map(([id, curve], at) => ({ id, total: ["1200", "800"][at] ?? "0", curve }));
const two = {
  method: "two_way",
  granularity: "100",
  columns: months("900", "600", "500"),
  rows: people(["张三", ["3", "3", "4"]], ["李四", ["1", "0", "1"]]),
};

describe("every example of the API's document", () => {
  test.each(EXAMPLES.map((example) => [example.method, example] as const))("%s", (_, example) => {
    const answer = asked(example);
    const lists =
      "rows" in answer
        ? answer.rows.flatMap(({ cells }) =>
            cells.map((each) => [each.amount, each.lines] as const),
          )
        : answer.recipients.map(
            (each) => ["value" in each ? each.value : each.amount, each.lines] as const,
          );
    for (const [number, lines] of lists) expect(total(lines)).toBe(fraction(rateOf(number)));
  });
});

describe("the figures of the issue", () => {
  test("1,200万 a year is 300万 a quarter and 100万 a month", () => {
    const equal = (all: string, count: number) =>
      recipientsOf({
        method: "equal",
        total: all,
        recipients: Array.from({ length: count }, (_, at) => ({ id: `${at}` })),
      }).map((each) => ("amount" in each ? each.amount : ""));
    expect(equal("12000000", 4)).toEqual(Array(4).fill("3000000.00"));
    expect(equal("3000000", 3)).toEqual(Array(3).fill("1000000.00"));
  });
  test("1亿 with 华东 40 % and 华南 30 % leaves 3,000万 unassigned", () => {
    const answer = asked({
      method: "given",
      total: "100000000",
      recipients: [
        { id: "华东", share: "40%" },
        { id: "华南", share: "30%" },
      ],
    });
    expect("remainder" in answer && answer.remainder).toBe("30000000.00");
  });
  test("+15 % to 500万 means a base of 4,347,826.09", () => {
    expect(baseFor(minor(500_000_000n), rateOf("15%"))).toBe(434_782_609n);
  });
  test("A组 needs 20 heads for 4,000万 at 200万, B组 17 for 3,000万 at 180万", () => {
    const recipients = recipientsOf({
      method: "capacity",
      total: "70000000",
      recipients: [
        { id: "A组", heads: "1", productivity: "2000000", fixed: "40000000" },
        { id: "B组", heads: "1", productivity: "1800000", fixed: "30000000" },
      ],
    });
    expect(recipients.map((each) => "heads" in each && each.heads)).toEqual(["20", "17"]);
  });
  test("1,000万 to 1,200万 is +20 %", () => {
    const request = {
      method: "growth",
      total: "12000000",
      recipients: [{ id: "a", last: "10000000" }],
    };
    expect(recipientsOf(request).map((each) => "growth" in each && each.growth)).toEqual(["1/5"]);
  });
  test("100,000 recipients are shared out to the last step", () => {
    const claims = Array.from({ length: 100_000 }, (_, at) => ({ id: `${at}` }));
    const values = claims.map((_, at) => ({ num: BigInt(1 + (at % 997)), den: 1n }));
    const basis = basisOf({ kind: "factor", key: "value", values });
    const made = allocate(minor(10n ** 12n + 1n), claims, basis, plain());
    expect(made.ok && sum(made.value.amounts)).toBe(10n ** 12n + 1n);
  });
  test("-5 smallest steps and 10^15 of them are shared out, and one recipient takes all", () => {
    const equal = (all: string, count: number) =>
      recipientsOf({
        method: "equal",
        total: all,
        scale: 0,
        recipients: Array.from({ length: count }, (_, at) => ({ id: `${at}` })),
      }).map((each) => ("amount" in each ? each.amount : ""));
    expect(equal("-5", 3)).toEqual(["-2", "-2", "-1"]);
    expect(sum(equal("1000000000000000", 7).map(BigInt))).toBe(10n ** 15n);
    expect(equal("1000000000000000", 1)).toEqual(["1000000000000000"]);
  });
  test("30 % is 0.6 x 36 % + 0.4 x 21 %", () => {
    const request = { method: "mean", how: "keep", parent: "30%", recipients: margins };
    expect(asked(request)).toMatchObject({ mean: "0.3", gap: "0" });
  });
});

const margins = [
  { id: "直销", base: "0.6", value: "36%" },
  { id: "渠道", base: "0.4", value: "21%" },
];

describe("the paradox of the largest remainder, where the method is chosen", () => {
  test("is shown with the very shares: 1.5 : 1.5 : 0.5 takes one away between 10 and 11", () => {
    expect(paradoxNear(10n, [6n, 6n, 2n])).toEqual({
      granules: 10n,
      recipient: 2,
      before: 2n,
      after: 1n,
    });
  });
  test("is looked for below the total as well", () => {
    expect(paradoxNear(11n, [6n, 6n, 2n])?.recipient).toBe(2);
  });
  test("does not exist for two, nor for equal shares", () => {
    expect(paradoxNear(10n, [3n, 7n])).toBeNull();
    expect(paradoxNear(10n, [1n, 1n, 1n])).toBeNull();
    expect(paradoxNear(10n, [0n, 0n, 0n])).toBeNull();
  });
  test("stands in the tool's note, by name and in amounts", () => {
    const shares = ["6", "6", "2"].map((value, at) => ({ id: "abc".charAt(at), value }));
    const answer = asked({
      method: "factor",
      total: "1000",
      granularity: "100",
      recipients: shares,
    });
    const note = "notes" in answer ? answer.notes[0] : null;
    expect(note).toMatchObject({
      code: "allocation/remainder_paradox",
      example: {
        recipient: "c",
        total: "1000.00",
        more: "1100.00",
        before: "200.00",
        after: "100.00",
      },
    });
  });
});

describe("a two-way table", () => {
  test("is exact in rows and columns, and keeps the zero", () => {
    const table = amounts(two);
    expect(table.map((row) => row.reduce((a, b) => a + b))).toEqual([1200, 800]);
    expect([0, 1, 2].map((at) => must(must(table[0])[at]) + must(must(table[1])[at]))).toEqual([
      900, 600, 500,
    ]);
    expect(must(table[1])[1]).toBe(0);
  });
  test("keeps a locked cell and says that it is locked", () => {
    const rows = [two.rows[0], { ...two.rows[1], locked: { M3: "100" } }];
    const cell = tableOf({ ...two, rows })[1]?.cells[2];
    expect(cell).toEqual({
      column: "M3",
      amount: "100.00",
      lines: [{ kind: "locked", amount: "100.00" }],
    });
  });
  test("takes a curve that is not given as the same for all columns", () => {
    const rows = [{ id: "a", total: "900" }];
    expect(amounts({ ...two, columns: months("300", "300", "300"), rows })).toEqual([
      [300, 300, 300],
    ]);
  });
  test("biproportional is on offer and says so", () => {
    const answer = asked({ ...two, table: { kind: "biproportional", divisor: "jefferson" } });
    expect("notes" in answer && answer.notes.map(({ code }) => code)).toEqual([
      "allocation/biproportional",
    ]);
  });
  test("a negative table is the mirror", () => {
    const minus = {
      ...two,
      columns: months("-900", "-600", "-500"),
      rows: two.rows.map((row) => ({ ...row, total: `-${row.total}` })),
    };
    expect(amounts(minus)).toEqual(amounts(two).map((row) => row.map((amount) => 0 - amount)));
  });
});

describe("a metric that does not add up", () => {
  test("children copy the parent's value", () => {
    const request = { method: "mean", how: "copy", parent: "30%", recipients: margins };
    expect(asked(request)).toMatchObject({
      recipients: [{ value: "0.3000" }, { value: "0.3000" }],
    });
  });
  test("scaled to 33 % their weighted mean is exactly 33 %", () => {
    const request = { method: "mean", how: "scale", parent: "33%", recipients: margins };
    expect(asked(request)).toMatchObject({
      gap: "0",
      mean: "0.33",
      recipients: [{ value: "0.3960" }, { value: "0.2310" }],
    });
  });
  test("shifted to 33 % each has three points more", () => {
    const request = { method: "mean", how: "shift", parent: "33%", recipients: margins };
    expect(asked(request)).toMatchObject({
      gap: "0",
      recipients: [{ value: "0.3900" }, { value: "0.2400" }],
    });
  });
  test("what the scale cannot hold is a visible gap", () => {
    const thirds = ["1", "2"].map((base, at) => ({ id: `${at}`, base, value: "1" }));
    const request = { method: "mean", how: "copy", parent: "1/4", scale: 1, recipients: thirds };
    expect(asked(request)).toMatchObject({
      gap: "1/60",
      recipients: [{ value: "0.3" }, { value: "0.2" }],
    });
  });
});

describe("a refusal names row, column, value and remedy in both languages", () => {
  const row = (change: object) => ({ ...two, rows: [{ ...two.rows[0], ...change }, two.rows[1]] });
  const mean = (change: object) => ({
    method: "mean",
    how: "scale",
    parent: "30%",
    recipients: [{ ...margins[0], ...change }, margins[1]],
  });
  // prettier-ignore
  test.each<[string, unknown, object]>([
    ["a month nobody can fill", { ...two, rows: people(["张三", ["1", "0", "1"]], ["李四", ["1", "0", "1"]]) },
      { code: "allocation/contradiction_rows", columns: "M2", missing: "600.00", pointer: "/columns/1/total" }],
    ["a person with too few months", { ...two, rows: people(["张三", ["1", "0", "0"]], ["李四", ["1", "1", "1"]]) },
      { code: "allocation/contradiction_columns", rows: "张三", columns: "M1", missing: "300.00", pointer: "/rows/0/total" }],
    ["sums that differ", { ...two, columns: months("900", "600", "400") },
      { code: "allocation/margins_differ", rows: "2000.00", columns: "1900.00", difference: "100.00" }],
    ["two signs", { ...two, columns: months("900", "-600", "1700") },
      { code: "allocation/mixed_signs", where: "M2", value: "-600.00", pointer: "/columns/1/total" }],
    ["an amount off the granule", row({ total: "1250" }),
      { code: "allocation/off_granule", where: "张三", value: "1250", offer: "50.00", pointer: "/rows/0/total" }],
    ["a short curve", row({ curve: ["1", "2"] }), { code: "allocation/curve_length", recipient: "张三", value: "2", columns: 3 }],
    ["a negative weight", row({ curve: ["1", "-2", "1"] }),
      { code: "allocation/negative_factor", recipient: "张三", factor: "M2", value: "-2", pointer: "/rows/0/curve/1" }],
    ["a weight that is no number", row({ curve: ["1", "x", "1"] }), { code: "allocation/malformed_number", value: "x", pointer: "/rows/0/curve/1" }],
    ["a lock in no column", row({ locked: { M9: "1" } }), { code: "allocation/unknown_column", recipient: "张三", value: "M9", pointer: "/rows/0/locked/M9" }],
    ["an amount that is no number", row({ total: "many" }), { code: "allocation/malformed_number", where: "张三", value: "many" }],
    ["an amount beyond 2^53", row({ total: "99999999999999999" }), { code: "allocation/too_large", pointer: "/rows/0/total" }],
    ["too many decimals", row({ total: "1.234" }), { code: "allocation/too_many_places", scale: 2 }],
    ["no granularity", { ...two, granularity: "0" }, { code: "allocation/granularity", pointer: "/granularity" }],
    ["a name twice", { ...two, columns: [...months("900", "600"), { id: "M1", total: "500" }] },
      { code: "allocation/repeated_recipient", recipient: "M1", pointer: "/columns/2/id" }],
    ["too many cells", { ...two, columns: Array.from({ length: 60 }, (_, at) => ({ id: `${at}`, total: "0" })),
      rows: Array.from({ length: 401 }, (_, at) => ({ id: `${at}`, total: "0" })) },
      { code: "allocation/table_too_large", value: "24060", most: 24000 }],
    ["a locked cell above the year", row({ locked: { M1: "1300" } }),
      { code: "allocation/contradiction_rows", rows: "张三", columns: "M1", missing: "100.00" }],
    ["biproportional with too few granules", { ...two, table: { kind: "biproportional", divisor: "adams" }, columns: months("2000"),
      rows: [{ id: "a", total: "2000" }, { id: "b", total: "0" }] },
      { code: "allocation/contradiction_rows", rows: "b", missing: "100.00" }],
    ["a base below 0", mean({ base: "-1" }), { code: "allocation/negative_factor", recipient: "直销", factor: "base", pointer: "/recipients/0/base" }],
    ["a value that is missing", mean({ value: undefined }), { code: "allocation/missing_value", pointer: "/recipients/0/value" }],
    ["a parent that is no number", { ...mean({}), parent: "x" }, { code: "allocation/malformed_number", pointer: "/parent" }],
    ["bases of nothing", { ...mean({ base: "0" }), recipients: [{ ...margins[0], base: "0" }] }, { code: "allocation/zero_factor", factor: "base" }],
    ["values of nothing, scaled", { ...mean({}), recipients: [{ ...margins[0], value: "0" }] }, { code: "allocation/zero_factor", factor: "value" }],
  ])("%s", (_, request, expected) => {
    const answer = ask(request);
    expect(answer.ok ? null : answer.error).toMatchObject(expected);
    if (answer.ok) return;
    const { messages } = problemOf(answer.error, "r");
    expect(messages.en).not.toMatch(/\{\w+\}/);
    expect(messages.zh).not.toMatch(/\{\w+\}/);
  });
  test("every wrong place is named at once", () => {
    const wrong = {
      ...two,
      columns: months("x", "600", "500"),
      rows: people(["张三", ["y", "1", "1"]]),
    };
    const answer = ask(wrong);
    expect(answer.ok ? [] : answer.error.errors?.map(({ pointer }) => pointer)).toEqual([
      "/columns/0/total",
      "/rows/0/curve/0",
    ]);
  });
});
