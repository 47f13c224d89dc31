import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { type Browser, chromium } from "playwright-core";
import { type Figure, notMeasured, verdict } from "./figure.ts";
import { interleaved } from "./median.ts";

const NAME = "largest contentful paint of the first page / of a blank Preact page";
const BAR = 1.5;
export const BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** P11 in a browser: how much later our first page paints than a page with nothing but Preact. */
export async function paintFigures(base: string): Promise<Figure[]> {
  const executablePath = process.env["CHROMIUM"] ?? BROWSERS.find((path) => existsSync(path));
  if (!executablePath) return [notMeasured("P11", NAME, "no Chromium found", String(BAR))];
  const blank = await serveBlank();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const paints = { ours: [] as number[], blank: [] as number[] };
  await interleaved(
    {
      ours: async () => paints.ours.push(await paintMs(browser, `${base}/`)),
      blank: async () => paints.blank.push(await paintMs(browser, blank.url)),
    },
    7,
  );
  await browser.close();
  blank.server.close();
  // The first of each warmed the caches up.
  const [ours, theirs] = [middle(paints.ours.slice(1)), middle(paints.blank.slice(1))];
  const ratio = ours / theirs;
  return [
    {
      id: "P11",
      name: NAME,
      measured: `${ratio.toFixed(2)} (${ours.toFixed(0)} / ${theirs.toFixed(0)} ms)`,
      bar: String(BAR),
      verdict: verdict(ratio <= BAR),
    },
    notMeasured("P11", "Lighthouse mobile, performance", "Lighthouse is not installed", "0.95"),
  ];
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** A fresh visitor each time: nothing in the cache. */
async function paintMs(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "networkidle" });
  const at = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN);
        }).observe({ type: "largest-contentful-paint", buffered: true });
        setTimeout(() => resolve(Number.NaN), 2000);
      }),
  );
  await context.close();
  return at;
}

const BLANK = `<!doctype html><meta charset="utf-8"><title>blank</title><div id="app"></div>
<script type="module">import { h, render } from "/preact.js";
render(h("h1", null, "Hello"), document.getElementById("app"));</script>`;

async function serveBlank(): Promise<{ readonly url: string; readonly server: Server }> {
  const preact = readFileSync(createRequire(import.meta.url).resolve("preact"));
  const server = createServer((request, response) => {
    const script = request.url === "/preact.js";
    response.setHeader("content-type", script ? "text/javascript" : "text/html");
    response.end(script ? preact : BLANK);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // A TCP server's address is never a path.
  return { url: `http://127.0.0.1:${port}/`, server };
}
