import { groupBy } from "../../workers/lib/list.ts";
import { rowsOf } from "./published.ts";

/** The reseller set: one company's people, regions, sales by the month and monthly targets. */
export const SET = "adventureworks-reseller";

export type Target = { readonly who: string; readonly month: string; readonly amount: bigint };
export type Seller = {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** North America, Europe or Pacific, where most of the person's regions lie; "" for the director. */
  readonly group: string;
};

/** One row a month: dollars. */
export const longTargets = (): Target[] =>
  rowsOf(`${SET}/Targets.csv`).map((row) => ({
    who: row["EmployeeID"] ?? "",
    month: (row["TargetMonth"] ?? "").replaceAll("/", "-"),
    amount: BigInt(row["TargetAmount"] ?? ""),
  }));

/** The same as a sheet of years and people, twelve columns of thousands; "-" is no target. */
export const wideTargets = (): Target[] =>
  rowsOf(`${SET}/ResellerSalesTargets.csv`).flatMap((row) =>
    Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0")).flatMap((month) => {
      const thousands = row[`M${month}`] ?? "";
      if (thousands === "-") return [];
      const who = row["EmployeeID"] ?? "";
      return [{ who, month: `${row["Year"]}-${month}-01`, amount: BigInt(thousands) * 1_000n }];
    }),
  );

export function sellers(): Seller[] {
  const groupOf = new Map(
    rowsOf(`${SET}/Region.csv`).map((row) => [row["SalesTerritoryKey"], row["Group"] ?? ""]),
  );
  const regions = groupBy(rowsOf(`${SET}/SalespersonRegion.csv`), (row) => row["EmployeeKey"]);
  return rowsOf(`${SET}/Salesperson.csv`).map((row) => {
    const key = row["EmployeeKey"] ?? "";
    const groups = (regions.get(key) ?? []).map(
      (own) => groupOf.get(own["SalesTerritoryKey"]) ?? "",
    );
    const isDirector = (row["Title"] ?? "").startsWith("Director");
    return {
      key,
      id: row["EmployeeID"] ?? "",
      name: row["Salesperson"] ?? "",
      title: row["Title"] ?? "",
      group: isDirector ? "" : mostFrequent(groups),
    };
  });
}

function mostFrequent(of: readonly string[]): string {
  const groups = [...groupBy(of, (each) => each)].map(([name, rows]) => ({ name, n: rows.length }));
  return groups.toSorted((a, b) => b.n - a.n)[0]?.name ?? "";
}

/** Cents by seller key and month (2017-07), of both files of order lines. */
export function salesByMonth(): ReadonlyMap<string, ReadonlyMap<string, bigint>> {
  const out = new Map<string, Map<string, bigint>>();
  const add = (who: string, on: string, text: string) => {
    const month = on.replaceAll("/", "-").slice(0, 7);
    const own = out.get(who) ?? new Map<string, bigint>();
    out.set(who, own);
    own.set(month, (own.get(month) ?? 0n) + cents(text));
  };
  for (const row of rowsOf(`${SET}/Sales.csv`)) {
    add(row["EmployeeKey"] ?? "", row["OrderDate"] ?? "", row["Sales"] ?? "");
  }
  for (const row of rowsOf(`${SET}/ResellerSales_202006.csv`)) {
    add(row["EmployeeKey"] ?? "", row["OrderDate"] ?? "", row["SalesAmount"] ?? "");
  }
  return out;
}

function cents(text: string): bigint {
  const [whole = "0", part = ""] = text.split(".");
  return BigInt(whole + part.padEnd(2, "0").slice(0, 2));
}
