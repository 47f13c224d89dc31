// Goal: hold the log to its promises on real D1: all or nothing, the same batch once, corrections as
// reversals, totals equal to the fold of the log. Method: the real Worker, a company per test.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { rows } from "../support/world.ts";
import { amountOf, drift, furnished, sale } from "./furnished.ts";

describe("recording", () => {
  test("counts an entry for its person, the unit of that day and every unit above", async () => {
    const made = await furnished();
    const done = await made.api.post("/entries", {
      rows: [sale("lin", "1", "100.50"), sale("wu", "2", "0.5"), sale("zhao", "3", "-20")],
    });
    expect(done).toMatchObject({
      status: 200,
      body: { new: 3, changed: 0, unchanged: 0, results: ["new", "new", "new"] },
    });
    const found = await Promise.all(
      ["lin", "n1", "north", "s1", "company"].map((code) => amountOf(made, code)),
    );
    expect(found).toEqual([10050, 10100, 10100, -2000, 8100]);
    const { log, table } = await drift(made);
    expect(table).toEqual(log);
  });

  test("tells a batch from its repetition, row by row, and appends nothing twice", async () => {
    const made = await furnished();
    const batch = { rows: [sale("lin", "1", "100"), sale("wu", "2", "200")] };
    await made.api.post("/entries", batch);
    const again = await made.api.post("/entries", {
      rows: [...batch.rows, sale("zhao", "3", "5")],
    });
    expect(again.body.results).toEqual(["unchanged", "unchanged", "new"]);
    const repeated = await made.api.post("/entries", batch);
    expect(repeated.body.results).toEqual(["unchanged", "unchanged"]);
    expect(await rows(made.id, "SELECT count(*) AS n FROM entries WHERE tenant = ?1")).toEqual([
      { n: 3 },
    ]);
  });

  test("turns other content into a reversal and the next revision", async () => {
    const made = await furnished();
    await made.api.post("/entries", { rows: [sale("lin", "1", "100")] });
    const changed = await made.api.post("/entries", { rows: [sale("zhao", "1", "90")] });
    expect(changed.body.results).toEqual(["changed"]);
    const log = await rows(
      made.id,
      "SELECT kind, revision, amount FROM entries WHERE tenant = ?1 ORDER BY seq, line",
    );
    expect(log).toEqual([
      { kind: "record", revision: 1, amount: 10000 },
      { kind: "reversal", revision: 1, amount: -10000 },
      { kind: "record", revision: 2, amount: 9000 },
    ]);
    expect(await amountOf(made, "n1")).toBe(0);
    expect(await amountOf(made, "s1")).toBe(9000);
    const { log: folded, table } = await drift(made);
    expect(table).toEqual(folded);
  });

  test("takes an entry back whole, once, and lets it return as a revision", async () => {
    const made = await furnished();
    const back = { rows: [{ kind: "reversal", externalId: "1" }] };
    const early = await made.api.post("/entries", back);
    expect(early.body.errors[0].code).toBe("entries/nothing_to_reverse");
    await made.api.post("/entries", { rows: [sale("lin", "1", "100")] });
    expect((await made.api.post("/entries", back)).body.results).toEqual(["changed"]);
    expect((await made.api.post("/entries", back)).body.results).toEqual(["unchanged"]);
    expect(await amountOf(made, "company")).toBe(0);
    const returned = await made.api.post("/entries", { rows: [sale("lin", "1", "100")] });
    expect(returned.body.results).toEqual(["changed"]);
    expect(await amountOf(made, "company")).toBe(10000);
    const { log, table } = await drift(made);
    expect(table).toEqual(log);
  });

  test("shares an entry to the last step, and counts it once in the unit", async () => {
    const made = await furnished();
    const shares = ["lin", "wu", "zhao"].map((person) => ({ person, share: "1/3" }));
    const row = { ...sale("lin", "1", "100"), credits: shares };
    expect((await made.api.post("/entries", { rows: [row] })).body.results).toEqual(["new"]);
    expect((await made.api.post("/entries", { rows: [row] })).body.results).toEqual(["unchanged"]);
    expect(await amountOf(made, "company")).toBe(10000);
    const parts = await Promise.all(["lin", "wu", "zhao"].map((who) => amountOf(made, who)));
    expect(parts.map(Number).sort((a, b) => a - b)).toEqual([3333, 3333, 3334]);
    const { log, table } = await drift(made);
    expect(table).toEqual(log);
    const wrong = { ...row, externalId: "2", credits: [{ person: "wu", share: "0.99" }] };
    const refused = await made.api.post("/entries", { rows: [wrong] });
    expect(refused.body.errors[0]).toMatchObject({
      code: "entries/shares_not_one",
      value: "99/100",
    });
  });
});

