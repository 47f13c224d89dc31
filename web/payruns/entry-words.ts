// What a reader calls an entry of the log: to whom it was sold and what, before any number of a system.
import { multiplyRates, parseRate, rate } from "../../workers/lib/rate.ts";
import { exactText } from "../../workers/incentives/exact.ts";
import { shownId } from "../entries/source.ts";
import { exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { inWords } from "./names.ts";
import type { LogEntry } from "./wire.ts";

/** "客户 C0123 · cloud"; else its deal, its number where it came from, or its metric. */
export function entryName({ dims, deal, externalId, metric }: LogEntry): string {
  const { customer = "", product = "" } = dims;
  const sold = [customer === "" ? "" : `${dimensionName("customer")} ${customer}`, product];
  if (sold.some((part) => part !== "")) return sold.filter((part) => part !== "").join(" · ");
  if (deal !== null) return deal;
  const own = shownId(externalId);
  return own === "–" && metric ? inWords(metric.name) : own;
}

/** "¥128,000.00", "3": what the whole entry came to. */
export function entryAmount({ amount, currency }: LogEntry): string {
  return exactMoney(amount, currency);
}

/** "50%", "1/3"; nothing where the entry is this person's alone. */
export function shareText({ share }: LogEntry): string {
  const part = parseRate(share);
  if (!part || part.num === part.den) return "";
  const percents = exactText(multiplyRates(part, rate(100n, 1n)));
  return percents.includes("/") ? share : `${percents}%`;
}

/** A dimension by its usual name, else as the company calls it. */
export function dimensionName(key: string): string {
  return words("statement").entry.dimensions[key] ?? key;
}
