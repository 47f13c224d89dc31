// Goal: who may say what, when, and what it leads to. Method: a table of the cases a company asks
// about, then random talks that must keep every promise of the state machine.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import { minor } from "../../workers/lib/money.ts";
import { makeMove, type Move } from "../../workers/negotiations/move.ts";
import { positionOf, type Who } from "../../workers/negotiations/position.ts";
import { standingNumber, waitsFor } from "../../workers/negotiations/thread.ts";
import {
  counter,
  FINANCE,
  GRANT,
  KEY,
  manager,
  person,
  PLANNER,
  propose,
  REJECT,
  settle,
  simple,
  standing,
  table,
  talk,
  threadOf,
} from "./talk.ts";

const anna = person("anna");
const ofTeam = manager("team");
const ofEast = manager("east");
const LATE = { today: day("2026-03-16") };

describe("where somebody stands", () => {
  test.each<[string, Who, number | null]>([
    ["who carries the number", anna, 0],
    ["who leads the team", ofTeam, 1],
    ["who leads the region", ofEast, 2],
    ["who leads the company", manager("co"), 3],
    ["a planner", PLANNER, 3],
    ["an API key", KEY, 3],
    ["a colleague", person("bo"), null],
    ["another region's manager", manager("south"), null],
    ["finance, which reads", FINANCE, null],
    ["the team's manager on the own number", manager("team", "anna"), 0],
    ["an owner on the own number", { ...PLANNER, roles: ["owner"], person: "anna" }, 0],
  ])("%s", (_, who, level) => {
    expect(positionOf(who, threadOf("anna"))).toBe(level);
  });

  test("a unit's number is carried by who leads it", () => {
    expect(positionOf(ofTeam, threadOf("team"))).toBe(0);
    expect(positionOf(ofEast, threadOf("team"))).toBe(1);
    expect(positionOf(anna, threadOf("team"))).toBe(null);
  });
});

