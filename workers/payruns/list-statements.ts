import { err, ok } from "../lib/result.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { newestVersion, payBefore } from "./read-run.ts";
import { sumsWire } from "./show-statement.ts";
import type { Listed } from "./statement-store.ts";
import { moneyIn } from "./wire.ts";

type Asked = {
  readonly run: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** A page of a run's statements, by person: last period's pay, and what the newest calculation changed. */
export async function listStatements(db: TenantDb, deps: Deps, { run: id, cursor, limit }: Asked) {
  const { runs, plans, beside } = deps;
  const { run, disputes } = await db.load({
    run: runs.run(id),
    disputes: beside.openDisputes(id),
  });
  if (!run) return err({ code: "pay_run/not_found", id } as const);
  const [person = "", currency = ""] = cursor?.split(":") ?? [];
  const { page, others, versions } = await db.load({
    page: runs.statements(run.id, run.calc, run.until, { person, currency }, limit),
    others: runs.runs(run.plan, null, 2_000),
    versions: plans.versions(run.plan),
  });
  const past = others.find(({ until }) => until === run.from) ?? null;
  const number = newestVersion(versions, run)?.number ?? 0;
  const { sums, accepted } = await db.load({
    sums: runs.hashes(past?.id ?? "", past?.calc ?? 0),
    accepted: plans.acceptances(run.plan, number),
  });
  const before = payBefore(sums);
  const signed = new Set(accepted.map((each) => each.person));
  const items = page.map((row) => {
    const was = before.get(`${row.person} ${row.currency}`) ?? null;
    const money = moneyIn(row.currency);
    const moved = row.calc === run.calc && row.last !== null && row.last !== row.pay;
    return {
      ...{ person: row.person, code: row.code, name: row.name, nameEn: row.nameEn },
      ...{ unit: row.unit, unitName: row.unitName, unitNameEn: row.unitNameEn },
      ...sumsWire(row, run.state),
      before: was === null ? null : money(was),
      last: moved && row.last !== null ? money(row.last) : null,
      flags: flagsOf(row, was, moved, past !== null),
      disputes: disputes.filter((each) => each.person === row.person).length,
      accepted: signed.has(row.person),
    };
  });
  const end = page.at(-1);
  const next = page.length === limit && end ? `${end.person}:${end.currency}` : null;
  return ok({ body: { items, next } });
}

type Flag = "zero" | "negative" | "capped" | "big_change" | "new" | "changed" | "true_up" | "owes";

/** What a reader should look at first. A big change is half or double of last period's pay. */
function flagsOf(row: Listed, was: bigint | null, moved: boolean, hasPast: boolean): Flag[] {
  const flags: Flag[] = [];
  if (row.pay === 0n) flags.push("zero");
  if (row.pay < 0n) flags.push("negative");
  if (row.capped) flags.push("capped");
  if (was !== null && was > 0n && (row.pay * 2n < was || row.pay > was * 2n))
    flags.push("big_change");
  if (hasPast && was === null) flags.push("new");
  if (moved) flags.push("changed");
  if (row.trueUp !== 0n) flags.push("true_up");
  if (row.debt > 0n) flags.push("owes");
  return flags;
}
