// What one component comes to in one window: steps 1 to 11, in the order of section 3.
import type { Case, Component, Of, Payee, Sale } from "./case.ts";
import {
  attainment,
  basisSpan,
  figure,
  isTrue,
  knownSales,
  type Look,
  onCurve,
  passes,
  wholeBase,
} from "./figures.ts";
import {
  add,
  compare,
  div,
  least,
  most,
  mul,
  ONE,
  product,
  type Q,
  q,
  read,
  roundTo,
  sub,
  sum,
  ZERO,
} from "./fraction.ts";
import { poolPart } from "./pool.ts";
import { flatPay } from "./rate-tables.ts";
import { gonik, jointBase, prize, raffle } from "./others.ts";
import { present, quota } from "./quota.ts";
import { type Laid, tierPay } from "./tiers.ts";
import { holds, type Span } from "./time.ts";

type Pays = Exclude<Component, { kind: "award" }>;
type OnCredits = Of<"flat" | "tiered" | "interpolated" | "unit_rate">;
/** Where a result is asked for: the window, and of a single credit or deal only those sales. */
export type Asked = {
  readonly of: Case;
  readonly payee: Payee;
  readonly window: Span;
  readonly look: Look;
  readonly only: ((sale: Sale) => boolean) | null;
  /** What part of its whole length a window has that a version began anew: bounds, floor and cap shrink. */
  readonly scale: Q;
  /** What others come to in the same window. */
  readonly others: Others;
};
export type Others = {
  /** What a person has been paid by a component, what is paid now included. */
  readonly earned: (payee: Payee, component: string) => bigint;
  readonly byPlan: (plan: string) => bigint;
};

/** In minor units of a currency of two decimals. */
export function resultOf(component: Pays, at: Asked): bigint {
  if (component.kind === "pool") return poolPart(component, at);
  // A credit or deal that is filtered out or taken back whole has no result of its own, no floor either.
  if (at.only !== null && "split" in component && counted(component, at).length === 0) return 0n;
  // Nor has a share of others' pay where there are no others.
  if (component.kind === "override" && takenFrom(component, at).length === 0) return 0n;
  const paid = steps(component, at);
  const { granule, mode = "half_away" } = component.rounding ?? {};
  const minor = granule === undefined ? 1n : mul(read(granule), q(100)).n;
  return roundTo(mul(paid, q(100)), minor, mode);
}

function steps(component: Pays, at: Asked): Q {
  const gates = (component.gates ?? []).filter(
    ({ when }) => !isTrue(at.of, at.payee, when, at.look),
  );
  const shut = isBelowGate(component, at);
  const gated = shut
    ? ZERO
    : product([sixth(component, at), ...gates.map(({ closed = "0" }) => read(closed))]);
  const multiplied = product([
    gated,
    ...(component.multipliers ?? []).map((each) => {
      if ("factor" in each) {
        const open = each.when === undefined || isTrue(at.of, at.payee, each.when, at.look);
        return read(open ? each.factor : (each.otherwise ?? "1"));
      }
      const value = figure(at.of, at.payee, each.figure as never, at.look);
      return value === null ? read(each.missing ?? "1") : onCurve(each.curve as never, value);
    }),
  ]);
  const isOpen = gates.length === 0 && !shut;
  const lifted =
    component.floor !== undefined && isOpen
      ? most(multiplied, mul(plain(component.floor, at), at.scale))
      : multiplied;
  return component.cap === undefined
    ? lifted
    : least(lifted, mul(plain(component.cap, at), at.scale));
}

/** A sum of money of a window: less where the person is there for a part of it; a single deal's is whole. */
function plain(sum: unknown, { of, payee, window, only }: Asked): Q {
  if (typeof sum !== "string") throw new Error("the oracle knows plain sums");
  return only === null ? mul(read(sum), present(of, payee, window)) : read(sum);
}

function isBelowGate(component: Pays, at: Asked): boolean {
  if (!("threshold" in component) || component.threshold === undefined) return false;
  const { at: bound, treat = "gate" } = component.threshold;
  const { per } = component.negative;
  const counted = bases(component, at).filter((base) => per === "window" || base.n > 0n);
  return treat === "gate" && compare(sum(counted), mul(read(bound), at.scale)) < 0;
}

