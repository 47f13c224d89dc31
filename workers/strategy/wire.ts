import * as v from "valibot";
import { METRIC_UNITS } from "../metrics/metric.ts";
import { WireDay, WireDecimal, wireId, WireName } from "../lib/wire.ts";
import { parseRate } from "../lib/rate.ts";
import { COVERS } from "./coverage.ts";
import { LETTERS, PLACES } from "./smart.ts";
import { SMART_WORDS, type SmartCode } from "./smart-words.ts";
import { THEME_KINDS } from "./theme.ts";

/** Decimal text at the metric's scale. */
export const Amount = v.string();
/** Exact: a decimal, a percentage or a fraction, as people type it. */
export const WireExact = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(40),
  v.check((text) => parseRate(text) !== null, 'A number such as "0.3", "30%" or "1/3".'),
);
export const Note = v.pipe(v.string(), v.trim(), v.maxLength(500));
export const Name = WireName;
export const NameEn = v.nullable(WireName);
export const PersonId = wireId<"person">();
export const UnitId = wireId<"unit">();
export const MetricId = wireId<"metric">();
export const ThemeId = wireId<"theme">();
export const GoalId = wireId<"goal">();

export const Named = v.object({
  id: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
});
export const Messages = v.object({ zh: v.string(), en: v.string() });
export const Interval = { from: WireDay, until: WireDay };
export const Kept = { ended: v.boolean(), sample: v.boolean(), version: v.number() };

export const WireMetricOf = v.object({
  id: v.string(),
  code: v.string(),
  nameZh: v.string(),
  nameEn: v.string(),
  unit: v.picklist(METRIC_UNITS),
  scale: v.number(),
  source: v.nullable(v.string()),
});

export const themeFields = {
  name: Name,
  nameEn: NameEn,
  kind: v.picklist(THEME_KINDS),
  intent: v.nullable(Note),
  owner: v.nullable(PersonId),
  ...Interval,
};

export const WireTheme = v.object({
  id: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  kind: v.picklist(THEME_KINDS),
  intent: v.nullable(v.string()),
  owner: v.nullable(Named),
  ...Interval,
  ...Kept,
});

export const MixRow = v.strictObject({
  name: Name,
  before: WireDecimal,
  planned: WireDecimal,
  /** The margin rate of this part. */
  earns: WireExact,
});
export const MIX_MAX = 12;

export const goalFields = {
  name: Name,
  nameEn: NameEn,
  theme: v.nullable(ThemeId),
  amount: WireDecimal,
  base: v.nullable(WireDecimal),
  growth: v.nullable(WireExact),
  covers: v.picklist(COVERS),
  from: v.nullable(WireDay),
  until: v.nullable(WireDay),
  owner: v.nullable(PersonId),
  source: v.nullable(Note),
  plan: v.nullable(wireId<"plan">()),
  mix: v.pipe(v.array(MixRow), v.maxLength(MIX_MAX)),
};

const Mark = v.picklist(["holds", "open", "unknown"]);
const codes = Object.keys(SMART_WORDS) as SmartCode[]; // Its own keys.
export const WireFinding = v.object({
  code: v.picklist(codes),
  letter: v.picklist(LETTERS),
  place: v.picklist(PLACES),
  value: v.string(),
  messages: Messages,
});

export const WireGoal = v.object({
  id: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  theme: v.nullable(v.string()),
  unit: Named,
  metric: WireMetricOf,
  currency: v.nullable(v.string()),
  amount: Amount,
  base: v.nullable(Amount),
  growth: v.nullable(v.string()),
  covers: v.picklist(COVERS),
  from: v.nullable(WireDay),
  until: v.nullable(WireDay),
  owner: v.nullable(Named),
  source: v.nullable(v.string()),
  plan: v.nullable(v.object({ id: v.string(), name: v.string() })),
  mix: v.array(v.object({ name: v.string(), before: Amount, planned: Amount, earns: v.string() })),
  /** What its initiatives have to bring, bring, and leave open; share has at most six places. */
  coverage: v.object({
    wanted: Amount,
    covered: Amount,
    uncovered: Amount,
    share: v.nullable(v.string()),
  }),
  smart: v.object({ S: Mark, M: Mark, A: Mark, R: Mark, T: Mark }),
  findings: v.array(WireFinding),
  ...Kept,
});

export const initiativeFields = {
  name: Name,
  nameEn: NameEn,
  /** In the initiative's own metric: 1,000 new customers. */
  quantity: WireDecimal,
  /** What that brings, in the goal's unit. */
  contribution: WireDecimal,
  owner: v.nullable(PersonId),
  ...Interval,
};

export const WireInitiative = v.object({
  id: v.string(),
  goal: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  metric: WireMetricOf,
  quantity: Amount,
  contribution: Amount,
  /** Contribution of one, exact to the goal's scale; null of none. */
  each: v.nullable(Amount),
  owner: v.nullable(Named),
  ...Interval,
  ...Kept,
});

/** One month of the subject, in decimals; a month without data is absent. */
export const WireMonth = v.object({ on: WireDay, amount: Amount });
