// Goal: nobody waits for the pay of a whole company: where a plan looks at very many people a page shows
// what the period's run computed, and the input of a run comes in pages. Method: 321 people on real D1.
import { expect, test } from "vitest";
import { besideRuns } from "../../workers/awards/beside-runs.ts";
import { payrunDeps } from "../../workers/payruns/routes.ts";
import { runPayJobs } from "../../workers/payruns/run-jobs.ts";
import { done } from "../targets/team.ts";
import { large, POOL } from "./large.ts";
import { begin, step } from "./world.ts";

test("earnings of a plan of very many who need each other are those of the period's run", async () => {
  const at = await large(POOL, "2026-05-20");
  const earnings = async () =>
    (await done(at.finance.client.get(`/people/${at.ids["p7"]}/earnings`))).body;
  expect(await earnings()).toMatchObject({
    ...{ statements: [], calculatedAt: null, period: { from: "2026-05-01" }, flaws: [] },
  });
  const run = await begin(at, "2026-05-01");
  expect((await step(at, run, "calculate")).status).toBe(202);
  const runner = { breathe: async () => await Promise.resolve(), clock: () => Date.now() };
  await runPayJobs(await at.db(), payrunDeps(besideRuns), runner);
  const shown = await earnings();
  // One per cent of what the unit sold goes to who sold it.
  expect(shown).toMatchObject({ statements: [{ pay: "1000.00" }], trace: null });
  expect(shown.calculatedAt).toBeGreaterThan(0);

  expect(await at.finance.client.get(`/pay-runs/${run}/known`)).toMatchObject({
    ...{ status: 422 },
    body: { code: "pay_run/too_many_at_once" },
  });

  const page = async (cursor: string) =>
    (await done(at.finance.client.get(`/pay-runs/${run}/input${cursor}`))).body;
  const first = await page("");
  const second = await page(`?cursor=${first.next}`);
  expect(second.next).toBeNull();
  const people = [first, second].flatMap(({ input }) => input.participants);
  expect(new Set(people.map(({ id }: { id: string }) => id)).size).toBe(321);
  expect(people).toHaveLength(321);
}, 60_000);
