// Goal: the list of wrong input around pay, each through the real API as somebody would do it, and
// each refused with the place or the person, what is wrong and what to do, in both languages. Method: one
// company with a plan, an approved run, a dispute and a locked run; a table of what is not allowed.
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { type Answer, member, type Person } from "../support/world.ts";
import { planned, published } from "../payplans/world.ts";
import { done } from "../targets/team.ts";
import { begin, sale, statement, step, TIERED, upTo, world, type World } from "./world.ts";

type At = World & { readonly run: string; readonly anna: Person; readonly bo: Person };
let at: At;
const fresh = () => newId(Date.now());
const idOf = (code: string) => at.ids[code] ?? "";

const dispute = async (who: Person, person: string, run: string) =>
  who.client.post("/disputes", {
    ...{ id: fresh(), run, person: idOf(person), currency: "CNY", text: "One deal is missing" },
    ...{ pointer: "/lines/0", hash: (await statement(at, run, "anna")).hash },
  });
/** The draft of the company's plan with its first component changed, then the step that is refused. */
const drafted = async (change: object, more: object = {}) => {
  const plan = await planned(at.api, "tiered");
  const [component] = plan.document.components;
  const document = { ...plan.document, ...more, components: [{ ...component, ...change }] };
  const kept = await at.api.patch(plan.path, { document }, { version: 1 });
  return kept.status === 200
    ? await published(at.api, { ...plan, version: 2 }, "2026-08-01")
    : kept;
};
const tier = (from: string, until: string | null) => ({
  ...{ from, until, pays: { rate: "8%" }, reach: "own" },
});

beforeAll(async () => {
  const made = await world();
  await sale(made, "anna", "2026-05-04", "800000.00");
  const run = await upTo(made, "2026-05-01", "submit");
  const anna = await member(made.id, "member", { person: made.ids["anna"] ?? "" });
  const bo = await member(made.id, "member", { person: made.ids["bo"] ?? "" });
  at = { ...made, run, anna, bo };
}, 90_000);

type Row = [string, () => Promise<Answer>, number, string, RegExp, RegExp];
// prettier-ignore
const WRONG: Row[] = [
  ["a gap in tiers at publication", () => drafted({ tiers: [tier("0", "1000"), tier("1200", null)] }),
    422, "payplan/flaws", /1000 到 1200.*请补上/, /1000 to 1200.*Close the gap/],
  ["an overlap of tiers at publication", () => drafted({ tiers: [tier("0", "1000"), tier("900", null)] }),
    422, "payplan/flaws", /900 到 1000/, /900 to 1000.*covered twice/],
  ["a metric the company does not have", () => drafted({}, { metrics: [{ ...TIERED.metrics[0], key: "profit" }] }),
    422, "payplan/flaws", /profit/, /profit/],
  ["gates in a circle", () => drafted({ gates: [{ when: "a" }] }, { conditions: [{ key: "a", not: "b" }, { key: "b", not: "a" }] }),
    422, "payplan/flaws", /循环引用/, /circle/],
  ["ten thousand tiers", () => drafted({ tiers: Array.from({ length: 10_000 }, (_, n) => tier(`${n}`, n === 9_999 ? null : `${n + 1}`)) }),
    422, "payplan/too_many_parts", /\d/, /\d/],
  ["a plan of 5 MB", () => drafted({ note: "x".repeat(5_000_000) }),
    413, "input/too_large", /\d/, /\d/],
  ["approval by the plan's author", () => step(at, at.run, "approve", at.author),
    403, "pay_run/own_plan", /方案/, /plan/],
  ["approval by who submitted the run", () => step(at, at.run, "approve", at.finance),
    403, "pay_run/own_run", /提交/, /submitted/],
  ["approval by somebody whose role may not", () => step(at, at.run, "approve", at.anna),
    403, "auth/not_allowed", /./, /./],
  ["a dispute before the statement is out", () => dispute(at.anna, "anna", at.run),
    404, "dispute/no_statement", /对账单/, /statement/],
];

describe("around a run under review is refused", () => {
  test.each(WRONG)("%s", async (_, act, status, code, zh, en) =>
    refused(await act(), { status, code, zh, en }),
  );
});

