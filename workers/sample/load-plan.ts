import type { Yunfan } from "../../db/sample/yunfan.ts";
import { formatMinor } from "../lib/money.ts";
import { allocatePlan } from "../targets/allocate-plan.ts";
import { createPlan } from "../targets/create-plan.ts";
import type { Deps } from "../targets/deps.ts";
import { publishPlan } from "../targets/publish-plan.ts";
import { setInputs } from "../targets/set-inputs.ts";
import type { Loading } from "./load-sample.ts";
import { sampleId } from "./names.ts";
import { went } from "./while-loading.ts";

type Planning = Pick<Loading, "db" | "today" | "locale"> & { readonly targets: Deps };

/** Yuan have two decimals, in the plan as in the log. */
const SCALE = 2;

/**
 * The year's plan, made as a planner would make it: begun, fed with factors, shared out by the
 * tenant's own rules, published. What a cut left undone is done; a published plan stays.
 */
export async function loadPlan(at: Planning, of: Yunfan): Promise<boolean> {
  const { db, targets: deps, today } = at;
  const id = await sampleId(db.uuid, "plan", "YF-P1");
  const known = await db.load({ plan: deps.targets.plan(id) });
  if ((known.plan?.published ?? 0) > 0) return true;
  if (!known.plan && !(await begin(at, of, id))) return false;
  const people = of.plan.factors.filter(({ subject }) => subject.startsWith("YF0"));
  const gone = new Set(of.people.filter(({ endsOn }) => endsOn <= today).map(({ code }) => code));
  const rows = people
    .filter(({ subject }) => !gone.has(subject))
    .map(({ subject, potential, capability }) => ({
      subject,
      values: { potential: String(potential), capability: String(capability) },
    }));
  if (!(await went(db, await setInputs(db, deps, { plan: id, rows })))) return false;
  if (!(await went(db, await allocatePlan(db, deps, { plan: id }, today)))) return false;
  const { plan } = await db.load({ plan: deps.targets.plan(id) });
  // A removal was faster: whoever comes next sees it.
  if (!plan) return false;
  const { version, draft } = plan;
  return await went(db, await publishPlan(db, deps, { plan: id, version, draft }));
}

async function begin({ db, targets, today, locale }: Planning, of: Yunfan, id: string) {
  const { metric, from, until, total, granularity, weights } = of.plan;
  const year = from.slice(0, 4);
  const factors = [
    { key: "history", weight: weights.history, source: "history" },
    { key: "potential", weight: weights.potential, source: "entered" },
    { key: "capability", weight: weights.capability, source: "entered" },
  ] as const;
  const plan = {
    id,
    name: locale === "en" ? `Yunfan ${year} annual target` : `云帆科技 ${year} 年度目标`,
    metric,
    unit: await sampleId(db.uuid, "unit", "YF"),
    from,
    until,
    amount: formatMinor(total, SCALE),
    // One year of history is all there is; the season it shows is the sample's own.
    rules: {
      factors,
      granularity: formatMinor(granularity, SCALE),
      months: { mode: "history", yearsMin: 1 },
    },
    sample: true,
  } as const;
  const made = await createPlan(db, targets, plan, today);
  return await went(db, made);
}
