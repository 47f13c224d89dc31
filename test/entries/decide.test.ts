// Goal: hold decide() to its promises: what a batch appends depends on what stands, nothing else, and
// the figures are those of the newest revisions. Method: cases by hand, then random histories posted
// in any order and any number of times against a log kept in memory.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, day, type Day } from "../../workers/lib/day.ts";
import { id } from "../../workers/lib/id.ts";
import { groupBy, sum } from "../../workers/lib/list.ts";
import { minor } from "../../workers/lib/money.ts";
import { decide, type Decision, type Facts } from "../../workers/entries/decide.ts";
import {
  type EntryLine,
  type EntryRow,
  identityKey,
  type Latest,
} from "../../workers/entries/entry.ts";
import { creditsOf } from "../../workers/entries/decide.ts";
import { type Chart, type Credit, foldTotals, keyOf } from "../../workers/entries/fold.ts";
import { movedRows } from "../../workers/entries/moved.ts";

const metric = (code: string, unit: "money" | "count" | "ratio", scale: number) => ({
  id: id<"metric">(code),
  unit,
  scale,
  currency: code === "fixed" ? "USD" : null,
});
const METRICS = new Map([
  ["revenue", metric("revenue", "money", 2)],
  ["fine", metric("fine", "money", 4)],
  ["fixed", metric("fixed", "money", 2)],
  ["visits", metric("visits", "count", 0)],
  ["rate", metric("rate", "ratio", 4)],
]);
const PEOPLE = new Map(["lin", "wu", "zhao"].map((code) => [code, code]));

const factsOf = (latest: ReadonlyMap<string, Latest>, rows: readonly EntryRow[]): Facts => ({
  metrics: METRICS,
  people: PEOPLE,
  currency: "CNY",
  latest,
  freshIds: rows.map((_, at) => `fresh-${at}`),
  source: "api",
});

/** A log in memory: what the store does, without a database. */
function log() {
  const lines: (EntryLine & { seq: number; line: number })[] = [];
  let seq = 0;
  const latest = () =>
    new Map(
      [...groupBy(lines, identityKey)].flatMap(([key, all]) => {
        const revision = Math.max(...all.map((each) => each.revision));
        const standing = all.filter((each) => each.revision === revision);
        const record = standing.find(({ kind }) => kind !== "reversal");
        if (!record || record.kind === "reversal") return [];
        const reversed = standing.some(({ kind }) => kind === "reversal");
        return [[key, { ...record, kind: record.kind, reversed } satisfies Latest] as const];
      }),
    );
  return {
    lines,
    post(rows: readonly EntryRow[]): Decision {
      const decision = decide(rows, factsOf(latest(), rows));
      seq += 1;
      lines.push(...decision.lines.map((each, line) => ({ ...each, seq, line })));
      return decision;
    },
    credits: (): Credit[] =>
      lines.flatMap((each) => creditsOf(each).map((credit) => ({ ...credit, seq: each.seq }))),
  };
}

const row = (externalId: string, amount: string, more: EntryRow = {}): EntryRow => ({
  metric: "revenue",
  person: "lin",
  on: "2026-03-15",
  amount,
  externalId,
  ...more,
});

