import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { must } from "../lib/assert.ts";
import { err, ok } from "../lib/result.ts";
import { targetStore } from "../targets/store.ts";
import * as contracts from "./contract.ts";
import * as talking from "./thread-contract.ts";
import type { Deps } from "./deps.ts";
import { cancelRound, closeRound, mayEnd } from "./end-round.ts";
import { openRound, type Opened } from "./open-round.ts";
import { takesStatements } from "./payoff.ts";
import { positionOf } from "./position.ts";
import { flawOf, speak, type Spoken } from "./speak.ts";
import { signGap, type Signed, unitGap } from "./sign-gap.ts";
import { negotiationStore } from "./store.ts";
import { funnelOf } from "./tally.ts";
import {
  agreementWire,
  canSay,
  gapWire,
  moveWire,
  roundWire,
  tableOf,
  threadWire,
} from "./thread-wire.ts";
import { standingNumber } from "./thread.ts";
import { formatMinor } from "../lib/money.ts";
import type { Actor } from "../tenancy/actor.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";

const deps: Deps = { negotiations: negotiationStore, targets: targetStore };

export function negotiationRoutes(api: Api): void {
  roundRoutes(api);
  unitRoutes(api);
  threadRoutes(api);
  speakingRoutes(api);
}

function roundRoutes(api: Api): void {
  endpoint(api, contracts.openRound, async ({ db, today, input: { params, body } }) => {
    const told = ({ round, threads }: Opened) => ({ round: roundWire(round), threads });
    const answer = (opened: Opened) => ({ status: 201, body: told(opened) });
    const made = await openRound(db, deps, { ...body, plan: params.planId, answer }, today);
    if (!made.ok) return made;
    return ok({ body: told(made.value), version: made.value.round.version });
  });

  endpoint(api, contracts.listRounds, async ({ db, input: { query } }) => {
    const { rounds, tallies } = await db.load({
      rounds: negotiationStore.rounds(query.plan ?? null, query.open === "true"),
      tallies: negotiationStore.talliesOfOpen(),
    });
    const items = rounds.map((round) => {
      const count = (...states: string[]) =>
        tallies
          .filter((each) => each.round === round.id && states.includes(each.state))
          .reduce((all, each) => all + each.count, 0);
      return {
        round: roundWire(round),
        unanswered: count("proposed"),
        undecided: count("countered", "escalated"),
      };
    });
    return ok({ body: { items, next: null } });
  });

  endpoint(api, contracts.changeRound, async ({ db, today, input: { params, body, version } }) => {
    const { round } = await db.load({ round: negotiationStore.round(params.roundId) });
    const wrong = mayEnd(round, { round: params.roundId, version });
    if (wrong) return err(wrong);
    const { deadline } = body;
    const open = must(round);
    const stale = { code: "version/stale", yours: version, current: open.version } as const;
    if (takesStatements(open.payoff) && open.deadline < today)
      return err({ code: "negotiation/statements_frozen", deadline: open.deadline });
    const earliest = open.deadline < today ? today : open.deadline;
    if (deadline < earliest) return err({ code: "negotiation/deadline_past", deadline, earliest });
    const done = await commit(db, {
      event: "negotiation/extended",
      subject: open.id,
      detail: { round: open.id, plan: open.plan, deadline },
      expect: [negotiationStore.guards.round(open.id, version)],
      writes: [negotiationStore.changeDeadline(open.id, deadline)],
    });
    if (!done.ok) return err(stale);
    const next = { ...open, deadline, version: version + 1 };
    return ok({ body: roundWire(next), version: next.version });
  });

  endpoint(api, contracts.closeRound, async ({ db, today, input: { params, version } }) => {
    const ended = await closeRound(db, deps, { round: params.roundId, version }, today);
    return ended.ok ? ok({ body: ended.value }) : ended;
  });

  endpoint(api, contracts.cancelRound, async ({ db, input: { params, version } }) => {
    const ended = await cancelRound(db, deps, { round: params.roundId, version });
    return ended.ok ? ok({ body: ended.value }) : ended;
  });
}

