// A statement as the workbook that recalculates itself, in the reader's language.
import { stepWords } from "../../workers/incentives/sentences/steps.ts";
import { inWords, called, periodName } from "./names.ts";
import { language } from "../messages/language.ts";
import { type Catalogues, words } from "../messages/messages.ts";
import { type Bridge, bridgesOf } from "./differences.ts";
import { startOf } from "./statement-bridges.tsx";
import { entryName } from "./entry-words.ts";
import { nameOfLine, namesOf, planOf } from "./statement-words.ts";
import type { TracedLine } from "./statement-model.ts";
import {
  type SheetBridge,
  type SheetCredit,
  statementSheets,
  type SheetWords,
} from "./statement-sheets.ts";
import type { StatementPage } from "./wire.ts";
import { saveWorkbook } from "./workbook.ts";

type Words = Catalogues["statement"]["sheet"];

export async function saveStatement(
  page: StatementPage,
  lines: readonly TracedLine[],
  w: Words,
): Promise<void> {
  const { scale } = page.statement;
  const sheets = statementSheets(
    {
      lines: lines.map((line) => ({
        ...line,
        name: nameOfLine(page, line),
        bridges: bridgesOf(line, page.compared).map(bridgeIn),
      })),
      credits: creditsOf(page),
      units: 10n ** BigInt(scale),
    },
    wordsOf(page, w),
  );
  await saveWorkbook(sheets, w.name(called(page.person), periodName(page.run)), scale);
}

function bridgeIn(bridge: Bridge): SheetBridge {
  const w = words("statement").bridge;
  return {
    title: w.title,
    from: [startOf(bridge), bridge.shown],
    parts: bridge.parts.map(({ kind, size }) => [w.parts[kind] ?? "", size]),
    to: [w.used[bridge.of], bridge.used],
  };
}

function creditsOf({ input, entries }: StatementPage): ReadonlyMap<string, SheetCredit> {
  const sources = new Map(
    entries.map((each) => [each.credit, `${entryName(each)} (${each.externalId})`]),
  );
  return new Map(
    (input?.credits ?? []).map((credit) => [
      credit.id,
      { ...credit, source: sources.get(credit.id) ?? credit.id },
    ]),
  );
}

function wordsOf(page: StatementPage, w: Words): SheetWords {
  const plan = planOf(page, page.run.from);
  const of = { component: null, currency: page.currency, nameOf: namesOf(page) };
  const said = (step: Parameters<SheetWords["title"]>[0]) =>
    plan ? stepWords(step, { plan, ...of }, language.value) : null;
  const { about } = w;
  return {
    title: (step) => said(step)?.title ?? step.rule,
    figure: (step, key) => {
      if (key.startsWith("mode."))
        return said(step)?.figures.find((each) => each.key === "mode")?.text ?? key.slice(5);
      return said(step)?.figures.find((each) => each.key === key)?.name ?? key;
    },
    sheets: { lines: w.lines, trace: w.trace, entries: w.entries, definitions: w.definitions },
    heads: {
      lines: w.linesHeads,
      trace: w.traceHeads,
      entries: w.entriesHeads,
    },
    ...{ other: w.other, after: w.after, line: w.line, result: w.result, before: w.before },
    ...{ amount: w.amount, waits: w.waits, earned: w.earned, released: w.released },
    ...{ payable: w.payable, settled: w.settled, pay: w.pay },
    about: [
      [about.person, `${called(page.person)} (${page.person.code})`],
      [about.period, periodName(page.statement.period)],
      [about.plan, `${inWords(page.run.plan.name)} ${page.run.versions.join(", ")}`],
      [about.hash, page.hash],
      [about.inputHash, page.inputHash ?? ""],
      [about.colours, about.coloursText],
      [about.order, about.orderText],
      [about.other, about.otherText],
    ],
  };
}
