import { must } from "../../workers/lib/assert.ts";
import { rowsOf } from "./published.ts";

/** AdventureWorks: reseller orders by who sold them, quotas by their own spans, commission, territories. */
export const SET = "adventureworks";

/** Ten-thousandths of a dollar: the file has up to four decimals. */
export const UNIT = 10_000n;

export type Order = {
  readonly id: string;
  readonly on: string;
  readonly who: string;
  readonly territory: string;
  /** As written, and in ten-thousandths. */
  readonly text: string;
  readonly amount: bigint;
};
/** In force from the file's date until the next one of the same person; the last one for three months. */
export type Quota = {
  readonly who: string;
  readonly from: string;
  readonly until: string;
  readonly dollars: bigint;
};
export type Person = {
  readonly id: string;
  /** As written: "0.012". */
  readonly pct: string;
  readonly bonus: string;
};
/** `until` is the first day it is no longer held. */
export type Held = {
  readonly who: string;
  readonly territory: string;
  readonly from: string;
  readonly until: string;
};

const cell = (row: Readonly<Record<string, string>>, name: string) =>
  must(row[name], `a published row has ${name}`);
const dayIn = (text: string) => text.slice(0, 10);

/** Plain text to a whole number of ten-thousandths, digit by digit. */
export function tenThousandths(text: string): bigint {
  const [whole = "0", part = ""] = text.replace("-", "").split(".");
  const size = BigInt(whole) * UNIT + BigInt(part.padEnd(4, "0").slice(0, 4));
  return text.startsWith("-") ? -size : size;
}

export const resellerOrders = (): Order[] =>
  rowsOf(`${SET}/SalesOrderHeader.csv`)
    .filter((row) => row["SalesPersonID"] !== "NULL")
    .map((row) => ({
      id: cell(row, "SalesOrderID"),
      on: dayIn(cell(row, "OrderDate")),
      who: cell(row, "SalesPersonID"),
      territory: cell(row, "TerritoryID"),
      text: cell(row, "SubTotal"),
      amount: tenThousandths(cell(row, "SubTotal")),
    }));

export const salespeople = (): Person[] =>
  rowsOf(`${SET}/salesperson.csv`).map((row) => ({
    id: cell(row, "businessentityid"),
    pct: cell(row, "commissionpct"),
    bonus: cell(row, "bonus"),
  }));

const LAST_UNTIL = "2014-06-01";

/** Every quota runs to the day before the next period of anybody begins, as the file's own dates say. */
export function quotas(): Quota[] {
  const rows = rowsOf(`${SET}/salespersonquotahistory.csv`);
  const starts = [...new Set(rows.map((row) => dayIn(cell(row, "quotadate"))))].sort();
  return rows.map((row) => {
    const from = dayIn(cell(row, "quotadate"));
    const until = starts[starts.indexOf(from) + 1] ?? LAST_UNTIL;
    return {
      ...{ who: cell(row, "businessentityid"), from, until },
      dollars: BigInt(cell(row, "salesquota").split(".")[0] ?? "0"),
    };
  });
}

export const territories = (): Held[] =>
  rowsOf(`${SET}/salesterritoryhistory.csv`).map((row) => {
    const last = dayIn(cell(row, "enddate"));
    return {
      ...{ who: cell(row, "businessentityid"), territory: cell(row, "territoryid") },
      ...{ from: dayIn(cell(row, "startdate")), until: last === "" ? "9999-12-31" : next(last) },
    };
  });

/** The day after, by counting real days. */
export function next(on: string): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

export function daysFrom(from: string, until: string): number {
  return (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

/** num / den to a whole number, halves away from zero: the only rounding there is in these checks. */
export function halfAway(num: bigint, den: bigint): bigint {
  const size = num < 0n ? -num : num;
  const whole = (2n * size + den) / (2n * den);
  return num < 0n ? -whole : whole;
}

/** "0.012" as a fraction of a million. */
export function millionths(text: string): bigint {
  const [whole = "0", part = ""] = text.split(".");
  return BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, "0").slice(0, 6));
}
