// Goal: people whose pay stands on one another's figures are computed together, whoever asks.
import { expect, test } from "vitest";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { needsOf } from "../../workers/payruns/needs.ts";

const alone = TEMPLATES.filter((plan) => !needsOf([plan], []).crosses);

test("a leaver's unreleased pay that goes to a successor is looked at with both", () => {
  expect(alone.length).toBeGreaterThan(0);
  for (const plan of alone) {
    const moved = { ...plan, leaver: { unreleased: "successor" as const } };
    expect(needsOf([moved], []).crosses).toBe(true);
  }
});
