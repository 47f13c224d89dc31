// Goal: a company's calendar is there from its first day, changes by version, and its own days count.
// Method: the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { client, company, member, rows } from "../support/world.ts";

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

  test("is not for members", async () => {
    const { id } = await company();
    const { client: colleague } = await member(id, "member");
    const refused = await colleague.patch("/calendar", { firstMonth: 4 }, { version: 1 });
    expect(refused).toMatchObject({ status: 403, body: { code: "auth/not_allowed" } });
    expect((await colleague.get("/calendar")).status).toBe(200);
  });
});

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
