import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Figure, notMeasured, verdict } from "./figure.ts";

/** What Vite says about one built file. */
type Chunk = {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
};
type Manifest = Readonly<Record<string, Chunk>>;

const WEB = "dist/web";
const SHELL_BAR = 20_000;
const ROUTE_BAR = 60_000;

/** P11 by the built files: the shell, and the heaviest page with everything it pulls in at once. */
export function bundleFigures(): Figure[] {
  const path = join(WEB, ".vite", "manifest.json");
  if (!existsSync(path)) {
    const why = "no build: npm run build";
    return [
      notMeasured("P11", "JavaScript of the shell and of a first route, gz", why, "20; 60 kB"),
    ];
  }
  const manifest: Manifest = JSON.parse(readFileSync(path, "utf8"));
  const shell = closure(manifest, entriesOf(manifest));
  const pages = Object.entries(manifest).filter(([name]) => name.startsWith("pages/"));
  const routes = pages.map(([name]) => {
    const words = Object.keys(manifest).filter((key) => key.startsWith("messages/zh/"));
    return {
      name,
      bytes: size(manifest, new Set([...shell, ...closure(manifest, [name, ...words])])),
    };
  });
  const heaviest = routes.toSorted((a, b) => b.bytes - a.bytes)[0];
  const figure = (name: string, bytes: number, bar: number): Figure => ({
    id: "P11",
    name,
    measured: `${(bytes / 1000).toFixed(1)} kB`,
    bar: `${bar / 1000} kB`,
    verdict: verdict(bytes <= bar),
  });
  const shellFigure = figure("JavaScript of the shell, gz", size(manifest, shell), SHELL_BAR);
  if (!heaviest) return [shellFigure];
  const name = `JavaScript of the heaviest first route, gz (${heaviest.name})`;
  return [shellFigure, figure(name, heaviest.bytes, ROUTE_BAR)];
}

function entriesOf(manifest: Manifest): string[] {
  return Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
}

/** The chunks and everything they import statically: what the browser fetches before they run. */
function closure(manifest: Manifest, names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const walk = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const next of manifest[name]?.imports ?? []) walk(next);
  };
  names.forEach(walk);
  return seen;
}

function size(manifest: Manifest, names: ReadonlySet<string>): number {
  const files = [...names].flatMap((name) => manifest[name]?.file ?? []);
  return files
    .filter((file) => file.endsWith(".js"))
    .reduce((bytes, file) => bytes + gzipSync(readFileSync(join(WEB, file))).length, 0);
}
