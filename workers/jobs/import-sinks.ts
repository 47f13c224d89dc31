import { entriesRefusals } from "../entries/refusals.ts";
import type { Refusals } from "../lib/refusals.ts";
import { metricRefusals } from "../metrics/refusals.ts";
import { orgRefusals } from "../org/refusals.ts";
import { entriesSink } from "./import-entries.ts";
import { metricsSink } from "./import-metrics.ts";
import { peopleSink, unitsSink } from "./import-org.ts";
import type { ImportKind } from "../imports/progress.ts";
import { importRefusals } from "../imports/refusals.ts";
import type { Sink, Sinks } from "../imports/sink.ts";

/** The server's side of registry.ts: how each noun takes the rows. */
const sinks: Readonly<Record<ImportKind, Sink>> = {
  people: peopleSink,
  units: unitsSink,
  metrics: metricsSink,
  entries: entriesSink,
};

const texts: Refusals = {
  ...importRefusals,
  ...orgRefusals,
  ...metricRefusals,
  ...entriesRefusals,
};

/** Handed to imports, which knows no noun. */
export const importSinks: Sinks = {
  of: (kind) => sinks[kind],
  textOf: (code) => texts[code],
};
