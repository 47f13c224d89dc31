import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meaningOf } from "../../workers/boards/board.ts";
import { fingerprint, fold, isNewer } from "../../workers/boards/fold.ts";
import type { BoardState, Moved, Notice } from "../../workers/boards/fold.ts";
import { rebuilt, type Member, type Truth } from "../../workers/boards/rebuild.ts";
import { contains } from "../../workers/lib/interval.ts";
import { day } from "../../workers/lib/day.ts";
import { instant } from "../../workers/lib/instant.ts";
import { must } from "../../workers/lib/assert.ts";
import { aBoard, aState } from "./fixture.ts";

// Goal: a board that cannot drift. The world below is a tiny tenant: a log of commits, from which
// any state can be computed from nothing. Notices of that log are then delivered wrongly in every
// way a network can, and the board must equal the world.

const board = aBoard();
const window = { from: day("2026-11-01"), until: day("2026-12-01") };
const row = (person: string, amount: bigint, change: Partial<Moved> = {}): Moved => ({
  person,
  metric: "revenue",
  currency: "CNY",
  on: day("2026-11-20"),
  amount,
  ...change,
});
const notice = (seq: number, rows: Moved[] | null, event = "entry/recorded"): Notice => ({
  seq,
  at: instant(seq * 1_000),
  event,
  rows,
});
const start = aState(board, { li: { amount: 5n, lastSeq: 3 }, wang: { amount: 0n } }, 10);
const amounts = (state: BoardState) => [...state.lines.values()].map(({ amount }) => amount);

describe("fold", () => {
  test("counts an entry for the unit its person sat in on the entry's own day", () => {
    const board = aBoard({ subjects: "units" });
    const from = { ...window, until: day("2026-11-10") };
    const until = { ...window, from: day("2026-11-10") };
    const moving = {
      ...aState(board, { north: { amount: 0n }, south: { amount: 0n } }, 10),
      seats: new Map([
        [
          "li",
          [
            { ...window, unit: "east" },
            { ...from, unit: "north" },
            { ...until, unit: "south" },
          ],
        ],
      ]),
    };
    const { state } = fold(moving, [
      notice(11, [
        row("li", 3n, { on: day("2026-11-09") }),
        row("li", 5n, { on: day("2026-11-10") }),
      ]),
    ]);
    expect(amounts(state)).toEqual([3n, 5n]);
    expect(state.whole?.amount).toBe(8n);
  });

  test("applies the next commit and takes its number", () => {
    const { outcome, state, touched } = fold(start, [notice(11, [row("li", 7n)])]);
    expect(outcome).toBe("applied");
    expect(state).toMatchObject({ seq: 11, dataAt: 11_000 });
    expect(state.lines.get("li")).toMatchObject({ amount: 12n, lastSeq: 11 });
    expect(state.whole).toMatchObject({ amount: 12n, lastSeq: 11 });
    expect([...touched]).toEqual(["li"]);
  });

  test("ignores a commit it already contains", () => {
    const once = fold(start, [notice(11, [row("li", 7n)])]).state;
    const twice = fold(once, [notice(11, [row("li", 7n)]), notice(4, [row("li", 1n)])]);
    expect(twice.outcome).toBe("applied");
    expect(fingerprint(twice.state)).toBe(fingerprint(once));
  });

  test("stops at a gap and keeps what is right for its own number", () => {
    const { outcome, state } = fold(start, [
      notice(11, [row("li", 1n)]),
      notice(13, [row("li", 1n)]),
    ]);
    expect(outcome).toBe("pull");
    expect(state.seq).toBe(11);
    expect(state.lines.get("li")?.amount).toBe(6n);
  });

  // prettier-ignore
  test.each([
    ["another metric",            row("li", 9n, { metric: "visits" })],
    ["another currency",          row("li", 9n, { currency: "USD" })],
    ["the day before the window", row("li", 9n, { on: day("2026-10-31") })],
    ["the day after the window",  row("li", 9n, { on: day("2026-12-01") })],
    ["someone of another team",   row("stranger", 9n)],
  ])("only moves its number for %s", (_, elsewhere) => {
    const { outcome, state } = fold(start, [notice(11, [elsewhere])]);
    expect([outcome, state.seq, ...amounts(state)]).toEqual(["applied", 11, 5n, 0n]);
    expect(state.dataAt).toBe(start.dataAt);
  });

  // prettier-ignore
  test.each([
    ["entry/recorded",   "moves"],   ["import/chunk_committed", "moves"],
    ["target/allocated", "rebuild"], ["plan/published",         "rebuild"],
    ["person/moved",     "rebuild"], ["unit/renamed",           "rebuild"],
    ["calendar/changed", "rebuild"], ["board/changed",          "rebuild"],
    ["metric/changed",   "rebuild"], ["sample/removed",         "rebuild"],
    ["nobody/expected",  "rebuild"], ["malformed",              "rebuild"],
    ["mail/sent",        "none"],    ["member/changed",         "access"],
    ["plan/allocated",   "none"],    ["plan/restored",          "rebuild"],
    ["screen/revoked",   "access"],  ["key/revoked",            "access"],
  ] as const)("reads %s as %s", (event, meaning) => expect(meaningOf(event)).toBe(meaning));

  test("pulls when a commit changed what it stands on, or did not say what it moved", () => {
    expect(fold(start, [notice(11, [], "plan/published")]).outcome).toBe("pull");
    expect(fold(start, [notice(11, null)]).outcome).toBe("pull");
    expect(fold(start, [notice(11, null, "mail/sent")])).toMatchObject({
      outcome: "applied",
      state: { seq: 11 },
    });
  });

  test("asks who may still look, even when the notice is an old one", () => {
    expect(fold(start, [notice(2, [], "access/changed")]).access).toBe(true);
    expect(fold(start, [notice(11, [row("li", 1n)])]).access).toBe(false);
  });
});

