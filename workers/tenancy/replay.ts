import type { StoredAnswer } from "./commit.ts";

/** Thrown to leave a request that has been carried out before; app.ts answers with what is stored. */
export class Replayed extends Error {
  readonly stored: StoredAnswer;
  readonly sameBody: boolean;

  constructor(stored: StoredAnswer, bodyHash: string) {
    super("replayed");
    this.stored = stored;
    this.sameBody = stored.bodyHash === bodyHash;
  }
}

/** Thrown by the gate; app.ts answers with the problem. Nothing of the tenant has been decoded. */
export class Refused extends Error {
  readonly refusal: { readonly code: string; readonly [fact: string]: unknown };

  constructor(refusal: { readonly code: string; readonly [fact: string]: unknown }) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
