import type { CalendarStore } from "../calendar/store.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import { TEMPLATES } from "../incentives/templates.ts";
import { periodOf } from "../calendar/periods.ts";
import type { Day } from "../lib/day.ts";
import { currencyScale, parseMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Metric } from "../metrics/metric.ts";
import type { MetricStore } from "../metrics/store.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { type DocumentError, notKept } from "./check-draft.ts";
import { emptyPlan, fromTemplate, readDocument } from "./document.ts";
import type { WhatIsLocked } from "./locked.ts";
import type { OwnThings } from "./own-words.ts";
import { planMetric, type PlanMetric } from "./plan-metric.ts";
import type { PayplanStore } from "./store.ts";

export type PlanDeps = {
  readonly payplans: PayplanStore;
  readonly metrics: MetricStore;
  readonly calendar: CalendarStore;
  readonly locked?: WhatIsLocked;
};
export type NewPayplan = {
  readonly id: string;
  readonly name?: PlanJson["name"] | undefined;
  readonly document?: PlanJson | undefined;
  /** The document is tried outside of any company: it is filled as a template is. */
  readonly asTemplate?: boolean | undefined;
  readonly template?: string | undefined;
  readonly budget?: string | null | undefined;
  readonly sample?: boolean;
};
type BudgetError = {
  readonly code: "payplan/budget";
  readonly value: string;
  readonly scale: number;
  readonly pointer: "/budget";
};
type CreateError =
  | DocumentError
  | BudgetError
  | { readonly code: "payplan/exists"; readonly id: string }
  | { readonly code: "payplan/no_template"; readonly value: string; readonly pointer: "/template" }
  | { readonly code: "payplan/unnamed"; readonly pointer: "/name" }
  | { readonly code: "commit/busy" };

/** Keeps a first draft. What is there must fit the contract; what has no default may be absent. */
export async function createPlan(
  db: TenantDb,
  deps: PlanDeps,
  asked: NewPayplan,
  { today, answer }: { today: Day; answer: (document: PlanJson, budget: bigint | null) => Json },
): Promise<Result<{ document: PlanJson; budget: bigint | null }, CreateError>> {
  const { payplans, locked } = deps;
  const isOfTemplate = asked.template !== undefined || asked.asTemplate === true;
  const { old, company, metrics, calendar, dimensions, boards } = await db.load({
    old: payplans.plan(asked.id),
    company: payplans.company(),
    metrics: deps.metrics.all(),
    calendar: deps.calendar.calendar(),
    ...(isOfTemplate ? { dimensions: payplans.dimensions() } : {}),
    ...(isOfTemplate && locked?.boards ? { boards: locked.boards() } : {}),
  });
  if (old) return err({ code: "payplan/exists", id: asked.id } as const);
  const year = periodOf(calendar.rule, "year", today);
  const own = {
    metrics,
    dimensions: (dimensions ?? []).map(({ key }) => key),
    boards: boards ?? [],
  };
  const begun = begin(asked, { ...company, ...year, paidBy: paidBy(metrics), own });
  if (!begun.ok) return begun;
  const document = begun.value;
  const budget = budgetOf(asked.budget ?? null, document.currency);
  if (!budget.ok) return budget;
  const { id, sample = false } = asked;
  const done = await commit(db, {
    event: "incentive_plan/created",
    subject: id,
    detail: { plan: id, components: document.components.length },
    writes: [payplans.addPlan({ id, document, budget: budget.value, sample }, db.actor())],
    answer: { status: 201, body: answer(document, budget.value) },
  });
  return done.ok ? ok({ document, budget: budget.value }) : err({ code: "commit/busy" } as const);
}

type Ground = {
  readonly currency: string;
  readonly from: Day;
  readonly until: Day;
  readonly paidBy: PlanMetric | null;
  readonly own: OwnThings;
};

function begin(asked: NewPayplan, ground: Ground): Result<PlanJson, CreateError> {
  const { document } = asked;
  const flaw = document && notKept(document);
  if (flaw) return err(flaw);
  const isFilled = asked.asTemplate === true && document !== undefined;
  // What is not whole has places that cannot be put in other words.
  if (document && !(isFilled && readDocument(document).state === "whole")) return ok(document);
  const template = document ?? TEMPLATES.find(({ key }) => key === asked.template);
  if (asked.template !== undefined && !template)
    return err({ code: "payplan/no_template", value: asked.template, pointer: "/template" });
  const name = asked.name ?? template?.name;
  if (!name) return err({ code: "payplan/unnamed", pointer: "/name" });
  // Versions belong together by this key, for ever; the id makes it one of its own.
  const key = `p_${asked.id.slice(-12)}`;
  const { currency, from, until, paidBy: by, own } = ground;
  const beginning = { key, name, currency, from, until };
  if (!template) return ok({ ...emptyPlan(beginning), metrics: by ? [by] : [] });
  return ok({ ...fromTemplate(template, { ...beginning, paidBy: by, own }), name });
}

/** Codes by which companies call what they sell, the usual one first. */
const USUAL = ["revenue", "sales", "orders"];

/** The metric that most companies pay by: revenue by its usual code, else the first result in money. */
export function paidBy(metrics: readonly Metric[]): PlanMetric | null {
  const money = metrics.filter(({ unit, overTime }) => unit === "money" && overTime === "sum");
  const usual = USUAL.flatMap((code) => money.filter((each) => each.code === code));
  const metric = usual[0] ?? money.find((each) => each.class === "result") ?? money[0];
  return metric ? planMetric(metric) : null;
}

export function budgetOf(
  budget: string | null,
  currency: string,
): Result<bigint | null, BudgetError> {
  if (budget === null) return ok(null);
  const scale = currencyScale(currency);
  const read = parseMinor(budget, scale);
  if (read.ok) return ok(read.value);
  return err({ code: "payplan/budget", value: budget, scale, pointer: "/budget" });
}
