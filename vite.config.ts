import { cp, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { firstPaint } from "./infra/first-paint.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The API reference: swagger-ui's own files beside our page, so that nothing is loaded from elsewhere. */
function apiReference(): Plugin {
  const files = ["swagger-ui.css", "swagger-ui-bundle.js"];
  return {
    name: "fairlead:api-reference",
    apply: "build",
    async closeBundle() {
      const target = here("dist/web/api/docs/");
      await mkdir(target, { recursive: true });
      for (const file of files)
        await cp(here(`node_modules/swagger-ui-dist/${file}`), target + file);
    },
  };
}

/** Preact, signals, the router, words, figures, and the parts that stand on every page. */
const BASE = new RegExp(
  [
    "node_modules/(preact|@preact|preact-iso)/",
    "web/ui/(button|card|classes|icon|menu|toast)\\.tsx?$",
    "web/messages/(language|messages|plural|zh/index|en/index)\\.ts$",
    "web/(format|clock|api)\\.ts$",
    "web/auth/preferences\\.tsx$",
    "vite/(preload-helper|modulepreload)",
  ].join("|"),
);

export default defineConfig({
  root: here("web"),
  publicDir: here("web/public"),
  // Vite compiles JSX itself: the Preact preset conflicts with better-auth's peers.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: {
    alias: [
      { find: /^react$/, replacement: "preact/compat" },
      { find: /^react-dom$/, replacement: "preact/compat" },
      { find: /^react\/jsx-runtime$/, replacement: "preact/jsx-runtime" },
    ],
  },
  plugins: [apiReference(), firstPaint(here("web"), here("dist/web"))],
  build: {
    outDir: here("dist/web"),
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    // Inlined data: URIs for scripts and styles would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // What every page needs is one file: a request costs more than the few bytes it would save.
      output: { codeSplitting: { groups: [{ name: "base", test: BASE }] } },
    },
  },
});
