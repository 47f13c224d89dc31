import type { Refusal } from "../lib/refusals.ts";
import type { RoundingText } from "./rules.ts";

type DivisorText = Extract<RoundingText, { kind: "divisor" }>;

export type TableRow = {
  readonly id: string;
  readonly name?: string | undefined;
  readonly total: string;
  readonly curve?: readonly string[] | undefined;
  readonly locked: Readonly<Record<string, string>>;
};
export type TableColumn = {
  readonly id: string;
  readonly name?: string | undefined;
  readonly total: string;
};
export type TableTask = {
  readonly method: "two_way";
  readonly scale: number;
  readonly granularity?: string | undefined;
  readonly table:
    | { readonly kind: "controlled" }
    | (Omit<DivisorText, "kind"> & { readonly kind: "biproportional" });
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
};

export type TableLine = {
  readonly kind: "curve" | "margins" | "rounding" | "locked";
  readonly amount: string;
};
export type TableCell = {
  readonly column: string;
  readonly amount: string;
  readonly lines: TableLine[];
};
export type TableOutcome = {
  readonly method: "two_way";
  readonly total: string;
  readonly changes: string;
  readonly columns: { readonly id: string; readonly amount: string }[];
  readonly rows: { readonly id: string; readonly amount: string; readonly cells: TableCell[] }[];
  readonly notes: { readonly code: string; readonly zh: string; readonly en: string }[];
};

export type TableRefusal = Refusal<
  | "allocation/no_recipients"
  | "allocation/repeated_recipient"
  | "allocation/malformed_number"
  | "allocation/too_many_places"
  | "allocation/too_large"
  | "allocation/granularity"
  | "allocation/negative_factor"
  | "allocation/too_many_granules"
  | "allocation/contradiction_columns"
  | "allocation/contradiction_rows"
  | "allocation/margins_differ"
  | "allocation/mixed_signs"
  | "allocation/off_granule"
  | "allocation/curve_length"
  | "allocation/unknown_column"
  | "allocation/table_too_large"
>;
