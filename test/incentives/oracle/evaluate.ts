// The naive evaluation: for every statement every window is worked out again from everything that is
// known by then, and what was posted before is taken off. Written from section 3 of the incentive
// rules alone, with rational arithmetic and nothing of the engine but the types of its input.
import type { EvaluationJson } from "../../../workers/incentives/input.ts";
import type { Case, Component, Payee, Sale } from "./case.ts";
import { caseOf } from "./case.ts";
import { type Asked, resultOf } from "./components.ts";
import type { Look } from "./figures.ts";
import { mul, ONE, type Q, q, read, roundTo } from "./fraction.ts";
import { released } from "./releases.ts";
import { drawnOf, sumOf } from "./draws.ts";
import { lengthOf, present } from "./quota.ts";
import { dayAfter, spansIn, type Span } from "./time.ts";

export type OracleLine = {
  readonly component: string;
  readonly window: string;
  readonly amount: bigint;
};
export type OracleStatement = {
  readonly payee: string;
  readonly from: string;
  readonly lines: readonly OracleLine[];
  /** Steps 13 to 15, in minor units. */
  readonly multiplier: bigint;
  readonly guarantee: bigint;
  readonly cap: bigint;
  readonly earned: bigint;
  readonly payable: bigint;
  readonly pay: bigint;
  readonly debt: bigint;
  readonly drawBalance: bigint;
};

type Pays = Exclude<Component, { kind: "award" }>;
export type Posted = OracleLine & { readonly payee: string };
export type Money = { debt: bigint; draw: bigint; released: bigint };

export function oracle(json: EvaluationJson): OracleStatement[] {
  const of = caseOf(json);
  const every = everyOf(of);
  const posted: Posted[] = [];
  const money = new Map(of.payees.map(({ id }) => [id, { debt: 0n, draw: 0n, released: 0n }]));
  return spansIn(every, { from: of.from, until: of.until }).flatMap((period) => {
    const lines = earnedIn(of, period, posted);
    posted.push(...lines);
    return of.payees.flatMap((payee) => {
      const made = statement(of, payee, period, { lines, posted }, money.get(payee.id));
      // Who has left gets no statement that says nothing.
      const isGone = payee.until !== null && payee.until <= period.from;
      return isGone && made.lines.length === 0 && made.payable === 0n ? [] : [made];
    });
  });
}

/** Everybody's lines of a period, one component after the other: shares of others' pay come last. */
function earnedIn(of: Case, period: Span, before: readonly Posted[]): Posted[] {
  const lines: Posted[] = [];
  const begun = of.versions.filter(({ plan }) => plan.from < period.until);
  for (const component of inOrder((begun.at(-1) ?? of).plan.components)) {
    const posted = [...before, ...lines];
    lines.push(
      ...of.payees.flatMap((payee) =>
        linesOf(of, payee, component, period, posted).map((line) => ({ ...line, payee: payee.id })),
      ),
    );
  }
  return lines;
}

/** What stands inside "the greater of" pays no line. */
function inOrder(components: readonly Component[]): Pays[] {
  const inner = components.flatMap((each) => (each.kind === "greater_of" ? each.of : []));
  const pays = components
    .filter((each): each is Pays => each.kind !== "award")
    .filter(({ key }) => !inner.includes(key));
  const rank = (each: Pays): number =>
    each.kind !== "override"
      ? 0
      : 1 + Math.max(...pays.filter(({ key }) => each.of.components.includes(key)).map(rank));
  return pays.toSorted((a, b) => rank(a) - rank(b));
}

/** The conditions of a credit or deal by itself are those of the period in which it first counts. */
function endOf(of: Case, payee: Payee, only: (sale: Sale) => boolean, period: Span): string {
  const days = of.sales
    .filter(
      ({ person, reverses, posting }) =>
        person === payee.id && reverses === null && posting < period.until,
    )
    .filter(only)
    .map(({ on }) => on)
    .sort();
  return periodOf(of, days[0] ?? period.from).until;
}

function everyOf({ plan }: Case): string {
  const every = plan.pay?.every ?? "month";
  if (typeof every !== "string" || every === "half_month") throw new Error("months or longer");
  return every;
}

