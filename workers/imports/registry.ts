import { entriesImport } from "../entries/importable.ts";
import { metricsImport } from "../metrics/importable.ts";
import { peopleImport, unitsImport } from "../org/importable.ts";

/** Every noun that takes rows from a file: the one place where imports meets them. All of it is pure. */
export const importables = {
  people: peopleImport,
  units: unitsImport,
  metrics: metricsImport,
  entries: entriesImport,
} as const;
