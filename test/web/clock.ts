import { vi } from "vitest";

/** Runs work whose waits take no time: the clock jumps to whatever is waited for. */
export async function withSeconds(work: () => Promise<void>): Promise<void> {
  vi.useFakeTimers();
  const done = work();
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  await done;
}
