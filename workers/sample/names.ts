import { type Id, derivedId } from "../lib/id.ts";

// Ids sort by their birth; the sample's are as old as the product, before anything of the tenant's.
const BORN_MS = Date.UTC(2026, 0, 1);

/** What a row of the sample is called in a tenant: the same before, during and after loading. */
export function sampleId<Kind extends string>(
  tenant: string,
  kind: Kind,
  code: string,
): Promise<Id<Kind>> {
  return derivedId<Kind>(`sample/${tenant}/${kind}/${code}`, BORN_MS);
}
