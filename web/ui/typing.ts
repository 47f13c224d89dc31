/** Single letters are shortcuts only outside text fields and without a modifier. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target;
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, dialog") !== null
  );
}
