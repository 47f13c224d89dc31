import { addDays, day as asDay } from "../../workers/lib/day.ts";
import { formatMinor, parseMinor } from "../../workers/lib/money.ts";
import { me } from "../auth/session.ts";
import { day } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import type { BothNames } from "./wire.ts";

/** A person's or unit's name in the reader's language. */
export function called(named: { readonly name: string | null; readonly nameEn: string | null }) {
  return (language.value === "en" ? named.nameEn : null) ?? named.name ?? "";
}

/** Who did something: the person, or the account where it stands for nobody in the company. */
export function whoDid(did: {
  readonly by: string;
  readonly name: string | null;
  readonly nameEn: string | null;
}): string {
  const { account, name, email } = me().account;
  if (did.name !== null) return called(did);
  const w = words("payruns");
  // The sample is run by the product itself, in the name of nobody.
  if (did.by === "job") return w.system;
  return did.by === account ? name || email : w.account(did.by.slice(-6));
}

export function inWords(name: BothNames): string {
  return name[language.value];
}

/** "2026年10月" where the period is that month; its first and last day otherwise. */
export function periodName({ from, until }: { readonly from: string; readonly until: string }) {
  const last = addDays(asDay(until), -1);
  const isMonth =
    from.endsWith("-01") && last.slice(0, 7) === from.slice(0, 7) && until.endsWith("-01");
  return isMonth ? day(from, "month") : `${day(from)} – ${day(last)}`;
}

export function minorOf(text: string, scale: number): bigint {
  const parsed = parseMinor(text, scale);
  return parsed.ok ? parsed.value : 0n;
}

/** Exact `a - b` of two decimals of one scale. */
export function minus(a: string, b: string, scale: number): string {
  return formatMinor(minorOf(a, scale) - minorOf(b, scale), scale);
}

export function isNothing(text: string): boolean {
  return !/[1-9]/.test(text);
}
