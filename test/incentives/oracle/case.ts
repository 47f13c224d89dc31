// What the oracle is asked: the same JSON as the engine, with what its naive reading needs filled in.
import type { EvaluationJson } from "../../../workers/incentives/input.ts";
import type { PlanJson } from "../../../workers/incentives/plan-document.ts";
import type { Span } from "./time.ts";

export type Component = PlanJson["components"][number];
export type Of<Kind extends Component["kind"]> = Extract<Component, { kind: Kind }>;
export type Sale = {
  readonly id: string;
  readonly entry: string;
  readonly person: string;
  readonly share: string;
  readonly on: string;
  /** The day it became known. */
  readonly posting: string;
  readonly deal: string | null;
  readonly measures: Readonly<Record<string, string>>;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly reverses: string | null;
  readonly place: readonly string[];
};
export type Payee = {
  readonly id: string;
  readonly from: string;
  readonly until: string | null;
  readonly leftOn: string | null;
  readonly successor: string | null;
  readonly leaves: readonly Span[];
  readonly reliefs: readonly (Span & {
    readonly factor: string;
    readonly metric?: string | undefined;
  })[];
  readonly units: readonly string[];
  readonly managers: readonly string[];
};
export type Case = {
  readonly plan: PlanJson;
  readonly from: string;
  readonly until: string;
  readonly payees: readonly Payee[];
  readonly sales: readonly Sale[];
  readonly targets: NonNullable<EvaluationJson["targets"]>;
  readonly deals: NonNullable<EvaluationJson["deals"]>;
  readonly boards: NonNullable<EvaluationJson["boards"]>;
  readonly forecasts: NonNullable<EvaluationJson["forecasts"]>;
  /** Every version of the plan, this one among them, oldest first. */
  readonly versions: readonly Case[];
  /** What each other plan says, asked about the same people and sales. */
  readonly others: readonly Case[];
};

export function caseOf(json: EvaluationJson): Case {
  const { others = [], plans, ...own } = json;
  const versions: Case[] = [];
  const found = others.map((each) => {
    const one = alone(own, each);
    return { ...one, others: [], versions: [{ ...one, others: [], versions: [] }] };
  });
  for (const plan of plans) versions.push({ ...alone(own, plan), others: found, versions });
  const [first] = versions;
  if (!first) throw new Error("a plan");
  return first;
}

function alone(
  json: Omit<EvaluationJson, "plans">,
  plan: PlanJson,
): Omit<Case, "others" | "versions"> {
  const credits = json.credits ?? [];
  const sales = credits.map((credit): Sale => {
    const posting = credit.posting ?? credit.on;
    return {
      id: credit.id,
      entry: credit.entry ?? credit.id,
      person: credit.person,
      share: credit.share ?? "1",
      on: credit.on,
      posting: posting > credit.on ? posting : credit.on,
      deal: credit.deal ?? null,
      measures: credit.measures,
      dimensions: credit.dimensions ?? {},
      reverses: credit.reverses ?? null,
      place: [credit.on, credit.source ?? "", credit.externalId ?? "", credit.id],
    };
  });
  // What is sold after leaving is nobody's; what is taken back of before is still theirs.
  const left = new Map(json.participants.map(({ id, leftOn }) => [id, leftOn ?? "9999-12-31"]));
  return {
    plan,
    from: json.from,
    until: json.until,
    payees: json.participants.map((each) => ({
      id: each.id,
      from: each.from,
      until: each.until ?? each.leftOn ?? null,
      leftOn: each.leftOn ?? null,
      successor: each.successor ?? null,
      leaves: each.leaves ?? [],
      reliefs: each.reliefs ?? [],
      units: (each.memberships ?? []).map(({ unit }) => unit),
      managers: (each.managers ?? []).map(({ person }) => person),
    })),
    sales: sales.filter(
      ({ person, on, reverses }) => reverses !== null || on < (left.get(person) ?? "9999-12-31"),
    ),
    targets: json.targets ?? [],
    deals: json.deals ?? [],
    boards: json.boards ?? [],
    forecasts: json.forecasts ?? [],
  };
}
