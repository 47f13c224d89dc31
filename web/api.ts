// The only fetch of the interface. Contracts come in as types, so no schema library is shipped.
import { signal } from "@preact/signals";
import type { AnswerOf, Contract, RequestOf } from "../workers/lib/contract.ts";
import type { Language } from "./messages/language.ts";

export type Texts = Readonly<Record<Language, string>>;
/** One place that is wrong: a JSON pointer into the body, and what to do about it. */
export type FieldProblem = {
  readonly pointer: string;
  readonly code: string;
  readonly value?: unknown;
  readonly messages: Texts;
};
/** RFC 9457, as the server sends it; `status` 0 is made here when no answer came at all. */
export type Problem = {
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: string;
  readonly request_id?: string;
  readonly errors?: readonly FieldProblem[];
  readonly messages?: Texts;
};
export type Answer<Body> =
  | { readonly ok: true; readonly body: Body; readonly version: number }
  | { readonly ok: false; readonly problem: Problem };

/** True after an answer said that nobody is signed in; the shell then shows the way back in. */
export const signedOut = signal(false);

/** A key for one action of the reader; hand the same one in again to retry that action. */
export function actionKey(): string {
  return crypto.randomUUID();
}

type Given<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };
type AllOptional<T> = Partial<T> extends T ? Partial<T> : T;
type Parts<C extends Contract> = {
  [K in keyof Given<RequestOf<C>>]: Given<RequestOf<C>>[K];
};
type Loose<T> = { [K in keyof T as Partial<T[K]> extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as Partial<T[K]> extends T[K] ? K : never]?: T[K];
};
type Versioned<C extends Contract> = C extends { readonly versioned: true }
  ? { readonly version: number }
  : unknown;
export type ApiRequest<C extends Contract> = Loose<Parts<C>> &
  Versioned<C> & {
    readonly key?: string;
    readonly signal?: AbortSignal;
    /** For who has no session: a television waiting to be paired. */
    readonly bearer?: string;
  };

type Wire = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly version?: number;
  readonly key?: string;
  readonly signal?: AbortSignal;
  readonly bearer?: string;
};

/**
 * Calls one route: `api<typeof getUnit>("GET", "/units/:unitId", { params: { unitId } })`.
 * Method and path must be the contract's. A POST carries an Idempotency-Key, so it is sent once
 * more by itself when the connection breaks. Never throws for an answer: a problem is a value.
 */
export function api<C extends Contract>(
  method: C["method"],
  path: C["path"],
  ...rest: AllOptional<ApiRequest<C>> extends ApiRequest<C> ? [ApiRequest<C>?] : [ApiRequest<C>]
): Promise<Answer<AnswerOf<C>>> {
  return call(method, `/api/v1${path}`, rest[0] ?? {});
}

/** Calls of better-auth, which keeps its own wire shapes below /api/auth. */
export function authApi<Body>(
  method: "GET" | "POST",
  path: string,
  body?: unknown,
): Promise<Answer<Body>> {
  return call(method, `/api/auth${path}`, body === undefined ? {} : { body });
}

/** A document of this site that is no route of a contract, such as the OpenAPI document. */
export function fetchDocument<Body>(path: `/${string}`): Promise<Answer<Body>> {
  return call("GET", path, {});
}

async function call<Body>(method: string, path: string, wire: Wire): Promise<Answer<Body>> {
  const request = {
    method,
    headers: headersOf(method, wire),
    credentials: "same-origin",
    ...(wire.body === undefined ? {} : { body: bodyOf(wire.body) }),
    ...(wire.signal ? { signal: wire.signal } : {}),
  } satisfies RequestInit;
  const url = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(wire.params?.[name] ?? ""),
  );
  const send = () => fetch(url + queryOf(wire.query), request).then(answerOf<Body>);
  // A GET changes nothing and a POST is told apart by its key: once more is safe. 300 ms lets a
  // phone change from one network to the other.
  return send()
    .then(undefined, () => (wire.signal?.aborted ? NO_ANSWER : later(300).then(send)))
    .then(undefined, () => NO_ANSWER);
}

function headersOf(method: string, wire: Wire): Record<string, string> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (wire.body !== undefined && !(wire.body instanceof Blob))
    headers["content-type"] = "application/json";
  if (method === "POST") headers["idempotency-key"] = wire.key ?? actionKey();
  if (wire.bearer !== undefined) headers["authorization"] = `Bearer ${wire.bearer}`;
  if (wire.version !== undefined) headers["if-match"] = `"${wire.version}"`;
  return headers;
}

function bodyOf(body: unknown): BodyInit {
  return body instanceof Blob ? body : JSON.stringify(body);
}

function queryOf(query: Wire["query"]): string {
  const pairs = Object.entries(query ?? {}).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "",
  );
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
}

async function answerOf<Body>(response: Response): Promise<Answer<Body>> {
  const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "");
  const body: unknown = isJson && response.status !== 204 ? await response.json() : undefined;
  if (response.ok) {
    const version = Number(/\d+/.exec(response.headers.get("etag") ?? "")?.[0] ?? 0);
    // The contract's answer schema is checked on the server, in its tests, for every route.
    return { ok: true, body: body as Body, version };
  }
  if (response.status === 401) signedOut.value = true;
  return { ok: false, problem: problemOf(response.status, body) };
}

function problemOf(status: number, body: unknown): Problem {
  const problem = typeof body === "object" && body !== null ? body : {};
  // better-auth and proxies answer other shapes; what is missing is filled here.
  return { title: "", code: "http/unexpected", ...problem, status };
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const NO_ANSWER: { readonly ok: false; readonly problem: Problem } = {
  ok: false,
  problem: {
    title: "No answer",
    status: 0,
    code: "network/no_answer",
    messages: {
      zh: "没有收到服务器的回答。请检查网络后再试一次，已填的内容都还在。",
      en: "The server did not answer. Check the connection and try again; nothing you typed is lost.",
    },
  },
};

/** The problem's message in one language, whatever shape it came in. */
export function messageOf(problem: Problem, language: Language): string {
  return problem.messages?.[language] ?? problem.detail ?? problem.title;
}
