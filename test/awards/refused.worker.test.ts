// Goal: rankings the clock is refused hold up none behind them, end the step, and are told on their rules.
// Method: the clock's own step on real D1, where rankings of another rule hold the ids that it would give.
import { expect, test } from "vitest";
import { freezeDue } from "../../workers/awards/freeze-due.ts";
import { awardStore } from "../../workers/awards/store.ts";
import { calendarStore } from "../../workers/calendar/store.ts";
import { derivedId, newId } from "../../workers/lib/id.ts";
import { company, dbOf, rows } from "../support/world.ts";

const HOUR = 3_600_000;
/** As many as one step takes, and two behind them. */
const REFUSED = 20;
const fresh = () => newId(Date.now());

test("who is refused is tried again next hour, after those who were not tried yet", async () => {
  const at = await company();
  const metric = fresh();
  await at.api.post("/metrics", {
    ...{ id: metric, code: "m1", nameZh: "签约", nameEn: "Signed", unit: "money", scale: 2 },
  });
  const names = { zh: "签单王", en: "Deal maker" };
  const ruled = async (code: string) => {
    const id = fresh();
    const made = await at.api.post("/award-rules", {
      ...{ id, code },
      document: {
        ...{ format: "fairlead-award/1", kind: "honour", name: names, gives: names },
        ...{ of: "person", unit: null, basis: { by: "metric", metric, read: "sum" } },
        ...{ window: "month", places: 1, ties: "share", atLeast: null, cooperation: false },
      },
    });
    expect(made.status, made.text).toBe(201);
    return id;
  };
  const refused: string[] = [];
  for (let n = 0; n < REFUSED; n += 1) refused.push(await ruled(`r${n}`));
  const good = [await ruled("good1"), await ruled("good2")];

  // They were made three months ago, and by the company's clock it is the middle of a month.
  const today = new Date();
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth()];
  const from = new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
  const made = Date.UTC(year, month - 3, 2);
  await rows(at.id, "UPDATE award_rules SET made_at = ?2 WHERE tenant = ?1", made);
  await rows(
    at.id,
    "UPDATE tenant_here SET time_zone = 'UTC', day_offset = ?2 WHERE tenant = ?1",
    15 - today.getUTCDate(),
  );
  const noon = Date.UTC(year, month, today.getUTCDate(), 12);
  const turn = (hours: number) => noon + hours * HOUR;

  const look = async (hours: number) => {
    const now = turn(hours);
    const db = await dbOf(at.id, now);
    for (const rule of refused) {
      const id = await derivedId(`${db.uuid}:${rule}:${from}`, now);
      await rows(
        at.id,
        `INSERT INTO award_rankings (tenant, id, rule, from_day, until_day, document, standings,
           silent, cutoff, hash, by, account, at, seq)
         VALUES (?1, ?2, ?3, ?4, ?4, '{}', '[]', '[]', 1, '', 'job', 'job', 1, 1)`,
        ...[id, good[0] ?? "", new Date(86_400_000 * (taken += 1)).toISOString().slice(0, 10)],
      );
    }
    return await freezeDue(db, awardStore, calendarStore);
  };
  let taken = 0;
  const first = await look(0);
  expect(first.nextAt).toBe(turn(1));
  const second = await look(1);
  expect([first.more, second.more].filter((more) => !more)).not.toEqual([]);
  const frozen = await rows(
    at.id,
    "SELECT DISTINCT rule FROM award_rankings WHERE tenant = ?1 AND from_day = ?2",
    from,
  );
  expect(frozen.map(({ rule }) => String(rule)).toSorted()).toEqual(good.toSorted());
  const { body } = await at.api.get("/award-rules");
  const late = body.items.filter((rule: { late: unknown }) => rule.late !== null);
  expect(late.map(({ id }: { id: string }) => id).toSorted()).toEqual(refused.toSorted());
});
