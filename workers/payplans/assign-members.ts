import type { Day } from "../lib/day.ts";
import { FOREVER, overlaps } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Archived, NotFound } from "./change-plan.ts";
import { lockedBefore, type WhatIsLocked } from "./locked.ts";
import type { Candidate, KeptStay, NamedStay } from "./member-store.ts";
import type { Stay } from "./participant.ts";
import { type MemberBody, memberWire } from "./show.ts";
import type { PayplanStore } from "./store.ts";
import type { Terms } from "./wire.ts";

/** How many people one call may put on a plan. */
export const MEMBERS_MAX = 2_000;

export type Assigned = {
  readonly plan: string;
  readonly from: Day;
  readonly until: Day | null;
  readonly unit: string | null;
  readonly position: string | null;
  readonly people:
    readonly { readonly person: string; readonly terms?: Terms | undefined }[] | null;
  readonly terms: Terms;
  /** An overlapping stay on the same plan ends where this one begins. */
  readonly instead: boolean;
};
type AssignError =
  | NotFound
  | Archived
  | { readonly code: "payplan/overlap"; readonly count: number; readonly errors: readonly Flaw[] }
  | { readonly code: "payplan/nobody"; readonly from: Day }
  | { readonly code: "payplan/interval"; readonly from: Day; readonly until: Day }
  | { readonly code: "payplan/unknown_person"; readonly value: string; readonly pointer: string }
  | { readonly code: "payplan/named_twice"; readonly value: string; readonly pointer: string }
  | { readonly code: "payplan/members_many"; readonly count: number; readonly most: number }
  | { readonly code: "payplan/locked"; readonly open: Day; readonly value: Day }
  | { readonly code: "commit/busy" };

/** What a bulk assignment does to the stays that are known: which close, which open. */
export type Moves = { readonly closes: readonly NamedStay[]; readonly opens: readonly Stay[] };

/**
 * Stays to close and to open so that these people are on the plan for their days. An overlap with any
 * other stay refuses all of it and names each: a person is on one plan on any day.
 * Promises: after it nobody has two stays on one day; days before `from` stay as they were.
 */
export function movesFor(
  stays: readonly NamedStay[],
  wanted: readonly Stay[],
  { plan, instead }: { readonly plan: string; readonly instead: boolean },
): Result<Moves, readonly NamedStay[]> {
  const own = groupBy(stays, ({ person }) => person);
  const closes: NamedStay[] = [];
  const opens: Stay[] = [];
  const inTheWay: NamedStay[] = [];
  for (const stay of wanted) {
    for (const old of own.get(stay.person) ?? []) {
      if (!overlaps(old, stay)) continue;
      if (!instead || old.plan !== plan) {
        inTheWay.push(old);
        continue;
      }
      closes.push(old);
      if (old.from < stay.from) opens.push({ ...bare(old), until: stay.from });
      if (stay.until < old.until) opens.push({ ...bare(old), from: stay.until });
    }
    opens.push(stay);
  }
  return inTheWay.length > 0 ? err(inTheWay) : ok({ closes, opens });
}

function bare({ person, from, until, terms }: KeptStay): Stay {
  return { person, from, until, terms };
}

type AssignDeps = { readonly payplans: PayplanStore; readonly locked: WhatIsLocked };
type Done = { readonly assigned: number; readonly items: MemberBody[] };

