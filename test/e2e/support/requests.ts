import type { APIRequestContext } from "playwright-core";

/** An id as a client makes one: UUIDv7. */
export function fresh(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}

type Method = "get" | "post" | "patch" | "put" | "delete";

/**
 * Calls the API as the page would, for what a journey only needs to stand there. `path` is below
 * /api/v1; what is not carried out throws with the answer's own words.
 */
export async function call(
  base: string,
  request: APIRequestContext,
  method: Method,
  path: string,
  data?: unknown,
  version?: number,
) {
  const answer = await request[method](`${base}/api/v1${path}`, {
    headers: {
      origin: base,
      "idempotency-key": crypto.randomUUID(),
      ...(version === undefined ? {} : { "if-match": `"${version}"` }),
    },
    ...(data === undefined ? {} : { data }),
  });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return await answer.json();
}
