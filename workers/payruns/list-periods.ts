import type { Day } from "../lib/day.ts";
import { addDays } from "../lib/day.ts";
import { timeIn } from "../payplans/periods.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { periodsOf, type PayPeriod } from "./periods.ts";
import type { Run } from "./run.ts";
import type { Action } from "./states.ts";
import { refusedWith } from "./words.ts";

type Next = {
  readonly action: "begin" | Action | "wait" | null;
  readonly refused: ReturnType<typeof refusedWith> | null;
};

const NEXT: Readonly<Record<Run["state"], Action | null>> = {
  open: "calculate",
  calculated: "submit",
  in_review: "approve",
  approved: "lock",
  locked: "pay",
  paid: null,
};

/** Pay periods up to the running one, the newest first, with the step that each waits for. */
export async function listPeriods(
  db: TenantDb,
  { runs, plans, calendar }: Deps,
  asked: { readonly plan: string | null; readonly today: Day; readonly limit: number },
) {
  const { plan, today, limit } = asked;
  const loaded = await db.load({
    plans: plans.plans(),
    runs: runs.runs(plan, null, 2_000),
    clock: calendar.calendar(),
  });
  const listed = loaded.plans.filter(
    ({ id, published }) => published > 0 && (plan === null || id === plan),
  );
  const time = timeIn(loaded.clock);
  const versions = await db.load(
    Object.fromEntries(listed.map(({ id }) => [id, plans.versions(id)])),
  );
  const items = listed.flatMap((of) => {
    const periods = periodsOf(time, versions[of.id] ?? [], addDays(today, 1));
    const own = new Map(
      loaded.runs.filter((run) => run.plan === of.id).map((run) => [run.from, run]),
    );
    return periods.map((period, at) => ({
      plan: { id: of.id, key: of.key, name: of.name, sample: of.sample },
      ...shownPeriod(period, own.get(period.from) ?? null, today),
      next: nextOf(period, { periods: periods.slice(0, at), own, today }),
    }));
  });
  items.sort((a, b) =>
    a.from < b.from ? 1 : a.from > b.from ? -1 : a.plan.id < b.plan.id ? -1 : 1,
  );
  return { items: items.slice(0, limit), next: null };
}

function shownPeriod({ from, until, payDate }: PayPeriod, run: Run | null, today: Day) {
  return {
    ...{ from, until, payDate, over: until <= today },
    run: run ? { id: run.id, state: run.state, version: run.version, hash: run.hash } : null,
  };
}

function nextOf(
  { from, until }: PayPeriod,
  {
    periods,
    own,
    today,
  }: {
    readonly periods: readonly PayPeriod[];
    readonly own: ReadonlyMap<Day, Run>;
    readonly today: Day;
  },
): Next {
  const run = own.get(from);
  const isClosed = (each: PayPeriod) =>
    ["locked", "paid"].includes(own.get(each.from)?.state ?? "");
  const open = periods.find((each) => !isClosed(each));
  const earlier = open ? refusedWith({ code: "pay_run/earlier_open", from: open.from }) : null;
  if (!run) {
    const missing = periods.find((each) => !own.has(each.from));
    return {
      action: "begin",
      refused: missing ? refusedWith({ code: "pay_run/earlier_open", from: missing.from }) : null,
    };
  }
  const action = NEXT[run.state];
  if (action === null) return { action: null, refused: null };
  if (action === "calculate") return { action, refused: earlier };
  if (action === "submit" && until > today)
    return { action: "wait", refused: refusedWith({ code: "pay_run/not_over", until }) };
  return { action, refused: null };
}
