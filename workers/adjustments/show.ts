import { filled, type Flaw, type RefusalText } from "../lib/refusals.ts";
import { formatMinor } from "../lib/money.ts";
import { formatRate } from "../lib/rate.ts";
import type { AnswerOf } from "../lib/contract.ts";
import type { Ask } from "./adjustment.ts";
import type { getAdjustment, requestAdjustment, subjectAdjustments } from "./contract.ts";
import type { Examined, NamedNode } from "./examine.ts";
import type { PayAnswer, PayAsked } from "./pay.ts";
import { driftOf, type Radius, type RadiusRow } from "./radius.ts";
import { adjustmentRefusals } from "./refusals.ts";
import { daysOf } from "./span.ts";
import { courseOf } from "./states.ts";
import type { Kept, PastEffect } from "./store.ts";

type WireAdjustment = AnswerOf<typeof requestAdjustment>;
type Got = AnswerOf<typeof getAdjustment>;
type WireRadius = NonNullable<Got["radius"]>;

/** More rows than these nobody reads; the answer says how many there are. */
const ROWS_SHOWN = 300;
const DRIFT_SHOWN = 100;

/** What a caller may look at of a plan; null is everything. */
export type Seen = ReadonlySet<string> | null;

/**
 * A request as the API tells it: only the lines about whom the caller sees. `hash` is the blast
 * radius of now; null: take the approved one.
 */
export function adjustmentWire(
  kept: Kept,
  hash: string | null,
  person: string,
  seen: Seen,
): WireAdjustment {
  const { approvers, steps } = kept;
  const course = courseOf(steps, approvers, hash);
  return {
    id: kept.id,
    ...askWire(kept, seen),
    reason: kept.reason,
    approvers: [...approvers],
    state: course.state,
    missing: course.missing,
    steps: steps.map((step) => {
      const { kind, by, name, nameEn, at, number, note } = step;
      return { kind, by, name, nameEn, at, number, note, holds: !course.void.includes(step) };
    }),
    names: kept.names.filter(({ id }) => isSeen(seen, id)).map((each) => ({ ...each })),
    own: course.requestedBy === person,
    sample: kept.sample,
    version: steps.length,
  };
}

function isSeen(seen: Seen, ...any: readonly string[]): boolean {
  return seen === null || any.some((each) => seen.has(each));
}

/** What comes or goes is a line of both its ends: whoever sees one reads it, without the other's name. */
function askWire(ask: Ask & { plan: string }, seen: Seen) {
  const { plan, trigger, from, until, below, above } = ask;
  return {
    ...{ plan, trigger, from, until, below, above },
    changes: ask.changes
      .filter(({ subject }) => isSeen(seen, subject))
      .map(({ subject, size }) => ({ subject, size: { ...size } })),
    moves: ask.moves
      .filter(({ person, to }) => isSeen(seen, person, to))
      .map((move) => ({ ...move })),
    budget: ask.budget
      .filter((move) => isSeen(seen, move.from, move.to))
      .map((move) => ({ ...move })),
  };
}

