import * as v from "valibot";
import { WireYearRule } from "../calendar/rule-contract.ts";
import {
  Currency,
  Decimal,
  Interval,
  Key,
  Level,
  Name,
  PlanDay,
  Positive,
  Ratio,
  Share,
} from "./plan-parts.ts";
import { PlanDocument } from "./plan-document.ts";
import { EVENTS, Ramp } from "./plan-rules.ts";

/**
 * Everything one evaluation reads, as JSON. Ids are any text; amounts are decimal strings of the
 * currency or metric, exact at any size; days are local, intervals `[from, until)`.
 */

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const dated = { from: PlanDay, until: v.nullable(PlanDay) };

/** One who is paid by the plan. */
export const Participant = v.strictObject({
  id: Id,
  name: v.optional(v.pipe(v.string(), v.maxLength(120))),
  /** First day on the plan, and the first day no longer on it. */
  from: PlanDay,
  until: v.optional(v.nullable(PlanDay), null),
  /** Days between that are not on the plan: whoever leaves it and comes back is not paid for them. */
  away: v.optional(v.array(Interval)),
  /** First day no longer employed: unreleased lines then follow the plan's leaver rule. */
  leftOn: v.optional(v.nullable(PlanDay), null),
  /** Who takes over a leaver's unreleased lines, where the plan says so. */
  successor: v.optional(Id),
  /** Of the pay lines; the plan's currency when absent. */
  currency: v.optional(Currency),
  position: v.optional(v.pipe(v.string(), v.maxLength(120))),
  /** Sums of the person: a target variable, a base salary. Each fiscal month holds an equal part of `per`. */
  variables: v.optional(
    v.array(
      v.strictObject({
        key: Key,
        amount: Decimal,
        per: v.picklist(["month", "quarter", "half", "year"]),
        ...dated,
      }),
    ),
    [],
  ),
  memberships: v.optional(v.array(v.strictObject({ unit: Id, ...dated })), []),
  /** Whom the person reports to. */
  managers: v.optional(v.array(v.strictObject({ person: Id, ...dated })), []),
  /** Days that do not count for the target: parental leave and the like. */
  leaves: v.optional(v.array(Interval), []),
  /** What part of the target stays on these days: 0.5 halves it. */
  reliefs: v.optional(
    v.array(
      v.strictObject({ from: PlanDay, until: PlanDay, factor: Share, metric: v.optional(Key) }),
    ),
    [],
  ),
  /** In place of the plan's ramps. */
  ramps: v.optional(v.array(Ramp)),
});
export type Participant = v.InferOutput<typeof Participant>;

/**
 * A version of a target: `amount` of a metric for a person or unit over [from, until), its own
 * length. It is in force for that interval, or for [holdsFrom, holdsUntil) of it: a quarter's
 * 900,000 raised to 1,200,000 from day 31 is two versions of the quarter, the first held until day
 * 31, the second from it.
 */
export const TargetInput = v.strictObject({
  subject: Id,
  metric: Key,
  level: v.optional(Level, "committed"),
  from: PlanDay,
  until: PlanDay,
  amount: Decimal,
  holdsFrom: v.optional(PlanDay),
  holdsUntil: v.optional(PlanDay),
});
export type TargetInput = v.InferOutput<typeof TargetInput>;

/**
 * Whose an entry is. Direct shares of one entry sum to exactly 1; overlay and override credits stand
 * beside them. `measures` are those of the whole entry, before the share. A reversal names the entry
 * it takes back and carries negative measures; it may take back a part.
 */
export const CreditInput = v.strictObject({
  /** Unique in the input. */
  id: Id,
  /** Credits of one entry carry the same; the credit's own id when absent. */
  entry: v.optional(Id),
  person: Id,
  role: v.optional(v.picklist(["direct", "overlay", "override"]), "direct"),
  share: v.optional(Share, "1"),
  /**
   * Leads the entry: whose tiers it climbs when pay is split. May stand on a credit of any role. An
   * entry of one direct credit is led by it; one that several share needs somebody who leads.
   */
  lead: v.optional(v.boolean(), false),
  /** Who leads the entry without having a part of it. */
  leader: v.optional(Id),
  /** The local date of the entry. */
  on: PlanDay,
  /** The day it became known: its own day while that period was open, else a day of the first open one. */
  posting: v.optional(PlanDay),
  /** With the date they give a credit its place among others: date, then source, then external id, then id. */
  source: v.optional(v.pipe(v.string(), v.maxLength(120)), ""),
  externalId: v.optional(v.pipe(v.string(), v.maxLength(120)), ""),
  deal: v.optional(Id),
  /** The unit of the credited person on the entry's day; from the memberships when absent. */
  unit: v.optional(Id),
  /** Of the money measures; the plan's currency when absent. */
  currency: v.optional(Currency),
  measures: v.record(Key, Decimal),
  dimensions: v.optional(v.record(Key, v.pipe(v.string(), v.maxLength(120))), {}),
  /** The entry that this one takes back, whole or in part. */
  reverses: v.optional(Id),
});
export type CreditInput = v.InferOutput<typeof CreditInput>;