type World = readonly Notice[];
const members: Member[] = ["li", "wang", "zhao"].map((subject) => ({
  subject,
  name: subject,
  nameEn: subject,
  unit: "team-1",
  unitName: "1",
  unitNameEn: "1",
}));

/** wang came on the 15th; gone left that day: a unit counts entries of the days someone was in it. */
const seats = [
  { person: "li", unit: "east", ...window },
  { person: "wang", unit: "east", from: day("2026-11-15"), until: window.until },
  { person: "zhao", unit: "east", ...window },
  { person: "gone", unit: "east", from: window.from, until: day("2026-11-15") },
];
const unitsOn = (person: string, on: Moved["on"]) =>
  seats.filter((seat) => seat.person === person && contains(seat, on)).map(({ unit }) => unit);

/** The state after the first `seq` commits, computed from nothing: what the database would say. */
function truth(world: World, seq: number): BoardState {
  const commits = world.slice(0, seq);
  const totals = new Map<string, { subject: string; amount: bigint; lastSeq: number }>();
  let target = 100n;
  let dataAt: Truth["dataAt"] = null;
  for (const { rows, at, seq: number, event } of commits) {
    if (event === "target/allocated") target += BigInt(number);
    for (const { person, metric, on, amount } of rows ?? []) {
      if (metric !== "revenue" || !contains(window, on)) continue;
      for (const subject of [person, ...unitsOn(person, on)]) {
        const sum = (totals.get(subject)?.amount ?? 0n) + amount;
        totals.set(subject, { subject, amount: sum, lastSeq: number });
        if (subject === "east") dataAt = at;
      }
    }
  }
  const targets = new Map(members.map(({ subject }) => [subject, { num: target, den: 1n }]));
  const scope = { ...must(members[0]), subject: "east" };
  return rebuilt({
    board,
    window,
    seq,
    dataAt,
    members,
    scope,
    totals: [...totals.values()],
    targets,
    seats,
  });
}

