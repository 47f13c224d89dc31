import type { Mutant } from "./instrument.ts";

/**
 * Changes that are no change of meaning: nothing that can be asked tells them apart. Each with its
 * place (file, the line's text, what is changed) and the reason; they count neither way. Kept short: a
 * change that a test could notice has no place here.
 */
type Equivalent = {
  readonly file: string;
  /** The source line, without its indentation; of several changes on it all of this kind. */
  readonly line: string;
  readonly was: string;
  readonly because: string;
};
const EQUIVALENT: readonly Equivalent[] = [];

export function isEquivalent({ file, text, was }: Mutant): boolean {
  return EQUIVALENT.some((each) => each.file === file && each.line === text && each.was === was);
}
