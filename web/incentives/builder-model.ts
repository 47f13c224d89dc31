import { computed, signal } from "@preact/signals";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type {
  Json,
  NumberUnit,
  Option,
  Sentence,
} from "../../workers/incentives/sentences/sentence.ts";
import { readAmount } from "../amount-text.ts";
import type { Checked, Place } from "./check.ts";
import { mayRemove, put, putNumber, putShares, removed } from "./edit.ts";
import { engine } from "./engine-client.ts";
import type { Worked } from "./engine.ts";
import { numberOf } from "./numbers.ts";
import { groupedAmount, month, type Typed } from "./payout-model.ts";

export type BuilderModel = ReturnType<typeof builderModel>;

/** What a save came to: another hand's change is told apart from every other refusal. */
export type Saving = "saved" | "dirty" | "saving" | "stale" | "refused";
export type Save = (document: PlanJson) => Promise<"saved" | "stale" | "refused">;

/** Long enough that a number is typed to its end, short enough that nothing is lost. */
const SAVE_MS = 900;
/** Edits of one field within this time are undone together. */
const TOGETHER_MS = 1_200;
const UNDO_MOST = 200;

/**
 * A draft as it is built: the document, what is wrong with it, its payout curve, and undo. It saves
 * itself; what does not fit the contract waits until it does.
 */
export function builderModel(first: PlanJson, save: Save, now: () => number) {
  const plan = signal(first);
  const saved = signal(first);
  const saving = signal<Saving>("saved");
  const past = signal<readonly PlanJson[]>([]);
  const future = signal<readonly PlanJson[]>([]);
  const check = signal<Checked | null>(null);
  const worked = signal<Worked | null>(null);
  /** Awards whose rankings a prize or a raffle may name; null until they are known. */
  const boards = signal<readonly Option[] | null>(null);
  const typed = signal<Typed & { readonly variable: string }>(trialFor(first));
  const trial = computed(() => {
    const of = month(typed.value);
    const variable = readAmount(typed.value.variable);
    return of && variable.ok ? { ...of, variable: variable.plain } : null;
  });
  let edited = { field: "", at: 0 };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  function change(to: PlanJson, field = ""): void {
    if (to === plan.value) return;
    const at = now();
    const together = field !== "" && field === edited.field && at - edited.at < TOGETHER_MS;
    if (!together) past.value = [...past.value.slice(1 - UNDO_MOST), plan.value];
    edited = { field, at };
    future.value = [];
    show(to);
  }
  function show(to: PlanJson): void {
    plan.value = to;
    if (saving.value !== "stale") saving.value = "dirty";
    void look();
    saveLater();
  }
  function undo(): void {
    const last = past.value.at(-1);
    if (!last) return;
    past.value = past.value.slice(0, -1);
    future.value = [...future.value, plan.value];
    edited = { field: "", at: 0 };
    show(last);
  }
  function redo(): void {
    const next = future.value.at(-1);
    if (!next) return;
    future.value = future.value.slice(0, -1);
    past.value = [...past.value, plan.value];
    show(next);
  }

  /** The check and the curve of what stands there now; a later look overtakes an earlier one. */
  async function look(): Promise<void> {
    asked += 1;
    const mine = asked;
    const of = plan.value;
    const found = await engine.run("check", { plan: of });
    if (mine !== asked) return;
    check.value = found;
    const on = trial.value;
    if (!found.computable || !on) return;
    const drawn = await engine.run("curve", { plan: of, trial: on });
    if (mine === asked) worked.value = drawn;
  }

  function saveLater(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void saveNow(), SAVE_MS);
  }
  /** Saves what is there; false while something does not fit or the server refuses. */
  async function saveNow(): Promise<boolean> {
    clearTimeout(timer);
    if (plan.value === saved.value) return true;
    if (saving.value === "stale" || saving.value === "saving") return false;
    if (check.value?.places.some(({ kind }) => kind === "unfit")) return false;
    const document = plan.value;
    saving.value = "saving";
    const answer = await save(document);
    if (answer === "saved") saved.value = document;
    saving.value = answer === "saved" && plan.value !== document ? "dirty" : answer;
    if (saving.value === "dirty") saveLater();
    return answer === "saved";
  }
  /** After another hand changed the draft: what is here replaces it, or gives way to it. */
  async function keepMine(): Promise<void> {
    saving.value = "dirty";
    await saveNow();
  }
  function takeTheirs(document: PlanJson): void {
    past.value = [...past.value, plan.value];
    saved.value = document;
    saving.value = "saved";
    plan.value = document;
    void look();
  }

  const places = computed(() => check.value?.places ?? []);
  const setNumber = (pointer: string, text: string, unit: NumberUnit) =>
    change(
      putShares(plan.value, pointer, text) ?? putNumber(plan.value, pointer, numberOf(text, unit)),
      pointer,
    );
  const set = (pointer: string, value: Json | undefined) =>
    change(put(plan.value, pointer, value), pointer);
  function remove(sentence: Sentence): void {
    if (sentence.removes !== undefined) change(put(plan.value, sentence.removes, undefined));
    else if (sentence.item) change(removed(plan.value, sentence.item.list, sentence.item.at));
  }
  const canRemove = ({ removes, item }: Sentence) =>
    removes !== undefined || (item !== undefined && mayRemove(plan.value, item.list));
  const tryOn = (to: Partial<Typed & { readonly variable: string }>) => {
    typed.value = { ...typed.value, ...to };
    void look();
  };
  return {
    plan,
    saving,
    past,
    future,
    check,
    places,
    worked,
    boards,
    typed,
    trial,
    change,
    undo,
    redo,
    look,
    saveNow,
    keepMine,
    takeTheirs,
    setNumber,
    set,
    remove,
    canRemove,
    tryOn,
  };
}

/** Places that belong to a sentence: at one of its pieces, or at the item it tells. */
export function placesIn(places: readonly Place[], sentence: Sentence): Place[] {
  const pointers = sentence.pieces.flatMap((piece) =>
    piece.kind === "words" ? [] : [piece.pointer],
  );
  const own = sentence.item ? `${sentence.item.list}/${sentence.item.at}` : sentence.removes;
  return places.filter(
    ({ pointer }) =>
      pointers.some((each) => pointer === each || pointer.startsWith(`${each}/`)) ||
      (own !== undefined && (pointer === own || pointer.startsWith(`${own}/`))),
  );
}

/** Sales and a target at which the plan's own bounds are seen. */
function trialFor(plan: PlanJson): Typed & { readonly variable: string } {
  const bounds = plan.components.flatMap((component) => {
    if (component.kind === "tiered" && component.measure.read === "base")
      return component.tiers.map(({ from }) => Number(from));
    return "threshold" in component && component.threshold ? [Number(component.threshold.at)] : [];
  });
  const top = Math.max(0, ...bounds.filter((each) => Number.isFinite(each)));
  const target = top > 0 ? top : 1_000_000;
  return {
    amount: groupedAmount(String(Math.round(target * 1.2))),
    target: groupedAmount(String(target)),
    deals: "4",
    collected: "60",
    score: "90",
    variable: "10,000",
  };
}
