import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { parseRate } from "../lib/rate.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import type { KeptRate } from "./setting-store.ts";

type SaveError =
  | { readonly code: "pay_rate/rejected"; readonly count: number; readonly errors: readonly Flaw[] }
  | { readonly code: "commit/busy" };

/** Says what currencies were worth on days; a rate of the same pair and day is closed and said anew. */
export async function saveRates(
  db: TenantDb,
  { runs }: Deps,
  rows: readonly KeptRate[],
): Promise<Result<{ readonly saved: number }, SaveError>> {
  await db.load({});
  const errors = rows.flatMap(({ from, to, on, rate }, at): Flaw[] => {
    const pair = (each: KeptRate) => [each.from, each.to].sort().join();
    const twice = rows.findIndex(
      (each) => each.on === on && pair(each) === pair({ from, to, on, rate }),
    );
    const exact = parseRate(rate);
    return [
      ...(twice !== at || from === to
        ? [{ pointer: `/rows/${at}`, code: "pay_rate/twice", from, to, on }]
        : []),
      ...(exact === null || exact.num <= 0n
        ? [{ pointer: `/rows/${at}/rate`, code: "pay_rate/not_above_zero", value: rate }]
        : []),
    ];
  });
  if (errors.length > 0) return err({ code: "pay_rate/rejected", count: errors.length, errors });
  const done = await commit(db, {
    event: "pay_rate/saved",
    subject: null,
    detail: { rows: rows.length },
    writes: runs.saveRates(rows),
    answer: { status: 200, body: { saved: rows.length } },
  });
  return done.ok ? ok({ saved: rows.length }) : err({ code: "commit/busy" });
}
