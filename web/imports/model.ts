// The wizard's state. A file is decoded, understood and checked here, row by row, by the server's own
// pure code; only rows that pass are sent. Nothing here draws.
import { batch, computed, signal } from "@preact/signals";
import type { Field } from "../../workers/lib/importable.ts";
import { POINT, type DateOrder, type Marks } from "../../workers/imports/cell.ts";
import type { Accepted, Plan, Rejected } from "../../workers/imports/check.ts";
import type { FileError } from "../../workers/imports/decode.ts";
import {
  mappingOf,
  suggest,
  unmapped,
  type Mapping,
  type Source,
  type Suggestion,
} from "../../workers/imports/mapping.ts";
import { rejectedCsv } from "../../workers/imports/rejected.ts";
import { importables } from "../../workers/imports/registry.ts";
import {
  findDateOrder,
  findMarks,
  sniff,
  sniffText,
  type Choices,
  type MarksFound,
  type OrderFound,
  type Sheet,
} from "../../workers/imports/sniff.ts";
import { actionKey, type Problem } from "../api.ts";
import type { Language } from "../messages/language.ts";
import {
  allMetrics,
  checkOf,
  createMissing,
  createPrecise,
  knownFor,
  missingOf,
  type Kind,
  type Known,
  type Metric,
  type Missing,
} from "./nouns.ts";
import {
  cancel,
  countAll,
  isMoving,
  later,
  look,
  start,
  undo,
  upload,
  type Counts,
  type Import,
  type ImportId,
} from "./send.ts";

type Input =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly text: string };
export type Phase =
  | "waiting"
  | "reading"
  | "deciding"
  | "checking"
  | "checked"
  | "creating"
  | "sending"
  | "counted"
  | "importing"
  | "over";

/** Rows checked before the page draws again: about 10 ms of work on a laptop. */
const SLICE_ROWS = 1_000;
const LOOK_MS = 400;
const NOBODY: Missing = { people: [], teams: [] };

export type Wizard = ReturnType<typeof wizard>;