/** Puts people on a plan: of a unit, of a position, or by list; all of them or none. */
export async function assignMembers(
  db: TenantDb,
  { payplans, locked }: AssignDeps,
  asked: Assigned,
): Promise<Result<Done, AssignError>> {
  const { from, people } = asked;
  const until = asked.until ?? FOREVER;
  if (until <= from) return err({ code: "payplan/interval", from, until });
  const listed = (people ?? []).map(({ person }) => person);
  const { plan, open, seated, found, hasUnit } = await db.load({
    hasUnit: payplans.hasUnit(asked.unit),
    plan: payplans.plan(asked.plan),
    open: locked.openFrom(asked.plan),
    seated: payplans.seated(listed, from),
    found: payplans.candidates(asked.unit, from, asked.position),
  });
  if (!plan) return err({ code: "payplan/not_found", id: asked.plan });
  if (plan.archived) return err({ code: "payplan/archived", id: asked.plan });
  const shut = lockedBefore(open, from);
  if (shut) return err(shut);
  if (!hasUnit) return err({ code: "payplan/nobody", from });
  const who = chosen(asked, seated, found);
  if (!who.ok) return who;
  const own = new Map((people ?? []).map(({ person, terms }) => [person, terms]));
  const wanted = who.value.map(({ person }) => ({
    ...{ person, from, until, terms: own.get(person) ?? asked.terms },
  }));
  const { stays } = await db.load({ stays: payplans.staysOf(wanted.map((each) => each.person)) });
  const moves = movesFor(stays, wanted, { plan: asked.plan, instead: asked.instead });
  if (!moves.ok) return overlapping(moves.error);
  const seats = new Map(who.value.map((each) => [each.person, each]));
  const items = wanted.flatMap((stay) => {
    const seat = seats.get(stay.person);
    return seat ? [memberWire({ ...seat, ...stay, plan: asked.plan, sinceSeq: 0 })] : [];
  });
  const done = await commit(db, {
    event: "incentive_plan/members_assigned",
    subject: asked.plan,
    detail: { plan: asked.plan, from, until: asked.until, people: wanted.length },
    expect: [payplans.staysAreKnown(moves.value.closes), locked.isOpenAt(asked.plan, from)],
    writes: [
      ...payplans.closeStays(moves.value.closes),
      ...payplans.openStays(asked.plan, moves.value.opens),
    ],
    answer: { status: 200, body: { assigned: items.length, items } },
  });
  return done.ok ? ok({ assigned: items.length, items }) : err({ code: "commit/busy" });
}

/** Who is meant: the list; else everybody of the unit or the position on the day. */
function chosen(
  { people, unit, position, from }: Assigned,
  seated: readonly Candidate[],
  found: readonly Candidate[],
): Result<readonly Candidate[], AssignError> {
  if (people === null && unit === null && position === null)
    return err({ code: "payplan/nobody", from });
  const known = new Set(seated.map(({ person }) => person));
  for (const [at, { person }] of (people ?? []).entries()) {
    const pointer = `/people/${at}/person`;
    if (!known.has(person)) return err({ code: "payplan/unknown_person", value: person, pointer });
    const isRepeated = people?.slice(0, at).some((each) => each.person === person);
    if (isRepeated) return err({ code: "payplan/named_twice", value: person, pointer });
  }
  const who = people === null ? found : seated;
  if (who.length === 0) return err({ code: "payplan/nobody", from });
  if (who.length > MEMBERS_MAX)
    return err({ code: "payplan/members_many", count: who.length, most: MEMBERS_MAX });
  return ok(who);
}

function overlapping(stays: readonly NamedStay[]) {
  const errors = stays.map((stay): Flaw => ({
    ...{ pointer: "/people", code: "payplan/on_plan", value: stay.person, person: stay.person },
    ...{ name: stay.name, nameEn: stay.nameEn ?? stay.name, planId: stay.plan },
    ...{ plan: stay.planName.zh, planEn: stay.planName.en },
    ...{ from: stay.from, until: stay.until },
  }));
  return err({ code: "payplan/overlap", count: stays.length, errors } as const);
}

type EndError =
  | NotFound
  | { readonly code: "payplan/not_on_plan"; readonly value: string; readonly until: Day }
  | { readonly code: "payplan/locked"; readonly open: Day; readonly value: Day }
  | { readonly code: "commit/busy" };
type Ended = { readonly plan: string; readonly people: readonly string[]; readonly until: Day };

/** Takes people off a plan from a day on; a stay that begins on that day or later falls away. */
export async function endMembers(
  db: TenantDb,
  { payplans, locked }: AssignDeps,
  { plan: id, people, until }: Ended,
): Promise<Result<{ ended: number }, EndError>> {
  const { plan, open, stays } = await db.load({
    plan: payplans.plan(id),
    open: locked.openFrom(id),
    stays: payplans.staysOf(people),
  });
  if (!plan) return err({ code: "payplan/not_found", id });
  const shut = lockedBefore(open, until);
  if (shut) return err(shut);
  const closes = stays.filter((stay) => stay.plan === id && stay.until > until);
  const absent = people.find((person) => !closes.some((stay) => stay.person === person));
  if (absent !== undefined) return err({ code: "payplan/not_on_plan", value: absent, until });
  const opens = closes.flatMap((stay) => (stay.from < until ? [{ ...bare(stay), until }] : []));
  const ended = new Set(people).size;
  const done = await commit(db, {
    event: "incentive_plan/members_ended",
    subject: id,
    detail: { plan: id, until, people: ended },
    expect: [payplans.staysAreKnown(closes), locked.isOpenAt(id, until)],
    writes: [...payplans.closeStays(closes), ...payplans.openStays(id, opens)],
    answer: { status: 200, body: { ended } },
  });
  return done.ok ? ok({ ended }) : err({ code: "commit/busy" });
}
