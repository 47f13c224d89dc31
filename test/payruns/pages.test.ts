// Goal: what a run's page and a statement say about figures is pure and exact: which people are
// listed in which order, whether rows re-add to the totals, and where pay differs from attainment.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Bridge,
  bridgesOf,
  type Compared,
  differencesOf,
  heldOf,
} from "../../web/payruns/differences.ts";
import { added, changeOf, listed, readds } from "../../web/payruns/people-list.ts";
import type { TracedLine } from "../../web/payruns/statement-model.ts";
import { openWords } from "../../web/payruns/true-up-words.ts";
import type { Row, Totals } from "../../web/payruns/wire.ts";
import { exactText } from "../../workers/incentives/exact.ts";
import { formatMinor } from "../../workers/lib/money.ts";

const row = (name: string, pay: string, change: Partial<Row> = {}): Row => ({
  ...{ person: name, code: `c-${name}`, name, nameEn: null },
  ...{ unit: "u", unitName: "东区", unitNameEn: "East", currency: "CNY", scale: 2 },
  ...{ earned: pay, pending: "0.00", payable: pay, pay, paid: "0.00", basePay: null },
  ...{
    debt: "0.00",
    drawBalance: "0.00",
    advanced: "0.00",
    trueUp: "0.00",
    payDate: null,
    hash: "h",
  },
  ...{ before: null, last: null, flags: [], disputes: 0, accepted: true },
  ...change,
});
const rows = [
  row("王", "10.00", { before: "30.00", flags: ["zero"] }),
  row("李", "200.00", { before: "100.00", trueUp: "-5.00" }),
  row("赵", "9.50", { disputes: 1, accepted: false, unitNameEn: "West" }),
];
const names = (asked: Partial<Parameters<typeof listed>[1]>) =>
  listed(rows, { search: "", check: "", sort: "name", ...asked }).map(({ name }) => name);

describe("people of a run", () => {
  test.each([
    ["the largest pay first", { sort: "-pay" }, ["李", "王", "赵"]],
    ["the smallest pay first", { sort: "pay" }, ["赵", "王", "李"]],
    [
      "the largest change first; who is new counts as none",
      { sort: "-change" },
      ["李", "赵", "王"],
    ],
    ["who is searched by team", { search: "west" }, ["赵"]],
    ["who is searched by code", { search: "C-李" }, ["李"]],
    ["who is flagged", { check: "zero" }, ["王"]],
    ["who has a true-up", { check: "true_up" }, ["李"]],
    ["who disputes", { check: "disputed" }, ["赵"]],
    ["who has not accepted", { check: "not_accepted" }, ["赵"]],
    ["nobody for a sign nobody has", { check: "negative" }, []],
  ])("lists %s", (_, asked, expected) => {
    expect(names(asked)).toEqual(expected);
  });

  test("a change is exact, and none for who is new", () => {
    expect(rows.map(changeOf)).toEqual([-2000n, 10_000n, null]);
  });
});

test("a word on repriced lines may be changed until the run is approved, a refusal too", () => {
  const of = (
    state: "in_review" | "approved",
    waiting: number,
    approved: number,
    refused: number,
  ) => openWords({ state, trueUpApprovals: { waiting, approved, refused, lines: [] } });
  expect(of("in_review", 0, 0, 3), "all refused: no dead end").toEqual({ approve: 3, refuse: 0 });
  expect(of("in_review", 2, 1, 3)).toEqual({ approve: 5, refuse: 3 });
  expect(of("approved", 0, 3, 0)).toEqual({ approve: 0, refuse: 0 });
});

test("rows re-add to their totals to the last fen, and one fen off is said", () => {
  const amounts = fc.array(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), { maxLength: 60 });
  fc.assert(
    fc.property(amounts, fc.bigInt({ min: 1n, max: 9n }), (units, off) => {
      const made = units.map((each, at) => row(`p${at}`, formatMinor(each, 2)));
      const sums = added(made, "CNY");
      const totals = (pay: bigint): Totals => ({
        ...{ currency: "CNY", scale: 2, people: made.length, basePay: "0.00", debt: "0.00" },
        ...{ drawBalance: "0.00", advanced: "0.00", trueUp: "0.00", trueUps: 0 },
        ...{ earned: sums.earned, pending: sums.pending, payable: sums.payable },
        pay: formatMinor(pay, 2),
      });
      const sum = units.reduce((all, each) => all + each, 0n);
      expect(readds([totals(sum)], made)).toBe(true);
      expect(readds([totals(sum + off)], made)).toBe(false);
    }),
    { seed: 20_261_122 },
  );
});

const line = (steps: TracedLine["steps"], change: Partial<TracedLine> = {}): TracedLine => ({
  ...{ at: 0, kind: "component", component: "c", window: "w", origin: "2026-10-01" },
  ...{ trueUp: false, needsApproval: false, amount: 100n, steps, parts: [] },
  ...change,
});
const attainment = (figures: Record<string, string>) => ({ step: 5, rule: "attainment", figures });

const compared = (change: Partial<Compared> = {}): Compared => ({
  ...{ line: 0, currency: "CNY", days: { from: "2026-10-01", until: "2026-11-01" } },
  metric: { code: "revenue", name: { zh: "销售额", en: "Revenue" } },
  ...{ used: "90", shown: "90.00", late: "0.00", beside: "0.00", posted: "0" },
  ...change,
});
const sizes = (bridges: readonly Bridge[]) =>
  bridges.map(({ of, shown, parts, used }) => [
    of,
    exactText(shown),
    ...parts.map(({ kind, size }) => `${kind} ${exactText(size)}`),
    exactText(used),
  ]);

describe("where pay uses another figure than attainment", () => {
  test("nothing is said where there is no difference", () => {
    const same = attainment({
      ...{ amount: "90", committed: "100", prorated: "100", ramped: "100", target: "100" },
    });
    expect(differencesOf([line([same])], 0n, [compared()])).toEqual([]);
  });

  test("every part has its size and its sign, and they come from the page's figure to the line's", () => {
    const read = attainment({
      ...{ amount: "70", committed: "100", prorated: "60", ramped: "30", target: "25" },
    });
    const of = compared({
      used: "70",
      shown: "120.00",
      late: "20.00",
      beside: "15.00",
      posted: "5",
    });
    expect(sizes(bridgesOf(line([read]), [of]))).toEqual([
      ["figure", "120", "late -20", "beside -15", "posted 5", "left_out -20", "70"],
      ["target", "100", "prorated -40", "ramp -30", "relief -5", "25"],
    ]);
  });

  test("what is late and what is left out can even out, and is told nevertheless", () => {
    const of = compared({ shown: "90.00", late: "10.00" });
    expect(sizes(bridgesOf(line([]), [of]))).toEqual([
      ["figure", "90", "late -10", "added 10", "90"],
    ]);
  });

  test("figures of another line are none of this one", () => {
    expect(bridgesOf(line([], { at: 1 }), [compared({ used: "1" })])).toEqual([]);
  });

  test("what waits, and what belongs to earlier periods, is told of the whole statement", () => {
    const found = differencesOf([line([], { trueUp: true, amount: 5n })], 7n, []);
    expect(found).toEqual([
      { kind: "pending", amount: 7n },
      { kind: "true_up", amount: 5n },
    ]);
  });

  test("a line holds what the release of the same component and window takes off again", () => {
    const release = (change: Partial<TracedLine>) =>
      line([], { kind: "release", amount: -60n, ...change });
    const own = line([]);
    expect(heldOf(own, [own, release({}), release({ window: "other" })])).toBe(60n);
    expect(heldOf(own, [own])).toBe(0n);
  });
});
