/**
 * The step of a statement that is disputed: "" is the whole statement, "/lines/2" a line,
 * "/lines/2/steps/0" a step, counted from 0 in the order of the evaluation. Stable while the
 * statement's hash is: both are kept together.
 */
export type Place = { readonly line: number | null; readonly step: number | null };

export const POINTER = /^(?:\/lines\/(0|[1-9]\d{0,4})(?:\/steps\/(0|[1-9]\d{0,4}))?)?$/;

/** Null for what is no pointer into a statement. */
export function placeAt(pointer: string): Place | null {
  const found = POINTER.exec(pointer);
  if (!found) return null;
  const [, line, step] = found;
  return {
    line: line === undefined ? null : Number(line),
    step: step === undefined ? null : Number(step),
  };
}

/** Does the statement have that place? `steps` is how many steps each of its lines has. */
export function stands({ line, step }: Place, steps: readonly number[]): boolean {
  if (line === null) return true;
  const count = steps[line];
  return count !== undefined && (step === null || step < count);
}
