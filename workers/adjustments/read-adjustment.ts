import * as v from "valibot";
import type { AnswerOf } from "../lib/contract.ts";
import type { Day } from "../lib/day.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { getAdjustment } from "./contract.ts";
import type { Deps } from "./deps.ts";
import { type Examined, examine, type Loaded, namedIn, readsFor } from "./examine.ts";
import type { PayReader } from "./pay.ts";
import type { Radius } from "./radius.ts";
import { adjustmentWire, driftWire, payAsked, radiusWire, type Seen, wordsOf } from "./show.ts";
import { courseOf, type Step } from "./states.ts";
import type { Kept } from "./store.ts";
import { WireBasis } from "./wire.ts";

type Asked = {
  readonly id: string;
  readonly today: Day;
  readonly seen: (loaded: Loaded) => Seen;
  /** Known after the first load. */
  readonly reader: () => PayReader;
};
type Got = AnswerOf<typeof getAdjustment>;

/**
 * A request with what it would do now. One that was applied shows what it did: published versions
 * never change, so the radius is computed again from the version that was looked at. Null: there is
 * none, or none that the caller may see.
 */
export async function readAdjustment(
  db: TenantDb,
  deps: Deps,
  { id, today, seen, reader }: Asked,
): Promise<{ body: Got; version: number } | null> {
  const { adjustments } = deps;
  const { kept } = await db.load({ kept: adjustments.adjustment(id) });
  if (!kept) return null;
  const applied = kept.steps.find(({ kind }) => kind === "applied") ?? null;
  const at = { plan: kept.plan, ask: kept, number: applied?.number ?? null };
  const { person, ...loaded } = await db.load({
    person: adjustments.personBehind(db.actor()),
    ...readsFor(deps, at),
  });
  const visible = seen(loaded);
  const own = kept.steps[0]?.person === person;
  if (visible && !own && !namedIn(kept).some((subject) => visible.has(subject))) return null;
  const facts = { ...at, today, id, seen: null };
  const result = await examine(loaded, facts);
  const examined = result.ok ? result.value : null;
  const hash = examined?.hash ?? null;
  const course = courseOf(kept.steps, kept.approvers, hash);
  const over = ["applied", "rejected", "withdrawn"].includes(course.state);
  const body: Got = {
    adjustment: adjustmentWire(kept, over ? null : hash, person, visible),
    basis: basisFor(kept, visible),
    radius:
      examined &&
      (await shown(db, deps, asTold(examined, over), { seen: visible, reader: reader() })),
    obstacle: result.ok
      ? null
      : { code: result.error.code, ...wordsOf(result.error.code, result.error) },
    drift: [],
  };
  const last = course.void.at(-1);
  if (!last || !examined || over) return { body, version: kept.steps.length };
  const was = await radiusAt(db, deps, kept, last, today);
  return {
    body: { ...body, drift: was ? driftWire(was, examined, visible) : [] },
    version: kept.steps.length,
  };
}

/** The numbers behind the request, of whom the caller sees. */
function basisFor({ basis }: Kept, seen: Seen): Got["basis"] {
  const { subjects, ...all } = v.parse(WireBasis, basis);
  return { ...all, subjects: subjects.filter(({ subject }) => !seen || seen.has(subject)) };
}

/** Of what is over, neither guards nor today's resources say anything any more. */
function asTold(examined: Examined, over: boolean): Examined {
  return over ? { ...examined, flaws: [], moves: { ...examined.moves, shown: [] } } : examined;
}

async function shown(
  db: TenantDb,
  deps: Deps,
  examined: Examined,
  { seen, reader }: { readonly seen: Seen; readonly reader: PayReader },
) {
  return radiusWire(examined, await deps.payEffect(db, payAsked(examined), reader), seen);
}

/** The radius that was signed: computed again from the version it was signed on. */
async function radiusAt(
  db: TenantDb,
  deps: Deps,
  kept: Kept,
  { number }: Step,
  today: Day,
): Promise<Radius | null> {
  const loaded = await db.load(readsFor(deps, { plan: kept.plan, ask: kept, number }));
  const facts = { plan: kept.plan, ask: kept, number, today, id: kept.id, seen: null };
  const then = await examine(loaded, facts);
  return then.ok ? then.value.radius : null;
}
