import { shown } from "./importable.ts";

/** Why one row of a batch cannot be taken: where it stands in the body, and the value found there. */
export type RowError = {
  readonly pointer: string;
  readonly code: string;
  readonly value: string;
  readonly [fact: string]: string | number;
};

/** `value` is cut at 60 characters: a 2 MB cell must not travel into an answer. */
export function rowError(
  at: { readonly row: number; readonly field?: string },
  code: string,
  value: string,
  facts: Readonly<Record<string, string | number>> = {},
): RowError {
  const pointer = at.field === undefined ? `/rows/${at.row}` : `/rows/${at.row}/${at.field}`;
  return { ...facts, pointer, code, value: shown(value) };
}
