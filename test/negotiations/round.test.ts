// Goal: what a round leaves behind: who takes a difference, when it may close, that silence is never
// an agreement, and that the sums kept beside the threads are those of the threads. Method: tables,
// then random rounds against a fold.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import { sum } from "../../workers/lib/list.ts";
import { minor, type Minor } from "../../workers/lib/money.ts";
import {
  hashOfRound,
  signAgreement,
  type Agreement,
} from "../../workers/negotiations/agreement.ts";
import { takeDifference, type Taker } from "../../workers/negotiations/difference.ts";
import { makeMove, type Move } from "../../workers/negotiations/move.ts";
import { closeThreads, gapsOf, openThreads } from "../../workers/negotiations/round.ts";
import { funnelOf, tallyChanges, type Tally } from "../../workers/negotiations/tally.ts";
import { standingNumber, wantedNumber, type Thread } from "../../workers/negotiations/thread.ts";
import {
  counter,
  GRANT,
  manager,
  OPENED,
  person,
  PLANNER,
  propose,
  REJECT,
  ROWS,
  settle,
  simple,
  table,
  talk,
  threadOf,
  threads,
} from "./talk.ts";

const made = (of: Thread | string): Thread => {
  if (typeof of === "string") throw new Error(of);
  return of;
};
const siblingsOf = (subject: string, all = threads()) =>
  all.filter((each) => each.parent === threadOf(subject).parent && each.subject !== subject);
const around = (subject: string, change: Partial<Parameters<typeof takeDifference>[2]> = {}) => ({
  siblings: siblingsOf(subject),
  parent: threads().find((each) => each.subject === threadOf(subject).parent) ?? null,
  level: 2,
  now: OPENED + 5,
  ...change,
});
const PRO_RATA: Taker = { to: "siblings", rule: "pro_rata" };
const EQUAL: Taker = { to: "siblings", rule: "equal" };

describe("a difference", () => {
  test("goes to the reserve by touching nobody: it is the unit's gap", () => {
    expect(takeDifference(50n, { to: "reserve" }, around("anna"))).toEqual({ ok: true, value: [] });
  });

  test.each<[string, Taker, bigint, Record<string, bigint>]>([
    ["in proportion to what siblings are offered", PRO_RATA, 30n, { bo: 220n, chen: 110n }],
    ["in equal parts, the odd step to the first id", EQUAL, 31n, { bo: 216n, chen: 115n }],
    ["back to them, when somebody asked for more", PRO_RATA, -30n, { bo: 180n, chen: 90n }],
  ])("is shared %s", (_, taker, freed, expected) => {
    const taken = takeDifference(freed, taker, around("anna"));
    if (!taken.ok) throw new Error(taken.error.code);
    const offers = taken.value.map(({ subject, standing }) => [
      subject,
      "offer" in standing && standing.offer,
    ]);
    expect(Object.fromEntries(offers)).toEqual(expected);
    // A raise is an offer: until it is signed the old number stands.
    for (const each of taken.value)
      expect(standingNumber(each) <= threadOf(each.subject).first).toBe(true);
  });

  test("passes by who has signed", () => {
    const siblings = siblingsOf("anna").map((each) =>
      each.subject === "bo" ? made(talk(each, [person("bo"), simple("accept")])) : each,
    );
    const taken = takeDifference(30n, PRO_RATA, around("anna", { siblings }));
    expect(taken.ok && taken.value.map(({ subject }) => subject)).toEqual(["chen"]);
  });

  test("lowers the unit's own number when the next level takes it", () => {
    const taken = takeDifference(50n, { to: "above" }, around("anna"));
    expect(taken).toMatchObject({
      ok: true,
      value: [{ subject: "team", standing: { state: "proposed", offer: 550n, by: 1 }, version: 2 }],
    });
  });

  test.each<[string, Taker, bigint, Parameters<typeof around>[1], string]>([
    ["nobody beside is free", PRO_RATA, 1n, { siblings: [] }, "negotiation/no_siblings"],
    ["siblings have not so much", PRO_RATA, -301n, {}, "negotiation/siblings_cannot"],
    ["the plan's own amount is above", { to: "above" }, 1n, { parent: null }, "negotiation/top"],
    [
      "the own unit's number is lowered",
      { to: "above" },
      1n,
      { level: 1 },
      "negotiation/awaits_above",
    ],
    [
      "the unit's number is itself asked about",
      { to: "above" },
      1n,
      { parent: made(talk(threadOf("team"), [manager("team"), counter(500n)])) },
      "negotiation/parent_open",
    ],
    [
      "the unit's number is signed",
      { to: "above" },
      1n,
      { parent: made(talk(threadOf("team"), [manager("team"), simple("accept")])) },
      "negotiation/parent_open",
    ],
  ])("is refused where %s", (_, taker, freed, change, code) => {
    const taken = takeDifference(freed, taker, around("anna", change));
    expect(taken).toMatchObject({ ok: false, error: { code } });
  });

  test("always changes siblings by exactly itself", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -300n, max: 100_000n }),
        fc.constantFrom(PRO_RATA, EQUAL),
        (freed, taker) => {
          const taken = takeDifference(freed, taker, around("anna"));
          if (!taken.ok) return expect(taken.error.code).toBe("negotiation/siblings_cannot");
          const moved = taken.value.map(
            (each) => wantedNumber(each) - wantedNumber(threadOf(each.subject)),
          );
          expect(sum(moved)).toBe(freed);
          for (const each of taken.value) expect(wantedNumber(each) >= 0n).toBe(true);
        },
      ),
      { seed: 20261121, numRuns: 1_000 },
    );
  });
});

