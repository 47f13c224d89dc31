import type { GenericSchema, InferInput, InferOutput } from "valibot";

/**
 * One route, said once: checks, types, permission, OpenAPI and the isolation matrix all come from
 * this. It lives in the noun's contract.ts; the browser imports only its type.
 */
export type Contract = {
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below /api/v1, with `:name` for parameters. */
  readonly path: `/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** A permission of tenancy/roles.ts, or who else may call. */
  readonly may: string;
  /** Parameter or query name whose value is a person or unit that the actor must be allowed to see. */
  readonly sees?: { readonly person?: string; readonly unit?: string; readonly subject?: string };
  /** What each id of the path, query or body (dotted) names: the isolation matrix swaps them. */
  readonly ids?: Readonly<Record<string, string>>;
  readonly params?: GenericSchema;
  readonly query?: GenericSchema;
  readonly body?: GenericSchema;
  /** The caller says which version it changes (If-Match). */
  readonly versioned?: true;
  /** A POST that changes nothing (its question does not fit a query): it takes no idempotency key. */
  readonly asks?: true;
  readonly status: 200 | 201 | 202 | 204;
  readonly answer: GenericSchema;
  readonly refuses: readonly string[];
};

export function contract<const C extends Contract>(declared: C): C {
  return declared;
}

type Out<S> = S extends GenericSchema ? InferOutput<S> : Record<string, never>;
type In<S> = S extends GenericSchema ? InferInput<S> : undefined;

/** What a handler is given: parsed and checked. */
export type InputOf<C extends Contract> = {
  readonly params: Out<C["params"]>;
  readonly query: Out<C["query"]>;
  readonly body: Out<C["body"]>;
  /** The version of If-Match; 0 where the route is not versioned. */
  readonly version: number;
};
/** What a client sends. */
export type RequestOf<C extends Contract> = {
  readonly params: In<C["params"]>;
  readonly query: In<C["query"]>;
  readonly body: In<C["body"]>;
};
export type AnswerOf<C extends Contract> = InferInput<C["answer"]>;
export type RefusalOf<C extends Contract> = C["refuses"][number];
