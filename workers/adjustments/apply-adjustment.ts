import { must } from "../lib/assert.ts";
import { ascending, sum } from "../lib/list.ts";
import { formatMinor, minor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Day } from "../lib/day.ts";
import { id as idOf } from "../lib/id.ts";
import { decideMoves, type PeopleFacts } from "../org/person.ts";
import { namesOf } from "../org/unit.ts";
import type { Also } from "../tenancy/riding.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { NewRow } from "../targets/plan-writes.ts";
import { publishRows } from "../targets/publish-rows.ts";
import type { RoundOpen } from "../targets/what-is-open.ts";
import type { Ask, Move } from "./adjustment.ts";
import type { Deps } from "./deps.ts";
import type { Touched } from "./effect.ts";
import type { Examined } from "./examine.ts";
import { flawOfStep, standingOf, type TakeError, wireWith } from "./take-step.ts";
import type { Step } from "./states.ts";
import type { EffectRow } from "./store.ts";

type Asked = {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly today: Day;
};
type ApplyError =
  | TakeError
  | RoundOpen
  | { readonly code: "adjustment/people_moved" }
  | {
      readonly code: "adjustment/draft_differs";
      readonly recipients: string;
      readonly recipientsEn: string;
      readonly number: number;
    }
  | { readonly code: "plan/no_version"; readonly number: number }
  | { readonly code: "commit/busy" };

/**
 * Carries an approved request out in one atomic commit: a new published version whose earlier periods
 * are the same, the targets that differ, what each subject was changed by, and, where people move,
 * their seats, their heads and their money. Only the blast radius that was approved is applied.
 */
export async function applyAdjustment(db: TenantDb, deps: Deps, asked: Asked) {
  const { id, version, hash, today } = asked;
  const { adjustments } = deps;
  const standing = await standingOf(db, deps, asked);
  if (!standing) return refusal({ code: "adjustment/not_found", id });
  const taking = { id, version, kind: "applied", hash, note: null, today } as const;
  const flaw = flawOfStep(standing, taking);
  if (flaw) return refusal(flaw);
  const { kept, person } = standing;
  const examined = must(standing.examined.ok ? standing.examined.value : null, "it was examined");
  const seats = await seatsFor(db, deps, kept, today);
  if (!seats.ok) return seats;

  const { plan, effect, moves, number } = examined;
  const step: Step = {
    ...{ kind: "applied", by: db.actor(), person, at: db.now, note: null },
    ...{ number, hash },
  };
  const n = kept.steps.length + 1;
  const body = { adjustment: wireWith(kept, step, hash), number: number + 1 };
  const change = { by: db.actor(), at: db.now, reason: kept.reason };
  const touched = effect.touched.filter(isMoved);
  const { close, open } = moves.change;
  const done = await publishRows(db, deps, {
    plan,
    rows: touched.map((each) => newRow(each, examined, change)),
    ...amountOf(examined),
    event: "plan/adjusted",
    detail: { adjustment: id, from: kept.from, subjects: touched.length, moves: kept.moves.length },
    expect: [
      adjustments.expect.steps(id, kept.steps.length),
      ...(seats.value.expect ?? []),
      ...(close.length + open.length > 0
        ? [adjustments.resourcesStill(moves.units, moves.newest)]
        : []),
    ],
    writes: [
      adjustments.addStep(id, n, step),
      ...adjustments.addEffects(id, number + 1, touched.map(effectRow)),
      ...(seats.value.writes ?? []),
      ...(close.length > 0 ? [adjustments.closeResources(close)] : []),
      ...(open.length > 0 ? [adjustments.openResources(open)] : []),
    ],
    answer: () => ({ status: 200, body }),
  });
  if (done.ok) return ok({ body, version: n });
  if (done.error.code === "draft_differs") return refusal(differs(done.error.subjects, examined));
  if (done.error.code !== "commit/guard") return refusal(done.error);
  if (done.error.what === "org/chart") return refusal({ code: "adjustment/people_moved" });
  // Somebody was faster on the draft itself: whoever tries again is told what stands against it.
  if (done.error.what === "plan/draft" || done.error.what === "plan/round_open")
    return refusal({ code: "commit/busy" });
  return refusal({ code: "version/stale", yours: version, current: n });
}

function refusal(error: ApplyError): Result<never, ApplyError> {
  return err(error);
}

/** More names than these nobody reads. */
const NAMES_SHOWN = 5;

