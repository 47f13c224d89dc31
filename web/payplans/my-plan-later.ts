import { later } from "../reports/later.tsx";

/** The plan of a person, fetched after the page is drawn: sentences cost more than a first load may. */
export const MyPlanLater = later(() => import("./my-plan.tsx").then((m) => m.MyPlan));
/** On the first page: that a plan waits for one's signature. */
export const PlanWaiting = later(() => import("./plan-waiting.tsx").then((m) => m.PlanWaiting));