/** One import from file to figures. `onChange` is called when something has been recorded. */
export function wizard(onChange: () => void) {
  const kind = signal<Kind>("entries");
  const input = signal<Input | null>(null);
  const choices = signal<Choices>({});
  const sheet = signal<Sheet | null>(null);
  const fileError = signal<FileError | null>(null);
  const suggestions = signal<readonly Suggestion[]>([]);
  const mapping = signal<Mapping>({});
  const orderChosen = signal<DateOrder | null>(null);
  const marksChosen = signal<Marks | null>(null);
  const metrics = signal<readonly Metric[]>([]);
  const phase = signal<Phase>("waiting");
  const checked = signal(0);
  const accepted = signal<readonly Accepted<object>[]>([]);
  const rejected = signal<readonly Rejected[]>([]);
  const missing = signal<Missing>(NOBODY);
  const leaveOut = signal(false);
  const sent = signal<{ readonly sent: number; readonly of: number }>({ sent: 0, of: 0 });
  const counts = signal<Counts | null>(null);
  const running = signal<Import | null>(null);
  const problem = signal<Problem | null>(null);
  let held: ImportId | null = null;
  let round = 0;

  const fields = computed<readonly Field[]>(() => importables[kind.value].fields);
  const open = computed(() => unmapped(mapping.value, fields.value));
  const columnsOf = (type: Field["kind"]) =>
    fields.value.flatMap(({ name, kind: at }) => {
      const source = mapping.value[name];
      return at === type && source && "column" in source ? [source.column] : [];
    });
  const orderFound = computed<OrderFound>(() => {
    const now = sheet.value;
    const found = now ? columnsOf("day").map((at) => findDateOrder(now.lines, at)) : [];
    return (
      found.find((order) => order === "ambiguous" || order === "mixed") ??
      found.find((order) => order !== "none" && order !== "ymd") ??
      found[0] ??
      "none"
    );
  });
  const marksFound = computed<MarksFound>(() => {
    const now = sheet.value;
    const found = now
      ? columnsOf("decimal").map((at) => findMarks(now.lines, at, now.delimiter))
      : [];
    return found[0] ?? { marks: POINT, sure: true };
  });
  const orderUnsure = computed(
    () =>
      orderChosen.value === null &&
      (orderFound.value === "ambiguous" || orderFound.value === "mixed"),
  );
  const marksUnsure = computed(() => marksChosen.value === null && !marksFound.value.sure);
  const plan = computed<Plan | null>(() => {
    if (open.value.length > 0 || orderUnsure.value || marksUnsure.value) return null;
    const found = orderFound.value;
    const order = found === "dmy" || found === "mdy" ? found : "ymd";
    return {
      mapping: mapping.value,
      dateOrder: orderChosen.value ?? order,
      marks: marksChosen.value ?? marksFound.value.marks,
    };
  });
  const tooPrecise = computed(() => decimalsNeeded(rejected.value));
  const undecided = computed(
    () => !leaveOut.value && missing.value.people.length + missing.value.teams.length > 0,
  );
  /** Rows that one click lets in; until it is decided they are not errors. */
  const waiting = computed(() => (undecided.value ? rejected.value.filter(waits).length : 0));
  const faults = computed(() =>
    undecided.value ? rejected.value.filter((each) => !waits(each)) : rejected.value,
  );

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
    await read({ name: file.name, bytes });
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
    const found =
      "bytes" in from
        ? sniff(from.bytes, choices.value)
        : sniffText(from.text, "utf-8", choices.value);
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
    mapping.value = withUsual(mappingOf(all));
    await check();
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

  async function commit(): Promise<void> {
    if (!held) return;
    const id = held;
    phase.value = "importing";
    const started = await start(id, actionKey());
    if (!started.ok) return fail(started.problem, "counted");
    held = null;
    running.value = started.body;
    onChange();
    await watch(id);
  }

  /** Looks until the server is at rest; closing the page changes nothing there. */
  async function watch(id: ImportId): Promise<void> {
    const mine = round;
    for (;;) {
      await later(LOOK_MS);
      const answer = await look(id);
      if (mine !== round) return;
      if (!answer.ok) {
        problem.value = answer.problem;
        if (answer.problem.status !== 0) return;
        continue;
      }
      problem.value = null;
      running.value = answer.body;
      if (isMoving(answer.body)) continue;
      phase.value = "over";
      onChange();
      return;
    }
  }

  async function steer(what: typeof undo | typeof cancel): Promise<void> {
    const now = running.value;
    if (!now) return;
    const answer = await what(now.id);
    if (!answer.ok) {
      problem.value = answer.problem;
      return;
    }
    running.value = answer.body;
    phase.value = "importing";
    await watch(now.id);
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

  return {
    ...{
      kind,
      input,
      choices,
      sheet,
      fileError,
      suggestions,
      mapping,
      metrics,
      phase,
      fields,
      open,
    },
    ...{ orderFound, orderUnsure, orderChosen, marksFound, marksUnsure, marksChosen, plan },
    ...{
      checked,
      accepted,
      rejected,
      missing,
      leaveOut,
      sent,
      counts,
      running,
      problem,
      tooPrecise,
      undecided,
      waiting,
      faults,
    },
    ...{ take, paste, setSource, setChoices, setOrder, setMarks, setKind, reset },
    ...{ create, leave, morePrecise, commit, retry: check },
    undo: () => steer(undo),
    cancel: () => steer(cancel),
    rejectedFile: (language: Language) =>
      sheet.value ? rejectedCsv(sheet.value, rejected.value, language) : "",
  };
}

const UNKNOWN = new Set(["org/unknown_person", "org/unknown_unit"]);
function waits({ problems }: Rejected): boolean {
  return problems.every(({ code }) => UNKNOWN.has(code));
}

/** The decimals that would let in rows refused for having too many; 0 where that is not the trouble. */
function decimalsNeeded(rejected: readonly Rejected[]): number {
  let most = 0;
  for (const { problems } of rejected)
    for (const { code, value } of problems)
      if (code === "entries/too_many_decimals")
        most = Math.max(most, (value.split(".")[1] ?? "").replace(/0+$/, "").length);
  return most > 6 ? 0 : most;
}
