// Which people of a run are on screen, in which order: pure, so that the URL alone decides it.
import { formatMinor } from "../../workers/lib/money.ts";
import { minorOf } from "./names.ts";
import type { Row, Totals } from "./wire.ts";

export const SORTS = ["name", "earned", "pending", "payable", "pay", "change"] as const;
export type Sort = (typeof SORTS)[number];

/** What to look at before anybody approves; each is a filter. */
export const CHECKS = [
  ...(["zero", "negative", "capped", "big_change", "moved"] as const),
  ...(["true_up", "owes", "disputed", "not_accepted"] as const),
] as const;

/** Whether a row shows a sign: what the server flags, and what its own figures say. */
export function shows(row: Row, check: string): boolean {
  switch (check) {
    case "moved":
      return row.flags.includes("changed");
    case "true_up":
      return /[1-9]/.test(row.trueUp);
    case "disputed":
      return row.disputes > 0;
    case "not_accepted":
      return !row.accepted;
    default:
      return row.flags.some((flag) => flag === check);
  }
}

export type Asked = {
  readonly search: string;
  readonly check: string;
  readonly sort: string;
};

/** Pay now minus pay of the run before, in minor units; null for who was not in it. */
export function changeOf(row: Row): bigint | null {
  return row.before === null ? null : minorOf(row.pay, row.scale) - minorOf(row.before, row.scale);
}

/** A sort is a column's name, or "-name" for the largest first. Equal figures stand by name. */
export function listed(rows: readonly Row[], { search, check, sort }: Asked): readonly Row[] {
  const words = search.trim().toLowerCase();
  const found = rows.filter(
    (row) =>
      (check === "" || shows(row, check)) &&
      (words === "" ||
        [row.name, row.nameEn, row.code, row.unitName, row.unitNameEn].some((text) =>
          text?.toLowerCase().includes(words),
        )),
  );
  const key = sort.replace(/^-/, "");
  const sign = sort.startsWith("-") ? -1 : 1;
  const byName = (a: Row, b: Row) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.code < b.code ? -1 : 1;
  if (key === "name") return found.sort((a, b) => sign * byName(a, b));
  return found.sort((a, b) => {
    const [x, y] = [figureOf(a, key), figureOf(b, key)];
    return x === y ? byName(a, b) : x < y ? -sign : sign;
  });
}

function figureOf(row: Row, key: string): bigint {
  switch (key) {
    case "earned":
    case "pending":
    case "payable":
      return minorOf(row[key], row.scale);
    case "change":
      return changeOf(row) ?? 0n;
    default:
      return minorOf(row.pay, row.scale);
  }
}

/** What the rows of a currency add up to, in the same words as the run's totals. */
export function added(rows: readonly Row[], currency: string): Sums {
  const own = rows.filter((row) => row.currency === currency);
  const scale = own[0]?.scale ?? 2;
  const sum = (key: "earned" | "pending" | "payable" | "pay") =>
    formatMinor(
      own.reduce((all, row) => all + minorOf(row[key], row.scale), 0n),
      scale,
    );
  return {
    ...{ earned: sum("earned"), pending: sum("pending"), payable: sum("payable"), pay: sum("pay") },
    people: own.length,
  };
}
export type Sums = Pick<Totals, "earned" | "pending" | "payable" | "pay" | "people">;

/** True when every total is the sum of what stands below it, to the last unit. */
export function readds(totals: readonly Totals[], rows: readonly Row[]): boolean {
  return totals.every((total) => {
    const sums = added(rows, total.currency);
    return (
      sums.people === total.people &&
      (["earned", "pending", "payable", "pay"] as const).every(
        (key) => minorOf(sums[key], total.scale) === minorOf(total[key], total.scale),
      )
    );
  });
}
