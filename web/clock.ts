import { signal } from "@preact/signals";

/** The real moment, for ages and countdowns on screen. It moves every half minute. */
export const nowMs = signal(Date.now());

if (typeof window !== "undefined") {
  window.setInterval(() => {
    nowMs.value = Date.now();
  }, 30_000);
}