const ROUND = {
  unit: "co",
  amount: minor(1_000n),
  over: "0",
  overs: {},
  deadline: day("2026-03-15"),
};
const LATE = { today: day("2026-03-16"), now: OPENED + 9_000 };
const NONE: ReadonlyMap<string, Minor> = new Map();
const replaced = (...changed: Thread[]) =>
  threads().map((each) => changed.find(({ subject }) => subject === each.subject) ?? each);

describe("closing a round", () => {
  test("silence leaves the proposal, recorded as no answer and never as agreed", () => {
    const closed = closeThreads(ROUND, threads(), NONE, LATE);
    if (!closed.ok) throw new Error(closed.error.code);
    expect(new Set(closed.value.map(({ standing }) => standing.state))).toEqual(
      new Set(["no_answer"]),
    );
    expect(closed.value.map(standingNumber)).toEqual(threads().map(({ first }) => first));
  });

  test("nobody's silence accepts a number raised after the first proposal", () => {
    const raised = made(talk(threadOf("anna"), [manager("team"), propose(340n)]));
    const closed = closeThreads(ROUND, replaced(raised), NONE, LATE);
    expect(closed.ok && threadOf("anna", closed.value).standing).toEqual({
      state: "no_answer",
      amount: 300n,
    });
  });

  test("an answer that came to nothing is not silence", () => {
    const refused = made(
      talk(threadOf("anna"), [person("anna"), counter(1n)], [manager("team"), REJECT]),
    );
    const closed = closeThreads(ROUND, replaced(refused), NONE, LATE);
    expect(closed.ok && threadOf("anna", closed.value).standing.state).toBe("not_agreed");
  });

  test("waits for what is asked, for the deadline, and for every gap's signature", () => {
    const asked = made(talk(threadOf("anna"), [person("anna"), counter(250n)]));
    expect(closeThreads(ROUND, replaced(asked), NONE, LATE)).toMatchObject({
      error: { code: "negotiation/undecided", count: 1, subjects: ["anna"] },
    });
    const early = { ...LATE, today: day("2026-03-15") };
    expect(closeThreads(ROUND, threads(), NONE, early)).toMatchObject({
      error: { code: "negotiation/not_due", count: 7 },
    });
    const granted = replaced(made(talk(asked, [manager("team"), GRANT])));
    expect(closeThreads(ROUND, granted, NONE, LATE)).toMatchObject({
      error: { code: "negotiation/gap_unsigned", gaps: [{ unit: "team", gap: 50n }] },
    });
    expect(closeThreads(ROUND, granted, new Map([["team", minor(49n)]]), LATE).ok).toBe(false);
    expect(closeThreads(ROUND, granted, new Map([["team", minor(50n)]]), LATE).ok).toBe(true);
  });

  test("over-assignment that the plan states is no gap; what is beyond it is", () => {
    const gaps = gapsOf({ ...ROUND, overs: { team: "0.1" } }, threads());
    expect(gaps.filter(({ gap }) => gap !== 0n)).toMatchObject([
      { unit: "team", own: 600n, shared: 660n, given: 600n, gap: 60n },
    ]);
  });
});

