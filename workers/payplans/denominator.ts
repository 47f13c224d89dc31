import * as v from "valibot";
import { DayCount, Ramp } from "../incentives/plan-rules.ts";
import { Share } from "../incentives/plan-parts.ts";
import { addDays, day, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import { multiplyRates, rate } from "../lib/rate.ts";
import { planKey } from "../metrics/plan-key.ts";
import type { Carrying, Terms } from "../targets/carried-target.ts";
import { every, read, type Read, text, whole } from "../tenancy/sql.ts";
import { heldOn, inForce } from "./in-force.ts";

/**
 * What makes a person's target effective, as one scalar of a row that names the person: leave and
 * relief that touch the window, and the stays on incentive plans. Stays are looked up only where they
 * can matter: a plan ramps, somebody is away or not there throughout, or a target leaves the window.
 * Each of the names is SQL text; `held` is a JSON list of [from, until, ...] in order.
 */
export const awayOf = (at: {
  readonly person: string;
  readonly metric: string;
  readonly from: string;
  readonly until: string;
}) => `(SELECT json_group_array(json_array(a.kind, a.from_day, a.until_day, a.factor))
  FROM absences AS a WHERE a.tenant = ?1 AND a.person = ${at.person} AND a.until_seq IS NULL
    AND a.from_day < ${at.until} AND a.until_day > ${at.from}
    AND (a.metric IS NULL OR a.metric = ${at.metric}))`;

export const staysOf = (person: string) => `(SELECT json_group_array(json_array(
    stay.plan, stay.from_day, stay.until_day))
  FROM incentive_members AS stay
  WHERE stay.tenant = ?1 AND stay.person = ${person} AND stay.until_seq IS NULL)`;

/** Whether any plan has a ramp: then everybody's stays matter. */
export const RAMPED = `EXISTS (SELECT 1 FROM incentive_versions AS r WHERE r.tenant = ?1
  AND json_array_length(r.document, '$.ramps') > 0)`;

/** How one version of an incentive plan counts targets. */
export type CountVersion = {
  readonly plan: string;
  readonly number: number;
  readonly from: Day;
  readonly dayCount: v.InferOutput<typeof DayCount>;
  readonly quotaVersions: "by_days" | "last";
  readonly ramps: readonly v.InferOutput<typeof Ramp>[];
};

const Counts = v.object({
  dayCount: v.nullable(DayCount),
  quotaVersions: v.nullable(v.picklist(["by_days", "last"])),
  ramps: v.nullable(v.array(Ramp)),
});

export const countVersions = (): Read<CountVersion[]> =>
  read(
    `SELECT plan, number, from_day, json_object(
         'dayCount', json_extract(document, '$.dayCount'),
         'quotaVersions', json_extract(document, '$.quotaVersions'),
         'ramps', json_extract(document, '$.ramps')) AS counts
     FROM incentive_versions WHERE tenant = ?1`,
    [],
    every((row) => {
      const { dayCount, quotaVersions, ramps } = v.parse(Counts, JSON.parse(text(row, "counts")));
      return {
        ...{ plan: text(row, "plan"), number: whole(row, "number") },
        from: day(text(row, "from_day")),
        dayCount: dayCount ?? { kind: "calendar_days" },
        quotaVersions: quotaVersions ?? "by_days",
        ramps: ramps ?? [],
      };
    }),
  );

const Away = v.array(v.tuple([v.string(), v.string(), v.string(), v.nullable(v.string())]));
const Stays = v.array(v.tuple([v.string(), v.string(), v.string()]));

/** The two scalars above, as they came. */
export type CarryingText = { readonly away: string; readonly stays: string | null };

export type CarryingAsked = {
  readonly employed: Interval;
  readonly within: Interval;
  readonly metric: { readonly code: string; readonly scale: number };
  readonly versions: readonly CountVersion[];
};

/** Who carries a target on which days and by which rules, from the rows of one batch. */
export function carryingOf({ away, stays }: CarryingText, asked: CarryingAsked): Carrying {
  const rows = v.parse(Away, JSON.parse(away));
  return {
    employed: asked.employed,
    leaves: rows.flatMap(([kind, from, until]) =>
      kind === "leave" ? [{ from: day(from), until: day(until) }] : [],
    ),
    reliefs: rows.flatMap(([kind, from, until, factor]) =>
      kind === "relief"
        ? [{ from: day(from), until: day(until), factor: v.parse(Share, factor ?? "1") }]
        : [],
    ),
    terms: stays === null ? [] : termsOf(v.parse(Stays, JSON.parse(stays)), asked),
  };
}

/** One for each plan, on the days of its stays, by the version that holds on the window's last day. */
function termsOf(
  stays: v.InferOutput<typeof Stays>,
  { within, metric, versions }: CarryingAsked,
): Terms[] {
  return [...groupBy(stays, ([plan]) => plan)].flatMap(([plan, own]): Terms[] => {
    const all = versions.filter((each) => each.plan === plan);
    const held = heldOn(all, addDays(within.until, -1)) ?? inForce(all)[0];
    if (!held) return [];
    const days = own
      .map(([, from, until]) => ({ from: day(from), until: day(until) }))
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    const { dayCount, quotaVersions, ramps } = held;
    const ramp = ramps.find(
      (each) => each.metric === undefined || each.metric === planKey(metric.code),
    );
    return [{ days, dayCount, quotaVersions, ramp: ramp ? inSteps(ramp, metric.scale) : null }];
  });
}

/** A plan states a ramp's amounts in units of the metric; targets are kept in its smallest steps. */
function inSteps({ by, months }: v.InferOutput<typeof Ramp>, scale: number): Terms["ramp"] {
  if ("factors" in months) return { by, months };
  const steps = rate(10n ** BigInt(scale), 1n);
  return { by, months: { amounts: months.amounts.map((each) => multiplyRates(each, steps)) } };
}
