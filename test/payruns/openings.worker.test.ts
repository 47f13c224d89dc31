// Goal: a company that begins in mid-year pays as if it had always paid here: debt, draw balance and what a
// running window has earned are brought along, by two people, once. Method: real D1; figures worked out
// beside them; the lock and the approval interleaved.
import { expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { done } from "../targets/team.ts";
import { listed, read, sale, statement, step, TIERED, upTo, type World, world } from "./world.ts";

const code = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];
const [component] = TIERED.components;
const QUARTERLY = { ...TIERED, components: [{ ...component, window: "quarter" }] };

const enter = async (at: World, change: object = {}, row: object = {}) =>
  await at.finance.client.post("/pay-openings", {
    ...{ id: newId(Date.now()), plan: at.plan, from: "2026-05-01", note: "from the old sheet" },
    rows: [{ person: at.ids["anna"], debt: "1000.00", ...row }],
    ...change,
  });
const say = async (at: World, id: string, word: string, by = at.second) =>
  await by.client.post(`/pay-openings/${id}/${word}`, {});

test("debt and what the running quarter has earned are brought along, seen in the input, and taken off", async () => {
  const at = await world({ document: { ...QUARTERLY, from: "2026-04-01" } });
  // April was paid elsewhere: 900,000 sold, 72,000 paid, and anna owes 1,000.
  await sale(at, "anna", "2026-04-10", "900000.00");
  await sale(at, "anna", "2026-05-10", "200000.00");
  const window = { from: "2026-04-01", until: "2026-07-01" };
  const opened = await done(
    enter(
      at,
      { from: "2026-04-01" },
      { earned: [{ component: "commission", window, amount: "72000.00" }] },
    ),
  );
  expect(opened.body).toMatchObject({
    ...{ state: "waiting", decided: null },
    ...{ can: ["withdraw"], by: { account: at.finance.account } },
    rows: [{ name: "anna", currency: "CNY", debt: "1000.00", drawBalance: "0.00" }],
  });
  const seen = (await done(at.second.client.get(`/pay-openings?plan=${at.plan}`))).body.items;
  expect(seen).toMatchObject([{ can: ["approve", "reject"] }]);
  const { id } = opened.body;
  const before = await upTo(at, "2026-04-01", "calculate");
  expect((await statement(at, before, "anna")).statement.pay).toBe("72000.00");
  expect(code(await say(at, id, "approve", at.finance))).toEqual([403, "pay_opening/own_entry"]);
  expect((await done(say(at, id, "approve"))).body).toMatchObject({ state: "approved" });
  expect(code(await say(at, id, "approve"))).toEqual([409, "pay_opening/not_now"]);
  await done(step(at, before, "calculate"));
  const april = await statement(at, before, "anna");
  expect(april.statement).toMatchObject({ pay: "0.00", debt: "1000.00" });
  expect(april).toMatchObject({ recomputed: true });
  expect(april.input.openings).toMatchObject([{ debt: "1000.00", on: "2026-04-01" }]);
  for (const action of ["submit", "approve", "lock"] as const)
    await done(step(at, before, action, action === "submit" ? at.author : at.second));
  const may = await upTo(at, "2026-05-01", "calculate");
  // 100,000 at 8 % and 100,000 at 10 % are 18,000; 1,000 of it is the debt.
  expect((await statement(at, may, "anna")).statement).toMatchObject({
    pay: "17000.00",
    debt: "0.00",
  });
});

test("sales before anybody was on the plan keep their place in a window that was brought along", async () => {
  const at = await world({ document: { ...QUARTERLY, from: "2026-05-01" } });
  await sale(at, "anna", "2026-04-10", "900000.00");
  await sale(at, "anna", "2026-05-10", "200000.00");
  const window = { from: "2026-04-01", until: "2026-07-01" };
  const earned = [{ component: "commission", window, amount: "72000.00" }];
  const { body } = await done(enter(at, {}, { earned }));
  await done(say(at, body.id, "approve"));
  const may = await upTo(at, "2026-05-01", "calculate");
  // 100,000 at 8 % and 100,000 at 10 % are 18,000; 1,000 of it is the debt.
  const seen = await statement(at, may, "anna");
  expect(seen.statement).toMatchObject({ pay: "17000.00", debt: "0.00" });
  expect(seen).toMatchObject({ recomputed: true });
});

test("who entered it approves no run that reckons with it for the first time", async () => {
  const at = await world();
  const { body } = await done(enter(at));
  await done(say(at, body.id, "approve"));
  const run = await upTo(at, "2026-05-01", "calculate");
  await done(step(at, run, "submit", at.author));
  expect(code(await step(at, run, "approve", at.finance))).toEqual([403, "pay_run/own_opening"]);
  await done(step(at, run, "approve"));
});

test("it is approved before a lock, or never; a lock waits for what was approved since", async () => {
  const at = await world();
  const { body } = await done(enter(at));
  const run = await upTo(at, "2026-05-01", "approve");
  await done(say(at, body.id, "approve"));
  expect(code(await step(at, run, "lock"))).toEqual([409, "pay_run/stale_basis"]);
  await done(say(at, body.id, "withdraw"));
  // Calculated again it is what was approved, and locks.
  for (const action of ["calculate", "lock"] as const) await done(step(at, run, action));
  expect((await read(at, run)).state).toBe("locked");
  const late = await enter(at, {}, { person: at.ids["bo"] });
  expect(code(late)).toEqual([409, "payplan/locked"]);
  const next = await enter(at, { from: "2026-06-01" });
  expect(code(next)).toEqual([422, "pay_opening/rejected"]);
  expect(next.body.errors).toMatchObject([
    { code: "pay_opening/barred", pointer: "/rows/0/person" },
  ]);
  expect((await listed(at, run)).length).toBe(2);
});

