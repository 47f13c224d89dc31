import { signal } from "@preact/signals";
import { en } from "./en/index.ts";
import { language, tag, type Language } from "./language.ts";
import { zh } from "./zh/index.ts";

export type Catalogues = { [Name in keyof typeof zh]: Awaited<ReturnType<(typeof zh)[Name]>> };
export type CatalogueName = keyof Catalogues;

const LOADERS = { zh, en };
const loaded = signal<Partial<Catalogues>>({});
const STORED_AS = "fairlead.language";

/**
 * The words of one catalogue in the reader's language, typed: `words("targets").title`.
 * A text that needs values is a function: `words("imports").rows(12)`. A component that reads it
 * is drawn again when the language changes. Asserts that the page named the catalogue in app.tsx.
 */
export function words<Name extends CatalogueName>(name: Name): Catalogues[Name] {
  const catalogue: Catalogues[Name] | undefined = loaded.value[name];
  if (catalogue === undefined) throw new Error(`the page loads its words first: ${name}`);
  return catalogue;
}

/** Starts in a language, with the words of the shell. */
export async function startIn(of: Language): Promise<void> {
  language.value = of;
  document.documentElement.lang = tag(of);
  await loadWords(["common"]);
}

/** Loads catalogues before a page is drawn; those already here cost nothing. */
export async function loadWords(names: readonly CatalogueName[]): Promise<void> {
  const missing = names.filter((name) => loaded.value[name] === undefined);
  if (missing.length === 0) return;
  const of = language.value;
  const more = await read(missing, of);
  // The reader may have switched meanwhile: a page speaks one language.
  if (language.value !== of) return loadWords(names);
  // Read only now: another catalogue may have come in the meantime.
  loaded.value = { ...loaded.value, ...more };
}

/** Switches the language once every word on screen is here, so that no half-translated page shows. */
export async function setLanguage(to: Language, remember = true): Promise<void> {
  if (remember) localStorage.setItem(STORED_AS, to);
  let next: Partial<Catalogues> = {};
  // A page may bring its words while the others are read: until none is left in the other language.
  for (;;) {
    const missing = Object.keys(loaded.value).filter(
      (name): name is CatalogueName => isName(name) && next[name] === undefined,
    );
    if (missing.length === 0) break;
    next = { ...next, ...(await read(missing, to)) };
  }
  loaded.value = next;
  language.value = to;
  document.documentElement.lang = tag(to);
}

/** The stored choice, or else what the browser asks for; Chinese comes first. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(STORED_AS);
  if (stored === "zh" || stored === "en") return stored;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** True when the reader chose a language here; otherwise the company's language may decide. */
export function hasChosenLanguage(): boolean {
  return localStorage.getItem(STORED_AS) !== null;
}

function isName(name: string): name is CatalogueName {
  return name in zh;
}

async function read(names: readonly CatalogueName[], of: Language): Promise<Partial<Catalogues>> {
  const loaders: Record<string, () => Promise<unknown>> = LOADERS[of];
  const pairs = names.map(async (name) => [name, await loaders[name]?.()] as const);
  return Object.fromEntries(await Promise.all(pairs));
}