function statement(
  of: Case,
  payee: Payee,
  period: Span,
  { lines: all, posted }: { lines: readonly Posted[]; posted: readonly Posted[] },
  money: Money | undefined,
): OracleStatement {
  if (!money) throw new Error("a payee has balances");
  const lines = all.filter((line) => line.payee === payee.id);
  const components = lines.reduce((so, { amount }) => so + amount, 0n);
  const { multiplier, guarantee, cap } = planLevel(of, components, present(of, payee, period));
  const earned = components + multiplier + guarantee + cap;
  const version = of.versions.findLast(({ plan }) => plan.from < period.until) ?? of;
  const payable = released(version, payee, period, { posted, earned }, money);
  const { pay, debt } = carried(of, payable, money);
  const drawn = drawnOf(
    of.plan.draw,
    { payable: pay, period, there: present(of, payee, period) },
    money,
  );
  return {
    ...{ payee: payee.id, from: period.from, lines, multiplier, guarantee, cap, earned, payable },
    ...{ pay: drawn, debt, drawBalance: money.draw },
  };
}

function linesOf(
  of: Case,
  payee: Payee,
  component: Pays,
  period: Span,
  posted: readonly Posted[],
): OracleLine[] {
  return windowsOf(of, payee, component, period).flatMap(({ name, window, only }) => {
    if (isRanked(component) && posted.some((line) => isOf(line, component, name))) return [];
    const ends = only === null ? window.until : endOf(of, payee, only, period);
    const upto = ends < period.until ? ends : period.until;
    const own = periodOf(of, dayAfter(upto, -1));
    const look: Look = { period: own, known: period.until, upto };
    const earned = (who: Payee, key: string) =>
      posted
        .filter((line) => line.payee === who.id && isOf(line, { key }, name))
        .reduce((so, { amount }) => so + amount, 0n);
    const byPlan = (key: string) => earnedElsewhere(of, payee, key, window, look);
    const others = { earned, byPlan };
    const at = { of, payee, window, look, only, scale: ONE, others };
    const result =
      only === null ? acrossVersions(component.key, at) : single(component.key, at, period);
    const amount = result - earned(payee, component.key);
    if (amount === 0n || (amount < 0n && component.difference === "wait")) return [];
    return [{ component: component.key, window: name, amount }];
  });
}

/** A single credit or deal is paid by the version of its first day. */
function single(key: string, at: Asked, period: Span): bigint {
  const on = dayAfter(endOf(at.of, at.payee, at.only ?? (() => true), period), -1);
  const first = at.of.sales
    .filter((sale) => sale.person === at.payee.id && sale.reverses === null && at.only?.(sale))
    .filter(({ posting }) => posting < period.until)
    .map((sale) => sale.on)
    .sort()[0];
  const version = at.of.versions.findLast(({ plan }) => plan.from <= (first ?? on)) ?? at.of;
  return resultOf(componentOf(version, key), { ...at, of: version });
}

function componentOf({ plan }: Case, key: string): Pays {
  const found = plan.components.find((each) => each.key === key);
  if (!found || found.kind === "award") throw new Error(`no component ${key}`);
  return found;
}

/**
 * What a window comes to under the versions it has seen. The first pays its own days. One that restarts
 * pays its own days as a new window; one that continues adds what it pays of all days less what it would
 * have paid of those before; one that reprices pays all of it.
 */
function acrossVersions(key: string, at: Asked): bigint {
  const { of, window, look } = at;
  let result = 0n;
  for (const [place, version] of of.versions.entries()) {
    const { plan } = version;
    const next = of.versions[place + 1]?.plan.from ?? "9999-12-31";
    const from = latest(plan.from, window.from);
    const end = earliest(next, look.upto);
    if (from >= end) continue;
    const component = componentOf(version, key);
    const upTo = (day: string) => ({ ...look, period: periodOf(of, dayAfter(day, -1)), upto: day });
    const whole = () => resultOf(component, { ...at, of: version, look: upTo(end) });
    if (from === window.from || plan.change === "reprice") result = whole();
    else if (plan.change === "continue")
      result += whole() - resultOf(component, { ...at, of: version, look: upTo(from) });
    else {
      const own = { from, until: earliest(next, window.until) };
      const scale = lengthOf(version, own, window);
      result += resultOf(component, { ...at, of: version, window: own, look: upTo(end), scale });
    }
  }
  return result;
}
const latest = (a: string, b: string) => (a > b ? a : b);
const earliest = (a: string, b: string) => (a < b ? a : b);

