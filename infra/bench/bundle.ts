import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pagesIn } from "../first-paint.ts";
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
/** Planners' pages may be heavier than what a visitor, a seller or a television opens first. */
const ADMIN_BAR = 130_000;
const LIGHT = ["landing", "mine", "tv"];

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
  const pages = Object.keys(manifest).filter((name) => name.startsWith("pages/"));
  const first = pages.map((page) => ({ page, bytes: size(manifest, firstLoad(manifest, page)) }));
  const heaviest = first.toSorted((a, b) => b.bytes - a.bytes)[0];
  const light = first.filter(({ page }) => LIGHT.some((name) => page.startsWith(`pages/${name}.`)));
  return [
    figure("JavaScript of the shell, gz", size(manifest, shell), SHELL_BAR),
    ...light.map(({ page, bytes }) =>
      figure(`JavaScript of ${page} opened first, gz`, bytes, 60_000),
    ),
    ...(heaviest
      ? [
          figure(
            `JavaScript of the heaviest page opened first (${heaviest.page}), gz`,
            heaviest.bytes,
            ADMIN_BAR,
          ),
        ]
      : []),
  ];
}

function figure(name: string, bytes: number, bar: number): Figure {
  const measured = `${(bytes / 1000).toFixed(1)} kB`;
  return { id: "P11", name, measured, bar: `${bar / 1000} kB`, verdict: verdict(bytes <= bar) };
}

const MAP = pagesIn(readFileSync("web/app.tsx", "utf8"));

/**
 * All that is fetched when a page is the first one opened: the shell, the frame around it, the page,
 * and the catalogues it names, in Chinese.
 */
function firstLoad(manifest: Manifest, page: string): Set<string> {
  const found = MAP.find(({ module }) => module === page);
  const words = ["common", ...(found?.words ?? [])].map((name) => `messages/zh/${name}.ts`);
  const frame = found && found.frame !== "bare" ? [`auth/${found.frame}-frame.tsx`] : [];
  return closure(manifest, [...entriesOf(manifest), page, ...frame, ...words]);
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
