import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCurrency, WireCursor, WireDay, wireId, WireLimit } from "../lib/wire.ts";
import { CREDIT_ROLES } from "../crediting/rule.ts";
import { KINDS } from "./entry.ts";

const Reference = v.pipe(v.string(), v.trim(), v.maxLength(64));
const Words = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most));
/** How many rows one call carries; more come in several calls. */
export const ENTRIES_MAX = 1_000;

/** Dimensions are ids and classes of things, never a person's name. */
const Dimensions = v.pipe(
  v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,31}$/)), Words(120)),
  v.check((dims) => Object.keys(dims).length <= 12, "At most 12 dimensions."),
);

/**
 * Metric, person, day and amount are checked against the tenant's own rows, so that every bad row
 * of a batch is told at once: here only their size is held.
 */
export const WireEntry = v.strictObject({
  id: v.optional(wireId<"entry">()),
  metric: v.optional(Reference),
  person: v.optional(Reference),
  on: v.optional(v.pipe(Words(40), v.metadata({ format: "date", examples: ["2026-07-15"] }))),
  amount: v.optional(v.pipe(Words(60), v.metadata({ examples: ["12000.00"] }))),
  currency: v.optional(Words(8)),
  externalId: v.optional(Words(200)),
  source: v.optional(Words(60)),
  deal: v.optional(Words(120)),
  dims: v.optional(Dimensions),
  kind: v.optional(v.picklist(KINDS), "record"),
  /** Direct shares that sum to exactly 1; absent, the entry is the person's alone. */
  credits: v.optional(
    v.pipe(v.array(v.strictObject({ person: Reference, share: Words(64) })), v.maxLength(20)),
  ),
});

const Outcome = v.picklist(["new", "changed", "unchanged"]);

export const postEntries = contract({
  id: "recordEntries",
  method: "POST",
  path: "/entries",
  tag: "entries",
  summary: "Record what happened, up to 1,000 rows in one call",
  description:
    "All rows or none. An entry is known by source and externalId (or else by its id): equal " +
    "content is unchanged, other content becomes a reversal and the next revision. A row of kind " +
    "reversal names the entry and nothing else. Amounts are decimals at the metric's scale.",
  may: "entries.record",
  body: v.strictObject({
    source: v.optional(v.pipe(Words(60), v.minLength(1)), "api"),
    rows: v.pipe(v.array(WireEntry), v.minLength(1), v.maxLength(ENTRIES_MAX)),
  }),
  status: 200,
  answer: v.object({
    new: v.number(),
    changed: v.number(),
    unchanged: v.number(),
    /** One word for each row, in their order. */
    results: v.array(Outcome),
  }),
  refuses: ["entries/rejected", "entries/total_too_large", "commit/busy"],
});

export const listEntries = contract({
  id: "listEntries",
  method: "GET",
  path: "/entries",
  tag: "entries",
  summary: "The entries behind a figure: of a person, or of a unit and all beneath it",
  description:
    "Amounts are what is credited to the person. The rows of all pages re-add to `sum`, which is " +
    "what every report shows. A person's rows come by day, a unit's by unit, person and day.",
  may: "entries.read",
  sees: { person: "person", unit: "unit" },
  ids: { "query.person": "person", "query.unit": "unit", "query.metric": "metric" },
  query: v.object({
    person: v.optional(wireId<"person">()),
    unit: v.optional(wireId<"unit">()),
    metric: wireId<"metric">(),
    from: WireDay,
    until: WireDay,
    /** Money only; the metric's, or else the tenant's own. */
    currency: v.optional(WireCurrency),
    cursor: v.optional(WireCursor),
    limit: WireLimit(200, 50),
  }),
  status: 200,
  answer: v.object({
    metric: wireId<"metric">(),
    currency: v.string(),
    sum: v.object({ amount: v.string(), n: v.number() }),
    items: v.array(
      v.object({
        seq: v.number(),
        line: v.number(),
        person: wireId<"person">(),
        on: WireDay,
        amount: v.string(),
        kind: v.picklist(KINDS),
        revision: v.number(),
        source: v.string(),
        externalId: v.string(),
        deal: v.nullable(v.string()),
        dims: v.nullable(v.record(v.string(), v.string())),
        /** Everybody it is credited to, and by which rule; empty: its participant alone. */
        credits: v.array(
          v.object({
            person: wireId<"person">(),
            role: v.picklist(CREDIT_ROLES),
            share: v.string(),
            amount: v.string(),
            /** Null: the row that was recorded said so, or nobody had to. */
            rule: v.nullable(v.object({ id: v.string(), name: v.string() })),
          }),
        ),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: ["entries/one_subject", "entries/bad_cursor", "metrics/not_found"],
});
