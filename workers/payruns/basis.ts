import type { EvaluationJson } from "../incentives/input.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import type { Day } from "../lib/day.ts";
import type { Version } from "../payplans/store.ts";
import type { PayMetric } from "./needs.ts";
import type { Closed } from "./posting.ts";

export type ParticipantJson = NonNullable<EvaluationJson["participants"]>[number];
export type TargetJson = NonNullable<EvaluationJson["targets"]>[number];
export type AdjustmentJson = NonNullable<EvaluationJson["adjustments"]>[number];
export type PostedJson = NonNullable<EvaluationJson["posted"]>[number];
export type DealJson = NonNullable<EvaluationJson["deals"]>[number];
export type OpeningJson = NonNullable<EvaluationJson["openings"]>[number];
export type ForecastJson = NonNullable<EvaluationJson["forecasts"]>[number];
export type FigureJson = NonNullable<EvaluationJson["figures"]>[number];

/** A deal's events, and the metric (by its key) whose entries say that one happened. */
export type EventMetrics = Readonly<Partial<Record<string, string | null>>>;

/**
 * What an evaluation reads besides the log and besides each person's own part: kept with the run, so that
 * it can be computed again when everything around it has changed. Versions are kept by number: their
 * documents never change.
 */
export type RunBasis = {
  readonly versions: readonly number[];
  readonly from: Day;
  readonly until: Day;
  /** Credits before this day count for nothing. */
  readonly first: Day;
  readonly cutoff: number;
  readonly calendar: NonNullable<EvaluationJson["calendar"]>;
  readonly timeZone: string;
  readonly metrics: readonly PayMetric[];
  readonly events: EventMetrics;
  readonly closed: readonly Closed[];
  readonly rates: NonNullable<EvaluationJson["rates"]>;
  readonly units: NonNullable<EvaluationJson["units"]>;
  readonly unitTargets: readonly TargetJson[];
  readonly boards: NonNullable<EvaluationJson["boards"]>;
  readonly peerScores: NonNullable<EvaluationJson["peerScores"]>;
  /** Versions of plans that a guarantee compares with, whole: they never change. */
  readonly otherPlans?: readonly PlanJson[];
  /** The most of later pay that may be taken for carried debt, as the company says; absent: the plan's own. */
  readonly deductionMax?: string;
  /** Who is not on the plan but counts for a unit's figures, and where they sat. */
  readonly others: readonly {
    readonly person: string;
    readonly seats: readonly { readonly from: Day; readonly until: Day; readonly unit: string }[];
  }[];
};

/** One person's own part of the input. */
export type PersonBasis = {
  readonly participant: ParticipantJson;
  readonly targets: readonly TargetJson[];
  readonly adjustments: readonly AdjustmentJson[];
  /** Frozen in negotiations, where the plan pays by them. */
  readonly forecasts?: readonly ForecastJson[];
  /** What they brought along when the company began to pay here. */
  readonly openings?: readonly OpeningJson[];
};

/** The documents of the versions that it stands on. */
export function documentsOf(basis: RunBasis, versions: readonly Version[]): readonly PlanJson[] {
  return basis.versions.flatMap((number) => {
    const version = versions.find((each) => each.number === number);
    return version ? [version.document] : [];
  });
}
