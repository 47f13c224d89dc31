// Goal: the list of leave and relief is told to its end, page by page. Method: the API on real D1.
import { expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { addDays, day } from "../../workers/lib/day.ts";
import { done, team } from "../targets/team.ts";

test("every record stands on one page, the latest first, however small the pages are", async () => {
  const at = await team();
  const rows = Array.from({ length: 25 }, (_, n) => ({
    ...{ id: newId(Date.now()), person: at.ids["anna"], kind: "leave" },
    // Five begin on one day: the id tells them apart.
    days: {
      from: addDays(day("2026-03-01"), Math.max(0, n - 4) * 2),
      until: addDays(day("2026-03-02"), Math.max(0, n - 4) * 2),
    },
  }));
  await done(at.api.post("/absences", { rows }));
  const seen: { id: string; from: string }[] = [];
  let cursor = "";
  do {
    const page = await done(at.api.get(`/absences?limit=4&cursor=${cursor}`));
    expect(page.body.items.length).toBeLessThanOrEqual(4);
    seen.push(...page.body.items);
    cursor = page.body.next ?? "";
  } while (cursor !== "");
  expect(seen.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => String(id)).toSorted());
  const days = seen.map(({ from }) => from);
  expect(days).toEqual(days.toSorted().toReversed());
  const whole = await done(at.api.get("/absences"));
  expect(whole.body).toMatchObject({ next: null });
  expect(whole.body.items).toHaveLength(25);
});
