// Goal: a payee disputes one step of their own statement, somebody else settles it, and what comes of it
// is a new entry that a second person approves and a later period pays. Method: the real Worker on real
// D1, with a plan, a run and statements; everything that must be refused is tried.
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { type Client, member, type Person, rows } from "../support/world.ts";
import {
  begin,
  listed,
  publishPlan,
  read,
  sale,
  statement,
  step,
  TIERED,
  upTo,
  world,
} from "../payruns/world.ts";

type At = Awaited<ReturnType<typeof world>>;
const fresh = () => newId(Date.now());

const idOf = (code: string) => at.ids[code] ?? "";

type Raised = { readonly run: string; readonly hash: string; readonly anna: Person };
let at: At;
let made: Raised;
const on = (of: Raised, change: object = {}) => ({
  ...{ id: fresh(), run: of.run, person: idOf("anna"), currency: "CNY", hash: of.hash },
  ...{ pointer: "/lines/0/steps/0", text: "An order is missing", amount: "800.00", ...change },
});
const raise = (who: Client, body: object) => who.post("/disputes", body);
const move = (who: Client, id: string, kind: string, version: number, body: object = {}) =>
  who.post(`/disputes/${id}/${kind}`, body, { version });

/** A run as far as a step, and Anna, who reads her statement. */
async function approved(to: "calculate" | "approve" | "pay" = "approve"): Promise<Raised> {
  at = await world();
  await sale(at, "anna", "2026-05-04", "700000.00");
  const run = await upTo(at, "2026-05-01", to);
  const { hash } = await statement(at, run, "anna");
  const anna = await member(at.id, "member", { person: idOf("anna") });
  return { run, hash, anna };
}

describe("a dispute", () => {
  test("goes from the payee to a correction that the next period pays", async () => {
    made = await approved();
    const { run, anna } = made;
    const body = on(made);
    const raised = await raise(anna.client, body);
    expect(raised.status, raised.text).toBe(201);
    expect(raised.body).toMatchObject({
      ...{ state: "open", mine: true, version: 1, amount: "800.00", owner: null, late: false },
      may: ["withdrawn"],
      place: { from: "2026-05-01", line: { kind: "component" }, step: { step: expect.anything() } },
    });
    expect(raised.body.place.words.zh).not.toBe("");
    const again = await raise(anna.client, { ...body, id: fresh() });
    expect([again.status, again.body.code]).toEqual([409, "dispute/already"]);

    const seen = await at.finance.client.get("/disputes?state=live");
    expect(seen.body.items).toMatchObject([{ id: body.id, personName: "anna", mine: false }]);
    const locked = await step(at, run, "lock");
    expect([locked.status, locked.body.code]).toEqual([409, "pay_run/disputed"]);
    expect(locked.body.detail).toContain("anna");

    const answered = await move(at.finance.client, body.id, "answer", 1, { text: "Which one?" });
    expect(answered.body).toMatchObject({ state: "answered", version: 2 });
    expect(answered.body.owner.account).toBe(at.finance.account);
    const replied = await move(anna.client, body.id, "reply", 2, { text: "The one of 3 May" });
    expect(replied.body).toMatchObject({ state: "open", version: 3 });

    const adjustment = fresh();
    const accepted = await move(at.finance.client, body.id, "accept", 3, {
      ...{ adjustment, amount: "750.00", text: "Right, 750" },
    });
    expect(accepted.body).toMatchObject({ state: "accepted", adjustment, version: 4, may: [] });
    const detail = await anna.client.get(`/disputes/${body.id}`);
    expect(detail.body.course.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...["raised", "answered", "replied", "accepted"],
    ]);
    expect(detail.body.correction).toMatchObject({ state: "waiting", amount: "750.00", may: [] });
    expect(detail.body.recalculated).toBe(false);

    const own = await at.finance.client.post(`/pay-adjustments/${adjustment}/approve`);
    expect(own.body.code).toBe("pay_adjustment/own_entry");
    const second = await at.second.client.post(`/pay-adjustments/${adjustment}/approve`);
    expect(second.body, second.text).toMatchObject({ state: "approved" });
    expect((await step(at, run, "lock")).status).toBe(200);

    const june = await begin(at, "2026-06-01");
    expect((await step(at, june, "calculate")).status).toBeLessThan(300);
    const next = await statement(at, june, "anna");
    expect(next.statement.lines).toContainEqual(
      expect.objectContaining({
        ...{ kind: "adjustment", window: `adjustment:${adjustment}`, amount: "750.00" },
      }),
    );
    expect((await statement(at, run, "anna")).hash).toBe(made.hash);
  });
});

