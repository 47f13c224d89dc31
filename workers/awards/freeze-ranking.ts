import type { CalendarRule } from "../calendar/periods.ts";
import type { Day } from "../lib/day.ts";
import { derivedId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Award, Frozen, KeptAward, KeptRule } from "./award.ts";
import { awardPeriod, type PeriodError, rankingHash, rankPeriod } from "./rank-period.ts";
import { awardWire, type Viewer } from "./show.ts";
import type { AwardStore } from "./store.ts";

export type Freezing = {
  readonly id: string;
  readonly rule: string;
  readonly from: Day;
  readonly sample?: boolean;
};
export type FreezeError =
  | PeriodError
  | { readonly code: "award/no_rule"; readonly id: string }
  | { readonly code: "award/retired" }
  | { readonly code: "award/not_over"; readonly until: Day }
  | { readonly code: "award/frozen" }
  | { readonly code: "award/exists"; readonly value: string };

/** What is ranked anew when a commit came in between; then it is said that it is busy. */
const TRIES = 3;

/**
 * Freezes a period's ranking at the newest commit and gives the award to everybody it names, in one
 * commit. A period that is not over, or frozen already, is refused; a ranking in which nobody
 * qualifies is frozen all the same, and says so.
 */
export async function freezeRanking(
  db: TenantDb,
  store: AwardStore,
  calendar: CalendarRule,
  asked: Freezing,
  viewer: Viewer,
) {
  const { rule } = await db.load({ rule: store.rule(asked.rule) });
  if (!rule) return refusal({ code: "award/no_rule", id: asked.rule });
  if (rule.retired) return refusal({ code: "award/retired" });
  const period = awardPeriod(rule.document, calendar, asked.from);
  if (!period.ok) return period;
  const { from, until } = period.value;
  if (until > viewer.today) return refusal({ code: "award/not_over", until });
  for (let left = TRIES; left > 0; left -= 1) {
    const done = await frozenOnce(db, store, { rule, from, until, asked }, viewer);
    if (done !== "moved") return done;
  }
  return refusal({ code: "award/frozen" });
}

type Once = {
  readonly rule: KeptRule;
  readonly from: Day;
  readonly until: Day;
  readonly asked: Freezing;
};

async function frozenOnce(
  db: TenantDb,
  store: AwardStore,
  { rule, from, until, asked }: Once,
  viewer: Viewer,
) {
  const { document } = rule;
  const ranking = await rankPeriod(db, store, rule, { from, until });
  const { taken } = await db.load({ taken: store.frozen(rule.id, from) });
  if (taken) return refusal({ code: "award/frozen" });
  const { account } = viewer;
  const frozen: Frozen = {
    ...{ ...ranking, id: asked.id, document, hash: await rankingHash(document, ranking) },
    ...{ account, byName: viewer, at: db.now },
  };
  const sample = asked.sample ?? rule.sample;
  const awards = await awardsOf(frozen, sample, db.now);
  const { names } = await db.load({
    names: store.names(
      awards.map(({ subject }) => subject),
      from,
    ),
  });
  const kept = awards.map((award): KeptAward => {
    const name = names.get(award.subject);
    return {
      ...{ ...award, rule: rule.id, account, byName: viewer, at: db.now },
      ...{ name: name?.name ?? "", nameEn: name?.nameEn ?? null },
      ...{ unitName: name?.unitName ?? null, unitNameEn: name?.unitNameEn ?? null },
    };
  });
  const body = { items: kept.map(awardWire) };
  const done = await commit(db, {
    event: "award/frozen",
    subject: rule.id,
    detail: {
      ...{ ranking: asked.id, rule: rule.id, from, cutoff: ranking.cutoff, hash: frozen.hash },
      awards: awards.length,
    },
    expect: [store.expect.notFrozen(rule.id, from), store.expect.at(ranking.cutoff)],
    writes: [
      store.addRanking(frozen, rule.id, db.actor(), sample),
      store.addAwards(awards, db.actor(), account, db.now),
    ],
    answer: { status: 201, body },
  });
  if (done.ok) return ok({ body });
  if (done.error.code === "commit/unique")
    return refusal({ code: "award/exists", value: asked.id });
  return done.error.what === "award/cutoff" ? "moved" : refusal({ code: "award/frozen" });
}

/** Everybody the ranking gives it to. Their ids follow from the ranking's, so a retry doubles none. */
async function awardsOf(frozen: Frozen, sample: boolean, now: number): Promise<Award[]> {
  const { document, standings, id, from, until } = frozen;
  return await Promise.all(
    standings
      .filter(({ given }) => given)
      .map(async ({ subject, place }) => ({
        id: await derivedId(`${id}:award:${subject}`, now),
        ...{ subject, subjectKind: document.of, kind: document.kind, ranking: id, place },
        ...{ run: null, component: null, from, until, reason: "", sample },
        ...{ title: document.name, gives: document.gives },
      })),
  );
}

function refusal(error: FreezeError): Result<never, FreezeError> {
  return err(error);
}
