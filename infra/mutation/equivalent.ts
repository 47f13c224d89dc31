import type { Mutant } from "./instrument.ts";

/**
 * Changes that are no change of meaning: nothing that can be asked tells them apart. Each with its
 * place (file, the line's text, what is changed) and the reason; they count neither way. Kept short: a
 * change that a test could notice has no place here.
 */
type Equivalent = {
  readonly file: string;
  /** The source line, without its indentation; every change of this kind on it. */
  readonly line: string;
  readonly was: string;
  readonly because: string;
};
const EQUIVALENT: readonly Equivalent[] = [
  {
    file: "workers/incentives/exact.ts",
    line: "return a.num < 0n ? negated(a) : a;",
    was: "<",
    because: "the opposite of 0 is 0",
  },
  {
    file: "workers/incentives/exact.ts",
    line: "return a.num < 0n ? negated(a) : a;",
    was: "0n",
    because: "between 0 and 1 lies only 0, whose opposite is 0",
  },
  {
    file: "workers/incentives/exact.ts",
    line: 'const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");',
    was: "<",
    because: "the opposite of 0 is 0",
  },
  {
    file: "workers/incentives/exact.ts",
    line: "const SMALL = 10n ** 12n;",
    was: "12n",
    because: "when a fraction is reduced changes no value",
  },
  {
    file: "workers/incentives/round.ts",
    line: "const negative = num < 0n;",
    was: "<",
    because: "0 has no rest, and its opposite is 0",
  },
  {
    file: "workers/incentives/round.ts",
    line: "if (!a || !b) return 0;",
    was: "||",
    because: "both are there: the type of a list's place asks for the line",
  },
  {
    file: "workers/incentives/settle.ts",
    line: "return a < b ? a : b;",
    was: "<",
    because: "of two equal ones either is the smaller",
  },
  {
    file: "workers/incentives/settle.ts",
    line: "const room = cap > balance ? cap - balance : 0n;",
    was: ">",
    because: "their difference is 0 where they are equal",
  },
  {
    file: "workers/incentives/sha256.ts",
    line: "for (let i = 16; i < 64; i += 1) {",
    was: "64",
    because: "the list of words has 64 places: one more is written nowhere",
  },
  {
    file: "workers/incentives/sha256.ts",
    line: "let [low, high] = [0n, 1n << 40n];",
    was: "40n",
    because: "the search ends at the same root from any bound above it",
  },
  {
    file: "workers/incentives/sha256.ts",
    line: "const PRIMES = firstPrimes(64);",
    was: "64",
    because: "nobody reads a constant beyond the 64th",
  },
  {
    file: "workers/incentives/columns.ts",
    line: 'let last = { text: "", code: -1 };',
    was: "1",
    because: "only its being below 0 is read",
  },
  {
    file: "workers/incentives/compress.ts",
    line: "const dense = all <= DENSE ? new Int32Array(all).fill(-1) : null;",
    was: "<=",
    because: "a list and a map hold the same groups",
  },
];

export function isEquivalent({ file, text, was }: Mutant): boolean {
  return EQUIVALENT.some((each) => each.file === file && each.line === text && each.was === was);
}

/** Entries of these files whose line is not there any more. */
export function outlived(files: readonly string[], mutants: readonly Mutant[]): readonly string[] {
  return EQUIVALENT.filter(
    (each) =>
      files.includes(each.file) &&
      !mutants.some(
        ({ file, text, was }) => file === each.file && text === each.line && was === each.was,
      ),
  ).map(({ file, line }) => `${file}: ${line}`);
}
