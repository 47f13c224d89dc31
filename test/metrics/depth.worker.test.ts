// Goal: what a metric stands beside is kept, checked against the company's own metrics, and told.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { company } from "../support/world.ts";
import { done } from "../targets/team.ts";

const made = (code: string, more: object = {}) => ({
  ...{ id: newId(Date.now()), code, nameZh: code, nameEn: code, unit: "count", scale: 0 },
  ...more,
});

describe("a metric", () => {
  test("keeps its drivers, its health, its weight and its bounds, and changes them by version", async () => {
    const { api } = await company();
    const health = made("satisfaction", { unit: "score", scale: 1, class: "health" });
    await done(api.post("/metrics", health));
    const deep = made("growth", {
      ...{ formula: "new_customers * orders", health: health.id, weighedBy: health.id },
      ...{ direction: "down", downRule: "two_minus", downMax: "150%" },
    });
    const { body } = await done(api.post("/metrics", deep));
    expect(body).toMatchObject({ ...deep, version: 1 });
    const changed = await done(
      api.patch(`/metrics/${deep.id}`, { health: null, downMax: "3" }, { version: 1 }),
    );
    expect(changed.body).toMatchObject({
      health: null,
      weighedBy: health.id,
      downMax: "3",
      downRule: "two_minus",
    });
    expect((await done(api.get(`/metrics/${deep.id}`))).body).toEqual(changed.body);
  });

  test("refuses a circle, a driver nobody knows, a health of another class and a maximum of nothing", async () => {
    const { api } = await company();
    const { items } = (await done(api.get("/metrics"))).body;
    const idOf = (code: string) => items.find((each: { code: string }) => each.code === code).id;
    const code = async (change: object) =>
      (await api.post("/metrics", made(newId(Date.now()), change))).body.code;
    expect(await code({ formula: "orders * nothing" })).toBe("metrics/unknown_formula");
    expect(await code({ health: idOf("orders") })).toBe("metrics/not_health");
    expect(await code({ weighedBy: newId(Date.now()) })).toBe("metrics/unknown_metric");
    expect(await code({ downMax: "0" })).toBe("metrics/down_max");
    await done(api.post("/metrics", made("double", { formula: "orders * visits" })));
    const circle = await api.patch(
      `/metrics/${idOf("orders")}`,
      { formula: "double * visits" },
      { version: 1 },
    );
    expect(circle).toMatchObject({
      status: 422,
      body: { code: "metrics/circular_formula", facts: { value: "double" } },
    });
  });

  test("of a new company has revenue's growth beside the margin rate", async () => {
    const { api } = await company();
    const { items } = (await done(api.get("/metrics"))).body;
    const of = (code: string) => items.find((each: { code: string }) => each.code === code);
    expect(of("revenue").health).toBe(of("margin_rate").id);
    expect(of("margin_rate")).toMatchObject({ class: "health", health: null, downMax: "2" });
  });
});
