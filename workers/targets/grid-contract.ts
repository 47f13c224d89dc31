import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDecimal, wireId, WireLimit } from "../lib/wire.ts";
import { Amount, PlanFields, WireRow } from "./wire-plan.ts";

const PlanId = wireId<"plan">();
const UnitId = wireId<"unit">();
const SubjectId = wireId<"subject">();
export const VersionNumber = v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number));

/** Cells by period; null lets a locked one move again. */
export const WireCells = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(20)), v.nullable(WireDecimal)),
  v.check((cells) => Object.keys(cells).length <= 200, "At most 200 cells of a row."),
);
export const Reason = v.pipe(v.string(), v.trim(), v.maxLength(500));

/** Rows that one request may change. */
export const GRID_ROWS_MAX = 1_000;

const GridRow = v.object({
  ...v.pick(WireRow, ["subject", "parent", "kind", "code", "name", "nameEn", "amount", "version"])
    .entries,
  months: v.nullable(v.array(Amount)),
  cells: v.record(
    v.string(),
    v.object({ amount: v.string(), by: v.string(), at: v.number(), reason: v.string() }),
  ),
  locked: v.boolean(),
});

export const getGrid = contract({
  id: "getPlanGrid",
  method: "GET",
  path: "/plans/:planId/grid",
  tag: "targets",
  summary: "People and months of a plan, a level of the tree at a time",
  description:
    "With below: that unit and what stands directly under it. Without: every row, page by page. Version 0 is the draft.",
  may: "targets.plan",
  sees: { unit: "below" },
  ids: { "params.planId": "plan", "query.below": "unit" },
  params: v.object({ planId: PlanId }),
  query: v.object({
    below: v.optional(UnitId),
    version: v.optional(VersionNumber, "0"),
    cursor: v.optional(SubjectId),
    limit: WireLimit(1_000, 500),
  }),
  status: 200,
  answer: v.object({
    plan: v.object(PlanFields),
    periods: v.array(v.object({ key: v.string(), from: v.string(), until: v.string() })),
    items: v.array(GridRow),
    next: v.nullable(v.string()),
  }),
  refuses: ["plan/not_found", "plan/no_version"],
});

export const setCells = contract({
  id: "setPlanCells",
  method: "POST",
  path: "/plans/:planId/cells",
  tag: "targets",
  summary: "Set months or years of up to 1,000 recipients by hand: all rows, or none",
  description:
    "Each row names the version it is based on. A cell set by hand is locked; the year stays and the person's other months take the difference (within the quarter where the plan fixes quarters).",
  may: "targets.allocate",
  ids: { "params.planId": "plan", "body.rows.0.subject": "person" },
  params: v.object({ planId: PlanId }),
  body: v.strictObject({
    reason: Reason,
    rows: v.pipe(
      v.array(
        v.strictObject({
          subject: SubjectId,
          version: v.pipe(v.number(), v.integer()),
          cells: v.optional(WireCells, {}),
          amount: v.optional(WireDecimal),
        }),
      ),
      v.minLength(1),
      v.maxLength(GRID_ROWS_MAX),
      v.check(
        (rows) => new Set(rows.map(({ subject }) => subject)).size === rows.length,
        "A recipient stands once.",
      ),
    ),
  }),
  status: 200,
  answer: v.object({
    draft: v.number(),
    rows: v.array(v.object({ subject: v.string(), version: v.number() })),
  }),
  refuses: [
    "plan/values_only",
    "plan/not_found",
    "plan/round_open",
    "plan/reason_missing",
    "target/rows",
    "commit/busy",
  ],
});
