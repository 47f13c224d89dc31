import { randomUUID } from "node:crypto";

/** What a program of the customer holds: an address, a session and the tenant it works in. */
export type Client = {
  readonly base: string;
  readonly send: (request: Send) => Promise<Answer>;
  readonly get: (path: string) => Promise<unknown>;
  /** Posts with an idempotency key of its own; what a row is called keeps a second run harmless. */
  readonly post: (path: string, body: unknown) => Promise<unknown>;
};
export type Send = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
};

/** Longer than any answer takes; a connection that is never answered must not hold us for ever. */
const ANSWER_WITHIN_MS = 60_000;

/** A client with a cookie jar of its own; same-origin like the pages, since sessions demand it. */
export function client(base: string): Client {
  const jar = new Map<string, string>();
  const send = async ({ method, path, body, headers }: Send): Promise<Answer> => {
    const answer = await reach(base, path, {
      method,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      redirect: "manual",
      headers: {
        origin: base,
        ...(jar.size > 0 ? { cookie: [...jar].map((pair) => pair.join("=")).join("; ") } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
      if (/max-age=0\b/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return { status: answer.status, headers: answer.headers, body: await json(answer) };
  };
  const must = async (request: Send) => {
    const answer = await send(request);
    if (answer.status < 300) return answer.body;
    throw new Error(`${request.method} ${request.path} answered ${refusal(answer)}`);
  };
  return {
    base,
    send,
    get: (path) => must({ method: "GET", path }),
    post: (path, body) =>
      must({ method: "POST", path, body, headers: { "idempotency-key": randomUUID() } }),
  };
}

async function reach(base: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(base + path, init);
  } catch (fault) {
    const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause.message : "";
    throw new Error(`No answer from ${base}${cause && ` (${cause})`}. Is the server running?`, {
      cause: fault,
    });
  }
}

async function json(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (text === "") return null;
  return answer.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
}

/** A problem in one line: the status, what it says, and the first places it names. */
function refusal({ status, body }: Answer): string {
  if (!isRecord(body)) return `${status}: ${String(body).slice(0, 200)}`;
  const errors = Array.isArray(body["errors"]) ? body["errors"].slice(0, 3) : [];
  const places = errors.map((each) => JSON.stringify(each)).join(" ");
  return `${status} ${field(body, "code")}: ${field(body, "detail")} ${places}`.trim();
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member as text; "" when it is not there. */
export function field(value: unknown, name: string): string {
  const found = isRecord(value) ? value[name] : undefined;
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}

/** A member as a list; throws when the answer has none, for then the contract is broken. */
export function list(value: unknown, name: string): readonly unknown[] {
  const found = isRecord(value) ? value[name] : undefined;
  if (!Array.isArray(found)) throw new Error(`An answer has no list "${name}".`);
  return found;
}
