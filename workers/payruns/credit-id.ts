/** Which line of the log an entry is, by what its source calls it. */
export type EntryName = {
  readonly id: string;
  readonly source: string;
  readonly externalId: string;
  readonly revision: number;
  readonly kind: string;
};

const ID_MAX = 120;
const PERSON_MAX = 37; // A UUID and the sign before it.

/**
 * What an entry is called in an evaluation: by its source's own name, so that the same entries have the
 * same ids (and statements the same hash) in whatever order they arrived. Very long names give way to
 * the entry's own id.
 */
export function entryId({ id, source, externalId, revision, kind }: EntryName): string {
  const again = revision > 1 ? `#${revision}` : "";
  const name = `${source}:${externalId}${again}${kind === "reversal" ? "-" : ""}`;
  return name.length <= ID_MAX - PERSON_MAX ? name : `${id}${again}`;
}

/** A credit's id: the entry's, and the person's beside it where an entry has several. */
export function creditId(entry: string, person: string, isAlone: boolean): string {
  return isAlone ? entry : `${entry}@${person}`;
}
