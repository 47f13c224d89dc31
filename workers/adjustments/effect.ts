import { sum } from "../lib/list.ts";
import { apply, compareRates, parseRate, rate, type Rate, ZERO } from "../lib/rate.ts";
import { formatMinor, parseMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Ask, Move, Size, SubjectChange } from "./adjustment.ts";
import {
  aboveOf,
  add,
  flow,
  type FlowError,
  type Node,
  spanNumber,
  type Standing,
  type Tree,
  treeOf,
} from "./flow.ts";
import type { Span } from "./span.ts";

/** One subject's numbers before and after, in smallest steps, period by period of the plan. */
export type Touched = {
  readonly row: Node;
  /** asked: named in the request. moved: sits elsewhere from then on. below, above: it flowed there. */
  readonly part: "asked" | "moved" | "below" | "above";
  readonly parentAfter: string | null;
  readonly before: readonly bigint[];
  readonly after: readonly bigint[];
};

/** What a request asks of one subject: how much, and what part of its number in the span that is. */
export type AskedSize = {
  readonly subject: string;
  readonly before: bigint;
  readonly delta: bigint;
  /** Null where there was nothing to take a part of. */
  readonly part: Rate | null;
};

export type Effect = {
  readonly span: Span;
  readonly sizes: readonly AskedSize[];
  /** Everybody whose number or place moves, in the order of the plan's rows. */
  readonly touched: readonly Touched[];
  readonly tree: Tree;
};

export type EffectError =
  | FlowError
  | { readonly code: "adjustment/nothing_asked" }
  | {
      readonly code: "adjustment/unknown_subject" | "adjustment/named_twice";
      readonly value: string;
      readonly pointer: string;
    }
  | {
      readonly code: "adjustment/nested";
      readonly value: string;
      readonly above: string;
      readonly pointer: string;
    }
  | { readonly code: "adjustment/size"; readonly value: string; readonly pointer: string }
  | {
      readonly code: "adjustment/part_of_nothing";
      readonly subject: string;
      readonly pointer: string;
    }
  | {
      readonly code: "adjustment/below_zero";
      readonly subject: string;
      readonly value: string;
      readonly most: string;
    }
  | {
      readonly code: "adjustment/cannot_move" | "adjustment/moves_nowhere";
      readonly value: string;
      readonly to: string;
      readonly pointer: string;
    };

type Asked = Pick<Ask, "changes" | "moves" | "below" | "above"> & {
  /** Money moves too, so that neither sizes nor people need to. */
  readonly budget?: Ask["budget"];
};

/**
 * What a request would do to a published version. The same function makes the blast radius that is
 * looked at and the rows that are written.
 *
 * Promises: periods outside the span keep their numbers; a person who moves keeps every number, and
 * what the one unit loses the other gains, to the smallest step, where numbers above follow; nobody
 * falls below 0. Moves come first, then sizes, in the order given.
 * Refuses an empty request, unknown subjects, a subject named twice or above another named one, sizes
 * that are no numbers or 0, and whatever would lead below 0.
 */
export function effectOf(of: Standing, span: Span, asked: Asked): Result<Effect, EffectError> {
  const { changes, moves, budget = [] } = asked;
  if (changes.length + moves.length + budget.length === 0)
    return err({ code: "adjustment/nothing_asked" });
  const rows = new Map(of.rows.map((row) => [row.subject, row]));
  const flaw = flawOfMoves(rows, moves) ?? flawOfSubjects(rows, changes);
  if (flaw) return err(flaw);

  const tree = treeOf(of, span, new Map(moves.map(({ person, to }) => [person, to])));
  const nested = nestedIn(tree, changes);
  if (nested) return err(nested);
  if (asked.above === "follows") for (const move of moves) carry(tree, rows, move);
  const sizes: AskedSize[] = [];
  for (const [at, change] of changes.entries()) {
    const size = sizeOf(tree, change, at);
    if (!size.ok) return size;
    sizes.push(size.value);
    const flowed = flow(tree, change.subject, size.value.delta, asked.below);
    if (!flowed.ok) return flowed;
    if (asked.above === "stays") continue;
    for (const above of aboveOf(tree, change.subject)) add(tree, above, flowed.value);
  }
  const touched = touchedOf(of, tree, asked);
  const low = belowZero(of, touched, span);
  return low ? err(low) : ok({ span, sizes, touched, tree });
}

function flawOfMoves(rows: ReadonlyMap<string, Node>, moves: readonly Move[]): EffectError | null {
  for (const [at, { person, to }] of moves.entries()) {
    const [row, unit] = [rows.get(person), rows.get(to)];
    const place = (field: string) => `/moves/${at}/${field}`;
    if (!row)
      return { code: "adjustment/unknown_subject", value: person, pointer: place("person") };
    if (!unit) return { code: "adjustment/unknown_subject", value: to, pointer: place("to") };
    const facts = { value: person, to, pointer: place("to") };
    if (row.kind !== "person" || unit.kind !== "unit") {
      return { code: "adjustment/cannot_move", ...facts };
    }
    if (row.parent === to) return { code: "adjustment/moves_nowhere", ...facts };
    if (moves.findIndex((each) => each.person === person) !== at) {
      return { code: "adjustment/named_twice", value: person, pointer: place("person") };
    }
  }
  return null;
}

