/**
 * Opens whatever is folded while the page is printed, and folds it again after: paper cannot be
 * clicked. Answers how to stop listening.
 */
export function openForPrint(): () => void {
  let folded: HTMLDetailsElement[] = [];
  const before = () => {
    folded = [...document.querySelectorAll<HTMLDetailsElement>(".st details:not([open])")];
    for (const each of folded) each.open = true;
  };
  const after = () => {
    for (const each of folded) each.open = false;
    folded = [];
  };
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  return () => {
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
  };
}
