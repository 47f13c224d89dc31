// What a preview reads: the draft's people and sales, and the same under the plan in force.
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type { getIncentivePlan, getIncentiveVersion } from "../../workers/payplans/contract.ts";
import { api, type Problem } from "../api.ts";
import { rule } from "../calendar/model.ts";
import { fetchInput } from "./plan-input.ts";
import { beginOf, type Span } from "./spans.ts";
import { variablesOf } from "./variables.ts";

export type ReadAsk = {
  readonly id: string;
  readonly document: PlanJson;
  /** The plan it is compared with; null for none. */
  readonly other: string | null;
  readonly people: readonly string[];
  /** Those of them who are on the other plan. */
  readonly compared: readonly string[];
  readonly span: Span;
};
export type ReadBoth =
  | {
      readonly ok: true;
      readonly input: EvaluationJson;
      readonly before: EvaluationJson | null;
      readonly inForce: PlanJson | null;
    }
  | { readonly ok: false; readonly problem: Problem };

/** Both inputs, person by person; `progress` hears how many have been read of how many. */
export async function readBoth(
  { id, document, other, people, compared, span }: ReadAsk,
  variable: string,
  progress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<ReadBoth> {
  const inForce = other === null || compared.length === 0 ? null : await newestDocument(other);
  const of = people.length + (inForce ? compared.length : 0);
  const from = beginOf(inForce ? [document, inForce] : [document], span, rule());
  // As if it had always held: people who are not on it are read from its first day on.
  const days = (plan: PlanJson) => ({
    ...{ from, until: span.until },
    document: { ...plan, from, until: null },
  });
  const draft = await fetchInput(
    { plan: id, people, ...days(document) },
    (done) => progress(done, of),
    signal,
  );
  if (!draft.ok) return draft;
  const input = withVariables(draft.input, document, variable);
  if (other === null || inForce === null || signal.aborted)
    return { ok: true, input, before: null, inForce: null };
  const was = await fetchInput(
    { plan: other, people: compared, ...days(inForce) },
    (done) => progress(people.length + done, of),
    signal,
  );
  if (!was.ok) return was;
  return { ok: true, input, before: withVariables(was.input, inForce, variable), inForce };
}

/** What is in force of a plan, or was published last; null for one that never was. */
async function newestDocument(incentivePlanId: string): Promise<PlanJson | null> {
  const plan = await api<typeof getIncentivePlan>("GET", "/incentive-plans/:incentivePlanId", {
    params: { incentivePlanId },
  });
  if (!plan.ok || plan.body.plan.published === 0) return null;
  const version = await api<typeof getIncentiveVersion>(
    "GET",
    "/incentive-plans/:incentivePlanId/versions/:number",
    { params: { incentivePlanId, number: String(plan.body.plan.published) } },
  );
  return version.ok ? version.body.document : null;
}

/** People who have no sum of their own yet are tried with one: the plan is not theirs before. */
function withVariables(input: EvaluationJson, plan: PlanJson, amount: string): EvaluationJson {
  const keys = variablesOf(plan);
  if (keys.length === 0) return input;
  const participants = input.participants.map((person) => {
    const has = new Set((person.variables ?? []).map(({ key }) => key));
    const missing = keys.filter((key) => !has.has(key));
    return {
      ...person,
      variables: [
        ...(person.variables ?? []),
        ...missing.map((key) => ({
          key,
          amount,
          per: "month" as const,
          from: "2000-01-01",
          until: null,
        })),
      ],
    };
  });
  return { ...input, participants };
}
