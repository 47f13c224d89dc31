import { cp, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

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
  plugins: [apiReference()],
  build: {
    outDir: here("dist/web"),
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    // Inlined data: URIs for scripts and styles would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