/** Step 6. */
function sixth(component: Pays, at: Asked): Q {
  switch (component.kind) {
    case "flat":
      return flatPay(component, at);
    case "tiered":
      return tiered(component, at);
    case "interpolated":
      return interpolated(component, at);
    case "unit_rate":
      return unitRate(component, at);
    case "curve": {
      const value = figure(at.of, at.payee, component.figure as never, at.look);
      return value === null
        ? ZERO
        : mul(
            onCurve(component.curve as never, value),
            plain(component.pays, { ...at, window: sumOver(component, at) }),
          );
    }
    case "bonus":
      return isTrue(at.of, at.payee, component.when, at.look) ? plain(component.pays, at) : ZERO;
    case "scorecard":
      return scorecard(component, at);
    case "greater_of":
      return greatest(component, at);
    case "override":
      return mul(minor(paidTo(component, at)), read(component.share));
    case "prize":
      return prize(component, at);
    case "raffle":
      return raffle(component, at);
    case "gonik":
      return mul(gonik(component, at), plain(component.pays, at));
    case "joint_base":
      return jointBase(component, at);
    case "pool":
      throw new Error("a pool is shared out before the steps");
  }
}

const minor = (units: bigint) => q(units, 100);
function greatest({ of: asked }: Of<"greater_of">, at: Asked): Q {
  const results = asked.map((each) => {
    if (typeof each !== "string") return minor(at.others.byPlan(each.plan));
    const inner = at.of.plan.components.find(({ key }) => key === each);
    if (!inner || inner.kind === "award") throw new Error(`no component ${each}`);
    return minor(resultOf(inner, at));
  });
  return results.reduce(most);
}

/** What the components that an override takes its share of have paid to whom it is taken from. */
function paidTo(component: Of<"override">, at: Asked): bigint {
  return takenFrom(component, at)
    .flatMap((each) => component.of.components.map((key) => at.others.earned(each, key)))
    .reduce((so, each) => so + each, 0n);
}

function takenFrom({ of: { people } }: Of<"override">, { of, payee }: Asked): Payee[] {
  return of.payees.filter((each) => {
    if (people === "self") return each === payee;
    if (people === "reports") return each.managers.includes(payee.id);
    return each !== payee && each.units.some((unit) => payee.units.includes(unit));
  });
}

/** A sum goes with the stretch whose quota the figure is divided by. */
function sumOver({ figure: asked }: Of<"curve">, { window, look }: Asked): Span {
  return basisSpan(asked.basis ?? "whole", window, look);
}

/** A credit's or deal's own sales are all that is known of it, whenever they came. */
function soldIn({ of, payee, window, look, only }: Asked): Sale[] {
  if (only === null) return knownSales(of, payee.id, window, look);
  return knownSales(of, payee.id, window, { ...look, upto: look.known }).filter(only);
}

export function salesOf(component: OnCredits, at: Asked): Sale[] {
  return soldIn(at).filter((sale) => passes(sale, component.filters ?? []));
}

function counted(component: OnCredits, at: Asked): Sale[] {
  const dates = "dates" in component ? component.dates : undefined;
  return salesOf(component, at).filter(({ on }) => !dates || holds(dates, on));
}

/** Steps 1 to 3: each credit's base, in the order of places. */
function baseOf(component: OnCredits, formula: string, at: Asked, sale: Sale): Q {
  return mul(underDealCap(component, formula, at, sale), read(sale.share));
}

/** Of a deal's whole life, in the order of places, what lies below its cap: its entries' parts of that. */
function underDealCap(component: OnCredits, formula: string, at: Asked, sale: Sale): Q {
  const { of, payee, look } = at;
  const own = wholeBase(of, sale, formula);
  if (component.dealCap === undefined) return own;
  const cap = read(component.dealCap);
  if (sale.deal === null) return least(own, cap);
  const life = knownSales(of, payee.id, EVER, { ...look, upto: look.known })
    .filter((each) => each.deal === sale.deal)
    .filter((each) => passes(each, component.filters ?? []));
  const before = life.slice(
    0,
    life.findIndex(({ id }) => id === sale.id),
  );
  const gone = sum(before.map((each) => wholeBase(of, each, formula)));
  return sub(least(cap, add(gone, own)), least(cap, gone));
}
const EVER = { from: "0000-01-01", until: "9999-12-31" };

