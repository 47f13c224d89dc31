// Goal: a plan that no run could calculate is not published: whose pay stands on a forecast that no closed
// round froze is named. Method: the flaws of components of each kind that reads forecasts, beside one that
// does not, with people who have one, none, or one of other days.
import { parse } from "valibot";
import { describe, expect, test } from "vitest";
import { CalendarInput, Participant } from "../../workers/incentives/input.ts";
import type { Plan } from "../../workers/incentives/plan-document.ts";
import { day } from "../../workers/lib/day.ts";
import { forecastFlaws } from "../../workers/payplans/check-draft.ts";
import { payplanRefusals } from "../../workers/payplans/refusals.ts";

const plan = (kind: string, window: string) =>
  ({
    pay: { every: "month" },
    components: [{ kind: "flat" }, { kind, key: "honest", metric: "revenue", window }],
  }) as unknown as Plan; // All it reads.
const person = (id: string) => parse(Participant, { id, name: id, from: "2026-01-01" });
const frozen = (who: string, from: string, until: string) => ({
  ...{ person: who, metric: "revenue", from: day(from), until: day(until), value: "100.00" },
});
const facts = {
  participants: ["anna", "bo", "chen"].map(person),
  over: { from: day("2026-01-01"), until: day("2027-01-01") },
  calendar: parse(CalendarInput, {}),
  forecasts: [frozen("anna", "2026-01-01", "2027-01-01"), frozen("bo", "2026-01-01", "2026-04-01")],
};

describe("a plan that pays by forecasts", () => {
  test.each(["gonik", "joint_base"])("is refused for %s, naming who has none", (kind) => {
    expect(forecastFlaws(plan(kind, "year"), facts)).toEqual([
      {
        ...{ pointer: "/components/1", code: "payplan/no_forecasts", component: "honest" },
        ...{ metric: "revenue", count: 2, people: "bo, chen", ids: "bo,chen", from: "2026-01-01" },
      },
    ]);
    const { en, zh } = payplanRefusals["payplan/no_forecasts"];
    for (const words of [en, zh]) expect(words).toContain("{people}");
  });
  test("is asked for the window it begins in", () => {
    const [flaw] = forecastFlaws(plan("gonik", "quarter"), facts);
    expect(flaw).toMatchObject({ people: "anna, chen" });
  });
  test("is published where everybody has one, and others always are", () => {
    const all = ["anna", "bo", "chen"].map((who) => frozen(who, "2026-01-01", "2027-01-01"));
    expect(forecastFlaws(plan("gonik", "year"), { ...facts, forecasts: all })).toEqual([]);
    expect(forecastFlaws(plan("flat", "year"), facts)).toEqual([]);
  });
});
