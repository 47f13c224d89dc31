import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { build } from "vite";
import { must } from "../../workers/lib/assert.ts";
import { inRoot } from "../paths.ts";
import { type Figure, notMeasured, verdict } from "./figure.ts";
import { median } from "./median.ts";
import { BROWSERS } from "./paint.ts";

/** BENCH_CREDITS makes a smaller year, for trying out. */
const CREDITS = Number(process.env["BENCH_CREDITS"] ?? 200_000);
const TURNS = 3;
const BAR_SECONDS = 2;
const NAME = `of a year with ${CREDITS.toLocaleString("en")} credits in the browser`;

/** Preview and replay of a closed year in Chromium: within two seconds, or behind a bar, which is there. */
export async function replayFigures(): Promise<Figure[]> {
  const executablePath = process.env["CHROMIUM"] ?? BROWSERS.find((path) => existsSync(path));
  if (!executablePath) return [notMeasured("P7", `replay ${NAME}`, "no Chromium found", "2 s")];
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ type: "module", content: await script() });
    await page.waitForFunction("typeof simulate === 'function'");
    const times: { preview: number; replay: number }[] = [];
    for (let turn = 0; turn < TURNS; turn += 1)
      times.push(await page.evaluate(`simulate(${CREDITS})`));
    return (["preview", "replay"] as const).map((what): Figure => {
      const seconds = median(times.map((each) => each[what])) / 1_000;
      return {
        ...{ id: "P7", name: `${what} ${NAME}` },
        measured: `${seconds.toFixed(1)} s`,
        bar: `${BAR_SECONDS} s (longer: behind its bar)`,
        verdict: verdict(seconds <= BAR_SECONDS),
      };
    });
  } finally {
    await browser.close();
  }
}

async function script(): Promise<string> {
  const entry = inRoot("infra/bench/replay-page.ts");
  const made = await build({
    ...{ configFile: false, logLevel: "error" },
    build: { write: false, lib: { entry, formats: ["es"], fileName: "replay" } },
  });
  const outputs = Array.isArray(made) ? made : [];
  const chunk = outputs.flatMap(({ output }) => output).find(({ type }) => type === "chunk");
  return must(chunk?.type === "chunk" ? chunk.code : undefined);
}