function formulaOf(component: OnCredits): string {
  return "base" in component ? component.base : "0";
}

function bases(component: OnCredits, at: Asked): Q[] {
  return salesOf(component, at).map((sale) => baseOf(component, formulaOf(component), at, sale));
}

/** Step 4 on the list of bases: what the negative rule and a deductible leave. */
export function lessened(component: OnCredits, at: Asked): Q[] {
  const { pays = "negative", per } = component.negative;
  const each = bases(component, at).map((base) =>
    per === "credit" && pays === "zero" ? most(base, ZERO) : base,
  );
  const total = sum(each);
  const counted = per === "window" && pays === "zero" && compare(total, ZERO) < 0 ? [] : each;
  const threshold = component.threshold;
  if (threshold === undefined || (threshold.treat ?? "gate") === "gate") return counted;
  const bound = mul(read(threshold.at), at.scale);
  // Looked at credit by credit, what is below 0 is paid by itself, whatever the threshold does.
  const below = per === "credit" ? counted.filter((base) => compare(base, ZERO) < 0) : [];
  const rest = counted.filter((base) => !below.includes(base));
  // The negative rule comes first: what a window is below 0 no deductible forgives.
  if (threshold.treat === "deductible" && compare(sum(rest), ZERO) < 0) return counted;
  if (compare(sum(rest), bound) < 0) return below;
  return threshold.treat === "cliff" ? counted : [...below, sub(sum(rest), bound)];
}

function tiered(component: Of<"tiered">, at: Asked): Q {
  const { of, payee, look } = at;
  const { measure, negative } = component;
  const holds = (key: string) => isTrue(of, payee, key, look);
  const baseRate = typeof component.baseRate === "string" ? read(component.baseRate) : null;
  const by = measure.read === "attainment" ? ONE : at.scale;
  const asked = {
    tiers: component.tiers.map((tier) => lessPaid(shrunk(tier, by), at.scale)),
    baseRate,
    holds,
  };
  if (measure.read === "base") {
    const all = lessened(component, at);
    // Looked at credit by credit, what is below 0 is paid by itself at the lowest rate.
    const below = negative.per === "credit" ? all.filter((base) => compare(base, ZERO) < 0) : [];
    const rest = all.filter((base) => !below.includes(base));
    return add(
      tierPay(rest.length > 0 ? [one(sum(rest))] : [], { ...asked, quotaAt: null }),
      sum(below.map((base) => tierPay([one(base)], { ...asked, quotaAt: null }))),
    );
  }
  if (measure.read === "ratio") throw new Error("the oracle slices no ratio");
  const sales = soldIn(at);
  const laid = sales.map((sale): Laid => ({
    measure: partOfMeasure(component, at, sale),
    base: passes(sale, component.filters ?? [])
      ? baseOf(component, component.base, at, sale)
      : ZERO,
  }));
  return tierPay(
    laid.filter((each) => compare(each.measure, ZERO) > 0),
    { ...asked, quotaAt: measure.read === "attainment" ? ONE : null },
  );
}
const part = (of: string, by: Q) => {
  const { n, d } = mul(read(of), by);
  return `${n}/${d}`;
};
/** So is a sum for being in a tier. */
function lessPaid(tier: Of<"tiered">["tiers"][number], by: Q) {
  return "amount" in tier.pays ? { ...tier, pays: { amount: part(tier.pays.amount, by) } } : tier;
}
/** Bounds in money or numbers of a window that a version began anew are those of its own length. */
function shrunk<Tier extends { from: string; until: string | null }>(tier: Tier, by: Q): Tier {
  const until = tier.until === null ? null : part(tier.until, by);
  return { ...tier, from: part(tier.from, by), until };
}
const one = (base: Q): Laid => ({ measure: base, base });

