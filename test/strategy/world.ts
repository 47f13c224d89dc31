import { newId } from "../../workers/lib/id.ts";
import { type Answer, type Client, company, type Sent } from "../support/world.ts";

export const fresh = () => newId(Date.now());

/** The body of an answer that must have gone well. */
export async function done(asked: Promise<Answer>) {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text.slice(0, 500)}`);
  return answer.body;
}

/** A company with one unit, a team below it, a person in the team, and the default metrics. */
export async function world() {
  const { id: tenant, api, owner } = await company();
  const [unit, team, other, person] = [fresh(), fresh(), fresh(), fresh()];
  const from = "2020-01-01";
  await done(
    api.post("/units", {
      rows: [
        { id: unit, code: "top", name: "Top", from },
        { id: team, code: "team", name: "Team", parent: "top", from },
        { id: other, code: "other", name: "Other team", parent: "top", from },
      ],
    }),
  );
  await done(
    api.post("/people", {
      rows: [{ id: person, code: "anna", name: "Anna", unit: "team", unitFrom: from }],
    }),
  );
  const { items } = await done(api.get("/metrics"));
  const metric = (code: string): string =>
    items.find((each: { code: string }) => each.code === code)?.id ?? "";
  return { tenant, api, owner, unit, team, other, person, metric };
}
export type World = Awaited<ReturnType<typeof world>>;

export const YEAR = { from: "2027-01-01", until: "2028-01-01" };

export async function theme(api: Client, of: object = {}): Promise<string> {
  const body = { id: fresh(), name: "Grow", kind: "growth", ...YEAR, ...of };
  return (await done(api.post("/strategy/themes", body))).id;
}

export async function goal({ api, unit, metric }: World, of: object = {}, sent: Sent = {}) {
  const body = {
    ...{ id: fresh(), name: "Revenue", unit, metric: metric("revenue"), ...YEAR },
    amount: "12000000.00",
    ...of,
  };
  return await api.post("/strategy/goals", body, sent);
}

/** So many months of sales before July 2026, newest last, each of the same amount. */
export async function sales({ api }: World, months: number, amount: string, metric = "revenue") {
  const rows = Array.from({ length: months }, (_, back) => {
    const index = 2026 * 12 + 5 - back;
    const on = `${Math.trunc(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-15`;
    return { metric, person: "anna", on, amount, externalId: `${metric}-${on}` };
  });
  await done(api.post("/entries", { source: "test", rows }));
}