describe("wrong input", () => {
  const bad: [string, object, string, string][] = [
    ["an unknown metric", { metric: "nope" }, "entries/unknown_metric", "/rows/1/metric"],
    ["a ratio", { metric: "margin_rate" }, "entries/ratio", "/rows/1/metric"],
    ["an unknown person", { person: "nobody" }, "entries/unknown_person", "/rows/1/person"],
    ["a date that never was", { on: "2025-02-29" }, "entries/impossible_date", "/rows/1/on"],
    ["NaN", { amount: "NaN" }, "entries/not_a_number", "/rows/1/amount"],
    ["an exponent", { amount: "1e5" }, "entries/not_a_number", "/rows/1/amount"],
    ["beyond 2^53", { amount: "90071992547409.92" }, "entries/too_large", "/rows/1/amount"],
    ["four decimals", { amount: "1.2345" }, "entries/too_many_decimals", "/rows/1/amount"],
    ["no currency", { currency: "XQQ" }, "entries/unknown_currency", "/rows/1/currency"],
    ["another row's entry", { externalId: "1" }, "entries/repeated", "/rows/1/externalId"],
  ];
  test("refuses the whole call and names row, field and value", async () => {
    const made = await furnished();
    for (const [what, wrong, code, pointer] of bad) {
      const row = { ...sale("wu", "2", "5"), ...wrong };
      const refused = await made.api.post("/entries", { rows: [sale("lin", "1", "1"), row] });
      expect(refused.status, what).toBe(422);
      expect(refused.body.code, what).toBe("entries/rejected");
      expect(refused.body.errors, what).toHaveLength(1);
      expect(refused.body.errors[0], what).toMatchObject({ code, pointer });
      const value: unknown = Object.values(wrong)[0];
      expect(refused.body.errors[0].messages.zh, what).toContain(value);
    }
    expect(await rows(made.id, "SELECT 1 FROM entries WHERE tenant = ?1")).toEqual([]);
    expect(await rows(made.id, "SELECT 1 FROM totals WHERE tenant = ?1")).toEqual([]);
  });

  test("a 2 MB cell, a million rows and a number instead of text end before the database", async () => {
    const made = await furnished();
    const cell = { ...sale("lin", "1", "1"), deal: "x".repeat(1_900_000) };
    const long = await made.api.post("/entries", { rows: [cell] });
    expect(long).toMatchObject({ status: 400, body: { code: "input/malformed" } });
    expect(long.body.errors[0].pointer).toBe("/rows/0/deal");
    expect(long.text.length).toBeLessThan(2_000);
    const whole = { ...cell, deal: "x".repeat(2_100_000) };
    expect((await made.api.post("/entries", { rows: [whole] })).status).toBe(413);
    const many = `{"rows":[${Array.from({ length: 30_000 }, () => "{}").join(",")}]}`;
    expect((await made.api.post("/entries", many)).body.errors[0].pointer).toBe("/rows");
    const number = { ...sale("lin", "1", "1"), amount: 12 };
    expect((await made.api.post("/entries", { rows: [number] })).body.errors[0].pointer).toBe(
      "/rows/0/amount",
    );
    expect((await made.api.post("/entries", '{"rows":[{"amount":NaN}]}')).body.code).toBe(
      "input/not_json",
    );
  });

  test("the largest batch that fits a request fits the database's own limits", async () => {
    const made = await furnished();
    const crowd = Array.from({ length: 20 }, (_, n) => `c${n}`);
    await made.api.post("/people", {
      rows: crowd.map((code) => ({ code, name: code, unit: "s1" })),
    });
    const credits = crowd.map((person) => ({ person, share: "1/20" }));
    const dims = { product: "云帆".repeat(60) };
    const batch = Array.from({ length: 1_000 }, (_, n) => ({
      ...sale("lin", `b${n}`, "1.01", `20${10 + (n % 40)}-0${1 + (n % 9)}-${10 + (n % 18)}`),
      credits,
      dims,
    }));
    const done = await made.api.post("/entries", { rows: batch });
    expect(done, done.text.slice(0, 300)).toMatchObject({ status: 200, body: { new: 1_000 } });
    expect(done.text.length).toBeLessThan(16_000);
    expect(await amountOf(made, "s1")).toBe(101_000);
    expect((await made.api.post("/entries", { rows: batch })).body.unchanged).toBe(1_000);
    const changed = batch.map((row) => ({ ...row, amount: "2.02" }));
    expect((await made.api.post("/entries", { rows: changed })).body.changed).toBe(1_000);
    expect(await amountOf(made, "company")).toBe(202_000);
  });

  test("a total that would leave 2^53 refuses the batch that makes it", async () => {
    const made = await furnished();
    const huge = "90071992547409.91";
    expect((await made.api.post("/entries", { rows: [sale("lin", "1", huge)] })).status).toBe(200);
    const refused = await made.api.post("/entries", { rows: [sale("zhao", "2", "0.01")] });
    expect(refused).toMatchObject({ status: 422, body: { code: "entries/total_too_large" } });
    const { log, table } = await drift(made);
    expect(table).toEqual(log);
  });
});

describe("the same call again", () => {
  test("has one effect and one answer, five times in a row and ten at once", async () => {
    const made = await furnished();
    const batch = { rows: [sale("lin", "1", "100"), sale("wu", "2", "200")] };
    const key = newId(Date.now());
    const first = await made.api.post("/entries", batch, { key });
    for (let time = 0; time < 5; time += 1)
      expect((await made.api.post("/entries", batch, { key })).text).toBe(first.text);

    const other = { rows: [sale("lin", "3", "1"), sale("zhao", "4", "7")] };
    const otherKey = newId(Date.now());
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => made.api.post("/entries", other, { key: otherKey })),
    );
    expect(new Set(answers.map(({ text, status }) => `${status} ${text}`)).size).toBe(1);
    const reused = await made.api.post("/entries", batch, { key: otherKey });
    expect(reused).toMatchObject({ status: 422, body: { code: "input/key_reused" } });
    expect(await amountOf(made, "company")).toBe(30800);
  });

  test("under ten different keys at once still records each entry once", async () => {
    const made = await furnished();
    const batch = { rows: [sale("lin", "1", "100"), sale("wu", "2", "200")] };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => made.api.post("/entries", batch)),
    );
    const fresh = answers.filter(({ body }) => body.new === 2);
    expect(fresh).toHaveLength(1);
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect(await amountOf(made, "company")).toBe(30000);
    const { log, table } = await drift(made);
    expect(table).toEqual(log);
  });
});
