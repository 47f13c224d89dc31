// Goal: a frozen ranking pays once, and a vote is shared out once, whatever the months after hand in.
import { expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { ComponentJson } from "../../workers/incentives/plan-document.ts";
import type { Statement } from "../../workers/incentives/outcome.ts";
import { name, planOf, statements } from "./make.ts";

const prize = {
  ...{ kind: "prize", key: "top", name: name("top"), board: "king" },
  ...{ places: ["5000", "3000"], ties: "share" },
} as const satisfies ComponentJson;
const months = ["2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01"] as const;
const boardOf = (month: 0 | 1 | 2, ...people: readonly string[]) => ({
  ...{ key: "king", from: months[month], until: String(months[month + 1]) },
  standings: people.map((person, at) => ({ person, score: String(9 - at) })),
});
const everybody = ["lin", "bo"].map((id) => ({ id, from: "2026-01-01" }));
const month = (at: 0 | 1 | 2, change: Partial<EvaluationJson>, component: ComponentJson = prize) =>
  statements({
    plans: [{ ...planOf(component), leaver: { unreleased: "when_released" } }],
    ...{ participants: everybody, from: months[at], until: String(months[at + 1]), ...change },
  });
const paidOf = (all: readonly Statement[]) =>
  Object.fromEntries(all.map(({ participant, pay }) => [participant, Number(pay)]));
const postedOf = (all: readonly Statement[]): NonNullable<EvaluationJson["posted"]> =>
  all.flatMap(({ participant, currency, period, lines }) =>
    lines.map(({ kind, component, window, origin, amount, deals = {} }) => ({
      ...{ participant, currency, period: period.from, kind, component, window, origin },
      amount: String(amount),
      deals: Object.fromEntries(Object.entries(deals).map(([deal, of]) => [deal, String(of)])),
    })),
  );

const inMay = () => month(0, { boards: [boardOf(0, "lin", "bo")] });

test("a prize stands in the month after, whether its ranking is handed in again or not", () => {
  const may = inMay();
  const posted = postedOf(may);
  expect(paidOf(may)).toEqual({ lin: 500_000, bo: 300_000 });
  for (const boards of [[], [boardOf(0, "lin", "bo")], [boardOf(0, "bo", "lin")]]) {
    const june = month(1, { boards, posted });
    expect(paidOf(june)).toEqual({ lin: 0, bo: 0 });
    expect(june.flatMap(({ lines }) => lines.filter(({ amount }) => amount !== 0n))).toEqual([]);
  }
});

test("the next ranking of the same rule pays beside it, at once or month by month", () => {
  const june = boardOf(1, "bo");
  const posted = postedOf(inMay());
  expect(paidOf(month(1, { boards: [june], posted }))).toEqual({ lin: 0, bo: 500_000 });
  const both = month(0, { boards: [boardOf(0, "lin", "bo"), june], until: months[2] });
  expect(both.map(({ pay }) => Number(pay))).toEqual([500_000, 300_000, 0, 500_000]);
});

test("a ranking that came after its month was closed is paid in the next run, once", () => {
  const closed = postedOf(month(0, {}));
  const boards = [boardOf(0, "lin"), boardOf(1, "bo")];
  const june = month(1, { boards, posted: closed });
  expect(paidOf(june)).toEqual({ lin: 500_000, bo: 500_000 });
  expect(june[0]?.lines.find(({ amount }) => amount !== 0n)).toMatchObject({
    ...{ window: "2026-05-01/2026-06-01", trueUp: true },
  });
  const july = month(2, { boards, posted: [...closed, ...postedOf(june)] });
  expect(paidOf(july)).toEqual({ lin: 0, bo: 0 });
});

test("what is released of a prize later is released without its ranking", () => {
  const release = {
    parts: [
      { share: "0.5", on: "earned" },
      { share: "0.5", on: { months: 1 } },
    ],
  };
  const held = { ...prize, release } as ComponentJson;
  const first = month(0, { boards: [boardOf(0, "lin")] }, held);
  expect(paidOf(first)["lin"]).toBe(250_000);
  expect(paidOf(month(1, { posted: postedOf(first) }, held))["lin"]).toBe(250_000);
});

test("a pool by votes stays as it was shared, given the votes of its own month", () => {
  const pool = {
    ...{ kind: "pool", key: "pool", name: name("pool"), window: "period", unit: "own_unit" },
    ...{ sum: { amount: "1000" }, share: "peer" },
  } as const satisfies ComponentJson;
  const vote = (voter: string, person: string, score: string) => ({
    ...{ voter, person, from: months[0], until: months[1], score },
  });
  const peerScores = [vote("bo", "lin", "9"), vote("lin", "bo", "1")];
  const memberships = [{ unit: "u", from: "2026-01-01", until: null }];
  const plans = [{ ...planOf(pool), from: months[0] }];
  const more = {
    ...{ plans, units: [{ id: "u", above: [] }], peerScores },
    participants: everybody.map((each) => ({ ...each, memberships })),
  };
  const shared = month(0, more);
  expect(paidOf(shared)).toEqual({ lin: 90_000, bo: 10_000 });
  const after = month(1, { ...more, posted: postedOf(shared) });
  expect(paidOf(after)).toEqual({ lin: 50_000, bo: 50_000 });
});
