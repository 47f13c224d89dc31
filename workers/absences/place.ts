/** Where a page of the list ended: the latest days first, then by id. */
export type Place = { readonly from: string; readonly id: string };

/** Before the first. */
const FIRST: Place = { from: "9999-12-31", id: "" };

export function placeText({ from, id }: Place): string {
  return `${from}~${id}`;
}

/** What we have not written is the beginning: a cursor is input like any other. */
export function parsePlace(text: string | undefined): Place {
  const [, from, id] = /^(\d{4}-\d{2}-\d{2})~([^~]{1,64})$/.exec(text ?? "") ?? [];
  return from === undefined || id === undefined ? FIRST : { from, id };
}