type Expected = { status: number; code: string; zh: RegExp; en: RegExp };
function refused({ status, body, text }: Answer, wanted: Expected): void {
  expect([status, body.code], text).toEqual([wanted.status, wanted.code]);
  const said = (language: "zh" | "en") =>
    [body.messages, ...(body.errors ?? []).map((each: { messages: object }) => each.messages)]
      .map((each) => each?.[language] ?? "")
      .join(" ");
  expect(said("zh")).toMatch(wanted.zh);
  expect(said("zh")).toMatch(/[一-鿿]/);
  expect(said("en")).toMatch(wanted.en);
  expect(`${said("zh")}${said("en")}`).not.toMatch(/[{}]|undefined/);
}

describe("around an approved and a locked run is refused", () => {
  test("a dispute by somebody else, and the lock while one is open, which names whose", async () => {
    await done(step(at, at.run, "approve"));
    const own = { status: 403, code: "dispute/not_yours", zh: /本人/, en: /Only the person/ };
    for (const who of [at.bo, at.owner, at.finance])
      refused(await dispute(who, "anna", at.run), own);
    const raised = await done(dispute(at.anna, "anna", at.run));
    refused(await step(at, at.run, "lock"), {
      ...{ status: 409, code: "pay_run/disputed", zh: /anna/, en: /anna/ },
    });
    await done(at.anna.client.post(`/disputes/${raised.body.id}/withdraw`, {}, { version: 1 }));
    await done(step(at, at.run, "lock"));
  });

  // prettier-ignore
  test.each<[string, () => Promise<Answer>, number, string]>([
    ["calculating it again",  () => step(at, at.run, "calculate"),                                       409, "pay_run/locked"],
    ["submitting it again",   () => step(at, at.run, "submit"),                                          409, "pay_run/locked"],
    ["a version of the plan inside it", () => versioned(),                                               409, "payplan/locked"],
    ["a member who ends inside it", () => at.author.client.post(`/incentive-plans/${at.plan}/members/end`, { people: [idOf("bo")], until: "2026-05-10" }), 409, "payplan/locked"],
    ["beginning the same period twice", () => at.finance.client.post("/pay-runs", { id: fresh(), plan: at.plan, from: "2026-05-01" }), 409, "pay_run/exists"],
    ["a pay day inside the period", () => step(at, at.run, "pay", at.finance, { on: "2026-05-20" }),     422, "pay_run/pay_day"],
    ["a correction by the one it pays", () => correction(at.anna),                                       403, "auth/not_allowed"],
  ])("edit after lock: %s", async (_, act, status, code) => {
    refused(await act(), { status, code, zh: /./, en: /./ });
  });
});

async function versioned(): Promise<Answer> {
  const path = `/incentive-plans/${at.plan}`;
  const { body } = await done(at.author.client.get(path));
  const document = { ...body.plan.document, name: { zh: "新", en: "New" } };
  await done(at.author.client.patch(path, { document }, { version: body.plan.version }));
  const draft = await done(at.author.client.get(path));
  const { version } = draft.body.plan;
  return at.author.client.post(`${path}/publish`, { from: "2026-05-01" }, { version });
}

const correction = (who: Person) =>
  who.client.post("/pay-adjustments", {
    ...{ kind: "correction", id: fresh(), person: idOf("anna"), on: "2026-05-01" },
    ...{ currency: "CNY", amount: "100.00", reason: "for me" },
  });

describe("a calculation is refused", () => {
  test("for sales in a currency without rate, naming pair and day", async () => {
    const other = await world({ document: { ...TIERED, rates: { kind: "day", backDays: 5 } } });
    await sale(other, "anna", "2026-05-04", "1000.00", { currency: "USD" });
    const run = await begin(other, "2026-05-01");
    refused(await step(other, run, "calculate"), {
      ...{ status: 422, code: "pay_run/flawed", zh: /USD.*CNY/, en: /USD to CNY.*Enter one/ },
    });
  });

  test("for a participant without quota, by name; publication says it already", async () => {
    const [component] = TIERED.components;
    const measure = { read: "attainment", metric: "revenue", basis: "whole" };
    const tiers = [tier("0", null)];
    const other = await world();
    const path = `/incentive-plans/${other.plan}`;
    const { body } = await done(other.author.client.get(path));
    const document = {
      ...{ ...body.plan.document, noTarget: "pays_zero", change: "restart" },
      components: [{ ...component, measure, tiers }],
    };
    await done(other.author.client.patch(path, { document }, { version: body.plan.version }));
    const draft = await done(other.author.client.get(path));
    const asked = { version: draft.body.plan.version };
    const answer = await other.author.client.post(`${path}/publish`, { from: "2026-07-01" }, asked);
    refused(answer, { status: 422, code: "payplan/flaws", zh: /anna/, en: /anna/ });
  });
});
