import * as v from "valibot";
import {
  every,
  maybe,
  read,
  type Read,
  SEQ,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { Column } from "./settings.ts";

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
export const exportReads = {
  /** Files that went to payroll, the newest first. */
  exports: (run: string): Read<ExportRecord[]> =>
    read(
      `SELECT e.id, e.by, e.at, e.format, e.columns, e.rows, e.checksum, w.name, w.name_en
       FROM pay_exports AS e
         LEFT JOIN access AS x ON x.tenant = ?1 AND x.account = e.by
         LEFT JOIN people AS w ON w.tenant = ?1 AND w.id = x.person
       WHERE e.tenant = ?1 AND e.run = ?2 ORDER BY e.at DESC, e.id DESC`,
      [run],
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
};

export const exportWrites = {
  addExport: (
    run: string,
    of: Pick<ExportRecord, "id" | "by" | "at" | "format" | "columns" | "rows" | "checksum"> & {
      readonly totals: string;
    },
  ): Statement =>
    write(
      `INSERT INTO pay_exports (tenant, run, id, by, at, format, columns, rows, totals, checksum, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ${SEQ}`,
      run,
      of.id,
      of.by,
      of.at,
      of.format,
      JSON.stringify(of.columns),
      of.rows,
      of.totals,
      of.checksum,
    ),
};
