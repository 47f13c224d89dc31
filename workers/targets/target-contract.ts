import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import {
  WireCode,
  WireCurrency,
  WireCursor,
  WireDay,
  WireDecimal,
  wireId,
  WireLimit,
} from "../lib/wire.ts";
import { LEVELS } from "./target.ts";
import { Amount, FactorKey } from "./wire-plan.ts";

const SubjectId = wireId<"subject">();
const Level = v.picklist(LEVELS);

export const TARGET_ROWS_MAX = 1_000;

const TargetRow = v.strictObject({
  /** Code or id of a person or a unit. */
  subject: WireCode,
  /** Code or id. */
  metric: WireCode,
  level: v.optional(Level, "committed"),
  /** Product line, customer tier, partner: a part of its own; absent is the whole. */
  slice: v.optional(FactorKey),
  from: WireDay,
  until: WireDay,
  amount: WireDecimal,
  currency: v.optional(WireCurrency),
});

export const setTargets = contract({
  id: "setTargets",
  method: "POST",
  path: "/targets",
  tag: "targets",
  summary: "Set up to 1,000 targets, each for any interval [from, until)",
  description:
    "A day has at most one target of a subject, metric, level and slice. The same row again changes nothing; another amount for exactly the same interval needs replace, which closes the old target and keeps it.",
  may: "targets.change",
  ids: { "body.rows.0.subject": "person", "body.rows.0.metric": "metric" },
  body: v.strictObject({
    rows: v.pipe(v.array(TargetRow), v.minLength(1), v.maxLength(TARGET_ROWS_MAX)),
    replace: v.optional(v.boolean(), false),
  }),
  status: 201,
  answer: v.object({ results: v.array(v.picklist(["new", "changed", "unchanged"])) }),
  refuses: ["target/rows", "target/overlap", "commit/busy"],
});

const WireTarget = v.object({
  subject: v.string(),
  metric: v.string(),
  level: Level,
  /** Null is the whole. */
  slice: v.nullable(v.string()),
  from: v.string(),
  until: v.string(),
  amount: Amount,
  currency: v.nullable(v.string()),
  plan: v.nullable(v.string()),
  planVersion: v.nullable(v.number()),
  /** The commit that set it. */
  since: v.number(),
});

export const listTargets = contract({
  id: "listTargets",
  method: "GET",
  path: "/targets",
  tag: "targets",
  summary: "The targets of one person or unit as they hold now, by day",
  may: "targets.read",
  sees: { subject: "subject" },
  ids: { "query.subject": "subject" },
  query: v.object({
    subject: SubjectId,
    /** Code or id. */
    metric: v.optional(WireCode),
    level: v.optional(Level),
    from: v.optional(WireDay),
    until: v.optional(WireDay),
    cursor: v.optional(WireCursor),
    limit: WireLimit(500, 200),
  }),
  status: 200,
  answer: v.object({ items: v.array(WireTarget), next: v.nullable(v.string()) }),
  refuses: [],
});
