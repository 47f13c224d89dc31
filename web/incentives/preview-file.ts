// A preview or replay as a workbook: each person, each pay period, each component, and for a replay
// the deals on which most pay hangs.
import { currencyScale } from "../../workers/lib/money.ts";
import { parseRate } from "../../workers/lib/rate.ts";
import { day, moment } from "../format.ts";
import { language } from "../messages/language.ts";
import type { Catalogues } from "../messages/messages.ts";
import { amount, definitionsSheet, type FileColumn, tableSheet } from "../payplans/table-file.ts";
import { periodName } from "../payruns/names.ts";
import { type Cell, text } from "../payruns/sheet-cells.ts";
import type { Sheet } from "../payruns/statement-sheets.ts";
import { saveWorkbook } from "../payruns/workbook.ts";
import type { Candidate, Result } from "./preview-model.ts";
import type { SensitiveDeal } from "./replay.ts";
import type { PersonPay, Simulation } from "./simulate.ts";
import { partName } from "./part-name.ts";
import { lastDay } from "./spans.ts";
import { nameOf } from "../people/name.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";

type Words = Catalogues["simulation"];
export type PreviewFile = {
  readonly plan: PlanJson;
  readonly result: Result;
  readonly candidates: readonly Candidate[];
  readonly nowMs: number;
};

export function previewSheets(of: PreviewFile, w: Words): Sheet[] {
  const { plan, result, candidates, nowMs } = of;
  const { simulation, replay, span, against } = result;
  const scale = currencyScale(simulation.currency);
  const known = new Map(candidates.map((each) => [each.person, each]));
  const sheets = [
    peopleTable(simulation, known, scale, w),
    periodTable(simulation, scale, w),
    componentTable(simulation, plan, scale, w),
    ...(replay ? [dealTable(replay.deals, scale, w)] : []),
  ];
  const to = language.value;
  const facts: [string, string][] = [
    [w.file.plan, plan.name[to]],
    [w.when, `${day(span.from)} – ${day(lastDay(span))}`],
    [w.file.currency, simulation.currency],
    [w.file.against, against ? against.name[to] : w.file.none],
    [w.file.at, moment(nowMs)],
    [w.file.how, w.file.howText],
  ];
  return [...sheets.map(({ sheet }) => sheet), definitionsSheet(w.file.definitions, facts, sheets)];
}

export async function savePreview(of: PreviewFile, w: Words): Promise<void> {
  const { span, simulation } = of.result;
  const days = `${span.from} ${lastDay(span)}`;
  const name = `${of.plan.name[language.value]} ${w.file.name} ${days}`;
  await saveWorkbook(previewSheets(of, w), name, currencyScale(simulation.currency));
}

type Told<Row> = {
  readonly name: string;
  readonly columns: readonly FileColumn<Row>[];
  readonly rows: readonly Row[];
  readonly total?: string;
};

function told<Row>(table: Told<Row>) {
  return { name: table.name, columns: table.columns, sheet: tableSheet(table) };
}

function peopleTable(
  { people, costBefore }: Simulation,
  known: ReadonlyMap<string, Candidate>,
  scale: number,
  w: Words,
) {
  const { heads, meanings } = w.file;
  const of = ({ person }: PersonPay) => known.get(person);
  const unit = (each: Candidate | undefined) =>
    each && each.unitName !== null ? nameOf({ name: each.unitName, nameEn: each.unitNameEn }) : "";
  const columns: FileColumn<PersonPay>[] = [
    {
      head: heads.code,
      meaning: meanings.code,
      width: 12,
      cell: (row) => text(of(row)?.code ?? ""),
    },
    {
      ...{ head: w.person, meaning: meanings.person, width: 18 },
      cell: (row) => {
        const each = of(row);
        return text(each ? nameOf(each) : row.name);
      },
    },
    { head: heads.unit, meaning: meanings.unit, width: 18, cell: (row) => text(unit(of(row))) },
    {
      ...{ head: w.underDraft, meaning: meanings.draft, width: 16, isSummed: true },
      cell: ({ pay }) => amount(pay, scale),
    },
    ...(costBefore === null
      ? []
      : [
          {
            ...{ head: w.underBefore, meaning: meanings.before, width: 16, isSummed: true },
            cell: ({ before }: PersonPay) => (before === null ? null : amount(before, scale)),
          },
          {
            ...{ head: w.more, meaning: meanings.more, width: 16, isSummed: true },
            cell: ({ before }: PersonPay, line: number): Cell =>
              before === null
                ? null
                : { kind: "formula", formula: `D${line}-E${line}`, format: "money" },
          },
        ]),
  ];
  return told({ name: w.perPerson, columns, rows: people, total: w.file.total });
}

type Month = Simulation["months"][number] & { readonly until: string };

function periodTable({ months, periods, costBefore }: Simulation, scale: number, w: Words) {
  const { meanings } = w.file;
  const rows = months.map((month, at) => ({ ...month, until: periods[at]?.until ?? month.from }));
  const columns: FileColumn<Month>[] = [
    { head: w.period, meaning: meanings.period, width: 28, cell: (row) => text(periodName(row)) },
    {
      ...{ head: w.underDraft, meaning: meanings.draft, width: 18, isSummed: true },
      cell: ({ cost }) => amount(cost, scale),
    },
    ...(costBefore === null
      ? []
      : [
          {
            ...{ head: w.underBefore, meaning: meanings.before, width: 18, isSummed: true },
            cell: ({ before }: Month) => amount(before ?? 0n, scale),
          },
        ]),
  ];
  return told({ name: w.file.periods, columns, rows, total: w.file.total });
}

type Part = Simulation["components"][number];

function componentTable({ components }: Simulation, plan: PlanJson, scale: number, w: Words) {
  const columns: FileColumn<Part>[] = [
    {
      ...{ head: w.line, meaning: w.file.meanings.component, width: 28 },
      cell: ({ key }) => text(partName(key, plan, w)),
    },
    {
      ...{ head: w.underDraft, meaning: w.file.meanings.draft, width: 18, isSummed: true },
      cell: (part) => amount(part.amount, scale),
    },
  ];
  return told({ name: w.components, columns, rows: components, total: w.file.total });
}

function dealTable(deals: readonly SensitiveDeal[], scale: number, w: Words) {
  const { meanings } = w.file;
  const columns: FileColumn<SensitiveDeal>[] = [
    { head: w.deal, meaning: meanings.deal, width: 24, cell: ({ deal }) => text(deal) },
    { head: w.about, meaning: meanings.about, width: 20, cell: ({ about }) => text(about ?? "") },
    { head: w.person, meaning: meanings.person, width: 18, cell: ({ name }) => text(name) },
    { head: w.on, meaning: meanings.on, width: 14, cell: ({ on }) => text(day(on)) },
    {
      ...{ head: w.amount, meaning: meanings.amount, width: 18 },
      cell: ({ amount: sold }) => {
        const value = parseRate(sold);
        return value && { kind: "input", value, format: "money" };
      },
    },
    {
      ...{ head: w.hangs, meaning: meanings.hangs, width: 18 },
      cell: ({ pay }) => amount(pay, scale),
    },
  ];
  return told({ name: w.deals, columns, rows: deals });
}
