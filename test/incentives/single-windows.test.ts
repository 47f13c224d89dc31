// Goal: a credit or deal that is a window of its own has a result only while something of it counts.
import { describe, expect, test } from "vitest";
import { flat, pays, planOf, refund, sale, world } from "./make.ts";

const asked = (credits: Parameters<typeof world>[1] & object, change: object = {}) =>
  pays(
    world(
      {
        ...planOf(flat("1%", { window: "credit", floor: "50", ...change })),
        carry: { kind: "payroll" },
      },
      { until: "2026-03-01", ...credits },
    ),
  );

describe("a floor of 50 for each credit", () => {
  test("is not paid for a credit that the filters exclude", () => {
    const filters = [{ dimension: "product", values: ["b"] }];
    const a = sale("100", "2026-01-10", { dimensions: { product: "a" } });
    const b = sale("100", "2026-01-11", { dimensions: { product: "b" } });
    expect(asked({ credits: [a] }, { filters })).toEqual([0, 0]);
    expect(asked({ credits: [a, b] }, { filters })).toEqual([50, 0]);
  });

  test("goes back with a full refund, and stays with a part of it", () => {
    const one = sale("100");
    expect(asked({ credits: [one, refund(one, "-100", "2026-02-10")] })).toEqual([50, -50]);
    expect(asked({ credits: [one, refund(one, "-60", "2026-02-10")] })).toEqual([50, 0]);
  });
});

test("a result that waits is not taken back by its release either", () => {
  const one = sale("1000", "2026-01-10", { deal: "d1" });
  const plan = {
    ...planOf(flat("10%", { difference: "wait" })),
    release: { parts: [{ share: "1", on: { event: "collection" as const } }] },
    leaver: { unreleased: "forfeited" as const },
  };
  const deals = [
    {
      ...{ id: "d1", due: "1000" },
      events: [{ event: "collection" as const, on: "2026-01-20", amount: "1000" }],
    },
  ];
  const json = world(plan, {
    ...{ until: "2026-04-01", deals },
    credits: [one, refund(one, "-1000", "2026-02-10"), sale("500", "2026-03-10")],
  });
  expect(pays(json)).toEqual([100, 0, 0]);

  const single = planOf(flat("10%", { difference: "wait", window: "deal" }));
  expect(
    pays({
      ...json,
      plans: [{ ...plan, components: single.components }],
      credits: [one, refund(one, "-1000", "2026-02-10")],
    }),
  ).toEqual([100, 0, 0]);
});