function flawOfSubjects(
  rows: ReadonlyMap<string, Node>,
  changes: readonly SubjectChange[],
): EffectError | null {
  for (const [at, { subject: value }] of changes.entries()) {
    const pointer = `/changes/${at}/subject`;
    if (!rows.has(value)) return { code: "adjustment/unknown_subject", value, pointer };
    if (changes.findIndex(({ subject }) => subject === value) !== at) {
      return { code: "adjustment/named_twice", value, pointer };
    }
  }
  return null;
}

/** What is asked of a unit flows to those below: asking them something else too has no one answer. */
function nestedIn(tree: Tree, changes: readonly SubjectChange[]): EffectError | null {
  const named = new Set(changes.map(({ subject }) => subject));
  for (const [at, { subject: value }] of changes.entries()) {
    const above = aboveOf(tree, value).find((each) => named.has(each));
    if (above)
      return { code: "adjustment/nested", value, above, pointer: `/changes/${at}/subject` };
  }
  return null;
}

/** The person's own periods leave every unit above the old seat and enter those above the new one. */
function carry(tree: Tree, rows: ReadonlyMap<string, Node>, { person }: Move): void {
  const { first, end } = tree.span;
  const own = (tree.months.get(person) ?? []).slice(first, end);
  const left: string[] = [];
  for (let at = rows.get(person)?.parent ?? null; at !== null; at = rows.get(at)?.parent ?? null) {
    left.push(at);
  }
  for (const unit of left) {
    add(
      tree,
      unit,
      own.map((amount) => -amount),
    );
  }
  for (const unit of aboveOf(tree, person)) add(tree, unit, own);
}

function sizeOf(
  tree: Tree,
  { subject, size }: SubjectChange,
  at: number,
): Result<AskedSize, EffectError> {
  const before = spanNumber(tree, subject);
  const delta = deltaOf(size, before, tree.of.scale);
  const value = size.kind === "absolute" ? size.amount : size.percent;
  const pointer = `/changes/${at}/size`;
  if (size.kind === "percent" && before === 0n) {
    return err({ code: "adjustment/part_of_nothing", subject, pointer });
  }
  if (delta === null || delta === 0n) return err({ code: "adjustment/size", value, pointer });
  return ok({ subject, before, delta, part: growth(before, before + delta) });
}

/** Smallest steps by which a number moves; null where the size is no number. */
function deltaOf(size: Size, before: bigint, scale: number): bigint | null {
  if (size.kind === "absolute") {
    const amount = parseMinor(size.amount, scale);
    return amount.ok ? amount.value : null;
  }
  const percent = parseRate(size.percent);
  return percent === null ? null : apply(before, percent, "half_away");
}

/** (after - before) / |before|: 1,000万 to 1,200万 is 0.2. Null when it was 0. */
export function growth(before: bigint, after: bigint): Rate | null {
  return before === 0n ? null : rate(after - before, before < 0n ? -before : before);
}

function touchedOf(of: Standing, tree: Tree, { changes, moves }: Asked): Touched[] {
  const asked = new Set(changes.map(({ subject }) => subject));
  const moved = new Set(moves.map(({ person }) => person));
  const askedAbove = (subject: string) => aboveOf(tree, subject).some((each) => asked.has(each));
  return of.rows.flatMap((row): Touched[] => {
    const after = tree.months.get(row.subject) ?? [];
    const parentAfter = tree.parent.get(row.subject) ?? null;
    const same = parentAfter === row.parent && after.every((each, at) => each === row.months[at]);
    if (same && !asked.has(row.subject)) return [];
    const part = asked.has(row.subject)
      ? "asked"
      : moved.has(row.subject)
        ? "moved"
        : askedAbove(row.subject)
          ? "below"
          : "above";
    return [{ row, part, parentAfter, before: row.months, after }];
  });
}

function belowZero(of: Standing, touched: readonly Touched[], span: Span): EffectError | null {
  for (const { row, before, after } of touched) {
    const number = (months: readonly bigint[]) => sum(months.slice(span.first, span.end));
    const fell = after.some((each, at) => each < 0n && (before[at] ?? 0n) >= 0n);
    if (!fell && !(number(after) < 0n && number(before) >= 0n)) continue;
    return {
      code: "adjustment/below_zero",
      subject: row.subject,
      value: formatMinor(number(after), of.scale),
      most: formatMinor(number(before), of.scale),
    };
  }
  return null;
}

/** How large a size is, whatever its direction. */
export function magnitude(part: Rate): Rate {
  return compareRates(part, ZERO) < 0 ? { num: -part.num, den: part.den } : part;
}
