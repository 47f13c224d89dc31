import type { Day } from "../lib/day.ts";
import type { Draw } from "./draw-store.ts";
import type { Frozen, KeptAward, KeptRule, Named } from "./award.ts";
import type { Ranking } from "./rank-period.ts";
import { seenBy } from "./ranking.ts";
import type { WireAward, WireAwardRule, WireRanking } from "./wire.ts";

/** Rules, rankings and awards as they are told. */

export type Viewer = {
  readonly account: string;
  readonly person: string | null;
  readonly name: string | null;
  readonly nameEn: string | null;
  /** Reads whole rankings: owners, administrators, finance and keys. */
  readonly seesAll: boolean;
  readonly today: Day;
};

export function awardWire(of: KeptAward): WireAward {
  const { byName, account, ranking, run, ...rest } = of;
  return {
    ...{ id: rest.id, subject: rest.subject, subjectKind: rest.subjectKind, kind: rest.kind },
    ...{ name: rest.name, nameEn: rest.nameEn, rule: rest.rule, place: rest.place },
    ...{ unitName: rest.unitName, unitNameEn: rest.unitNameEn },
    ...{ from: rest.from, until: rest.until, title: rest.title, gives: rest.gives },
    ...{ reason: rest.reason, at: rest.at, sample: rest.sample },
    origin: ranking !== null ? "ranking" : run !== null ? "run" : "hand",
    by: { account, name: byName.name, nameEn: byName.nameEn },
  };
}

export function ruleWire(of: KeptRule): WireAwardRule {
  const { id, code, document, metric, unit, retired, version, sample, last } = of;
  return { id, code, document, metric, unit, retired, version, sample, last };
}

/** Everybody a ranking names. */
export function idsIn({ standings, silent }: Pick<Ranking, "standings" | "silent">): string[] {
  const members = standings.flatMap((row) => (row.members ?? []).map(({ person }) => person));
  return [...standings.map(({ subject }) => subject), ...members, ...silent];
}

type Showing = {
  readonly rule: KeptRule;
  readonly ranking: Ranking;
  readonly frozen: Frozen | null;
  /** What is known now ranks otherwise. */
  readonly moved: boolean;
  readonly draw: Draw | null;
  readonly names: ReadonlyMap<string, Named>;
  /** The caller, and the units they sit in. */
  readonly own: readonly string[];
};

export function rankingWire(of: Showing, viewer: Viewer): WireRanking {
  const { rule, ranking, frozen, names } = of;
  const nameOf = (id: string) => {
    const found = names.get(id);
    return { name: found?.name ?? "", nameEn: found?.nameEn ?? null };
  };
  const shown = viewer.seesAll ? ranking.standings : seenBy(ranking.standings, of.own);
  return {
    rule: ruleWire(rule),
    ...{ from: ranking.from, until: ranking.until, over: ranking.until <= viewer.today },
    frozen: frozen && {
      ...{ id: frozen.id, hash: frozen.hash, cutoff: frozen.cutoff, at: frozen.at },
      by: { account: frozen.account, name: frozen.byName.name, nameEn: frozen.byName.nameEn },
      moved: of.moved,
    },
    draw: of.draw,
    standings: shown.map(({ members, ...row }) => ({
      ...row,
      ...nameOf(row.subject),
      unitName: names.get(row.subject)?.unitName ?? null,
      unitNameEn: names.get(row.subject)?.unitNameEn ?? null,
      ...(members
        ? {
            // What colleagues gave one person is theirs and of those who see all.
            members: members
              .filter(({ person }) => viewer.seesAll || person === viewer.person || row.given)
              .map(({ person, cooperation }) => ({
                ...{ person, ...nameOf(person) },
                cooperation: viewer.seesAll || person === viewer.person ? cooperation : null,
              })),
          }
        : {}),
    })),
    cut: !viewer.seesAll,
    people: ranking.standings.length,
    silent: viewer.seesAll ? ranking.silent.map((person) => ({ person, ...nameOf(person) })) : [],
  };
}