/** A blast radius for people: names, decimals, the largest movers first, only whom the caller sees. */
export function radiusWire(examined: Examined, pay: PayAnswer, seen: Seen): WireRadius {
  const { radius, version, number, hash, effect, moves, flaws } = examined;
  const { scale, code, nameZh, nameEn } = version.metric;
  const names = new Map(examined.nodes.map((node) => [node.subject, node]));
  const money = (units: bigint) => formatMinor(units, scale);
  const days = daysOf(radius.periods, radius.span);
  const visible = radius.rows.filter(({ subject }) => isSeen(seen, subject));
  const ordered = visible.toSorted(byWeight);
  return {
    ...{ hash, number, from: days.from, until: days.until },
    periods: radius.periods.map(({ key, from, until }) => ({ key, from, until })),
    metric: { code, nameZh, nameEn, scale },
    currency: version.currency === "" ? null : version.currency,
    sizes: effect.sizes
      .filter(({ subject }) => isSeen(seen, subject))
      .map(({ subject, before, delta, part }) => ({
        subject,
        ...nameOf(names, subject),
        before: money(before),
        delta: money(delta),
        part: part && formatRate(part, 8),
      })),
    rows: ordered.slice(0, ROWS_SHOWN).map((row) => rowWire(row, names, radius, scale)),
    left: radius.rows.length - Math.min(ordered.length, ROWS_SHOWN),
    people: radius.rows.filter(({ kind }) => kind === "person").length,
    units: radius.rows.filter(({ kind }) => kind === "unit").length,
    gaps: radius.gaps
      .filter(({ unit }) => isSeen(seen, unit))
      .slice(0, ROWS_SHOWN)
      .map(({ unit, before, after }) => ({
        unit,
        ...nameOf(names, unit),
        before: money(before),
        after: money(after),
      })),
    top: topWire(examined, names, seen),
    resources: moves.shown
      .filter(({ unit }) => isSeen(seen, unit))
      .map(({ currency, ...move }) => ({
        ...move,
        ...nameOf(names, move.unit),
        currency: currency === "" ? null : currency,
      })),
    pay: payWire(pay, seen),
    guards: flaws
      .filter(({ subject }) => typeof subject !== "string" || isSeen(seen, subject))
      .map(flawWire),
  };
}

function payWire(pay: PayAnswer, seen: Seen): WireRadius["pay"] {
  if (pay.state !== "known") return pay;
  const people = pay.people.filter(({ person }) => isSeen(seen, person));
  return { ...pay, people: people.map((each) => ({ ...each })) };
}

/** The highest number the caller sees: the plan's own, or that of the unit they look from. */
function topWire(
  { radius, nodes, effect }: Examined,
  names: ReadonlyMap<string, NamedNode>,
  seen: Seen,
) {
  const top =
    seen === null
      ? null
      : nodes.find(({ subject, parent }) => seen.has(subject) && !seen.has(parent ?? ""));
  // Who sees no row of the plan sees no number of it either.
  const subject = top?.subject ?? (seen === null ? radius.top.subject : "");
  const own = (months: readonly bigint[]) =>
    months.slice(radius.span.first, radius.span.end).reduce((all, each) => all + each, 0n);
  const scale = effect.tree.of.scale;
  const before = own(names.get(subject)?.months ?? []);
  const after = own(effect.tree.months.get(subject) ?? []);
  return {
    subject,
    ...nameOf(names, subject),
    before: formatMinor(before, scale),
    after: formatMinor(after, scale),
  };
}

const PARTS = { asked: 0, moved: 1, above: 2, below: 3 } as const;
const size = ({ before, after }: RadiusRow) => (after > before ? after - before : before - after);

function byWeight(a: RadiusRow, b: RadiusRow): number {
  if (a.part !== b.part) return PARTS[a.part] - PARTS[b.part];
  const [x, y] = [size(a), size(b)];
  return x === y ? (a.subject < b.subject ? -1 : 1) : x > y ? -1 : 1;
}

type Names = ReadonlyMap<string, { readonly name: string; readonly nameEn: string | null }>;

function nameOf(names: Names, subject: string) {
  const { name, nameEn } = names.get(subject) ?? { name: "", nameEn: null };
  return { name, nameEn };
}

function rowWire(row: RadiusRow, names: Names, { periods }: Radius, scale: number) {
  const money = (units: bigint) => formatMinor(units, scale);
  const { subject, kind, part, parent, parentAfter } = row;
  return {
    ...{ subject, kind, part, parent, parentAfter },
    ...nameOf(names, subject),
    before: money(row.before),
    after: money(row.after),
    wholeBefore: money(row.wholeBefore),
    wholeAfter: money(row.wholeAfter),
    cells: cellsWire(row.cells, periods, scale),
  };
}

type Cells = RadiusRow["cells"];

