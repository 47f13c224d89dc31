import { computed, signal } from "@preact/signals";
import { day } from "../../workers/lib/day.ts";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { formatMinor, parseMinor } from "../../workers/lib/money.ts";
import { addRates, compareRates, ONE, parseRate, ZERO, type Rate } from "../../workers/lib/rate.ts";
import { cardFrom } from "../../workers/targets/card.ts";
import type { CardText } from "../../workers/targets/card-text.ts";
import type { Cascade } from "../../workers/targets/cascade.ts";
import type {
  allocatePlan,
  changePlan,
  changeRow,
  getPlan,
  publishPlan,
} from "../../workers/targets/contract.ts";
import { allocatedRows, gapsOf, shareDraft, type Draft } from "../../workers/targets/draft.ts";
import type { PlanRules } from "../../workers/targets/plan.ts";
import { runText } from "../../workers/targets/run-text.ts";
import { api, type Problem } from "../api.ts";
import { resource } from "../ui/resource.ts";
import { jobModel, problemOf, type Job } from "./job.ts";

export type PlanPage = AnswerOf<typeof getPlan>;
export type Plan = PlanPage["plan"];
export type Row = PlanPage["rows"][number];

/** What the reader has changed of the plan and not saved. */
export type Edit = {
  readonly amount?: string;
  readonly rules?: Partial<Pick<PlanRules, EditedRule>>;
};
type EditedRule =
  | "factors"
  | "granularity"
  | "rounding"
  | "ties"
  | "minimum"
  | "over"
  | "months"
  | "method"
  | "totals"
  | "gaps"
  | "levels";

/** The numbers on screen: of the draft as it is kept, or of sharing it out by the edited rules. */
export type Shown = {
  readonly rows: readonly Row[];
  readonly gaps: ReadonlyMap<string, bigint>;
  readonly refused: Cascade["refused"];
  readonly isPreview: boolean;
  /** The card of a row, made here; null while the numbers are the server's. */
  readonly card: ((subject: string) => CardText) | null;
};

/** Rows of one level that a browser is asked to hold. */
const LEVEL_MAX = 2_000;

export type PlanModel = ReturnType<typeof planModel>;

/** One plan on screen. While a weight moves, the same code as the server's makes the numbers here. */
export function planModel(planId: string) {
  const state = resource<PlanPage>(() =>
    api<typeof getPlan>("GET", "/plans/:planId", { params: { planId }, query: {} }),
  );
  const edit = signal<Edit>({});
  const work = jobModel(planId);
  const busy = signal(false);
  const problem = signal<Problem | null>(null);

  const read = computed(() => {
    const now = state.value.value;
    return now.state === "ready" ? now.body : now.last;
  });
  /** Levels of a plan too large to be read whole, as they were opened. */
  const opened = signal<{ readonly of: PlanPage | null; readonly rows: readonly Row[] }>({
    of: null,
    rows: [],
  });
  const page = computed(() => {
    const now = read.value;
    if (!now || now.whole || opened.value.of !== now) return now;
    const all = new Map([...now.rows, ...opened.value.rows].map((row) => [row.subject, row]));
    return { ...now, rows: [...all.values()] };
  });
  const draft = computed(() => page.value && edited(page.value, edit.value));
  const weightSum = computed(() =>
    (draft.value?.rules.factors ?? []).reduce(
      (all, { weight }) => addRates(all, parseRate(weight) ?? ZERO),
      ZERO,
    ),
  );
  const isEdited = computed(() => Object.keys(edit.value).length > 0);
  const canPreview = computed(
    () => compareRates(weightSum.value, ONE) === 0 && isUsable(draft.value),
  );
  /** Another plan's numbers are read by the server when it shares out. */
  const isCopied = computed(() => edit.value.rules?.method?.kind === "copy");
  const shown = computed(() => {
    const now = page.value;
    if (!now) return null;
    const isWhole = now.whole && now.rows.some(({ parent }) => parent === null);
    const cannot = !canPreview.value || !draft.value || !isWhole || isCopied.value;
    if (!isEdited.value || cannot || !draft.value) return kept(now);
    return preview(now, draft.value);
  });

  /** Runs one change; its problem stays on screen until the next one. */
  async function run<Body>(
    change: () => Promise<{ ok: true; body: Body } | { ok: false; problem: Problem }>,
  ): Promise<Body | null> {
    busy.value = true;
    problem.value = null;
    const answer = await change();
    busy.value = false;
    if (!answer.ok) {
      problem.value = answer.problem;
      return null;
    }
    return answer.body;
  }

  const version = () => {
    const now = state.value.value;
    return now.state === "ready" ? now.version : 0;
  };

  /** Work that was begun before this page was opened is followed from here on. */
  async function resume(): Promise<void> {
    const last = await work.find();
    if (!last) return;
    problem.value = problemOf(last);
    await state.load();
  }

  /** What stands directly under a unit, where the plan is read a level at a time. */
  async function loadBelow(unit: string): Promise<void> {
    const now = read.value;
    if (!now || now.whole) return;
    const known = opened.value.of === now ? opened.value.rows : [];
    let rows: readonly Row[] = known;
    let cursor: string | null = null;
    do {
      const query: { below: string; cursor?: string } = { below: unit, ...(cursor && { cursor }) };
      const params = { planId };
      const answer = await api<typeof getPlan>("GET", "/plans/:planId", { params, query });
      if (!answer.ok) return;
      rows = [...rows, ...answer.body.rows];
      cursor = answer.body.next;
    } while (cursor !== null && rows.length < known.length + LEVEL_MAX);
    if (read.value === now) opened.value = { of: now, rows };
  }

  async function allocate(): Promise<boolean> {
    const done = await run(() =>
      api<typeof allocatePlan>("POST", "/plans/:planId/allocate", { params: { planId }, body: {} }),
    );
    const went = done !== null && (await ended(done));
    await state.load();
    return went;
  }

  /** Waits for the job, where the answer is one; what it refused is told like any refusal. */
  async function ended(answer: object | { readonly job: Job }): Promise<boolean> {
    if (!("job" in answer)) return true;
    busy.value = true;
    const last = await work.follow(answer.job);
    busy.value = false;
    problem.value = last && problemOf(last);
    return last?.state === "done";
  }

  async function publish(): Promise<number | null> {
    const draft = page.value?.plan.draft ?? 0;
    const done = await run(() =>
      api<typeof publishPlan>("POST", "/plans/:planId/publish", {
        params: { planId },
        version: version(),
        body: { draft },
      }),
    );
    if (!done || !(await ended(done))) return null;
    await state.load();
    return page.value?.plan.published ?? null;
  }

  /** Keeps the edited amount and rules, then shares out by them. */
  async function save(): Promise<boolean> {
    const { amount, rules } = edit.value;
    const body = { ...mutable(rules), ...(amount === undefined ? {} : { amount }) };
    const saved = await run(() =>
      api<typeof changePlan>("PATCH", "/plans/:planId", {
        params: { planId },
        version: version(),
        body,
      }),
    );
    if (!saved) return false;
    edit.value = {};
    return await allocate();
  }

  async function saveRow(row: Row, body: RowBody): Promise<boolean> {
    const saved = await run(() =>
      api<typeof changeRow>("PATCH", "/plans/:planId/rows/:subject", {
        params: { planId, subject: row.subject },
        version: row.version,
        body,
      }),
    );
    if (saved) await state.load();
    return saved !== null;
  }

  return {
    planId,
    state,
    page,
    edit,
    busy,
    problem,
    weightSum,
    isEdited,
    canPreview,
    shown,
    work,
    loadBelow,
    resume,
    allocate,
    publish,
    save,
    saveRow,
    version,
    discard: () => {
      edit.value = {};
      problem.value = null;
    },
  };
}

