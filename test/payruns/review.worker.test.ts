// Goal: nobody approves what they set themselves: terms, rates, a plan; a version that pays earlier periods
// anew waits for a second person's word on each line; and the page tells before it is tried what would be
// refused. Method: real D1; races by putting a commit between load and commit.
import { expect, test } from "vitest";
import { NOTHING_BESIDE } from "../../workers/payruns/deps.ts";
import { payrunDeps } from "../../workers/payruns/routes.ts";
import { takeStep } from "../../workers/payruns/take-step.ts";
import { day } from "../../workers/lib/day.ts";
import { member } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { read, repriced, sale, step, TIERED, upTo, type World, world } from "./world.ts";

const code = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];
type May = { action: string; refused: { code: string } | null };
const refusedTo = async (at: Pick<World, "finance">, run: string, action: string) =>
  ((await read(at, run)).may as May[]).find((each) => each.action === action)?.refused?.code ??
  null;

test("who set terms approves no run that pays by them for the first time, and the next one", async () => {
  const at = await world();
  const planner = await member(at.id, "admin");
  await done(
    planner.client.post(`/incentive-plans/${at.plan}/members`, {
      from: "2026-05-01",
      people: [{ person: at.ids["chen"] }],
    }),
  );
  const run = await upTo(at, "2026-05-01", "submit");
  expect(code(await step(at, run, "approve", planner))).toEqual([403, "pay_run/own_terms"]);
  expect(await refusedTo({ finance: planner }, run, "approve")).toBe("pay_run/own_terms");
  await done(step(at, run, "approve"));
  await done(step(at, run, "lock"));
  const june = await upTo(at, "2026-06-01", "submit");
  await done(step(at, june, "approve", planner));
});

test("a stay that begins after the period holds nobody back", async () => {
  const at = await world();
  const planner = await member(at.id, "admin");
  const path = `/incentive-plans/${at.plan}/members`;
  const later = { from: "2026-06-01", people: [{ person: at.ids["chen"] }] };
  await done(planner.client.post(path, later));
  await done(planner.client.post(`${path}/end`, { people: [at.ids["bo"]], until: "2026-06-01" }));
  const run = await upTo(at, "2026-05-01", "submit");
  // Bo's stay was written anew by the planner, and is what it was as far as this period goes; it is the
  // first run of all, so that whoever wrote it counts.
  expect(code(await step(at, run, "approve", planner))).toEqual([403, "pay_run/own_terms"]);
  await done(step(at, run, "approve"));
  await done(step(at, run, "lock"));
  await done(
    planner.client.post(path, { from: "2026-07-01", people: [{ person: at.ids["dai"] }] }),
  );
  const june = await upTo(at, "2026-06-01", "submit");
  await done(step(at, june, "approve", planner));
});

test("who entered a rate approves no run that turns money by it for the first time", async () => {
  const at = await world({ document: { ...TIERED, rates: { kind: "day", backDays: 40 } } });
  const planner = await member(at.id, "admin");
  const rows = [{ from: "USD", to: "CNY", on: "2026-05-01", rate: "7.1" }];
  await done(planner.client.post("/pay-rates", { rows }));
  await sale(at, "anna", "2026-05-04", "1000.00", { currency: "USD" });
  const run = await upTo(at, "2026-05-01", "submit");
  expect(code(await step(at, run, "approve", planner))).toEqual([403, "pay_run/own_rates"]);
  await done(step(at, run, "approve"));
});

test("the page tells that a lock would be refused because members changed", async () => {
  const at = await world();
  const run = await upTo(at, "2026-05-01", "approve");
  expect(await refusedTo(at, run, "lock")).toBeNull();
  await done(
    at.author.client.post(`/incentive-plans/${at.plan}/members`, {
      from: "2026-05-20",
      people: [{ person: at.ids["dai"] }],
    }),
  );
  expect(await refusedTo(at, run, "lock")).toBe("pay_run/stale_basis");
  expect(code(await step(at, run, "lock"))).toEqual([409, "pay_run/stale_basis"]);
});

test("a version that pays earlier periods anew waits for a second person's word on each line", async () => {
  const { at, june } = await repriced();
  const { trueUpApprovals, hash } = await read(at, june);
  expect(trueUpApprovals).toMatchObject({
    ...{ waiting: 2, approved: 0, refused: 0 },
    lines: expect.arrayContaining([
      expect.objectContaining({ name: "anna", amount: "-16000.00", state: "waiting" }),
    ]),
  });
  const refused = await step(at, june, "approve");
  expect(code(refused)).toEqual([409, "pay_run/true_ups_waiting"]);
  expect(refused.body.messages.en).toContain("anna");
  expect(await refusedTo({ finance: at.second }, june, "approve")).toBe("pay_run/true_ups_waiting");

  const say = async (by = at.second, change: object = {}) =>
    await by.client.post(`/pay-runs/${june}/true-ups`, { hash, decision: "approved", ...change });
  expect(code(await say(at.author))).toEqual([403, "pay_run/own_plan"]);
  expect(code(await say(at.second, { hash: "0".repeat(64) }))).toEqual([
    409,
    "pay_run/other_result",
  ]);
  const anna = await member(at.id, "finance", { person: String(at.ids["anna"]) });
  const half = await done(say(anna));
  expect(half.body).toMatchObject({ waiting: 1, approved: 1 });
  expect(code(await say(anna))).toEqual([403, "pay_run/own_line"]);
  const people = [at.ids["anna"]];
  await done(say(at.second, { decision: "refused", people }));
  expect(code(await step(at, june, "approve"))).toEqual([409, "pay_run/true_ups_refused"]);
  expect((await done(say())).body).toMatchObject({ waiting: 0, approved: 2 });
  expect(code(await say())).toEqual([422, "pay_run/no_true_ups"]);
  // The same result leaves the words standing; another amount wants another word.
  await done(step(at, june, "calculate"));
  expect((await read(at, june)).trueUpApprovals).toMatchObject({ approved: 2 });
  await sale(at, "bo", "2026-05-09", "1000.00");
  await done(step(at, june, "calculate"));
  expect((await read(at, june)).trueUpApprovals).toMatchObject({ waiting: 1, approved: 1 });
});

test("a word taken back between load and commit stops the approval", async () => {
  const { at, june } = await repriced();
  const { hash, version } = await read(at, june);
  const say = async (decision: string) =>
    await done(at.second.client.post(`/pay-runs/${june}/true-ups`, { hash, decision }));
  await say("approved");
  const db = await at.db();
  let isRefused = false;
  const load: typeof db.load = async (reads) => {
    const found = await db.load(reads);
    if ("repriced" in reads && !isRefused) {
      isRefused = true;
      await say("refused");
    }
    return found;
  };
  const taking = { run: june, version, hash, action: "approve", today: day("2026-07-10") } as const;
  const taken = await takeStep({ ...db, load }, payrunDeps(NOTHING_BESIDE), taking);
  expect(taken).toMatchObject({ ok: false, error: { code: "pay_run/true_ups_refused" } });
});
