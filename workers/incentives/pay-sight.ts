import type { Reach } from "../tenancy/roles.ts";

/** Who asks for pay, as the gate has let them in. */
export type PayReader = {
  readonly reach: Reach;
  /** Scopes of a key: a key stands for the company. */
  readonly scopes: readonly string[] | null;
  readonly person: string | null;
  /** The roles of a person. */
  readonly roles: readonly string[];
};

/**
 * May this reader see this person's pay? The one answer for every route that shows pay. Pay is secret:
 * oneself, and owners, administrators and finance; a manager only where the company has said so, and then
 * only of those whom the route's own gate already shows (the people below the manager's unit).
 */
export function seesPay(
  reader: PayReader,
  person: string,
  { managersSeePay }: { readonly managersSeePay: boolean },
): boolean {
  if (reader.person === person) return true;
  if (seesAllPay(reader)) return true;
  return managersSeePay && reader.reach === "subtree" && reader.roles.includes("manager");
}

/** Sees everybody's pay, and the figures that stand behind it. */
export function seesAllPay({ reach }: Pick<PayReader, "reach">): boolean {
  return reach === "all";
}
