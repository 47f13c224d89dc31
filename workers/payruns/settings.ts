import * as v from "valibot";
import { Share } from "../incentives/plan-parts.ts";
import { EVENTS } from "../incentives/plan-rules.ts";
import type { EventMetrics } from "./basis.ts";

/** What a payroll file can hold of a statement. */
export const FIELDS = [
  ...(["code", "name", "unit", "from", "until", "payDate", "currency"] as const),
  ...(["pay", "advance", "due", "basePay", "total", "totalDue"] as const),
  ...(["earned", "pending", "payable", "debt", "drawBalance"] as const),
  ...(["trueUp", "plan", "accepted", "hash"] as const),
] as const;
export type Field = (typeof FIELDS)[number];

/** A column of the company's payroll: its own title over one of our fields. */
export const Column = v.strictObject({
  field: v.picklist(FIELDS),
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
});
export type Column = v.InferOutput<typeof Column>;

/** How a company pays. */
export type PaySettings = {
  /** Managers see the pay of the people below them. */
  readonly managersSeePay: boolean;
  /** Whoever edited the plan may also approve a run of it: logged, and printed on each statement. */
  readonly onePersonApproval: boolean;
  /** Working days within which a dispute is answered. */
  readonly disputeDays: number;
  /** Which metric's entries say that an event of a deal happened, by the metric's code. */
  readonly eventMetrics: EventMetrics;
  readonly columns: readonly Column[];
  /** The most of later pay that may be taken for carried debt, a share; null: what each plan says. */
  readonly deductionMax: string | null;
};

export const USUAL_SETTINGS: PaySettings = {
  managersSeePay: false,
  onePersonApproval: false,
  disputeDays: 5,
  eventMetrics: {},
  deductionMax: null,
  columns: [
    { field: "code", title: "工号 ID" },
    { field: "name", title: "姓名 Name" },
    { field: "unit", title: "部门 Unit" },
    { field: "from", title: "计薪期 From" },
    { field: "until", title: "截止 Until" },
    { field: "currency", title: "币种 Currency" },
    { field: "pay", title: "提成 Commission" },
    { field: "advance", title: "期初已预支 Advanced" },
    { field: "basePay", title: "底薪 Base pay" },
    { field: "totalDue", title: "期末应发 Due" },
    { field: "accepted", title: "已确认方案 Accepted plan" },
  ],
};

/** As they are stored and travel. */
export const settingFields = {
  managersSeePay: v.boolean(),
  onePersonApproval: v.boolean(),
  disputeDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)),
  eventMetrics: v.strictObject(
    v.entriesFromList(EVENTS, v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64))), null)),
  ),
  columns: v.pipe(v.array(Column), v.minLength(1), v.maxLength(40)),
  deductionMax: v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        v.maxLength(40),
        v.check((text) => v.is(Share, text), "A share from 0 to 1, as text."),
      ),
    ),
    null,
  ),
};
export const StoredSettings = v.object(settingFields);
