import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Brings what a link leads to into view once, and the reader's place with it. */
export function useAskedHere(isAsked: boolean): RefObject<HTMLDivElement | null> {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isAsked) return;
    here.current?.scrollIntoView({ block: "center" });
    here.current?.focus({ preventScroll: true });
  }, [isAsked]);
  return here;
}
