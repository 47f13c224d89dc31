import type { CalendarRule } from "../calendar/periods.ts";
import { periodOf } from "../calendar/periods.ts";
import { addDays, type Day } from "../lib/day.ts";
import { canonical, sha256 } from "../lib/hash.ts";
import type { Interval } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { KeptRule } from "./award.ts";
import {
  byMetric,
  byPeers,
  type Candidate,
  ranked,
  silentOf,
  type Standing,
  type Vote,
} from "./ranking.ts";
import type { Seat } from "./ranking-store.ts";
import { type AwardDocument, isJudged } from "./rule.ts";
import type { AwardStore } from "./store.ts";

export type PeriodError = {
  readonly code: "award/not_a_period";
  readonly value: Day;
  readonly from: Day;
  readonly pointer: "/from";
};

/** The fiscal period of a rule that begins on this day. */
export function awardPeriod(
  { window }: AwardDocument,
  calendar: CalendarRule,
  from: Day,
): Result<Interval, PeriodError> {
  const period = periodOf(calendar, window, from);
  if (period.from === from) return ok({ from, until: period.until });
  return err({ code: "award/not_a_period", value: from, from: period.from, pointer: "/from" });
}

/** A ranking as the log has it. */
export type Ranking = Interval & {
  readonly standings: readonly Standing[];
  /** Those who could have judged somebody and did not. */
  readonly silent: readonly string[];
  /** The newest commit it contains. */
  readonly cutoff: number;
};

/** Reads the log and ranks: everything in one batch, so that the cut-off is exact. */
export async function rankPeriod(
  db: TenantDb,
  store: AwardStore,
  { id, document, metric }: KeptRule,
  { from, until }: Interval,
): Promise<Ranking> {
  const { basis, unit } = document;
  const lastDay = addDays(until, -1);
  const by = { unit, from, lastDay, metric: basis.by === "metric" ? basis.metric : "" };
  const { cutoff, candidates, seats, votes } = await db.load({
    cutoff: store.newest(),
    candidates: document.of === "unit" ? store.units(by) : store.people(by),
    seats: document.of === "unit" ? store.teams(unit, lastDay) : store.seats(unit, lastDay),
    votes: store.votes(id, from),
  });
  const scale = metric?.scale ?? 0;
  return { from, until, cutoff, ...standingsOf(document, { candidates, seats, votes, scale }) };
}

type Facts = {
  readonly candidates: readonly Candidate[];
  readonly seats: readonly Seat[];
  readonly votes: readonly Vote[];
  readonly scale: number;
};

/** Pure: the ranking of these facts under a rule. */
export function standingsOf(
  document: AwardDocument,
  facts: Facts,
): Omit<Ranking, "cutoff" | keyof Interval> {
  const { seats, candidates, scale } = facts;
  const people = seats.map(({ person }) => person);
  const votes = amongColleagues(document, facts);
  const { basis } = document;
  const rows =
    basis.by === "metric" ? byMetric(candidates, basis.read, scale) : byPeers(votes, people);
  const standings = ranked(rows, document);
  const silent = isJudged(document) ? silentOf(votes, people) : [];
  if (document.of === "person") return { standings, silent };
  const teams = groupBy(seats, ({ unit }) => unit);
  return {
    silent,
    standings: standings.map((row) => {
      const members = (teams.get(row.subject) ?? []).map(({ person }) => person);
      const scores = new Map(byPeers(votes, members).map(({ subject, score }) => [subject, score]));
      return {
        ...row,
        members: members.map((person) => ({ person, cooperation: scores.get(person) ?? null })),
      };
    }),
  };
}

/** Votes of those who take part, for others who do; inside a team for colleagues of that team. */
function amongColleagues({ of }: AwardDocument, { seats, votes }: Facts): Vote[] {
  const unitOf = new Map(seats.map(({ person, unit }) => [person, unit]));
  return votes.filter(({ voter, person }) => {
    const [own, theirs] = [unitOf.get(voter), unitOf.get(person)];
    return own !== undefined && theirs !== undefined && (of === "person" || own === theirs);
  });
}

/** What a frozen ranking is known by: the rule, the period, the cut-off, and everybody's place. */
export async function rankingHash(document: AwardDocument, ranking: Ranking): Promise<string> {
  const { from, until, cutoff, standings, silent } = ranking;
  return await sha256(canonical({ document, from, until, cutoff, standings, silent }));
}
