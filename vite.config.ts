import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { firstPaint } from "./infra/first-paint.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

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
  plugins: [firstPaint(here("web"), here("dist/web"))],
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
