// Goal: a share of others' pay follows what they are paid: what waits with them is not taken back.
import { expect, test } from "vitest";
import { flat, name, pays, planOf, refund, sale, world } from "./make.ts";

const SALE = sale("1000", "2026-01-10", { person: "ann" });
const BACK = refund(SALE, "-1000", "2026-02-10");

test.each([
  ["wait", [10, 0]],
  ["line", [10, -10]],
] as const)("the report's pay that falls is a %s, and so is the manager's", (difference, paid) => {
  const plan = planOf(flat("10%", { difference }), {
    ...{ kind: "override", key: "o", name: name("o"), share: "10%", positions: ["manager"] },
    of: { components: ["commission"], people: "reports" },
  });
  const managers = [{ person: "mo", from: "2026-01-01", until: null }];
  const json = world(
    { ...plan, carry: { kind: "payroll" } },
    {
      until: "2026-03-01",
      participants: [
        { id: "mo", from: "2026-01-01", position: "manager" },
        { id: "ann", from: "2026-01-01", managers },
      ],
      credits: [SALE, BACK],
    },
  );
  expect(pays(json, "mo")).toEqual(paid);
});
