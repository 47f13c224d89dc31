import { difference, isZero, total } from "./text.ts";
import type { Radius, RadiusRow } from "./model.ts";

/** One step of a waterfall: whose part of the change it is. */
export type Part = {
  readonly key: string;
  readonly row: RadiusRow | null;
  readonly amount: string;
};
/** How a number becomes another: `before` and the parts sum to exactly `after`. */
export type Fall = {
  readonly subject: RadiusRow;
  readonly before: string;
  readonly after: string;
  readonly parts: readonly Part[];
  /** What no child took or gave: the gap below it moved by this. */
  readonly gap: string;
};

/** More steps than these nobody reads; the rest is one step. */
const PARTS = 8;

/**
 * The unit whose change is told: the first one asked for that has children in the radius, or where
 * the first person goes. Null where nothing flows down: a person alone needs no waterfall.
 */
export function fallOf(radius: Radius): Fall | null {
  const { rows, metric } = radius;
  const asked = rows.find(({ part, kind }) => part === "asked" && kind === "unit");
  const into = rows.find(({ part }) => part === "moved")?.parentAfter ?? null;
  const subject = asked ?? rows.find((row) => row.subject === into);
  if (!subject) return null;
  const inside = rows.filter(
    ({ parent, parentAfter }) => parent === subject.subject || parentAfter === subject.subject,
  );
  const parts = inside.map((row): Part => {
    const was = row.parent === subject.subject ? row.before : zero(metric.scale);
    const now = row.parentAfter === subject.subject ? row.after : zero(metric.scale);
    return { key: row.subject, row, amount: difference(was, now) };
  });
  const moved = parts.filter(({ amount }) => !isZero(amount));
  const shown = moved.slice(0, PARTS);
  const rest = total(
    moved.slice(PARTS).map(({ amount }) => amount),
    metric.scale,
  );
  const given = total(
    moved.map(({ amount }) => amount),
    metric.scale,
  );
  return {
    subject,
    before: subject.before,
    after: subject.after,
    parts: [...shown, ...(isZero(rest) ? [] : [{ key: "rest", row: null, amount: rest }])],
    gap: difference(given, difference(subject.before, subject.after)),
  };
}

function zero(scale: number): string {
  return scale === 0 ? "0" : `0.${"0".repeat(scale)}`;
}
