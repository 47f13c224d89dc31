// Goal: a published company's targets go through our own code: both files say the same, slipped zeros
// are found, what managers carry is held against their people, and the first half of 2021 is shared out
// anew from three years of history, its fairness beside that of the targets as they were.
import { describe, expect, test } from "vitest";
import { fairness, type Carrier, type Panel } from "../../workers/fairness/panel.ts";
import { monthsAhead } from "../../workers/fairness/facts.ts";
import { forecast, type Expected } from "../../workers/fairness/forecast.ts";
import { PAST_MONTHS, USUAL_RAMP, type Past } from "../../workers/fairness/past.ts";
import { must } from "../../workers/lib/assert.ts";
import { addMonths, day } from "../../workers/lib/day.ts";
import { groupBy, sum } from "../../workers/lib/list.ts";
import { formatMinor } from "../../workers/lib/money.ts";
import { formatRate, rate, type Rate } from "../../workers/lib/rate.ts";
import type { Statistic } from "../../workers/lib/statistics.ts";
import { slipsIn } from "../../workers/strategy/plausible.ts";
import { allocatedRows, gapsOf, shareDraft, type Draft } from "../../workers/targets/draft.ts";
import { NO_INPUTS, usualRules, type PlanRow } from "../../workers/targets/plan.ts";
import { isHere } from "./published.ts";
import { longTargets, salesByMonth, sellers, SET, wideTargets } from "./reseller.ts";

const present = isHere(SET);
if (!present) test.skip("published data is absent: not checked", () => undefined);

const MANAGERS = { "North America": "502097814", Europe: "982310417", Pacific: "481044938" };
const HALF = { from: day("2021-01-01"), until: day("2021-07-01") };
/** The month after the data's last. */
const AS_OF = day("2020-07-01");

describe.runIf(present)("809 monthly targets", () => {
  test("are the same in the long file and in the wide sheet of thousands in UTF-16", () => {
    const keys = (rows: ReturnType<typeof longTargets>) =>
      rows.map(({ who, month, amount }) => `${who} ${month} ${amount}`).toSorted();
    const long = longTargets();
    expect(long).toHaveLength(809);
    expect(keys(wideTargets())).toEqual(keys(long));
    expect(sum(long.map(({ amount }) => amount))).toBe(676_210_000n);
  });

  test("hold eight slipped zeros, and no other value is called one", () => {
    const found = [...groupBy(longTargets(), ({ who }) => who)].flatMap(([who, own]) => {
      const series = own.toSorted((a, b) => (a.month < b.month ? -1 : 1));
      return slipsIn(series.map(({ amount }) => amount)).map(
        ({ at, value, likely }) => `${who} ${series[at]?.month.slice(0, 7)} ${value} -> ${likely}`,
      );
    });
    expect(found.toSorted()).toEqual([
      "112432117 2019-09 30000000 -> 3000000",
      "112432117 2020-09 33000000 -> 3300000",
      "112432117 2021-09 36500000 -> 3650000",
      "139397894 2019-08 9000000 -> 900000",
      "139397894 2020-08 10000000 -> 1000000",
      "139397894 2021-08 11000000 -> 1100000",
      "502097814 2019-06 200000 -> 2000000",
      "758596752 2020-02 10000 -> 100000",
    ]);
  });

  test("of managers are not the sum of their people's: the gaps are shown month by month", () => {
    const { rows, months } = monthlyTree();
    const sums = { amount: "0", scale: 0, rules: {} };
    const gaps = months.map((month) => {
      const at = rows.map((row) => ({
        ...row,
        inputs: NO_INPUTS,
        amount: row.by.get(month) ?? null,
      }));
      const own = gapsOf({ ...sums, rows: at });
      return Object.values(MANAGERS).filter((id) => (own.get(id) ?? 0n) !== 0n).length;
    });
    const open = gaps.filter((n) => n > 0).length;
    expect(months).toHaveLength(54);
    expect(open).toBe(54);
    console.info(`months in which a manager's target differs from the people's sum: ${open} of 54`);
  });
});

/** Director, managers, people; each with a target by month where there is one. */
function monthlyTree() {
  const own = groupBy(longTargets(), ({ who }) => who);
  const rows = sellers().map((seller) => {
    const isManager = Object.values(MANAGERS).includes(seller.id);
    const above = isManager
      ? "112432117"
      : (MANAGERS[seller.group as keyof typeof MANAGERS] ?? null);
    const targets = own.get(seller.id) ?? [];
    return {
      subject: seller.id,
      parent: above,
      by: new Map(targets.map(({ month, amount }) => [month, String(amount)])),
    };
  });
  const months = [...new Set(longTargets().map(({ month }) => month))].toSorted();
  return { rows, months };
}

/** Those who sell: 14 representatives, with their targets of the half-year and their past. */
function representatives() {
  const targets = groupBy(longTargets(), ({ who }) => who);
  const sales = salesByMonth();
  return sellers()
    .filter(({ title }) => title === "Sales Representative")
    .map((seller) => {
      const within = (targets.get(seller.id) ?? []).filter(
        ({ month }) => month >= HALF.from && month < HALF.until,
      );
      const own = sales.get(seller.key) ?? new Map<string, bigint>();
      const amounts = Array.from({ length: PAST_MONTHS }, (_, at) => {
        const month = addMonths(AS_OF, at - PAST_MONTHS).slice(0, 7);
        return own.get(month) ?? null;
      });
      const starts = amounts.findIndex((amount) => amount !== null);
      const months = amounts.map((amount, at) => (at < starts ? null : (amount ?? 0n)));
      const three = sum(own.values());
      const past: Past = {
        ...{ id: seller.id, above: [seller.group, "all"], months, starts, ends: 9_999 },
        size: rate(three, 100n),
      };
      return { seller, past, old: 100n * sum(within.map(({ amount }) => amount)), three };
    });
}
type Representative = ReturnType<typeof representatives>[number];

