// Goal: a dispute's life is one table: which move is open from where and to whom, and what the moves
// fold to. The table is the specification; the properties walk any order of moves.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import {
  courseOf,
  FROM,
  isLate,
  LIVE,
  mayMove,
  type Move,
  type MoveKind,
  MOVES,
  movesOpen,
  type State,
  STATES,
} from "../../workers/disputes/states.ts";

const due = day("2026-03-10");
const move = (kind: MoveKind, more: Partial<Move> = {}): Move => ({
  ...{ kind, by: "acc-1", account: "acc-1", at: 1, note: null, owner: null, dueOn: null },
  adjustment: kind === "accepted" ? "adj-1" : null,
  ...more,
});
const payee = { isPayee: true, mayResolve: true };
const resolver = { isPayee: false, mayResolve: true };
const bystander = { isPayee: false, mayResolve: false };

describe("a dispute's moves", () => {
  // prettier-ignore
  test.each<[State, MoveKind[], MoveKind[]]>([
    //  from          of the payee               of who resolves
    ["open",      ["withdrawn"],            ["assigned", "answered", "accepted", "rejected"]],
    ["answered",  ["replied", "withdrawn"], ["assigned", "accepted", "rejected"]],
    ["accepted",  [],                       []],
    ["rejected",  [],                       []],
    ["withdrawn", [],                       []],
  ])("from %s", (state, own, theirs) => {
    expect(movesOpen(state, payee)).toEqual(own);
    expect(movesOpen(state, resolver)).toEqual(theirs);
    expect(movesOpen(state, bystander)).toEqual([]);
  });

  // prettier-ignore
  test.each<[string, State, MoveKind, typeof payee, string]>([
    ["a settled one is refused first, whoever asks", "accepted", "rejected", payee,     "dispute/not_now"],
    ["nobody accepts their own",                     "open",     "accepted", payee,     "dispute/own"],
    ["nobody answers their own",                     "open",     "answered", payee,     "dispute/own"],
    ["a colleague does not withdraw it",             "open",     "withdrawn", resolver, "dispute/not_payee"],
    ["a colleague does not reply",                   "answered", "replied",  bystander, "dispute/not_payee"],
    ["who may not resolve does not reject",          "open",     "rejected", bystander, "dispute/not_resolver"],
    ["a reply waits for an answer",                  "open",     "replied",  payee,     "dispute/not_now"],
    ["raising happens once",                         "open",     "raised",   payee,     "dispute/not_now"],
  ])("%s", (_, state, kind, who, code) => {
    const result = mayMove(state, kind, who);
    expect(result.ok ? "" : result.error.code).toBe(code);
  });

  test("who answers first looks after it, until somebody else is named", () => {
    const answered = [move("raised", { account: "payee" }), move("answered", { account: "fin" })];
    expect(courseOf(answered, due)).toMatchObject({ state: "answered", owner: "fin", dueOn: due });
    const later = day("2026-04-01");
    const named = [...answered, move("assigned", { owner: "boss", dueOn: later })];
    expect(courseOf(named, due)).toMatchObject({ state: "answered", owner: "boss", dueOn: later });
  });

  test("it is late only while the payee waits", () => {
    const after = day("2026-03-11");
    expect(isLate({ state: "open", dueOn: due }, due)).toBe(false);
    expect(isLate({ state: "open", dueOn: due }, after)).toBe(true);
    expect(isLate({ state: "answered", dueOn: due }, after)).toBe(false);
  });
});

/** Plays random moves and keeps those that are allowed. */
const lives = fc
  .array(fc.tuple(fc.constantFrom(...MOVES), fc.boolean()), { maxLength: 20 })
  .map((wishes) => {
    const moves = [move("raised")];
    for (const [kind, isPayee] of wishes) {
      const { state } = courseOf(moves, due);
      if (mayMove(state, kind, { isPayee, mayResolve: !isPayee }).ok) moves.push(move(kind));
    }
    return moves;
  });

describe("any life of a dispute", () => {
  test("ends at most once, and only an acceptance makes a correction", () => {
    fc.assert(
      fc.property(lives, (moves) => {
        const ends = moves.filter(({ kind }) => /accepted|rejected|withdrawn/.test(kind));
        expect(ends.length).toBeLessThanOrEqual(1);
        const { state, adjustment } = courseOf(moves, due);
        expect(LIVE.includes(state)).toBe(ends.length === 0);
        expect(adjustment !== null).toBe(state === "accepted");
      }),
      { seed: 20260304, numRuns: 2_000 },
    );
  });

  test("is open or answered for exactly as long as somebody can move it", () => {
    for (const state of STATES) {
      const open = [...movesOpen(state, payee), ...movesOpen(state, resolver)];
      expect(open.length > 0).toBe(LIVE.includes(state));
      for (const kind of open) expect(FROM[kind]).toContain(state);
    }
  });
});
