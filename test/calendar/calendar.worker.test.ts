// Goal: a company's calendar is there from its first day, changes by version, and its own days count.
// Method: the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { GREGORIAN } from "../../workers/calendar/rule.ts";
import { client, company, member, rows } from "../support/world.ts";
import { FOUR_WEEKS, NRF } from "./rules.ts";

type Period = { key: string; kind: string; from: string; until: string; workingDays: number };
const periodOf = (body: { periods: Period[] }, key: string) =>
  body.periods.find((period) => period.key === key);

async function mainlandCompany() {
  const made = await company();
  const now = await made.api.get("/calendar");
  if (now.body.holidays === "mainland") return { ...made, version: 1 };
  await made.api.patch("/calendar", { holidays: "mainland" }, { version: 1 });
  return { ...made, version: 2 };
}

describe("GET /calendar", () => {
  test("names every period of a year with its working days", async () => {
    const { api } = await mainlandCompany();
    const { status, body } = await api.get("/calendar?year=2026");
    expect(status).toBe(200);
    expect(periodOf(body, "FY2026")).toMatchObject({ from: "2026-01-01", workingDays: 248 });
    expect(periodOf(body, "FY2026-Q1")).toMatchObject({ until: "2026-04-01", workingDays: 59 });
    expect(periodOf(body, "FY2026-M10")?.workingDays).toBe(18);
    expect(body.periods.filter(({ kind }: Period) => kind === "week")).toHaveLength(53);
    expect(body.holidaysKnown).toEqual({ from: "2011-01-01", until: "2027-01-01" });
  });

  test("is one round trip, and refuses a year that is none", async () => {
    const { api } = await company();
    const { headers } = await api.get("/calendar");
    expect(headers.get("fairlead-d1")).toMatch(/^trips=1;/);
    expect((await api.get("/calendar?year=26")).status).toBe(400);
  });

  test("is closed to strangers", async () => {
    expect((await client().get("/calendar")).body.code).toBe("auth/signed_out");
  });
});

describe("PATCH /calendar", () => {
  test("moves the fiscal year, keeps what was known, and raises the version", async () => {
    const { id, api } = await company();
    const done = await api.patch("/calendar", { firstMonth: 4, labelBy: "end" }, { version: 1 });
    expect(done).toMatchObject({ status: 200, body: { version: 2, rule: { firstMonth: 4 } } });
    expect(done.headers.get("etag")).toBe('"2"');
    const { body } = await api.get("/calendar?year=2026");
    expect(periodOf(body, "FY2026")).toMatchObject({ from: "2025-04-01", until: "2026-04-01" });
    const known = await rows(
      id,
      "SELECT version, until_seq FROM calendars WHERE tenant = ?1 ORDER BY version",
    );
    expect(known).toEqual([
      { version: 1, until_seq: 2 },
      { version: 2, until_seq: null },
    ]);
  });

  test("refuses a stale version, a missing one, and a week without work", async () => {
    const { api } = await company();
    const stale = await api.patch("/calendar", { firstMonth: 4 }, { version: 9 });
    expect(stale).toMatchObject({ status: 412, body: { facts: { yours: 9, current: 1 } } });
    expect((await api.patch("/calendar", { firstMonth: 4 })).status).toBe(428);
    const week = [false, false, false, false, false, false, false];
    const idle = await api.patch("/calendar", { week }, { version: 1 });
    expect(idle).toMatchObject({ status: 422, body: { code: "calendar/no_working_weekday" } });
    expect((await api.patch("/calendar", { firstMonth: 13 }, { version: 1 })).status).toBe(400);
    expect((await api.get("/calendar")).body.version).toBe(1);
  });

  test("refuses to take a running target's year away, and names it in both languages", async () => {
    const { id, api } = await company();
    await rows(
      id,
      `INSERT INTO targets (tenant, subject, metric, level, from_day, since_seq, until_day, amount,
         currency)
       SELECT ?1, 'somebody', id, 'committed', '2098-01-01', 1, '2099-01-01', 100, 'CNY'
       FROM metrics WHERE tenant = ?1 AND code = 'revenue'`,
    );
    const refused = await api.patch("/calendar", { firstMonth: 4 }, { version: 1 });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "calendar/breaks_targets", errors: [{ value: "FY2098", targets: 1 }] },
    });
    expect(refused.body.errors[0].messages.zh).toContain("FY2098");
    expect((await api.patch("/calendar", { weekStart: 7 }, { version: 1 })).status).toBe(200);
  });

  test("names the plan, the metric and whose targets a change would break", async () => {
    const { id, api } = await company();
    const { status } = await api.post("/people", {
      rows: [{ code: "A", name: "安", unit: "company" }],
    });
    expect(status).toBeLessThan(300);
    await rows(
      id,
      `INSERT INTO targets (tenant, subject, metric, level, from_day, since_seq, until_day, amount,
         currency)
       SELECT ?1, (SELECT id FROM people WHERE tenant = ?1), id, 'committed', '2098-01-01', 1,
         '2098-07-01', 100, 'CNY' FROM metrics WHERE tenant = ?1 AND code = 'revenue'`,
    );
    const { body } = await api.patch("/calendar", { rule: NRF }, { version: 1 });
    expect(body).toMatchObject({
      code: "calendar/breaks_targets",
      facts: { count: 1, targets: 1 },
      errors: [
        { value: "FY2098-H1", metric: "revenue", level: "committed", subjects: [{ name: "安" }] },
      ],
    });
  });

  test("is not for members", async () => {
    const { id } = await company();
    const { client: colleague } = await member(id, "member");
    const refused = await colleague.patch("/calendar", { firstMonth: 4 }, { version: 1 });
    expect(refused).toMatchObject({ status: 403, body: { code: "auth/not_allowed" } });
    expect((await colleague.get("/calendar")).status).toBe(200);
  });
});