function partOfMeasure(component: Of<"tiered">, at: Asked, sale: Sale): Q {
  const { of, payee, window, look } = at;
  const { measure } = component;
  const counted = passes(sale, component.filters ?? []);
  switch (measure.read) {
    case "sum":
      return counted ? mul(wholeBase(of, sale, measure.of), read(sale.share)) : ZERO;
    case "count":
      return counted ? ONE : ZERO;
    case "attainment": {
      const metric = of.plan.metrics.find(({ key }) => key === measure.metric);
      if (!metric || metric.from === "given") throw new Error("a metric of credits");
      const { credits, filters = [] } = metric.from;
      if (!passes(sale, filters)) return ZERO;
      const within =
        measure.basis === "own"
          ? look.period
          : measure.basis === "elapsed"
            ? { from: window.from, until: look.upto }
            : window;
      const target = quota(of, payee, measure.metric, measure.level ?? "committed", within);
      if (target === null || compare(target, ZERO) <= 0) return ZERO;
      return div(mul(wholeBase(of, sale, credits), read(sale.share)), target);
    }
    default:
      throw new Error(`the oracle does not slice ${measure.read}`);
  }
}

/** Looked at credit by credit, one below 0 is on no tier: it pays nothing, and takes nothing. */
function climbing(component: Of<"interpolated">, at: Asked): Q[] {
  const all = lessened(component, at);
  return component.negative.per === "credit" ? all.filter((base) => compare(base, ZERO) >= 0) : all;
}

function interpolated(component: Of<"interpolated">, at: Asked): Q {
  const { of, payee, window, look } = at;
  const { measure } = component;
  const value =
    measure.read === "attainment"
      ? attainment(of, payee, measure, window, look)
      : measure.read === "base"
        ? sum(climbing(component, at))
        : null;
  if (value === null) return ZERO;
  const whole = component.of === undefined ? ZERO : plain(component.of, at);
  const by = measure.read === "attainment" ? ONE : at.scale;
  const tiers = component.tiers.map((tier) => ({ ...tier, ...shrunk(tier, by) }));
  return sum(
    tiers.map(({ from, until, pays }) => {
      const full = "amount" in pays ? read(pays.amount) : mul(read(pays.rate), whole);
      const length = sub(read(until), read(from));
      const done = most(ZERO, least(ONE, div(sub(value, read(from)), length)));
      return mul(mul(full, at.scale), done);
    }),
  );
}

function unitRate(component: Of<"unit_rate">, at: Asked): Q {
  const { counts, dates } = component;
  const sales = salesOf(component, at).filter(
    ({ on }) => !dates || (dates.from <= on && on < dates.until),
  );
  const count = (() => {
    if (counts === "credit") return q(sales.length);
    if (counts === "deal") return q(new Set(sales.map(({ deal, id }) => deal ?? id)).size);
    if ("quantity" in counts)
      return sum(
        sales.map((sale) => mul(wholeBase(at.of, sale, counts.quantity), read(sale.share))),
      );
    const values = sales.map(({ dimensions }) => dimensions[counts.dimension]);
    return q(new Set(values.filter((value) => value !== undefined)).size);
  })();
  const { minimum, firstOnly } = component;
  const limited = firstOnly === undefined ? count : least(count, q(firstOnly));
  if (minimum === undefined) return mul(limited, read(component.amount));
  if (compare(count, q(minimum.count)) < 0) return ZERO;
  const paid = minimum.pays === "all" ? limited : sub(limited, q(minimum.count));
  return mul(most(paid, ZERO), read(component.amount));
}

function scorecard(component: Of<"scorecard">, at: Asked): Q {
  const kpis = component.kpis.map((kpi) => {
    const value = figure(at.of, at.payee, kpi.figure as never, at.look);
    return { weight: read(kpi.weight ?? "0"), score: value && onCurve(kpi.curve as never, value) };
  });
  const measured = kpis.filter(({ score }) => score !== null);
  const weights = sum(measured.map(({ weight }) => weight));
  const scored = sum(measured.map(({ weight, score }) => mul(weight, score ?? ZERO)));
  const missing = sub(sum(kpis.map(({ weight }) => weight)), weights);
  const score = () => {
    if (component.missing === "others") return weights.n === 0n ? ZERO : div(scored, weights);
    return component.missing === "full" ? add(scored, missing) : scored;
  };
  const capped =
    component.scoreCap === undefined ? score() : least(score(), read(component.scoreCap));
  const factor = component.curve === undefined ? capped : onCurve(component.curve as never, capped);
  return mul(factor, plain(component.pays, at));
}
