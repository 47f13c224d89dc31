// Goal: revenue +15 % with customer satisfaction -8 % alerts although the result metric is green. Method:
// the two metrics, two years of entries and a target through the API; the alert's own rule on what the
// API answers, as the pages read it.
import { expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { parseRate, rate, type Rate } from "../../workers/lib/rate.ts";
import { must } from "../../workers/lib/assert.ts";
import { divergence } from "../../workers/metrics/balance.ts";
import { company } from "../support/world.ts";
import { done } from "../targets/team.ts";

test("revenue +15 % with customer satisfaction -8 % alerts, and revenue alone is green", async () => {
  const at = await company();
  await done(at.api.post("/units", { rows: [{ code: "team", name: "Team", from: "2024-01-01" }] }));
  await done(
    at.api.post("/people", {
      rows: [{ code: "lin", name: "Lin", unit: "team", unitFrom: "2024-01-01" }],
    }),
  );
  const health = newId<"metric">(Date.now());
  await done(
    at.api.post("/metrics", {
      ...{ id: health, code: "satisfaction", nameZh: "客户满意度", nameEn: "Satisfaction" },
      ...{ unit: "score", scale: 1, class: "health", overTime: "mean", overPeople: "mean" },
    }),
  );
  const { body: list } = await done(at.api.get("/metrics"));
  const revenue = list.items.find(({ code }: { code: string }) => code === "revenue");
  await done(at.api.patch(`/metrics/${revenue.id}`, { health }, { version: revenue.version }));
  const entry = (metric: string, on: string, amount: string) => ({
    ...{ metric, on, amount, person: "lin", externalId: `${metric} ${on}` },
  });
  await done(
    at.api.post("/entries", {
      rows: [
        entry("revenue", "2025-03-10", "1000000.00"),
        entry("revenue", "2026-03-10", "1150000.00"),
        entry("satisfaction", "2025-03-10", "90.0"),
        entry("satisfaction", "2026-03-10", "82.8"),
      ],
    }),
  );
  const { body: units } = await done(at.api.get("/units"));
  const unit = units.items.find(({ code }: { code: string }) => code === "team").id;
  await done(
    at.api.post("/targets", {
      rows: [
        {
          ...{ subject: unit, metric: "revenue", amount: "1100000.00" },
          ...{ from: "2026-01-01", until: "2026-04-01" },
        },
      ],
    }),
  );
  const figures = async (metric: string, year: number) =>
    (
      await done(
        at.api.get(
          `/attainment?subject=${unit}&metric=${metric}&from=${year}-01-01&until=${year}-04-01`,
        ),
      )
    ).body.figures;
  const changeOf = async (metric: string): Promise<Rate> => {
    const [now, then] = [await figures(metric, 2026), await figures(metric, 2025)];
    const [a, b] = [must(parseRate(now.actual)), must(parseRate(then.actual))];
    return rate(a.num * b.den - b.num * a.den, a.den * b.num);
  };
  expect(Number((await figures("revenue", 2026)).attainment)).toBeGreaterThan(1);
  const [growth, fall] = [await changeOf("revenue"), await changeOf("satisfaction")];
  expect([growth, fall]).toEqual([rate(15n, 100n), rate(-8n, 100n)]);
  expect(divergence(growth, fall, "up").state).toBe("diverges");
});