describe("what a row becomes", () => {
  const first = row("1", "100");
  // prettier-ignore
  test.each<[string, EntryRow, string | null, string[]]>([
    ["equal content is unchanged",               row("1", "100.00"),                   "unchanged", []],
    ["the own currency said or not is the same", row("1", "100", { currency: "CNY" }), "unchanged", []],
    ["another amount is changed",                row("1", "99"),                       "changed",   ["reversal 1 -10000", "record 2 9900"]],
    ["another person is changed",                row("1", "100", { person: "wu" }),    "changed",   ["reversal 1 -10000", "record 2 10000"]],
    ["another day is changed",                   row("1", "100", { on: "2026-03-16" }), "changed",  ["reversal 1 -10000", "record 2 10000"]],
    ["another currency is changed",              row("1", "100", { currency: "USD" }), "changed",   ["reversal 1 -10000", "record 2 10000"]],
    ["another dimension is changed",             row("1", "100", { dims: { region: "e" } }), "changed", ["reversal 1 -10000", "record 2 10000"]],
    ["an adjustment is another kind",            row("1", "100", { kind: "adjustment" }), "changed", ["reversal 1 -10000", "adjustment 2 10000"]],
    ["another source is another entry",          row("1", "100", { source: "crm" }),   "new",       ["record 1 10000"]],
    ["another id is new",                        row("2", "100"),                      "new",       ["record 1 10000"]],
    ["a reversal takes it back",                 { kind: "reversal", externalId: "1" }, "changed",  ["reversal 1 -10000"]],
    ["a reversal with an amount is refused",     row("1", "100", { kind: "reversal" }), null,       []],
    ["other shares are changed",                 row("1", "100", { credits: [{ person: "wu", share: "1" }] }), "changed", ["reversal 1 -10000", "record 2 10000"]],
    ["own credit alone is the default",          row("1", "100", { credits: [{ person: "lin", share: "1" }] }), "unchanged", []],
  ])("%s", (_, next, outcome, lines) => {
    const kept = log();
    kept.post([first]);
    const decision = kept.post([next]);
    expect(decision.outcomes).toEqual([outcome]);
    const said = decision.lines.map(
      ({ kind, revision, content }) => `${kind} ${revision} ${content.amount}`,
    );
    expect(said).toEqual(lines);
  });

  test("without an external id the own id is the identity, and without both it is always new", () => {
    const kept = log();
    const own = { ...row("", "5"), id: "mine" };
    expect(kept.post([own]).outcomes).toEqual(["new"]);
    expect(kept.post([own]).outcomes).toEqual(["unchanged"]);
    expect(kept.lines[0]?.externalId).toBe("mine");
  });

  // prettier-ignore
  test.each<[string, EntryRow, string, string]>([
    ["an unknown metric",        { metric: "x" },          "entries/unknown_metric",    "metric"],
    ["no metric at all",         { metric: undefined },    "entries/unknown_metric",    "metric"],
    ["a ratio",                  { metric: "rate" },       "entries/ratio",             "metric"],
    ["an unknown person",        { person: "x" },          "entries/unknown_person",    "person"],
    ["the 30th of February",     { on: "2026-02-30" },     "entries/impossible_date",   "on"],
    ["a date with a time",       { on: "2026-02-03T00:00" }, "entries/impossible_date", "on"],
    ["NaN",                      { amount: "NaN" },        "entries/not_a_number",      "amount"],
    ["Infinity",                 { amount: "Infinity" },   "entries/not_a_number",      "amount"],
    ["a blank amount",           { amount: "" },           "entries/not_a_number",      "amount"],
    ["thousands separators",     { amount: "1,000" },      "entries/not_a_number",      "amount"],
    ["half a visit",             { metric: "visits", amount: "0.5" }, "entries/too_many_decimals", "amount"],
    ["four decimals of two",     { amount: "1.0001" },     "entries/too_many_decimals", "amount"],
    ["2^53 steps",               { amount: "90071992547409.92" }, "entries/too_large",  "amount"],
    ["a currency of visits",     { metric: "visits", amount: "1", currency: "CNY" }, "entries/no_currency_here", "currency"],
    ["a currency nobody has",    { currency: "ZZZ" },      "entries/unknown_currency",  "currency"],
    ["another than the metric's", { metric: "fixed", currency: "CNY" }, "entries/other_currency", "currency"],
    ["shares of 0.99",           { credits: [{ person: "wu", share: "0.99" }] }, "entries/shares_not_one", "credits"],
    ["a share of 0",             { credits: [{ person: "wu", share: "0" }, { person: "lin", share: "1" }] }, "entries/bad_share", "credits/0"],
    ["one credited twice",       { credits: [{ person: "wu", share: "0.5" }, { person: "wu", share: "0.5" }] }, "entries/credited_twice", "credits/1"],
    ["a stranger credited",      { credits: [{ person: "x", share: "1" }] }, "entries/unknown_person", "credits/0/person"],
  ])("refuses %s", (_, wrong, code, field) => {
    const { rejected, outcomes, lines } = log().post([row("0", "1"), row("1", "1", wrong)]);
    expect(rejected).toMatchObject([{ code, pointer: `/rows/1/${field}` }]);
    expect(outcomes).toEqual(["new", null]);
    expect(lines).toHaveLength(1);
  });

  test("tells all that is wrong with a row at once, and cuts what it repeats", () => {
    const wrong = row("1", "x".repeat(2_000_000), { person: "y", on: "z" });
    const { rejected } = log().post([wrong]);
    expect(rejected.map(({ pointer }) => pointer)).toEqual([
      "/rows/0/person",
      "/rows/0/on",
      "/rows/0/amount",
    ]);
    expect(JSON.stringify(rejected).length).toBeLessThan(1_000);
  });

  test("a metric of four decimals keeps a four-decimal source as it is", () => {
    const { lines } = log().post([row("1", "1234.5678", { metric: "fine" })]);
    expect(lines[0]?.content.amount).toBe(12345678n);
  });
});

const CHART: Chart = {
  seats: [
    { person: "lin", unit: "n1", from: "2026-01-01" as Day, until: "2026-02-01" as Day },
    { person: "lin", unit: "s1", from: "2026-02-01" as Day, until: "9999-12-31" as Day },
    { person: "wu", unit: "n1", from: "0001-01-01" as Day, until: "9999-12-31" as Day },
  ],
  paths: ["n1", "s1"].flatMap((unit) =>
    [unit, "co"].map((above) => ({
      unit,
      above,
      from: "0001-01-01" as Day,
      until: "9999-12-31" as Day,
    })),
  ),
};

