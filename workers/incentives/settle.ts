import { addDays } from "../lib/day.ts";
import { currencyScale } from "../lib/money.ts";
import { exactText, least as leastRate, times, whole } from "./exact.ts";
import { payCurrency } from "./finish.ts";
import type { Participant } from "./input.ts";
import type { Line, LineKindName, Step } from "./outcome.ts";
import type { Carry, Draw } from "./plan-rules.ts";
import { inMinor } from "./plan-level.ts";
import { rounded } from "./round.ts";
import { planOn, type Run, sceneOf } from "./run.ts";
import type { StepRule } from "./sentences/step-texts.ts";
import { flaw } from "./world.ts";
import type { Rate } from "../lib/rate.ts";

/** Step 17: what is carried, then the draw, on the payable sum. */
export type Settled = {
  readonly lines: readonly Line[];
  readonly debt: bigint;
  readonly drawBalance: bigint;
  /** What is paid at the period's start, where the draw is advanced: it knows of no earnings yet. */
  readonly advanced: bigint;
};

export function settled(run: Run, person: Participant, payable: bigint): Settled {
  const { period, world } = run;
  const plan = planOn(world, addDays(period.until, -1));
  const lines: Line[] = [];
  const add = (
    kind: LineKindName,
    amount: bigint,
    rule: StepRule,
    figures: () => Record<string, string>,
  ) => {
    if (amount !== 0n) lines.push(line(run, kind, amount, { step: 17, rule, figures: figures() }));
  };
  const adjusted = adjustments(run, person, lines);
  const carry = carried(run, person, plan.carry, payable + adjusted.all, adjusted.forgiving);
  add("debt_carried", carry.given, "carry.given", () => ({ sum: String(payable + adjusted.all) }));
  add("debt_taken", -carry.taken, "carry.taken", () => ({
    debt: String(carry.before),
    taken: String(carry.taken),
    ...(carry.limit === null ? {} : { limit: exactText(carry.limit) }),
  }));
  const sum = payable + adjusted.all + carry.given - carry.taken;
  const earned = sum > 0n ? sum : 0n;
  const draw = drawNow(run);
  const balance = balanceOf(run, person, draw);
  const drawn = draw ? drawOf(run, person, draw, earned, balance) : NO_DRAW;
  const figures = () => ({
    ...{ earned: String(earned), draw: String(drawn.amount), balance: String(balance) },
  });
  add("draw", drawn.owed, "draw.paid", figures);
  add("draw_free", drawn.free, "draw.free", figures);
  add("draw_repaid", -drawn.repaid, "draw.repaid", figures);
  return {
    lines,
    debt: carry.before + carry.given - carry.taken,
    drawBalance: drawn.forgiven ? 0n : balance + drawn.owed - drawn.repaid,
    advanced: draw?.paid === "advance" ? atTheStart(drawOf(run, person, draw, 0n, balance)) : 0n,
  };
}

function line(run: Run, kind: LineKindName, amount: bigint, step: Step): Line {
  const { period, world } = run;
  return {
    kind,
    component: null,
    window: `${period.from}/${period.until}`,
    origin: period.from,
    amount,
    parts: [],
    steps: world.traced ? [step] : [],
  };
}

/** Approved corrections of this period; `forgiving` is what of them forgives carried debt. */
function adjustments(
  run: Run,
  person: Participant,
  lines: Line[],
): { all: bigint; forgiving: bigint } {
  const { world, period } = run;
  let all = 0n;
  let forgiving = 0n;
  for (const [at, each] of world.input.adjustments.entries()) {
    if (each.participant !== person.id || each.on < period.from || each.on >= period.until)
      continue;
    const scene = sceneOf(run, planOn(world, period.from), period.until);
    const scale = currencyScale(payCurrency(scene, person.id));
    const exact = times(each.amount, whole(10n ** BigInt(scale)));
    if (exact.num % exact.den !== 0n)
      flaw(world, {
        code: "incentives/too_fine",
        pointer: `/adjustments/${at}/amount`,
        value: exactText(each.amount),
      });
    const amount = rounded(exact, "half_away");
    all += amount;
    if (each.writesOff) forgiving += amount;
    const step: Step = {
      step: 17,
      rule: "adjustment",
      figures: { adjustment: each.id, amount: String(amount) },
    };
    lines.push({ ...line(run, "adjustment", amount, step), window: `adjustment:${each.id}` });
  }
  return { all, forgiving };
}

