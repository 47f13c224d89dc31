import type { BoardState, Line } from "./fold.ts";

/** Whose room this is: said by the Worker with the first socket, kept for the alarm. */
export type Self = { readonly tenant: string; readonly board: string };

/** Raised when what is stored changes its shape: an older state is dropped and read again. */
const FORMAT = 1;

/**
 * A room's SQLite: the state a board stands at. It can be dropped at any time; what it saves is a
 * read of the truth after every sleep. Number and scores move in one transaction.
 */
export function roomStorage(storage: DurableObjectStorage) {
  const { sql } = storage;
  sql.exec("CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
  sql.exec("CREATE TABLE IF NOT EXISTS lines (subject TEXT PRIMARY KEY, value TEXT NOT NULL)");

  const fact = (name: string): unknown => {
    const row = sql.exec<{ value: string }>("SELECT value FROM facts WHERE name = ?", name);
    const value = row.toArray()[0]?.value;
    return value === undefined ? null : unpacked(value);
  };
  const keep = (name: string, value: unknown) =>
    sql.exec("INSERT OR REPLACE INTO facts VALUES (?, ?)", name, packed(value));
  const keepLine = (line: Line) =>
    sql.exec("INSERT OR REPLACE INTO lines VALUES (?, ?)", line.subject, packed(line));

  return {
    self: () => fact("self") as Self | null, // Only keepSelf() writes it.
    keepSelf: (self: Self) => void keep("self", self),

    load(): BoardState | null {
      const head = fact("head") as Head | null; // Only save() writes it, in this FORMAT.
      if (head?.format !== FORMAT) return null;
      const rows = sql.exec<{ value: string }>("SELECT value FROM lines").toArray();
      const lines = rows.map(({ value }) => unpacked(value) as Line);
      const { board, window, seq, dataAt, whole, seats } = head;
      return {
        ...{ board, window, seq, dataAt, whole },
        seats: new Map(seats),
        lines: new Map(lines.map((line) => [line.subject, line])),
      };
    },

    /** The number and every row. */
    save(state: BoardState): void {
      storage.transactionSync(() => {
        sql.exec("DELETE FROM lines");
        for (const line of state.lines.values()) keepLine(line);
        keep("head", headOf(state));
      });
    },

    /** The number and the rows that moved. */
    saveMoved(state: BoardState, touched: ReadonlySet<string>): void {
      storage.transactionSync(() => {
        for (const subject of touched) {
          const line = state.lines.get(subject);
          if (line) keepLine(line);
        }
        keep("head", headOf(state));
      });
    },

    /** The number on disk. Asking also fails where another instance has taken over this room. */
    seq: (): number | null => (fact("head") as Head | null)?.seq ?? null,

    forget(): void {
      sql.exec("DELETE FROM facts WHERE name = 'head'");
      sql.exec("DELETE FROM lines");
    },
  };
}

type Head = Omit<BoardState, "lines" | "seats"> & {
  readonly format: number;
  readonly seats: [string, NonNullable<ReturnType<BoardState["seats"]["get"]>>][];
};

function headOf({ board, window, seq, dataAt, whole, seats }: BoardState): Head {
  return { board, window, seq, dataAt, whole, format: FORMAT, seats: [...seats] };
}

/** JSON that keeps whole numbers of any size: {"$n": "123"}. */
function packed(value: unknown): string {
  return JSON.stringify(value, (_, at: unknown) =>
    typeof at === "bigint" ? { $n: at.toString() } : at,
  );
}

function unpacked(text: string): unknown {
  return JSON.parse(text, (_, at: unknown) =>
    typeof at === "object" && at !== null && "$n" in at ? BigInt(String(at.$n)) : at,
  );
}
