import { newId } from "../../../workers/lib/id.ts";
import { member } from "../../support/world.ts";
import { good, type Furnished } from "../isolation-fixtures.ts";

const fresh = () => newId(Date.now());

/** A statement of its own that its payee disputes, and a correction that waits. */
export async function furnish({ company, canary, ids }: Furnished) {
  const { api, owner } = company;
  const [plan, run, dispute, payAdjustment] = [fresh(), fresh(), fresh(), fresh()];
  const name = { zh: `${canary} pay`, en: `${canary} pay` };
  const from = "2026-03-01";
  good(await api.post("/incentive-plans", { id: plan, template: "single_rate", name }), "pay plan");
  const path = `/incentive-plans/${plan}`;
  const { body } = good(await api.get(path), "pay plan as it is");
  const document = { ...body.plan.document, from, until: null };
  good(await api.patch(path, { document }, { version: 1 }), "change");
  good(await api.post(`${path}/publish`, { from }, { version: 2 }), "publication");
  good(
    await api.post(`${path}/members`, {
      from,
      until: "2026-05-01",
      people: [{ person: ids.person }],
    }),
    "payee",
  );
  good(await api.post("/pay-runs", { id: run, plan, from }), "run");
  for (const [action, who] of [
    ["calculate", api],
    ["submit", api],
    ["approve", owner.client],
  ] as const) {
    const { version, hash } = good(await api.get(`/pay-runs/${run}`), "run as it is").body;
    const sent = action === "calculate" ? {} : { hash };
    good(await who.post(`/pay-runs/${run}/${action}`, sent, { version }), action);
  }
  const statement = good(await api.get(`/pay-runs/${run}/statements/${ids.person}`), "statement");
  const payee = await member(company.id, "member", { person: ids.person });
  good(
    await payee.client.post("/disputes", {
      ...{ id: dispute, run, person: ids.person, currency: "CNY", pointer: "/lines/0" },
      ...{ hash: statement.body.hash, text: `${canary} says` },
    }),
    "dispute",
  );
  good(
    await api.post("/pay-adjustments", {
      ...{ kind: "correction", id: payAdjustment, person: ids.person, on: from },
      ...{ currency: "CNY", amount: "10.00", reason: `${canary} reason` },
    }),
    "correction",
  );
  return { dispute, payAdjustment, payRun: run };
}