const moves = fc
  .record({
    person: fc.constantFrom("li", "wang", "zhao", "gone", "stranger"),
    amount: fc.bigInt(-50n, 50n),
    metric: fc.constantFrom("revenue", "revenue", "visits"),
    on: fc.constantFrom(day("2026-11-01"), day("2026-11-14"), day("2026-11-15"), day("2026-12-01")),
  })
  .map(({ person, amount, metric, on }) => [row(person, amount, { metric, on })]);
const commit = fc.oneof(
  { weight: 8, arbitrary: moves.map((rows) => ({ event: "entry/recorded", rows })) },
  { weight: 1, arbitrary: moves.map((rows) => ({ event: "import/chunk_committed", rows })) },
  { weight: 1, arbitrary: fc.constant({ event: "target/allocated", rows: [] as Moved[] }) },
  { weight: 1, arbitrary: fc.constant({ event: "mail/sent", rows: [] as Moved[] }) },
);
const worlds = fc
  .array(commit, { minLength: 1, maxLength: 25 })
  .map((commits): World => commits.map(({ event, rows }, at) => notice(at + 1, rows, event)));
/** How the network treats each notice: which ones come, in what order, in what bundles. */
const deliveries = fc.array(fc.record({ pick: fc.nat(), size: fc.integer({ min: 1, max: 4 }) }), {
  maxLength: 60,
});

/** A room: folds what comes, and reads the truth as of `head` when the fold asks for it. */
function received(state: BoardState, bundle: readonly Notice[], world: World, head: number) {
  const folded = fold(state, bundle);
  if (folded.outcome === "applied") return folded.state;
  const read = truth(world, head);
  return isNewer(read, folded.state) ? read : folded.state;
}

describe("a board, whatever the network does", () => {
  test("equals a rebuild at its own number after every bundle, and at the end the world", () => {
    let pulls = 0;
    fc.assert(
      fc.property(worlds, deliveries, (world, plan) => {
        let state = truth(world, 0);
        let head = 0;
        for (const { pick, size } of plan) {
          const first = pick % world.length;
          const bundle = world.slice(first, first + size);
          head = Math.max(head, first + size > world.length ? world.length : first + size);
          const before = state.seq;
          state = received(state, pick % 3 === 0 ? [...bundle].reverse() : bundle, world, head);
          if (state.seq > before + bundle.length) pulls += 1;
          expect(state.seq).toBeGreaterThanOrEqual(before);
          expect(fingerprint(state)).toBe(fingerprint(truth(world, state.seq)));
        }
        // The two-minute check reads the truth, so even a lost last notice is found.
        const read = truth(world, world.length);
        if (isNewer(read, state)) state = read;
        expect(fingerprint(state)).toBe(fingerprint(truth(world, world.length)));
      }),
      { seed: 3, numRuns: 1_500 },
    );
    expect(pulls).toBeGreaterThan(100); // The property is about gaps; without any it says nothing.
  });

  test("reaches the same state from every order and doubling of one history", () => {
    fc.assert(
      fc.property(worlds, fc.array(fc.nat(), { maxLength: 40 }), (world, order) => {
        const shuffled = [...order.map((at) => must(world[at % world.length])), ...world];
        const end = shuffled.reduce(
          (state, one) => received(state, [one], world, world.length),
          truth(world, 0),
        );
        expect(fingerprint(end)).toBe(fingerprint(truth(world, world.length)));
      }),
      { seed: 5, numRuns: 1_500 },
    );
  });

  test("never replaces its state by an older read", () => {
    const newer = aState(board, {}, 12);
    expect(isNewer(aState(board, {}, 11), newer)).toBe(false);
    expect(isNewer(aState(board, {}, 12), newer)).toBe(true);
    expect(isNewer(newer, null)).toBe(true);
  });
});
