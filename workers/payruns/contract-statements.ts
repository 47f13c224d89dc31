import * as v from "valibot";
import type { EvaluationJson } from "../incentives/input.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import { contract } from "../lib/contract.ts";
import { WireCurrency, WireCursor, WireDay, WireLimit } from "../lib/wire.ts";
import { WireEntry } from "./entry-wire.ts";
import { STATES } from "./states.ts";
import {
  Messages,
  Money,
  PersonId,
  PlanId,
  RunId,
  WireApproval,
  WireCompared,
  WirePlan,
  WireStatement,
  WireSums,
  WireTotals,
  WireTrace,
  WireWaiting,
} from "./wire.ts";

/** An evaluation's input: its JSON Schema stands at POST /tools/payout. */
export const WireInput = v.looseObject({
  plans: v.array(v.looseObject({})),
}) as unknown as v.GenericSchema<EvaluationJson>; // Too deep a union for a route; ours by construction.
export const WireDocument = v.looseObject({
  format: v.literal("fairlead-plan/1"),
}) as unknown as v.GenericSchema<PlanJson>; // As above.

const Person = v.object({
  id: v.string(),
  code: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  unitName: v.nullable(v.string()),
  unitNameEn: v.nullable(v.string()),
});
const ShortRun = v.object({
  id: v.string(),
  state: v.picklist(STATES),
  version: v.number(),
  plan: WirePlan,
  from: v.string(),
  until: v.string(),
  payDate: v.nullable(v.string()),
  versions: v.array(v.number()),
  calculation: v.number(),
  hash: v.nullable(v.string()),
  cutoff: v.nullable(v.object({ seq: v.number(), at: v.number() })),
  onePerson: v.boolean(),
  sample: v.boolean(),
});
const Flaw = v.looseObject({ pointer: v.string(), code: v.string(), messages: Messages });

export const getStatement = contract({
  id: "getStatement",
  method: "GET",
  path: "/pay-runs/:runId/statements/:personId",
  tag: "pay runs",
  summary: "A person's statement with the trace of every line and what it was computed from",
  description:
    "`trace` is computed again from the stored input; `recomputed` says that it came out with the same hash. `input` lets the reader repeat it with the same engine; it is null where it would show other people's figures. A member sees the own one once it is approved.",
  may: "incentives.read",
  sees: { person: "personId" },
  ids: { "params.runId": "payRun", "params.personId": "person" },
  params: v.object({ runId: RunId, personId: PersonId }),
  query: v.object({ currency: v.optional(WireCurrency) }),
  status: 200,
  answer: v.object({
    run: ShortRun,
    person: Person,
    currency: v.string(),
    currencies: v.array(v.string()),
    statement: WireStatement,
    trace: v.nullable(WireTrace),
    waiting: WireWaiting,
    compared: WireCompared,
    recomputed: v.boolean(),
    hash: v.string(),
    inputHash: v.string(),
    plans: v.array(WireDocument),
    input: v.nullable(WireInput),
    /** The log behind the credits, by the ids that the trace names. */
    entries: v.array(WireEntry),
    approvals: v.array(WireApproval),
    onePerson: v.boolean(),
    accepted: v.nullable(v.object({ number: v.number(), at: v.number() })),
    /** The people before and after in the run, for those who see all pay. */
    others: v.object({ previous: v.nullable(v.string()), next: v.nullable(v.string()) }),
  }),
  refuses: ["pay_run/not_found", "pay_run/no_statement", "pay/hidden"],
});

