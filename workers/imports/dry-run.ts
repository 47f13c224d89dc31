import { err, ok, type Result } from "../lib/result.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Counts } from "./progress.ts";
import { countsOf, placed, type Stepping } from "./step-import.ts";
import type { PlacedProblem } from "./store.ts";
import type { Incomplete } from "./steer.ts";
import { arrived, type NotFound, type NotReceiving } from "./upload.ts";

/** Chunks counted in one answer: a few round trips each, well below the limits of a request. */
const CHUNKS_A_CALL = 10;
/** Problems shown of one call; the counts are of all. */
const PROBLEMS_MAX = 200;

type DryRun = Counts & {
  readonly problems: readonly PlacedProblem[];
  /** The chunk to go on with, or null at the end. */
  readonly next: number | null;
};

/** What recording would do, decided by the same code and not committed. */
export async function dryRun(
  db: TenantDb,
  { id, from }: { readonly id: string; readonly from: number },
  at: Stepping,
): Promise<Result<DryRun, NotFound | NotReceiving | Incomplete>> {
  const { store } = at;
  const { found, heads } = await db.load({ found: store.import(id), heads: store.heads(id) });
  if (!found) return err({ code: "import/not_found", id });
  if (found.state !== "receiving") return err({ code: "import/not_receiving", state: found.state });
  if (!(await arrived(found, heads)))
    return err({ code: "import/incomplete", received: heads.length, chunks: found.chunks });
  let sum: Counts = { new: 0, changed: 0, unchanged: 0, rejected: 0 };
  const problems: PlacedProblem[] = [];
  const until = Math.min(found.chunks, from + CHUNKS_A_CALL);
  for (let n = from; n < until; n += 1) {
    const { chunk } = await db.load({ chunk: store.chunk(id, n) });
    const rows = chunk?.packed ?? [];
    const made = await at.sinks.of(found.kind).preview(
      db,
      rows.map(({ value }) => value),
      at,
    );
    const bad = placed(made.rejected, rows, at.sinks);
    problems.push(...bad);
    sum = plus(sum, countsOf(made, bad));
  }
  const next = until < found.chunks ? until : null;
  return ok({ ...sum, problems: problems.slice(0, PROBLEMS_MAX), next });
}

function plus(a: Counts, b: Counts): Counts {
  return {
    new: a.new + b.new,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
    rejected: a.rejected + b.rejected,
  };
}
