// Goal: the same input has the same hash in every zone and language of the machine that computes it.
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** Another process: a zone is read once, when it starts. */
function hashesIn(zone: string, language: string): string {
  const script = `
    import { corpus } from ${JSON.stringify(new URL("golden-corpus.ts", import.meta.url).href)};
    import { statements } from ${JSON.stringify(new URL("make.ts", import.meta.url).href)};
    import { runHash } from ${JSON.stringify(new URL("../../workers/incentives/statement-hash.ts", import.meta.url).href)};
    const hour = new Date(Date.UTC(2026, 0, 1)).getHours();
    const hashes = Object.entries(corpus).map(([key, json]) => key + " " + runHash(statements(json)));
    console.log([hour, ...hashes].join("\\n"));`;
  return execFileSync(process.execPath, ["--input-type=module-typescript", "--eval", script], {
    env: { ...process.env, TZ: zone, LANG: language, LC_ALL: language, NODE_OPTIONS: "" },
    encoding: "utf8",
  });
}

test("a hash knows no time zone and no language", { timeout: 120_000 }, () => {
  const [hour, ...hashes] = hashesIn("UTC", "en_US.UTF-8").split("\n");
  expect(hour).toBe("0");
  for (const [zone, language, there] of [
    ["Asia/Shanghai", "zh_CN.UTF-8", "8"],
    ["America/St_Johns", "tr_TR.UTF-8", "20"],
  ] as const) {
    const [own, ...others] = hashesIn(zone, language).split("\n");
    expect(own).toBe(there);
    expect(others).toEqual(hashes);
  }
});
