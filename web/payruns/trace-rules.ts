// A line's trace as cells: each step's result is a formula over the cells of its inputs and of the
// steps before it, in the fixed order of evaluation.
import {
  greatest,
  isZero,
  least,
  minus,
  over,
  plus,
  times,
  whole,
} from "../../workers/incentives/exact.ts";
import { rounded, type RoundingMode } from "../../workers/incentives/round.ts";
import { rate, ZERO } from "../../workers/lib/rate.ts";
import { type Ref, refSum, same, type Sum } from "./sheet-cells.ts";
import {
  type Figures,
  exactRate,
  fresh,
  labels,
  leaves,
  linked,
  linkedMinor,
  product,
  put,
  putMinor,
  result,
  resultMinor,
  told,
  toMinor,
  type Tracer,
} from "./trace-cells.ts";
import { draw, PLAN_RULES } from "./trace-plan-rules.ts";

const RULES: Readonly<Record<string, (t: Tracer, figures: Figures) => void>> = {
  window: (t, figures) => {
    for (const [key, value] of Object.entries(figures)) t.sheet.words(labels(t, key), value);
    Object.assign(t.now, fresh(), { results: t.now.results, line: t.now.line });
  },
  deal_cap: (t, figures) => {
    t.sheet.words(labels(t, "credit"), figures["credit"] ?? "");
    for (const key of ["cap", "deal", "base"]) put(t, key, "money");
  },
  base: (t) => {
    put(t, "credits", "count");
    const value = exactRate(t.step.figures["base"]);
    const found = value && t.entries.find((sum) => same(sum.value, value));
    t.now.base = found
      ? t.sheet.formula(labels(t, "base"), found, "money")
      : put(t, "base", "money");
  },
  attainment: (t, figures) => {
    const amount = linked(t, "amount", "money", [t.now.base]);
    for (const key of ["committed", "prorated", "ramped"]) put(t, key, "money");
    const target = put(t, "target", "money");
    if (!amount || !target || figures["attainment"] === undefined) return;
    const made = {
      formula: `${amount.at}/${target.at}`,
      value: over(amount.value, target.value),
    };
    const attained = result(t, "attainment", made, "percent");
    lookedUp(t, attained);
  },
  figure: (t, figures) => {
    const amount = put(t, "amount", "money");
    for (const key of ["committed", "prorated", "ramped"])
      if (figures[key] !== undefined) put(t, key, "money");
    const target = put(t, "target", "money");
    if (!amount || exactRate(figures["figure"]) === null) {
      put(t, "figure", "percent");
      return;
    }
    if (target && !isZero(target.value))
      result(
        t,
        "figure",
        { formula: `${amount.at}/${target.at}`, value: over(amount.value, target.value) },
        "percent",
      );
    else linked(t, "figure", "money", [amount]);
  },
  ratio: (t) => {
    put(t, "bottom", "money");
    put(t, "ratio", "percent");
  },
  flat: (t) => {
    t.now.rate = put(t, "rate", "percent");
  },
  table: (t, figures) => {
    t.sheet.words(labels(t, "credit"), figures["credit"] ?? "");
    const [base, by] = [put(t, "base", "money"), put(t, "rate", "percent")];
    if (base && by) t.now.slices.push(result(t, "pay", product(base, by), "money"));
  },
  "tiers.slice": (t, figures) => {
    t.sheet.words(labels(t, "tier"), figures["tier"] ?? "");
    const [base, by] = [lastBase(t), put(t, "rate", "percent")];
    if (!base || !by) return;
    t.now.bases.push(base);
    t.now.slices.push(result(t, "pay", product(base, by), "money"));
  },
  "interpolated.tier": (t, figures) => {
    t.sheet.words(labels(t, "tier"), figures["tier"] ?? "");
    const [full, done] = [put(t, "full", "money"), put(t, "done", "percent")];
    if (full && done) t.now.slices.push(result(t, "pay", product(full, done), "money"));
  },
  pay: (t) => {
    const { slices, base, rate: by } = t.now;
    const made = slices.length > 0 || !base || !by ? refSum(slices) : product(base, by);
    t.now.current = result(t, "pay", made, "money");
  },
  curve: (t) => {
    put(t, "at", "percent");
    fullTimesFactor(t);
  },
  "scorecard.kpi": (t, figures) => {
    t.sheet.words(labels(t, "kpi"), figures["kpi"] ?? "");
    put(t, "figure", "percent");
    const [weight, score] = [put(t, "weight", "percent"), put(t, "score", "percent")];
    if (weight && score)
      t.now.weighted.push(
        t.sheet.formula(
          [...t.place, t.names.title(t.step), t.names.after],
          product(weight, score),
          "percent",
        ),
      );
  },
  scorecard: (t) => {
    result(t, "score", refSum(t.now.weighted), "percent");
    fullTimesFactor(t);
  },
  gonik: (t) => {
    for (const key of ["objective", "forecast", "actual"]) put(t, key, "money");
    fullTimesFactor(t);
  },
  joint_base: (t) => {
    for (const key of ["objective", "forecast", "actual", "base", "penalty"]) put(t, key, "money");
    t.now.current = put(t, "pay", "money");
  },
  prize: (t) => {
    put(t, "place", "count");
    t.now.current = put(t, "prize", "money");
  },
  raffle: (t) => {
    put(t, "entrants", "count");
    put(t, "drawn", "count");
    t.now.current = put(t, "prize", "money");
  },
  "raffle.unsealed": (t) => {
    put(t, "entrants", "count");
    t.now.current = put(t, "prize", "money");
  },
  units: (t) => {
    const [count, from, to] = ["count", "from", "to"].map((key) => put(t, key, "count"));
    const amount = put(t, "amount", "money");
    if (!count || !from || !to || !amount) return void (t.now.current = put(t, "pay", "money"));
    const paid = minus(least(count.value, greatest(from.value, to.value)), from.value);
    t.now.current = result(
      t,
      "pay",
      {
        formula: `MAX(0,MIN(${count.at},MAX(${from.at},${to.at}))-${from.at})*${amount.at}`,
        value: times(greatest(ZERO, paid), amount.value),
      },
      "money",
    );
  },
  pool: (t, figures) => {
    for (const key of ["unit", "without_vote"])
      if (figures[key] !== undefined) t.sheet.words(labels(t, key), figures[key] ?? "");
    const sum = put(t, "sum", "money");
    put(t, "people", "count");
    const [weight, weights] = [put(t, "weight", "plain"), put(t, "weights", "plain")];
    if (!sum || !weight || !weights || isZero(weights.value))
      return void (t.now.current = putMinor(t, "part"));
    const made = {
      formula: `MAX(0,${sum.at})*${weight.at}/${weights.at}`,
      value: over(times(greatest(ZERO, sum.value), weight.value), weights.value),
    };
    t.now.current = resultMinor(t, "part", toMinor(t, made));
  },
  override: (t) => {
    const [sum, share] = [put(t, "sum", "money"), put(t, "share", "percent")];
    if (sum && share) t.now.current = result(t, "pay", product(sum, share), "money");
  },
  greater_of: (t, figures) => greatestOf(t, "component", figures),
  "greater_of.plan": (t, figures) => greatestOf(t, "plan", figures),
  condition: (t, figures) => {
    t.sheet.words(labels(t, "condition"), figures["condition"] ?? "");
    const [figure, than] = [put(t, "figure", "plain"), put(t, "than", "plain")];
    if (!figure || !than) return;
    const is = figures["is"] ?? ">=";
    const holds = exactRate(figures["holds"]) ?? ZERO;
    const operator = is === "!=" ? "<>" : is === "==" ? "=" : is;
    t.sheet.formula(
      labels(t, "holds"),
      { formula: `IF(${figure.at}${operator}${than.at},1,0)`, value: holds },
      "count",
    );
  },
  "gate.threshold": gate,
  "gate.closed": gate,
  multiplier: (t) => {
    const { current } = t.now;
    const factor = put(t, "factor", "plain");
    t.now.current = current && factor ? result(t, "pay", product(current, factor), "money") : null;
  },
  floor: (t) => {
    const { current } = t.now;
    const floor = put(t, "floor", "money");
    if (!current || !floor) return;
    const made = {
      formula: `MAX(${current.at},${floor.at})`,
      value: greatest(current.value, floor.value),
    };
    t.now.current = result(t, "pay", made, "money");
  },
  cap: (t) => {
    const { current } = t.now;
    const cap = put(t, "cap", "money");
    if (!current || !cap) return;
    const cut = {
      formula: `MAX(0,${current.at}-${cap.at})`,
      value: greatest(ZERO, minus(current.value, cap.value)),
    };
    result(t, "cut", cut, "money");
    const made = {
      formula: `MIN(${current.at},${cap.at})`,
      value: least(current.value, cap.value),
    };
    t.now.current = result(t, "pay", made, "money");
  },
  rounding: (t, figures) => {
    const exact = result(t, "exact", refSum(t.now.current ? [t.now.current] : []), "money");
    const by = figures["rate"] === undefined ? null : put(t, "rate", "plain");
    const granule = put(t, "granule", "plain");
    const mode = figures["mode"] ?? "half_away";
    t.sheet.words(labels(t, "mode"), t.names.figure(t.step, `mode.${mode}`));
    if (!granule) return;
    t.now.results.push(result(t, "pay", roundedSum(exact, by, granule, mode), "money"));
  },
  "continue.before": (t) => {
    const { results } = t.now;
    const [all, before] = [results.at(-2), results.at(-1)];
    linkedMinor(t, "all", all);
    linkedMinor(t, "before", before);
    if (all && before)
      results.splice(
        -2,
        2,
        t.sheet.formula(
          [...t.place, t.names.title(t.step), t.names.after],
          { formula: `${all.at}-${before.at}`, value: minus(all.value, before.value) },
          "money",
        ),
      );
  },
  as_paid: (t) => {
    const taken = putMinor(t, "taken");
    if (taken) t.now.results.push(taken);
  },
  split: (t, figures) => {
    t.sheet.words(labels(t, "entry"), figures["entry"] ?? "");
    const [pay, share] = [putMinor(t, "pay"), put(t, "share", "percent")];
    if (pay && share) t.now.line.push(resultMinor(t, "part", toMinor(t, product(pay, share))));
  },
  "window.gone": (t) => {
    putMinor(t, "before");
  },
};

