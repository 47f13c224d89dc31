import type { Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Actor } from "../tenancy/actor.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { NotFound } from "./change-plan.ts";
import type { Asked } from "./acceptance-store.ts";
import type { PayplanStore } from "./store.ts";

type Signing = {
  readonly plan: string;
  readonly number: number;
  readonly hash: string;
  readonly language: string;
};
type AcceptError =
  | NotFound
  | { readonly code: "payplan/not_yours" }
  | { readonly code: "payplan/other_text"; readonly number: number }
  | { readonly code: "payplan/accepted_already"; readonly number: number }
  | { readonly code: "commit/busy" };
export type Signed = { readonly number: number; readonly hash: string; readonly at: number };

/**
 * One signature: by the person alone, on the text of the newest version. A key is nobody's hand, and
 * who is not on the plan has nothing to accept.
 */
export async function acceptVersion(
  db: TenantDb,
  payplans: PayplanStore,
  { plan: id, number, hash, language }: Signing,
  { actor, today }: { readonly actor: () => Actor; readonly today: Day },
): Promise<Result<Signed, AcceptError>> {
  const { plan } = await db.load({ plan: payplans.plan(id) });
  const { person, account, scopes } = actor();
  if (person === null || account === null || scopes !== null)
    return err({ code: "payplan/not_yours" });
  const { version, stays, last } = await db.load({
    version: payplans.version(id, plan?.published ?? 0),
    stays: payplans.staysOf([person]),
    last: payplans.lastAccepted(id, person),
  });
  const isOn = stays.some((stay) => stay.plan === id && stay.until > today);
  // Who is not on it learns nothing of it, not even that it exists.
  if (!plan || !version || !isOn) return err({ code: "payplan/not_found", id });
  if (version.number !== number || version.hash !== hash)
    return err({ code: "payplan/other_text", number: version.number });
  if (last?.number === number) return err({ code: "payplan/accepted_already", number });
  const signed = { number, hash, at: db.now };
  const done = await commit(db, {
    event: "incentive_plan/accepted",
    subject: id,
    detail: { plan: id, number, person, hash },
    writes: [
      payplans.accept({ plan: id, language, ...signed }, person, account),
      payplans.tallyAccepted({ plan: id, number, at: db.now }),
    ],
    answer: { status: 201, body: signed },
  });
  return done.ok ? ok(signed) : err({ code: "commit/busy" });
}

type RemindError =
  | NotFound
  | { readonly code: "payplan/not_published" }
  | { readonly code: "payplan/not_on_plan"; readonly value: string; readonly until: Day }
  | { readonly code: "commit/busy" };

const DAY_MS = 86_400_000;

/** Who is still to be asked again: has not accepted, and heard nothing within the last day. */
export function toRemind(
  asked: readonly Asked[],
  people: readonly string[] | null,
  now: number,
): string[] {
  return asked
    .filter(({ person, accepted, reminded }) => {
      const isMeant = people === null || people.includes(person);
      return isMeant && accepted === null && (reminded === null || now - reminded >= DAY_MS);
    })
    .map(({ person }) => person);
}

/** Reminds whoever has not accepted the newest version; it stands on their first page. */
export async function remind(
  db: TenantDb,
  payplans: PayplanStore,
  { plan: id, people, today }: { plan: string; people: readonly string[] | null; today: Day },
): Promise<Result<{ reminded: number }, RemindError>> {
  const { plan } = await db.load({ plan: payplans.plan(id) });
  if (!plan) return err({ code: "payplan/not_found", id });
  const number = plan.published;
  if (number === 0) return err({ code: "payplan/not_published" });
  const { asked } = await db.load({ asked: payplans.asked(id, number, today) });
  const absent = people?.find((person) => !asked.some((each) => each.person === person));
  if (absent !== undefined)
    return err({ code: "payplan/not_on_plan", value: absent, until: today });
  const who = toRemind(asked, people, db.now);
  if (who.length === 0) return ok({ reminded: 0 });
  const done = await commit(db, {
    event: "incentive_plan/reminded",
    subject: id,
    detail: { plan: id, number, people: who.length },
    writes: [payplans.remind({ plan: id, number, by: db.actor(), at: db.now }, who)],
    answer: { status: 200, body: { reminded: who.length } },
  });
  return done.ok ? ok({ reminded: who.length }) : err({ code: "commit/busy" });
}
