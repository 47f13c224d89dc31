import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCode, WireCursor, WireDay, wireId, WireName } from "../lib/wire.ts";
import { CREDIT_ROLES, LEVEL_MAX, RULES_MAX } from "./rule.ts";

const RuleIdWire = wireId<"creditingRule">();
const Refs = v.optional(v.pipe(v.array(WireCode), v.maxLength(50)), []);
const Share = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(64),
  v.metadata({ examples: ["0.5", "50%", "1/3"] }),
);

/** Units, people and metrics by code or id; of every list that is not empty one must hold. */
export const WireWhen = v.strictObject({
  units: Refs,
  positions: v.optional(v.pipe(v.array(WireName), v.maxLength(50)), []),
  people: Refs,
  metrics: Refs,
  dims: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          name: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,31}$/)),
          values: v.pipe(
            v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))),
            v.minLength(1),
            v.maxLength(100),
          ),
        }),
      ),
      v.maxLength(6),
    ),
    [],
  ),
});

const Recipient = v.variant("kind", [
  v.strictObject({ kind: v.literal("participant") }),
  /** By code or id. */
  v.strictObject({ kind: v.literal("person"), person: WireCode }),
  /** Whom the participant reports to on the entry's day; level 2 is that one's manager. */
  v.strictObject({
    kind: v.literal("manager"),
    level: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LEVEL_MAX)),
  }),
]);
export const WireGives = v.pipe(
  v.array(v.strictObject({ to: Recipient, role: v.picklist(CREDIT_ROLES), share: Share })),
  v.minLength(1),
  v.maxLength(20),
);
const Rank = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999));

const Said = v.object({
  from: v.string(),
  /** Null: without an end. */
  until: v.nullable(v.string()),
  name: v.string(),
  rank: v.number(),
  when: v.object({
    units: v.array(v.string()),
    positions: v.array(v.string()),
    people: v.array(v.string()),
    metrics: v.array(v.string()),
    dims: v.array(v.object({ name: v.string(), values: v.array(v.string()) })),
  }),
  gives: v.array(
    v.object({
      to: v.variant("kind", [
        v.object({ kind: v.literal("participant") }),
        v.object({ kind: v.literal("person"), person: v.string() }),
        v.object({ kind: v.literal("manager"), level: v.number() }),
      ]),
      role: v.picklist(CREDIT_ROLES),
      share: v.string(),
    }),
  ),
});
/** A rule with all its times; ids inside. `version` is the commit that last changed it. */
export const WireRule = v.object({
  id: v.string(),
  sample: v.boolean(),
  version: v.number(),
  spans: v.array(Said),
});

const Named = v.object({
  id: v.string(),
  code: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
});
const Names = v.object({
  units: v.array(Named),
  people: v.array(Named),
  metrics: v.array(Named),
});
const RULE_REFUSALS = [
  ...(["crediting/unknown", "crediting/bad_share", "crediting/shares_not_one"] as const),
  ...(["crediting/given_twice", "crediting/interval", "commit/busy"] as const),
] as const;

export const listRules = contract({
  id: "listCreditingRules",
  method: "GET",
  path: "/crediting-rules",
  tag: "crediting",
  summary: "Who gets credit for which entries: every rule, in order, with all its times",
  may: "crediting.read",
  status: 200,
  answer: v.object({ items: v.array(WireRule), names: Names, next: v.nullable(v.string()) }),
  refuses: [],
});

export const postRule = contract({
  id: "createCreditingRule",
  method: "POST",
  path: "/crediting-rules",
  tag: "crediting",
  summary: "Say who gets a credit for which entries, from a day on",
  description:
    "Direct shares sum to exactly 1; overlay and override credits stand beside them. It holds for " +
    `entries recorded from now on, by their own day. At most ${RULES_MAX} rules.`,
  may: "crediting.change",
  ids: {
    "body.when.units.0": "unit",
    "body.when.people.0": "person",
    "body.when.metrics.0": "metric",
  },
  body: v.strictObject({
    id: RuleIdWire,
    name: WireName,
    from: WireDay,
    until: v.optional(v.nullable(WireDay), null),
    /** Smaller goes first; absent: after all others. */
    rank: v.optional(Rank),
    when: v.optional(WireWhen, {}),
    gives: WireGives,
  }),
  status: 201,
  answer: WireRule,
  refuses: [...RULE_REFUSALS, "crediting/id_taken", "crediting/too_many"],
});

