// Goal: a target holds for any interval, a day has at most one, and what was agreed is never lost.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { company, rows } from "../support/world.ts";
import { done, team } from "./team.ts";

const row = (change: Record<string, unknown> = {}) => ({
  subject: "anna",
  metric: "revenue",
  from: "2026-01-15",
  until: "2026-04-03",
  amount: "250.50",
  ...change,
});

describe("POST /targets", () => {
  test("sets targets for any interval, and the same again changes nothing", async () => {
    const { api, id, ids } = await team();
    const quotas = {
      rows: [row(), row({ from: "2026-04-03", until: "2026-05-31", amount: "90" })],
    };
    expect((await done(api.post("/targets", quotas))).body.results).toEqual(["new", "new"]);
    const before = await rows(id, "SELECT max(seq) AS seq FROM commits WHERE tenant = ?1");
    expect((await done(api.post("/targets", quotas))).body.results).toEqual([
      "unchanged",
      "unchanged",
    ]);
    expect(await rows(id, "SELECT max(seq) AS seq FROM commits WHERE tenant = ?1")).toEqual(before);
    const { body } = await done(api.get(`/targets?subject=${ids["anna"]}`));
    expect(body.items).toMatchObject([
      { from: "2026-01-15", until: "2026-04-03", amount: "250.50", plan: null },
      { from: "2026-04-03", until: "2026-05-31", amount: "90.00" },
    ]);
  });

  test("two targets for one interval are refused, naming both", async () => {
    const { api, id } = await team();
    await done(api.post("/targets", { rows: [row()] }));
    const second = await api.post("/targets", { rows: [row({ amount: "300" })] });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      code: "target/overlap",
      facts: { subject: "anna", amount: "250.50", newAmount: "300.00", from: "2026-01-15" },
      errors: [{ pointer: "/rows/0", code: "target/overlap" }],
    });
    expect(second.body.messages.zh).toContain("250.50");
    const overhang = row({ from: "2026-04-02", until: "2026-06-01", amount: "1" });
    expect((await api.post("/targets", { rows: [overhang] })).status).toBe(409);
    const twins = await api.post("/targets", {
      rows: [row({ subject: "bo" }), row({ subject: "bo" })],
    });
    expect(twins.body).toMatchObject({ code: "target/overlap", errors: [{ pointer: "/rows/1" }] });
    const held = await rows(id, "SELECT amount FROM targets WHERE tenant = ?1");
    expect(held).toEqual([{ amount: 25_050 }]);
  });

  test("another amount for the same interval closes the old one and keeps it", async () => {
    const { api, id } = await team();
    await done(api.post("/targets", { rows: [row()] }));
    const changed = await done(
      api.post("/targets", { rows: [row({ amount: "1" })], replace: true }),
    );
    expect(changed.body.results).toEqual(["changed"]);
    const all = await rows(
      id,
      "SELECT amount, until_seq IS NULL AS holds FROM targets WHERE tenant = ?1 ORDER BY since_seq",
    );
    expect(all).toEqual([
      { amount: 25_050, holds: 0 },
      { amount: 100, holds: 1 },
    ]);
  });

  test("a slice is a part of its own beside the whole, and overlaps only itself", async () => {
    const { api, ids } = await team();
    const [whole, phones] = [row(), row({ slice: "phones", amount: "100" })];
    await done(api.post("/targets", { rows: [whole, phones, row({ slice: "bikes" })] }));
    const again = await done(api.post("/targets", { rows: [phones] }));
    expect(again.body.results).toEqual(["unchanged"]);
    const other = row({ slice: "phones", from: "2026-02-01", amount: "1" });
    expect((await api.post("/targets", { rows: [other] })).status).toBe(409);
    const more = { rows: [row({ slice: "phones", amount: "120" })], replace: true };
    expect((await done(api.post("/targets", more))).body.results).toEqual(["changed"]);
    const listed: [string | null, string][] = [];
    let cursor = "";
    do {
      const page = await done(
        api.get(`/targets?subject=${ids["anna"]}&limit=1${cursor && `&cursor=${cursor}`}`),
      );
      for (const { slice, amount } of page.body.items) listed.push([slice, amount]);
      cursor = page.body.next ? encodeURIComponent(page.body.next) : "";
    } while (cursor !== "");
    expect(listed).toEqual([
      [null, "250.50"],
      ["bikes", "250.50"],
      ["phones", "120.00"],
    ]);
  });

  test("sprint and challenge stand beside committed", async () => {
    const { api } = await team();
    const levels = ["committed", "sprint", "challenge"].map((level) => row({ level }));
    expect((await done(api.post("/targets", { rows: levels }))).body.results).toHaveLength(3);
  });

  test("every bad row is named with its place and value, and nothing is written", async () => {
    const { api, id } = await team();
    const bad = [
      row(),
      row({ subject: "nobody" }),
      row({ metric: "profit" }),
      row({ from: "2026-05-01", until: "2026-05-01" }),
      row({ amount: "1.2345" }),
      row({ amount: "90071992547409.92" }),
      row({ currency: "XXX", subject: "bo" }),
    ];
    const refused = await api.post("/targets", { rows: bad });
    expect(refused.status).toBe(422);
    const places = refused.body.errors.map(({ pointer, code }: Record<string, string>) => [
      pointer,
      code,
    ]);
    expect(places).toEqual([
      ["/rows/1/subject", "target/unknown_subject"],
      ["/rows/2/metric", "target/unknown_metric"],
      ["/rows/3/until", "target/interval"],
      ["/rows/4/amount", "target/amount"],
      ["/rows/5/amount", "target/amount"],
    ]);
    expect(refused.body.errors[1].messages.en).toContain("profit");
    expect(await rows(id, "SELECT 1 FROM targets WHERE tenant = ?1")).toEqual([]);
    const impossible = await api.post("/targets", { rows: [row({ from: "2026-02-30" })] });
    expect(impossible.body.errors[0]).toMatchObject({
      pointer: "/rows/0/from",
      value: "2026-02-30",
    });
  });

  test("ten at once with one key are one effect; another body under the key is refused", async () => {
    const { api, id } = await team();
    const key = newId(Date.now());
    const ten = await Promise.all(
      Array.from({ length: 10 }, () => api.post("/targets", { rows: [row()] }, { key })),
    );
    expect(new Set(ten.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const other = await api.post("/targets", { rows: [row({ amount: "7" })] }, { key });
    expect(other).toMatchObject({ status: 422, body: { code: "input/key_reused" } });
    expect(await rows(id, "SELECT amount FROM targets WHERE tenant = ?1")).toHaveLength(1);
  });

  test("another company's people are nobody here", async () => {
    const [mine, theirs] = [await company(), await team()];
    const refused = await mine.api.post("/targets", {
      rows: [row({ subject: theirs.ids["anna"] })],
    });
    expect(refused.body.errors[0]).toMatchObject({ code: "target/unknown_subject" });
    const listed = await mine.api.get(`/targets?subject=${theirs.ids["anna"]}`);
    expect(listed).toMatchObject({ status: 404, body: { code: "subject/not_found" } });
  });

  test("a stored target cannot be changed or deleted by any statement", async () => {
    const { api, id } = await team();
    await done(api.post("/targets", { rows: [row()] }));
    for (const sql of [
      "UPDATE targets SET amount = 1 WHERE tenant = ?1",
      "DELETE FROM targets WHERE tenant = ?1",
    ]) {
      await expect(rows(id, sql)).rejects.toThrow("append_only:targets");
    }
  });
});
