import * as v from "valibot";
import { type Plan, PlanDocument, type PlanJson } from "../incentives/plan-document.ts";
import { canonical } from "../lib/hash.ts";
import { pathOf } from "./json.ts";
import { inOwnWords, type OwnThings } from "./own-words.ts";
import { type PlanMetric, renamedMetric } from "./plan-metric.ts";

/** One place of a document that is not as the contract wants it. */
export type Place = {
  readonly pointer: string;
  /** The schema's own words; null where something is simply absent. */
  readonly issue: v.BaseIssue<unknown> | null;
};
/** A document against the one contract of plans. */
export type ReadDocument =
  | { readonly state: "whole"; readonly plan: Plan }
  /** Fields without default are not chosen yet, or nothing is paid yet: it may be kept as a draft. */
  | { readonly state: "open"; readonly places: readonly Place[] }
  /** Something that is there does not fit. */
  | { readonly state: "wrong"; readonly places: readonly Place[] };

/** Reads a document. Asserts nothing: any JSON has an answer. */
export function readDocument(document: unknown): ReadDocument {
  const parsed = v.safeParse(PlanDocument, document);
  if (parsed.success) return { state: "whole", plan: parsed.output };
  const issues = parsed.issues.flatMap(opened);
  const wrong = issues.filter((issue) => !isOpen(issue));
  const places = (wrong.length > 0 ? wrong : issues).map((issue) => ({
    pointer: pathOf(issue),
    issue: wrong.length > 0 ? issue : null,
  }));
  return { state: wrong.length > 0 ? "wrong" : "open", places };
}

/** Where one form of several was meant and only lacks something, its own issues speak. */
function opened(issue: v.BaseIssue<unknown>): v.BaseIssue<unknown>[] {
  const inner = issue.issues ?? [];
  return inner.length > 0 && inner.every(isOpen) ? [...inner] : [issue];
}

function isOpen(issue: v.BaseIssue<unknown>): boolean {
  const isEmpty = issue.type === "min_length" && pathOf(issue) === "/components";
  return issue.received === "undefined" || isEmpty;
}

/** Whether two documents say the same, whatever their number and first day. */
export function saysTheSame(a: PlanJson, b: PlanJson): boolean {
  return canonical({ ...a, version: 0, from: "" }) === canonical({ ...b, version: 0, from: "" });
}

type Beginning = {
  readonly key: string;
  readonly name: PlanJson["name"];
  readonly currency: string;
  readonly from: string;
  readonly until: string;
};

/** A plan that pays nothing yet. */
export function emptyPlan({ key, name, currency, from, until }: Beginning): PlanJson {
  return {
    ...{ format: "fairlead-plan/1", key, name, version: 1, from, until, currency },
    ...{ metrics: [], components: [] },
  };
}

/** The metric that templates are written with. */
const TEMPLATE_METRIC = "revenue";
const FILTERED = ["flat", "tiered", "interpolated", "unit_rate"];

/**
 * A template in the company's own words: its currency, its days, its own metric in the place of
 * the template's, and what it has like the rest that the template names. Components count credits of
 * that metric alone, for a log holds many.
 */
export function fromTemplate(
  template: PlanJson,
  {
    paidBy,
    own: things,
    ...beginning
  }: Beginning & { readonly paidBy: PlanMetric | null; readonly own: OwnThings },
): PlanJson {
  const { name: _, ...own } = beginning;
  const plan = { ...template, ...own, version: 1 };
  if (!paidBy) return inOwnWords(plan, things);
  const renamed = renamedMetric(plan, TEMPLATE_METRIC, paidBy.key);
  const paid = {
    ...renamed,
    metrics: renamed.metrics.map((metric) => (metric.key === paidBy.key ? paidBy : metric)),
    components: renamed.components.map((component) =>
      FILTERED.includes(component.kind) ? onlyMetric(component, paidBy.key) : component,
    ),
  };
  return inOwnWords(paid, things);
}

function onlyMetric<C extends PlanJson["components"][number]>(component: C, key: string): C {
  const filters = "filters" in component ? (component.filters ?? []) : [];
  return { ...component, filters: [...filters, { dimension: "metric", values: [key] }] };
}