/** What several entries share: measures of the deal, what is due, and what has happened. */
export const DealInput = v.strictObject({
  id: Id,
  measures: v.optional(v.record(Key, Decimal), {}),
  dimensions: v.optional(v.record(Key, v.pipe(v.string(), v.maxLength(120))), {}),
  /** The money that is to come in, for release by collection. */
  due: v.optional(Decimal),
  events: v.optional(
    v.array(
      v.strictObject({
        event: v.picklist(EVENTS),
        on: PlanDay,
        posting: v.optional(PlanDay),
        /** Of a collection: the money; negative when it went back. */
        amount: v.optional(Decimal),
        /** On whose statement money waits while the deal has no order yet: no credit of anybody. */
        person: v.optional(Id),
      }),
    ),
    [],
  ),
});
export type DealInput = v.InferOutput<typeof DealInput>;

/** A value of a given metric over an interval; the one whose interval is exactly the window counts. */
export const FigureInput = v.strictObject({
  subject: Id,
  metric: Key,
  from: PlanDay,
  until: PlanDay,
  value: Decimal,
});
export type FigureInput = v.InferOutput<typeof FigureInput>;

/** A frozen result: best first. Equal scores are tied. */
export const BoardInput = v.strictObject({
  key: Key,
  from: PlanDay,
  until: PlanDay,
  standings: v.array(v.strictObject({ person: Id, score: Decimal })),
  /**
   * A raffle's seed: the hash of the frozen result, and the nonce that is told after it. `commitment`
   * is the nonce's own SHA-256, which was shown before the campaign; without one a raffle pays nothing.
   */
  hash: v.optional(v.pipe(v.string(), v.maxLength(128))),
  nonce: v.optional(v.pipe(v.string(), v.maxLength(128))),
  commitment: v.optional(v.pipe(v.string(), v.maxLength(128))),
});
export type BoardInput = v.InferOutput<typeof BoardInput>;

export const ForecastInput = v.strictObject({
  person: Id,
  metric: Key,
  from: PlanDay,
  until: PlanDay,
  value: Decimal,
});

export const PeerScoreInput = v.strictObject({
  voter: Id,
  person: Id,
  from: PlanDay,
  until: PlanDay,
  score: Decimal,
});

/** One direction of a pair on a day: 1 `from` is `rate` `to`. */
export const FxInput = v.strictObject({ from: Currency, to: Currency, on: PlanDay, rate: Ratio });

/** How the tenant cuts time; the Gregorian year when absent. */
export const CalendarInput = v.strictObject({
  rule: v.optional(WireYearRule, {
    kind: "gregorian_months",
    firstMonth: 1,
    labelBy: "start",
    weekStart: 1,
    weekOne: "iso",
  }),
  /** Monday first. */
  week: v.optional(
    v.tuple([
      v.boolean(),
      v.boolean(),
      v.boolean(),
      v.boolean(),
      v.boolean(),
      v.boolean(),
      v.boolean(),
    ]),
    [true, true, true, true, true, false, false],
  ),
  /** Days that differ from the pattern: holidays, make-up days, the tenant's own. */
  days: v.optional(v.array(v.strictObject({ on: PlanDay, works: v.boolean() })), []),
});

export const LINE_KINDS = [
  /** Steps 1 to 11: a component's result of one window, minus what it had earned there before. */
  "component",
  "gate",
  "multiplier",
  "guarantee",
  "cap",
  /** Step 16: what is held back (negative) or let go (positive) of earned lines. */
  "release",
  /** An approved correction, as it was handed in. */
  "adjustment",
  /** Debt that leaves this statement (positive), or is taken from its pay (negative). */
  "debt_carried",
  "debt_taken",
  /** A recoverable draw, which the person owes. */
  "draw",
  /** A draw that is not owed: not recoverable, or beyond the balance's cap. */
  "draw_free",
  "draw_repaid",
] as const;
export const LineKind = v.picklist(LINE_KINDS);

