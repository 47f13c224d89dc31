import type { Refusal } from "../lib/refusals.ts";
import type { AppContext } from "./context.ts";
import { problemOf } from "./problems.ts";

/** A refusal as application/problem+json, with Retry-After where waiting helps. */
export function problem(c: AppContext, refusal: Refusal): Response {
  const body = problemOf(refusal, c.var.requestId);
  const wait = refusal["retryAfterS"];
  const headers = new Headers({ "content-type": "application/problem+json" });
  if (typeof wait === "number") headers.set("retry-after", String(wait));
  else if (body.status === 503) headers.set("retry-after", "2");
  return new Response(JSON.stringify(body), { status: body.status, headers });
}

/** JSON with the version as ETag. */
export function answer(status: number, body: unknown, version?: number): Response {
  const headers = new Headers();
  if (version !== undefined) headers.set("etag", `"${version}"`);
  if (status === 204 || status === 304) return new Response(null, { status, headers });
  headers.set("content-type", "application/json");
  return new Response(JSON.stringify(body), { status, headers });
}
