import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export type Source = {
  /** From the project's folder, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Without comments, strings kept: what the rules on words look at. */
  readonly code: string;
  /** What it imports: project paths for relative imports, package names for others. */
  readonly imports: readonly string[];
};

const SKIPPED = new Set(["node_modules", "dist", "bench"]);

function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (SKIPPED.has(name)) return [];
    return statSync(join(ROOT, path)).isDirectory() ? files(path) : [path];
  });
}

/** Every TypeScript source below these folders. */
export function sources(...folders: string[]): Source[] {
  return folders
    .flatMap(files)
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(ROOT, path), "utf8");
      return { path, text, code: withoutComments(text), imports: importsOf(path, text) };
    });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[^:"'`])\/\/[^\n]*/g, "$1");
}

const IMPORT = /(?:from\s+|import\s*\(\s*|^import\s+)["']([^"']+)["']/gm;

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, name = ""]) =>
    name.startsWith(".")
      ? relative(ROOT, join(ROOT, normalize(join(dirname(path), name)))).replaceAll("\\", "/")
      : name,
  );
}

/** Imports of types only vanish when built: `import type { … } from`. */
export function valueImports(source: Source): readonly string[] {
  const without = source.text.replace(/import\s+type\s+[\s\S]*?from\s+["'][^"']+["'];?/g, "");
  return importsOf(source.path, without);
}