describe("a dispute is refused", () => {
  beforeAll(async () => {
    made = await approved();
  }, 60_000);

  // prettier-ignore
  test.each<[string, () => object, string]>([
    ["of a statement that was calculated again",  () => ({ hash: "0".repeat(64) }),          "dispute/other_statement"],
    ["of a line that is not there",               () => ({ pointer: "/lines/99" }),          "dispute/no_step"],
    ["of a step that is not there",               () => ({ pointer: "/lines/0/steps/99" }),  "dispute/no_step"],
    ["of what is no place at all",                () => ({ pointer: "lines[0]" }),           "input/malformed"],
    ["over nothing",                              () => ({ amount: "0.00" }),                "dispute/amount"],
    ["over a tenth of a fen",                     () => ({ amount: "1.001" }),               "dispute/amount"],
    ["without a word",                            () => ({ text: "  " }),                    "input/malformed"],
    ["in another currency",                       () => ({ currency: "USD" }),               "dispute/no_statement"],
    ["of a run that is not there",                () => ({ run: fresh() }),                  "dispute/no_statement"],
    ["of somebody else's statement",              () => ({ person: idOf("bo") }),          "dispute/not_yours"],
  ])("%s", async (_, change, code) => {
    const refused = await raise(made.anna.client, on(made, change()));
    expect(refused.body.code, refused.text).toBe(code);
  });

  test("when somebody else raises it, whatever they may", async () => {
    for (const who of [at.finance.client, at.second.client, at.owner.client]) {
      const refused = await raise(who, on(made));
      expect([refused.status, refused.body.code]).toEqual([403, "dispute/not_yours"]);
    }
  });

  test("before the statement is out", async () => {
    const early = await approved("calculate");
    const refused = await raise(early.anna.client, on(early));
    expect(refused.body.code).toBe("dispute/no_statement");
  });
});

describe("who may what", () => {
  let id: string;
  let bo: Person;
  let manager: Person;
  beforeAll(async () => {
    made = await approved("pay");
    const body = on(made);
    id = body.id;
    expect((await raise(made.anna.client, body)).status).toBe(201);
    bo = await member(at.id, "member", { person: idOf("bo") });
    manager = await member(at.id, "manager", {
      scopeUnit: at.ids["sales"] ?? "",
      person: idOf("bo"),
    });
  }, 60_000);

  test("a colleague and a manager do not see it: pay is secret", async () => {
    for (const who of [bo, manager]) {
      expect((await who.client.get("/disputes")).body.items).toEqual([]);
      expect((await who.client.get(`/disputes/${id}`)).body.code).toBe("dispute/not_found");
    }
    const refused = await move(manager.client, id, "reject", 1, { text: "no" });
    expect(refused.body.code).toBe("dispute/not_found");
  });

  test("a member may not settle, the payee not their own, a colleague not reply", async () => {
    const own = await move(made.anna.client, id, "accept", 1, { adjustment: fresh(), amount: "1" });
    expect([own.status, own.body.code]).toEqual([403, "auth/not_allowed"]);
    const notMine = await move(at.finance.client, id, "withdraw", 1);
    expect(notMine.body.code).toBe("dispute/not_payee");
  });

  test("somebody of finance does not settle their own", async () => {
    const ownFinance = await member(at.id, "finance", { person: idOf("anna") });
    const refused = await move(ownFinance.client, id, "reject", 1, { text: "no" });
    expect([refused.status, refused.body.code]).toEqual([403, "dispute/own"]);
  });

  test("an old view is refused, and what is settled stays settled", async () => {
    const stale = await move(at.finance.client, id, "reject", 0, { text: "no" });
    expect(stale.body.code).toBe("version/stale");
    const wordless = await move(at.finance.client, id, "reject", 1, { text: "" });
    expect(wordless.status).toBe(400);
    const owners = await at.finance.client.get("/disputes/owners");
    const accounts = owners.body.items.map(({ account }: { account: string }) => account);
    expect(accounts).toContain(at.second.account);
    expect(accounts, "who may not resolve looks after nothing").not.toContain(bo.account);
    const owner = await move(at.finance.client, id, "assign", 1, { owner: bo.account });
    expect(owner.body.code).toBe("dispute/owner");
    const assigned = await move(at.finance.client, id, "assign", 1, {
      ...{ owner: at.second.account, dueOn: "2020-01-01" },
    });
    expect(assigned.body).toMatchObject({ state: "open", late: true, dueOn: "2020-01-01" });
    const late = await at.finance.client.get("/disputes?state=live&late=1");
    expect(late.body.items.map((each: { id: string }) => each.id)).toEqual([id]);
    const hers = await at.second.client.get("/disputes?owner=me");
    expect(hers.body.items).toHaveLength(1);
    const rejected = await move(at.second.client, id, "reject", 2, { text: "Counted in April" });
    expect(rejected.body).toMatchObject({ state: "rejected", may: [] });
    const again = await move(made.anna.client, id, "withdraw", 3);
    expect([again.status, again.body.code]).toEqual([409, "dispute/not_now"]);
    const anew = await raise(made.anna.client, on(made));
    expect(anew.status, "a settled place may be disputed again").toBe(201);
  });

  test("the log keeps ids and no words of theirs", async () => {
    const found = await rows(
      at.id,
      "SELECT event, detail FROM commits WHERE tenant = ?1 AND event LIKE 'dispute/%'",
    );
    expect(found.length).toBeGreaterThan(2);
    for (const { detail } of found) {
      expect(String(detail)).not.toMatch(/800|missing|Counted|anna/);
    }
  });
});

