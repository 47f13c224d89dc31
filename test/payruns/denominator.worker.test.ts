// Goal: one denominator. Method: leave, relief, a start in the month and a ramp through the real API; the
// attainment page, the board and the statement are then asked for the same person and month, and say the
// same target to the last unit.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { parseRate } from "../../workers/lib/rate.ts";
import { must } from "../../workers/lib/assert.ts";
import { standOn } from "../adjustments/world.ts";
import { rows } from "../support/world.ts";
import { done } from "../targets/team.ts";
import { begin, sale, statement, step, TIERED, world, type World } from "./world.ts";

const MAY = { from: "2026-05-01", until: "2026-06-01" };

/** 5 % up to the target and 10 % above; `more` are fields of the plan. */
const onAttainment = (more: object = {}) => ({
  ...{ ...TIERED, noTarget: "pays_zero", ...more },
  components: TIERED.components.map((component) => ({
    ...component,
    measure: { read: "attainment", metric: "revenue", basis: "whole" },
    tiers: [
      { from: "0", until: "100%", pays: { rate: "5%" }, reach: "own" },
      { from: "100%", until: null, pays: { rate: "10%" }, reach: "own" },
    ],
  })),
});

async function started(more: object = {}): Promise<World> {
  const at = await world({ document: onAttainment(more), people: ["anna"] });
  const target = { metric: "revenue", amount: "310000", ...MAY };
  const subjects = [at.ids["anna"], at.ids["EAST"]];
  await done(
    at.api.post("/targets", { rows: subjects.map((subject) => ({ subject, ...target })) }),
  );
  await sale(at, "anna", "2026-05-04", "77500.00");
  return at;
}

const away = (at: World, row: object) =>
  done(
    at.author.client.post("/absences", {
      rows: [{ id: newId(Date.now()), person: at.ids["anna"], ...row }],
    }),
  );

/** What the page, the board (as of the month's last day) and the statement say. */
async function told(at: World) {
  await standOn(at.id, "2026-05-31");
  const query = { subject: must(at.ids["anna"]), period: "FY2026-M05" };
  const page = (await done(at.api.get(`/attainment?${new URLSearchParams(query)}`))).body.figures;
  const [metric] = await rows(
    at.id,
    "SELECT id FROM metrics WHERE tenant = ?1 AND code = 'revenue'",
  );
  const board = newId(Date.now());
  const body = { id: board, name: "榜", nameEn: "Board", metric: metric?.["id"] };
  await done(at.api.post("/boards", { ...body, unit: at.ids["EAST"] }));
  const standings = (await done(at.api.get(`/boards/${board}/standings`))).body;
  const row = standings.rows.find(({ key }: { key: string }) => key === at.ids["anna"]);
  await standOn(at.id, "2026-07-10");
  const run = await begin(at, MAY.from);
  await done(step(at, run, "calculate"));
  const { trace } = await statement(at, run, "anna");
  const all: { rule: string; figures: Record<string, string> }[] = (trace ?? []).flatMap(
    ({ steps }: { steps: unknown[] }) => steps,
  );
  const figures = all.find(({ rule }) => rule === "attainment")?.figures;
  return { page, board: row?.score ?? null, whole: standings.head.whole, pay: figures };
}

/** Attainment to four places, cut off, as boards show it. */
const shown = (text: string | undefined) => {
  const of = must(parseRate(text ?? ""));
  return ((of.num * 10_000n) / of.den)
    .toString()
    .padStart(5, "0")
    .replace(/(\d{4})$/, ".$1");
};

describe("the same denominator on page, board and statement", () => {
  // prettier-ignore
  test.each<[string, object, (at: World) => Promise<unknown>, string]>([
    ["for who is there all the time", {}, async () => {}, "310000"],
    ["after half a month's leave", {}, (at) => away(at, { kind: "leave", days: { from: "2026-05-01", until: "2026-05-16" } }), "160000"],
    ["after leave, by working days where the plan counts so", { dayCount: { kind: "working_days" } }, (at) => away(at, { kind: "leave", days: { from: "2026-05-18", until: "2026-06-01" } }), "146842.11"],
    ["under relief of one metric", {}, (at) => away(at, { kind: "relief", factor: "50%", metric: "revenue", days: MAY }), "155000"],
    ["in the first month of a ramp", { ramps: [{ by: "period", months: { factors: ["0.6"] } }] }, async () => {}, "186000"],
    ["of a ramp that states amounts", { ramps: [{ by: "period", months: { amounts: ["100000"] } }] }, async () => {}, "100000"],
    ["with all of them", { ramps: [{ by: "period", months: { factors: ["0.6"] } }] }, async (at) => {
      await away(at, { kind: "leave", days: { from: "2026-05-01", until: "2026-05-16" } });
      await away(at, { kind: "relief", factor: "1/3", days: { from: "2026-05-16", until: "2026-06-01" } });
    }, "32000"],
  ])("%s", async (_, more, absences, expected) => {
    const at = await started(more);
    await absences(at);
    const { page, board, whole, pay } = await told(at);
    const exact = must(parseRate(pay?.["target"] ?? ""));
    const cents = (exact.num * 200n + exact.den) / (exact.den * 2n);
    expect(Number(page.target)).toBe(Number(expected));
    expect(cents).toBe(BigInt(Math.round(Number(expected) * 100)));
    expect(page.steps?.committed ?? page.target).toBe("310000.00");
    expect(board).toBe(shown(pay?.["attainment"]));
    // A unit is measured on its own figure: nobody's leave lessens it.
    expect(whole).toBe("0.2500");
  });

  test("a whole month's leave is no target: attainment is none everywhere, and the steps say why", async () => {
    const at = await started();
    await away(at, { kind: "leave", days: MAY });
    const { page, board, pay } = await told(at);
    expect(page).toMatchObject({
      ...{ target: null, attainment: null, variance: null, pace: null },
      steps: { committed: "310000.00", prorated: "0.00", ramped: "0.00", effective: "0.00" },
    });
    expect(board).toBeNull();
    expect(pay?.["target"] ?? "0").toBe("0");
  });
});
