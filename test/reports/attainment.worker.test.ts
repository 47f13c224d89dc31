// Goal: what the API says of a person and a unit is what the log and the targets say, and it re-adds.
// Method: the real Worker on real D1; a small company whose sums fit in one's head.
import { describe, expect, test } from "vitest";
import { addDays, day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { client, company, member, rows, type Client, type Company } from "../support/world.ts";

type Ids = Readonly<Record<"root" | "east" | "ann" | "bo", string>>;

/** Root above East; Ann and Bo in East, Bo only from 1 March. Revenue of 2025, mainland days. */
async function smallCompany(): Promise<Company & { readonly ids: Ids }> {
  const made = await company();
  const { api, id } = made;
  const codes = { root: "R", east: "E", ann: "A", bo: "B" };
  const fresh = () => newId(Date.now());
  const ids: Ids = { root: fresh(), east: fresh(), ann: fresh(), bo: fresh() };
  await done(
    api.post("/units", {
      rows: [
        { id: ids.root, code: codes.root, name: "Root", kind: "company", parent: null },
        { id: ids.east, code: codes.east, name: "East", kind: "team", parent: codes.root },
      ],
    }),
  );
  const from = "2025-01-01";
  await done(
    api.post("/people", {
      rows: [
        {
          id: ids.ann,
          code: codes.ann,
          name: "Ann",
          startsOn: from,
          unit: codes.east,
          unitFrom: from,
        },
        {
          id: ids.bo,
          code: codes.bo,
          name: "Bo",
          startsOn: from,
          unit: codes.root,
          unitFrom: from,
        },
      ],
    }),
  );
  await done(api.post("/memberships", { rows: [{ person: "B", unit: "E", from: "2025-03-01" }] }));
  await record(api, [
    ["A", "2025-01-10", "100.00"],
    ["A", "2025-02-14", "50.50"],
    ["B", "2025-02-20", "30.00"],
    ["B", "2025-03-05", "20.00"],
    ["A", "2025-03-31", "-0.50"],
  ]);
  await target(id, ids.ann, "2025-01-01", "2025-04-01", 200_00);
  await target(id, ids.east, "2025-01-01", "2026-01-01", 1_000_00);
  return { ...made, ids };
}

async function done(answer: ReturnType<Client["post"]>) {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(text);
}

function record(api: Client, lines: readonly (readonly [string, string, string])[]) {
  const sent = lines.map(([person, on, amount]) => ({ metric: "revenue", person, on, amount }));
  return done(api.post("/entries", { rows: sent }));
}

/** The targets' own routes have tests of their own. */
async function target(
  tenant: string,
  subject: string,
  from: string,
  until: string,
  amount: number,
) {
  await rows(
    tenant,
    `INSERT INTO targets (tenant, subject, metric, level, slice, from_day, since_seq, until_day,
       until_seq, amount, currency, plan, plan_version)
     SELECT ?1, ?2, id, 'committed', '', ?3, 1, ?4, NULL, ?5, 'CNY', NULL, NULL
     FROM metrics WHERE tenant = ?1 AND code = 'revenue'`,
    subject,
    from,
    until,
    amount,
  );
}

const ask = (api: Client, query: Record<string, string>) =>
  api.get(`/attainment?${new URLSearchParams(query).toString()}`);

/** For tests that only read. */
let shared: ReturnType<typeof smallCompany> | null = null;

describe("GET /attainment", () => {
  test("of a person: target, actual and attainment of the quarter, in one round trip", async () => {
    const { api, ids } = await smallCompany();
    const { status, body, headers } = await ask(api, { subject: ids.ann, period: "FY2025-Q1" });
    expect(status).toBe(200);
    expect(body.subject).toMatchObject({ kind: "person", name: "Ann" });
    expect(body.window).toMatchObject({
      key: "FY2025-Q1",
      from: "2025-01-01",
      until: "2025-04-01",
    });
    expect(body.figures).toMatchObject({
      target: "200.00",
      actual: "150.00",
      entries: 3,
      attainment: "0.75",
      variance: "-50.00",
      expected: "200.00",
      pace: "0.75",
      elapsed: "1",
      runRate: "150.00",
      required: null,
      daysLeft: 0,
    });
    expect(body.data).toMatchObject({ day: "2025-03-31" });
    expect(body.data.at).toBeGreaterThan(1_700_000_000_000);
    expect(headers.get("fairlead-d1")).toMatch(/^trips=1;/);
  });

  test("of a part of a target: by its own working days, rounded once", async () => {
    const { api, ids } = await smallCompany();
    const { body } = await ask(api, { subject: ids.ann, period: "FY2025-M02" });
    const { workingDays } = body.window;
    const quarter = (await ask(api, { subject: ids.ann, period: "FY2025-Q1" })).body.window;
    const exact =
      (20_000n * BigInt(workingDays) * 2n + BigInt(quarter.workingDays)) /
      (2n * BigInt(quarter.workingDays));
    expect(body.figures.target).toBe(`${exact / 100n}.${String(exact % 100n).padStart(2, "0")}`);
    expect(body.figures.actual).toBe("50.50");
  });

  test("of several targets: those that meet the window, older and later ones not", async () => {
    const { id, api, ids } = await smallCompany();
    for (const [from, until] of [
      ["2023-01-01", "2024-01-01"],
      ["2024-01-01", "2024-07-01"],
      ["2024-11-15", "2025-02-01"],
      ["2025-02-01", "2025-03-01"],
      ["2025-03-01", "2026-01-01"],
    ] as const)
      await target(id, ids.root, from, until, 100_00);
    const of = async (from: string, until: string) =>
      (await ask(api, { subject: ids.root, from, until })).body.figures.target;
    expect(await of("2024-11-15", "2025-03-01")).toBe("200.00");
    expect(await of("2025-02-01", "2025-03-01")).toBe("100.00");
    expect(await of("2024-07-01", "2024-11-15")).toBeNull();
    expect(await of("2022-01-01", "2026-01-01")).toBe("500.00");
  });

  test("of a unit: children have the days on which they belonged here, and re-add", async () => {
    const { api, ids } = await smallCompany();
    const query = { subject: ids.east, period: "FY2025-Q1", by: "month" };
    const { body } = await ask(api, query);
    const children = body.children.map(
      (child: { name: string; from: string; until: string; figures: { actual: string } }) => [
        child.name,
        child.from,
        child.until,
        child.figures.actual,
      ],
    );
    expect(children).toEqual([
      ["Ann", "2025-01-01", "2025-04-01", "150.00"],
      ["Bo", "2025-03-01", "2025-04-01", "20.00"],
    ]);
    expect(body.figures.actual).toBe("170.00");
    expect(body.rest).toBe("0.00");
    expect(
      body.series.map(({ key, actual }: { key: string; actual: string }) => [key, actual]),
    ).toEqual([
      ["FY2025-M01", "100.00"],
      ["FY2025-M02", "50.50"],
      ["FY2025-M03", "19.50"],
    ]);
    expect(body.children[0].series.map(({ actual }: { actual: string }) => actual)).toEqual([
      "100.00",
      "50.50",
      "-0.50",
    ]);
    const root = await ask(api, { subject: ids.root, period: "FY2025-Q1" });
    expect(root.body.figures.actual).toBe("200.00");
    expect(root.body.rest).toBe("0.00");
    expect(root.body.figures).toMatchObject({ target: null, attainment: null, expected: null });
  });

  test("of any window, also one that cuts months", async () => {
    const { api, ids } = await smallCompany();
    const cut = { subject: ids.east, from: "2025-01-10", until: "2025-03-06", by: "day" };
    const { body } = await ask(api, cut);
    expect(body.figures.actual).toBe("170.50");
    expect(body.series).toHaveLength(55);
    expect(body.series[0]).toMatchObject({ key: "2025-01-10", actual: "100.00" });
    const week = await ask(api, { subject: ids.ann, period: "FY2025-W07" });
    expect(week.body.figures.actual).toBe("50.50");
  });

  test("reads rows in proportion to what it shows, however long the log is", async () => {
    const { api, ids } = await smallCompany();
    const query = { subject: ids.east, period: "FY2025", by: "month" };
    const read = async () => {
      const { headers } = await ask(api, query);
      return Number(/read=(\d+)/.exec(headers.get("fairlead-d1") ?? "")?.[1]);
    };
    const before = await read();
    const inside = Array.from({ length: 300 }, (_, at) => addDays(day("2025-01-11"), at % 79));
    const outside = Array.from({ length: 600 }, (_, at) => addDays(day("2023-01-01"), at));
    await record(
      api,
      [...inside, ...outside].map((on) => ["A", on, "1.00"] as const),
    );
    expect(await read()).toBe(before);
    expect((await ask(api, query)).body.children[0].figures.entries).toBe(303);
  });

  test("the drilled rows re-add to the figure", async () => {
    const { api, ids } = await smallCompany();
    const { body } = await ask(api, { subject: ids.east, period: "FY2025-Q1" });
    const { from, until } = body.window;
    const drilled = await api.get(
      `/entries?unit=${ids.east}&metric=${body.metric.id}&from=${from}&until=${until}`,
    );
    expect(drilled.body.sum.amount).toBe(body.figures.actual);
    expect(drilled.body.sum.n).toBe(body.figures.entries);
  });

  test("follows the company's fiscal year", async () => {
    const { api, ids } = await smallCompany();
    const changed = await api.patch("/calendar", { firstMonth: 2 }, { version: 1 });
    expect(changed.status).toBe(200);
    const { body } = await ask(api, { subject: ids.ann, period: "FY2025-Q1" });
    expect(body.window).toMatchObject({ from: "2025-02-01", until: "2025-05-01" });
    expect(body.figures.actual).toBe("50.00");
    const again = await ask(api, { subject: ids.ann, period: "FY2025-Q1" });
    expect(again.headers.get("fairlead-d1")).toMatch(/^trips=1;/);
  });

  // prettier-ignore
  test.each([
    ["no time",                 {},                                             400, "reports/no_window"],
    ["a period that is none",   { period: "2025Q1" },                           422, "period/malformed"],
    ["a month 13",              { period: "FY2025-M13" },                       422, "period/none_such"],
    ["a window backwards",      { from: "2025-02-01", until: "2025-01-01" },    400, "reports/window"],
    ["ten years by the day",    { from: "2015-01-01", until: "2025-01-01", by: "day" }, 400, "reports/window"],
    ["a day that is none",      { from: "2025-02-30", until: "2025-03-01" },    400, "input/malformed"],
    ["an unknown metric",       { period: "FY2025", metric: "happiness" },      404, "metrics/not_found"],
  ])("refuses %s", async (_, query, status, code) => {
    shared ??= smallCompany();
    const { api, ids } = await shared;
    const refused = await ask(api, { subject: ids.ann, ...query });
    expect(refused).toMatchObject({ status, body: { code } });
    expect(refused.body.messages.zh).toMatch(/\p{Script=Han}/u);
  });

  test("shows a member the own figures alone, a manager the own subtree, a stranger nothing", async () => {
    const { id, ids } = await smallCompany();
    const other = await smallCompany();
    const period = "FY2025-Q1";
    const see = async (who: Client, subject: string) =>
      (await ask(who, { subject, period })).status;
    const ann = (await member(id, "member", { person: ids.ann })).client;
    expect([await see(ann, ids.ann), await see(ann, ids.bo), await see(ann, ids.east)]).toEqual([
      200, 404, 404,
    ]);
    const manager = (await member(id, "manager", { scopeUnit: ids.east })).client;
    expect([await see(manager, ids.ann), await see(manager, ids.east)]).toEqual([200, 200]);
    expect(await see(manager, ids.root)).toBe(404);
    expect(await see(other.api, ids.ann)).toBe(404);
    expect(await see(client(), ids.ann)).toBe(401);
  });

  test("shows a new manager what was made in the unit, not what was made elsewhere before", async () => {
    const { id, ids, owner } = await smallCompany();
    const seen = async (who: Client, period: string) => {
      const { status, body } = await ask(who, { subject: ids.bo, period });
      return status === 200 ? [body.figures.actual, body.window.from, body.window.key] : status;
    };
    const lead = (await member(id, "manager", { scopeUnit: ids.east, person: ids.ann })).client;
    const head = (await member(id, "manager", { scopeUnit: ids.root })).client;
    const bo = (await member(id, "manager", { scopeUnit: ids.east, person: ids.bo })).client;
    expect(await seen(lead, "FY2025-Q1")).toEqual(["20.00", "2025-03-01", null]);
    expect(await seen(lead, "FY2025-M03")).toEqual(["20.00", "2025-03-01", "FY2025-M03"]);
    expect(await seen(lead, "FY2025-M02")).toBe(404);
    for (const who of [head, bo, owner.client])
      expect(await seen(who, "FY2025-Q1")).toEqual(["50.00", "2025-01-01", "FY2025-Q1"]);
    const drilled = async (who: Client, from: string, until: string) => {
      const metric = (await ask(who, { subject: ids.bo, period: "FY2025-M03" })).body.metric.id;
      const days = `metric=${metric}&from=${from}&until=${until}`;
      const { body } = await who.get(`/entries?person=${ids.bo}&${days}`);
      return [body.sum.amount, body.items.map(({ on }: { on: string }) => on)];
    };
    expect(await drilled(lead, "2025-01-01", "2026-01-01")).toEqual(["20.00", ["2025-03-05"]]);
    expect(await drilled(lead, "2025-01-01", "2025-03-01")).toEqual(["0.00", []]);
    const whole = ["50.00", ["2025-02-20", "2025-03-05"]];
    for (const who of [head, bo, owner.client])
      expect(await drilled(who, "2025-01-01", "2026-01-01")).toEqual(whole);
  });

  test("a stay under one manager goes on through moves beneath them, and begins anew after a break", async () => {
    const { api, id, ids } = await smallCompany();
    const west = newId(Date.now());
    const rows = [{ id: west, code: "W", name: "West", kind: "team", parent: "E" }];
    await done(api.post("/units", { rows }));
    const of = (from: string, unit: string) =>
      done(api.post("/memberships", { rows: [{ person: "B", unit, from }] }));
    const lead = (await member(id, "manager", { scopeUnit: ids.east })).client;
    const since = async () =>
      (await ask(lead, { subject: ids.bo, period: "FY2025" })).body.window.from;
    await of("2025-04-01", "W");
    expect(await since()).toBe("2025-03-01");
    await of("2025-06-01", "R");
    await of("2025-07-01", "W");
    expect(await since()).toBe("2025-07-01");
  });
});
