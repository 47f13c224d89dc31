/** One expected refusal: its HTTP status and what a reader is told, with `{fact}` filled in. */
export type RefusalText = {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 422 | 428 | 429 | 500 | 503;
  readonly en: string;
  readonly zh: string;
};
/** The refusals of one noun, by code `noun/what_is_wrong`. */
export type Refusals = Readonly<Record<string, RefusalText>>;

/** One place in the input that is wrong; `pointer` is a JSON pointer (RFC 6901) into the body. */
export type Flaw = {
  readonly pointer: string;
  readonly code: string;
  readonly value?: string;
  readonly [fact: string]: unknown;
};

export type Refusal<Code extends string = string> = {
  readonly code: Code;
  readonly pointer?: string;
  readonly errors?: readonly Flaw[];
  readonly [fact: string]: unknown;
};

/** Fills `{name}` from the facts; a fact that is absent stays visible as its name. */
export function filled(pattern: string, facts: Readonly<Record<string, unknown>>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = facts[name];
    return typeof fact === "string" || typeof fact === "number" || typeof fact === "bigint"
      ? String(fact).slice(0, 200)
      : whole;
  });
}
