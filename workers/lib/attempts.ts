/** Three writers at once are usual, four are a queue: the fourth is told to come again. */
export const ATTEMPTS_MAX = 3;

/**
 * Loads, decides and commits again while another writer was faster, at most three times.
 * "again" as the answer means that it never succeeded.
 */
export async function attempts<T>(run: () => Promise<T | "again">): Promise<T | "again"> {
  for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt += 1) {
    const outcome = await run();
    if (outcome !== "again") return outcome;
  }
  return await run();
}
