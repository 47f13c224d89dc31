import { every, maybe, read, type Read, type Statement, write } from "../tenancy/sql.ts";
import type { RunBasis } from "./basis.ts";

/** Units of UTF-16 in a piece; three bytes each at most, and JSON is told as it stands. */
const PIECE = 300_000;

export const basisReads = {
  /** What the newest calculation read, besides the log and each person's own part. */
  basis: (run: string): Read<RunBasis | null> =>
    read(
      `SELECT coalesce(b.part, r.basis) AS part FROM pay_runs AS r
         LEFT JOIN pay_run_bases AS b ON b.tenant = ?1 AND b.run = r.id AND b.calc = r.calc
       WHERE r.tenant = ?1 AND r.id = ?2 ORDER BY b.n`,
      [run],
      (rows) => {
        const text = every((row) => maybe(row, "part") ?? "")(rows).join("");
        return text === "" ? null : (JSON.parse(text) as RunBasis); // Written by keepBasis().
      },
    ),
};

export const basisWrites = {
  /** One statement a piece: D1 takes no parameter above 2 MB, and a company's targets and units may be more. */
  keepBasis: (run: string, calc: number, basis: RunBasis): Statement[] =>
    pieces(JSON.stringify(basis)).map((part, n) =>
      write(
        "INSERT INTO pay_run_bases (tenant, run, calc, n, part) VALUES (?1, ?2, ?3, ?4, ?5)",
        run,
        calc,
        n,
        part,
      ),
    ),

  /** What earlier calculations read: nothing asks for it once the run stands on a newer one. */
  dropBases: (run: string, calc: number): Statement =>
    write("DELETE FROM pay_run_bases WHERE tenant = ?1 AND run = ?2 AND calc < ?3", run, calc),
};

/** A text cut into pieces; no character is cut in two. */
export function pieces(text: string, size = PIECE): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const last = text.charCodeAt(at + size - 1);
    const end = at + size - (last >= 0xd8_00 && last <= 0xdb_ff ? 1 : 0);
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}