describe("a company of whole weeks", () => {
  test("is asked by year, and its weeks, months and quarters are the published ones", async () => {
    const { api } = await company();
    const done = await api.patch("/calendar", { rule: NRF }, { version: 1 });
    expect(done).toMatchObject({ status: 200, body: { rule: NRF, parts: [{ from: null }] } });
    const { body } = await api.get("/calendar?year=2023");
    expect(periodOf(body, "FY2023")).toMatchObject({ from: "2023-01-29", until: "2024-02-04" });
    expect(periodOf(body, "FY2023-W53")).toMatchObject({ from: "2024-01-28" });
    const { body: four } = await api.patch("/calendar", { rule: FOUR_WEEKS }, { version: 2 });
    expect(four.periods.filter(({ kind }: Period) => kind === "month")).toHaveLength(13);
    expect(four.periods.at(-1).key).toMatch(/-W5[23]$/);
  });

  test("has boards whose windows are its own periods", async () => {
    const { api, board } = await companyWithBoard("month");
    await api.patch("/calendar", { rule: FOUR_WEEKS }, { version: 1 });
    const { body: now } = await api.get("/calendar");
    const period = now.periods.find(
      ({ kind, from, until }: Period) => kind === "month" && from <= now.today && now.today < until,
    );
    const { body, headers } = await api.get(`/boards/${board}/standings`);
    expect(body.title).toMatchObject({ from: period.from, until: period.until });
    expect(headers.get("fairlead-d1")).toMatch(/^trips=1;/);
  });
});

describe("a new calendar from a future year", () => {
  const april = { ...GREGORIAN, firstMonth: 4 };

  test("leaves the years before alone, shows the transition, and says it as of any day", async () => {
    const { id, api } = await company();
    const made = await api.patch("/calendar", { rule: april, fromYear: 2090 }, { version: 1 });
    expect(made).toMatchObject({
      status: 200,
      body: {
        rule: GREGORIAN,
        parts: [{ from: null }, { from: "2090-04-01", rule: april, transition: "short" }],
        changes: [{ last: { key: "FY2090T", from: "2090-01-01" }, first: { key: "FY2090" } }],
      },
    });
    const on = async (query: string) => (await api.get(`/calendar?${query}`)).body;
    expect(await on("on=2089-12-31")).toMatchObject({
      named: "2089",
      later: "2090T",
      rule: GREGORIAN,
    });
    expect(await on("year=2090T")).toMatchObject({ year: 2090, earlier: "2089", later: "2090" });
    expect(await on("on=2090-04-01")).toMatchObject({
      named: "2090",
      rule: april,
      earlier: "2090T",
    });
    expect((await api.get("/calendar?year=2091T")).body.code).toBe("period/none_such");
    const stored = await rows(
      id,
      "SELECT from_day, until_day FROM calendars WHERE tenant = ?1 AND until_seq IS NULL ORDER BY from_day",
    );
    expect(stored).toEqual([
      { from_day: "0001-01-01", until_day: "2090-04-01" },
      { from_day: "2090-04-01", until_day: "9999-12-31" },
    ]);
    // The week is the company's, whatever calendar is in force, and changes no rule.
    const week = [true, true, true, true, true, true, false];
    const worked = await api.patch("/calendar", { week }, { version: 2 });
    expect(worked.body).toMatchObject({ week, version: 3, parts: [{}, { from: "2090-04-01" }] });
  });

  test("keeps agreed targets, and is refused where it would take one's period", async () => {
    const { id, api } = await company();
    const agree = (from: string, until: string) =>
      rows(
        id,
        `INSERT INTO targets (tenant, subject, metric, level, from_day, since_seq, until_day,
           amount, currency) SELECT ?1, 'somebody', id, 'committed', ?2, 1, ?3, 100, 'CNY'
         FROM metrics WHERE tenant = ?1 AND code = 'revenue'`,
        from,
        until,
      );
    await agree("2089-01-01", "2090-01-01");
    expect((await api.patch("/calendar", { rule: april }, { version: 1 })).status).toBe(409);
    const ask = { rule: april, fromYear: 2090 };
    await agree("2091-01-01", "2092-01-01");
    expect((await api.patch("/calendar", ask, { version: 1 })).body).toMatchObject({
      errors: [{ value: "FY2091" }],
    });
    const later = await api.patch("/calendar", { ...ask, fromYear: 2092 }, { version: 1 });
    expect(later.status).toBe(200);
  });

  // prettier-ignore
  test.each([
    ["one that has begun",       { fromYear: 2020 }, "calendar/not_future", "/fromYear"],
    ["a name already used",      { rule: { ...april, labelBy: "start", firstMonth: 7 }, fromYear: 2090 }, "calendar/year_name", "/fromYear"],
    ["too long a last year",     { rule: GREGORIAN, fromYear: 2091, transition: "long" }, "calendar/transition_long", "/transition"],
  ])("refuses %s", async (_, body, code, pointer) => {
    const { api } = await company();
    const aprilByEnd = { ...april, labelBy: "end" };
    await api.patch("/calendar", { rule: aprilByEnd }, { version: 1 });
    const refused = await api.patch("/calendar", { rule: GREGORIAN, ...body }, { version: 2 });
    expect(refused).toMatchObject({ status: 422, body: { code } });
    expect(JSON.stringify(refused.body)).toContain(pointer);
    expect(refused.body.messages.zh).toMatch(/\p{Script=Han}/u);
  });
});

