import type { PlanModel, PlanPage } from "./model.ts";

/** What every tab of a plan is given: the model, and the plan as it was last read. */
export type PlanTabProps = { readonly model: PlanModel; readonly page: PlanPage };