function unitRoutes(api: Api): void {
  endpoint(api, contracts.getRound, async ({ db, actor, today, now, input: { params, query } }) => {
    const { roundId: id } = params;
    const unit = query.unit ?? (await usualUnit(db, id, actor));
    if (unit === null) return err({ code: "negotiation/not_found", id });
    const { limit, cursor = "" } = query;
    const { round, own, tallies, signed, children, name } = await db.load({
      round: negotiationStore.round(id),
      own: negotiationStore.page(id, unit),
      tallies: negotiationStore.tallies(id, unit),
      signed: negotiationStore.signedGap(id, unit),
      children: negotiationStore.children(id, unit, cursor, limit + 1),
      name: negotiationStore.unitName(unit),
    });
    if (!round) return err({ code: "negotiation/not_found", id });
    const gap = unitGap(round, unit, own, tallies, signed);
    if (!gap) return err({ code: "negotiation/no_thread", subject: unit });
    const table = tableOf(round, { who: actor(), now, today });
    const shown = children.slice(0, limit);
    const body = {
      round: roundWire(round),
      own: own && threadWire(own, round),
      ...name,
      gap: gapWire(gap, round.metric.scale),
      funnel: funnelOf(tallies, (round.closedAt ?? now) - round.openedAt),
      children: shown.map((each) => ({
        thread: threadWire(each, round),
        can: canSay(each, table),
      })),
      next: children.length > limit ? (shown.at(-1)?.subject ?? null) : null,
    };
    return ok({ body });
  });

  endpoint(api, contracts.signGap, async ({ db, actor, input: { params, body } }) => {
    const told = ({ gap, round }: Signed) => ({ gap: gapWire(gap, round.metric.scale) });
    const answer = (signed: Signed) => ({ status: 200, body: told(signed) });
    const { roundId: round, unit } = params;
    const made = await signGap(db, deps, { round, unit, gap: body.gap, who: actor, answer });
    return made.ok ? ok({ body: told(made.value) }) : made;
  });
}

/** Where somebody looks who names no unit: the top, or the unit they lead. */
async function usualUnit(db: TenantDb, id: string, actor: () => Actor): Promise<string | null> {
  const { round } = await db.load({ round: negotiationStore.round(id) });
  const { reach, scopeUnit } = actor();
  if (!round || reach === "own") return null;
  return reach === "all" ? round.unit : scopeUnit;
}

function threadRoutes(api: Api): void {
  endpoint(api, talking.getThread, async ({ db, actor, today, now, input: { params } }) => {
    const { roundId: id, subject } = params;
    const { round, thread, moves, tallies, above, signed, agreements } = await db.load({
      round: negotiationStore.round(id),
      thread: negotiationStore.page(id, subject),
      moves: negotiationStore.moves(id, subject),
      tallies: negotiationStore.talliesAbove(id, subject),
      above: negotiationStore.above(id, [subject]),
      signed: negotiationStore.signedGapAbove(id, subject),
      agreements: negotiationStore.agreements(id, subject),
    });
    if (!round) return err({ code: "negotiation/not_found", id });
    if (!thread) return err({ code: "negotiation/no_thread", subject });
    const gap = must(unitGap(round, thread.parent, above[0] ?? null, tallies, signed));
    const { scale } = round.metric;
    const me = actor();
    const body = {
      round: roundWire(round),
      thread: threadWire(thread, round),
      moves: moves.map((each) => moveWire(each, scale, me.id)),
      gap: gapWire(gap, scale),
      agreements: agreements.map((each) => agreementWire(each, scale)),
      level: positionOf(me, thread),
      can: canSay(thread, tableOf(round, { who: me, now, today })),
    };
    return ok({ body, version: thread.version });
  });

  endpoint(api, talking.listThreads, async ({ db, input: { query } }) => {
    const { threads, rounds } = await db.load({
      threads: negotiationStore.ofSubject(query.subject, query.limit),
      rounds: negotiationStore.rounds(null, false),
    });
    return ok({ body: { items: inRounds(threads, rounds), next: null } });
  });

  endpoint(api, talking.listWaiting, async ({ db, today, input: { query } }) => {
    const { threads, rounds } = await db.load({
      threads:
        query.below === "true"
          ? negotiationStore.undecided(query.for, today, query.limit)
          : negotiationStore.waiting(query.for, query.limit),
      rounds: negotiationStore.rounds(null, true),
    });
    return ok({ body: { items: inRounds(threads, rounds), next: null } });
  });
}

