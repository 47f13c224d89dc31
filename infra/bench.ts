import { allocationFigures } from "./bench/allocation.ts";
import { twoWayFigures } from "./bench/two-way.ts";
import { bundleFigures } from "./bench/bundle.ts";
import { endToEndFigures } from "./bench/end-to-end.ts";
import { type Figure, line } from "./bench/figure.ts";
import { incentiveFigures } from "./bench/incentives.ts";
import { installPeers } from "./bench/peers.ts";
import { recomputeFigures } from "./bench/recompute.ts";
import { replayFigures } from "./bench/replay.ts";
import { rowsWrittenFigures } from "./bench/rows-written.ts";
import { serverFigures } from "./bench/server.ts";

/**
 * `npm run bench`: one line per figure of the specification of speed, with its bar. Figures are
 * ratios within one interleaved run, or exact counts, so that they mean the same on any machine.
 * `npm run bench -- P9 P11` measures only those.
 */
const asked = process.argv.slice(2);
const wants = (id: Figure["id"]) => asked.length === 0 || asked.includes(id);

type Measure = readonly [ids: readonly Figure["id"][], measure: () => Figure[] | Promise<Figure[]>];
const MEASURES: readonly Measure[] = [
  [["P11"], bundleFigures],
  [["P1", "P2", "P11"], () => serverFigures(wants)],
  [["P3"], rowsWrittenFigures],
  [["P7"], incentiveFigures],
  [["P7"], replayFigures],
  [["P8"], recomputeFigures],
  [["P9"], allocationFigures],
  [["P9"], twoWayFigures],
  [["P9"], endToEndFigures],
];

await installPeers();
let short = 0;
for (const [ids, measure] of MEASURES) {
  if (!ids.some(wants)) continue;
  for (const figure of await measure()) {
    console.log(line(figure));
    if (figure.verdict === "short") short += 1;
  }
}
console.log(
  short === 0 ? "Nothing is short of its bar." : `${short} figures are short of their bar.`,
);