describe("a talk", () => {
  test.each<[string, Parameters<typeof talk>[1][], unknown]>([
    ["signing what is proposed", [[anna, simple("accept")]], { state: "agreed", amount: 300n }],
    [
      "a counter waits for the team's manager",
      [[anna, counter(250n)]],
      { state: "countered", offer: 300n, asked: 250n, asker: 0, awaits: 1 },
    ],
    [
      "granted, it is agreed: asking was signing",
      [
        [anna, counter(250n)],
        [ofTeam, GRANT],
      ],
      { state: "agreed", amount: 250n },
    ],
    [
      "turned down, the proposal is on the table again",
      [
        [anna, counter(250n)],
        [ofTeam, REJECT],
      ],
      { state: "proposed", offer: 300n, refused: { asked: 250n, asker: 0, decider: 1 } },
    ],
    [
      "turned down, it can go one level up",
      [
        [anna, counter(250n)],
        [ofTeam, REJECT],
        [anna, simple("escalate")],
      ],
      { state: "escalated", asked: 250n, awaits: 2 },
    ],
    [
      "who has to decide can pass it up",
      [
        [anna, counter(250n)],
        [ofTeam, simple("escalate")],
        [ofEast, GRANT],
      ],
      { state: "agreed", amount: 250n },
    ],
    [
      "a number between answers a counter, and is signed",
      [
        [anna, counter(250n)],
        [ofTeam, propose(280n)],
        [anna, simple("accept")],
      ],
      { state: "agreed", amount: 280n },
    ],
    [
      "the manager counters too, to the level above",
      [[ofTeam, counter(260n)]],
      { state: "countered", asked: 260n, asker: 1, awaits: 2 },
    ],
    [
      "what a manager asked and got is an offer until it is signed",
      [
        [ofTeam, counter(260n)],
        [ofEast, GRANT],
      ],
      { state: "proposed", offer: 260n },
    ],
    [
      "every level may counter over a counter",
      [
        [anna, counter(250n)],
        [ofTeam, counter(270n)],
        [ofEast, counter(280n)],
      ],
      { state: "countered", asked: 280n, asker: 2, awaits: 3 },
    ],
    [
      "a counter is taken back",
      [
        [anna, counter(250n)],
        [anna, simple("withdraw")],
      ],
      { state: "proposed", offer: 300n, refused: null },
    ],
    [
      "one's own counter is no hindrance to signing the offer",
      [
        [anna, counter(250n)],
        [anna, simple("accept")],
      ],
      { state: "agreed", amount: 300n },
    ],
    [
      "a settled number can still be signed",
      [
        [anna, counter(250n)],
        [ofTeam, settle(290n)],
        [anna, simple("accept")],
      ],
      { state: "agreed", amount: 290n },
    ],
    [
      "after the deadline what was asked is still decided",
      [
        [anna, counter(250n)],
        [ofTeam, GRANT, LATE],
      ],
      { state: "agreed", amount: 250n },
    ],
    [
      "a manager's own counter passes over the own seat",
      [[manager("team", "anna"), counter(250n)]],
      { state: "countered", asker: 0, awaits: 2 },
    ],
  ])("%s", (_, said, expected) => {
    expect(standing(talk(threadOf("anna"), ...said))).toMatchObject(expected as object);
  });

  test.each<[string, Parameters<typeof talk>[1][], string]>([
    ["a colleague", [[person("bo"), simple("accept")]], "negotiation/outside_chain"],
    ["another manager", [[manager("south"), counter(1n)]], "negotiation/outside_chain"],
    ["signing for somebody else", [[ofTeam, simple("accept")]], "negotiation/not_recipient"],
    ["a key signs for nobody", [[KEY, simple("accept")]], "negotiation/not_recipient"],
    ["a counter after the deadline", [[anna, counter(250n), LATE]], "negotiation/deadline_passed"],
    [
      "a counter twice",
      [
        [anna, counter(250n)],
        [anna, counter(240n)],
      ],
      "negotiation/already_countered",
    ],
    ["without a reason", [[anna, counter(250n, " ")]], "negotiation/reason_missing"],
    ["for the same number", [[anna, counter(300n)]], "negotiation/same_amount"],
    ["for less than nothing", [[anna, counter(-1n)]], "negotiation/below_zero"],
    ["at the top there is nobody to ask", [[PLANNER, counter(1n)]], "negotiation/nobody_above"],
    [
      "deciding below the level that is waited for",
      [
        [anna, counter(250n)],
        [ofTeam, simple("escalate")],
        [ofTeam, GRANT],
      ],
      "negotiation/awaits_above",
    ],
    [
      "granting the own wish",
      [
        [anna, counter(250n)],
        [anna, GRANT],
      ],
      "negotiation/own_number",
    ],
    [
      "a planner deciding on the own number",
      [
        [anna, counter(250n)],
        [{ ...PLANNER, person: "anna" }, GRANT],
      ],
      "negotiation/own_number",
    ],
    ["granting where nothing is asked", [[ofTeam, GRANT]], "negotiation/nothing_asked"],
    [
      "taking back another's counter",
      [
        [anna, counter(250n)],
        [ofTeam, simple("withdraw")],
      ],
      "negotiation/not_yours",
    ],
    [
      "settling a raise without a signature",
      [[ofTeam, settle(301n)]],
      "negotiation/raise_unsigned",
    ],
    [
      "a raise when nobody can sign in time",
      [[ofTeam, propose(301n), LATE]],
      "negotiation/raise_unsigned",
    ],
    [
      "after a signature",
      [
        [anna, simple("accept")],
        [ofTeam, propose(310n)],
      ],
      "negotiation/already_agreed",
    ],
    [
      "after it is settled",
      [
        [ofTeam, settle(290n)],
        [anna, counter(250n)],
      ],
      "negotiation/already_settled",
    ],
    [
      "a closed round",
      [[anna, simple("accept"), { isRoundOpen: false }]],
      "negotiation/round_over",
    ],
    [
      "a statement where the plan pays for none",
      [[anna, { kind: "state", amount: minor(1n) }]],
      "negotiation/no_statement",
    ],
    ["reminding oneself", [[anna, simple("remind")]], "negotiation/own_number"],
  ])("%s is refused", (_, said, code) => {
    expect(talk(threadOf("anna"), ...said)).toBe(code);
  });

  test("a statement stands apart from the number, and can be changed until the deadline", () => {
    const pays = { takesStatements: true };
    const stated = (amount: bigint): Move => ({ kind: "state", amount: minor(amount) });
    const said = talk(
      threadOf("anna"),
      [anna, stated(310n), pays],
      [anna, simple("accept"), pays],
      [anna, stated(320n), pays],
    );
    expect(said).toMatchObject({ stated: 320n, standing: { state: "agreed" } });
    expect(talk(threadOf("anna"), [anna, stated(1n), { ...pays, ...LATE }])).toBe(
      "negotiation/deadline_passed",
    );
  });

  test("the deadline's own day still counts", () => {
    const onTheDay = { today: day("2026-03-15") };
    const said = talk(threadOf("anna"), [anna, counter(250n), onTheDay]);
    expect(standing(said)).toMatchObject({ state: "countered" });
  });

  test("says what the number lost, for somebody to take", () => {
    const asked = talk(threadOf("anna"), [anna, counter(250n)]);
    if (typeof asked === "string") throw new Error(asked);
    const granted = makeMove(asked, GRANT, table(ofTeam));
    expect(granted).toMatchObject({ ok: true, value: { level: 1, freed: 50n } });
  });
});

