import { negotiation, type SampleRound, type SampleSaying } from "../../db/sample/negotiation.ts";
import type { Yunfan } from "../../db/sample/yunfan.ts";
import { addDays } from "../lib/day.ts";
import { formatMinor, minor } from "../lib/money.ts";
import { openRound } from "../negotiations/open-round.ts";
import type { SaidText } from "../negotiations/say.ts";
import { speak } from "../negotiations/speak.ts";
import type { NegotiationStore } from "../negotiations/store.ts";
import type { Thread } from "../negotiations/thread.ts";
import { allocatePlan } from "../targets/allocate-plan.ts";
import { createPlan } from "../targets/create-plan.ts";
import type { Deps } from "../targets/deps.ts";
import type { Loading } from "./load-sample.ts";
import { sampleId } from "./names.ts";
import { went } from "./while-loading.ts";

type Talking = Pick<Loading, "db" | "today" | "locale"> & {
  readonly targets: Deps;
  readonly negotiations: NegotiationStore;
};

/** Yuan have two decimals, in the plan as in the log. */
const SCALE = 2;
const DAYS = 12;

/** Next year's plan of one region, in the middle of its negotiation. What stands there stays. */
export async function loadNegotiation(at: Talking, of: Yunfan): Promise<boolean> {
  const { db, targets, negotiations } = at;
  const is = negotiation(of);
  const plan = await sampleId(db.uuid, "plan", is.plan);
  const round = await sampleId(db.uuid, "round", is.code);
  const known = await db.load({
    plan: targets.targets.plan(plan),
    round: negotiations.round(round),
  });
  if (!known.plan && !(await begin(at, is, plan))) return false;
  if (!known.plan?.rules.current) {
    if (!(await went(db, await allocatePlan(db, targets, { plan }, at.today)))) return false;
  }
  if (!known.round) {
    const deps = { negotiations, targets: targets.targets };
    const payoff = { kind: "none" } as const;
    const opening = { id: round, plan, deadline: addDays(at.today, DAYS), payoff };
    if (!(await went(db, await openRound(db, deps, opening, at.today)))) return false;
  }
  for (const said of is.said) {
    if (!(await sayIt(at, round, said))) return false;
  }
  return true;
}

async function begin({ db, targets, today, locale }: Talking, is: SampleRound, id: string) {
  const year = is.from.slice(0, 4);
  const made = await createPlan(
    db,
    targets,
    {
      id,
      name: locale === "en" ? `East China ${year} target` : `华东大区 ${year} 年度目标`,
      metric: "revenue",
      unit: await sampleId(db.uuid, "unit", is.unit),
      from: is.from,
      until: is.until,
      amount: formatMinor(is.total, SCALE),
      rules: {
        granularity: "1000.00",
        months: { mode: "working_days", yearsMin: 1 },
      },
      sample: true,
    },
    today,
  );
  return await went(db, made);
}

/** One person's say, as they would have said it; a second run finds it said. */
async function sayIt(at: Talking, round: string, said: SampleSaying): Promise<boolean> {
  const { db, negotiations } = at;
  const subject = await sampleId(db.uuid, "person", said.person);
  const { threads } = await db.load({ threads: negotiations.threads(round, [subject]) });
  const thread = threads[0];
  if (!thread || thread.version > 1) return true;
  if (!(await speakAs(at, round, thread, moveOf(said, thread, at.locale)))) return false;
  if (!said.passedUp) return true;
  return await speakAs(at, round, { ...thread, version: 2 }, { kind: "escalate" });
}

function moveOf(said: SampleSaying, { first }: Thread, locale: "zh" | "en"): SaidText {
  if (said.asks === null) return { kind: "accept" };
  const thousand = 100_000n;
  const asked = ((first * BigInt(said.asks)) / 1_000n / thousand) * thousand;
  return {
    kind: "counter",
    amount: formatMinor(minor(asked), SCALE),
    reason: locale === "en" ? said.reasonEn : said.reason,
    evidence: ["last_year", "trailing"],
  };
}

async function speakAs(
  { db, negotiations, targets, today }: Talking,
  round: string,
  { subject, version }: Pick<Thread, "subject" | "version">,
  move: SaidText,
): Promise<boolean> {
  const who = () => ({ person: subject, roles: [], scopes: null, scopeUnit: null });
  const asked = { round, said: [{ subject, version, move }], whole: true, who };
  const deps = { negotiations, targets: targets.targets };
  return await went(db, await speak(db, deps, asked, today));
}
