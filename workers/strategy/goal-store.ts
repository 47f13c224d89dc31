import * as v from "valibot";
import { must } from "../lib/assert.ts";
import { day, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { parseRate } from "../lib/rate.ts";
import {
  big,
  every,
  first,
  maybe,
  read,
  type Read,
  type Row,
  text,
  whole,
} from "../tenancy/sql.ts";
import { COVERS } from "./coverage.ts";
import type { Goal, Initiative, MetricOf, NamedThing } from "./goal.ts";
import type { MonthAmount } from "./past-windows.ts";
import type { MixPart } from "./review.ts";
import {
  daysOf,
  keptOf,
  maybeDay,
  METRIC,
  metricOf,
  namesOf,
  OWNER,
  OWNER_OF,
  ownerOf,
  UNIT,
  unitOf,
} from "./rows.ts";
import { THEME_KINDS, type Theme } from "./theme.ts";

/** A company has a handful of themes and some dozens of goals; more than this is a mistake. */
const LISTED_MAX = 500;
const THEME = `t.id, t.name, t.name_en, t.kind, t.intent, t.from_day, t.until_day, t.ended, t.sample,
  t.version, ${OWNER}`;
const GOAL = `g.id, g.name, g.name_en, g.theme, g.currency, g.amount, g.base, g.growth, g.covers,
  g.from_day, g.until_day, g.source, g.mix, g.ended, g.sample, g.version, ${UNIT}, ${OWNER},
  ${METRIC("m", "metric")}, p.id AS plan_id, p.name AS plan_name
  FROM goals AS g CROSS JOIN units AS u CROSS JOIN metrics AS m
  ${OWNER_OF("g")} LEFT JOIN plans AS p ON p.tenant = ?1 AND p.id = g.plan`;
const GOAL_LINKS = `g.tenant = ?1 AND u.tenant = ?1 AND u.id = g.unit AND m.tenant = ?1
  AND m.id = g.metric`;
const INITIATIVE = `i.id, i.goal, i.name, i.name_en, i.quantity, i.contribution, i.from_day,
  i.until_day, i.ended, i.sample, i.version, ${OWNER}, ${METRIC("m", "metric")}
  FROM initiatives AS i CROSS JOIN metrics AS m ${OWNER_OF("i")}`;

const Mix = v.array(v.tuple([v.string(), v.number(), v.number(), v.string()]));

export type OrphanPlan = Interval & {
  readonly id: string;
  readonly name: string;
  readonly unit: NamedThing;
  readonly metric: MetricOf;
  readonly currency: string;
  readonly amount: bigint;
  readonly sample: boolean;
};
export type OrphanTargets = Interval & {
  readonly unit: NamedThing;
  readonly metric: MetricOf;
  readonly count: number;
  readonly sample: boolean;
};
/** What a goal refers to, as far as it is there. */
export type PlanFacts = { readonly id: string; readonly unit: string; readonly metric: string };

export const goalReads = {
  themes: (): Read<Theme[]> =>
    read(
      `SELECT ${THEME} FROM themes AS t ${OWNER_OF("t")}
       WHERE t.tenant = ?1 ORDER BY t.id LIMIT ${LISTED_MAX}`,
      [],
      every(themeFrom),
    ),

  theme: (theme: string | null): Read<Theme | null> =>
    read(
      `SELECT ${THEME} FROM themes AS t ${OWNER_OF("t")} WHERE t.tenant = ?1 AND t.id = ?2`,
      [theme],
      first(themeFrom),
    ),

  goals: (): Read<Goal[]> =>
    read(
      `SELECT ${GOAL} WHERE ${GOAL_LINKS} ORDER BY g.id LIMIT ${LISTED_MAX}`,
      [],
      every(goalFrom),
    ),

  goal: (goal: string | null): Read<Goal | null> =>
    read(`SELECT ${GOAL} WHERE ${GOAL_LINKS} AND g.id = ?2`, [goal], first(goalFrom)),

  initiatives: (): Read<Initiative[]> =>
    read(
      `SELECT ${INITIATIVE} WHERE i.tenant = ?1 AND m.tenant = ?1 AND m.id = i.metric
       ORDER BY i.id LIMIT ${2 * LISTED_MAX}`,
      [],
      every(initiativeFrom),
    ),

  initiative: (initiative: string): Read<Initiative | null> =>
    read(
      `SELECT ${INITIATIVE} WHERE i.tenant = ?1 AND i.id = ?2 AND m.tenant = ?1 AND m.id = i.metric`,
      [initiative],
      first(initiativeFrom),
    ),

  /** The decimals of the goal that an initiative contributes to. */
  scaleOfInitiative: (initiative: string): Read<number> =>
    read(
      `SELECT m.scale FROM initiatives AS i CROSS JOIN goals AS g CROSS JOIN metrics AS m
       WHERE i.tenant = ?1 AND i.id = ?2 AND g.tenant = ?1 AND g.id = i.goal AND m.tenant = ?1
         AND m.id = g.metric`,
      [initiative],
      (rows) => (rows[0] ? whole(rows[0], "scale") : 0),
    ),

  /** Plans not over yet that no goal names. */
  orphanPlans: (today: Day): Read<OrphanPlan[]> =>
    read(
      `SELECT p.id, p.name, p.currency, p.amount, p.from_day, p.until_day, p.sample, ${UNIT},
         ${METRIC("m", "metric")}
       FROM plans AS p CROSS JOIN units AS u CROSS JOIN metrics AS m
       WHERE p.tenant = ?1 AND p.until_day > ?2 AND u.tenant = ?1 AND u.id = p.unit
         AND m.tenant = ?1 AND m.id = p.metric
         AND NOT EXISTS (SELECT 1 FROM goals AS g WHERE g.tenant = ?1 AND g.plan = p.id
           AND g.ended = 0 AND g.theme IS NOT NULL)
       ORDER BY p.id DESC LIMIT 50`,
      [today],
      every((row) => ({
        id: text(row, "id"),
        name: text(row, "name"),
        unit: unitOf(row),
        metric: metricOf(row, "metric"),
        currency: text(row, "currency"),
        amount: big(row, "amount"),
        ...daysOf(row),
        sample: whole(row, "sample") === 1,
      })),
    ),

  /** Targets of top units that were set directly and for which no goal with a theme stands. */
  orphanTargets: (today: Day): Read<OrphanTargets[]> =>
    read(
      `SELECT count(*) AS n, min(t.from_day) AS from_day, max(t.until_day) AS until_day, u.sample,
         ${UNIT}, ${METRIC("m", "metric")}
       FROM unit_parents AS r INDEXED BY unit_parents_root CROSS JOIN units AS u
         CROSS JOIN targets AS t CROSS JOIN metrics AS m
       WHERE r.tenant = ?1 AND r.parent IS NULL AND r.until_seq IS NULL AND r.from_day <= ?2
         AND r.until_day > ?2 AND u.tenant = ?1 AND u.id = r.unit AND t.tenant = ?1
         AND t.subject = r.unit AND t.plan IS NULL AND t.until_seq IS NULL AND t.until_day > ?2
         AND m.tenant = ?1 AND m.id = t.metric
         AND NOT EXISTS (SELECT 1 FROM goals AS g WHERE g.tenant = ?1 AND g.unit = r.unit
           AND g.metric = t.metric AND g.ended = 0 AND g.theme IS NOT NULL)
       GROUP BY +u.id, +m.id LIMIT 50`,
      [today],
      every((row) => ({
        unit: unitOf(row),
        metric: metricOf(row, "metric"),
        count: whole(row, "n"),
        ...daysOf(row),
        sample: whole(row, "sample") === 1,
      })),
    ),

  /** A unit's known months of a metric; of goals' months the same place in the totals. */
  months: (at: {
    readonly subject: string;
    readonly metric: string;
    readonly within: Interval;
  }): Read<MonthAmount[]> =>
    read(
      `SELECT t.on_day, t.amount FROM metrics AS m CROSS JOIN tenant_here AS h
         CROSS JOIN totals AS t
       WHERE m.tenant = ?1 AND m.id = ?3 AND h.tenant = ?1 AND t.tenant = ?1 AND t.subject = ?2
         AND t.metric = m.id AND t.grain = 'm' AND t.on_day >= ?4 AND t.on_day < ?5
         AND t.currency = CASE m.unit WHEN 'money' THEN coalesce(m.currency, h.currency) ELSE '' END`,
      [at.subject, at.metric, at.within.from, at.within.until],
      every(monthFrom),
    ),

  /** The same for a goal that is only known by its id. */
  monthsOfGoal: (goal: string, within: Interval): Read<MonthAmount[]> =>
    read(
      `SELECT t.on_day, t.amount FROM goals AS g CROSS JOIN totals AS t
       WHERE g.tenant = ?1 AND g.id = ?2 AND t.tenant = ?1 AND t.subject = g.unit
         AND t.metric = g.metric AND t.currency = g.currency AND t.grain = 'm'
         AND t.on_day >= ?3 AND t.on_day < ?4`,
      [goal, within.from, within.until],
      every(monthFrom),
    ),

  metricOf: (metric: string | null): Read<(MetricOf & { readonly currency: string }) | null> =>
    read(
      `SELECT ${METRIC("m", "metric")},
         CASE m.unit WHEN 'money' THEN coalesce(m.currency, h.currency) ELSE '' END AS currency
       FROM metrics AS m CROSS JOIN tenant_here AS h
       WHERE m.tenant = ?1 AND m.id = ?2 AND h.tenant = ?1`,
      [metric],
      first((row) => ({ ...metricOf(row, "metric"), currency: text(row, "currency") })),
    ),

  unitOf: (unit: string | null): Read<NamedThing | null> =>
    read(`SELECT ${UNIT} FROM units AS u WHERE u.tenant = ?1 AND u.id = ?2`, [unit], first(unitOf)),

  personOf: (person: string | null): Read<NamedThing | null> =>
    read(`SELECT ${OWNER} FROM people AS w WHERE w.tenant = ?1 AND w.id = ?2`, [person], (rows) =>
      rows[0] ? ownerOf(rows[0]) : null,
    ),

  planOf: (plan: string | null): Read<(PlanFacts & { readonly name: string }) | null> =>
    read(
      "SELECT id, name, unit, metric FROM plans WHERE tenant = ?1 AND id = ?2",
      [plan],
      first((row) => ({
        id: text(row, "id"),
        name: text(row, "name"),
        unit: text(row, "unit"),
        metric: text(row, "metric"),
      })),
    ),

  /** Units at, below and above this one on the day: what somebody who leads it may know of. */
  around: (unit: string, on: Day): Read<ReadonlySet<string>> =>
    read(
      `SELECT x.unit AS id FROM unit_paths AS x
         WHERE x.tenant = ?1 AND x.above = ?2 AND x.from_day <= ?3 AND x.until_day > ?3
       UNION SELECT y.above FROM unit_paths AS y
         WHERE y.tenant = ?1 AND y.unit = ?2 AND y.from_day <= ?3 AND y.until_day > ?3`,
      [unit, on],
      (rows) => new Set(rows.map((row) => text(row, "id"))),
    ),

  /** Units at and below this one on the day: what somebody who leads it may write of. */
  within: (unit: string, on: Day): Read<ReadonlySet<string>> =>
    read(
      `SELECT x.unit AS id FROM unit_paths AS x
       WHERE x.tenant = ?1 AND x.above = ?2 AND x.from_day <= ?3 AND x.until_day > ?3`,
      [unit, on],
      (rows) => new Set(rows.map((row) => text(row, "id"))),
    ),
};

function themeFrom(row: Row): Theme {
  return {
    ...namesOf(row),
    kind: must(THEME_KINDS.find((kind) => kind === row["kind"])),
    intent: maybe(row, "intent"),
    owner: ownerOf(row),
    ...daysOf(row),
    ...keptOf(row),
  };
}

function goalFrom(row: Row): Goal {
  const plan = maybe(row, "plan_id");
  return {
    ...namesOf(row),
    theme: maybe(row, "theme"),
    unit: unitOf(row),
    metric: metricOf(row, "metric"),
    currency: text(row, "currency"),
    amount: big(row, "amount"),
    base: row["base"] === null ? null : big(row, "base"),
    growth: maybe(row, "growth"),
    covers: must(COVERS.find((each) => each === row["covers"])),
    from: maybeDay(row, "from_day"),
    until: maybeDay(row, "until_day"),
    owner: ownerOf(row),
    source: maybe(row, "source"),
    plan: plan === null ? null : { id: plan, name: text(row, "plan_name") },
    mix: mixFrom(maybe(row, "mix")),
    ...keptOf(row),
  };
}

function mixFrom(json: string | null): readonly MixPart[] {
  if (json === null) return [];
  return v.parse(Mix, JSON.parse(json)).map(([name, before, planned, earns]) => ({
    name,
    before: BigInt(before),
    planned: BigInt(planned),
    earns: must(parseRate(earns)),
  }));
}

function initiativeFrom(row: Row): Initiative {
  return {
    ...namesOf(row),
    goal: text(row, "goal"),
    metric: metricOf(row, "metric"),
    quantity: big(row, "quantity"),
    contribution: big(row, "contribution"),
    owner: ownerOf(row),
    ...daysOf(row),
    ...keptOf(row),
  };
}

function monthFrom(row: Row): MonthAmount {
  return { on: day(text(row, "on_day")), amount: big(row, "amount") };
}
