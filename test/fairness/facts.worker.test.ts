// Goal: the panel's facts come in one batch, hold nothing a weight could move, and a manager is told of
// the own people alone; the figures made of them here are those that the browser makes.
import { beforeAll, describe, expect, test } from "vitest";
import { pastsOf, questionOf, type Facts, type Recipient } from "../../workers/fairness/facts.ts";
import { forecast } from "../../workers/fairness/forecast.ts";
import { fairness } from "../../workers/fairness/panel.ts";
import { must } from "../../workers/lib/assert.ts";
import { day } from "../../workers/lib/day.ts";
import { company, member, type Company } from "../support/world.ts";
import { done, plan } from "../targets/team.ts";

/** Twelve people in two teams; each sold by the month since 2023, the last one since October 2025. */
async function force(): Promise<Company> {
  const at = await company();
  const unit = (code: string, parent: string | null) => ({
    code,
    name: code,
    parent,
    from: "2022-01-01",
  });
  await done(
    at.api.post("/units", { rows: [unit("ALL", null), unit("N", "ALL"), unit("S", "ALL")] }),
  );
  const rows = Array.from({ length: 12 }, (_, who) => ({
    code: `w${who}`,
    name: `w${who}`,
    startsOn: who === 11 ? "2025-10-01" : "2022-01-01",
    unit: who < 6 ? "N" : "S",
    unitFrom: "2022-01-01",
    position: who % 2 === 0 ? "field" : "channel",
  }));
  await done(at.api.post("/people", { rows }));
  const months = Array.from(
    { length: 36 },
    (_, at) => `${2023 + Math.trunc(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-15`,
  );
  const sales = rows.flatMap(({ code, startsOn }, who) =>
    months
      .filter((on) => on >= startsOn)
      .map((on, month) => ({
        ...{ metric: "revenue", person: code, on, externalId: `${code}-${on}` },
        amount: `${1_000 + who * 100 + month * 10}.00`,
      })),
  );
  await done(at.api.post("/entries", { rows: sales }));
  return at;
}

let at: Company;
let planId: string;
const read = async (): Promise<Facts> => (await done(at.api.get(`/plans/${planId}/fairness`))).body;

beforeAll(async () => {
  at = await force();
  const begun = await done(at.api.post("/plans", plan({ unit: "ALL", amount: "300000.00" })));
  planId = begun.body.id;
  await done(
    at.api.post(`/plans/${planId}/inputs`, {
      rows: Array.from({ length: 12 }, (_, who) => ({
        subject: `w${who}`,
        values: { potential: String(10 + who) },
      })),
    }),
  );
  await done(at.api.post(`/plans/${planId}/allocate`));
});

describe("the facts of a plan", () => {
  test("are 36 months of everybody, asked in one round trip", async () => {
    const answer = await done(at.api.get(`/plans/${planId}/fairness`));
    expect(answer.headers.get("fairlead-d1")).toMatch(/^trips=1;/);
    expect(answer.body).toMatchObject({ asOf: "2026-01-01", plan: planId });
    expect(answer.body.people).toHaveLength(12);
    expect(answer.body.known).toEqual(Array.from({ length: 36 }, () => true));
    const last = answer.body.people.find(
      ({ startsOn }: { startsOn: string }) => startsOn === "2025-10-01",
    );
    expect(last.months.filter((each: string | null) => each !== null)).toEqual([
      "2100.00",
      "2110.00",
      "2120.00",
    ]);
    expect(last.position).toBe("channel");
  });

  test("bring every row of the draft along where the plan itself comes a level at a time", async () => {
    const answer = await done(at.api.get(`/plans/${planId}/fairness?rows=1`));
    const { body } = await done(at.api.get(`/plans/${planId}`));
    expect(answer.body.rows).toEqual(body.rows);
    expect(answer.headers.get("fairlead-d1")).toMatch(/^trips=1;/);
    expect((await done(at.api.get(`/plans/${planId}/fairness`))).body.rows).toBeNull();
  });

  test("do not move with the plan's weights", async () => {
    const before = await read();
    const { body } = await done(at.api.get(`/plans/${planId}`));
    const factors = body.plan.rules.factors.map((factor: { key: string }) => ({
      ...factor,
      weight: factor.key === "potential" ? "1" : "0",
    }));
    await done(at.api.patch(`/plans/${planId}`, { factors }, { version: body.plan.version }));
    await done(at.api.post(`/plans/${planId}/allocate`));
    expect(await read()).toEqual(before);
  });

  test("give the figures: what a weight does to fairness is a number", async () => {
    const { body } = await done(at.api.get(`/plans/${planId}`));
    const facts = await read();
    const rows: Recipient[] = body.rows;
    const people = pastsOf(facts, rows, { scale: 2, size: "potential" });
    const within = { from: day(body.plan.from), until: day(body.plan.until) };
    const expected = forecast(people, questionOf(facts, within));
    expect(expected.get(must(people.find(({ starts }) => starts === 33)).id)).toMatchObject({
      basis: "comparable",
    });
    const targets = new Map<string, string>(
      body.rows.map((row: { subject: string; amount: string }) => [row.subject, row.amount]),
    );
    const panel = fairness(
      people.map(({ id, size }) => ({
        id,
        target: BigInt(must(targets.get(id)).replace(".", "")),
        size,
        expected: expected.get(id) ?? null,
      })),
    );
    // Shared out by potential alone, target over potential is one number for everybody but for rounding.
    const even = panel.whole.densityGini;
    expect(even.kind === "value" && Number(even.value.num) / Number(even.value.den)).toBeLessThan(
      0.02,
    );
    expect(panel.whole).toMatchObject({ people: 12, reachingOf: 12, outside: 0 });
  });

  test("are the own unit's for its manager, and nothing for a stranger", async () => {
    const { body } = await done(at.api.get(`/plans/${planId}`));
    const north = body.rows.find((row: { code: string }) => row.code === "N");
    const manager = await member(at.id, "manager", { scopeUnit: north.subject });
    const seen = await done(manager.client.get(`/plans/${planId}/fairness`));
    expect(seen.body.people).toHaveLength(6);
    const rows = await done(manager.client.get(`/plans/${planId}/fairness?rows=1`));
    expect(rows.body.rows).toHaveLength(7);
    const own = new Set(
      body.rows
        .filter((row: { parent: string }) => row.parent === north.subject)
        .map((row: { subject: string }) => row.subject),
    );
    expect(seen.body.people.every(({ subject }: { subject: string }) => own.has(subject))).toBe(
      true,
    );
    const rep = await member(at.id, "member");
    expect((await rep.client.get(`/plans/${planId}/fairness`)).status).toBe(403);
    expect((await (await company()).api.get(`/plans/${planId}/fairness`)).body.code).toBe(
      "plan/not_found",
    );
  });

  test("read as many rows as figures are shown, however long the log", async () => {
    const read = async () => {
      const answer = await done(at.api.get(`/plans/${planId}/fairness`));
      return Number(/read=(\d+)/.exec(answer.headers.get("fairlead-d1") ?? "")?.[1]);
    };
    const before = await read();
    const rows = Array.from({ length: 300 }, (_, n) => ({
      ...{
        metric: "revenue",
        person: "w1",
        on: `2024-0${1 + (n % 9)}-0${1 + (n % 9)}`,
        amount: "1.00",
      },
      externalId: `more-${n}`,
    }));
    await done(at.api.post("/entries", { rows }));
    const after = await read();
    expect(after).toBe(before);
    expect(before).toBeLessThan(2 * 12 * 36 + 50 + 3 * 36);
  });
});
