import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runnerImport, type Plugin } from "vite";

type Chunk = {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
};
type Manifest = Readonly<Record<string, Chunk>>;
/** Files of a page whatever the language, in Chinese, in English: places in the list of files. */
type Hints = readonly [own: number[], zh: number[], en: number[]];

/** The page that stands in the document as text, and what links the style of every page. */
const FIRST = "pages/landing.tsx";
const LINKED = /<link rel="stylesheet"[^>]*>/;

const FRAMES: Readonly<Record<string, readonly string[]>> = {
  public: ["auth/public-frame.tsx"],
  app: ["auth/app-frame.tsx"],
  bare: [],
};

/**
 * Makes the document whole: the landing page as text, the style it needs, and web/boot.js with the
 * files that each first page will ask for, so that they are fetched side by side. The policy names
 * script and style by their hashes, so nothing else inline is taken.
 */
export function firstPaint(web: string, out: string): Plugin {
  return {
    name: "fairlead:first-paint",
    apply: "build",
    async closeBundle() {
      const manifest: Manifest = JSON.parse(readFileSync(join(out, ".vite/manifest.json"), "utf8"));
      const page = join(out, "index.html");
      edit(page, "<!-- first -->", await firstMarkup(web));
      const styles = [stylesOf(manifest, "index.html"), stylesOf(manifest, FIRST)];
      const style = styles.map((path) => readFileSync(join(out, path), "utf8").trim()).join("");
      edit(page, LINKED, `<style>${style}</style>`);
      const source = readFileSync(join(web, "boot.js"), "utf8").replace(/^\/\/.*\n/gm, "");
      const hints = JSON.stringify(hintsOf(manifest, readFileSync(join(web, "app.tsx"), "utf8")));
      const script = `(()=>{${source.replace("FIRST_PAINT", () => hints)}})()`;
      edit(page, "<!-- boot -->", `<script>${script}</script>`);
      edit(join(out, "_headers"), "script-src 'self'", `script-src 'self' '${hashOf(script)}'`);
      edit(join(out, "_headers"), "style-src 'self'", `style-src 'self' '${hashOf(style)}'`);
    },
  };
}

/** The landing page as text. Stylesheets are left out: they are linked, and nothing here is drawn. */
async function firstMarkup(web: string): Promise<string> {
  const browser = {
    location: new URL("http://fairlead.invalid/"),
    localStorage: { getItem: () => null },
    document: { documentElement: {} },
  };
  for (const [name, value] of Object.entries(browser))
    Object.defineProperty(globalThis, name, { value, configurable: true });
  const none = "\0no-style";
  const { module } = await runnerImport<{ readonly markup: string }>(join(web, "pages/first.tsx"), {
    ...{ root: web, configFile: false, logLevel: "warn" },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    plugins: [
      {
        ...{ name: "fairlead:no-style", enforce: "pre" },
        resolveId: (id) => (id.endsWith(".css") ? none : null),
        load: (id) => (id === none ? "" : null),
      },
    ],
  });
  for (const name of Object.keys(browser)) Reflect.deleteProperty(globalThis, name);
  return module.markup;
}

function stylesOf(manifest: Manifest, module: string): string {
  return `/${manifest[module]?.css?.[0]}`;
}

/** As a content security policy writes it. */
function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function edit(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(path, "utf8");
  if (text.search(from) === -1) throw new Error(`${path} has a place for ${from}`);
  // A function, because `$` in the text would mean something.
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

const ENTRY =
  /path: "([^"]+)",\s*frame: "(\w+)",\s*words: \[([^\]]*)\][\s\S]*?import\("\.\/([^"]+)"\)/g;

type PageFiles = {
  readonly path: string;
  readonly frame: string;
  readonly words: readonly string[];
  readonly module: string;
};

/** The map of pages, read from web/app.tsx. */
export function pagesIn(app: string): PageFiles[] {
  return [...app.matchAll(ENTRY)].map(([, path = "", frame = "", words = "", module = ""]) => ({
    ...{ path, frame, module },
    words: [...words.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name),
  }));
}

/** What boot.js looks a path up by: its first part, its second where a third follows, and whether it goes on. */
export function hintKey(path: string): string {
  const [, first = "", second, third] = path.split("/");
  return path === "*" ? path : `/${first}${third ? `/${second}` : ""}${second ? "/:" : ""}`;
}

function hintsOf(manifest: Manifest, app: string): [files: string[], pages: Record<string, Hints>] {
  const files: string[] = [];
  const place = (file: string) => {
    const at = files.indexOf(file);
    return at === -1 ? files.push(file) - 1 : at;
  };
  const already = closure(manifest, ["index.html"]);
  const filesOf = (modules: readonly string[]) =>
    [...closure(manifest, modules)].filter((file) => !already.has(file)).map((file) => place(file));
  const pages: Record<string, Hints> = {};
  for (const { path, frame, words, module } of pagesIn(app)) {
    const said = (language: string) =>
      ["common", ...words].map((name) => `messages/${language}/${name}.ts`);
    pages[hintKey(path)] ??= [
      filesOf([module, ...(FRAMES[frame] ?? [])]),
      filesOf(said("zh")),
      filesOf(said("en")),
    ];
  }
  return [files, pages];
}

/** A module's own file and all that it imports at once, as paths of the site. */
function closure(manifest: Manifest, modules: readonly string[]): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    files.add(`/${chunk.file}`);
    for (const sheet of chunk.css ?? []) files.add(`/${sheet}`);
    chunk.imports?.forEach(visit);
  };
  modules.forEach(visit);
  return files;
}