/** What another plan's components would have paid in a window, had all that is known now been known then. */
function earnedElsewhere(of: Case, payee: Payee, key: string, window: Span, look: Look): bigint {
  const other = of.others.find(({ plan }) => plan.key === key);
  if (!other) throw new Error(`no plan ${key}`);
  const sales = other.sales
    .filter(({ posting }) => posting < look.known)
    .map((sale) => ({ ...sale, posting: of.from }));
  const known = { ...other, sales, payees: [payee], until: look.upto };
  const asked = { ...known, versions: [known] };
  const posted: Posted[] = [];
  for (const period of spansIn(everyOf(other), { from: of.from, until: look.upto }))
    posted.push(...earnedIn(asked, period, posted));
  return posted
    .filter(({ window: own }) => own >= window.from && own < window.until)
    .reduce((so, { amount }) => so + amount, 0n);
}

function isOf(line: OracleLine, { key }: Pick<Pays, "key">, window: string): boolean {
  return line.component === key && line.window === window;
}
/** A frozen ranking is paid once, to everybody at the same time, and never opened again. */
function isRanked({ kind }: Pays): boolean {
  return kind === "prize" || kind === "raffle";
}

function periodOf(of: Case, day: string): Span {
  const found = spansIn(everyOf(of), { from: of.from, until: of.until }).find(
    (span) => span.from <= day && day < span.until,
  );
  if (!found) throw new Error(`no period holds ${day}`);
  return found;
}

type Windowed = { name: string; window: Span; only: ((sale: Sale) => boolean) | null };

/** Every window that had begun by the end of the period, closed ones too. */
function windowsOf(of: Case, payee: Payee, component: Pays, period: Span): Windowed[] {
  const all = { from: of.from, until: period.until };
  // A prize's window is its board's, and it has a result when that is over.
  if (component.kind === "prize" || component.kind === "raffle")
    return of.boards
      .filter(({ key, until }) => key === component.board && until <= period.until)
      .map(({ from, until }) => ({
        name: nameOf({ from, until }),
        window: { from, until },
        only: null,
      }));
  const asked = "window" in component ? component.window : "period";
  if (asked === "credit" || asked === "deal") return singles(of, payee, asked, all);
  if (typeof asked === "object")
    return asked.from < period.until ? [{ name: nameOf(asked), window: asked, only: null }] : [];
  const kind = asked === "period" ? everyOf(of) : asked;
  return spansIn(kind, all).map((window) => ({ name: nameOf(window), window, only: null }));
}
const nameOf = ({ from, until }: Span) => `${from}/${until}`;

/** Each credit, or each deal, by itself. */
function singles(of: Case, payee: Payee, by: "credit" | "deal", all: Span): Windowed[] {
  const mine = of.sales.filter(
    ({ person, reverses, posting }) =>
      person === payee.id && reverses === null && posting < all.until,
  );
  const key = (sale: Sale) =>
    by === "credit" || sale.deal === null ? `credit:${sale.id}` : `deal:${sale.deal}`;
  return [...new Set(mine.map(key))].map((name) => ({
    name,
    window: all,
    only: (sale) => key(sale) === name,
  }));
}

/** Steps 13 to 15, each a line of its own. */
function planLevel(of: Case, components: bigint, there: Q) {
  const { multiplier, guarantee, cap } = of.plan.plan ?? {};
  const factor = multiplier ? read(multiplier.factor) : ONE;
  const multiplied = roundTo(mul(q(components), factor), 1n, "half_away");
  const least = guarantee ? sumOf(guarantee.sum, there) : null;
  const guaranteed = least !== null && multiplied < least ? least : multiplied;
  const highest = cap ? sumOf(cap.sum, there) : null;
  const capped = highest !== null && guaranteed > highest ? highest : guaranteed;
  return {
    multiplier: multiplied - components,
    guarantee: guaranteed - multiplied,
    cap: capped - guaranteed,
  };
}

/** A statement below 0 pays nothing; what is owed is taken from later pay, at most a share of it. */
function carried(of: Case, payable: bigint, money: Money): { pay: bigint; debt: bigint } {
  const rule = of.plan.carry ?? { kind: "carried" as const };
  if (rule.kind === "payroll") return { pay: payable, debt: 0n };
  if (payable < 0n) {
    money.debt -= payable;
    return { pay: 0n, debt: money.debt };
  }
  const share = read(rule.atMost ?? "1");
  const limit = roundTo(mul(q(payable), share), 1n, "toward_zero");
  const taken = money.debt < limit ? money.debt : limit;
  money.debt -= taken;
  return { pay: payable - taken, debt: money.debt };
}