const shares = fc.constantFrom(
  undefined,
  [{ person: "wu", share: "1" }],
  [
    { person: "lin", share: "0.5" },
    { person: "zhao", share: "50%" },
  ],
  [
    { person: "lin", share: "1/3" },
    { person: "wu", share: "1/3" },
    { person: "zhao", share: "1/3" },
  ],
);
const rows = fc.record({
  metric: fc.constantFrom("revenue", "visits"),
  person: fc.constantFrom("lin", "wu", "zhao"),
  on: fc.integer({ min: 0, max: 80 }).map((n) => addDays(day("2026-01-10"), n)),
  amount: fc.integer({ min: -100_000, max: 100_000 }).map(String),
  credits: shares,
  externalId: fc.integer({ min: 0, max: 8 }).map(String),
});
const batches = fc.array(
  fc.uniqueArray(rows, { selector: ({ externalId }) => externalId, maxLength: 6 }),
  { maxLength: 6 },
);
const shownTotals = (credits: readonly Credit[]) =>
  foldTotals(credits, CHART)
    .filter(({ amount, n }) => amount !== 0n || n !== 0)
    .map((total) => `${keyOf(total)} ${total.amount} ${total.n}`);
const seeded = { seed: 20261121 };

describe("any history", () => {
  test("figures are those of the newest content of each entry, whatever was said before", () => {
    fc.assert(
      fc.property(batches, (history) => {
        const kept = log();
        for (const batch of history) expect(kept.post(batch).rejected).toEqual([]);
        const newest = new Map(history.flat().map((each) => [each.externalId, each]));
        const once = log();
        once.post([...newest.values()]);
        expect(shownTotals(kept.credits())).toEqual(shownTotals(once.credits()));
      }),
      seeded,
    );
  });

  test("batches of different entries in any order and any number give the same totals", () => {
    const permuted = fc
      .uniqueArray(rows, { selector: ({ externalId }) => externalId })
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 0 })),
      );
    fc.assert(
      fc.property(permuted, ([all, shuffled]) => {
        const kept = log();
        for (const each of [...shuffled, ...all]) kept.post([each]);
        const once = log();
        once.post(all);
        expect(shownTotals(kept.credits())).toEqual(shownTotals(once.credits()));
        expect(kept.lines).toHaveLength(all.length);
      }),
      seeded,
    );
  });

  test("the deltas of its commits add up to the fold of the log", () => {
    fc.assert(
      fc.property(batches, (history) => {
        const kept = log();
        const moved = history.flatMap((batch) => movedRows(kept.post(batch).deltas));
        const people = foldTotals(kept.credits(), { seats: [], paths: [] });
        for (const total of people.filter(({ grain }) => grain === "d")) {
          const own = moved.filter(
            (each) =>
              each.person === total.subject &&
              each.metric === total.metric &&
              each.on === total.on &&
              each.currency === total.currency,
          );
          expect(sum(own.map(({ amount }) => BigInt(amount)))).toBe(total.amount);
        }
      }),
      seeded,
    );
  });

  test("a unit counts each entry of its members once, and only while they sat there", () => {
    fc.assert(
      fc.property(batches, (history) => {
        const kept = log();
        for (const batch of history) kept.post(batch);
        const of = (person: string, on: string) =>
          person === "wu" ? "n1" : person === "zhao" ? null : on < "2026-02-01" ? "n1" : "s1";
        const totals = foldTotals(kept.credits(), CHART).filter(({ grain }) => grain === "m");
        for (const unit of ["n1", "s1", "co"]) {
          const direct = kept.credits().filter(({ person, on }) => {
            const sits = of(person, on);
            return sits !== null && (unit === "co" || sits === unit);
          });
          const own = totals.filter(({ subject }) => subject === unit);
          expect(sum(own.map(({ amount }) => amount))).toBe(
            sum(direct.map(({ amount }) => amount)),
          );
        }
      }),
      seeded,
    );
  });

  test("posting everything again appends nothing", () => {
    fc.assert(
      fc.property(batches, (history) => {
        const kept = log();
        for (const batch of history) kept.post(batch);
        const newest = [...new Map(history.flat().map((each) => [each.externalId, each])).values()];
        const before = kept.lines.length;
        const again = kept.post(newest);
        expect(again.outcomes.every((each) => each === "unchanged")).toBe(true);
        expect(kept.lines).toHaveLength(before);
      }),
      seeded,
    );
  });

  test("an amount is never lost between 2^53 and a share", () => {
    expect(minor(9007199254740991n)).toBe(9007199254740991n);
    const whole = row("1", "90071992547409.91", {
      credits: ["lin", "wu", "zhao"].map((person) => ({ person, share: "1/3" })),
    });
    const kept = log();
    kept.post([whole]);
    expect(sum(kept.credits().map(({ amount }) => amount))).toBe(9007199254740991n);
  });
});
