import { canonical, sha256 } from "../lib/hash.ts";
import type { Day } from "../lib/day.ts";
import { ascending, groupBy } from "../lib/list.ts";
import type { Kept } from "./pack.ts";
import type { Totals } from "./run.ts";

type Hashed = Pick<Kept, "person" | "currency" | "hash">;

/** The hash of a whole run: as the engine's runHash makes it of the statements themselves. */
export async function hashOfRun(statements: readonly Hashed[], from: Day): Promise<string> {
  const all = statements.map(({ person, currency, hash }) => [person, from, currency, hash]);
  return await sha256(canonical(all.sort((a, b) => (a.join("\n") < b.join("\n") ? -1 : 1))));
}

/** The hash of all that a run read. */
export async function hashOfInputs(
  statements: readonly Pick<Kept, "person" | "currency" | "inputHash">[],
): Promise<string> {
  const all = statements.map(({ person, currency, inputHash }) => [person, currency, inputHash]);
  return await sha256(canonical(all.sort((a, b) => (a.join("\n") < b.join("\n") ? -1 : 1))));
}

/** Sums by currency, in minor units. */
export function totalsOf(
  statements: readonly (Omit<Kept, "lines" | "awards" | "inputHash"> & {
    readonly trueUps: number;
  })[],
): Totals[] {
  return [...groupBy(statements, ({ currency }) => currency)]
    .map(([currency, all]) => {
      const total = (of: (each: (typeof all)[number]) => bigint | null) =>
        Number(all.reduce((sum, each) => sum + (of(each) ?? 0n), 0n));
      return {
        currency,
        people: all.length,
        earned: total((each) => each.earned),
        pending: total((each) => each.pending),
        payable: total((each) => each.payable),
        pay: total((each) => each.pay),
        basePay: total((each) => each.basePay),
        debt: total((each) => each.debt),
        drawBalance: total((each) => each.drawBalance),
        advanced: total((each) => each.advanced),
        trueUp: total((each) => each.trueUp),
        trueUps: all.reduce((sum, each) => sum + each.trueUps, 0),
      };
    })
    .sort((a, b) => ascending(a.currency, b.currency));
}
