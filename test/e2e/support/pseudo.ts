import type { Page } from "playwright-core";

/**
 * Makes every text on screen 40 % longer, as a translation may be, and answers what no longer fits:
 * elements that reach beyond the window, outside boxes that scroll by themselves.
 */
export function overflowAtPlus40(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const text = node.nodeValue ?? "";
      const isWords = /\p{L}{2,}/u.test(text) && !node.parentElement?.closest("script, style");
      if (isWords) node.nodeValue = text + longer(text);
    }
    return beyond();

    /** Words and not one long word: a text that grows by two fifths may still be wrapped. */
    function longer(text: string): string {
      const more = Math.ceil(text.trim().length * 0.4);
      return text.trim().length < 3
        ? ""
        : ` ${"wörd ".repeat(Math.ceil(more / 5))}`.slice(0, more + 1);
    }
    function beyond(): string[] {
      const width = document.documentElement.clientWidth;
      const wide = [...document.querySelectorAll<HTMLElement>("body *")].filter((element) => {
        const { right, width: own } = element.getBoundingClientRect();
        return own > 0 && right > width + 1 && !scrolls(element.parentElement);
      });
      return wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 140));
    }
    function scrolls(element: HTMLElement | null): boolean {
      if (!element || element === document.body) return false;
      const { overflowX, clipPath } = getComputedStyle(element);
      return overflowX !== "visible" || clipPath !== "none" || scrolls(element.parentElement);
    }
  });
}
