import { entriesRefusals } from "../entries/refusals.ts";
import type { Refusals, RefusalText } from "../lib/refusals.ts";
import { metricRefusals } from "../metrics/refusals.ts";
import { orgRefusals } from "../org/refusals.ts";
import { entriesSink } from "./entries-sink.ts";
import { metricsSink } from "./metrics-sink.ts";
import { peopleSink, unitsSink } from "./org-sinks.ts";
import type { ImportKind } from "./progress.ts";
import { importRefusals } from "./refusals.ts";
import type { Sink } from "./sink.ts";

/** The server's side of registry.ts: how each noun takes the rows. */
const sinks: Readonly<Record<ImportKind, Sink>> = {
  people: peopleSink,
  units: unitsSink,
  metrics: metricsSink,
  entries: entriesSink,
};

export function sinkOf(kind: ImportKind): Sink {
  return sinks[kind];
}

const texts: Refusals = {
  ...importRefusals,
  ...orgRefusals,
  ...metricRefusals,
  ...entriesRefusals,
};

/** What a row's refusal says, in both languages. */
export function textOf(code: string): RefusalText | undefined {
  return texts[code];
}
