import { filled } from "../lib/refusals.ts";

/** What stands in a sentence: a figure is the same in both languages, a name may not be. */
export type Fact = string | { readonly zh: string; readonly en: string };
export type InBoth = { readonly zh: string; readonly en: string };

/** A sentence in both languages, with its facts in the sentence's own. */
export function inBoth(words: InBoth, facts: Readonly<Record<string, Fact>>): InBoth {
  const of = (language: "zh" | "en") => {
    const own = Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === "string" ? fact : fact[language],
    ]);
    return filled(words[language], Object.fromEntries(own));
  };
  return { zh: of("zh"), en: of("en") };
}

/** A name that may lack its English form. */
export function nameFact(of: { readonly name: string; readonly nameEn: string | null }): Fact {
  return { zh: of.name, en: of.nameEn ?? of.name };
}
