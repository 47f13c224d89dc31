import { expect } from "vitest";
import { foldTotals, keyOf, type Total } from "../../workers/entries/fold.ts";
import { entryStore } from "../../workers/entries/store.ts";
import { type Company, company, rows } from "../support/world.ts";

/** Two teams under the company's own root, three people. */
export async function furnished(): Promise<Company> {
  const made = await company();
  const units = await made.api.post("/units", {
    rows: [
      { code: "north", name: "North", parent: "company" },
      { code: "n1", name: "Team 1", parent: "north" },
      { code: "s1", name: "Team 2", parent: "company" },
    ],
  });
  expect(units).toMatchObject({ status: 200, body: { results: ["new", "new", "new"] } });
  const people = await made.api.post("/people", {
    rows: [
      { code: "lin", name: "Lin", unit: "n1" },
      { code: "wu", name: "Wu", unit: "n1" },
      { code: "zhao", name: "Zhao", unit: "s1" },
    ],
  });
  expect(people).toMatchObject({ status: 200, body: { results: ["new", "new", "new"] } });
  return made;
}

export const sale = (code: string, externalId: string, amount: string, on = "2026-03-15") => ({
  metric: "revenue",
  person: code,
  on,
  amount,
  externalId,
});

/** Totals as the table has them against totals as the log says. */
export async function drift(made: Company) {
  const db = await made.db();
  const { credits, totals } = await db.load({
    credits: entryStore.allCredits(),
    totals: entryStore.allTotals(),
  });
  const seats = await rows(
    made.id,
    `SELECT person, unit, from_day AS "from", until_day AS until FROM memberships
     WHERE tenant = ?1 AND until_seq IS NULL AND unit IS NOT NULL`,
  );
  const paths = await rows(
    made.id,
    `SELECT unit, above, from_day AS "from", until_day AS until FROM unit_paths WHERE tenant = ?1`,
  );
  const shown = (list: readonly Total[]) =>
    list
      .filter(({ amount, n }) => amount !== 0n || n !== 0)
      .map((total) => `${keyOf(total)} ${total.amount} ${total.n}`)
      .sort();
  const chart = { seats, paths } as never;
  return { log: shown(foldTotals(credits, chart)), table: shown(totals) };
}

export async function amountOf(made: Company, subject: string) {
  const [row] = await rows(
    made.id,
    `SELECT coalesce(sum(amount), 0) AS amount FROM totals AS t
     WHERE t.tenant = ?1 AND t.grain = 'm' AND t.subject IN (
       SELECT id FROM units WHERE tenant = ?1 AND code = ?2
       UNION SELECT id FROM people WHERE tenant = ?1 AND code = ?2)`,
    subject,
  );
  return row?.["amount"];
}

/** The id that the tenant gave a unit or a person. */
export async function idOf(made: Company, code: string): Promise<string> {
  const [row] = await rows(
    made.id,
    `SELECT id FROM units WHERE tenant = ?1 AND code = ?2
     UNION SELECT id FROM people WHERE tenant = ?1 AND code = ?2
     UNION SELECT id FROM metrics WHERE tenant = ?1 AND code = ?2`,
    code,
  );
  return String(row?.["id"]);
}