describe("a correction", () => {
  const enter = (change: object = {}) =>
    at.finance.client.post("/pay-adjustments", {
      ...{ kind: "correction", id: fresh(), person: idOf("bo"), on: "2026-05-01" },
      ...{ currency: "CNY", amount: "120.00", reason: "Spiff of May", ...change },
    });
  beforeAll(async () => {
    made = await approved("calculate");
  }, 60_000);

  test("entered, approved and taken back by a further one leaves nothing", async () => {
    const entered = await enter();
    expect(entered.body, entered.text).toMatchObject({ state: "waiting", may: ["withdraw"] });
    const { id } = entered.body;
    const early = await at.finance.client.post("/pay-adjustments", {
      ...{ kind: "reversal", id: fresh(), reverses: id, reason: "wrong" },
    });
    expect(early.body.code).toBe("pay_adjustment/not_approved");
    const waiting = await at.second.client.get("/pay-adjustments?state=waiting");
    expect(waiting.body.items).toMatchObject([{ id, may: ["approve", "reject"] }]);
    expect((await at.second.client.post(`/pay-adjustments/${id}/approve`)).status).toBe(200);
    const twice = await at.owner.client.post(`/pay-adjustments/${id}/reject`);
    expect(twice.body.code).toBe("pay_adjustment/not_now");
    const back = await at.finance.client.post("/pay-adjustments", {
      ...{ kind: "reversal", id: fresh(), reverses: id, reason: "wrong person" },
    });
    expect(back.body).toMatchObject({ amount: "-120.00", kind: "reversal", reverses: id });
    const again = await at.finance.client.post("/pay-adjustments", {
      ...{ kind: "reversal", id: fresh(), reverses: id, reason: "wrong person" },
    });
    expect(again.body.code).toBe("pay_adjustment/reversed_already");
    expect((await at.second.client.post(`/pay-adjustments/${back.body.id}/approve`)).status).toBe(
      200,
    );
    expect((await step(at, made.run, "calculate")).status).toBeLessThan(300);
    const of = await statement(at, made.run, "bo");
    const lines = of.statement.lines.filter((line: { kind: string }) => line.kind === "adjustment");
    expect(lines.map((line: { amount: string }) => line.amount)).toEqual(["120.00", "-120.00"]);
    expect(of.statement.pay).toBe("0.00");
  });

  test("of who moved to another plan is paid there alone", async () => {
    const here = await world();
    await upTo(here, "2026-05-01", "lock");
    const path = `/incentive-plans/${here.plan}`;
    const [anna, author] = [String(here.ids["anna"]), here.author.client];
    const leaves = { people: [anna], until: "2026-06-01" };
    expect((await author.post(`${path}/members/end`, leaves)).status).toBeLessThan(300);
    const other = newId(Date.now());
    const document = { ...TIERED, key: "other", from: "2026-06-01" };
    await author.post("/incentive-plans", { id: other, document });
    await publishPlan(author, other, "2026-06-01");
    const joins = { from: "2026-06-01", people: [{ person: anna }] };
    expect((await author.post(`/incentive-plans/${other}/members`, joins)).status).toBeLessThan(
      300,
    );
    const { id } = (
      await here.finance.client.post("/pay-adjustments", {
        ...{ kind: "correction", id: fresh(), person: anna, on: "2026-05-01" },
        ...{ currency: "CNY", amount: "120.00", reason: "Spiff of May" },
      })
    ).body;
    expect((await here.second.client.post(`/pay-adjustments/${id}/approve`)).status).toBe(200);
    const old = await upTo(here, "2026-06-01", "calculate");
    const next = await upTo({ ...here, plan: other }, "2026-06-01", "calculate");
    const of = async (run: string) =>
      (await listed(here, run)).find(({ code }: { code: string }) => code === "anna")?.pay ??
      "0.00";
    expect([await of(old), await of(next)]).toEqual(["0.00", "120.00"]);
  });

  test("is taken back although an earlier reversal was rejected, another withdrawn", async () => {
    const { id } = (await enter()).body;
    expect((await at.second.client.post(`/pay-adjustments/${id}/approve`)).status).toBe(200);
    const reverse = async () =>
      await at.finance.client.post("/pay-adjustments", {
        ...{ kind: "reversal", id: fresh(), reverses: id, reason: "counted twice" },
      });
    const first = (await reverse()).body.id;
    expect((await at.second.client.post(`/pay-adjustments/${first}/reject`)).status).toBe(200);
    const second = (await reverse()).body.id;
    expect((await at.finance.client.post(`/pay-adjustments/${second}/withdraw`)).status).toBe(200);
    const third = await reverse();
    expect(third.status, third.text).toBe(201);
    expect((await reverse()).body.code).toBe("pay_adjustment/reversed_already");
    expect((await at.second.client.post(`/pay-adjustments/${third.body.id}/approve`)).status).toBe(
      200,
    );
  });

  // prettier-ignore
  test.each<[string, object, string]>([
    ["in another currency",    { currency: "USD" },              "pay_adjustment/currency"],
    ["of nothing",             { amount: "0" },                  "pay_adjustment/amount"],
    ["finer than a fen",       { amount: "0.001" },              "pay_adjustment/amount"],
    ["of nobody",              { person: newId(Date.now()) },    "pay_adjustment/nobody"],
    ["without a reason",       { reason: "" },                   "input/malformed"],
    ["from a dispute by hand", { kind: "dispute" },              "input/malformed"],
  ])("%s is refused", async (_, change, code) => {
    expect((await enter(change)).body.code).toBe(code);
  });

  test("is withdrawn by who entered it alone, and rejected by another", async () => {
    const { id } = (await enter()).body;
    const other = await at.second.client.post(`/pay-adjustments/${id}/withdraw`);
    expect(other.body.code).toBe("pay_adjustment/not_author");
    expect((await at.finance.client.post(`/pay-adjustments/${id}/withdraw`)).body.state).toBe(
      "withdrawn",
    );
    const next = (await enter()).body.id;
    const rejected = await at.second.client.post(`/pay-adjustments/${next}/reject`, { note: "no" });
    expect(rejected.body).toMatchObject({ state: "rejected", decided: { note: "no" } });
  });

  test("of one's own pay is nobody's to enter or approve", async () => {
    const payee = await member(at.id, "finance", { person: idOf("bo") });
    const body = {
      ...{ kind: "correction", id: fresh(), person: idOf("bo"), on: "2026-05-01" },
      ...{ currency: "CNY", amount: "1.00", reason: "mine" },
    };
    expect((await payee.client.post("/pay-adjustments", body)).body.code).toBe(
      "pay_adjustment/own_pay",
    );
    const { id } = (await enter()).body;
    expect((await payee.client.post(`/pay-adjustments/${id}/approve`)).body.code).toBe(
      "pay_adjustment/own_pay",
    );
    expect((await read(at, made.run)).state).toBeDefined();
  });
});