/** A line as the ledger keeps it: enough to compute every later difference and balance. */
export const PostedLine = v.strictObject({
  participant: Id,
  currency: Currency,
  /** The statement's period, by its first day. */
  period: PlanDay,
  kind: LineKind,
  component: v.nullable(v.string()),
  /** Which window's result this is a difference of. */
  window: v.string(),
  /** First day of the statement period whose result it belongs to: an earlier one for a true-up. */
  origin: PlanDay,
  /** A whole number of the currency's minor units, as text. */
  amount: v.pipe(v.string(), v.regex(/^-?\d{1,16}$/)),
  /** Of release lines: what has been released of each deal by this line. */
  deals: v.optional(v.record(v.string(), v.pipe(v.string(), v.regex(/^-?\d{1,16}$/))), {}),
});
export type PostedLine = v.InferOutput<typeof PostedLine>;

export const AdjustmentInput = v.strictObject({
  id: Id,
  participant: Id,
  /** The statement whose period contains this day. */
  on: PlanDay,
  amount: Decimal,
  reason: v.optional(v.pipe(v.string(), v.maxLength(500)), ""),
  /** It forgives carried debt: what it adds is taken for the debt at once, whatever share of pay the plan allows. */
  writesOff: v.optional(v.boolean(), false),
});

/**
 * How a person stands who was paid elsewhere before, from the first day of the first period that is
 * paid here. Decimals of the person's pay currency.
 */
export const Opening = v.strictObject({
  participant: Id,
  /** First day of the first period paid here. */
  on: PlanDay,
  currency: v.optional(Currency),
  /** Debt that is carried, and what is owed of a recoverable draw. */
  debt: v.optional(Positive),
  drawBalance: v.optional(Positive),
  /**
   * What components have earned in windows that began before: taken off the window's result, so the
   * credits of the whole window are handed in too. `deals`: what of it was paid for each deal (for a
   * credit without one "credit:<id>", without credits "window"), where the component's release waits.
   */
  earned: v.optional(
    v.array(
      v.strictObject({
        component: Key,
        window: Interval,
        amount: Decimal,
        deals: v.optional(v.record(v.string(), Decimal)),
      }),
    ),
    [],
  ),
});
export type Opening = v.InferOutput<typeof Opening>;

export const Evaluation = v.strictObject({
  /** The versions of one plan, in order; together they cover the days asked for. */
  plans: v.pipe(v.array(PlanDocument), v.minLength(1), v.maxLength(50)),
  /** Versions of the plans that a guarantee compares with; they pay nothing of their own. */
  others: v.optional(v.pipe(v.array(PlanDocument), v.maxLength(50)), []),
  /** Statements are made for the pay periods that begin in [from, until). */
  from: PlanDay,
  until: PlanDay,
  calendar: v.optional(CalendarInput, {}),
  participants: v.pipe(v.array(Participant), v.maxLength(100_000)),
  /**
   * Units above each unit, for figures of a unit, nearest first: an id where it stood above on every
   * day of the input, else with the days on which it did. A credit counts for those above on its own
   * day, so that a reorganisation changes no day before it.
   */
  units: v.optional(
    v.array(
      v.strictObject({
        ...{ id: Id, name: v.optional(Name) },
        above: v.array(v.union([Id, v.strictObject({ unit: Id, ...dated })])),
      }),
    ),
    [],
  ),
  targets: v.optional(v.array(TargetInput), []),
  /** Everything known, also of closed periods: their windows are computed again. */
  credits: v.optional(v.array(CreditInput), []),
  deals: v.optional(v.array(DealInput), []),
  figures: v.optional(v.array(FigureInput), []),
  boards: v.optional(v.array(BoardInput), []),
  forecasts: v.optional(v.array(ForecastInput), []),
  peerScores: v.optional(v.array(PeerScoreInput), []),
  rates: v.optional(v.array(FxInput), []),
  adjustments: v.optional(v.array(AdjustmentInput), []),
  /** Of those who were paid elsewhere before: balances, and what running windows have earned. */
  openings: v.optional(v.array(Opening)),
  /** The most of later pay that may be taken for carried debt, whatever the plan says: wage law. */
  deductionMax: v.optional(Share),
  /** Lines of closed periods. Statements are made only for the periods after the last of them. */
  posted: v.optional(v.array(PostedLine), []),
});
export type EvaluationJson = v.InferInput<typeof Evaluation>;
export type EvaluationInput = v.InferOutput<typeof Evaluation>;
