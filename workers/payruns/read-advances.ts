import { sha256 } from "../lib/hash.ts";
import { ascending } from "../lib/list.ts";
import { assert, must } from "../lib/assert.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { inForceOver } from "../payplans/in-force.ts";
import type { Version } from "../payplans/store.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { advancesNow, paysInAdvance } from "./advances.ts";
import type { InputFlawed } from "./compute-all.ts";
import type { Deps } from "./deps.ts";
import { advanceFile, type Advanced, csvOf } from "./export.ts";
import type { Told } from "./export-store.ts";
import { paidOf, recordWire } from "./read-export.ts";
import type { Run } from "./run.ts";
import { moneyIn } from "./wire.ts";

export type AdvanceError =
  | { readonly code: "pay_run/not_found"; readonly id: string }
  | { readonly code: "pay_run/no_advances" }
  | InputFlawed;

/**
 * What is paid at the start of a run's period, as a file for payroll: as known now, or as the statements
 * have it once the run is closed. Beside it stand those for whom the most that a file ever said is
 * another sum: they left, joined or were moved since. Another file does not make them go away, since
 * what an earlier one said may have been paid.
 */
export async function readAdvances(db: TenantDb, deps: Deps, id: string) {
  const made = await advancesOf(db, deps, id);
  return made.ok ? ok(made.value.body) : made;
}

async function advancesOf(db: TenantDb, deps: Deps, id: string) {
  const { runs, plans } = deps;
  const { run, settings, records, told } = await db.load({
    run: runs.run(id),
    settings: runs.settings(),
    records: runs.exports(id, "advances"),
    told: runs.told(id),
  });
  if (!run) return refusal({ code: "pay_run/not_found", id });
  const { versions } = await db.load({ versions: plans.versions(run.plan) });
  if (!paysInAdvance(versions, run)) return refusal({ code: "pay_run/no_advances" });
  const known = await amountsOf(db, deps, run, versions);
  if (!known.ok) return known;
  const now = await named(db, deps, run, known.value);
  const before = await named(db, deps, run, told ?? []);
  const file = advanceFile(now, settings.columns, { ...run, plan: run.planName.zh });
  const csv = csvOf(file);
  const body = {
    ...{ columns: [...file.columns], rows: file.rows.map((row) => [...row]) },
    totals: file.totals.map((row) => [...row]),
    ...{ checksum: await sha256(csv), csv, file: `advances-${run.planKey}-${run.from}.csv` },
    people: now.map(({ person, name, nameEn, currency, amount }) => ({
      ...{ person, name, nameEn, currency, amount: moneyIn(currency)(amount) },
    })),
    moved: told === null ? [] : movedBetween(before, now),
    records: records.toReversed().map(recordWire),
  };
  return ok({ run, body, told: known.value, columns: settings.columns });
}

function refusal(error: AdvanceError): Result<never, AdvanceError> {
  return err(error);
}

async function amountsOf(
  db: TenantDb,
  deps: Deps,
  run: Run,
  versions: readonly Version[],
): Promise<Result<Told[], InputFlawed>> {
  if (run.state !== "locked" && run.state !== "paid")
    return await advancesNow(db, deps, run, versions);
  const number = inForceOver(versions, run).at(-1)?.number ?? 0;
  const paid = await paidOf(db, deps, run, number);
  return ok(
    paid.flatMap(({ person, currency, advanced }) =>
      advanced === 0n ? [] : [{ person, currency, amount: advanced }],
    ),
  );
}

/** By the people's numbers, with the unit they sit in at the period's end. */
async function named(
  db: TenantDb,
  { input }: Deps,
  run: Run,
  amounts: readonly Told[],
): Promise<Advanced[]> {
  if (amounts.length === 0) return [];
  const { newest } = await db.load({ newest: input.newest() });
  const people = amounts.map(({ person }) => person);
  const { facts, units } = await db.load({
    facts: input.people(people, newest),
    units: input.units(run.until),
  });
  const known = new Map(facts.map((each) => [each.id, each]));
  const unitNames = new Map(units.map(({ code, name }) => [code, name]));
  return amounts
    .map(({ person, currency, amount }) => {
      const of = known.get(person);
      const seat = of?.seats.findLast(({ from }) => from < run.until)?.unit ?? "";
      return {
        ...{ person, currency, amount, code: of?.code ?? "", name: of?.name ?? "" },
        ...{ nameEn: of?.nameEn ?? null, unitName: unitNames.get(seat) ?? null },
      };
    })
    .sort((a, b) => ascending(a.code, b.code));
}

/** Whose advance is another one now than the most that files said. */
function movedBetween(before: readonly Advanced[], now: readonly Advanced[]) {
  const keyOf = ({ person, currency }: Advanced) => `${person} ${currency}`;
  const [was, is] = [before, now].map((all) => new Map(all.map((each) => [keyOf(each), each])));
  return [...new Map([...now, ...before].map((each) => [keyOf(each), each])).values()].flatMap(
    (each) => {
      const [told, holds] = [was, is].map((all) => all?.get(keyOf(each))?.amount ?? 0n);
      const money = moneyIn(each.currency);
      if (told === holds) return [];
      return [
        {
          ...{ person: each.person, name: each.name, nameEn: each.nameEn },
          ...{ currency: each.currency, told: money(told ?? 0n), now: money(holds ?? 0n) },
        },
      ];
    },
  );
}

/**
 * Takes the file of advances: who took it when, its checksum, and who was told to be paid how much are
 * kept. Refused where the period pays nothing in advance.
 */
export async function takeAdvances(
  db: TenantDb,
  deps: Deps,
  asked: { readonly run: string; readonly id: string; readonly format: "csv" | "xlsx" },
) {
  const made = await advancesOf(db, deps, asked.run);
  if (!made.ok) return made;
  const { run, body, told, columns } = made.value;
  const { totals, checksum, rows } = body;
  const { who } = await db.load({ who: deps.runs.behind(db.actor()) });
  const { id, format } = asked;
  const answer = { id, at: db.now, format, file: body.file, rows: rows.length, totals, checksum };
  const done = await commit(db, {
    event: "pay_run/advances_exported",
    subject: run.id,
    detail: { run: run.id, plan: run.plan, export: id, format, rows: rows.length, checksum },
    writes: [
      deps.runs.addExport(run.id, {
        ...{ id, by: who.person, at: db.now, format, columns, rows: rows.length, checksum },
        ...{ totals: JSON.stringify(totals), kind: "advances", told },
      }),
    ],
    answer: { status: 201, body: answer },
  });
  if (done.ok) return ok(answer);
  assert(done.error.code === "commit/unique", "a file that was taken is on record");
  // A second one under the same id is the first one's: it is on record already.
  const { records } = await db.load({ records: deps.runs.exports(run.id, "advances") });
  const kept = must(records.find((each) => each.id === id));
  return ok({ ...answer, at: kept.at, format: kept.format });
}
