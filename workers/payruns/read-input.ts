import type { PlanJson } from "../incentives/plan-document.ts";
import { addMonths, type Day } from "../lib/day.ts";
import { err, ok } from "../lib/result.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { inputOf } from "./compute.ts";
import type { Deps } from "./deps.ts";
import { basisNow } from "./read-basis.ts";
import { readRows } from "./read-rows.ts";

/** People of one page of an input. */
const PEOPLE_A_PAGE = 300;
const MONTHS_MAX = 25;

type Asked = {
  readonly plan: string;
  readonly document?: PlanJson | undefined;
  readonly from: Day;
  readonly until: Day;
  readonly people?: readonly string[] | undefined;
  readonly cursor?: string | undefined;
  readonly posted: boolean;
};

/**
 * Everything an evaluation of a plan, or of a draft of it, reads over an interval; nothing is written.
 * People come in pages by their id; what all share comes with each page.
 */
export async function readInput(db: TenantDb, deps: Deps, asked: Asked) {
  const { plan, document, from, until, people, cursor = "", posted } = asked;
  const { kept } = await db.load({ kept: deps.plans.plan(plan) });
  if (!kept) return err({ code: "payplan/not_found", id: plan } as const);
  if (until <= from || until > addMonths(from, MONTHS_MAX))
    return err({ code: "pay_run/interval", from, until } as const);
  const now = await basisNow(db, deps, {
    ...{ plan, from, until },
    ...(document ? { document } : {}),
    ...(people ? { people } : {}),
    ...(posted ? {} : { closed: [] }),
  });
  if (now.documents.length === 0) return err({ code: "pay_run/not_published" } as const);
  const rest = now.people
    .toSorted((a, b) => (a.participant.id < b.participant.id ? -1 : 1))
    .filter(({ participant }) => participant.id > cursor);
  const page = rest.slice(0, PEOPLE_A_PAGE);
  const ids = page.map(({ participant }) => participant.id);
  const others = cursor === "" ? now.basis.others.map(({ person }) => person) : [];
  const log = await readRows(db, deps, {
    ...{ plan, basis: now.basis, documents: now.documents, people: [...ids, ...others] },
  });
  const input = inputOf({
    ...{ basis: now.basis, documents: now.documents, people: page, ...log },
    posted: posted ? log.posted : [],
  });
  return ok({
    input,
    people: now.people.length,
    credits: input.credits?.length ?? 0,
    next: rest.length > page.length ? (ids.at(-1) ?? null) : null,
  });
}
