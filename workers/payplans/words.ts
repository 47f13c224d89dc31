import { incentiveRefusals } from "../incentives/refusals.ts";
import { WARNINGS } from "../incentives/warning-texts.ts";
import type { Warning } from "../incentives/warnings.ts";
import { filled, type Flaw, type RefusalText } from "../lib/refusals.ts";
import { payplanRefusals } from "./refusals.ts";

type Texts = { readonly zh: string; readonly en: string };
export type WireFlaw = Flaw & { readonly messages: Texts };

/** A refusal's words in both languages, with its facts filled in. */
export function wordsOf(code: string, facts: Readonly<Record<string, unknown>>): Texts {
  const known: Readonly<Record<string, RefusalText>> = { ...incentiveRefusals, ...payplanRefusals };
  const words = known[code];
  if (words) return { zh: filled(words.zh, facts), en: filled(words.en, facts) };
  const { zh, en } = facts;
  return { zh: typeof zh === "string" ? zh : code, en: typeof en === "string" ? en : code };
}

export function flawWire(flaw: Flaw): WireFlaw {
  return { ...flaw, messages: wordsOf(flaw.code, flaw) };
}

/** A warning with its figures as text: shares in percent stay fractions, the reader's page writes them. */
export function warningWire({ code, pointer, unit, ...facts }: Warning) {
  const figures = Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)] as const],
    ),
  );
  const words: Texts = WARNINGS[code];
  return {
    code: code as string,
    pointer,
    unit: unit ?? null,
    figures,
    messages: { zh: filled(words.zh, figures), en: filled(words.en, figures) },
  };
}
