// Goal: a plan's year is split as its planner chose, by the company's own calendar and log, exactly.
// Method: plans published through the API; the weights are counted here, by hand or by the calendar.
import { describe, expect, test } from "vitest";
import { MAINLAND } from "../../workers/calendar/mainland.ts";
import {
  countWorkingDays,
  MONDAY_TO_FRIDAY,
  workingDays,
} from "../../workers/calendar/working-days.ts";
import { day } from "../../workers/lib/day.ts";
import { done, plan, team } from "./team.ts";

const MONTHS = Array.from({ length: 12 }, (_, at) => `${at + 1}`.padStart(2, "0"));
const starts = (year: number) => [
  ...MONTHS.map((month) => `${year}-${month}-01`),
  `${year + 1}-01-01`,
];

async function split(
  months: object,
  before?: (at: Awaited<ReturnType<typeof team>>) => Promise<unknown>,
) {
  const world = await team();
  await before?.(world);
  const body = plan({ months, amount: "248000.00", granularity: "1" });
  const at = `/plans/${body.id}`;
  await done(world.api.post("/plans", body));
  await done(world.api.post(`${at}/allocate`, {}));
  const { body: seen, headers } = await done(world.api.get(at));
  const version = Number(headers.get("etag")?.replaceAll('"', ""));
  await done(world.api.post(`${at}/publish`, { draft: seen.plan.draft }, { version }));
  const top = seen.rows.find(({ parent }: { parent: string | null }) => parent === null);
  const { items } = (await done(world.api.get(`/targets?subject=${top.subject}`))).body;
  return items.map(({ amount }: { amount: string }) => Number(amount));
}

describe("a year of 248,000", () => {
  test("by working days is 1,000 for each of the 248 mainland working days of 2026", async () => {
    const calendar = workingDays(MONDAY_TO_FRIDAY, MAINLAND);
    const ends = starts(2026);
    const days = MONTHS.map((_, at) =>
      countWorkingDays(calendar, { from: day(ends[at] ?? ""), until: day(ends[at + 1] ?? "") }),
    );
    expect(days.reduce((a, b) => a + b)).toBe(248);
    expect(await split({ mode: "working_days" })).toEqual(days.map((n) => n * 1000));
  });

  test("by equal parts gives what does not divide to the earlier months", async () => {
    const even = await split({ mode: "equal" });
    expect(even).toEqual(MONTHS.map((_, at) => (at < 8 ? 20_667 : 20_666)));
  });

  test("by history follows what two years of the log say of each month", async () => {
    const rows = [2024, 2025].flatMap((year) =>
      MONTHS.map((month) => ({
        ...{ metric: "revenue", person: "anna", on: `${year}-${month}-15` },
        amount: month === "12" ? "5000" : "1000",
        externalId: `${year}-${month}`,
      })),
    );
    const months = await split({ mode: "history", yearsMin: 2 }, ({ api }) =>
      done(api.post("/entries", { rows })),
    );
    expect(months.reduce((a: number, b: number) => a + b)).toBe(248_000);
    const [last = 0, ...others] = months.toReversed();
    expect(last).toBeGreaterThan(3.5 * Math.max(...others));
    expect(Math.min(...others)).toBeGreaterThan(0);
  });
});