test("a debt brought along from June on is not taken in May", async () => {
  const at = await world();
  await sale(at, "anna", "2026-05-10", "100000.00");
  const { body } = await done(enter(at, { from: "2026-06-01" }));
  await done(say(at, body.id, "approve"));
  const run = await upTo(at, "2026-05-01", "calculate");
  expect((await statement(at, run, "anna")).statement).toMatchObject({
    pay: "8000.00",
    debt: "0.00",
  });
});

test("what no line of the component would ever match is refused, naming the windows that exist", async () => {
  const shared = { ...component, key: "shared", split: { pay: "lead" } };
  const collected = {
    ...{ ...component, key: "collected", window: "quarter" },
    release: { parts: [{ share: "1", on: { event: "collection" } }] },
  };
  const components = [{ ...component, window: "quarter" }, shared, collected];
  const at = await world({
    document: { ...TIERED, from: "2026-04-01", components, leaver: { unreleased: "forfeited" } },
  });
  // A draft is what is being written: it pays nobody, and nothing of it is opened.
  const path = `/incentive-plans/${at.plan}`;
  const { plan } = (await done(at.author.client.get(path))).body;
  const document = { ...TIERED, components: [...components, { ...component, key: "draft" }] };
  await done(at.author.client.patch(path, { document }, { version: plan.version }));
  const quarter = { from: "2026-04-01", until: "2026-07-01" };
  const refused = async (key: string, window: object = quarter) => {
    const earned = [{ component: key, window, amount: "8000.00" }];
    return (await enter(at, {}, { earned })).body.errors;
  };
  expect(await refused("commission", { from: "2026-04-01", until: "2026-05-01" })).toMatchObject([
    {
      ...{ code: "pay_opening/window", pointer: "/rows/0/earned/0/window" },
      ...{ component: "commission", windows: "2026-04-01 - 2026-07-01" },
    },
  ]);
  for (const key of ["shared", "draft"])
    expect(await refused(key)).toMatchObject([
      { code: "pay_opening/component", value: key, components: "commission, collected" },
    ]);
  expect(await refused("collected")).toMatchObject([{ code: "pay_opening/deals" }]);
  expect(await refused("commission")).toBeUndefined();
});

// prettier-ignore
test.each<[string, object, object, string, string]>([
  ["somebody who is not on the plan", {}, { person: "chen" },        "pay_opening/rejected", "pay_opening/not_on_plan"],
  ["another currency",                {}, { currency: "USD" },       "pay_opening/rejected", "pay_adjustment/currency"],
  ["a debt below 0",                  {}, { debt: "-1.00" },         "pay_opening/rejected", "pay_opening/amount"],
  ["a tenth of a fen",                {}, { drawBalance: "0.001" },  "pay_opening/rejected", "pay_opening/amount"],
  ["a day within a period",           { from: "2026-05-15" }, {},    "pay_run/no_period",    ""],
])("%s is refused", async (_, change, row, refused, named) => {
  const at = await world();
  const person = "person" in row ? { person: at.ids[String(row.person)] } : {};
  const answer = await enter(at, change, { ...row, ...person });
  expect(answer.body.code).toBe(refused);
  if (named !== "") expect(answer.body.errors[0].code).toBe(named);
});

test("what a reader cannot tell by its id is named, and a list that cannot be kept is refused with the row", async () => {
  const keys = ["c0", "c1", "c2", "c3", "c4"] as const;
  const components = keys.map((key) => ({
    ...{ ...component, key, window: "quarter" },
    release: { parts: [{ share: "1", on: { event: "collection" } }] },
  }));
  const at = await world({
    document: {
      ...{ ...TIERED, from: "2026-04-01", components },
      leaver: { unreleased: "forfeited" },
    },
  });
  const twice = await enter(at, {
    rows: [at.ids["anna"], at.ids["anna"]].map((person) => ({ person })),
  });
  expect(twice.body.errors).toMatchObject([
    { code: "payplan/named_twice", pointer: "/rows/1/person", value: "anna" },
  ]);
  const [first] = keys;
  const window = { from: "2026-04-01", until: "2026-07-01" };
  const deals = (count: number, length: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`d${n}`.padEnd(length, "-"), "1.00"]),
    );
  const person = (code: string, of: object) => ({
    person: at.ids[code],
    earned: [{ component: first, window, amount: "1.00", deals: of }],
  });
  const said = [...person("anna", {}).earned, ...person("anna", {}).earned];
  expect((await enter(at, {}, { earned: said })).body.errors).toMatchObject([
    { code: "pay_opening/window_twice", pointer: "/rows/0/earned/1/window" },
  ]);
  const many = await enter(at, { rows: [person("anna", deals(2_001, 6))] });
  expect(many.status).toBe(400);
  // Five windows of 2,000 deals with long names are above what one parameter takes.
  const earned = keys.map((key) => ({
    ...{ component: key, window, amount: "1.00", deals: deals(2_000, 118) },
  }));
  const large = await enter(at, {
    rows: [person("bo", {}), { person: at.ids["anna"], earned }],
  });
  expect([large.status, large.body.code]).toEqual([422, "pay_opening/too_large"]);
  expect(large.body.errors?.[0] ?? large.body).toMatchObject({ pointer: "/rows/1" });
  const fits = await enter(at, { rows: [person("anna", deals(2_000, 118)), person("bo", {})] });
  expect(fits.status).toBe(201);
});
