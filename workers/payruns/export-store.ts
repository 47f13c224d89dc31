import * as v from "valibot";
import type { Day } from "../lib/day.ts";
import {
  every,
  maybe,
  read,
  type Read,
  type Row,
  SEQ,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { Column } from "./settings.ts";
import { SUMS, sumsFrom } from "./statement-store.ts";

export type ExportRecord = {
  readonly id: string;
  readonly by: string;
  readonly name: string | null;
  readonly nameEn: string | null;
  readonly at: number;
  readonly format: "csv" | "xlsx";
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly checksum: string;
};
/** A file of a period's pay, or of the advances at its start. */
export type FileKind = "pay" | "advances";
/** Who was told to be paid how much at a period's start; minor units. */
export type Told = { readonly person: string; readonly currency: string; readonly amount: bigint };

/** Whom a payroll file pays: a statement with what payroll asks about its person. */
export type Payee = ReturnType<typeof payeeFrom>;

function payeeFrom(row: Row) {
  return {
    ...sumsFrom(row),
    code: text(row, "code"),
    name: text(row, "name"),
    nameEn: maybe(row, "name_en"),
    unitName: maybe(row, "unit_name"),
    signed: row["signed"] === 1,
  };
}

export const exportReads = {
  /**
   * Everybody's statement of a run as it holds, and whether they signed a version of its plan. In one
   * walk along the key: the other columns of a group are those of its max(calc).
   */
  payees: (of: {
    readonly run: string;
    readonly calc: number;
    readonly until: Day;
    readonly plan: string;
    readonly number: number;
  }): Read<Payee[]> =>
    read(
      `SELECT ${SUMS}, max(s.calc) AS calc, w.code, w.name, w.name_en, u.name AS unit_name,
         a.person IS NOT NULL AS signed
       FROM pay_statements AS s CROSS JOIN people AS w ON w.tenant = ?1 AND w.id = s.person
         LEFT JOIN memberships AS m ON m.tenant = ?1 AND m.person = s.person
           AND m.until_seq IS NULL AND m.from_day < ?4 AND m.until_day >= ?4
         LEFT JOIN units AS u ON u.tenant = ?1 AND u.id = m.unit
         LEFT JOIN incentive_acceptances AS a ON a.tenant = ?1 AND a.plan = ?5 AND a.number = ?6
           AND a.person = s.person
       WHERE s.tenant = ?1 AND s.run = ?2 AND s.calc <= ?3
       GROUP BY s.person, s.currency HAVING s.gone = 0`,
      [of.run, of.calc, of.until, of.plan, of.number],
      every(payeeFrom),
    ),

  /** Files of one kind that went to payroll, the newest first. */
  exports: (run: string, kind: FileKind = "pay"): Read<ExportRecord[]> =>
    read(
      `SELECT e.id, e.by, e.at, e.format, e.columns, e.rows, e.checksum, w.name, w.name_en
       FROM pay_exports AS e
         LEFT JOIN access AS x ON x.tenant = ?1 AND x.account = e.by
         LEFT JOIN people AS w ON w.tenant = ?1 AND w.id = x.person
       WHERE e.tenant = ?1 AND e.run = ?2 AND e.kind = ?3
       ORDER BY e.at DESC, e.id DESC`,
      [run, kind],
      every((row) => ({
        id: text(row, "id"),
        by: text(row, "by"),
        name: maybe(row, "name"),
        nameEn: maybe(row, "name_en"),
        at: whole(row, "at"),
        format: text(row, "format") === "xlsx" ? ("xlsx" as const) : ("csv" as const),
        columns: v.parse(v.array(Column), JSON.parse(text(row, "columns"))),
        rows: whole(row, "rows"),
        checksum: text(row, "checksum"),
      })),
    ),

  /**
   * The most that a file of advances of a run ever told of each person and currency: a file that names
   * less, or nobody, takes back nothing that was paid by one before. Null: none was taken.
   */
  told: (run: string): Read<Told[] | null> =>
    read(
      "SELECT advances FROM pay_exports WHERE tenant = ?1 AND run = ?2 AND kind = 'advances'",
      [run],
      (files) => (files.length === 0 ? null : mostTold(files)),
    ),
};

function mostTold(files: readonly Row[]): Told[] {
  const most = new Map<string, Told>();
  for (const file of files)
    for (const [person, currency, sum] of v.parse(Rows, JSON.parse(text(file, "advances")))) {
      const [key, amount] = [`${person} ${currency}`, BigInt(sum)];
      const before = most.get(key);
      if (!before || before.amount < amount) most.set(key, { person, currency, amount });
    }
  return [...most.values()];
}

const Rows = v.array(v.strictTuple([v.string(), v.string(), v.number()]));

export const exportWrites = {
  addExport: (
    run: string,
    of: Pick<ExportRecord, "id" | "by" | "at" | "format" | "columns" | "rows" | "checksum"> & {
      readonly totals: string;
      readonly kind: FileKind;
      /** Of advances: all of them. */
      readonly told: readonly Told[] | null;
    },
  ): Statement =>
    write(
      `INSERT INTO pay_exports (tenant, run, id, by, at, format, columns, rows, totals, checksum,
         kind, advances, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ${SEQ}`,
      run,
      of.id,
      of.by,
      of.at,
      of.format,
      JSON.stringify(of.columns),
      of.rows,
      of.totals,
      of.checksum,
      of.kind,
      of.told &&
        JSON.stringify(of.told.map((each) => [each.person, each.currency, Number(each.amount)])),
    ),
};
