// Goal: what a list of a run says about its rows and its course is what happened: a cap that acted, and who
// acted where the account stands for no person. Method: the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { member } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { listed, read, sale, statement, step, TIERED, upTo, world } from "./world.ts";

const flagsOf = (rows: readonly { code: string; flags: string[] }[]) =>
  rows.map(({ code, flags }) => [code, flags.includes("capped")]);

describe("the flag of a cap", () => {
  test("stands where the component's cap cut, and not where pay is just at it", async () => {
    const [component] = TIERED.components;
    const document = { ...TIERED, components: [{ ...component, cap: "8000" }] };
    const at = await world({ document });
    await sale(at, "anna", "2026-05-04", "100000.13");
    await sale(at, "bo", "2026-05-04", "100000.00");
    const run = await upTo(at, "2026-05-01", "calculate");
    const rows = await listed(at, run);
    expect(rows.map(({ pay }) => pay)).toEqual(["8000.00", "8000.00"]);
    expect(flagsOf(rows)).toEqual([
      ["anna", true],
      ["bo", false],
    ]);
  });

  test("stands where the plan's cap cut, and true-ups are told apart from it", async () => {
    const at = await world({
      document: { ...TIERED, plan: { cap: { sum: "5000", window: "period" } } },
    });
    await sale(at, "anna", "2026-05-04", "100000.00");
    await sale(at, "bo", "2026-05-04", "50000.00");
    const run = await upTo(at, "2026-05-01", "calculate");
    const rows = await listed(at, run);
    expect(rows.map(({ pay }) => pay)).toEqual(["5000.00", "4000.00"]);
    expect(flagsOf(rows)).toEqual([
      ["anna", true],
      ["bo", false],
    ]);
    expect((await read(at, run)).totals).toMatchObject([{ trueUps: 0, pay: "9000.00" }]);
  });
});

test("an account that stands for no person is named as the account is, to the seller as well", async () => {
  const at = await world();
  const second = await member(at.id, "finance", { name: "何明" });
  const seller = await member(at.id, "member", { person: String(at.ids["anna"]), name: "林晓" });
  await sale(at, "anna", "2026-05-04", "100000.00");
  const run = await upTo(at, "2026-05-01", "submit");
  await done(step(at, run, "approve", second));
  await done(step(at, run, "lock"));
  const [name, approver] = ["Test Person", { by: second.account, name: "何明" }];
  const long = await read(at, run);
  expect(long.submitted).toMatchObject({ by: at.finance.account, name });
  expect(long.approved).toMatchObject(approver);
  expect(long.locked).toMatchObject({ by: at.finance.account, name });
  expect(long.paid).toBeNull();
  expect(long.approvals).toMatchObject([approver]);
  for (const finance of [at.finance, seller])
    expect((await statement({ ...at, finance }, run, "anna")).approvals).toMatchObject([approver]);
});
