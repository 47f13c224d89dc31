import type { CalendarStore } from "../calendar/store.ts";
import { PlanDocument, type PlanJson } from "../incentives/plan-document.ts";
import { planHash } from "../incentives/statement-hash.ts";
import type { Day } from "../lib/day.ts";
import { canonical } from "../lib/hash.ts";
import { FOREVER } from "../lib/interval.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { parse } from "valibot";
import { type Archived, type NotFound, stale, type Stale } from "./change-plan.ts";
import { checkDraft, type CompanyFacts, flawsBy } from "./check-draft.ts";
import { inForce } from "./in-force.ts";
import { levelsCut } from "./levels-cut.ts";
import { type Begun, lockedBefore, type WhatIsLocked } from "./locked.ts";
import { firstDaysAround, isFirstDay, isPeriod, timeIn } from "./periods.ts";
import type { PayplanStore, Version } from "./store.ts";

export type PublishDeps = {
  readonly payplans: PayplanStore;
  readonly calendar: CalendarStore;
  readonly locked: WhatIsLocked;
  /** What the check of a plan asks the company. */
  readonly facts: (
    db: TenantDb,
    plan: string,
    document: PlanJson,
    from: Day,
  ) => Promise<CompanyFacts>;
};
type Asked = {
  readonly id: string;
  readonly version: number;
  /** The first day the version holds. */
  readonly from: Day;
  readonly today: Day;
  readonly answer: (version: Version, asked: number) => Json;
};
type PublishError =
  | Stale
  | NotFound
  | Archived
  | { readonly code: "payplan/flaws"; readonly count: number; readonly errors: readonly Flaw[] }
  | { readonly code: "payplan/unchanged"; readonly number: number }
  | {
      readonly code: "payplan/not_a_period";
      readonly value: Day;
      readonly before: Day;
      readonly after: Day;
      readonly pointer: "/from";
    }
  | { readonly code: "payplan/locked"; readonly open: Day; readonly value: Day }
  | ReturnType<typeof cutting>
  | { readonly code: "commit/busy" };
export type Published = { readonly version: Version; readonly asked: number };

/**
 * Makes the draft the next version, for ever. Refused while anything stands against it, by the document
 * or by the company's own facts; it begins on the first day of a pay period that is not locked.
 */
export async function publishPlan(
  db: TenantDb,
  deps: PublishDeps,
  { id, version, from, today, answer }: Asked,
): Promise<Result<Published, PublishError>> {
  const { payplans, locked } = deps;
  const { plan, versions, calendar, open } = await db.load({
    plan: payplans.plan(id),
    versions: payplans.versions(id),
    calendar: deps.calendar.calendar(),
    open: locked.openFrom(id),
  });
  if (!plan) return err({ code: "payplan/not_found", id });
  if (plan.version !== version) return stale(version, plan.version);
  if (plan.archived) return err({ code: "payplan/archived", id });
  const number = plan.published + 1;
  const document = numbered(plan.document, number, from);
  const earlier = versions.filter((each) => each.from < from);
  const { flaws } = checkDraft(document, earlier);
  if (flaws.length > 0) return refused(flaws);
  const read = parse(PlanDocument, document);
  const time = timeIn(calendar);
  if (!isFirstDay(time, read.pay, from)) {
    const around = firstDaysAround(time, read.pay, from);
    return err({ code: "payplan/not_a_period", value: from, ...around, pointer: "/from" });
  }
  const before = inForce(earlier).at(-1);
  const levels = before ? levelsCut(time, parse(PlanDocument, before.document), read, from) : [];
  if (levels.length > 0) return refused(levels);
  const shut = lockedBefore(open, from);
  if (shut) return err(shut);
  const { begun } = await db.load({ begun: locked.begun(id, from) });
  const cut = begun.filter((run) => run.from < from || !isPeriod(time, read.pay, run));
  const [first] = cut;
  if (first) return err(cutting(first, cut));
  const hash = planHash(document);
  const newest = versions.at(-1);
  if (newest && planHash(numbered(document, newest.number, newest.from)) === newest.hash)
    if (newest.from === from) return err({ code: "payplan/unchanged", number: newest.number });
  const facts = await deps.facts(db, id, document, from);
  const more = flawsBy(read, facts);
  if (more.length > 0) return refused(more);

  const { asked } = await db.load({ asked: payplans.asked(id, number, today) });
  const until = (document.until ?? FOREVER) as Day; // Checked as a day by the contract.
  const made: Version = {
    ...{ plan: id, number, document, hash, from, until },
    ...{ authors: plan.editors, by: db.actor(), byName: null, byNameEn: null },
    ...{ at: db.now, seq: 0 },
  };
  const row = { plan: id, number, document: canonical(document), hash, from, until, at: db.now };
  const done = await commit(db, {
    event: "incentive_plan/published",
    subject: id,
    detail: { plan: id, number, hash, from, asked: asked.length },
    expect: [
      payplans.expect.draft(id, version),
      locked.isOpenAt(id, from),
      locked.onlyBegun(id, from, begun),
    ],
    writes: payplans.publish(row, db.actor()),
    answer: { status: 201, body: answer(made, asked.length) },
  });
  return done.ok ? ok({ version: made, asked: asked.length }) : err({ code: "commit/busy" });
}

/** Runs whose days are no pay period of the version: each is named. */
function cutting({ from, until }: Begun, runs: readonly Begun[]) {
  const errors = runs.map((run): Flaw => ({
    ...{ pointer: "/from", code: "payplan/run_begun", run: run.run },
    ...{ from: run.from, until: run.until },
  }));
  return { code: "payplan/period_begun", from, until, count: runs.length, errors } as const;
}

/** A document as it is published: with its number and its first day. */
export function numbered(document: PlanJson, number: number, from: string): PlanJson {
  return { ...document, version: number, from };
}

function refused(flaws: readonly Flaw[]) {
  return err({ code: "payplan/flaws", count: flaws.length, errors: flaws } as const);
}
