import type { InputOf } from "../lib/contract.ts";
import type { Day } from "../lib/day.ts";
import { must } from "../lib/assert.ts";
import { formatMinor, parseMinor } from "../lib/money.ts";
import { parseRate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { changeGoal as Change, createGoal as Create } from "./contract.ts";
import type { Goal, NamedThing } from "./goal.ts";
import { goalWire, rateText } from "./goal-wire.ts";
import type { MixPart } from "./review.ts";
import {
  type Absent,
  type Busy,
  changed,
  type Exists,
  given,
  made,
  type Stale,
  stale,
} from "./saving.ts";
import type { StrategyStore } from "./store.ts";
import type { Theme } from "./theme.ts";

type Body = InputOf<typeof Create>["body"];
type NewGoal = Body & { readonly sample?: boolean };
type Links = "theme" | "owner" | "plan";
/** What people change of a goal, as it is asked for; ids as plain text. */
type Fields = Omit<Body, "id" | "unit" | "metric" | Links> & {
  readonly [Link in Links]: string | null;
};

type Unknown<Code extends string> = {
  readonly code: Code;
  readonly value: string;
  readonly pointer: string;
};
export type GoalFlaw =
  | {
      readonly code: "strategy/interval";
      readonly from: string;
      readonly until: string;
      readonly pointer: string;
    }
  | {
      readonly code: "strategy/amount";
      readonly value: string;
      readonly scale: number;
      readonly pointer: string;
    }
  | Unknown<"strategy/unknown_theme">
  | Unknown<"strategy/unknown_owner">
  | Unknown<"strategy/unknown_plan">
  | Unknown<"strategy/plan_differs">;
type NewFlaw = GoalFlaw | Unknown<"strategy/unknown_unit"> | Unknown<"strategy/unknown_metric">;

/** A goal with the theme it serves, for the SMART check of the answer. */
export type SavedGoal = { readonly goal: Goal; readonly theme: Theme | null };

/** Asks for a number. Refuses references to what is not here; what is merely not SMART is not refused. */
export async function createGoal(
  db: TenantDb,
  store: StrategyStore,
  { sample = false, ...body }: NewGoal,
  today: Day,
): Promise<Result<SavedGoal, NewFlaw | Exists | Busy>> {
  const { unit, metric, ...found } = await db.load({
    unit: store.unitOf(body.unit),
    metric: store.metricOf(body.metric),
    ...referred(store, body),
  });
  if (!unit) return err({ code: "strategy/unknown_unit", value: body.unit, pointer: "/unit" });
  if (!metric)
    return err({ code: "strategy/unknown_metric", value: body.metric, pointer: "/metric" });
  const { currency, ...measured } = metric;
  const place = { id: body.id, unit, metric: measured, currency };
  const read = readGoal(body, place, found);
  if (!read.ok) return read;
  const goal = { ...place, ...read.value, ended: false, sample, version: 1 };
  const saved = { goal, theme: found.theme };
  const wire = goalWire(goal, { theme: found.theme, initiatives: [], past: null, today });
  const done = await commit(db, {
    event: "goal/created",
    subject: goal.id,
    detail: { theme: goal.theme, metric: metric.id, unit: goal.unit.id },
    writes: [store.addGoal(goal)],
    answer: { status: 201, body: wire as Json }, // It is JSON by construction.
  });
  return made(done, goal.id, saved);
}

type ChangeGoalInput = Pick<InputOf<typeof Change>, "params" | "body" | "version">;

/** Changes a goal or ends it. Refuses a stale version; unit and metric stay. */
export async function changeGoal(
  db: TenantDb,
  store: StrategyStore,
  { params: { goalId: id }, body, version }: ChangeGoalInput,
): Promise<Result<SavedGoal, GoalFlaw | Absent | Stale | Busy>> {
  const { known, themes, ...found } = await db.load({
    known: store.goal(id),
    themes: store.themes(),
    ...referred(store, body),
  });
  if (!known) return err({ code: "strategy/not_found", id });
  if (known.version !== version) return stale(version, known.version);
  const { ended = known.ended, ...fields } = given(body);
  const asked = { ...fieldsOf(known), ...fields };
  const theme = themes.find((each) => each.id === asked.theme) ?? null;
  // What stays as it is was found when it was set; it may have ended or left since.
  const still = {
    theme: fields.theme === undefined ? known.theme : theme,
    owner: fields.owner === undefined ? known.owner : found.owner,
    plan:
      fields.plan === undefined && known.plan
        ? { ...known.plan, unit: known.unit.id, metric: known.metric.id }
        : found.plan,
  };
  const read = readGoal(asked, known, still);
  if (!read.ok) return read;
  const goal: Goal = { ...known, ...read.value, ended, version: version + 1 };
  const done = await commit(db, {
    event: ended && !known.ended ? "goal/ended" : "goal/changed",
    subject: id,
    detail: { version: goal.version, theme: goal.theme },
    expect: [store.guards.isAt("goals", id, version)],
    writes: [store.setGoal(goal)],
  });
  return changed(done, version, { goal, theme });
}

function referred(
  store: StrategyStore,
  body: { readonly [Link in Links]?: string | null | undefined },
) {
  return {
    theme: store.theme(body.theme ?? null),
    owner: store.personOf(body.owner ?? null),
    plan: store.planOf(body.plan ?? null),
  };
}

type Found = {
  readonly theme: unknown;
  readonly owner: NamedThing | null;
  readonly plan: {
    readonly id: string;
    readonly name: string;
    readonly unit: string;
    readonly metric: string;
  } | null;
};
type Place = Pick<Goal, "id" | "unit" | "metric">;
type ReadGoal = Omit<Goal, "id" | "unit" | "metric" | "currency" | "ended" | "sample" | "version">;

function readGoal(body: Fields, { unit, metric }: Place, found: Found): Result<ReadGoal, GoalFlaw> {
  const { from, until, theme, plan } = body;
  if ((from === null) !== (until === null) || (from !== null && until !== null && from >= until))
    return err({
      code: "strategy/interval",
      from: from ?? "–",
      until: until ?? "–",
      pointer: "/until",
    });
  if (theme !== null && !found.theme)
    return err({ code: "strategy/unknown_theme", value: theme, pointer: "/theme" });
  if (body.owner !== null && !found.owner)
    return err({ code: "strategy/unknown_owner", value: body.owner, pointer: "/owner" });
  if (plan !== null && !found.plan)
    return err({ code: "strategy/unknown_plan", value: plan, pointer: "/plan" });
  if (found.plan && (found.plan.unit !== unit.id || found.plan.metric !== metric.id))
    return err({ code: "strategy/plan_differs", value: found.plan.name, pointer: "/plan" });
  const amounts = readAmounts(body, metric.scale);
  if (!amounts.ok) return amounts;
  const { name, nameEn, growth, covers, source } = body;
  return ok({
    ...{ name, nameEn, theme, growth, covers, from, until, source },
    ...amounts.value,
    owner: found.owner,
    plan: found.plan && { id: found.plan.id, name: found.plan.name },
  });
}

function readAmounts(body: Fields, scale: number) {
  const flaws: GoalFlaw[] = [];
  const units = (value: string, pointer: string) => {
    const read = parseMinor(value, scale);
    if (read.ok) return read.value;
    flaws.push({ code: "strategy/amount", value, scale, pointer });
    return 0n;
  };
  const mix = body.mix.map((part, at): MixPart => ({
    name: part.name,
    before: units(part.before, `/mix/${at}/before`),
    planned: units(part.planned, `/mix/${at}/planned`),
    earns: must(parseRate(part.earns), "the contract reads rates"),
  }));
  const base = body.base === null ? null : units(body.base, "/base");
  const amount = units(body.amount, "/amount");
  const first = flaws.at(-1);
  return first ? err(first) : ok({ amount, base, mix });
}

/** A goal as it would be asked for again. */
function fieldsOf(goal: Goal): Fields {
  const { amount, base, owner, plan, mix, metric } = goal;
  const show = (units: bigint) => formatMinor(units, metric.scale);
  const { name, nameEn, theme, growth, covers, from, until, source } = goal;
  return {
    ...{ name, nameEn, theme, growth, covers, from, until, source },
    ...{ amount: show(amount), base: base === null ? null : show(base) },
    ...{ owner: owner?.id ?? null, plan: plan?.id ?? null },
    mix: mix.map((part) => ({
      name: part.name,
      before: show(part.before),
      planned: show(part.planned),
      earns: rateText(part.earns),
    })),
  };
}
