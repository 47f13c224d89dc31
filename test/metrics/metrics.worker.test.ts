// Goal: a metric is defined once and changed by version; what amounts stand in never changes. Method:
// the real Worker on real D1.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { ascending } from "../../workers/lib/list.ts";
import { company, rows } from "../support/world.ts";

const definition = (code: string, more: object = {}) => ({
  id: newId(Date.now()),
  code,
  nameZh: "签约额",
  nameEn: "Bookings",
  unit: "money",
  scale: 4,
  ...more,
});

describe("metrics", () => {
  test("are defined with their scale and stand in the list by code", async () => {
    const { api } = await company();
    const made = await api.post("/metrics", definition("bookings", { currency: "USD" }));
    expect(made).toMatchObject({ status: 201, body: { scale: 4, currency: "USD", version: 1 } });
    const list = await api.get("/metrics");
    const codes: string[] = list.body.items.map(({ code }: { code: string }) => code);
    expect(codes).toContain("bookings");
    expect(codes).toEqual([...codes].sort(ascending));
    const one = await api.get(`/metrics/${made.body.id}`);
    expect(one.body).toEqual(made.body);
    expect(one.headers.get("etag")).toBe('"1"');
  });

  test("have one code each, also when ten define it at once, and one answer per key", async () => {
    const { id, api } = await company();
    const body = definition("bookings");
    const key = newId(Date.now());
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.post("/metrics", body, { key })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    const taken = await api.post("/metrics", definition("bookings"));
    expect(taken).toMatchObject({ status: 409, body: { code: "metrics/code_taken" } });
    const found = await rows(id, "SELECT 1 FROM metrics WHERE tenant = ?1 AND code = 'bookings'");
    expect(found).toHaveLength(1);
  });

  test("change by version, and never in unit, scale or currency", async () => {
    const { id, api } = await company();
    const { body } = await api.post("/metrics", definition("bookings"));
    const path = `/metrics/${body.id}`;
    const changed = await api.patch(path, { nameZh: "新签约额" }, { version: 1 });
    expect(changed).toMatchObject({ status: 200, body: { nameZh: "新签约额", version: 2 } });
    const stale = await api.patch(path, { nameEn: "Late" }, { version: 1 });
    expect(stale).toMatchObject({ status: 412, body: { facts: { yours: 1, current: 2 } } });
    expect((await api.patch(path, { nameEn: "No version" })).status).toBe(428);
    const scaled = await api.patch(path, { scale: 2 }, { version: 2 });
    expect(scaled).toMatchObject({ status: 400, body: { code: "input/malformed" } });
    const forced = rows(id, "UPDATE metrics SET scale = 2 WHERE tenant = ?1");
    await expect(forced).rejects.toThrow("append_only:metrics");
  });

  test("that contradict themselves are refused by name", async () => {
    const { api } = await company();
    const refusal = async (more: object) => {
      const { status, body } = await api.post("/metrics", definition("x", more));
      return `${status} ${body.code}`;
    };
    expect(await refusal({ unit: "count", currency: "CNY" })).toBe(
      "422 metrics/currency_of_money_only",
    );
    expect(await refusal({ unit: "ratio" })).toBe("422 metrics/ratio_needs_formula");
    expect(await refusal({ unit: "ratio", formula: "a / b" })).toBe("422 metrics/unknown_formula");
    expect(await refusal({ owner: newId(Date.now()) })).toBe("422 metrics/unknown_owner");
    expect(await refusal({ scale: 7 })).toBe("400 input/malformed");
  });
});
