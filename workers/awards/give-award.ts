import type { Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { KeptAward } from "./award.ts";
import type { AwardKind } from "./rule.ts";
import { awardWire, type Viewer } from "./show.ts";
import type { AwardStore } from "./store.ts";

type Words = { readonly zh: string; readonly en: string };
export type Giving = {
  readonly id: string;
  readonly kind: AwardKind;
  /** A person or a unit. */
  readonly subject: string;
  readonly title: Words;
  readonly gives: Words;
  readonly from: Day;
  readonly until: Day;
  readonly reason: string;
};
export type GiveError =
  | {
      readonly code: "award/unknown";
      readonly kind: "person";
      readonly value: string;
      readonly pointer: "/subject";
    }
  | { readonly code: "award/exists"; readonly value: string };

/** Gives an award by hand: a seat at the summit, an honour that no figure ranks. */
export async function giveAward(db: TenantDb, store: AwardStore, asked: Giving, viewer: Viewer) {
  const { subject, id, kind, title, gives, from, until, reason } = asked;
  const { person, unit, names } = await db.load({
    person: store.exists("people", subject),
    unit: store.exists("units", subject),
    names: store.names([subject], from),
  });
  if (!person && !unit)
    return refusal({
      ...{ code: "award/unknown", kind: "person", value: subject, pointer: "/subject" },
    });
  const subjectKind = person ? "person" : "unit";
  const name = names.get(subject);
  const award: KeptAward = {
    ...{ id, subject, subjectKind, kind, title, gives, from, until, reason, sample: false },
    ...{ ranking: null, run: null, rule: null, place: null },
    ...{ name: name?.name ?? "", nameEn: name?.nameEn ?? null },
    ...{ unitName: name?.unitName ?? null, unitNameEn: name?.unitNameEn ?? null },
    ...{ account: viewer.account, byName: viewer, at: db.now },
  };
  const body = awardWire(award);
  const done = await commit(db, {
    event: "award/given",
    subject: id,
    detail: { award: id, subject, kind },
    writes: [store.addAwards([{ ...award, component: null }], db.actor(), viewer.account, db.now)],
    answer: { status: 201, body },
  });
  return done.ok ? ok({ body }) : refusal({ code: "award/exists", value: id });
}

function refusal(error: GiveError): Result<never, GiveError> {
  return err(error);
}
