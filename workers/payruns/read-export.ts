import { assert, must } from "../lib/assert.ts";
import { sha256 } from "../lib/hash.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { csvOf, type Paid, payrollFile } from "./export.ts";
import type { ExportRecord } from "./export-store.ts";
import { newestVersion } from "./read-run.ts";
import { replayed, statementIn } from "./replay.ts";
import type { Run } from "./run.ts";
import type { Field } from "./settings.ts";
import type { State } from "./states.ts";

export type ExportError =
  | { readonly code: "pay_run/not_found"; readonly id: string }
  | { readonly code: "pay_run/not_locked"; readonly state: State };

/** The payroll file of a closed run, with everybody who took it, the first of them first. */
export async function readExport(db: TenantDb, deps: Deps, id: string) {
  const file = await fileOf(db, deps, id);
  return file.ok ? ok(file.value.body) : file;
}

async function fileOf(db: TenantDb, deps: Deps, id: string) {
  const { runs, plans } = deps;
  const first = await db.load({
    run: runs.run(id),
    settings: runs.settings(),
    records: runs.exports(id),
  });
  const { run, settings, records } = first;
  if (!run) return refusal({ code: "pay_run/not_found", id });
  if (run.state !== "locked" && run.state !== "paid")
    return refusal({ code: "pay_run/not_locked", state: run.state });
  const { versions } = await db.load({ versions: plans.versions(run.plan) });
  const number = newestVersion(versions, run)?.number ?? 0;
  const rows = await paidOf(db, deps, run, number);
  const byCode = rows.toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const file = payrollFile(byCode, settings.columns, {
    ...{ from: run.from, until: run.until, plan: run.planName.zh },
  });
  const csv = csvOf(file);
  const missing = byCode.filter(({ signed }) => !signed);
  const named = new Map(missing.map(({ person, name, nameEn }) => [person, { name, nameEn }]));
  const body = {
    ...{ columns: [...file.columns], rows: file.rows.map((row) => [...row]) },
    totals: file.totals.map((row) => [...row]),
    ...{ checksum: await sha256(csv), csv, file: `payroll-${run.planKey}-${run.from}.csv` },
    hidesAdvances:
      byCode.some(({ advanced }) => advanced !== 0n) &&
      !settings.columns.some(({ field }) => OF_ADVANCES.includes(field)),
    notAccepted: [...named].map(([person, names]) => ({ person, ...names })),
    records: records.toReversed().map(recordWire),
  };
  return ok({ run, body, columns: settings.columns });
}

function refusal(error: ExportError): Result<never, ExportError> {
  return err(error);
}

/** Columns that tell payroll what was paid at the start already. */
const OF_ADVANCES: readonly Field[] = ["advance", "due", "totalDue"];

/** Everybody whom a run pays. What was advanced before it was kept with a statement is computed again. */
export async function paidOf(
  db: TenantDb,
  deps: Deps,
  run: Run,
  number: number,
): Promise<readonly Paid[]> {
  const { id, calc, until, plan } = run;
  const { rows } = await db.load({
    rows: deps.runs.payees({ run: id, calc, until, plan, number }),
  });
  const untold = rows.flatMap(({ person, advanced }) => (advanced === null ? [person] : []));
  const again = untold.length === 0 ? null : await replayed(db, deps, run, untold);
  return rows.map((row) => {
    const made =
      row.advanced === null && again ? statementIn(again, row.person, row.currency) : null;
    return { ...row, advanced: row.advanced ?? made?.advanced ?? 0n };
  });
}

export function recordWire({ id, by, name, nameEn, at, checksum, format }: ExportRecord) {
  return { id, by, name, nameEn, at, checksum, format };
}

/**
 * Takes the file: who, when, in which form and with which checksum is kept. The answer has no rows, as
 * it is kept too. A second time under one id is answered as the first; throws where nothing could be
 * written, so that no file counts as taken that is on no record.
 */
export async function takeExport(
  db: TenantDb,
  deps: Deps,
  asked: { readonly run: string; readonly id: string; readonly format: "csv" | "xlsx" },
) {
  const file = await fileOf(db, deps, asked.run);
  if (!file.ok) return file;
  const { run, body, columns } = file.value;
  const { totals, checksum } = body;
  const { who } = await db.load({ who: deps.runs.behind(db.actor()) });
  const record = {
    ...{ id: asked.id, by: who.person, at: db.now, format: asked.format },
    ...{ columns, rows: body.rows.length, checksum },
  };
  const { id, at, format, rows } = record;
  const answer = { id, at, format, file: body.file, rows, totals, checksum };
  const done = await commit(db, {
    event: "pay_run/exported",
    subject: run.id,
    detail: {
      ...{ run: run.id, plan: run.plan, export: asked.id, format: asked.format },
      ...{ rows: body.rows.length, checksum },
    },
    writes: [
      deps.runs.addExport(run.id, {
        ...record,
        totals: JSON.stringify(totals),
        kind: "pay",
        told: null,
      }),
    ],
    answer: { status: 201, body: answer },
  });
  if (done.ok) return ok(answer);
  assert(done.error.code === "commit/unique", "a file that was taken is on record");
  // A second one under the same id is the first one's: it is on record already.
  const { records } = await db.load({ records: deps.runs.exports(run.id) });
  const kept = must(records.find((each) => each.id === id));
  return ok({ ...answer, at: kept.at, format: kept.format });
}
