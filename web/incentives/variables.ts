/** Sums of a person that a document reads (target variable, base pay), by their keys. */
export function variablesOf(plan: unknown): string[] {
  const names = new Set<string>();
  const walk = (of: unknown): void => {
    if (typeof of !== "object" || of === null) return;
    if ("variable" in of && typeof of.variable === "string") names.add(of.variable);
    for (const each of Object.values(of)) walk(each);
  };
  walk(plan);
  return [...names];
}
