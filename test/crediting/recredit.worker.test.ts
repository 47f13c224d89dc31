// Goal: crediting again reaches every entry of the days, however many one person has. Method: the API on a
// real database with more entries of one person than one look takes.
import { expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { furnished, sale } from "../entries/furnished.ts";
import { rows } from "../support/world.ts";

/** More than the 5,000 of one look. */
const MANY = 5_100;

test("reaches the last entry of somebody with more than one look takes, and those behind them", async () => {
  const made = await furnished();
  const cloud = { dims: { product: "cloud" } };
  const all = Array.from({ length: MANY }, (_, n) => ({
    ...sale("lin", `l${n}`, "1"),
    ...(n === 0 || n === MANY - 1 ? cloud : {}),
  }));
  for (let at = 0; at < MANY; at += 1_000)
    expect(await made.api.post("/entries", { rows: all.slice(at, at + 1_000) })).toMatchObject({
      status: 200,
    });
  await made.api.post("/entries", { rows: [{ ...sale("wu", "wu", "1"), ...cloud }] });
  await made.api.post("/crediting-rules", {
    ...{ id: newId(Date.now()), name: "Cloud", from: "2026-01-01" },
    when: { dims: [{ name: "product", values: ["cloud"] }] },
    gives: [{ to: { kind: "person", person: "zhao" }, role: "overlay", share: "1" }],
  });

  let done = 0;
  let calls = 0;
  let cursor: string | null = null;
  let left = 0;
  do {
    const days = { from: "2026-03-01", until: "2026-04-01", cursor };
    const again = await made.api.post("/crediting-rules/recredit", days);
    expect(again.status, again.text).toBe(200);
    done += again.body.entries;
    calls += 1;
    ({ next: cursor, left } = again.body);
  } while (cursor !== null || left > 0);
  expect({ done, calls }).toEqual({ done: 3, calls: 2 });
  const credited = await rows(
    made.id,
    `SELECT DISTINCT e.external_id AS said FROM credits AS c CROSS JOIN entries AS e
     WHERE c.tenant = ?1 AND e.tenant = ?1 AND e.seq = c.seq AND e.line = c.line
       AND c.role = 'overlay' ORDER BY 1`,
  );
  expect(credited.map(({ said }) => said)).toEqual(["l0", `l${MANY - 1}`, "wu"]);
});
