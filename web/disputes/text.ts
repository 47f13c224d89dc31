import { me } from "../auth/session.ts";
import { exactMoney } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import type { Tone } from "../ui/state.tsx";
import type { Dispute } from "./model.ts";

export const TONES: Readonly<Record<Dispute["state"], Tone>> = {
  open: "warn",
  answered: "accent",
  accepted: "good",
  rejected: "bad",
  withdrawn: "neutral",
};

/** Somebody by name; oneself by the account's own, another account that is nobody here as a colleague. */
export function whoText(of: {
  readonly name: string | null;
  readonly nameEn: string | null;
  readonly account?: string;
}): string {
  const found = language.value === "en" && of.nameEn ? of.nameEn : of.name;
  if (found !== null) return found;
  const { account, name, email } = me().account;
  return of.account === account ? name || email : words("disputes").somebody;
}

/** The disputed step as it read when it was disputed. */
export function placeText({ place, pointer }: Dispute): string {
  const said = place.words[language.value];
  return pointer === "" || said === "" ? words("disputes").detail.whole : said;
}

/** "¥1,200.00", a claim always with its sign: "+¥1,200.00". */
export function signedMoney(amount: string, currency: string): string {
  const text = exactMoney(amount.replace("-", ""), currency);
  return `${amount.startsWith("-") ? "−" : "+"}${text}`;
}

/** Where the step stands in its statement. */
export function statementLink({ run, person, currency, pointer }: Dispute): string {
  const query = new URLSearchParams({ currency, ...(pointer === "" ? {} : { at: pointer }) });
  return `/incentives/statements/${run}/${person}?${query}`;
}
