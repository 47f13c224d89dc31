import type { PlanJson } from "../incentives/plan-document.ts";
import { addMonths, type Day } from "../lib/day.ts";
import { FOREVER } from "../lib/interval.ts";
import type { Flaw } from "../lib/refusals.ts";
import type { Metric } from "../metrics/metric.ts";
import { metricKey } from "../metrics/plan-key.ts";
import type { MetricStore } from "../metrics/store.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Dimension, KnownTarget } from "./fact-store.ts";
import { isRecord } from "./json.ts";
import type { Membership } from "./member-store.ts";
import type { PayplanStore } from "./store.ts";

/** What the company itself says to a plan: its metrics, who is on it, what they are to reach. */
export type Facts = {
  readonly metrics: readonly Metric[];
  readonly dimensions: readonly Dimension[];
  readonly members: readonly Membership[];
  readonly targets: readonly KnownTarget[];
  readonly from: Day;
  readonly until: Day;
};

/** A plan without an end is looked at for a year. */
const LOOKED_AT_MONTHS = 12;

/** Reads the facts in two round trips: who is on the plan says whose targets to read. */
export async function readFacts(
  db: TenantDb,
  { payplans, metrics: store }: { readonly payplans: PayplanStore; readonly metrics: MetricStore },
  { plan, document, from }: { readonly plan: string; readonly document: PlanJson; from: Day },
): Promise<Facts> {
  const until = (document.until ?? addMonths(from, LOOKED_AT_MONTHS)) as Day; // A day by the contract.
  const { metrics, dimensions, members } = await db.load({
    metrics: store.all(),
    dimensions: payplans.dimensions(),
    members: payplans.members(plan, from, FOREVER),
  });
  const people = members.map(({ person }) => person);
  const { targets } = await db.load({ targets: payplans.targetsOf(people, from, until) });
  return { metrics, dimensions, members, targets, from, until };
}

/** What the company's facts say against publishing: each place with what would do. */
export function tenantFlaws(document: PlanJson, facts: Facts): Flaw[] {
  return [...quotaFlaws(document, facts), ...metricFlaws(document, facts)];
}

/** Everybody without a target of a metric that pay divides by, named. */
function quotaFlaws(document: PlanJson, { members, targets, metrics }: Facts): Flaw[] {
  if (document.quotaMissing === "pays_nothing") return [];
  const codes = new Map(metrics.map(({ code }) => [metricKey(code), code]));
  return quotaMetrics(document).flatMap(({ metric, pointer }) => {
    const code = codes.get(metric);
    const held = new Set(
      targets.filter((each) => each.metric === code).map(({ person }) => person),
    );
    const without = [...new Map(members.map((each) => [each.person, each])).values()].filter(
      ({ person }) => !held.has(person),
    );
    if (without.length === 0) return [];
    return [
      {
        ...{ code: "payplan/no_quota", pointer, metric, count: without.length },
        people: without.slice(0, 200).map(({ person, name, nameEn }) => ({ person, name, nameEn })),
        names: namesOf(without.map(({ name }) => name)),
        namesEn: namesOf(without.map(({ name, nameEn }) => nameEn ?? name)),
      },
    ];
  });
}

/** How many names a sentence holds. */
const NAMED = 8;

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join(", ");
  return names.length > NAMED ? `${shown}, +${names.length - NAMED}` : shown;
}

/** Metrics of the company that pay divides by, each with the first place that does. */
export function quotaMetrics(document: PlanJson): { metric: string; pointer: string }[] {
  const found = new Map<string, string>();
  const walk = (of: unknown, pointer: string) => {
    if (Array.isArray(of)) of.forEach((each, at) => walk(each, `${pointer}/${at}`));
    if (!isRecord(of)) return;
    const figure = isRecord(of["figure"]) ? of["figure"] : of;
    const asks = of["read"] === "attainment" || (isRecord(of["than"]) && "quota" in of["than"]);
    const metric = figure["metric"];
    if (asks && typeof metric === "string" && !found.has(metric)) found.set(metric, pointer);
    for (const [key, each] of Object.entries(of)) walk(each, `${pointer}/${key}`);
  };
  walk(document, "");
  return [...found].map(([metric, pointer]) => ({ metric, pointer }));
}

/** A filter on the metric of a credit that names no metric of the company counts nothing, for ever. */
function metricFlaws(document: PlanJson, { metrics }: Facts): Flaw[] {
  const known = new Set(metrics.map(({ code }) => metricKey(code)));
  const flaws: Flaw[] = [];
  const walk = (of: unknown, pointer: string) => {
    if (Array.isArray(of)) of.forEach((each, at) => walk(each, `${pointer}/${at}`));
    if (!isRecord(of)) return;
    if (of["dimension"] === "metric" && Array.isArray(of["values"]))
      of["values"].forEach((value, at) => {
        if (typeof value === "string" && !known.has(value))
          flaws.push({
            ...{ code: "payplan/metric_unknown", pointer: `${pointer}/values/${at}` },
            ...{ value, known: [...known].slice(0, 12).join(", ") },
          });
      });
    for (const [key, each] of Object.entries(of)) walk(each, `${pointer}/${key}`);
  };
  walk(document, "");
  return flaws;
}
