// Goal: the published AdventureWorks set is read as its description says, before anything is sent.
// Method: the figures of the data's own README; without the data the test says so and checks nothing.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readAdventureWorks } from "../../infra/load/adventureworks.ts";
import { readArguments } from "../../infra/load/arguments.ts";
import { formatMinor, parseMinor } from "../../workers/lib/money.ts";

const DATA = fileURLToPath(new URL("../../../shared/data", import.meta.url));
const present = existsSync(DATA);
if (!present) console.warn("published data is absent: the AdventureWorks set is not checked");

function minor(text: string): bigint {
  const read = parseMinor(text, 4);
  return read.ok ? read.value : -1n;
}
const sum = (texts: readonly string[]) => texts.reduce((all, text) => all + minor(text), 0n);

test.runIf(!present)("published data is absent: not checked", () => {});

describe.runIf(present)("the AdventureWorks set", () => {
  const set = present ? readAdventureWorks(DATA) : null;

  test("has 17 people, 163 quotas and 3,806 orders of salespeople", () => {
    expect(set?.people).toHaveLength(17);
    expect(set?.quotas).toHaveLength(163);
    expect(set?.orders).toHaveLength(3_806);
  });

  test("sums to the published totals, exact to the fourth decimal", () => {
    expect(formatMinor(sum(set?.quotas.map(({ amount }) => amount) ?? []), 4)).toBe(
      "95714000.0000",
    );
    expect(formatMinor(sum(set?.orders.map(({ amount }) => amount) ?? []), 4)).toBe(
      "80487704.1832",
    );
  });

  test("has quota periods without a gap or an overlap, the last to the end of May 2014", () => {
    const periods = new Map(set?.quotas.map(({ from, until }) => [from, until]));
    const starts = [...periods.keys()].toSorted();
    expect(starts).toHaveLength(12);
    starts.forEach((from, at) => expect(periods.get(from)).toBe(starts[at + 1] ?? "2014-06-01"));
  });

  test("reaches a quota 8 times in 163", () => {
    const reached = set?.quotas.filter((quota) => {
      const orders = set.orders.filter(
        ({ person, on }) => person === quota.person && on >= quota.from && on < quota.until,
      );
      return sum(orders.map(({ amount }) => amount)) >= minor(quota.amount);
    });
    expect(reached).toHaveLength(8);
  });

  test("gives every seller a manager from the organisation path, but the three managers", () => {
    const heads = set?.people.filter(({ manager }) => manager === null).map(({ code }) => code);
    expect(heads).toEqual(["274", "285", "287"]);
    expect(set?.people.find(({ name }) => name === "José Saraiva")?.manager).toBe("274");
  });

  test("seats every order's person somewhere on the order's day", () => {
    for (const { person, on } of set?.orders ?? []) {
      expect(set?.moves.some((move) => move.person === person && move.from <= on)).toBe(true);
    }
  });
});

describe("the loader's command line", () => {
  test.each([
    ["names what is missing", ["--set", "adventureworks"], /--set and --from are needed/],
    ["names an unknown set", ["--set", "sales", "--from", "."], /no set "sales"/],
    ["names a bad address", ["--set", "adventureworks", "--from", ".", "--base", "x"], /--base x/],
  ])("%s", (_, args, message) => {
    expect(() => readArguments(args)).toThrow(message);
  });

  test("names the file that is not there", () => {
    expect(() => readAdventureWorks("/nowhere")).toThrow(/\/nowhere\/adventureworks\/employee.csv/);
  });
});