/** The same sum, shared by last year's sales and by all three years', half each. */
function sharedAnew(people: readonly Representative[]): ReadonlyMap<string, bigint> {
  const total = sum(people.map(({ old }) => old));
  const groups = [...new Set(people.map(({ seller }) => seller.group))];
  const blank = (subject: string, parent: string | null): PlanRow => ({
    ...{ subject, parent, kind: "unit", amount: null, inputs: NO_INPUTS },
  });
  const rows: PlanRow[] = [
    blank("all", null),
    ...groups.map((group) => blank(group, "all")),
    ...people.map(({ seller, past, three }): PlanRow => {
      const last = sum(past.months.slice(-12).map((amount) => amount ?? 0n));
      const values = { history: formatMinor(last, 2), three: formatMinor(three, 2) };
      const inputs = { ...NO_INPUTS, values };
      return { subject: seller.id, parent: seller.group, kind: "person", amount: null, inputs };
    }),
  ];
  const draft: Draft = {
    amount: formatMinor(total, 2),
    scale: 2,
    rules: {
      ...usualRules("5000"),
      factors: [
        { key: "history", weight: "0.5", source: "entered" },
        { key: "three", weight: "0.5", source: "entered" },
      ],
    },
    rows,
  };
  const shared = shareDraft(draft);
  expect(shared.refused).toEqual([]);
  const numbered = allocatedRows(draft, rows, shared);
  for (const gap of gapsOf({ ...draft, rows: numbered }).values()) expect(gap).toBe(0n);
  return new Map(
    numbered
      .filter(({ kind }) => kind === "person")
      .map(({ subject, amount }) => [subject, BigInt(must(amount).replace(".", ""))]),
  );
}

function judged(
  people: readonly Representative[],
  expected: ReadonlyMap<string, Expected>,
  target: (of: Representative) => bigint,
): Panel {
  return fairness(
    people.map((each): Carrier => ({
      id: each.seller.id,
      target: target(each),
      size: each.past.size,
      expected: expected.get(each.seller.id) ?? null,
    })),
  );
}

describe.runIf(present)("the first half of 2021, shared out anew", () => {
  // Nine of the 18 have no target after June 2021: only this half can be held side by side.
  const people = present ? representatives() : [];
  const question = { first: 6, ahead: monthsAhead(AS_OF, HALF), ramp: USUAL_RAMP };
  const expected = present
    ? forecast(
        people.map(({ past }) => past),
        question,
      )
    : new Map();
  const anew = present ? sharedAnew(people) : new Map<string, bigint>();
  const before = judged(people, expected, ({ old }) => old);
  const after = judged(people, expected, ({ seller }) => anew.get(seller.id) ?? 0n);

  test("gives fourteen people the same sum to the cent, in whole steps of 5,000", () => {
    expect(people).toHaveLength(14);
    expect(sum(anew.values())).toBe(sum(people.map(({ old }) => old)));
    expect([...anew.values()].every((units) => units % 500_000n === 0n)).toBe(true);
  });

  // That fewer reach it is the sum's doing: it asks for twice what may be expected, and evenly now.
  test("asks evenly, by every figure of the panel, side by side", () => {
    const line = (name: string, of: (panel: Panel) => string) =>
      `${name.padEnd(34)} ${of(before).padStart(12)} ${of(after).padStart(12)}`;
    const reach = (of: bigint) => formatRate(rate(of, 1_000_000n), 2);
    console.info(
      [
        `${"reseller set, January to June 2021".padEnd(34)} ${"as it was".padStart(12)} ${"anew".padStart(12)}`,
        line("expected to reach 100 %, of 14", ({ whole }) => reach(whole.reaching)),
        line("target x territory size (Spearman)", ({ whole }) => shown(whole.sizeCorrelation)),
        line("Gini of target / territory", ({ whole }) => shown(whole.densityGini)),
        line("CV of target / territory", ({ whole }) => shown(whole.densityVariation)),
        line("Gini of growth asked", ({ whole }) => shown(whole.growthGini)),
        line("CV of growth asked", ({ whole }) => shown(whole.growthVariation)),
        line("people more than 20 % off", ({ whole }) => String(whole.outside)),
      ].join("\n"),
    );
    const value = (of: Statistic) => (of.kind === "value" ? approximately(of.value) : Number.NaN);
    expect(value(after.whole.densityGini)).toBeLessThan(value(before.whole.densityGini) / 2);
    expect(value(after.whole.growthGini)).toBeLessThan(value(before.whole.growthGini) / 2);
    expect(value(after.whole.sizeCorrelation)).toBeGreaterThan(value(before.whole.sizeCorrelation));
    expect(Number(after.whole.outside)).toBeLessThan(Number(before.whole.outside));
    expect(before.whole).toMatchObject({ people: 14, target: after.whole.target });
  });

  test("knows what everybody may be expected to bring, and how sure that is", () => {
    for (const { seller } of people) {
      const own = must(expected.get(seller.id));
      expect(own.basis, seller.name).toBe("own");
      expect(own.spread, seller.name).not.toBeNull();
    }
  });
});

const shown = (of: Statistic) => (of.kind === "value" ? formatRate(of.value, 3) : of.kind);
const approximately = ({ num, den }: Rate) => Number((num * 1_000_000n) / den) / 1e6;