function cellsWire(cells: Cells, periods: readonly { readonly key: string }[], scale: number) {
  return cells.map(({ at, before, after }) => ({
    key: periods[at]?.key ?? "",
    before: formatMinor(before, scale),
    after: formatMinor(after, scale),
  }));
}

/** A flaw with its words: it is shown beside the form, not as a refusal. */
function flawWire({ pointer, code, ...facts }: Flaw) {
  return { pointer, code, messages: wordsOf(code, facts) };
}

export function wordsOf(code: string, facts: Readonly<Record<string, unknown>>) {
  const known: Readonly<Record<string, RefusalText>> = adjustmentRefusals;
  const words = known[code];
  if (!words) return { zh: code, en: code };
  return { zh: filled(words.zh, facts), en: filled(words.en, facts) };
}

/** What comes out otherwise than when it was approved. */
export function driftWire(
  was: Radius,
  { radius, nodes, version }: Examined,
  seen: Seen,
): Got["drift"] {
  const names = new Map(nodes.map((node) => [node.subject, node]));
  const { scale } = version.metric;
  const numbers = (cell: { before: bigint; after: bigint } | null) =>
    cell && { before: formatMinor(cell.before, scale), after: formatMinor(cell.after, scale) };
  return driftOf(was, radius)
    .filter(({ subject }) => isSeen(seen, subject))
    .slice(0, DRIFT_SHOWN)
    .map(({ subject, at, was: then_, now }) => ({
      subject,
      ...nameOf(names, subject),
      key: radius.periods[at]?.key ?? "",
      was: numbers(then_),
      now: numbers(now),
    }));
}

/** What pay is asked about: people only, the changed periods only. */
export function payAsked({ radius, effect, version }: Examined): PayAsked {
  const { scale } = version.metric;
  const { first, end } = radius.span;
  const texts = (months: readonly bigint[]) =>
    months.slice(first, end).map((units) => formatMinor(units, scale));
  return {
    metric: version.metric.id,
    periods: radius.periods.slice(first, end).map(({ key, from, until }) => ({ key, from, until })),
    people: effect.touched
      .filter(({ row }) => row.kind === "person")
      .map(({ row, before, after }) => ({
        person: row.subject,
        before: texts(before),
        after: texts(after),
      })),
  };
}

type History = AnswerOf<typeof subjectAdjustments>["items"][number];

/**
 * One line of a subject's own history. Whoever else the same request named is nobody's business
 * here: the names are those of the subject and of the units it sat and sits in.
 */
export function historyWire(subject: string, past: PastEffect): History {
  const { adjustment, plan, periods, part, number, cells } = past;
  const around = [subject, past.parent, past.parentAfter];
  const { steps } = adjustment;
  const who = (step: (typeof steps)[number] | undefined) => ({
    account: step?.person ?? "",
    name: step?.name ?? null,
    nameEn: step?.nameEn ?? null,
  });
  const applied = steps.find(({ kind }) => kind === "applied");
  const course = courseOf(steps, adjustment.approvers, null);
  return {
    id: adjustment.id,
    plan: {
      id: adjustment.plan,
      name: plan.name,
      currency: plan.currency === "" ? null : plan.currency,
    },
    trigger: adjustment.trigger,
    reason: adjustment.reason,
    from: adjustment.from,
    appliedAt: applied?.at ?? 0,
    number,
    part,
    below: adjustment.below,
    before: formatMinor(past.wholeBefore, plan.scale),
    after: formatMinor(past.wholeAfter, plan.scale),
    cells: cellsWire(cells, periods, plan.scale),
    periods: periods.map(({ key, from, until }) => ({ key, from, until })),
    askedBy: who(steps[0]),
    approvedBy: steps
      .filter((step) => step.kind === "approved" && course.approvals.includes(step))
      .map(who),
    names: adjustment.names.filter(({ id }) => around.includes(id)).map((each) => ({ ...each })),
  };
}
