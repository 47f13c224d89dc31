import * as v from "valibot";
import type { Contract, InputOf } from "../lib/contract.ts";
import type { Refusal } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { AppContext } from "./context.ts";
import { flawOf } from "./flaw.ts";

/** Two million bytes: what D1 takes as one value, and a thousand generous rows. */
export const BODY_MAX_BYTES = 2_000_000;

export type RawBody = { readonly text: string; readonly json: unknown };

/** Reads the body to its limit, also where no length is declared. */
export async function rawBody(c: AppContext): Promise<Result<RawBody, Refusal>> {
  const tooLarge = err({ code: "input/too_large", limit: BODY_MAX_BYTES });
  if (Number(c.req.header("content-length") ?? 0) > BODY_MAX_BYTES) return tooLarge;
  const bytes = await bounded(c.req.raw.body);
  if (!bytes) return tooLarge;
  const text = new TextDecoder().decode(bytes);
  if (text === "") return ok({ text, json: undefined });
  return parsed(text);
}

async function bounded(stream: ReadableStream<Uint8Array> | null): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (stream)
    for await (const part of stream) {
      length += part.byteLength;
      if (length > BODY_MAX_BYTES) return null;
      parts.push(part);
    }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

function parsed(text: string): Result<RawBody, Refusal> {
  try {
    return ok({ text, json: JSON.parse(text) as unknown });
  } catch (fault) {
    // The only way to ask the platform whether a text is JSON. NaN and Infinity end here.
    const reason = fault instanceof Error ? fault.message.slice(0, 120) : "";
    return err({ code: "input/not_json", reason });
  }
}

/** Everything a contract declares, parsed; or every field that is wrong, by JSON pointer. */
export function parsedInput<C extends Contract>(
  c: AppContext,
  contract: C,
  body: unknown,
): Result<InputOf<C>, Refusal> {
  const parts = {
    params: check(contract.params, c.req.param(), "path"),
    query: check(contract.query, c.req.query(), "query"),
    body: check(contract.body, body, ""),
  };
  const version = versionOf(c, contract);
  const errors = Object.values(parts).flatMap(({ flaws }) => flaws);
  if (errors.length > 0) return err({ code: "input/malformed", count: errors.length, errors });
  if (version === null) return err({ code: "input/no_version" });
  const { params, query } = parts;
  // The schemas have just made these values; the type follows the same contract.
  return ok({
    params: params.value,
    query: query.value,
    body: parts.body.value,
    version,
  } as InputOf<C>);
}

function versionOf(c: AppContext, contract: Contract): number | null {
  if (!contract.versioned) return 0;
  const given = /^(?:W\/)?"(\d{1,15})"$/.exec(c.req.header("if-match") ?? "")?.[1];
  return given === undefined ? null : Number(given);
}

function check(schema: v.GenericSchema | undefined, given: unknown, root: string) {
  if (!schema) return { value: {}, flaws: [] };
  const result = v.safeParse(schema, given);
  if (result.success) return { value: result.output, flaws: [] };
  return { value: {}, flaws: result.issues.map((issue) => flawOf(issue, root)) };
}