type Threads = Parameters<typeof threadWire>[0][];
type Rounds = Parameters<typeof roundWire>[0][];

function inRounds(threads: Threads, rounds: Rounds) {
  const byId = new Map(rounds.map((round) => [round.id, round]));
  return threads.flatMap((thread) => {
    const round = byId.get(thread.round);
    return round ? [{ round: roundWire(round), thread: threadWire(thread, round) }] : [];
  });
}

function speakingRoutes(api: Api): void {
  endpoint(api, talking.makeMove, async ({ db, actor, today, input }) => {
    const { roundId: round, subject } = input.params;
    const said = [{ subject, version: input.version, move: input.body }];
    const asked = {
      round,
      said,
      whole: true,
      who: actor,
      answer: (spoken: Spoken) => ({ status: 200, body: oneAnswer(spoken) }),
    };
    const spoken = await speak(db, deps, asked, today);
    if (!spoken.ok) return spoken;
    const outcome = must(spoken.value.outcomes[0]);
    if (!outcome.ok) return outcome;
    return ok({ body: oneAnswer(spoken.value), version: outcome.thread.version });
  });

  endpoint(api, talking.decideThreads, async ({ db, actor, today, input: { params, body } }) => {
    const asked = {
      round: params.roundId,
      said: body.decisions,
      whole: body.whole,
      who: actor,
      answer: (spoken: Spoken) => ({ status: 200, body: allAnswers(spoken) }),
    };
    const spoken = await speak(db, deps, asked, today);
    if (!spoken.ok) return spoken;
    if (spoken.value.round.state !== "open") return err({ code: "negotiation/round_over" });
    const errors = spoken.value.outcomes.flatMap((each, at) =>
      each.ok ? [] : [flawOf(unseen(each.error), at)],
    );
    if (body.whole && errors.length > 0) {
      return err({ code: "negotiation/decisions", count: errors.length, errors });
    }
    return ok({ body: allAnswers(spoken.value) });
  });
}

function oneAnswer({ outcomes, signed, round }: Spoken) {
  const outcome = must(outcomes[0]);
  const thread = must(outcome.ok ? outcome.thread : null, "one thing was said");
  return {
    subject: thread.subject,
    version: thread.version,
    number: formatMinor(standingNumber(thread), round.metric.scale),
    hash: signed.find(({ subject }) => subject === thread.subject)?.hash ?? null,
  };
}

function allAnswers({ outcomes }: Spoken) {
  const results = outcomes.map((each) =>
    each.ok
      ? { subject: each.thread.subject, done: true, code: null, version: each.thread.version }
      : {
          subject: String(each.error["subject"]),
          done: false,
          code: unseen(each.error).code,
          version: null,
        },
  );
  return { done: results.filter(({ done }) => done).length, results };
}

/** In a list nobody has looked whether the caller may see each: outside the chain is absent. */
function unseen<Error extends { readonly code: string; readonly [fact: string]: unknown }>(
  error: Error,
) {
  const { subject } = error;
  return error.code === "negotiation/outside_chain"
    ? ({ code: "negotiation/no_thread", subject: String(subject) } as const)
    : error;
}
