import type { EvaluationInput, TargetInput } from "../incentives/input.ts";
import { evaluate } from "../incentives/evaluate.ts";
import type { Day } from "../lib/day.ts";
import { contains, type Interval, overlaps } from "../lib/interval.ts";
import { parseRate, ZERO } from "../lib/rate.ts";

type Period = Interval;
/** Targets of one metric, before and after, in decimals: one for each period. */
export type TargetMove = {
  readonly person: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
};
type Asked = {
  /** The metric's key in the plan. */
  readonly metric: string;
  readonly periods: readonly (Period & { readonly key: string })[];
  readonly people: readonly TargetMove[];
};
/** What somebody earns over the changed periods, minor units of the plan's currency. */
export type ExpectedPay = {
  readonly person: string;
  readonly before: bigint;
  readonly after: bigint;
};

/**
 * What a change of targets does to what people earn, if everybody sells exactly the target of before in
 * the changed periods and what is recorded stands for the days ahead of them.
 *
 * Promises: equal targets before and after earn the same; nothing but the targets differs between the
 * two. Null where the engine refuses either side (a target of 0, say): nothing is guessed.
 */
export function expectedPay(input: EvaluationInput, asked: Asked): readonly ExpectedPay[] | null {
  const [first] = asked.periods;
  const last = asked.periods.at(-1);
  if (!first || !last) return null;
  const span = { from: first.from, until: last.until };
  const people = new Set(input.participants.map(({ id }) => id));
  const moves = asked.people.filter(({ person }) => people.has(person));
  const credits = [
    ...input.credits.filter(({ on }) => on < span.from),
    ...moves.flatMap((move) => soldAsPlanned(move, asked)),
  ];
  const side = (of: "before" | "after") =>
    earnedBy({ ...input, credits, targets: targetsOf(input, moves, asked, span, of) }, span);
  const [before, after] = [side("before"), side("after")];
  if (!before || !after) return null;
  return moves.map(({ person }) => ({
    ...{ person, before: before.get(person) ?? 0n, after: after.get(person) ?? 0n },
  }));
}

function soldAsPlanned(
  { person, before }: TargetMove,
  { metric, periods }: Asked,
): EvaluationInput["credits"] {
  return periods.flatMap(({ key, from }, at) => {
    const sold = parseRate(before[at] ?? "0") ?? ZERO;
    if (sold.num <= 0n) return [];
    return [
      {
        ...{ id: `expected ${person} ${key}`, person, role: "direct" as const, on: from },
        ...{ share: { num: 1n, den: 1n }, lead: false, source: "", externalId: "" },
        measures: { amount: sold, [metric]: sold },
        dimensions: { metric },
      },
    ];
  });
}

function targetsOf(
  { targets }: EvaluationInput,
  moves: readonly TargetMove[],
  { metric, periods }: Asked,
  span: Interval,
  side: "before" | "after",
): TargetInput[] {
  const moved = new Set(moves.map(({ person }) => person));
  const isReplaced = (target: TargetInput) =>
    moved.has(target.subject) &&
    target.metric === metric &&
    target.level === "committed" &&
    overlaps({ from: target.from, until: target.until }, span);
  return [
    ...targets.filter((target) => !isReplaced(target)),
    ...moves.flatMap((move) =>
      periods.map(({ from, until }, at) => ({
        ...{ subject: move.person, metric, level: "committed" as const, from, until },
        amount: parseRate(move[side][at] ?? "0") ?? ZERO,
      })),
    ),
  ];
}

/** What each earned in the statements of the span; null where the engine refuses. */
function earnedBy(input: EvaluationInput, span: Interval): ReadonlyMap<string, bigint> | null {
  const made = evaluate(input, { trace: false });
  if (!made.ok) return null;
  const earned = new Map<string, bigint>();
  const inSpan = (on: Day) => contains(span, on);
  for (const { participant, period, earned: sum } of made.value.statements)
    if (inSpan(period.from)) earned.set(participant, (earned.get(participant) ?? 0n) + sum);
  return earned;
}
