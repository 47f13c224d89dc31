import * as v from "valibot";
import { exactText } from "../../workers/incentives/exact.ts";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import type { IncentiveFlaw, Statement } from "../../workers/incentives/outcome.ts";
import { PlanDocument } from "../../workers/incentives/plan-document.ts";
import { currencyScale, formatMinor } from "../../workers/lib/money.ts";
import { parseRate } from "../../workers/lib/rate.ts";
import { cuts } from "./cut.ts";
import { dimensionsOf, measureNames } from "./month.ts";

/** One more deal of a person on a day of the period, in several sizes. */
export type WhatIfAsk = {
  readonly person: string;
  /** A day of the last period asked for. */
  readonly on: string;
  /** Decimals of the plan's currency. */
  readonly amounts: readonly string[];
  readonly dimensions?: Readonly<Record<string, string>>;
};

export type WhatIfPoint = {
  readonly amount: string;
  /** What the period earns with the deal, in minor units. */
  readonly pay: bigint;
  /** What the deal adds, and what of that may be paid at once. */
  readonly more: bigint;
  readonly atOnce: bigint;
  /** `more` of the amount, to four places; null for an amount of 0. */
  readonly rate: string | null;
};

export type WhatIfAnswer =
  | {
      readonly ok: true;
      readonly period: { readonly from: string; readonly until: string };
      readonly currency: string;
      /** Earned without the deal. */
      readonly now: bigint;
      readonly points: readonly WhatIfPoint[];
    }
  | { readonly ok: false; readonly flaws: readonly IncentiveFlaw[] };

const DEAL = "what-if";

/**
 * What one more deal would pay: the person's period is computed with it and without it, by the same
 * engine and the same input as the statement. Nothing is recorded. The deal counts as a direct credit
 * with share 1, of the kind and with the proportions of the person's newest sale.
 */
export function whatIf(input: EvaluationJson, ask: WhatIfAsk): WhatIfAnswer {
  const own =
    cuts(input, 1).find((cut) => cut.input.participants.some(({ id }) => id === ask.person))
      ?.input ?? input;
  const before = statementOf(own, ask);
  if (!before.ok) return before;
  const points: WhatIfPoint[] = [];
  for (const amount of ask.amounts) {
    const after = statementOf(withDeal(own, ask, amount), ask);
    if (!after.ok) return after;
    const more = after.statement.earned - before.statement.earned;
    const atOnce = after.statement.payable - before.statement.payable;
    const { currency, earned } = after.statement;
    points.push({ amount, pay: earned, more, atOnce, rate: rateOf(more, amount, currency) });
  }
  const { period, currency, earned } = before.statement;
  return { ok: true, period, currency, now: earned, points };
}

type Made = { readonly ok: true; readonly statement: Statement } | Flawed;
type Flawed = { readonly ok: false; readonly flaws: readonly IncentiveFlaw[] };

function statementOf(input: EvaluationJson, { person, on }: WhatIfAsk): Made {
  const made = evaluate(v.parse(Evaluation, input), { trace: false });
  if (!made.ok) return { ok: false, flaws: made.error };
  const own = made.value.statements.filter(({ participant }) => participant === person);
  const statement = own.find(({ period }) => period.from <= on && on < period.until) ?? own.at(-1);
  return statement ? { ok: true, statement } : { ok: false, flaws: [] };
}

function withDeal(input: EvaluationJson, ask: WhatIfAsk, amount: string): EvaluationJson {
  const plan = input.plans.at(-1);
  const read = plan && v.parse(PlanDocument, plan);
  const like = lastOf(input, ask.person);
  const measures = Object.fromEntries(
    [...(read ? measureNames(read) : [])].map((name) => [
      name,
      name === "amount" ? amount : measureLike(like, name, amount, read?.plainMeasures ?? []),
    ]),
  );
  const wanted = read ? dimensionsOf(read, 0)["metric"] : undefined;
  const dimensions = {
    ...like?.dimensions,
    ...(wanted === undefined ? {} : { metric: wanted }),
    ...ask.dimensions,
  };
  const credit = { id: DEAL, person: ask.person, on: ask.on, deal: DEAL, measures, dimensions };
  return {
    ...input,
    credits: [...(input.credits ?? []), credit],
    deals: [...(input.deals ?? []), { id: DEAL, measures, due: amount }],
  };
}

type Credit = NonNullable<EvaluationJson["credits"]>[number];

/** The person's newest sale of their own: the deal asked about is taken to be of its kind. */
function lastOf({ credits = [] }: EvaluationJson, person: string): Credit | undefined {
  return credits
    .filter(
      (credit) =>
        credit.person === person &&
        (credit.role ?? "direct") === "direct" &&
        credit.reverses === undefined &&
        (parseRate(credit.measures["amount"] ?? "0")?.num ?? 0n) > 0n,
    )
    .reduce<Credit | undefined>(
      (last, each) => (!last || each.on >= last.on ? each : last),
      undefined,
    );
}

/** Another measure in the proportion it has to the amount of the newest sale; else the amount itself. */
function measureLike(
  like: Credit | undefined,
  name: string,
  amount: string,
  plain: readonly string[],
): string {
  const own = like?.measures[name];
  if (plain.includes(name)) return own ?? "1";
  const [of, per] = [parseRate(amount), parseRate(like?.measures["amount"] ?? "0")];
  if (own === undefined || !of || !per || per.num === 0n) return amount;
  return scaled(own, { num: of.num * per.den, den: of.den * per.num });
}

function rateOf(more: bigint, amount: string, currency: string): string | null {
  const of = parseRate(amount);
  if (!of || of.num === 0n) return null;
  const scale = 10n ** BigInt(currencyScale(currency));
  const tenThousandths = (more * of.den * 10_000n) / (of.num * scale);
  return formatMinor(tenThousandths, 4);
}

/** A factor as the text that a measure times it is: exact, in plain decimals of the measure's own scale. */
export function scaled(measure: string, { num, den }: { num: bigint; den: bigint }): string {
  const value = parseRate(measure);
  if (!value) return measure;
  const places = measure.split(".")[1]?.length ?? 0;
  const unit = 10n ** BigInt(places);
  const units = (value.num * num * unit) / (value.den * den);
  return exactText({ num: units, den: unit });
}
