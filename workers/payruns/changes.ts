import type { Kept } from "./pack.ts";
import type { NewStatement, Sums } from "./statement-store.ts";

/** Statements that are written anew and those that are no more; the rest stands as it is. */
export type Change = {
  readonly rows: readonly NewStatement[];
  readonly gone: readonly { readonly person: string; readonly currency: string }[];
  /** Every statement as it will hold. */
  readonly all: readonly Sums[];
};

export function changesIn(made: readonly NewStatement[], held: readonly Sums[]): Change {
  const before = new Map(held.map((each) => [keyOf(each), each]));
  const rows = made.filter((each) => {
    const was = before.get(keyOf(each));
    return !was || was.hash !== each.hash || was.inputHash !== each.inputHash;
  });
  const now = new Set(made.map(keyOf));
  return {
    rows,
    gone: held.filter((each) => !now.has(keyOf(each))),
    all: made.map(sumsOf),
  };
}

export function keyOf({ person, currency }: Pick<Sums, "person" | "currency">): string {
  return `${person} ${currency}`;
}

export function sumsOf(statement: Kept | NewStatement): Sums {
  const { lines, awards: _, basis: __, ...sums } = { basis: null, ...statement };
  return { ...sums, trueUps: lines.filter(({ trueUp }) => trueUp).length };
}
