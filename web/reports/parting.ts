import { loadWords } from "../messages/messages.ts";
import { later } from "./later.tsx";

/** Growth whose health metric falls: said beside the figures of those who lead, plan or pay. */
export const DivergenceNote = later<object>(async () => {
  const [part] = await Promise.all([import("../metrics/alerts.tsx"), loadWords(["metrics"])]);
  return part.DivergenceAlerts;
});
