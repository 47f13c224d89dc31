// Goal: whoever asks for a change of targets sees what it does to pay, and nobody sees pay that is not
// theirs to see. Method: a published target plan and a bonus on attainment, through the API; the sums are
// worked out by hand.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { percent, request, world } from "../adjustments/world.ts";
import { member } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { publishPlan, TIERED } from "./world.ts";

/** 12,000 a month at 100 %, in proportion below and above. */
const BONUS = {
  ...TIERED,
  from: "2026-01-01",
  key: "bonus",
  noTarget: "pays_zero",
  components: [
    {
      kind: "curve",
      key: "bonus",
      name: { zh: "目标奖金", en: "Target bonus" },
      window: "period",
      figure: { metric: "revenue", read: "attainment", window: "period" },
      curve: {
        shape: "linear",
        points: [
          { at: "0", pays: "0" },
          { at: "200%", pays: "200%" },
        ],
        above: "hold",
      },
      pays: "12000",
    },
  ],
} as const;

describe("a change of targets", () => {
  test("shows what people would earn before and after, and only to who may see pay", async () => {
    const at = await world();
    const plan = newId(Date.now());
    await done(at.api.post("/incentive-plans", { id: plan, document: BONUS }));
    await publishPlan(at.api, plan, "2026-01-01");
    await done(
      at.api.post(`/incentive-plans/${plan}/members`, {
        from: "2026-01-01",
        people: [{ person: at.ids["anna"] }],
      }),
    );
    const {
      id: _,
      reason: __,
      ...ask
    } = request(at, {
      changes: [percent(at.ids["EAST"], "20%")],
    });
    const { body } = await done(at.api.post("/adjustments/preview", ask));
    // July to December at 100 % of the old target: 6 x 12,000. Against 120 % of it: 6 x 10,000.
    expect(body.radius.pay).toEqual({
      ...{ state: "known", currency: "CNY", left: 1 },
      people: [{ person: at.ids["anna"], before: "72000.00", after: "60000.00" }],
    });
    const lead = await member(at.id, "manager", { scopeUnit: at.ids["EAST"] ?? "" });
    const hidden = await done(lead.client.post("/adjustments/preview", ask));
    expect(hidden.body.radius.pay).toEqual({ state: "hidden" });
    const nobody = await done(
      at.api.post("/adjustments/preview", {
        ...ask,
        changes: [percent(at.ids["SOUTH"], "20%")],
      }),
    );
    expect(nobody.body.radius.pay).toEqual({ state: "not_configured" });
  });
});
