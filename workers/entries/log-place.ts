/** Where a look at the log by participant and commit stopped: behind this line. */
export type LogPlace = { readonly person: string; readonly seq: number; readonly line: number };

/** Before everything. */
export const FIRST: LogPlace = { person: "", seq: 0, line: 0 };

export function placeText({ person, seq, line }: LogPlace): string {
  return [person, seq, line].join("~");
}

/** What we have not written is the beginning: a cursor is input like any other. */
export function parsePlace(text: string | null): LogPlace {
  const [, person, seq, line] = /^([^~]{1,60})~(\d{1,15})~(\d{1,9})$/.exec(text ?? "") ?? [];
  if (person === undefined) return FIRST;
  return { person, seq: Number(seq), line: Number(line) };
}
