import { APPLIED, BUDGET, REGIONS, WAITING } from "../../db/sample/adjustments.ts";
import type { Yunfan } from "../../db/sample/yunfan.ts";
import type { Ask } from "../adjustments/adjustment.ts";
import { applyAdjustment } from "../adjustments/apply-adjustment.ts";
import type { Deps } from "../adjustments/deps.ts";
import { keepResources, shareBudgetOut, useBudgets } from "../adjustments/keep-resources.ts";
import { requestAdjustment } from "../adjustments/request-adjustment.ts";
import { standingOf, takeStep } from "../adjustments/take-step.ts";
import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { formatMinor } from "../lib/money.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Loading } from "./load-sample.ts";
import { sampleId } from "./names.ts";
import { went } from "./while-loading.ts";

type Adjusting = Pick<Loading, "db" | "today" | "locale"> & { readonly adjustments: Deps };

/** Money of the sample has two decimals. */
const SCALE = 2;

/**
 * Resources of the regions, one change that was carried out and one that waits. Each was asked for by
 * one person of the sample and decided by another. What a cut left undone is done.
 */
export async function loadAdjustments(at: Adjusting, of: Yunfan): Promise<boolean> {
  const { db, adjustments: deps, today } = at;
  const plan = await sampleId(db.uuid, "plan", "YF-P1");
  const { version } = await db.load({ version: deps.targets.planAt(plan, null) });
  const running = version?.rules.basis?.periods.find(
    ({ from, until }) => from <= today && today < until,
  );
  // A plan of another year has no running month; there is nothing to show then.
  if (!running) return true;
  if (!(await resources(at, of))) return false;
  const asked = { plan, from: running.from };
  return (await applied(at, of, asked)) && (await waiting(at, of, asked));
}

/** The same database with a person of the sample as the one who acts. */
async function actingAs(db: TenantDb, code: string): Promise<TenantDb> {
  const person = await sampleId(db.uuid, "person", code);
  return { ...db, actor: () => person };
}

type Place = { readonly plan: string; readonly from: Ask["from"] };

/** Heads of the regions: whoever asks, and whoever decides, is one of them. */
function headOf(of: Yunfan, unit: string): string {
  return must(of.memberships.find((seat) => seat.unit === unit)).person;
}

async function ask(at: Adjusting, id: string, by: string, request: Partial<Ask> & Place) {
  const { db, adjustments: deps, today, locale } = at;
  const { plan, ...rest } = request;
  const text = id === (await sampleId(db.uuid, "adjustment", APPLIED.code)) ? APPLIED : WAITING;
  const made = await requestAdjustment(await actingAs(db, by), deps, {
    ...{ id, plan, today, approvers: [], sample: true, seen: () => null },
    reason: locale === "en" ? text.reasonEn : text.reason,
    ask: {
      ...{ trigger: text.trigger, until: null, changes: [], moves: [], budget: [] },
      ...{ below: "pro_rata", above: "follows" },
      ...rest,
    },
  });
  return (!made.ok && made.error.code === "adjustment/exists") || (await went(db, made));
}

async function applied(at: Adjusting, of: Yunfan, place: Place): Promise<boolean> {
  const { db, adjustments: deps, today } = at;
  const id = await sampleId(db.uuid, "adjustment", APPLIED.code);
  const changes = await exchange(at, place);
  if (!(await ask(at, id, headOf(of, APPLIED.to), { ...place, changes }))) return false;
  const second = await actingAs(db, headOf(of, "YF"));
  for (const kind of ["reviewed", "approved", "applied"] as const) {
    const now = await standingOf(second, deps, { id, today });
    // A removal was faster: whoever comes next sees it.
    if (!now) return false;
    if (now.kept.steps.some((step) => step.kind === kind)) continue;
    if (now.kept.steps.some((step) => step.kind === "applied")) return true;
    if (!now.examined.ok) return false;
    const taking = { id, version: now.kept.steps.length, hash: now.examined.value.hash, today };
    const taken =
      kind === "applied"
        ? await applyAdjustment(second, deps, taking)
        : await takeStep(second, deps, { ...taking, kind, note: null });
    if (!(await went(db, taken))) return false;
  }
  return true;
}

