import { readPeriod } from "../../workers/calendar/periods.ts";
import { formatMinor, parseMinor } from "../../workers/lib/money.ts";
import { calendar, periodName, rule } from "../calendar/model.ts";
import { day, money, percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import type { Adjustment } from "./model.ts";

type Named = { readonly name: string; readonly nameEn: string | null };

/** A plan's period by its own name: "2026年7月", "P07", "Jul 2026". */
export function periodText({ key, from }: { readonly key: string; readonly from: string }): string {
  const known = calendar.value === null ? null : readPeriod(rule(), key);
  return known?.ok ? periodName(known.value) : day(from, "month");
}

/** What a request is about, in a few words: "华东 +20%、anna → 华南". */
export function aboutText(
  { changes, moves, budget, names }: Adjustment,
  currency: string | null,
): string {
  const name = (id: string) => {
    const known = names.find((each) => each.id === id);
    return known ? nameOf(known) : "–";
  };
  const parts = [
    ...changes.map(({ subject, size }) =>
      size.kind === "percent"
        ? `${name(subject)} ${signedRate(size.percent)}`
        : `${name(subject)} ${signedMoney(size.amount, currency)}`,
    ),
    ...moves.map(({ person, to }) => `${name(person)} → ${name(to)}`),
    ...budget.map(
      ({ from, to, purpose, amount }) =>
        `${purpose} ${money(amount, currency)}: ${name(from)} → ${name(to)}`,
    ),
  ];
  return parts.join(words("adjustments").comma);
}

/** A rate as it was entered, "20%" or "0.2", as a plain decimal. */
export function rateText(text: string): string {
  return text.endsWith("%") ? shifted(text.slice(0, -1)) : text;
}

/** "+20%". */
export function signedRate(text: string): string {
  const plain = rateText(text);
  const shown = percent(plain, 1).replace(/\.0%$/, "%");
  return plain.startsWith("-") ? shown : `+${shown}`;
}

function shifted(percentText: string): string {
  const units = parseMinor(percentText, 10);
  return units.ok ? formatMinor(units.value, 12) : percentText;
}

export function signedMoney(text: string, currency: string | null): string {
  const shown = money(text, currency);
  return text.startsWith("-") || /^[0.]*$/.test(text) ? shown : `+${shown}`;
}

/** `after - before`, exact: both are decimals of the same scale. */
export function difference(before: string, after: string): string {
  const scale = (before.split(".")[1] ?? "").length;
  const [a, b] = [parseMinor(before, scale), parseMinor(after, scale)];
  return a.ok && b.ok ? formatMinor(b.value - a.value, scale) : "0";
}

/** Sums decimals of one scale, exactly. */
export function total(texts: readonly string[], scale: number): string {
  const units = texts.map((text) => parseMinor(text, scale));
  return formatMinor(
    units.reduce((all, each) => all + (each.ok ? each.value : 0n), 0n),
    scale,
  );
}

export function isZero(text: string): boolean {
  return /^-?[0.]*$/.test(text);
}

export function whoText(step: { by: string; name: string | null; nameEn: string | null }): string {
  return step.name === null
    ? words("adjustments").somebody
    : nameOf({ name: step.name, nameEn: step.nameEn } satisfies Named);
}
