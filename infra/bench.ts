import { allocationFigures } from "./bench/allocation.ts";
import { bundleFigures } from "./bench/bundle.ts";
import { type Figure, line } from "./bench/figure.ts";
import { installPeers } from "./bench/peers.ts";
import { rowsWrittenFigures } from "./bench/rows-written.ts";
import { serverFigures } from "./bench/server.ts";

/**
 * `npm run bench`: one line per figure of the specification of speed, with its bar. Figures are
 * ratios within one interleaved run, or exact counts, so that they mean the same on any machine.
 * `npm run bench -- P9 P11` measures only those.
 */
const MEASURES: Readonly<Record<string, () => Figure[] | Promise<Figure[]>>> = {
  P11: bundleFigures,
  "P1 P2 P11": serverFigures,
  P3: rowsWrittenFigures,
  P9: allocationFigures,
};

await installPeers();
const wanted = process.argv.slice(2);
let short = 0;
for (const [ids, measure] of Object.entries(MEASURES)) {
  if (wanted.length > 0 && !ids.split(" ").some((id) => wanted.includes(id))) continue;
  for (const figure of await measure()) {
    if (wanted.length > 0 && !wanted.includes(figure.id)) continue;
    console.log(line(figure));
    if (figure.verdict === "short") short += 1;
  }
}
console.log(
  short === 0 ? "Nothing is short of its bar." : `${short} figures are short of their bar.`,
);
