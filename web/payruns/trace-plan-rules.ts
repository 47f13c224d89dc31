// Steps 12 to 17 as cells: the plan's own level, release, carry and draw, all in minor units.
import {
  greatest,
  isZero,
  least,
  minus,
  negated,
  over,
  plus,
  times,
} from "../../workers/incentives/exact.ts";
import { ZERO } from "../../workers/lib/rate.ts";
import {
  type Figures,
  difference,
  labels,
  leaves,
  product,
  put,
  putMinor,
  resultMinor,
  toMinor,
  type Tracer,
} from "./trace-cells.ts";

export const PLAN_RULES: Readonly<Record<string, (t: Tracer, figures: Figures) => void>> = {
  "plan.gate": (t, figures) => {
    t.sheet.words(labels(t, "condition"), figures["condition"] ?? "");
    const [earned, factor] = [putMinor(t, "earned"), put(t, "factor", "plain")];
    if (!earned || !factor) return;
    const kept = resultMinor(t, "kept", toMinor(t, product(earned, factor)));
    t.now.line.push(difference(t, kept, earned));
  },
  "plan.multiplier": (t) => {
    const [sum, factor] = [putMinor(t, "sum"), put(t, "factor", "plain")];
    if (!sum || !factor) return;
    const pay = resultMinor(t, "pay", toMinor(t, product(sum, factor)));
    t.now.line.push(difference(t, pay, sum));
  },
  "plan.guarantee": (t) => {
    const [pay, due] = [putMinor(t, "pay"), putMinor(t, "guarantee")];
    if (pay && due)
      t.now.line.push(
        leaves(t, {
          formula: `MAX(0,${due.at}-${pay.at})`,
          value: greatest(ZERO, minus(due.value, pay.value)),
        }),
      );
  },
  "plan.cap": (t) => {
    const [pay, cap] = [putMinor(t, "pay"), putMinor(t, "cap")];
    if (pay && cap)
      t.now.line.push(
        leaves(t, {
          formula: `MIN(0,${cap.at}-${pay.at})`,
          value: least(ZERO, minus(cap.value, pay.value)),
        }),
      );
  },
  release: (t, figures) => {
    t.sheet.words(labels(t, "deal"), figures["deal"] ?? "");
    const [earned, done] = [putMinor(t, "earned"), put(t, "done", "percent")];
    if (!earned || !done) return;
    const released = resultMinor(t, "released", toMinor(t, product(earned, done)));
    const before = putMinor(t, "before");
    if (before) t.now.line.push(difference(t, released, before));
  },
  "release.plan": (t) => {
    const [earned, held] = [putMinor(t, "earned"), putMinor(t, "held")];
    const follows = putMinor(t, "follows");
    if (!earned || !held || !follows || isZero(earned.value)) return;
    const ratio = over(plus(earned.value, held.value), earned.value);
    const made = {
      formula: `${follows.at}*(${earned.at}+${held.at})/${earned.at}`,
      value: times(follows.value, ratio),
    };
    const released = resultMinor(t, "released", toMinor(t, made));
    t.now.line.push(difference(t, released, follows));
  },
  adjustment: (t, figures) => {
    t.sheet.words(labels(t, "adjustment"), figures["adjustment"] ?? "");
    const amount = putMinor(t, "amount");
    if (amount) t.now.line.push(amount);
  },
  "carry.given": (t) => {
    const sum = putMinor(t, "sum");
    if (sum)
      t.now.line.push(
        leaves(t, {
          formula: `MAX(0,-${sum.at})`,
          value: greatest(ZERO, negated(sum.value)),
        }),
      );
  },
  "carry.taken": (t) => {
    putMinor(t, "debt");
    const taken = putMinor(t, "taken");
    if (taken) t.now.line.push(leaves(t, { formula: `-${taken.at}`, value: negated(taken.value) }));
  },
};

export function draw(t: Tracer): void {
  const [earned, amount] = [putMinor(t, "earned"), putMinor(t, "draw")];
  const balance = putMinor(t, "balance");
  if (!earned || !amount || !balance) return;
  if (t.step.rule === "draw.repaid") {
    const beyond = greatest(ZERO, minus(earned.value, amount.value));
    t.now.line.push(
      leaves(t, {
        formula: `-MIN(${balance.at},MAX(0,${earned.at}-${amount.at}))`,
        value: negated(least(balance.value, beyond)),
      }),
    );
    return;
  }
  t.now.line.push(
    leaves(t, {
      formula: `MAX(0,${amount.at}-${earned.at})`,
      value: greatest(ZERO, minus(amount.value, earned.value)),
    }),
  );
}
