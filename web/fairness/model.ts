import { computed, effect, signal } from "@preact/signals";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { day, type Day } from "../../workers/lib/day.ts";
import type { Rate } from "../../workers/lib/rate.ts";
import type { getFairness } from "../../workers/fairness/contract.ts";
import { pastsOf, questionOf, sizeOf, type Facts } from "../../workers/fairness/facts.ts";
import { fairness, type Carrier, type Panel } from "../../workers/fairness/panel.ts";
import { api } from "../api.ts";
import { unitsOf, type PlanModel, type PlanPage, type Row } from "../targets/model.ts";
import { resource } from "../ui/resource.ts";
import { expectations, type Expectations, type Working } from "./expectations.ts";

export type FairnessFacts = AnswerOf<typeof getFairness>;
export type FairnessModel = ReturnType<typeof fairnessModel>;

/** A panel with what it was made of. */
export type Judged = {
  readonly panel: Panel;
  readonly carriers: readonly Carrier[];
  readonly expected: Expectations;
};

/** More people than this are worked out behind a bar, after the weight has come to rest. */
const LIVE_MAX = 3_000;
const REST_MS = 120;

/** The fairness of one plan on screen, made here by the server's own code while a weight moves. */
export function fairnessModel(plan: PlanModel) {
  const facts = resource<FairnessFacts>(() =>
    api<typeof getFairness>("GET", "/plans/:planId/fairness", {
      params: { planId: plan.planId },
      query: plan.page.peek()?.whole === false ? { rows: "1" } : {},
    }),
  );
  const chosen = signal<string | null>(null);
  const made = expectations();
  const known = computed(() => {
    const now = facts.value.value;
    return now.state === "ready" ? now.body : now.last;
  });
  /** Which of the plan's factors says how large a territory is. */
  const sizes = computed(() => (plan.page.value ? sizeFactors(plan.page.value) : []));
  const size = computed(() => chosen.value ?? sizes.value[0] ?? "");

  // A plan too large to be read whole came a level at a time: here everybody is needed.
  const fill = effect(() => {
    const [page, rows] = [plan.page.peek(), known.value?.rows ?? null];
    if (!page || page.whole || rows === null) return;
    plan.state.put({ ...page, rows: [...rows], whole: true, next: null }, plan.version());
  });

  const stop = effect(() => {
    const [page, of, factor] = [plan.page.value, known.value, size.value];
    if (!page || !of) return;
    const { from, until, metric } = page.plan;
    const plain = factsOf(of);
    const people = pastsOf(plain, page.rows, { scale: metric.scale, size: factor });
    void made.work(people, questionOf(plain, { from: day(from), until: day(until) }));
  });

  const judge = (rows: readonly Row[], working: Working): Judged | null => {
    const page = plan.page.peek();
    if (working.state !== "ready" || !page) return null;
    return judged(rows, working.expected, { scale: page.plan.metric.scale, size: size.peek() });
  };
  const kept = computed(() =>
    plan.page.value ? judge(plan.page.value.rows, made.value.value) : null,
  );
  const live = computed(() => {
    const shown = plan.shown.value;
    if (!shown?.isPreview) return kept.value;
    return judge(shown.rows, made.value.value);
  });
  const later = settled(() => plan.shown.value?.rows.length ?? 0, live);
  return {
    plan,
    facts,
    known,
    size,
    sizes,
    choose: (factor: string) => (chosen.value = factor),
    working: made.value,
    kept,
    judged: later.value,
    isBehind: later.isBehind,
    dispose: () => {
      fill();
      stop();
      later.stop();
    },
  };
}

/** At once for up to three thousand rows; beyond that once the reader pauses, and until then marked. */
function settled(rows: () => number, of: { readonly value: Judged | null }) {
  const value = signal<Judged | null>(null);
  const isBehind = signal(false);
  const moved = signal(0);
  let timer = 0;
  const stop = effect(() => {
    void moved.value;
    if (rows() <= LIVE_MAX) {
      value.value = of.value;
      return;
    }
    isBehind.value = true;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      value.value = of.value;
      isBehind.value = false;
    }, REST_MS);
  });
  return { value, isBehind, stop };
}

/** Who carries what, of the plan's people: `rows` may be a draft's, a preview's or a scenario's. */
export function judged(
  rows: readonly Pick<Row, "subject" | "parent" | "kind" | "amount" | "inputs">[],
  expected: Expectations,
  { scale, size }: { readonly scale: number; readonly size: string },
): Judged {
  const carriers = rows
    .filter(({ kind }) => kind === "person")
    .map((row) => ({
      id: row.subject,
      target: row.amount === null ? null : unitsOf(row.amount, scale),
      size: sizeOf(row, size),
      expected: expected.get(row.subject) ?? null,
    }));
  return { panel: fairness(carriers), carriers, expected };
}

/** Factors that somebody entered for people: potential first, last year's result at the end. */
function sizeFactors({ plan, rows }: PlanPage): string[] {
  const people = rows.filter(({ kind }) => kind === "person");
  const isKnown = (key: string) => people.some((row) => sizeOf(row, key) !== null);
  const rank = (key: string) => (key === "potential" ? 0 : key === "history" ? 2 : 1);
  return plan.rules.factors
    .filter(({ key, source }) => source !== "headcount" && isKnown(key))
    .map(({ key }) => key)
    .toSorted((a, b) => rank(a) - rank(b));
}

/** Days on the wire are plain text. */
export function factsOf({ asOf, known, people }: FairnessFacts): Facts {
  return {
    asOf: day(asOf),
    known,
    people: people.map((each) => ({
      ...each,
      startsOn: day(each.startsOn),
      endsOn: day(each.endsOn),
    })),
  };
}

/** Whether somebody began in the year before the plan, or later. */
export function isNewcomer(
  startsOn: string,
  expected: Expectations,
  id: string,
  from: Day,
): boolean {
  const yearBefore = `${Number(from.slice(0, 4)) - 1}${from.slice(4)}`;
  return startsOn > yearBefore || expected.get(id)?.basis !== "own";
}

/** A size as a reader entered it. */
export function sizeText({ num, den }: Rate): string {
  const whole = num / den;
  return whole * den === num ? `${whole}` : (Number((num * 100n) / den) / 100).toString();
}
