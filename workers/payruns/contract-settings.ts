import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { Ratio } from "../incentives/plan-parts.ts";
import { WireCurrency, WireDay, wireId, WireLimit } from "../lib/wire.ts";
import { settingFields } from "./settings.ts";
import { Money, RunId, WireWho } from "./wire.ts";

const WireSettings = v.object({ ...settingFields, version: v.number() });

export const getPaySettings = contract({
  id: "getPaySettings",
  method: "GET",
  path: "/pay-settings",
  tag: "pay runs",
  summary:
    "How the company pays: approval, who sees pay, disputes, events of deals, payroll columns",
  may: "incentives.see",
  status: 200,
  answer: WireSettings,
  refuses: [],
});

export const changePaySettings = contract({
  id: "changePaySettings",
  method: "PATCH",
  path: "/pay-settings",
  tag: "pay runs",
  summary: "Change how the company pays; what was calculated before stays as it was",
  may: "incentives.publish",
  versioned: true,
  body: v.partial(v.strictObject(settingFields)),
  status: 200,
  answer: WireSettings,
  refuses: [
    ...(["version/stale", "pay_settings/metric", "pay_settings/column_twice"] as const),
    "pay_settings/not_alone",
  ],
});

export const listRates = contract({
  id: "listPayRates",
  method: "GET",
  path: "/pay-rates",
  tag: "pay runs",
  summary: "What currencies were worth on days, the latest first",
  may: "incentives.see",
  query: v.object({ limit: WireLimit(1_000, 200) }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({ from: v.string(), to: v.string(), on: v.string(), rate: v.string() }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

export const saveRates = contract({
  id: "savePayRates",
  method: "POST",
  path: "/pay-rates",
  tag: "pay runs",
  summary: "Say what a currency was worth: 1 `from` is `rate` `to`; one direction of a pair",
  may: "incentives.change",
  body: v.strictObject({
    rows: v.pipe(
      v.array(
        v.strictObject({
          from: WireCurrency,
          to: WireCurrency,
          on: WireDay,
          rate: v.pipe(
            v.string(),
            v.check((text) => v.is(Ratio, text), "A number as text."),
          ),
        }),
      ),
      v.minLength(1),
      v.maxLength(1_000),
    ),
  }),
  status: 200,
  answer: v.object({ saved: v.number() }),
  refuses: ["pay_rate/rejected", "commit/busy"],
});

const Record = v.object({
  id: v.string(),
  ...WireWho.entries,
  checksum: v.string(),
  format: v.picklist(["csv", "xlsx"]),
});
const Export = v.object({
  columns: v.array(v.string()),
  rows: v.array(v.array(v.string())),
  /** One row of sums for each currency; each is exactly that of its column. They stand beside the CSV. */
  totals: v.array(v.array(v.string())),
  /** SHA-256 of `csv` as UTF-8, the mark at its beginning included: that of the saved file. */
  checksum: v.string(),
  csv: v.string(),
  file: v.string(),
  /** Advances were paid at the start, and no column says so: whoever pays by this file pays them twice. */
  hidesAdvances: v.boolean(),
  notAccepted: v.array(
    v.object({ person: v.string(), name: v.string(), nameEn: v.nullable(v.string()) }),
  ),
  /** Who took it, the first of them first. */
  records: v.array(Record),
});

/** What was taken; the rows are read by GET, so that the answer stays small however many there are. */
const Taken = v.object({
  id: v.string(),
  at: v.number(),
  format: v.picklist(["csv", "xlsx"]),
  file: v.string(),
  rows: v.number(),
  totals: v.array(v.array(v.string())),
  /** That of the file that GET answers, as long as the company's columns are the same. */
  checksum: v.string(),
});

export const getExport = contract({
  id: "getPayExport",
  method: "GET",
  path: "/pay-runs/:runId/export",
  tag: "pay runs",
  summary: "The payroll file of a closed run in the company's columns, with sums and checksum",
  may: "incentives.pay",
  ids: { "params.runId": "payRun" },
  params: v.object({ runId: RunId }),
  status: 200,
  answer: Export,
  refuses: ["pay_run/not_found", "pay_run/not_locked"],
});

export const takeExport = contract({
  id: "takePayExport",
  method: "POST",
  path: "/pay-runs/:runId/exports",
  tag: "pay runs",
  summary:
    "Take the payroll file: who took it when, and its checksum, are kept; GET answers its rows",
  may: "incentives.pay",
  ids: { "params.runId": "payRun" },
  params: v.object({ runId: RunId }),
  body: v.strictObject({ id: wireId<"payExport">(), format: v.picklist(["csv", "xlsx"]) }),
  status: 201,
  answer: Taken,
  refuses: ["pay_run/not_found", "pay_run/not_locked"],
});

const Advances = v.object({
  ...v.omit(Export, ["hidesAdvances", "notAccepted"]).entries,
  people: v.array(
    v.object({
      ...{ person: v.string(), name: v.string(), nameEn: v.nullable(v.string()) },
      ...{ currency: v.string(), amount: Money },
    }),
  ),
  /** For whom the newest file that was taken says otherwise; 0 where one of both says nothing. */
  moved: v.array(
    v.object({
      ...{ person: v.string(), name: v.string(), nameEn: v.nullable(v.string()) },
      ...{ currency: v.string(), told: Money, now: Money },
    }),
  ),
});
const ADVANCING = ["pay_run/not_found", "pay_run/no_advances", "pay_run/flawed"] as const;

export const getAdvances = contract({
  id: "getPayAdvances",
  method: "GET",
  path: "/pay-runs/:runId/advances",
  tag: "pay runs",
  summary: "What draws are paid at the start of a run's period: who gets how much, as a file",
  description:
    "Needs no calculation: a draw is prorated by the days on the plan, and earnings say nothing about it. As known now; of a closed run as its statements have it. The payroll file at the end takes these sums off.",
  may: "incentives.pay",
  ids: { "params.runId": "payRun" },
  params: v.object({ runId: RunId }),
  status: 200,
  answer: Advances,
  refuses: ADVANCING,
});

export const takeAdvances = contract({
  id: "takePayAdvances",
  method: "POST",
  path: "/pay-runs/:runId/advances",
  tag: "pay runs",
  summary: "Take the file of advances: who took it when, and who was told what, are kept",
  may: "incentives.pay",
  ids: { "params.runId": "payRun" },
  params: v.object({ runId: RunId }),
  body: v.strictObject({ id: wireId<"payExport">(), format: v.picklist(["csv", "xlsx"]) }),
  status: 201,
  answer: Taken,
  refuses: ADVANCING,
});

export const getAudit = contract({
  id: "getPayAudit",
  method: "GET",
  path: "/pay-audit",
  tag: "pay runs",
  summary: "What the nightly recomputation of every statement found: the differences must be 0",
  may: "incentives.see",
  query: v.object({ limit: WireLimit(100, 30) }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        at: v.number(),
        runs: v.number(),
        statements: v.number(),
        differences: v.number(),
        found: v.array(v.object({ run: v.string(), person: v.string(), currency: v.string() })),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});
