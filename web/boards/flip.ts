import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Rows glide from where they stood to where they stand. Where less motion is wanted they are simply
 * in their new place. `marks` are elements with data-key inside `box`.
 */
export function useGlide(box: RefObject<HTMLElement | null>, ms: number): void {
  const tops = useRef(new Map<string, number>());
  useLayoutEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const now = new Map<string, number>();
    for (const row of box.current?.querySelectorAll<HTMLElement>("[data-key]") ?? []) {
      const key = row.dataset["key"] ?? "";
      const top = row.offsetTop;
      now.set(key, top);
      const before = tops.current.get(key);
      if (still || before === undefined || before === top) continue;
      row.animate(
        [{ transform: `translateY(${before - top}px)` }, { transform: "translateY(0)" }],
        { duration: ms, easing: "cubic-bezier(0.2, 0, 0, 1)" },
      );
    }
    tops.current = now;
  });
}
