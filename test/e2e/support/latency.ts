import type { Page } from "playwright-core";

/**
 * How long the page takes from a key to what the key shows, in milliseconds: from the event's own
 * time to the change in the document, both told by the page's clock. What lies between the test and
 * the browser is no part of it.
 */
export async function latencyOf(page: Page, selector: string) {
  await page.evaluate((wanted) => {
    const shown = () => document.querySelectorAll(wanted).length;
    // A place in the page for what is measured, which no type of ours knows.
    const held = globalThis as unknown as { latencies: number[] };
    held.latencies = [];
    let [pressedAt, before] = [0, shown()];
    addEventListener("keydown", ({ timeStamp }) => (pressedAt = timeStamp), { capture: true });
    new MutationObserver(() => {
      if (shown() > before) held.latencies.push(performance.now() - pressedAt);
      before = shown();
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  }, selector);
  return () =>
    page.evaluate(() => {
      // The list that the script above keeps in the page.
      const { latencies } = globalThis as unknown as { latencies: number[] };
      return latencies;
    });
}

/** The middle one of an odd number, the upper middle one of an even number. */
export function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