/** Components and plans that are compared stand in one run of steps; the last of it takes the greatest. */
function greatestOf(t: Tracer, of: "component" | "plan", figures: Figures): void {
  t.sheet.words(labels(t, of), figures[of] ?? "");
  const units = putMinor(t, "units");
  if (units) t.now.slices.push(units);
  const all = t.now.slices;
  if (t.following?.rule.startsWith("greater_of") || all.length === 0) return;
  t.now.current = t.sheet.formula(
    [...t.place, t.names.title(t.step), t.names.after],
    {
      formula: `MAX(${all.map(({ at }) => at).join(",")})`,
      value: all.map(({ value }) => value).reduce(greatest),
    },
    "money",
  );
}

function gate(t: Tracer): void {
  if (t.step.rule === "gate.closed")
    t.sheet.words(labels(t, "condition"), t.step.figures["condition"] ?? "");
  const factor = put(t, "factor", "plain");
  const { current } = t.now;
  if (!factor || !current) return;
  t.now.current = leaves(t, product(current, factor));
}

/** The last slice's base is what the others leave, where together they are the base. */
function lastBase(t: Tracer): Ref | null {
  const own = exactRate(t.step.figures["base"]);
  const { base, bases } = t.now;
  if (!own || !base || t.following?.rule === "tiers.slice") return put(t, "base", "money");
  const others = refSum(bases);
  if (!same(plus(others.value, own), base.value)) return put(t, "base", "money");
  const formula = bases.length === 0 ? base.at : `${base.at}-(${others.formula})`;
  return t.sheet.formula(labels(t, "base"), { formula, value: own }, "money");
}