async function companyWithBoard(span: "month") {
  const made = await company();
  const metrics = await made.api.get("/metrics");
  const metric = metrics.body.items.find(({ code }: { code: string }) => code === "revenue").id;
  const units = await made.api.get("/units");
  const unit = units.body.items[0].id;
  const board = newId<"board">(1_795_000_000_000);
  const asked = { id: board, name: "本期", unit, metric, window: span };
  const done = await made.api.post("/boards", asked);
  expect(done.status).toBe(201);
  return { ...made, board };
}

describe("/calendar/overrides", () => {
  const monday = "2026-11-23";

  test("a company's own day off is no working day, until it is taken back", async () => {
    const { id, api } = await mainlandCompany();
    const november = async () =>
      periodOf((await api.get("/calendar?year=2026")).body, "FY2026-M11");
    expect((await november())?.workingDays).toBe(21);
    const off = { days: [{ on: monday, works: false, note: "公司年会" }] };
    const set = await api.post("/calendar/overrides", off, { key: "annual-meeting" });
    expect(set.body).toEqual({ changed: 1 });
    expect((await api.post("/calendar/overrides", off, { key: "annual-meeting" })).text).toBe(
      set.text,
    );
    expect((await api.post("/calendar/overrides", off)).body).toEqual({ changed: 0 });
    expect((await november())?.workingDays).toBe(20);
    const listed = await api.get("/calendar/overrides?year=2026");
    expect(listed.body.items).toEqual([{ on: monday, works: false, note: "公司年会" }]);
    expect(listed.body.holidays).toContainEqual({ on: "2026-10-10", works: true });
    await api.post("/calendar/overrides", { days: [{ on: monday, works: null }] });
    expect((await november())?.workingDays).toBe(21);
    const kept = await rows(id, "SELECT on_day, works FROM day_overrides WHERE tenant = ?1");
    expect(kept).toEqual([{ on_day: monday, works: 0 }]);
    const details = await rows(id, "SELECT detail FROM commits WHERE tenant = ?1");
    expect(JSON.stringify(details)).not.toContain("公司年会");
  });

  test("a day twice and a day that does not exist are refused", async () => {
    const { api } = await company();
    const twice = {
      days: [
        { on: monday, works: false },
        { on: monday, works: true },
      ],
    };
    expect((await api.post("/calendar/overrides", twice)).status).toBe(400);
    const never = { days: [{ on: "2026-02-30", works: false }] };
    expect((await api.post("/calendar/overrides", never)).status).toBe(400);
  });
});

describe("POST /tools/calendar", () => {
  test("answers anyone, without an account and without a key", async () => {
    const asked = { rule: NRF, year: 2023, nth: [{ from: "2026-07-17", n: 1 }] };
    const { status, body } = await client().post("/tools/calendar", asked);
    expect(status).toBe(200);
    expect(periodOf(body, "FY2023-W53")).toMatchObject({ from: "2024-01-28" });
    expect(body.nth).toEqual([{ from: "2026-07-17", n: 1, on: "2026-07-20" }]);
  });

  test("names what is wrong in both languages, also in the form of the request", async () => {
    const refused = await client().post("/tools/calendar", { on: ["1800-01-01"] });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: "calendar/tool", errors: [{ pointer: "/on/0", value: "1800-01-01" }] },
    });
    expect(refused.body.errors[0].messages.zh).toContain("1800-01-01");
    const malformed = await client().post("/tools/calendar", { rule: { kind: "lunar" } });
    expect(malformed).toMatchObject({ status: 400, body: { errors: [{ pointer: "/rule/kind" }] } });
  });
});
