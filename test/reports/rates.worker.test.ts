// Goal: what does not add up has an attainment too: a ratio is that of the sums over days, people and
// teams, a mean is that of its entries, the last value is a person's; down has its rule and bound.
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { company, type Company } from "../support/world.ts";
import { done } from "../targets/team.ts";

let at: Company;
const [team, ann, bo] = [newId(Date.now()), newId(Date.now()), newId(Date.now())];
const ask = (subject: string, metric: string, more = "") =>
  at.api.get(`/attainment?subject=${subject}&metric=${metric}&period=FY2025-Q1${more}`);
const figures = async (subject: string, metric: string) =>
  (await done(ask(subject, metric))).body.figures;

beforeAll(async () => {
  at = await company();
  const { api } = at;
  await done(
    api.post("/units", { rows: [{ id: team, code: "T", name: "T", from: "2025-01-01" }] }),
  );
  const person = (id: string, code: string) => ({
    id,
    code,
    name: code,
    startsOn: "2025-01-01",
    unit: "T",
    unitFrom: "2025-01-01",
  });
  await done(api.post("/people", { rows: [person(ann, "A"), person(bo, "B")] }));
  const metric = (code: string, more: object) =>
    api.post("/metrics", { id: newId(Date.now()), code, nameZh: code, nameEn: code, ...more });
  await done(
    metric("satisfaction", {
      unit: "score",
      scale: 1,
      class: "health",
      overTime: "mean",
      overPeople: "mean",
    }),
  );
  await done(metric("stock", { unit: "count", scale: 0, overTime: "last", overPeople: "sum" }));
  await done(
    metric("overdue", {
      unit: "days",
      scale: 0,
      direction: "down",
      overTime: "mean",
      overPeople: "mean",
      downMax: "150%",
    }),
  );
  await done(
    metric("complaints", { unit: "count", scale: 0, direction: "down", downRule: "two_minus" }),
  );
  const entry = (code: string, who: string, on: string, amount: string) => ({
    metric: code,
    person: who,
    on,
    amount,
    externalId: newId(Date.now()),
  });
  await done(
    api.post("/entries", {
      rows: [
        ...[
          entry("revenue", "A", "2025-01-10", "1000.00"),
          entry("margin", "A", "2025-01-10", "300.00"),
        ],
        ...[
          entry("revenue", "A", "2025-03-03", "1000.00"),
          entry("margin", "A", "2025-03-03", "500.00"),
        ],
        ...[
          entry("revenue", "B", "2025-02-10", "8000.00"),
          entry("margin", "B", "2025-02-10", "800.00"),
        ],
        ...[
          entry("satisfaction", "A", "2025-01-10", "8.0"),
          entry("satisfaction", "A", "2025-02-10", "9.0"),
          entry("satisfaction", "B", "2025-02-10", "5.5"),
        ],
        ...[entry("stock", "A", "2025-01-31", "40"), entry("stock", "A", "2025-03-30", "25")],
        ...[
          entry("overdue", "A", "2025-01-31", "20"),
          entry("complaints", "A", "2025-01-31", "12"),
        ],
      ],
    }),
  );
  const target = (
    subject: string,
    code: string,
    amount: string,
    from = "2025-01-01",
    until = "2025-04-01",
  ) => ({ subject, metric: code, amount, from, until });
  await done(
    api.post("/targets", {
      rows: [
        target("T", "margin_rate", "0.2000"),
        target("A", "margin_rate", "0.3000", "2025-01-01", "2025-02-01"),
        target("A", "margin_rate", "0.6000", "2025-02-01", "2025-04-01"),
        target("A", "satisfaction", "9.0"),
        target("A", "stock", "50"),
        ...[target("A", "overdue", "45"), target("A", "complaints", "10")],
      ],
    }),
  );
});

describe("a ratio", () => {
  test("of a team is the ratio of its sums, never the mean of its people's", async () => {
    const { body } = await done(ask(team, "margin_rate"));
    // (800 + 800) / (2000 + 8000); the mean of 40 % and 10 % would be 25 %.
    expect(body.figures).toMatchObject({
      actual: "0.1600",
      target: "0.2000",
      attainment: "0.8",
      variance: "-0.0400",
    });
    expect(
      body.children.map((each: { figures: { actual: string } }) => each.figures.actual),
    ).toEqual(["0.4000", "0.1000"]);
    expect(body).toMatchObject({ rest: null, metric: { code: "margin_rate", unit: "ratio" } });
    expect(body.data.day).toBe("2025-03-03");
  });

  test("has the mean of its targets by their days, and no pace: days do not add up", async () => {
    // 31 days of 30 % and 59 of 60 %.
    const mean = (31 * 0.3 + 59 * 0.6) / 90;
    const own = await figures(ann, "margin_rate");
    expect(own.target).toBe(mean.toFixed(4));
    expect(Number(own.attainment)).toBeCloseTo(0.4 / mean, 5);
    expect(own).toMatchObject({
      pace: null,
      runRate: null,
      required: null,
      expected: null,
      entries: 2,
    });
  });

  test("is told by the month, from the sums of each", async () => {
    const { body } = await done(ask(ann, "margin_rate", "&by=month"));
    const by = body.series.map((each: { actual: string; attainment: string | null }) => [
      each.actual,
      each.attainment,
    ]);
    expect(by).toEqual([
      ["0.3000", "1"],
      ["0.0000", null],
      ["0.5000", "0.833333"],
    ]);
  });

  test("takes one round trip once its parts are known", async () => {
    await done(ask(team, "margin_rate"));
    const again = await done(ask(team, "margin_rate"));
    expect(again.headers.get("fairlead-d1")).toMatch(/^trips=1;/);
  });

  test("that was never recorded shows no attainment", async () => {
    const { body } = await done(
      at.api.get(`/attainment?subject=${ann}&metric=margin_rate&from=2025-02-01&until=2025-03-01`),
    );
    expect(body.figures).toMatchObject({
      entries: 0,
      actual: "0.0000",
      attainment: null,
      target: "0.6000",
    });
  });
});

describe("a mean", () => {
  test("is that of its entries, of a person and of a team", async () => {
    expect(await figures(ann, "satisfaction")).toMatchObject({
      actual: "8.5",
      target: "9.0",
      attainment: "0.944444",
      entries: 2,
    });
    expect(await figures(team, "satisfaction")).toMatchObject({
      actual: "7.5",
      target: null,
      entries: 3,
    });
  });

  test("where less is better reaches its stated maximum at most", async () => {
    // 45 / 20 would be 2.25; the metric says 150 %.
    expect(await figures(ann, "overdue")).toMatchObject({
      actual: "20",
      attainment: "1.5",
      variance: "-25",
    });
  });
});

describe("the last value", () => {
  test("is a person's newest in the window", async () => {
    expect(await figures(ann, "stock")).toMatchObject({
      actual: "25",
      attainment: "0.5",
      variance: "-25",
    });
  });

  test("of a team is refused: every person would have to be read", async () => {
    expect(await ask(team, "stock")).toMatchObject({
      status: 422,
      body: { code: "reports/not_additive" },
    });
  });
});

test("a sum where less is better follows its metric's rule", async () => {
  // 2 - 12 / 10.
  expect(await figures(ann, "complaints")).toMatchObject({
    actual: "12",
    attainment: "0.8",
    variance: "2",
  });
});
