import fc from "fast-check";

/** A promise in one sentence, and how to look for a case that breaks it. */
export type Property = {
  readonly name: string;
  readonly check: (run: Run) => Checked;
  /** What share of the cases so far touched what, where the property counts that. */
  readonly touching?: () => ReadonlyMap<string, number>;
};

/** `endOnFailure`: the first case that breaks it is told as it is, not made smaller. */
type Run = { readonly seed: number; readonly numRuns: number; readonly endOnFailure?: boolean };

/** `counterexample` is null where none was found. */
export type Checked = {
  readonly failed: boolean;
  readonly numRuns: number;
  readonly counterexample: unknown;
  readonly errorInstance: unknown;
};

/** Built from an arbitrary and what must hold for every value of it: `holds` throws where it fails. */
export function property<Value>(
  name: string,
  of: fc.Arbitrary<Value>,
  holds: (value: Value) => void,
): Property {
  return { name, check: (run) => fc.check(fc.property(of, holds), run) };
}
