// Goal: people whose pay stands on one another's figures are computed together, whoever asks.
import { expect, test } from "vitest";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { day } from "../../workers/lib/day.ts";
import { daysAsked, needsOf } from "../../workers/payruns/needs.ts";

const alone = TEMPLATES.filter((plan) => !needsOf([plan], []).crosses);

test("a leaver's unreleased pay that goes to a successor is looked at with both", () => {
  expect(alone.length).toBeGreaterThan(0);
  for (const plan of alone) {
    const moved = { ...plan, leaver: { unreleased: "successor" as const } };
    expect(needsOf([moved], []).crosses).toBe(true);
  }
});

test("targets are asked for a year around, and for the days of a campaign", () => {
  const [plan] = TEMPLATES;
  if (!plan) throw new Error("there are templates");
  const days = { from: day("2026-05-01"), until: day("2026-06-01") };
  expect(daysAsked([plan], days)).toEqual({ from: "2025-05-01", until: "2027-06-01" });
  const window = { from: "2020-01-01", until: "2026-01-01" };
  const [first] = plan.components;
  const campaign = { ...plan, components: [{ ...first, window }] } as unknown as typeof plan;
  expect(daysAsked([campaign], days)).toEqual({ from: "2020-01-01", until: "2027-06-01" });
});
