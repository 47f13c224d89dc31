// The file of opening balances: the template that is handed out, and the one that comes back.
import { findSheet } from "./opening-sheet.ts";
import { addDays, day as asDay } from "../../workers/lib/day.ts";
import type { FileError } from "../../workers/imports/decode.ts";
import type { Sheet as Read } from "../../workers/imports/sniff.ts";
import type { Result } from "../../workers/lib/result.ts";
import { zh as bothZh } from "../messages/zh/index.ts";
import { en as bothEn } from "../messages/en/index.ts";
import type { Catalogues } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { definitionsSheet, type FileColumn, tableSheet } from "../payplans/table-file.ts";
import { inWords } from "./names.ts";
import { OPENING_FIELDS, type Titles } from "./opening-rows.ts";
import type { Member, Running } from "./openings-model.ts";
import { text } from "./sheet-cells.ts";
import { saveWorkbook } from "./workbook.ts";

type Words = Catalogues["paysettings"]["openings"]["file"];
type Line = { readonly member: Member; readonly running: Running | null };

/** A row for each person and window under way, for sums to be filled in; the rest is there. */
export async function saveTemplate(
  members: readonly Member[],
  running: readonly Running[],
  w: Words,
): Promise<void> {
  const lines = members.flatMap((member): Line[] =>
    running.length === 0
      ? [{ member, running: null }]
      : running.map((each) => ({ member, running: each })),
  );
  const said: Partial<Record<(typeof OPENING_FIELDS)[number], (line: Line) => string>> = {
    person: ({ member }) => member.code,
    name: ({ member }) => nameOf(member),
    component: ({ running: of }) => (of ? inWords(of.name) : ""),
    from: ({ running: of }) => of?.from ?? "",
    last: ({ running: of }) => (of ? addDays(asDay(of.until), -1) : ""),
  };
  const columns = OPENING_FIELDS.map((field): FileColumn<Line> => ({
    ...{ head: w.titles[field], meaning: w.meanings[field], width: 18 },
    cell: (line) => text(said[field]?.(line) ?? ""),
  }));
  await saveWorkbook(
    [
      tableSheet({ name: w.sheet, columns, rows: lines }),
      definitionsSheet(w.definitions, w.facts, [{ name: w.sheet, columns }]),
    ],
    w.name,
  );
}

/** A workbook or a text file as a table. Refuses with what to do about it. */
export async function readFile(file: File): Promise<Result<Read, FileError>> {
  return await findSheet(new Uint8Array(await file.arrayBuffer()));
}

/** A column is known by its title in either language, whoever made the file. */
export async function titlesOfBoth(): Promise<Titles> {
  const [zh, en] = await Promise.all([bothZh.paysettings(), bothEn.paysettings()]);
  const titles = OPENING_FIELDS.map((field) => [
    field,
    [zh, en].map(({ openings }) => openings.file.titles[field]),
  ]);
  return Object.fromEntries(titles) as Titles; // One entry for each field.
}