export const patchRule = contract({
  id: "changeCreditingRule",
  method: "PATCH",
  path: "/crediting-rules/:creditingRuleId",
  tag: "crediting",
  summary: "Change what a rule says from a day on; the days before keep what they had",
  may: "crediting.change",
  ids: {
    "params.creditingRuleId": "creditingRule",
    "body.when.units.0": "unit",
    "body.when.people.0": "person",
    "body.when.metrics.0": "metric",
  },
  params: v.object({ creditingRuleId: RuleIdWire }),
  body: v.strictObject({
    from: WireDay,
    name: v.optional(WireName),
    rank: v.optional(Rank),
    when: v.optional(WireWhen),
    gives: v.optional(WireGives),
  }),
  versioned: true,
  status: 200,
  answer: WireRule,
  refuses: [...RULE_REFUSALS, "crediting/not_found", "crediting/not_then", "version/stale"],
});

export const endRule = contract({
  id: "endCreditingRule",
  method: "POST",
  path: "/crediting-rules/:creditingRuleId/end",
  tag: "crediting",
  summary: "End a rule: from this day on it gives nothing",
  may: "crediting.change",
  ids: { "params.creditingRuleId": "creditingRule" },
  params: v.object({ creditingRuleId: RuleIdWire }),
  body: v.strictObject({ from: WireDay }),
  versioned: true,
  status: 200,
  answer: WireRule,
  refuses: [...RULE_REFUSALS, "crediting/not_found", "crediting/not_then", "version/stale"],
});

const Credit = v.object({
  person: v.string(),
  role: v.picklist(CREDIT_ROLES),
  share: v.string(),
  amount: v.string(),
  rule: v.nullable(v.string()),
});
/** Who would be credited otherwise, by person, metric and currency; and the first entries of them. */
const Difference = v.object({
  from: v.string(),
  until: v.string(),
  /** Entries looked at, and those that would be credited otherwise. */
  entries: v.number(),
  changed: v.number(),
  /** Of the changed, those in a closed pay period: they make lines of the next open one. */
  closed: v.number(),
  /** There are more entries than one look takes. */
  more: v.boolean(),
  people: v.array(
    v.object({
      person: v.string(),
      metric: v.string(),
      currency: v.string(),
      /** Credits that count for the unit too, and those beside. */
      direct: v.object({ before: v.string(), after: v.string() }),
      beside: v.object({ before: v.string(), after: v.string() }),
    }),
  ),
  items: v.array(
    v.object({
      seq: v.number(),
      line: v.number(),
      on: v.string(),
      person: v.string(),
      metric: v.string(),
      currency: v.string(),
      amount: v.string(),
      deal: v.nullable(v.string()),
      before: v.array(Credit),
      after: v.array(Credit),
    }),
  ),
  names: Names,
});

const Days = { from: WireDay, until: WireDay };

export const previewRule = contract({
  id: "previewCreditingRule",
  method: "POST",
  path: "/crediting-rules/preview",
  tag: "crediting",
  summary: "Who would gain which credits over past entries; nothing is written",
  description:
    "With a rule: as if it had held on all of these days, against the rules as they are. `ends`: as " +
    "if that one gave nothing on them. With neither: what crediting the entries again would change, " +
    "against the credits they have.",
  may: "crediting.change",
  ids: {
    "body.ends": "creditingRule",
    "body.rule.id": "creditingRule",
    "body.rule.when.units.0": "unit",
    "body.rule.when.people.0": "person",
    "body.rule.when.metrics.0": "metric",
  },
  body: v.strictObject({
    ...Days,
    ends: v.optional(RuleIdWire),
    rule: v.optional(
      v.strictObject({
        /** The rule that it would take the place of; absent: a new one. */
        id: v.optional(RuleIdWire),
        name: v.optional(WireName, "-"),
        rank: v.optional(Rank),
        when: v.optional(WireWhen, {}),
        gives: WireGives,
      }),
    ),
  }),
  asks: true,
  status: 200,
  answer: Difference,
  refuses: [...RULE_REFUSALS, "crediting/not_found", "crediting/too_long"],
});

export const recredit = contract({
  id: "recreditEntries",
  method: "POST",
  path: "/crediting-rules/recredit",
  tag: "crediting",
  summary: "Credit past entries again by the rules as they are now",
  description:
    "Every entry of these days whose credits would differ is reversed and recorded again as its " +
    "next revision, on its own day: nothing is edited, and in closed pay periods it makes lines. At " +
    "most 400 entries a call: ask again with `next` as the cursor until both it and `left` are empty.",
  may: "crediting.change",
  body: v.strictObject({ ...Days, cursor: v.optional(v.nullable(WireCursor), null) }),
  status: 200,
  answer: v.object({
    entries: v.number(),
    /** Of those looked at, credited wrongly still. */
    left: v.number(),
    next: v.nullable(v.string()),
  }),
  refuses: ["crediting/interval", "crediting/too_long", "entries/total_too_large", "commit/busy"],
});
