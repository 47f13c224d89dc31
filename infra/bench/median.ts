/** Milliseconds of one run. */
export async function timeMs(run: () => unknown): Promise<number> {
  const from = performance.now();
  await run();
  return performance.now() - from;
}

/** The middle value; the mean of the two middle ones when the count is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * The median time of each run, taken in turns: a noisy machine slows all alike, so that their ratio
 * means something where a single time does not.
 */
export async function interleaved<Name extends string>(
  runs: Readonly<Record<Name, () => unknown>>,
  repetitions: number,
  warmUps = 1,
): Promise<Record<Name, number>> {
  const names = Object.keys(runs) as Name[]; // The keys of a record are its names.
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  // Warms caches and code up; not counted.
  for (let turn = 0; turn < warmUps; turn += 1) for (const name of names) await runs[name]();
  for (let turn = 0; turn < repetitions; turn += 1) {
    for (const name of names) times.get(name)?.push(await timeMs(runs[name]));
  }
  const medians = names.map((name) => [name, median(times.get(name) ?? [])] as const);
  return Object.fromEntries(medians) as Record<Name, number>; // One entry for each name, above.
}
