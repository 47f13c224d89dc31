import { computed, signal } from "@preact/signals";
import type { IncentiveFlaw } from "../../workers/incentives/outcome.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { Day } from "../../workers/lib/day.ts";
import type { listIncentiveCandidates } from "../../workers/payplans/member-contract.ts";
import { api, type Problem } from "../api.ts";
import { loadCalendar, rule } from "../calendar/model.ts";
import { engine } from "./engine-client.ts";
import { readBoth } from "./preview-read.ts";
import type { Replay } from "./replay.ts";
import type { Simulation } from "./simulate.ts";
import { variablesOf } from "./variables.ts";
import { type Span, spanBefore, type SpanId, usualSpan } from "./spans.ts";

export type Candidate = AnswerOf<typeof listIncentiveCandidates>["items"][number];
/** A group of people: everybody, who is on the plan, or a unit by its name. */
export const EVERYBODY = "*";
export const ON_PLAN = "+";

export type Phase =
  | { readonly at: "idle" | "stopped" }
  | { readonly at: "reading" | "computing"; readonly done: number; readonly of: number }
  | { readonly at: "failed"; readonly problem: Problem }
  | { readonly at: "flawed"; readonly flaws: readonly IncentiveFlaw[] }
  | { readonly at: "nobody" };

export type Result = {
  readonly span: Span;
  readonly people: number;
  readonly credits: number;
  /** What it took from the press to the figures, in ms. */
  readonly tookMs: number;
  /** Which plan it is compared with; null for none. */
  readonly against: PlanJson | null;
  /** The draft is the newest version itself: there is nothing to compare. */
  readonly isSame: boolean;
  readonly simulation: Simulation;
  readonly replay: Replay | null;
};

export type PreviewModel = ReturnType<typeof previewModel>;
type Kept = {
  readonly id: string;
  readonly document: PlanJson;
  readonly published: number;
  /** The draft differs from the newest version. */
  readonly changed: boolean;
};

const [DRAFT, BEFORE] = ["preview-draft", "preview-before"] as const;

/** A draft on days that have been: who, when, against what, and what came of it. */
export function previewModel(plan: Kept, today: Day, now: () => number) {
  const candidates = signal<readonly Candidate[] | null>(null);
  const group = signal(EVERYBODY);
  const spanId = signal<SpanId>(usualSpan(plan.document));
  const phase = signal<Phase>({ at: "idle" });
  const result = signal<Result | null>(null);
  /** Of people who have no sum of their own yet, per month. */
  const variable = signal("10000");
  let abort: AbortController | null = null;

  const units = computed(() => {
    const names = (candidates.value ?? []).flatMap(({ unitName }) => unitName ?? []);
    return [...new Set(names)].sort();
  });
  const chosen = computed(() => {
    const all = candidates.value ?? [];
    if (group.value === EVERYBODY) return all;
    if (group.value === ON_PLAN) return all.filter(({ on }) => on?.plan === plan.id);
    return all.filter(({ unitName }) => unitName === group.value);
  });
  const isAnyOnPlan = computed(() =>
    (candidates.value ?? []).some(({ on }) => on?.plan === plan.id),
  );
  const isSame = plan.published > 0 && !plan.changed;
  /** The plan most of the chosen are on; its own version in force where it has one. */
  const against = computed(() => {
    if (isSame) return null;
    if (plan.published > 0) return plan.id;
    const counts = new Map<string, number>();
    for (const { on } of chosen.value)
      if (on && on.plan !== plan.id) counts.set(on.plan, (counts.get(on.plan) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
  });

  async function load(): Promise<void> {
    await loadCalendar();
    const span = spanBefore(spanId.value, today, rule());
    const answer = await api<typeof listIncentiveCandidates>(
      "GET",
      "/incentive-plans/:incentivePlanId/candidates",
      { params: { incentivePlanId: plan.id }, query: { from: span.from } },
    );
    if (!answer.ok) {
      phase.value = { at: "failed", problem: answer.problem };
      return;
    }
    candidates.value = answer.body.items;
    if (isAnyOnPlan.value) group.value = ON_PLAN;
    await run(false);
  }

  /** Reads and computes anew; `whole` replays with cliffs, deals and levels. */
  async function run(whole: boolean): Promise<void> {
    cancel();
    const mine = new AbortController();
    abort = mine;
    const began = now();
    const span = spanBefore(spanId.value, today, rule());
    const people = chosen.value.map(({ person }) => person);
    if (people.length === 0) {
      result.value = null;
      phase.value = { at: "nobody" };
      return;
    }
    const other = against.value;
    const compared = chosen.value
      .filter(({ on }) => other !== null && on?.plan === other)
      .map(({ person }) => person);
    phase.value = { at: "reading", done: 0, of: people.length + compared.length };
    const read = await readBoth(
      { id: plan.id, document: plan.document, other, people, compared, span },
      variable.value,
      (done, of) => {
        if (!mine.signal.aborted) phase.value = { at: "reading", done, of };
      },
      mine.signal,
    );
    if (mine.signal.aborted) return;
    if (!read.ok) {
      phase.value = { at: "failed", problem: read.problem };
      return;
    }
    const { input, before, inForce } = read;
    await engine.hold(DRAFT, input);
    if (before) await engine.hold(BEFORE, before);
    const ask = {
      input: { held: DRAFT },
      before: before ? { held: BEFORE } : null,
      draft: plan.document,
      from: span.from,
      until: span.until,
      compared,
    };
    const progress = (done: number, of: number) => {
      if (!mine.signal.aborted) phase.value = { at: "computing", done, of };
    };
    const options = { progress, signal: mine.signal };
    const made = await engine
      .run(whole ? "replay" : "preview", ask, options)
      .then(undefined, () => null);
    if (mine.signal.aborted) return;
    if (made === null) {
      phase.value = { at: "failed", problem: { title: "", status: 0, code: "engine/failed" } };
      return;
    }
    if (!made.ok) {
      result.value = null;
      phase.value = { at: "flawed", flaws: made.flaws };
      return;
    }
    phase.value = { at: "idle" };
    result.value = {
      span,
      people: made.people.length,
      credits: (input.credits ?? []).filter(({ on }) => span.from <= on && on < span.until).length,
      tookMs: now() - began,
      against: before ? inForce : null,
      isSame,
      simulation: made,
      replay: "cliffs" in made ? made : null,
    };
  }

  function cancel(): void {
    abort?.abort();
    abort = null;
    if (phase.value.at === "reading" || phase.value.at === "computing")
      phase.value = { at: "stopped" };
  }
  /** Both statements of some people, side by side; asks nothing of the server. */
  function shadow(people: readonly string[]) {
    const at = result.value;
    if (!at) return null;
    return engine.run("shadow", {
      input: { held: DRAFT },
      before: at.against === null ? null : { held: BEFORE },
      draft: plan.document,
      from: at.span.from,
      until: at.span.until,
      people,
    });
  }
  function end(): void {
    cancel();
    engine.drop(DRAFT);
    engine.drop(BEFORE);
  }
  return {
    plan,
    candidates,
    units,
    isAnyOnPlan,
    chosen,
    group,
    spanId,
    phase,
    result,
    variable,
    load,
    run,
    cancel,
    shadow,
    end,
  };
}

/** Whether the draft reads sums that people may not have yet. */
export function needsVariables(plan: PlanJson): boolean {
  return variablesOf(plan).length > 0;
}
