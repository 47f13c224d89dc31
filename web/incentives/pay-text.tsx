import { currencyScale, formatMinor } from "../../workers/lib/money.ts";
import { exactMoney, money } from "../format.ts";
import type { PersonPay } from "./simulate.ts";

/** Minor units as a reader sees them: short, whole, or with their sign. */
export function shower(currency: string) {
  const scale = currency === "" ? 2 : currencyScale(currency);
  const text = (units: bigint) => formatMinor(units, scale);
  const sign = (units: bigint) => (units > 0n ? "+" : "");
  const of = currency === "" ? null : currency;
  return {
    short: (units: bigint) => money(text(units), of),
    exact: (units: bigint) => exactMoney(text(units), of),
    signed: (units: bigint) => sign(units) + money(text(units), of),
    signedExact: (units: bigint) => sign(units) + exactMoney(text(units), of),
  };
}

/** What a person gains by the draft; below 0 what is lost. Minor units; null: on no plan before. */
export function gain({ pay, before }: PersonPay): bigint | null {
  return before === null ? null : pay - before;
}

type DifferenceProps = { readonly by: bigint | null; readonly text: (by: bigint) => string };

export function Difference({ by, text }: DifferenceProps) {
  if (by === null) return <>–</>;
  return <span class={by > 0n ? "up" : by < 0n ? "down" : ""}>{text(by)}</span>;
}