/** What one region gives and the other takes: whole thousands of what they still carry. */
async function exchange({ db, adjustments: deps }: Adjusting, { plan, from }: Place) {
  const [gives, takes] = [
    await sampleId(db.uuid, "unit", APPLIED.from),
    await sampleId(db.uuid, "unit", APPLIED.to),
  ];
  const { version, rows } = await db.load({
    version: deps.targets.planAt(plan, null),
    rows: deps.adjustments.nodes(plan, null),
  });
  const first = version?.rules.basis?.periods.findIndex((each) => each.from === from) ?? 0;
  const open = (id: string) =>
    sum(rows.find(({ subject }) => subject === id)?.months?.slice(first) ?? []);
  const least = open(gives) < open(takes) ? open(gives) : open(takes);
  const thousand = 1_000n * 10n ** BigInt(SCALE);
  const amount = ((least * APPLIED.percent) / 100n / thousand) * thousand;
  const size = (units: bigint) =>
    ({ kind: "absolute", amount: formatMinor(units, SCALE) }) as const;
  return [
    { subject: gives, size: size(-amount) },
    { subject: takes, size: size(amount) },
  ];
}

async function waiting(at: Adjusting, of: Yunfan, place: Place): Promise<boolean> {
  const { db, locale } = at;
  const id = await sampleId(db.uuid, "adjustment", WAITING.code);
  const unit = (code: string) => sampleId(db.uuid, "unit", code);
  const seller = must(
    of.memberships.findLast((seat) => seat.unit === WAITING.fromTeam),
    "a team has people",
  ).person;
  const [from, to] = [await unit(WAITING.from), await unit(WAITING.to)];
  const purpose = locale === "en" ? WAITING.purposeEn : WAITING.purpose;
  return await ask(at, id, headOf(of, WAITING.from), {
    ...place,
    moves: [{ person: await sampleId(db.uuid, "person", seller), to: await unit(WAITING.toTeam) }],
    budget: [{ from, to, purpose, amount: formatMinor(WAITING.amount, SCALE) }],
  });
}

/** Heads as people sit, what a head brings, 80 / 20 of the money and its use so far. */
async function resources({ db, adjustments: deps, locale, today }: Adjusting, of: Yunfan) {
  const { from, until } = of.plan;
  const plan = await sampleId(db.uuid, "plan", "YF-P1");
  const { used } = await db.load({ used: deps.adjustments.usesOfPlan(plan) });
  // What is used is written last; the rest said again changes nothing.
  if (used.length > 0) return true;
  // One head brings the company's number by heads, in whole ten thousands: some regions come up short.
  const tenThousand = 10_000n * 10n ** BigInt(SCALE);
  const people = BigInt(new Set(of.memberships.map(({ person }) => person)).size);
  const brings = formatMinor((of.plan.total / people / tenThousand) * tenThousand, SCALE);
  const ids = await Promise.all(REGIONS.map((code) => sampleId(db.uuid, "unit", code)));
  const rows = ids.flatMap((unit, index) => {
    const seats = of.memberships.filter((seat) => seat.unit.startsWith(must(REGIONS[index])));
    const heads = String(new Set(seats.map(({ person }) => person)).size);
    return [
      { unit, kind: "heads" as const, from, until, amount: heads },
      {
        unit,
        kind: "productivity" as const,
        purpose: of.plan.metric,
        from,
        until,
        amount: brings,
      },
    ];
  });
  if (!(await went(db, await keepResources(db, deps, rows)))) return false;
  const { total, shares } = BUDGET;
  const named = shares.map((each) => ({
    ...each,
    purpose: locale === "en" ? each.purposeEn : each.purpose,
  }));
  for (const unit of ids) {
    const parts = named.map(({ purpose, share }) => ({ purpose, share }));
    const asked = { unit, from, until, total: formatMinor(total, SCALE), shares: parts };
    if (!(await went(db, await shareBudgetOut(db, deps, asked)))) return false;
  }
  const uses = await Promise.all(
    ids.flatMap((unit) =>
      named.map(async ({ purpose, share, used }) => ({
        id: await sampleId(db.uuid, "use", `${unit}/${purpose}`),
        ...{ unit, purpose, on: from > today ? today : from },
        // The share is 0.8 or 0.2 of the total, the use so many thousandths of that.
        amount: formatMinor((total * BigInt(share.slice(2)) * used) / 10_000n, SCALE),
      })),
    ),
  );
  return await went(db, await useBudgets(db, deps, uses));
}
