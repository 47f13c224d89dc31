import { later } from "../reports/later.tsx";

/** The plan of a person, fetched after the page is drawn: sentences cost more than a first load may. */
export const MyPlanLater = later(() => import("./my-plan.tsx").then((m) => m.MyPlan));
