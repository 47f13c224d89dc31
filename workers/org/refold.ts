import type { Day } from "../lib/day.ts";
import type { Statement } from "../tenancy/sql.ts";

/** People whose seats, or units whose ways up, change from a day on. */
export type Moved = {
  readonly people: readonly { readonly person: string; readonly from: Day }[];
  readonly units: readonly { readonly unit: string; readonly from: Day }[];
};

/**
 * What a move does to figures. Org stands left of entries, so entries hands this in (http/app.ts):
 * `takeOut` runs before the chart is redrawn, `putBack` after, in the same batch.
 */
export type Refold = {
  readonly takeOut: (moved: Moved) => readonly Statement[];
  readonly putBack: (moved: Moved) => readonly Statement[];
};