describe("any talk", () => {
  const who = fc.constantFrom(
    anna,
    ofTeam,
    ofEast,
    PLANNER,
    KEY,
    person("bo"),
    manager("south"),
    manager("team", "anna"),
  );
  const amount = fc.integer({ min: 0, max: 500 }).map(BigInt);
  const move: fc.Arbitrary<Move> = fc.oneof(
    fc.constantFrom(simple("accept"), simple("withdraw"), simple("escalate"), simple("remind")),
    fc.constantFrom(GRANT, REJECT),
    amount.map((units) => counter(units)),
    amount.map((units) => propose(units)),
    amount.map((units) => settle(units)),
  );
  const when = fc.constantFrom({}, {}, {}, LATE);
  const said = fc.array(fc.tuple(who, move, when), { minLength: 1, maxLength: 25 });

  test("keeps every promise", () => {
    fc.assert(
      fc.property(said, (all) => {
        let thread = threadOf("anna");
        for (const [by, what, at] of all) {
          const level = positionOf(by, thread);
          const made = makeMove(thread, what, table(by, at));
          if (!made.ok) continue;
          const after = made.value.thread;
          // A version for each move; the first proposal and the chain never change.
          expect(after.version).toBe(thread.version + 1);
          expect(after.first).toBe(thread.first);
          // Nothing moves once it is signed.
          expect(thread.standing.state).not.toBe("agreed");
          // Only the person signs: directly, or by having asked for what is granted.
          if (after.standing.state === "agreed") {
            const asked = "asker" in thread.standing && thread.standing.asker === 0;
            expect(level === 0 || (asked && what.kind === "grant")).toBe(true);
          }
          // Nobody decides on their own number.
          if (["grant", "reject", "settle", "propose"].includes(what.kind))
            expect(level).toBeGreaterThan(0);
          // Without a signature the number never stands above the first proposal.
          if (after.standing.state !== "agreed")
            expect(standingNumber(after) <= after.first).toBe(true);
          // A counter waits above its asker, and never for nobody.
          if ("awaits" in after.standing) {
            expect(after.standing.awaits).toBeGreaterThan(after.standing.asker);
            expect(waitsFor(after)).toBe(after.chain[after.standing.awaits - 1]);
          }
          expect(made.value.freed).toBe(standingNumber(thread) - standingNumber(after));
          thread = after;
        }
      }),
      { seed: 20261121, numRuns: 3_000 },
    );
  });
});
