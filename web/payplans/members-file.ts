// The people of a plan as a workbook: their stays, their own terms as numbers, and who accepted when.
import { currencyScale } from "../../workers/lib/money.ts";
import { parseRate } from "../../workers/lib/rate.ts";
import { day, moment } from "../format.ts";
import { language } from "../messages/language.ts";
import type { Catalogues } from "../messages/messages.ts";
import { type Cell, text } from "../payruns/sheet-cells.ts";
import type { Sheet } from "../payruns/statement-sheets.ts";
import { saveWorkbook } from "../payruns/workbook.ts";
import { nameOf } from "../people/name.ts";
import type { Payplan } from "./model.ts";
import type { Asked, Member } from "./people.ts";
import { definitionsSheet, type FileColumn, tableSheet } from "./table-file.ts";
import { termName } from "./terms.ts";

type Words = Catalogues["payplans"]["people"];
type File = {
  readonly items: readonly Member[];
  readonly asked: ReadonlyMap<string, Asked>;
  readonly plan: Payplan;
};

export function memberSheets({ items, asked, plan }: File, w: Words): Sheet[] {
  const { meanings } = w.file;
  const keys = [
    ...new Set(items.flatMap(({ terms }) => terms.variables.map(({ key }) => key))),
  ].sort();
  const terms = keys.flatMap((key): FileColumn<Member>[] => {
    const of = (member: Member) => member.terms.variables.find((each) => each.key === key);
    const amountOf = (member: Member): Cell => {
      const value = parseRate(of(member)?.amount ?? "");
      return value && { kind: "input", value, format: "money" };
    };
    const perOf = (member: Member) => {
      const per = of(member)?.per ?? "";
      return per in w.per ? w.per[per as keyof typeof w.per] : per;
    };
    return [
      { head: termName(key), meaning: meanings.term, width: 16, cell: amountOf },
      {
        ...{ head: `${termName(key)} · ${w.file.per}`, meaning: meanings.per, width: 12 },
        cell: (member) => text(perOf(member)),
      },
    ];
  });
  const columns: FileColumn<Member>[] = [
    { head: w.file.code, meaning: meanings.code, width: 12, cell: ({ code }) => text(code) },
    { head: w.name, meaning: meanings.name, width: 18, cell: (each) => text(nameOf(each)) },
    {
      ...{ head: w.unit, meaning: meanings.unit, width: 18 },
      cell: ({ unitName, unitNameEn }) =>
        text(unitName === null ? "" : nameOf({ name: unitName, nameEn: unitNameEn })),
    },
    {
      ...{ head: w.position, meaning: meanings.position, width: 16 },
      cell: ({ position }) => text(position ?? ""),
    },
    { head: w.from, meaning: meanings.from, width: 14, cell: ({ from }) => text(day(from)) },
    {
      ...{ head: w.until, meaning: meanings.until, width: 14 },
      cell: ({ until }) => text(until === null ? "" : day(until)),
    },
    ...terms,
    {
      ...{ head: w.accepted, meaning: meanings.accepted, width: 20 },
      cell: ({ person }) => {
        const at = asked.get(person)?.accepted?.at;
        return text(at === undefined ? "" : moment(at));
      },
    },
  ];
  const name = w.file.sheet;
  const facts: [string, string][] = [
    [w.file.plan, plan.name[language.value]],
    [w.file.currency, plan.currency],
  ];
  return [
    tableSheet({ name, columns, rows: items }),
    definitionsSheet(w.file.definitions, facts, [{ name, columns }]),
  ];
}

export async function saveMembers(of: File, w: Words): Promise<void> {
  const name = `${of.plan.name[language.value]} ${w.file.sheet}`;
  await saveWorkbook(memberSheets(of, w), name, currencyScale(of.plan.currency));
}
