import { filled } from "../lib/refusals.ts";
import { incentiveRefusals } from "../incentives/refusals.ts";
import { payrunRefusals } from "./refusals.ts";

type Facts = Readonly<Record<string, unknown>>;
type Words = { readonly zh: string; readonly en: string };
const KNOWN: Readonly<Record<string, Words>> = { ...incentiveRefusals, ...payrunRefusals };

/** What a refusal would say, without refusing: for a button that says why not. */
export function refusedWith({ code, ...facts }: { readonly code: string } & Facts) {
  return { code, messages: messagesOf(code, facts) };
}

export function messagesOf(code: string, facts: object): Words {
  const words = KNOWN[code] ?? { zh: code, en: code };
  return { zh: filled(words.zh, { ...facts }), en: filled(words.en, { ...facts }) };
}
