// What the wizard knows and what follows from it. Nothing here asks the server or draws.
import { computed, signal } from "@preact/signals";
import type { Field } from "../../workers/lib/importable.ts";
import { POINT, type DateOrder, type Marks } from "../../workers/imports/cell.ts";
import type { Accepted, Plan, Rejected } from "../../workers/imports/check.ts";
import type { FileError } from "../../workers/imports/decode.ts";
import { unmapped, type Mapping, type Suggestion } from "../../workers/imports/mapping.ts";
import { importables } from "../../workers/imports/registry.ts";
import {
  findDateOrder,
  findMarks,
  type Choices,
  type MarksFound,
  type OrderFound,
  type Sheet,
} from "../../workers/imports/sniff.ts";
import type { WorkbookSheet } from "../../workers/imports/workbook.ts";
import type { Problem } from "../api.ts";
import type { Missing } from "../../workers/org/importable.ts";
import type { Kind, Metric } from "./nouns.ts";
import type { Counts, Import } from "./send.ts";

export type Input =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly sheets: readonly WorkbookSheet[] };
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

export const NOBODY: Missing = { people: [], teams: [] };
export type WizardState = ReturnType<typeof wizardState>;

export function wizardState() {
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
    // A workbook's numbers are plain decimals already.
    const found =
      now && now.encoding !== "xlsx"
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

  return {
    kind,
    input,
    choices,
    sheet,
    fileError,
    suggestions,
    mapping,
    orderChosen,
    marksChosen,
    metrics,
    phase,
    checked,
    accepted,
    rejected,
    missing,
    leaveOut,
    sent,
    counts,
    running,
    problem,
    fields,
    open,
    orderFound,
    marksFound,
    orderUnsure,
    marksUnsure,
    plan,
    tooPrecise,
    undecided,
    waiting,
    faults,
  };
}

const UNKNOWN = new Set(["org/unknown_person", "org/unknown_unit", "org/unknown_manager"]);
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
