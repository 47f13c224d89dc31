// Step 16: what of the earned pay may be paid by now, asked again from the whole for every statement.
import type { Case, Payee } from "./case.ts";
import type { Money, Posted } from "./evaluate.ts";
import {
  add,
  div,
  least,
  most,
  mul,
  ONE,
  type Q,
  q,
  read,
  roundTo,
  sum,
  ZERO,
} from "./fraction.ts";
import { dayAfter, type Span } from "./time.ts";

type Part = NonNullable<Case["plan"]["release"]>["parts"][number];

/** Payable of a statement: what is released of everything by now, less what was before. */
export function released(
  of: Case,
  payee: Payee,
  period: Span,
  { posted, earned }: { posted: readonly Posted[]; earned: bigint },
  money: Money,
): bigint {
  const parts = of.plan.release?.parts ?? [];
  if (parts.length === 0) return earned;
  const own = paidOf(posted, payee).map((pay) => mine(of, payee, parts, pay, period.until));
  const heirs = of.payees
    .filter(({ successor }) => successor === payee.id)
    .flatMap((left) =>
      paidOf(posted, left).map((pay) => inherited(of, left, parts, pay, period.until)),
    );
  const sofar = [...own, ...heirs].reduce((so, each) => so + each, 0n);
  const now = sofar - money.released;
  money.released = sofar;
  return now;
}

/** All that a person has earned of a single credit or deal, or of a window. */
type Paid = { readonly window: string; readonly amount: bigint; readonly payee: string };

function paidOf(posted: readonly Posted[], { id }: Payee): Paid[] {
  const all = posted.filter(({ payee }) => payee === id);
  const names = new Set(all.map(({ component, window }) => `${component} ${window}`));
  return [...names].map((name) => {
    const lines = all.filter(({ component, window }) => `${component} ${window}` === name);
    const amount = lines.reduce((so, line) => so + line.amount, 0n);
    return { window: lines[0]?.window ?? "", amount, payee: id };
  });
}

/** Of a leaver what the plan leaves them: what was released before they left, and what it says beyond. */
function mine(of: Case, payee: Payee, parts: readonly Part[], pay: Paid, asOf: string): bigint {
  const by = (day: string) => share(of, parts, pay, day);
  const { leftOn } = payee;
  const rule = of.plan.leaver ?? { unreleased: "when_released" as const };
  if (leftOn === null || leftOn >= asOf) return by(asOf);
  switch (rule.unreleased) {
    case "when_released":
      return by(asOf);
    case "months": {
      const last = monthsAfter(leftOn, rule.months);
      return by(last < asOf ? last : asOf);
    }
    case "fraction": {
      const rest = q(by(asOf) - by(leftOn));
      return by(leftOn) + roundTo(mul(rest, read(rule.fraction)), 1n, "half_away");
    }
    case "successor":
    case "forfeited":
      return by(leftOn);
  }
}

function inherited(of: Case, left: Payee, parts: readonly Part[], pay: Paid, asOf: string): bigint {
  const { leftOn } = left;
  if (of.plan.leaver?.unreleased !== "successor" || leftOn === null || leftOn >= asOf) return 0n;
  return share(of, parts, pay, asOf) - share(of, parts, pay, leftOn);
}

/** Rounded as a whole, so that the last part ends exactly at it. */
function share(of: Case, parts: readonly Part[], pay: Paid, before: string): bigint {
  const done = sum(
    parts.map((part) => mul(read(part.share ?? "0"), doneOf(of, part.on, pay, before))),
  );
  return roundTo(mul(q(pay.amount), done), 1n, "half_away");
}

function doneOf(of: Case, on: Part["on"], { window, payee }: Paid, before: string): Q {
  if (on === "earned") return ONE;
  const sales = of.sales
    .filter(({ person, reverses }) => person === payee && reverses === null)
    .filter(({ id, deal }) => window === `credit:${id}` || window === `deal:${deal}`);
  if ("event" in on) return happened(of, on.event, sales[0]?.deal ?? null, before);
  const [, until = ""] = window.split("/");
  const day =
    sales.length > 0 ? (sales.map((sale) => sale.on).sort()[0] ?? "") : dayAfter(until, -1);
  const due = "months" in on ? monthsAfter(day, on.months) : dayAfter(day, on.days);
  return due < before ? ONE : ZERO;
}

/** Of a collection what came in of what is due: more than that cannot, and what went back can. */
function happened(of: Case, event: string, id: string | null, before: string): Q {
  const deal = of.deals.find((each) => each.id === id);
  const events = (deal?.events ?? []).filter((each) => each.event === event && each.on < before);
  if (event !== "collection") return events.length > 0 ? ONE : ZERO;
  const due = read(deal?.due ?? "0");
  const collected = events.map(({ amount = "0" }) => read(amount)).reduce(add, ZERO);
  return due.n === 0n ? ZERO : most(ZERO, least(ONE, div(collected, due)));
}

/** The same day so many months later, or the last of that month. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  const text = last.toISOString().slice(0, 8);
  return `${text}${String(Math.min(date, last.getUTCDate())).padStart(2, "0")}`;
}
