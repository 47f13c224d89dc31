import { absenceRefusals } from "../absences/refusals.ts";
import { filled, type Flaw, type Refusal, type Refusals } from "../lib/refusals.ts";
import { httpRefusals } from "./refusals.ts";
import { adjustmentRefusals } from "../adjustments/refusals.ts";
import { boardRefusals } from "../boards/refusals.ts";
import { calendarRefusals } from "../calendar/refusals.ts";
import { fairnessRefusals } from "../fairness/refusals.ts";
import { incentiveRefusals } from "../incentives/refusals.ts";
import { payplanRefusals } from "../payplans/refusals.ts";
import { payrunRefusals } from "../payruns/refusals.ts";
import { importRefusals } from "../imports/refusals.ts";
import { creditingRefusals } from "../crediting/refusals.ts";
import { entriesRefusals } from "../entries/refusals.ts";
import { metricRefusals } from "../metrics/refusals.ts";
import { noticeRefusals } from "../notices/refusals.ts";
import { negotiationRefusals } from "../negotiations/refusals.ts";
import { orgRefusals } from "../org/refusals.ts";
import { reportRefusals } from "../reports/refusals.ts";
import { sampleRefusals } from "../sample/refusals.ts";
import { awardRefusals } from "../awards/refusals.ts";
import { disputeRefusals } from "../disputes/refusals.ts";
import { strategyRefusals } from "../strategy/refusals.ts";
import { metricsToolRefusals } from "../tools/refusals.ts";
import { targetRefusals } from "../targets/refusals.ts";
import { tenancyRefusals } from "../tenancy/refusals.ts";

/** Every refusal the product knows. A code that is not here does not compile in a contract. */
export const PROBLEMS = {
  ...httpRefusals,
  ...tenancyRefusals,
  ...targetRefusals,
  ...fairnessRefusals,
  ...negotiationRefusals,
  ...noticeRefusals,
  ...adjustmentRefusals,
  ...calendarRefusals,
  ...boardRefusals,
  ...orgRefusals,
  ...metricRefusals,
  ...absenceRefusals,
  ...creditingRefusals,
  ...entriesRefusals,
  ...reportRefusals,
  ...metricsToolRefusals,
  ...importRefusals,
  ...incentiveRefusals,
  ...payplanRefusals,
  ...payrunRefusals,
  ...sampleRefusals,
  ...strategyRefusals,
  ...disputeRefusals,
  ...awardRefusals,
} as const satisfies Refusals;

export type ProblemCode = keyof typeof PROBLEMS;

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

type Messages = { readonly zh: string; readonly en: string };
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly request_id: string;
  readonly messages: Messages;
  readonly pointer?: string;
  readonly errors?: readonly (Flaw & { readonly messages: Messages })[];
  readonly facts?: Readonly<Record<string, unknown>>;
};

/** Enough to mend a file by; the count says how many there were. */
const ERRORS_SHOWN = 100;

/** RFC 9457 problem details, with the reader's text in both languages. */
export function problemOf(refusal: Refusal, requestId: string): Problem {
  const { code, pointer, errors, ...facts } = refusal;
  const known = isProblemCode(code) ? code : "internal";
  const messages = messagesFor(known, { ...facts, request_id: requestId });
  return {
    type: `urn:fairlead:problem:${known}`,
    title: messages.en,
    status: PROBLEMS[known].status,
    detail: messages.en,
    code: known,
    request_id: requestId,
    messages,
    ...(pointer === undefined ? {} : { pointer }),
    ...(errors ? { errors: errors.slice(0, ERRORS_SHOWN).map(flawOf) } : {}),
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
  };
}

function flawOf(flaw: Flaw): Flaw & { readonly messages: Messages } {
  const { en, zh } = flaw;
  const known = isProblemCode(flaw.code)
    ? messagesFor(flaw.code, flaw)
    : { en: said(en) ?? flaw.code, zh: said(zh) ?? said(en) ?? flaw.code };
  return { ...flaw, messages: known };
}

function said(text: unknown): string | null {
  return typeof text === "string" ? text : null;
}

function messagesFor(code: ProblemCode, facts: Readonly<Record<string, unknown>>): Messages {
  return { zh: filled(PROBLEMS[code].zh, facts), en: filled(PROBLEMS[code].en, facts) };
}
