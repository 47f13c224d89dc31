import type { PlanJson } from "../../workers/incentives/plan-document.ts";

/** A plan with another value at a JSON pointer; everything else is the same object. */
export function withValue(plan: PlanJson, pointer: string, value: string | number): PlanJson {
  // The pointer was made from this document, so what it leads to has the document's own shape.
  return placed(plan, pointer.split("/").slice(1), value) as PlanJson;
}

function placed(of: unknown, [key, ...rest]: readonly string[], value: string | number): unknown {
  if (key === undefined) return value;
  if (Array.isArray(of))
    return of.map((each: unknown, at) => (String(at) === key ? placed(each, rest, value) : each));
  if (typeof of !== "object" || of === null) return of;
  return Object.fromEntries(
    Object.entries(of).map(([name, each]) => [
      name,
      name === key ? placed(each, rest, value) : each,
    ]),
  );
}

/** The bound of the neighbouring tier that is the same number, or null: both move together. */
export function twinOf(plan: PlanJson, pointer: string): string | null {
  const parts = /^(\/components\/\d+\/tiers\/)(\d+)\/(from|until)$/.exec(pointer);
  if (!parts) return null;
  const [, before = "", index = "", side] = parts;
  const twin =
    side === "until" ? `${before}${Number(index) + 1}/from` : `${before}${Number(index) - 1}/until`;
  const exists = twin
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (of, key) => (typeof of === "object" && of !== null ? Reflect.get(of, key) : undefined),
      plan,
    );
  return exists === undefined || exists === null ? null : twin;
}