/** Names whose unpublished work stands in the way. */
function differs(subjects: readonly string[], { nodes, number }: Examined): ApplyError {
  const named = nodes.filter(({ subject }) => subjects.includes(subject)).slice(0, NAMES_SHOWN);
  const more = subjects.length > NAMES_SHOWN ? ["…"] : [];
  return {
    code: "adjustment/draft_differs",
    recipients: [...named.map(({ name }) => name), ...more].join("、"),
    recipientsEn: [...named.map(({ name, nameEn }) => nameEn ?? name), ...more].join(", "),
    number,
  };
}

function isMoved({ row, parentAfter, before, after }: Touched): boolean {
  return row.parent !== parentAfter || after.some((each, at) => each !== before[at]);
}

/** The plan's own amount goes with the number at its top. */
function amountOf({ effect, version }: Examined) {
  const top = effect.touched.find(({ row }) => row.parent === null);
  if (!top || sum(top.after) === sum(top.before)) return {};
  return { amount: minor(version.amount + sum(top.after) - sum(top.before)) };
}

/**
 * The row as the new version holds it. The card says the change by hand with its reason; who moves
 * leaves the old unit's reckoning behind, so that card begins with the number they brought along.
 */
function newRow(
  { row, part, parentAfter, after }: Touched,
  { nodes, version }: Examined,
  change: { readonly by: string; readonly at: number; readonly reason: string },
): NewRow {
  const { scale } = version.metric;
  const node = must(nodes.find(({ subject }) => subject === row.subject));
  const units = minor(sum(after));
  const [from, to] = [must(row.amount), formatMinor(units, scale)];
  const { inputs } = row;
  const moved = row.parent !== parentAfter;
  const changes = moved
    ? [{ from: formatMinor(0n, scale), to, ...change }]
    : from === to
      ? inputs.changes
      : [...inputs.changes, { from, to, ...change }];
  const locked = inputs.locked || part === "asked" || moved;
  return {
    subject: row.subject,
    parent: parentAfter,
    kind: row.kind,
    inputs: { ...inputs, ...(moved ? { used: null, allocated: null } : {}), changes, locked },
    units,
    months: after.map(minor),
    run: node.run,
    levels: node.levels,
    slices: node.slices,
    version: node.version + 1,
  };
}

function effectRow({ row, part, parentAfter, before, after }: Touched): EffectRow {
  return {
    subject: row.subject,
    part,
    parent: row.parent,
    parentAfter,
    wholeBefore: sum(before),
    wholeAfter: sum(after),
    cells: after.flatMap((each, at) => {
      const was = before[at] ?? 0n;
      return was === each ? [] : [{ at, before: was, after: each }];
    }),
  };
}

/** The seats of those who move, from the first changed day on; org's own rules decide. */
async function seatsFor(
  db: TenantDb,
  { org: { store, refold } }: Deps,
  { moves, from }: Pick<Ask, "moves" | "from">,
  today: Day,
): Promise<Result<Also, ApplyError>> {
  if (moves.length === 0) return ok({});
  const people = moves.map(({ person }) => person);
  const loaded = await db.load({
    people: store.resolvePeople(people),
    units: store.resolveUnits(moves.map(({ to }) => to)),
    seats: store.seats(people),
  });
  const facts: PeopleFacts = {
    people: new Map(loaded.people.map((person) => [person.id, person])),
    units: namesOf(loaded.units),
    seats: loaded.seats.ranges,
    lines: new Map(),
    freshIds: [],
    today,
    sample: false,
  };
  const decided = decideMoves(moves.map(rowFrom(from)), facts);
  if (!decided.ok) {
    const [first] = decided.error;
    const value = String(first?.["value"] ?? "");
    return refusal({ code: "adjustment/unknown_subject", value, pointer: "/moves" });
  }
  const { seats, moved } = decided.value;
  const since = people.toSorted(ascending).map((who) => ({
    who,
    since: loaded.seats.since.get(idOf(who)) ?? 0,
  }));
  const moving = { people: moved, units: [] };
  return ok({
    expect: [store.guards.seats(since)],
    writes:
      seats.length === 0
        ? []
        : [...refold.takeOut(moving), ...store.redrawSeats(seats), ...refold.putBack(moving)],
  });
}

const rowFrom =
  (from: Day) =>
  ({ person, to }: Move) => ({ person, unit: to, from });
