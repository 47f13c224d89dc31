// When earned pay may be paid, by chance: release schedules, what happens to deals, and leavers.
import fc from "fast-check";
import type { EvaluationJson } from "../../../workers/incentives/input.ts";
import { maybe, pick } from "./generated-words.ts";
import { paysEachAlone } from "./generated-versions.ts";

type Plan = EvaluationJson["plans"][number];
const collection = { event: "collection" as const };
const delivery = { event: "delivery" as const };

const onEvents = pick(
  [{ share: "1", on: collection }],
  [
    { share: "1/2", on: "earned" as const },
    { share: "1/2", on: collection },
  ],
  [
    { share: "40%", on: delivery },
    { share: "0.6", on: { months: 2 } },
  ],
);
const onDays = pick(
  [{ share: "1", on: { days: 20 } }],
  [
    { share: "1/3", on: "earned" as const },
    { share: "1/3", on: { months: 1 } },
    { share: "1/3", on: { days: 70 } },
  ],
);
const leaver = pick(
  { unreleased: "when_released" as const },
  { unreleased: "months" as const, months: 1 },
  { unreleased: "fraction" as const, fraction: "1/3" },
  { unreleased: "successor" as const },
  { unreleased: "forfeited" as const },
);
/** How much of what is due has come in, and when. */
const money = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 80 }), part: pick("1/3", "1/2", "1", "-1/4") }),
  { maxLength: 3 },
);
export const held = maybe(
  fc.record({
    ...{ onEvents, onDays, leaver, money },
    byEvents: fc.boolean(),
    delivered: maybe(fc.integer({ min: 0, max: 80 })),
    leftOn: maybe(pick("2026-02-01", "2026-02-20", "2026-03-15"), 2),
  }),
);
type Held = typeof held extends fc.Arbitrary<infer T> ? T : never;

/** Of single credits and deals, and of windows of one statement: nothing has to be divided there. */
export function releaseOf(
  of: Held,
  components: readonly object[],
  areTogether: boolean,
): Pick<Plan, "release" | "leaver"> {
  if (!of) return {};
  const areAlone = components.every(paysEachAlone);
  if (!areAlone && !components.every(isOfOneStatement)) return {};
  const parts = areAlone && of.byEvents ? of.onEvents : of.onDays;
  // Several credits of a deal have several days.
  if (areTogether && parts.some(({ on }) => typeof on !== "string" && !("event" in on))) return {};
  return {
    release: { parts: [...parts] },
    leaver: of.leaver,
  };
}
function isOfOneStatement(of: object): boolean {
  return "window" in of && of.window === "period" && !("split" in of) && !("share" in of);
}

/** Every deal is due 1,200.00, and the same parts of it come in. */
export function dealsOf(of: Held, credits: readonly { readonly deal: string }[]) {
  const sums: Readonly<Record<string, string>> = {
    ...{ "1/3": "400", "1/2": "600", "1": "1200", "-1/4": "-300" },
  };
  const { money: came = [], delivered } = of ?? {};
  return [...new Set(credits.map(({ deal }) => deal))].map((id) => ({
    ...{ id, due: "1200" },
    events: [
      ...came.map(({ after, part }) => ({
        ...{ event: "collection" as const, on: later(after), amount: sums[part] },
      })),
      ...(delivered === undefined ? [] : [{ event: "delivery" as const, on: later(delivered) }]),
    ],
  }));
}
const later = (by: number) =>
  new Date(Date.parse("2026-01-01") + by * 86_400_000).toISOString().slice(0, 10);