/** Pays 0 below 0 and carries the debt; later pay repays it, at most the plan's share and the law's. */
function carried(run: Run, person: Participant, rule: Carry, sum: bigint, forgiving: bigint) {
  const before = sumOfKinds(run, person, ["debt_carried", "debt_taken"]);
  if (sum < 0n)
    return { before, given: rule.kind === "carried" ? -sum : 0n, taken: 0n, limit: null };
  if (before === 0n) return { before, given: 0n, taken: 0n, limit: null };
  const forgiven = least(before, least(forgiving > 0n ? forgiving : 0n, sum));
  const share = rule.kind === "carried" ? rule.atMost : whole(1);
  const limit = run.world.input.deductionMax ?? null;
  const from = part(sum - forgiven, limit ? leastRate(share, limit) : share);
  return { before, given: 0n, taken: forgiven + least(before - forgiven, from), limit };
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** A part of pay that may be taken, rounded in favour of the person. */
function part(amount: bigint, share: Rate): bigint {
  return rounded(times(whole(amount), share), "toward_zero");
}

function sumOfKinds({ ledger }: Run, person: Participant, kinds: readonly LineKindName[]): bigint {
  let sum = 0n;
  for (const { kind, amount } of ledger.linesOf(person.id)) if (kinds.includes(kind)) sum += amount;
  return sum;
}

/** The version's own draw; where it has none any more, the last one that had, as ended. */
function drawNow({ world, period }: Run): Draw | undefined {
  const plan = planOn(world, addDays(period.until, -1));
  if (plan.draw) return plan.draw;
  const before = world.plans.slice(0, world.plans.indexOf(plan));
  const last = before.findLast(({ draw }) => draw !== undefined)?.draw;
  return last && { ...last, until: period.from };
}

function balanceOf(run: Run, person: Participant, draw: Draw | undefined): bigint {
  if (draw && hasEnded(run, draw) && draw.after.kind === "forgiven") return 0n;
  return sumOfKinds(run, person, ["draw", "draw_repaid"]);
}

function hasEnded({ period }: Run, { until }: Draw): boolean {
  return until !== undefined && period.from >= until;
}

type Drawn = {
  readonly amount: bigint;
  readonly owed: bigint;
  readonly free: bigint;
  readonly repaid: bigint;
  readonly forgiven: boolean;
};
const NO_DRAW: Drawn = { amount: 0n, owed: 0n, free: 0n, repaid: 0n, forgiven: false };

/** A draw to somebody who earned nothing: whole, but for what may not be owed. */
function atTheStart({ owed, free }: Drawn): bigint {
  return owed + free;
}

/** With earnings E >= 0 and a draw D: below D it pays D, from D on it repays. */
function drawOf(run: Run, person: Participant, draw: Draw, earned: bigint, balance: bigint): Drawn {
  const { period, world } = run;
  if (
    person.leftOn !== null &&
    person.leftOn < period.until &&
    draw.after.kind === "settled_on_leaving"
  )
    return { ...NO_DRAW, repaid: least(balance, earned) };
  // A promised day holds whether the draw lasts or has ended; only leaving settles at once.
  const mayRepay = draw.repayFrom === undefined || period.from >= draw.repayFrom;
  if (hasEnded(run, draw)) {
    if (draw.after.kind === "forgiven") return { ...NO_DRAW, forgiven: true };
    const share = draw.after.kind === "repaid" && mayRepay ? draw.after.share : whole(0);
    return { ...NO_DRAW, repaid: least(balance, part(earned, share)) };
  }
  if (draw.from !== undefined && period.from < draw.from) return NO_DRAW;
  const scene = sceneOf(run, planOn(world, addDays(period.until, -1)), period.until);
  const amount = rounded(inMinor(scene, person, draw.amount, period, false), "half_away");
  if (earned >= amount) {
    const repaid = mayRepay ? least(balance, part(earned - amount, draw.repay)) : 0n;
    return { ...NO_DRAW, amount, repaid };
  }
  const top = amount - earned;
  if (!draw.recoverable) return { ...NO_DRAW, amount, free: top };
  const { balanceCap } = draw;
  if (!balanceCap) return { ...NO_DRAW, amount, owed: top };
  const cap = rounded(
    inMinor(scene, person, { amount: balanceCap.amount, prorates: false }, period, false),
    "half_away",
  );
  const room = cap > balance ? cap - balance : 0n;
  const owed = least(top, room);
  return { ...NO_DRAW, amount, owed, free: balanceCap.beyond === "not_owed" ? top - owed : 0n };
}
