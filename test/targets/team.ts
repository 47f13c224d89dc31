import { newId } from "../../workers/lib/id.ts";
import { company, type Answer, type Company } from "../support/world.ts";

/** Two regions and four people with last year's revenue, in a company of their own. */
export type Team = Company & { readonly ids: Readonly<Record<string, string>> };

export const LAST_YEAR = { anna: "300.00", bo: "100.00", chen: "400.00", dai: "200.00" };

export async function team(): Promise<Team> {
  const at = await company();
  await done(
    at.api.post("/units", {
      rows: [
        { code: "SALES", name: "Sales", kind: "company", parent: null, from: "2024-01-01" },
        { code: "EAST", name: "华东", kind: "region", parent: "SALES", from: "2024-01-01" },
        { code: "SOUTH", name: "华南", kind: "region", parent: "SALES", from: "2024-01-01" },
      ],
    }),
  );
  const person = (code: string, unit: string) => ({
    code,
    name: code,
    startsOn: "2024-01-01",
    unit,
    unitFrom: "2024-01-01",
  });
  await done(
    at.api.post("/people", {
      rows: [
        person("anna", "EAST"),
        person("bo", "EAST"),
        person("chen", "SOUTH"),
        person("dai", "SOUTH"),
      ],
    }),
  );
  await done(
    at.api.post("/entries", {
      rows: Object.entries(LAST_YEAR).map(([who, amount]) => ({
        metric: "revenue",
        person: who,
        on: "2025-05-06",
        amount,
        externalId: `e-${who}`,
      })),
    }),
  );
  const db = await at.db();
  const { people, units } = await db.load({
    people: named("people"),
    units: named("units"),
  });
  return { ...at, ids: Object.fromEntries([...people, ...units]) };
}

function named(table: "people" | "units") {
  return {
    sql: `SELECT code, id FROM ${table} WHERE tenant = ?1`,
    params: [],
    decode: (found: readonly Readonly<Record<string, unknown>>[]) =>
      found.map(({ code, id }) => [String(code), String(id)] as const),
  };
}

export const plan = (change: Record<string, unknown> = {}) => ({
  id: newId(Date.now()),
  name: "FY2026",
  metric: "revenue",
  unit: "SALES",
  from: "2026-01-01",
  until: "2027-01-01",
  amount: "12000000.00",
  granularity: "1000",
  months: { mode: "equal" },
  ...change,
});

/** The answer of a call that must succeed. */
export async function done(call: Promise<Answer>): Promise<Answer> {
  const answer = await call;
  if (answer.status >= 300) throw new Error(`${answer.status}: ${answer.text.slice(0, 600)}`);
  return answer;
}
