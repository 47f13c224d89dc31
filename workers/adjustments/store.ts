import * as v from "valibot";
import { day, type Day } from "../lib/day.ts";
import { must } from "../lib/assert.ts";
import { chunks } from "../lib/list.ts";
import type { Guard } from "../tenancy/commit.ts";
import {
  big,
  every,
  first,
  maybe,
  read,
  type Read,
  type Row,
  SEQ,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import { namedRowFrom, type NamedRow } from "../targets/plan-row.ts";
import type { Ask } from "./adjustment.ts";
import type { Touched } from "./effect.ts";
import { type Earlier, type Guards, USUAL_GUARDS } from "./guards.ts";
import { resourceReads, resourceWrites } from "./resource-store.ts";
import { STEPS, type Step } from "./states.ts";
import { StoredAsk } from "./wire.ts";
import type { Basis } from "./basis.ts";

export type Named = { readonly id: string; readonly name: string; readonly nameEn: string | null };
export type NamedStep = Step & { readonly name: string | null; readonly nameEn: string | null };
export type Kept = Ask & {
  readonly id: string;
  readonly plan: string;
  readonly reason: string;
  readonly approvers: readonly string[];
  readonly basis: unknown;
  readonly sample: boolean;
  readonly steps: readonly NamedStep[];
  readonly names: readonly Named[];
};
export type KeptGuards = { readonly guards: Guards; readonly version: number };
export type DayAmount = { readonly subject: string; readonly on: Day; readonly amount: bigint };
/** What happened to one subject, for whoever is affected. */
export type PastEffect = {
  readonly adjustment: Kept;
  readonly plan: { readonly name: string; readonly scale: number; readonly currency: string };
  readonly periods: readonly {
    readonly key: string;
    readonly from: string;
    readonly until: string;
  }[];
  readonly part: Touched["part"];
  readonly number: number;
  readonly parent: string | null;
  readonly parentAfter: string | null;
  readonly wholeBefore: bigint;
  readonly wholeAfter: bigint;
  readonly cells: readonly {
    readonly at: number;
    readonly before: bigint;
    readonly after: bigint;
  }[];
};

const SCALE = `(SELECT m.scale FROM plans AS p CROSS JOIN metrics AS m
  WHERE p.tenant = ?1 AND p.id = ?2 AND m.tenant = ?1 AND m.id = p.metric) AS scale`;

/** Everybody's part, oldest first, with the participant behind each account (the sample has people only). */
const STEPS_OF = `(SELECT json_group_array(json_array(s.kind, s.by, s.person, s.at, s.number, s.hash,
    s.note, w.name, w.name_en))
  FROM (SELECT * FROM adjustment_steps WHERE tenant = ?1 AND adjustment = a.id ORDER BY n) AS s
    LEFT JOIN access AS x ON x.tenant = ?1 AND x.account = s.person
    LEFT JOIN people AS w ON w.tenant = ?1 AND w.id = coalesce(x.person, s.person)) AS steps`;
/** The ids of everybody and every unit a request names. */
const IDS_OF = `SELECT j.value ->> 'subject' AS id FROM json_each(a.ask, '$.changes') AS j
  UNION SELECT j.value ->> 'person' FROM json_each(a.ask, '$.moves') AS j
  UNION SELECT j.value ->> 'to' FROM json_each(a.ask, '$.moves') AS j
  UNION SELECT j.value ->> 'from' FROM json_each(a.ask, '$.budget') AS j
  UNION SELECT j.value ->> 'to' FROM json_each(a.ask, '$.budget') AS j`;
const NAMES_OF = `(SELECT json_group_array(json_array(i.id, coalesce(u.name, w.name),
    coalesce(u.name_en, w.name_en)))
  FROM (${IDS_OF}) AS i LEFT JOIN units AS u ON u.tenant = ?1 AND u.id = i.id
    LEFT JOIN people AS w ON w.tenant = ?1 AND w.id = i.id) AS names`;
const KEPT = `a.id, a.plan, a.ask, a.basis, a.approvers, a.reason, a.sample, ${STEPS_OF}, ${NAMES_OF}`;

const StepRows = v.array(
  v.tuple([
    v.picklist(STEPS),
    ...[v.string(), v.string(), v.number(), v.number()],
    ...[v.nullable(v.string()), v.nullable(v.string())],
    ...[v.nullable(v.string()), v.nullable(v.string())],
  ] as const),
);
const NameRows = v.array(v.tuple([v.string(), v.nullable(v.string()), v.nullable(v.string())]));
const Cells = v.array(v.tuple([v.number(), v.number(), v.number()]));
const Texts = v.array(v.string());
const Periods = v.array(v.object({ key: v.string(), from: v.string(), until: v.string() }));
const GuardSettings = v.object({
  monthPercentMax: v.string(),
  monthCountMax: v.number(),
  countPer: v.picklist(["quarter", "year"]),
  closedUntil: v.nullable(v.string()),
});

function keptFrom(row: Row): Kept {
  const steps = v.parse(StepRows, JSON.parse(text(row, "steps")));
  const names = v.parse(NameRows, JSON.parse(text(row, "names")));
  return {
    ...v.parse(StoredAsk, JSON.parse(text(row, "ask"))),
    id: text(row, "id"),
    plan: text(row, "plan"),
    reason: text(row, "reason"),
    approvers: v.parse(Texts, JSON.parse(text(row, "approvers"))),
    basis: JSON.parse(text(row, "basis")),
    sample: whole(row, "sample") === 1,
    steps: steps.map(([kind, by, person, at, number, hash, note, name, nameEn]) => ({
      ...{ kind, by, person, at, number, hash, note, name, nameEn },
    })),
    names: names.map(([id, name, nameEn]) => ({ id, name: name ?? "", nameEn })),
  };
}

const reads = {
  /** A version's rows with months, runs and names; null is the newest published one. */
  nodes: (plan: string, number: number | null): Read<NamedRow[]> =>
    read(
      `SELECT r.subject, r.parent, r.kind, r.inputs, r.amount, r.version, ${SCALE}, r.run, r.months,
         r.levels, r.slices, coalesce(u.code, w.code) AS code, coalesce(u.name, w.name) AS name,
         coalesce(u.name_en, w.name_en) AS name_en
       FROM plan_rows AS r
         LEFT JOIN units AS u ON r.kind = 'unit' AND u.tenant = ?1 AND u.id = r.subject
         LEFT JOIN people AS w ON r.kind = 'person' AND w.tenant = ?1 AND w.id = r.subject
       WHERE r.tenant = ?1 AND r.plan = ?2
         AND r.number = coalesce(?3, (SELECT published FROM plans WHERE tenant = ?1 AND id = ?2))`,
      [plan, number],
      every(namedRowFrom),
    ),

  adjustment: (id: string): Read<Kept | null> =>
    read(
      `SELECT ${KEPT} FROM adjustments AS a WHERE a.tenant = ?1 AND a.id = ?2`,
      [id],
      first(keptFrom),
    ),

  /** The newest first, of one plan or of all. */
  list: (plan: string | null, limit: number): Read<Kept[]> =>
    read(
      `SELECT ${KEPT} FROM adjustments AS a WHERE a.tenant = ?1 AND (?2 IS NULL OR a.plan = ?2)
       ORDER BY a.id DESC LIMIT ?3`,
      [plan, limit],
      every(keptFrom),
    ),

  /** Requests of a plan that were not turned down: the guards count them. */
  earlier: (plan: string): Read<Earlier[]> =>
    read(
      `SELECT a.id, a.from_day, (SELECT json_group_array(j.value ->> 'subject')
           FROM json_each(a.ask, '$.changes') AS j) AS subjects
       FROM adjustments AS a WHERE a.tenant = ?1 AND a.plan = ?2 AND NOT EXISTS (
         SELECT 1 FROM adjustment_steps AS s
         WHERE s.tenant = ?1 AND s.adjustment = a.id AND s.kind IN ('rejected', 'withdrawn'))`,
      [plan],
      every((row) => ({
        id: text(row, "id"),
        from: day(text(row, "from_day")),
        subjects: v.parse(Texts, JSON.parse(text(row, "subjects"))),
      })),
    ),

  guards: (): Read<KeptGuards> =>
    read(
      `SELECT settings, version FROM adjustment_guards WHERE tenant = ?1
       ORDER BY version DESC LIMIT 1`,
      [],
      ([row]) => {
        if (!row) return { guards: USUAL_GUARDS, version: 0 };
        const { closedUntil, ...rest } = v.parse(GuardSettings, JSON.parse(text(row, "settings")));
        const closed = closedUntil === null ? null : day(closedUntil);
        return { guards: { ...rest, closedUntil: closed }, version: whole(row, "version") };
      },
    ),

  /** The account behind who acts: a key acts for whoever made it, so nobody signs with two hands. */
  personBehind: (actor: string): Read<string> =>
    read(
      `SELECT coalesce((SELECT made_by FROM api_keys WHERE tenant = ?1 AND id = ?2), ?2) AS person`,
      [actor],
      (rows) => text(must(rows[0]), "person"),
    ),

  /** Which of these people and units stand at or below a unit on a day; none below nobody. */
  below: (unit: string | null, ids: readonly string[], on: Day): Read<ReadonlySet<string>> =>
    read(
      `SELECT j.value AS id FROM json_each(?3) AS j CROSS JOIN unit_paths AS x
       WHERE x.tenant = ?1 AND x.unit = j.value AND x.above = ?2 AND x.from_day <= ?4
         AND x.until_day > ?4
       UNION
       SELECT j.value FROM json_each(?3) AS j CROSS JOIN memberships AS s CROSS JOIN unit_paths AS x
       WHERE s.tenant = ?1 AND s.person = j.value AND s.from_day <= ?4 AND s.until_day > ?4
         AND s.until_seq IS NULL AND x.tenant = ?1 AND x.unit = s.unit AND x.above = ?2
         AND x.from_day <= ?4 AND x.until_day > ?4`,
      [unit, packed([...new Set(ids)]), on],
      (rows) => new Set(rows.map((row) => text(row, "id"))),
    ),

  /** Which of these accounts are active here, with their roles as JSON. */
  accounts: (accounts: readonly string[]): Read<{ account: string; roles: string }[]> =>
    read(
      `SELECT x.account, x.roles FROM json_each(?2) AS j CROSS JOIN access AS x
       WHERE x.tenant = ?1 AND x.account = j.value AND x.state = 'active'`,
      [packed(accounts)],
      every((row) => ({ account: text(row, "account"), roles: text(row, "roles") })),
    ),

  /** What these subjects made of a plan's metric, by the day, before a day. */
  actuals: (plan: string, subjects: readonly string[], from: Day, until: Day): Read<DayAmount[]> =>
    read(
      `SELECT t.subject, t.on_day, t.amount FROM plans AS p CROSS JOIN json_each(?3) AS j
         CROSS JOIN totals AS t
       WHERE p.tenant = ?1 AND p.id = ?2 AND t.tenant = ?1 AND t.subject = j.value
         AND t.metric = p.metric AND t.currency = p.currency AND t.grain = 'd'
         AND t.on_day >= min(?4, p.from_day) AND t.on_day < ?5`,
      [plan, packed(subjects), from, until],
      every((row) => ({
        subject: text(row, "subject"),
        on: day(text(row, "on_day")),
        amount: big(row, "amount"),
      })),
    ),

  /** What was done to a subject's targets, the newest first. */
  history: (subject: string): Read<PastEffect[]> =>
    read(
      `SELECT ${KEPT}, e.part, e.number, e.parent, e.parent_after, e.whole_before, e.whole_after,
         e.cells, p.name AS plan_name, p.currency, m.scale, y.rules -> '$.basis.periods' AS periods
       FROM adjustment_effects AS e CROSS JOIN adjustments AS a CROSS JOIN plans AS p
         CROSS JOIN metrics AS m CROSS JOIN plan_versions AS y
       WHERE e.tenant = ?1 AND e.subject = ?2 AND a.tenant = ?1 AND a.id = e.adjustment
         AND p.tenant = ?1 AND p.id = a.plan AND m.tenant = ?1 AND m.id = p.metric
         AND y.tenant = ?1 AND y.plan = p.id AND y.number = e.number
       ORDER BY e.seq DESC LIMIT 50`,
      [subject],
      every((row) => ({
        adjustment: keptFrom(row),
        plan: {
          name: text(row, "plan_name"),
          scale: whole(row, "scale"),
          currency: text(row, "currency"),
        },
        periods: v.parse(Periods, JSON.parse(maybe(row, "periods") ?? "[]")),
        part: must((["asked", "moved", "below", "above"] as const).find((p) => p === row["part"])),
        number: whole(row, "number"),
        parent: maybe(row, "parent"),
        parentAfter: maybe(row, "parent_after"),
        wholeBefore: big(row, "whole_before"),
        wholeAfter: big(row, "whole_after"),
        cells: v
          .parse(Cells, JSON.parse(text(row, "cells")))
          .map(([at, before, after]) => ({ at, before: BigInt(before), after: BigInt(after) })),
      })),
    ),
};

/** About 200 bytes a subject: one parameter stays well under D1's 2 MB. */
const EFFECTS_A_STATEMENT = 3_000;

export type EffectRow = {
  readonly subject: string;
  readonly part: Touched["part"];
  readonly parent: string | null;
  readonly parentAfter: string | null;
  readonly wholeBefore: bigint;
  readonly wholeAfter: bigint;
  readonly cells: readonly {
    readonly at: number;
    readonly before: bigint;
    readonly after: bigint;
  }[];
};
type NewAdjustment = Ask & {
  readonly id: string;
  readonly plan: string;
  readonly reason: string;
  readonly approvers: readonly string[];
  readonly basis: Basis;
  readonly sample: boolean;
};

const writes = {
  addAdjustment: ({ id, reason, approvers, basis, sample, ...ask }: NewAdjustment): Statement =>
    write(
      `INSERT INTO adjustments (tenant, id, plan, kind, from_day, ask, basis, approvers, reason,
         sample, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ${SEQ}`,
      id,
      ask.plan,
      ask.trigger,
      ask.from,
      JSON.stringify(ask),
      JSON.stringify(basis),
      JSON.stringify(approvers),
      reason,
      sample ? 1 : 0,
    ),

  addStep: (adjustment: string, n: number, step: Step): Statement =>
    write(
      `INSERT INTO adjustment_steps (tenant, adjustment, n, kind, by, person, at, number, hash, note,
         seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ${SEQ}`,
      adjustment,
      n,
      step.kind,
      step.by,
      step.person,
      step.at,
      step.number,
      step.hash,
      step.note,
    ),

  addEffects: (adjustment: string, number: number, rows: readonly EffectRow[]): Statement[] =>
    chunks(rows, EFFECTS_A_STATEMENT).map((part) =>
      write(
        `INSERT INTO adjustment_effects (tenant, subject, seq, adjustment, part, number, parent,
           parent_after, whole_before, whole_after, cells)
         SELECT ?1, j.value ->> 0, ${SEQ}, ?2, j.value ->> 1, ?3, j.value ->> 2, j.value ->> 3,
           j.value ->> 4, j.value ->> 5, j.value -> 6
         FROM json_each(?4) AS j`,
        adjustment,
        number,
        packed(
          part.map((row) => [
            ...[row.subject, row.part, row.parent, row.parentAfter],
            ...[row.wholeBefore, row.wholeAfter],
            row.cells.map(({ at, before, after }) => [at, before, after]),
          ]),
        ),
      ),
    ),

  addGuards: (version: number, guards: Guards, by: string, at: number): Statement =>
    write(
      `INSERT INTO adjustment_guards (tenant, version, settings, by, at, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ${SEQ}`,
      version,
      JSON.stringify(guards),
      by,
      at,
    ),
};

export const adjustmentGuards = {
  /** A request's version is the number of its steps. */
  steps: (adjustment: string, count: number): Guard => ({
    what: "adjustment/version",
    sql: `(SELECT count(*) = ?3 FROM adjustment_steps WHERE tenant = ?1 AND adjustment = ?2)`,
    params: [adjustment, count],
  }),
  settings: (version: number): Guard => ({
    what: "adjustment/guards_version",
    sql: `coalesce((SELECT max(version) FROM adjustment_guards WHERE tenant = ?1), 0) = ?2`,
    params: [version],
  }),
};

/** All of the adjustments' SQL, as values: nothing has run until load() or commit(). */
export const adjustmentStore = {
  ...reads,
  ...writes,
  ...resourceReads,
  ...resourceWrites,
  expect: adjustmentGuards,
};
export type AdjustmentStore = typeof adjustmentStore;
