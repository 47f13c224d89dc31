import { newId } from "../../workers/lib/id.ts";
import type { Answer, Client } from "../support/world.ts";
import { standOn } from "../adjustments/world.ts";
import { done, team, type Team } from "../targets/team.ts";

export type Planned = { readonly path: string; readonly document: any; readonly version: number }; // oxlint-disable-line typescript/no-explicit-any -- a test changes what it likes

/** A team on 10 July 2026; anna is an AE and has a target of revenue, bo has none; cai sits nowhere. */
export async function world(): Promise<Team> {
  const at = await team();
  await standOn(at.id, "2026-07-10");
  const cai = newId(Date.now());
  await done(
    at.api.post("/people", {
      rows: [
        { code: "anna", unit: "EAST", unitFrom: "2024-01-01", position: "AE" },
        { id: cai, code: "cai", name: "cai", startsOn: "2024-01-01" },
      ],
    }),
  );
  await done(
    at.api.post("/targets", {
      rows: [
        {
          ...{ subject: at.ids["anna"], metric: "revenue", amount: "600000" },
          ...{ from: "2026-07-01", until: "2027-01-01" },
        },
      ],
    }),
  );
  return { ...at, ids: { ...at.ids, cai } };
}

/** A draft from a template, without an end. */
export async function planned(api: Client, template = "single_rate"): Promise<Planned> {
  const id = newId(Date.now());
  const { body } = await done(api.post("/incentive-plans", { id, template }));
  return { path: `/incentive-plans/${id}`, document: body.plan.document, version: 1 };
}

export async function published(api: Client, plan: Planned, from: string): Promise<Answer> {
  const { path, version } = plan;
  return await api.post(`${path}/publish`, { from }, { version });
}

/** People from 1 July 2026, unless the change says another day. */
export async function assigned(
  api: Client,
  { path }: Planned,
  change: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  return await api.post(`${path}/members`, { from: "2026-07-01", ...change });
}
