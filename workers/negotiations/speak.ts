import type { Day } from "../lib/day.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Read } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { endingOf, signAgreement, type SignedAgreement } from "./agreement.ts";
import type { Deps } from "./deps.ts";
import { evidenceOf, readOf, type EvidenceKind } from "./evidence.ts";
import { takesStatements } from "./payoff.ts";
import type { Maker, Who } from "./position.ts";
import type { MonthTotal, RoundPage } from "./reads.ts";
import { say, type Outcome, type SaidText, type SayRefusal, type Talk } from "./say.ts";
import { tallyChanges } from "./tally.ts";
import type { Thread } from "./thread.ts";

export type Said = { readonly subject: string; readonly version: number; readonly move: SaidText };
export type SpeakError =
  | { readonly code: "negotiation/not_found"; readonly id: string }
  | { readonly code: "commit/busy" };
export type Spoken = {
  readonly outcomes: readonly Outcome[];
  readonly signed: readonly SignedAgreement[];
  readonly round: RoundPage;
};

type Asked = {
  readonly round: string;
  readonly said: readonly Said[];
  /** All of it or nothing. */
  readonly whole: boolean;
  readonly who: () => Who;
  readonly answer?: (spoken: Spoken) => { readonly status: number; readonly body: Answer };
};
type Answer = Parameters<typeof commit>[1]["detail"];

/**
 * Says one thing or many in a round, in one commit: reads the threads (and those beside or above,
 * where a difference goes there) and the figures that are cited, decides, writes. Nothing is written
 * where nothing could be said, or where one of a whole could not.
 */
export async function speak(
  db: TenantDb,
  deps: Deps,
  asked: Asked,
  today: Day,
): Promise<Result<Spoken, SpeakError>> {
  const { negotiations } = deps;
  const loaded = await loadTalk(db, deps, asked, today);
  const { round, threads } = loaded;
  if (!round) return err({ code: "negotiation/not_found", id: asked.round });
  const talk = say(
    asked.said.map((each, at) => ({ ...each, evidence: loaded.evidence[at] ?? [] })),
    {
      threads,
      who: loaded.who,
      by: db.actor(),
      scale: round.metric.scale,
      now: db.now,
      today,
      deadline: round.deadline,
      isRoundOpen: round.state === "open",
      takesStatements: takesStatements(round.payoff),
    },
  );
  const refused = talk.outcomes.filter((each) => !each.ok).length;
  const nothing = talk.changes.length === 0 || (asked.whole && refused > 0);
  const signed = nothing ? [] : await signaturesOf(db, round, talk);
  const spoken = { outcomes: talk.outcomes, signed, round };
  if (nothing) return ok(spoken);

  const before = talk.changes.flatMap((each) => each.before ?? []);
  const done = await commit(db, {
    event: "negotiation/moved",
    subject: round.id,
    detail: {
      round: round.id,
      plan: round.plan,
      moves: talk.moves.map(({ subject, number, kind }) => [subject, number, kind]),
    },
    expect: [negotiations.guards.open(round.id), negotiations.guards.threads(round.id, before)],
    writes: [
      ...negotiations.saveThreads(
        round.id,
        talk.changes.map(({ after }) => after),
      ),
      ...negotiations.addMoves(round.id, talk.moves),
      ...negotiations.addTallies(round.id, tallyChanges(talk.changes, round.openedAt)),
      ...negotiations.addAgreements(round.id, signed),
    ],
    ...(asked.answer ? { answer: asked.answer(spoken) } : {}),
  });
  return done.ok ? ok(spoken) : err({ code: "commit/busy" });
}

async function loadTalk(
  db: TenantDb,
  { negotiations }: Deps,
  { round: id, said, who: asker }: Asked,
  today: Day,
) {
  const subjects = said.map(({ subject }) => subject);
  const whoseDifference = (to: "siblings" | "above") =>
    said.flatMap(({ subject, move }) => ("taker" in move && move.taker.to === to ? [subject] : []));
  const [beside, above] = [whoseDifference("siblings"), whoseDifference("above")];
  const { round, own, siblings, parents } = await db.load({
    round: negotiations.round(id),
    own: negotiations.threads(id, subjects),
    ...(beside.length > 0 ? { siblings: negotiations.beside(id, beside) } : {}),
    ...(above.length > 0 ? { parents: negotiations.above(id, above) } : {}),
  } as const);
  const threads = unique([...own, ...(siblings ?? []), ...(parents ?? [])]);
  const who = asker();
  if (!round) return { round, threads, evidence: [], who };
  const { maker, evidence } = await readMore(db, negotiations, round, said, who, today);
  return { round, threads, evidence, who: { ...who, maker } };
}

/** The figures that moves cite and who made a key; one more trip, only where there are such. */
async function readMore(
  db: TenantDb,
  negotiations: Deps["negotiations"],
  round: RoundPage,
  said: readonly Said[],
  who: Who,
  today: Day,
) {
  const reads = said.flatMap(({ subject, move }, at) => {
    const within = readOf(kindsOf(move), round, today);
    return within
      ? [[`at${at}`, negotiations.months(round.id, subject, within.from, within.until)] as const]
      : [];
  });
  const cited: Readonly<Record<`at${number}`, Read<MonthTotal[]>>> = Object.fromEntries(reads);
  const more: Readonly<Record<`at${number}`, MonthTotal[]>> & { readonly maker?: Maker | null } =
    await db.load({
      ...cited,
      ...(who.scopes === null ? {} : { maker: negotiations.makerOf(db.actor()) }),
    });
  const evidence = said.map(({ move }, at) =>
    evidenceOf(kindsOf(move), more[`at${at}`] ?? [], round, today),
  );
  return { maker: more.maker ?? null, evidence };
}

function kindsOf(move: SaidText): readonly EvidenceKind[] {
  return "evidence" in move ? move.evidence : [];
}

function unique(threads: readonly Thread[]): Thread[] {
  return [...new Map(threads.map((each) => [each.subject, each])).values()];
}

/** One recorded agreement for every number that was signed or decided just now. */
async function signaturesOf(
  db: TenantDb,
  round: RoundPage,
  { changes }: Talk,
): Promise<SignedAgreement[]> {
  const ended = changes.filter(
    ({ before, after }) =>
      endingOf(after) !== null && before?.standing.state !== after.standing.state,
  );
  return await Promise.all(
    ended.map(({ after }) => agreementOf(round, after, { by: db.actor(), at: db.now })),
  );
}

/** What a thread ended in, with its hash. Asserts that it has ended. */
export async function agreementOf(
  round: RoundPage,
  thread: Thread,
  { by, at }: { readonly by: string | null; readonly at: number },
): Promise<SignedAgreement> {
  const end = endingOf(thread);
  const { subject, parent, first, stated, version } = thread;
  const { plan, id, metric, currency, from, until } = round;
  return await signAgreement({
    ...{
      plan,
      round: id,
      subject,
      parent,
      metric: metric.id,
      currency,
      from,
      until,
      first,
      stated,
    },
    amount: end?.amount ?? first,
    ending: end?.ending ?? "no_answer",
    ...{ by, at, thread: version },
  });
}

/** A refusal of one decision in a list, for a reader: where it stands and what it speaks of. */
export function flawOf({ pointer, value, ...facts }: SayRefusal, at: number): Flaw {
  return {
    ...facts,
    ...(value === undefined ? {} : { value: String(value) }),
    pointer: `/decisions/${at}/move${pointer ?? ""}`,
  };
}
