import type { PayplanModel, PayplanPage } from "./model.ts";

/** What every tab of an incentive plan is given: the model, and the plan as it was last read. */
export type IncentiveTabProps = { readonly model: PayplanModel; readonly page: PayplanPage };