export const listPersonStatements = contract({
  id: "listPersonStatements",
  method: "GET",
  path: "/people/:personId/statements",
  tag: "pay runs",
  summary: "A person's statements, the newest period first; a member's own once approved",
  may: "incentives.read",
  sees: { person: "personId" },
  ids: { "params.personId": "person" },
  params: v.object({ personId: PersonId }),
  query: v.object({ limit: WireLimit(200, 60) }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        run: v.string(),
        plan: v.object({ id: v.string(), key: v.string(), name: Messages }),
        from: v.string(),
        until: v.string(),
        state: v.picklist(STATES),
        ...WireSums.entries,
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: ["pay/hidden"],
});

export const getEarnings = contract({
  id: "getEarnings",
  method: "GET",
  path: "/people/:personId/earnings",
  tag: "pay runs",
  summary: "What a person has earned so far in the open period, as of now",
  description:
    "An estimate: nothing is kept. Open periods before the running one are computed with it. `input` comes with ?input=1, where it shows nobody else's figures.",
  may: "incentives.read",
  sees: { person: "personId" },
  ids: { "params.personId": "person" },
  params: v.object({ personId: PersonId }),
  query: v.object({ input: v.optional(v.picklist(["0", "1"]), "0") }),
  status: 200,
  answer: v.object({
    plan: v.nullable(v.object({ id: v.string(), key: v.string(), name: Messages })),
    version: v.nullable(v.number()),
    period: v.nullable(v.object({ from: v.string(), until: v.string() })),
    /** Of the open period that holds today, and of open periods before it. */
    statements: v.array(WireStatement),
    trace: v.nullable(WireTrace),
    input: v.nullable(WireInput),
    last: v.nullable(
      v.object({ run: v.string(), from: v.string(), until: v.string(), ...WireSums.entries }),
    ),
    /** Why nothing could be computed. */
    flaws: v.array(Flaw),
    /** Where very many people's figures go into it: when the period's run computed it. Null: just now. */
    calculatedAt: v.nullable(v.number()),
  }),
  refuses: ["pay/hidden"],
});

export const getRunInput = contract({
  id: "getRunInput",
  method: "GET",
  path: "/pay-runs/:runId/input",
  tag: "pay runs",
  summary:
    "The stored input of a run, for whoever repeats it; of one person, or in pages of people",
  description:
    "People come by their id; what all share comes with each page. Where a plan looks at others, all pages are needed to compute it.",
  may: "incentives.see",
  ids: { "params.runId": "payRun", "query.person": "person" },
  params: v.object({ runId: RunId }),
  query: v.object({ person: v.optional(PersonId), cursor: v.optional(WireCursor) }),
  status: 200,
  answer: v.object({
    input: WireInput,
    inputHash: v.nullable(v.string()),
    next: v.nullable(v.string()),
  }),
  refuses: ["pay_run/not_found", "pay_run/no_statement"],
});

export const planInput = contract({
  id: "planInput",
  method: "POST",
  path: "/incentive-plans/:incentivePlanId/input",
  tag: "pay runs",
  summary: "Everything an evaluation of a plan over an interval reads; nothing is written",
  description:
    "For previews, replays of a closed year and shadow statements in the browser: with a document it reads for that draft. People come in pages: join participants, targets, credits, deals, adjustments and posted lines of all pages. `posted` is left out: a replay computes every period anew.",
  may: "incentives.see",
  ids: { "params.incentivePlanId": "incentivePlan", "body.people.0": "person" },
  params: v.object({ incentivePlanId: PlanId }),
  body: v.strictObject({
    document: v.optional(WireDocument),
    from: WireDay,
    until: WireDay,
    /** These alone; with a document also people who are not on the plan. */
    people: v.optional(v.pipe(v.array(PersonId), v.minLength(1), v.maxLength(1_000))),
    cursor: v.optional(v.pipe(v.string(), v.maxLength(60))),
    /** Lines of locked periods are handed in: only open ones are then computed. */
    posted: v.optional(v.boolean(), false),
  }),
  asks: true,
  status: 200,
  answer: v.object({
    input: WireInput,
    people: v.number(),
    credits: v.number(),
    next: v.nullable(v.string()),
  }),
  refuses: ["payplan/not_found", "pay_run/not_published", "pay_run/interval"],
});

export const getKnown = contract({
  id: "getRunKnown",
  method: "GET",
  path: "/pay-runs/:runId/known",
  tag: "pay runs",
  summary: "What a period was closed on beside what is known of it today, and the entries between",
  may: "incentives.see",
  ids: { "params.runId": "payRun" },
  params: v.object({ runId: RunId }),
  status: 200,
  answer: v.object({
    asClosed: v.array(WireTotals),
    asKnown: v.array(WireTotals),
    people: v.array(
      v.object({
        person: v.string(),
        name: v.string(),
        nameEn: v.nullable(v.string()),
        currency: v.string(),
        closed: Money,
        known: Money,
        gap: Money,
      }),
    ),
    entries: v.array(
      v.object({
        ...WireEntry.entries,
        person: v.string(),
        name: v.string(),
        nameEn: v.nullable(v.string()),
      }),
    ),
    flaws: v.array(Flaw),
  }),
  refuses: ["pay_run/not_found", "pay_run/too_many_at_once"],
});