function lookedUp(t: Tracer, attained: Ref): void {
  const value = exactRate(t.step.figures["looked_up"]);
  if (!value) return;
  const asIs = { formula: attained.at, value: attained.value };
  const units = rounded(times(attained.value, whole(100)), "half_away");
  const inPercent = { formula: `ROUND(${attained.at},2)`, value: rate(units, 100n) };
  result(t, "looked_up", same(value, attained.value) ? asIs : inPercent, "percent");
}

function fullTimesFactor(t: Tracer): void {
  const [factor, full] = [put(t, "factor", "percent"), put(t, "full", "money")];
  t.now.current =
    factor && full ? result(t, "pay", product(full, factor), "money") : put(t, "pay", "money");
}

/** The rounding of a component, as a spreadsheet says it; 1E-9 of a granule is binary dust. */
function roundedSum(exact: Ref, by: Ref | null, granule: Ref, mode: string): Sum {
  const value = times(exact.value, by?.value ?? whole(1));
  const q = `ROUND(${exact.at}${by ? `*${by.at}` : ""}/${granule.at},9)`;
  // Modes come from the engine's own list; another text rounds as the default does.
  const known = Object.hasOwn(ROUND, mode) ? (mode as RoundingMode) : "half_away";
  const units = rounded(over(value, granule.value), known);
  return {
    formula: `${ROUND[known](q)}*${granule.at}`,
    value: times(whole(units), granule.value),
  };
}

const ROUND: Readonly<Record<RoundingMode, (q: string) => string>> = {
  half_away: (q) => `ROUND(${q},0)`,
  half_even: (q) => `IF(MOD(ABS(${q}),2)=0.5,TRUNC(${q}),ROUND(${q},0))`,
  half_odd: (q) => `IF(MOD(ABS(${q}),2)=1.5,TRUNC(${q}),ROUND(${q},0))`,
  half_toward_zero: (q) => `IF(MOD(ABS(${q}),1)=0.5,TRUNC(${q}),ROUND(${q},0))`,
  half_up: (q) => `INT(${q}+0.5)`,
  half_down: (q) => `-INT(0.5-${q})`,
  toward_zero: (q) => `TRUNC(${q})`,
  away_from_zero: (q) => `ROUNDUP(${q},0)`,
};

/** Writes one step's figures; a rule that has no formula of its own is told as it stands. */
export function trace(t: Tracer): void {
  const rule = RULES[t.step.rule] ?? PLAN_RULES[t.step.rule];
  if (rule) return rule(t, t.step.figures);
  if (t.step.rule.startsWith("draw.")) return draw(t);
  told(t.step.step >= 12 ? "plain" : "money")(t);
}
