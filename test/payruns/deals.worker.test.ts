// Goal: what happened to a deal counts the same whoever recorded it and whoever is read together. Method:
// the real Worker on real D1, with money entered for somebody else than the seller.
import { expect, test } from "vitest";
import { besideRuns } from "../../workers/awards/beside-runs.ts";
import { auditPay } from "../../workers/payruns/audit-pay.ts";
import { payrunDeps } from "../../workers/payruns/routes.ts";
import { rows } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { listed, sale, statement, step, TIERED, upTo, type World, world } from "./world.ts";

const [component] = TIERED.components;
const FLAT = { ...component, kind: "flat", rate: "10%", measure: undefined, tiers: undefined };

async function onCollection(): Promise<World> {
  const at = await world({
    document: {
      ...TIERED,
      components: [FLAT],
      release: { parts: [{ share: "1", on: { event: "collection" } }] },
      leaver: { unreleased: "when_released" },
    },
  });
  const eventMetrics = { collection: "collection" };
  await done(at.author.client.patch("/pay-settings", { eventMetrics }, { version: 0 }));
  return at;
}

const cash = async (at: World, by: string, on: string, amount: string) =>
  await sale(at, by, on, amount, { metric: "collection", deal: "d1", externalId: `${by}-${on}` });

test("money of a deal that a colleague entered, on the plan or not, releases the seller's pay", async () => {
  const at = await onCollection();
  await sale(at, "anna", "2026-05-04", "1000.00", { deal: "d1" });
  await cash(at, "bo", "2026-05-20", "300.00");
  await cash(at, "chen", "2026-05-21", "200.00");
  const run = await upTo(at, "2026-05-01", "calculate");
  const shown = await statement(at, run, "anna");
  expect(shown.statement).toMatchObject({ earned: "100.00", payable: "50.00", pay: "50.00" });
  // Computed again from her own part alone.
  expect(shown).toMatchObject({ recomputed: true });
  expect(shown.trace).not.toBeNull();
  const auditing = {
    breathe: async () => {},
    tried: async <T>(work: () => Promise<T>) => await work(),
  };
  const audited = await auditPay(await at.db(), payrunDeps(besideRuns), auditing);
  expect(audited).toEqual({ more: false, differences: 0 });
});

test("money that came for a colleague moves the seller's statement, quickly and in full alike", async () => {
  const at = await onCollection();
  await sale(at, "anna", "2026-05-04", "1000.00", { deal: "d1" });
  const run = await upTo(at, "2026-05-01", "calculate");
  const before = await statement(at, run, "anna");
  await cash(at, "chen", "2026-05-21", "200.00");
  await done(step(at, run, "calculate"));
  const quick = await listed(at, run);
  expect(quick.map(({ pay }) => pay)).toEqual(["20.00", "0.00"]);
  expect((await statement(at, run, "anna")).inputHash).not.toBe(before.inputHash);
  const inputs = async () =>
    await rows(
      at.id,
      "SELECT person, input_hash FROM pay_statements WHERE tenant = ?1 AND calc = (SELECT max(calc) FROM pay_statements AS x WHERE x.tenant = ?1 AND x.person = pay_statements.person) ORDER BY person",
    );
  const own = await inputs();
  // A rule of pay that changes makes everybody be computed: the same comes out.
  await done(at.author.client.patch("/pay-settings", { disputeDays: 6 }, { version: 1 }));
  await done(step(at, run, "calculate"));
  expect((await listed(at, run)).map(({ hash }) => hash)).toEqual(quick.map(({ hash }) => hash));
  expect(await inputs()).toEqual(own);
});

test("money that came before its order waits with whoever it is booked for, until the order comes", async () => {
  const at = await onCollection();
  await cash(at, "bo", "2026-05-20", "300.00");
  const run = await upTo(at, "2026-05-01", "calculate");
  const waiting = { deal: "d1", on: "2026-05-20", amount: "300" };
  expect((await statement(at, run, "bo")).waiting).toMatchObject([
    { ...waiting, amount: expect.stringMatching(/^300(\.0+)?$/) },
  ]);
  await sale(at, "anna", "2026-05-04", "1000.00", { deal: "d1" });
  await done(step(at, run, "calculate"));
  for (const who of ["anna", "bo"])
    expect(await statement(at, run, who)).toMatchObject({ waiting: [], recomputed: true });
});
