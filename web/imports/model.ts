// The wizard's moves. A file is decoded, understood and checked here, row by row, by the server's own
// pure code; only rows that pass are sent. Nothing here draws.
import { batch } from "@preact/signals";
import type { DateOrder, Marks } from "../../workers/imports/cell.ts";
import type { Plan } from "../../workers/imports/check.ts";
import { mappingOf, suggest, type Mapping, type Source } from "../../workers/imports/mapping.ts";
import { rejectedCsv } from "../../workers/imports/rejected.ts";
import {
  sniff,
  sniffLines,
  sniffText,
  type Choices,
  type Sheet,
} from "../../workers/imports/sniff.ts";
import type { Problem } from "../api.ts";
import type { Language } from "../messages/language.ts";
import { course } from "./course.ts";
import {
  allMetrics,
  checkOf,
  createMissing,
  createPrecise,
  knownFor,
  missingOf,
  type Kind,
  type Known,
} from "./nouns.ts";
import { recalled, remember } from "./remembered.ts";
import { cancel, countAll, later, upload, type ImportId } from "./send.ts";
import { isWorkbook, readWorkbook } from "./workbook.ts";
import { NOBODY, wizardState, type Input, type Phase } from "./state.ts";

/** Rows checked before the page draws again: about 10 ms of work on a laptop. */
const SLICE_ROWS = 1_000;

export type Wizard = ReturnType<typeof wizard>;

function understood(from: Input, choices: Choices) {
  if ("bytes" in from) return sniff(from.bytes, choices);
  if ("text" in from) return sniffText(from.text, "utf-8", choices);
  return sniffLines(from.sheets[choices.sheet ?? 0]?.lines ?? [], choices);
}