describe("the sums beside the threads", () => {
  const whos = fc.constantFrom(
    ...["anna", "bo", "chen", "dai"].map((id) => person(id)),
    ...["team", "east", "south", "co"].map((unit) => manager(unit)),
    PLANNER,
  );
  const amount = fc.bigInt({ min: 0n, max: 700n });
  const moves: fc.Arbitrary<Move> = fc.oneof(
    fc.constantFrom<Move>(simple("accept"), simple("withdraw"), simple("escalate"), GRANT, REJECT),
    amount.map((units) => counter(units)),
    amount.map((units) => propose(units)),
    amount.map((units) => settle(units)),
  );
  const said = fc.array(fc.tuple(fc.nat(6), whos, moves), { maxLength: 40 });

  test("are those of the threads after any talk", () => {
    fc.assert(
      fc.property(said, (all) => {
        const now = new Map(threads().map((each) => [each.subject, each]));
        const kept = new Map<string, Tally>();
        const add = (more: readonly Tally[]) => {
          for (const each of more) {
            const key = `${each.unit} ${each.state}`;
            const old = kept.get(key);
            kept.set(key, old ? added(old, each) : each);
          }
        };
        add(
          tallyChanges(
            [...now.values()].map((after) => ({ before: null, after })),
            OPENED,
          ),
        );
        let at = OPENED;
        for (const [index, who, move] of all) {
          at += 7;
          const before = [...now.values()][index];
          if (!before) continue;
          const step = makeMove(before, move, table(who, { now: at }));
          if (!step.ok) continue;
          const after = step.value.thread;
          now.set(after.subject, after);
          add(tallyChanges([{ before, after }], OPENED));
        }
        const open = [...now.values()];
        for (const { unit, state, count, entered, ever, given, wanted } of kept.values()) {
          const here = open.filter(
            (each) => each.chain.includes(unit) && each.standing.state === state,
          );
          const direct = here.filter(({ parent }) => parent === unit);
          expect(count).toBe(here.length);
          expect(entered).toBe(here.reduce((all_, each) => all_ + each.enteredAt - OPENED, 0));
          expect(ever).toBeGreaterThanOrEqual(count);
          expect(given).toBe(sum(direct.map(standingNumber)));
          expect(wanted).toBe(sum(direct.map(wantedNumber)));
        }
        // Everybody spends all of the time in some state.
        const spent = [...kept.values()]
          .filter(({ unit }) => unit === "co")
          .reduce(
            (all_, each) => all_ + each.count * (at - OPENED) - each.entered + each.stayed,
            0,
          );
        expect(spent).toBe(open.length * (at - OPENED));
      }),
      { seed: 20261121, numRuns: 800 },
    );
  });

  test("tell how long a state lasts, those who stand in it included", () => {
    const opened = tallyChanges(
      threads().map((after) => ({ before: null, after })),
      OPENED,
    );
    const top = opened.filter(({ unit }) => unit === "co");
    expect(funnelOf(top, 500)).toEqual([{ state: "proposed", count: 7, ever: 7, meanMs: 500 }]);
  });
});

test("a time in a state counts for who has left it, and another number is no other state", () => {
  const opened = tallyChanges(
    threads().map((after) => ({ before: null, after })),
    OPENED,
  );
  const first = made(talk(threadOf("anna"), [manager("team"), propose(280n)]));
  const raised = tallyChanges([{ before: threadOf("anna"), after: first }], OPENED);
  expect(raised).toMatchObject([{ unit: "team", count: 0, ever: 0, given: -20n, wanted: -20n }]);
  const asked = made(talk(threadOf("anna"), [person("anna"), counter(250n)]));
  const moved = tallyChanges([{ before: threadOf("anna"), after: asked }], OPENED);
  const top = [...opened, ...moved].filter(({ unit }) => unit === "co");
  const proposed = top.filter(({ state }) => state === "proposed").reduce(added);
  // Seven came, one left after a second, six are there since: (6 x 2,000 + 1,000) / 7.
  expect(funnelOf([proposed], 2_000)).toMatchObject([{ count: 6, ever: 7, meanMs: 1_857 }]);
});

test("a person who carries nothing is not asked", () => {
  const idle = { subject: "idle", parent: "team", kind: "person", amount: minor(0n) } as const;
  expect(openThreads([...ROWS, idle], OPENED).map(({ subject }) => subject)).not.toContain("idle");
});

function added(a: Tally, b: Tally): Tally {
  return {
    ...a,
    count: a.count + b.count,
    entered: a.entered + b.entered,
    ever: a.ever + b.ever,
    stayed: a.stayed + b.stayed,
    given: a.given + b.given,
    wanted: a.wanted + b.wanted,
  };
}

describe("an agreement", () => {
  const agreement: Agreement = {
    ...{ plan: "p", round: "r", subject: "anna", parent: "team", metric: "m", currency: "CNY" },
    ...{ from: "2026-01-01", until: "2027-01-01", first: minor(300n), amount: minor(250n) },
    ...{ ending: "agreed", stated: null, by: "a", at: 1, thread: 3 },
  };

  test("has a hash that anything agreed on moves, and the order of fields does not", async () => {
    const { hash } = await signAgreement(agreement);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const backwards = Object.fromEntries(Object.entries(agreement).reverse());
    expect((await signAgreement(backwards as Agreement)).hash).toBe(hash);
    for (const change of [{ amount: minor(251n) }, { by: "b" }, { ending: "no_answer" as const }])
      expect((await signAgreement({ ...agreement, ...change })).hash).not.toBe(hash);
  });

  test("counts in the round's hash, in whatever order they come", async () => {
    const both = [
      { subject: "a", hash: "1" },
      { subject: "b", hash: "2" },
    ];
    expect(await hashOfRound(both)).toBe(await hashOfRound(both.toReversed()));
    expect(await hashOfRound(both)).not.toBe(await hashOfRound(both.slice(1)));
  });
});

test("the rows are one tree that sums up", () => {
  expect(ROWS.filter(({ parent }) => parent === "team").length).toBe(3);
  expect(gapsOf(ROUND, threads()).every(({ gap }) => gap === 0n)).toBe(true);
});
