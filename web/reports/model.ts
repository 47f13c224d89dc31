import { signal } from "@preact/signals";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { formatMinor, parseMinor } from "../../workers/lib/money.ts";
import type { listUnits, getUnit } from "../../workers/org/contract.ts";
import type { listMetrics } from "../../workers/metrics/contract.ts";
import type { getAttainment } from "../../workers/reports/contract.ts";
import { api } from "../api.ts";
import { approximate } from "../format.ts";
import { language } from "../messages/language.ts";
import { resource, type Resource } from "../ui/resource.ts";

export type Attainment = AnswerOf<typeof getAttainment>;
export type Figures = Attainment["figures"];
export type Child = Attainment["children"][number];
export type Point = Attainment["series"][number];
export type Unit = AnswerOf<typeof listUnits>["items"][number];
export type UnitPage = AnswerOf<typeof getUnit>;
export type Metric = AnswerOf<typeof listMetrics>["items"][number];

export type Asked = {
  readonly subject: string;
  readonly period: string;
  readonly metric?: string;
  readonly by?: "day" | "week" | "month" | "quarter";
};

/** One answer of GET /attainment as state; `ask` with something else fetches that. */
export function attainmentModel(): Resource<Attainment> & { readonly ask: (now: Asked) => void } {
  let asked: Asked | null = null;
  const state = resource<Attainment>(() =>
    api<typeof getAttainment>("GET", "/attainment", {
      query: { subject: "", ...asked },
    }),
  );
  function ask(now: Asked) {
    if (asked && same(asked, now)) return;
    asked = now;
    void state.load();
  }
  return { ...state, ask };
}

function same(a: Asked, b: Asked): boolean {
  return a.subject === b.subject && a.period === b.period && a.metric === b.metric && a.by === b.by;
}

/** The metrics a report can be of: those that add up over time. */
export const metrics = signal<readonly Metric[]>([]);
let askedMetrics = false;

export async function loadMetrics(): Promise<void> {
  if (askedMetrics) return;
  askedMetrics = true;
  const answer = await api<typeof listMetrics>("GET", "/metrics");
  if (answer.ok) metrics.value = answer.body.items.filter(({ overTime }) => overTime === "sum");
  askedMetrics = answer.ok;
}

/** The roots of the organisation; the sample company is a tree of its own beside the tenant's. */
export function loadRoots() {
  return api<typeof listUnits>("GET", "/units", { query: {} });
}

export function loadUnit(unitId: string) {
  return api<typeof getUnit>("GET", "/units/:unitId", { params: { unitId } });
}

/** A name in the reader's language; a thing without an English name keeps its own. */
export function nameOf(named: { readonly name: string; readonly nameEn: string | null }): string {
  return language.value === "en" ? (named.nameEn ?? named.name) : named.name;
}

export type Tone = "good" | "warn" | "bad" | "neutral";

/** On pace is good, within a tenth of it is a warning. The words beside it say the same. */
export function toneOf({ pace, attainment }: Pick<Figures, "pace" | "attainment">): Tone {
  if (attainment !== null && approximate(attainment) >= 1) return "good";
  if (pace === null) return "neutral";
  const at = approximate(pace);
  return at >= 1 ? "good" : at >= 0.9 ? "warn" : "bad";
}

/** Exact difference of two decimal texts of one scale. */
export function minus(a: string, b: string, scale: number): string {
  return formatMinor(units(a, scale) - units(b, scale), scale);
}

/** Exact sum of decimal texts of one scale. */
export function sumOf(amounts: readonly string[], scale: number): string {
  return formatMinor(
    amounts.reduce((all, amount) => all + units(amount, scale), 0n),
    scale,
  );
}

function units(text: string, scale: number): bigint {
  const parsed = parseMinor(text, scale);
  return parsed.ok ? parsed.value : 0n;
}

export type Running = {
  readonly key: string;
  readonly until: string;
  /** Null after the data ends. */
  readonly actual: string | null;
  readonly expected: string;
};

/**
 * Running totals of a series, exactly. The whole target is expected at the end, so what is expected
 * of days to come is the target's own part of them.
 */
export function running({ series, metric, data }: Attainment): Running[] {
  let actual = 0n;
  let target = 0n;
  return series.map((point) => {
    actual += units(point.actual, metric.scale);
    target += units(point.target ?? "0", metric.scale);
    const known = data.day !== null && point.from <= data.day;
    return {
      key: point.key,
      until: point.until,
      actual: known ? formatMinor(actual, metric.scale) : null,
      expected: formatMinor(target, metric.scale),
    };
  });
}
