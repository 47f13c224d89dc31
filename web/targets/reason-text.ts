import type { Catalogues } from "../messages/messages.ts";

/** Why a number was changed by hand: in the writer's words, or what the product itself notes down. */
export function reasonText(
  reason: string,
  { reasons }: Pick<Catalogues["targets"]["card"], "reasons">,
): string {
  const known: Readonly<Record<string, string>> = reasons;
  return Object.hasOwn(known, reason) ? (known[reason] ?? reason) : reason;
}
