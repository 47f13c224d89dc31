/**
 * What a noun says about rows it can take from a file. It stands in lib because nouns offer it and
 * `imports`, which knows no noun, uses it. All of it is pure: the browser checks with the same code.
 */
export type Words = { readonly zh: string; readonly en: string };

/** How a cell is read before the noun sees it: days as YYYY-MM-DD, decimals as plain digits. */
export type FieldKind = "text" | "day" | "decimal";

export type Field = {
  readonly name: string;
  readonly label: Words;
  readonly kind: FieldKind;
  /** The column (or one value for all rows) must be given, and no cell of it may be blank. */
  readonly required: boolean;
  readonly charsMax: number;
  /** Every row has its own: a column that repeats itself is not suggested. */
  readonly unique?: true;
  /** Headers this field goes by, in any case, with any spaces; the first ones are preferred. */
  readonly synonyms: readonly string[];
};

/**
 * Field name -> text as read. "" is blank; an absent name has no column. A decimal written with a
 * currency sign has the possible currencies beside it, under `signOf(name)`, parted by spaces.
 */
export type Cells = Readonly<Record<string, string>>;

export function signOf(name: string): string {
  return `${name}¤`;
}

/** Why a row cannot be taken: the field, the value as it stands in the file, and a remedy in words. */
export type RowProblem = {
  readonly field: string | null;
  readonly code: string;
  readonly value: string;
  readonly messages: Words;
};

export type RowResult<Row> =
  | { readonly ok: true; readonly value: Row }
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

export type Importable<Known, Row> = {
  readonly kind: string;
  readonly label: Words;
  readonly fields: readonly Field[];
  /** Widens what is known by what the file itself says (a manager named in another row). */
  readonly gather?: (known: Known, rows: Iterable<Cells>) => Known;
  /** One row, whose cells are already read by their kind and not blank where required. */
  readonly checkRow: (cells: Cells, known: Known) => RowResult<Row>;
  /** The row's own identity in the file, or null when it has none. The second of two is rejected. */
  readonly keyOf: (row: Row) => string | null;
  /** For rows without identity: equal rows are numbered 1, 2, … in file order, so a second upload meets the first. */
  readonly numbered?: (row: Row, nth: number) => Row;
  /** What makes two rows without identity equal. */
  readonly contentOf?: (row: Row) => string;
};

/** A problem of one field. `value` is cut: a 2 MB cell must not travel into a message. */
export function problem(
  field: string | null,
  code: string,
  value: string,
  messages: Words,
): RowProblem {
  return { field, code, value: shown(value), messages };
}

/** At most 60 characters of a cell, for messages. */
export function shown(value: string): string {
  return value.length <= 60 ? value : `${value.slice(0, 59)}…`;
}