/** The draft as it is being edited, where all of it is here. */
export function draftOf({ page, edit }: PlanModel): Draft | null {
  const now = page.value;
  return now?.whole && now.rows.some(({ parent }) => parent === null)
    ? edited(now, edit.value)
    : null;
}

export type RowBody = RequestOf<typeof changeRow>["body"];

function edited({ plan, rows }: PlanPage, { amount, rules }: Edit): Draft {
  const { scale } = plan.metric;
  return { amount: amount ?? plan.amount, scale, rules: { ...rulesOf(plan), ...rules }, rows };
}

/** The rules as the pure code takes them: days on the wire are plain text. */
function rulesOf({ rules }: Plan): PlanRules {
  const { basis } = rules;
  const interval = (each: { from: string; until: string }) => ({
    from: day(each.from),
    until: day(each.until),
  });
  return {
    ...rules,
    months: { ...rules.months, yearsMin: rules.months.yearsMin ?? 2 },
    basis: basis && {
      on: day(basis.on),
      recipients: basis.recipients ?? 0,
      history: interval(basis.history),
      periods: basis.periods.map((each) => ({ key: each.key, ...interval(each) })),
      weights: basis.weights,
    },
  };
}

function isUsable(draft: Draft | null): boolean {
  if (!draft) return false;
  const amount = parseMinor(draft.amount, draft.scale);
  const granule = parseMinor(draft.rules.granularity, draft.scale);
  const over = parseRate(draft.rules.over);
  const { method, months } = draft.rules;
  if (method?.kind === "copy" && method.plan === "") return false;
  if (months.mode === "curve" && !months.curve?.length) return false;
  return amount.ok && granule.ok && granule.value > 0n && over !== null && isShare(over);
}

function isShare(over: Rate): boolean {
  return compareRates(over, ZERO) >= 0 && compareRates(over, ONE) <= 0;
}

function kept({ plan, rows }: PlanPage): Shown {
  const gaps = gapsOf({ ...plan, scale: plan.metric.scale, rows });
  return { rows, gaps, refused: [], isPreview: false, card: null };
}

function preview({ rows }: PlanPage, draft: Draft): Shown {
  const shared = shareDraft(draft);
  const numbered = allocatedRows(draft, rows, shared);
  const byId = new Map(numbered.map((row) => [row.subject, row]));
  const card = (subject: string) => {
    const row = byId.get(subject);
    const run = row?.parent ? (shared.shares.get(row.parent)?.run ?? null) : null;
    if (!row) return { number: "0", share: "0", lines: [] };
    return cardFrom(row, run && runText(run), draft.scale);
  };
  const gaps = gapsOf({ ...draft, rows: numbered });
  return { rows: numbered, gaps, refused: shared.refused, isPreview: true, card };
}

/** The request's lists are its own. */
export function mutable(rules: Edit["rules"]) {
  const { factors, months, ...rest } = rules ?? {};
  return {
    ...rest,
    ...(factors ? { factors: [...factors] } : {}),
    ...(months ? { months: ownLists(months) } : {}),
  };
}

function ownLists({ curve, ...months }: PlanRules["months"]) {
  return { ...months, ...(curve ? { curve: [...curve] } : {}) };
}

/** Every leaf's number together: what has reached people. */
export function withPeople(rows: readonly Row[], scale: number): string {
  const own = rows.filter(({ kind }) => kind === "person");
  const sum = own.reduce((all, { amount }) => all + unitsOf(amount, scale), 0n);
  return formatMinor(sum, scale);
}

export function unitsOf(amount: string | null, scale: number): bigint {
  const parsed = parseMinor(amount ?? "0", scale);
  return parsed.ok ? parsed.value : 0n;
}