/** One import from file to figures. `onChange` is called when something has been recorded. */
export function wizard(onChange: () => void) {
  const state = wizardState();
  const { kind, input, choices, sheet, fileError, suggestions, mapping, phase, metrics } = state;
  const { orderChosen, marksChosen, checked, accepted, rejected, missing, leaveOut } = state;
  const { sent, counts, running, problem, fields, plan, tooPrecise, undecided } = state;
  let held: ImportId | null = null;
  let round = 0;

  /** Each start makes what is under way stale: a late answer is dropped. */
  function begin(): () => boolean {
    round += 1;
    const mine = round;
    if (held) void cancel(held);
    held = null;
    batch(() => {
      problem.value = null;
      counts.value = null;
      accepted.value = [];
      rejected.value = [];
      missing.value = NOBODY;
      checked.value = 0;
      running.value = null;
    });
    return () => mine === round;
  }

  async function take(file: File): Promise<void> {
    phase.value = "reading";
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (!isWorkbook(bytes)) return await read({ name: file.name, bytes });
    const current = begin();
    const sheets = await readWorkbook(bytes);
    if (!current()) return;
    if (sheets.ok) return await read({ name: file.name, sheets: sheets.value });
    fileError.value = sheets.error;
    phase.value = "waiting";
  }

  async function paste(text: string): Promise<void> {
    await read({ name: "", text });
  }

  async function read(from: Input): Promise<void> {
    batch(() => {
      input.value = from;
      choices.value = {};
      orderChosen.value = null;
      marksChosen.value = null;
      leaveOut.value = false;
      phase.value = "reading";
    });
    await understand();
  }

  /** Finds out again what the file is, with what the reader has overruled. */
  async function understand(): Promise<void> {
    const from = input.value;
    if (!from) return;
    const current = begin();
    await later(0);
    const found = understood(from, choices.value);
    if (!current()) return;
    batch(() => {
      fileError.value = found.ok ? null : found.error;
      sheet.value = found.ok ? found.value : null;
      phase.value = found.ok ? "deciding" : "waiting";
    });
    if (found.ok) await recognise(found.value);
  }

  async function recognise(found: Sheet): Promise<void> {
    if (metrics.value.length === 0) {
      const answer = await allMetrics();
      if (answer.ok) metrics.value = answer.body.items;
      else problem.value = answer.problem;
    }
    const all = suggest(found, fields.value);
    suggestions.value = all;
    mapping.value = withUsual(usable(recalled(kind.value, found)) ?? mappingOf(all));
    await check();
  }

  /** A metric of another company, or of one that is gone, is not taken up again. */
  function usable(before: Mapping | null): Mapping | null {
    const metric = before?.["metric"];
    const gone =
      metric && "value" in metric && !metrics.value.some(({ id }) => id === metric.value);
    return gone ? null : before;
  }

  /** Without a column of metrics every row is of the company's first money metric. */
  function withUsual(from: Mapping): Mapping {
    if (kind.value !== "entries" || from["metric"]) return from;
    const usual =
      metrics.value.find(({ code }) => code === "revenue") ??
      metrics.value.find(({ unit }) => unit === "money") ??
      metrics.value[0];
    return usual ? { ...from, metric: { value: usual.id } } : from;
  }

  async function check(): Promise<void> {
    const [now, how] = [sheet.value, plan.value];
    const current = begin();
    if (!now || !how) {
      phase.value = "deciding";
      return;
    }
    phase.value = "checking";
    const known = await knownFor(kind.value, now, how, metrics.value);
    if (!current()) return;
    if (!known.ok) {
      problem.value = known.problem;
      phase.value = "deciding";
      return;
    }
    if (await checkRows(now, how, known.body, current)) await afterCheck();
  }

  async function checkRows(
    now: Sheet,
    how: Plan,
    known: Known,
    current: () => boolean,
  ): Promise<boolean> {
    const running = checkOf(kind.value, now, how, known);
    while (running.result.done < running.total) {
      running.next(SLICE_ROWS);
      checked.value = running.result.done;
      await later(0);
      if (!current()) return false;
    }
    batch(() => {
      accepted.value = running.result.accepted;
      rejected.value = running.result.rejected;
      missing.value = missingOf(kind.value, now, how, known);
      phase.value = "checked";
    });
    return true;
  }

  /** With nothing left to decide the rows are sent and counted at once: one click is left. */
  async function afterCheck(): Promise<void> {
    if (!undecided.value && accepted.value.length > 0) await send();
  }

  async function send(): Promise<void> {
    const mine = round;
    phase.value = "sending";
    const answer = await upload({
      kind: kind.value,
      fileName: input.value?.name ?? "",
      mapping: mapping.value,
      rows: accepted.value,
      onSent: (done, of) => {
        sent.value = { sent: done, of };
        return mine === round;
      },
    });
    if (!answer || mine !== round) return;
    if (!answer.ok) return fail(answer.problem, "checked");
    held = answer.body.id;
    const counted = await countAll(held);
    if (mine !== round) return;
    if (!counted.ok) return fail(counted.problem, "checked");
    counts.value = counted.body;
    phase.value = "counted";
  }

  function fail(why: Problem, back: Phase): void {
    problem.value = why;
    phase.value = back;
  }

  async function create(): Promise<void> {
    phase.value = "creating";
    problem.value = null;
    const made = await createMissing(missing.value);
    if (!made.ok) return fail(made.problem, "checked");
    onChange();
    await check();
  }

  async function leave(): Promise<void> {
    leaveOut.value = true;
    await afterCheck();
  }

  async function morePrecise(): Promise<void> {
    const source = mapping.value["metric"];
    const like = metrics.value.find(({ id }) => source && "value" in source && id === source.value);
    if (!like) return;
    phase.value = "creating";
    const code = `${like.code}_${tooPrecise.value}`;
    const have = metrics.value.find((metric) => metric.code === code);
    if (!have) {
      const made = await createPrecise(like, tooPrecise.value);
      if (!made.ok) return fail(made.problem, "checked");
      metrics.value = [...metrics.value, made.body];
      await setSource("metric", { value: made.body.id });
    } else await setSource("metric", { value: have.id });
  }

  async function setSource(field: string, source: Source | null): Promise<void> {
    const rest = Object.fromEntries(
      Object.entries(mapping.value).filter(
        ([name, at]) =>
          name !== field &&
          !(source && "column" in source && "column" in at && at.column === source.column),
      ),
    );
    mapping.value = source ? { ...rest, [field]: source } : rest;
    await check();
  }

  async function setChoices(more: Choices): Promise<void> {
    choices.value = { ...choices.value, ...more };
    await understand();
  }

  async function setOrder(order: DateOrder): Promise<void> {
    orderChosen.value = order;
    await check();
  }

  async function setMarks(marks: Marks): Promise<void> {
    marksChosen.value = marks;
    await check();
  }

  async function setKind(to: Kind): Promise<void> {
    kind.value = to;
    leaveOut.value = false;
    if (sheet.value) await recognise(sheet.value);
  }

  function reset(): void {
    begin();
    batch(() => {
      input.value = null;
      sheet.value = null;
      fileError.value = null;
      phase.value = "waiting";
    });
  }

  const recording = course({
    state,
    fail,
    onChange,
    takeHeld: () => {
      const id = held;
      if (sheet.value) remember(kind.value, sheet.value, mapping.value);
      held = null;
      return id;
    },
    giveBack: (id) => {
      held = id;
    },
    still: () => {
      const mine = round;
      return () => mine === round;
    },
  });

  return {
    ...state,
    ...recording,
    ...{ take, paste, setSource, setChoices, setOrder, setMarks, setKind, reset },
    ...{ create, leave, morePrecise, retry: check },
    rejectedFile: (language: Language) =>
      sheet.value ? rejectedCsv(sheet.value, rejected.value, language) : "",
  };
}
