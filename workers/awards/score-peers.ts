import type { CalendarRule } from "../calendar/periods.ts";
import { addDays, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { KeptRule } from "./award.ts";
import { awardPeriod, type PeriodError } from "./rank-period.ts";
import { isJudged } from "./rule.ts";
import type { Viewer } from "./show.ts";
import type { AwardStore } from "./store.ts";

export type BallotError =
  | PeriodError
  | { readonly code: "award/no_rule"; readonly id: string }
  | { readonly code: "award/not_judged" }
  | { readonly code: "award/no_voice" };
export type ScoreError =
  | { readonly code: "award/frozen" }
  | { readonly code: "award/retired" }
  | { readonly code: "award/own_vote"; readonly pointer: string }
  | { readonly code: "award/not_colleague"; readonly value: string; readonly pointer: string };

export type Ballot = Interval & {
  readonly rule: KeptRule;
  readonly voter: string;
  /** Whom the voter judges. */
  readonly people: readonly string[];
  /** What they gave so far. */
  readonly given: ReadonlyMap<string, number>;
  readonly frozen: boolean;
};

/**
 * Whom somebody judges in a period: those who take part beside them (of a team award, the colleagues
 * of their own team) on the period's last day, or today while it runs. Only participants judge.
 */
export async function ballotOf(
  db: TenantDb,
  store: AwardStore,
  calendar: CalendarRule,
  asked: { readonly rule: string; readonly from: Day },
  { person, today }: Viewer,
): Promise<Result<Ballot, BallotError>> {
  const { rule } = await db.load({ rule: store.rule(asked.rule) });
  if (!rule) return err({ code: "award/no_rule", id: asked.rule });
  const { document } = rule;
  if (!isJudged(document)) return err({ code: "award/not_judged" });
  const period = awardPeriod(document, calendar, asked.from);
  if (!period.ok) return period;
  const { from, until } = period.value;
  const lastDay = addDays(until, -1);
  const on = lastDay < today ? lastDay : today;
  const isTeam = document.of === "unit";
  const { seats, votes, frozen } = await db.load({
    seats: isTeam ? store.teams(document.unit, on) : store.seats(document.unit, on),
    votes: store.votes(rule.id, from),
    frozen: store.frozen(rule.id, from),
  });
  const seat = seats.find((each) => each.person === person);
  if (person === null || !seat) return err({ code: "award/no_voice" });
  const people = seats
    .filter((each) => each.person !== person && (!isTeam || each.unit === seat.unit))
    .map((each) => each.person);
  const given = new Map(
    votes
      .filter(({ voter }) => voter === person)
      .map(({ person: of, score }) => [of, Number(score)] as const),
  );
  return ok({ from, until, rule, voter: person, people, given, frozen: frozen !== null });
}

/** Keeps what somebody gave their colleagues; the newest of each pair counts until it is frozen. */
export async function scorePeers(
  db: TenantDb,
  store: AwardStore,
  ballot: Ballot,
  scores: readonly { readonly person: string; readonly score: number }[],
) {
  const { rule, voter, from, until, people } = ballot;
  if (rule.retired) return refusal({ code: "award/retired" });
  if (ballot.frozen) return refusal({ code: "award/frozen" });
  const own = scores.findIndex(({ person }) => person === voter);
  if (own >= 0) return refusal({ code: "award/own_vote", pointer: `/scores/${own}/person` });
  const stranger = scores.findIndex(({ person }) => !people.includes(person));
  if (stranger >= 0) {
    const value = scores[stranger]?.person ?? "";
    return refusal({ code: "award/not_colleague", value, pointer: `/scores/${stranger}/person` });
  }
  const newest = [...new Map(scores.map((each) => [each.person, each])).values()];
  const body = { scored: newest.length };
  const done = await commit(db, {
    event: "award/scored",
    subject: rule.id,
    // Not who got what: the log is read by more people than the scores are.
    detail: { rule: rule.id, from, people: newest.length },
    expect: [store.expect.notFrozen(rule.id, from)],
    writes: [store.addScores({ rule: rule.id, voter, from, until }, newest)],
    answer: { status: 200, body },
  });
  return done.ok ? ok({ body }) : refusal({ code: "award/frozen" });
}

function refusal(error: ScoreError): Result<never, ScoreError> {
  return err(error);
}
