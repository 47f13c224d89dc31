import type * as v from "valibot";

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where an issue stands, as a JSON pointer (RFC 6901). */
export function pathOf(issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map(({ key }) => String(key).replaceAll("~", "~0"));
  return keys.map((key) => `/${key.replaceAll("/", "~1")}`).join("");
}
