// Goal: rules credit entries in the very commit that records them, by the organisation of the entry's
// day; a changed rule holds from its day on; crediting again appends; figures re-add with the log
// through all of it. Method: the API on a real database, totals held against the fold of the log.
import { describe, expect, test } from "vitest";
import { newId } from "../../workers/lib/id.ts";
import { type Company, rows } from "../support/world.ts";
import { amountOf, drift, furnished, idOf, sale } from "../entries/furnished.ts";

type Give = { to: object; role: string; share: string };
const person = (code: string) => ({ kind: "person", person: code });
const OWN = { kind: "participant" };

async function rule(
  made: Company,
  said: { when?: object; gives: Give[]; from?: string; rank?: number },
) {
  const id = newId(Date.now());
  const created = await made.api.post("/crediting-rules", {
    ...{ id, name: `rule ${id.slice(-4)}`, from: "2026-01-01", ...said },
  });
  expect(created.status, created.text).toBe(201);
  return { id, version: created.body.version };
}

const kept = async (made: Company) =>
  (
    await rows(
      made.id,
      `SELECT e.external_id || ' ' || e.kind || ' ' || p.code || ' ' || c.role || ' ' || c.share || ' '
         || c.amount AS said
       FROM credits AS c CROSS JOIN entries AS e CROSS JOIN people AS p
       WHERE c.tenant = ?1 AND e.tenant = ?1 AND e.seq = c.seq AND e.line = c.line
         AND p.tenant = ?1 AND p.id = c.person
       ORDER BY e.seq, e.line, c.role, p.code`,
    )
  ).map(({ said }) => said);

const record = async (made: Company, list: object[]) => {
  const answer = await made.api.post("/entries", { rows: list });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.results;
};

const agrees = async (made: Company) => {
  const { log, table } = await drift(made);
  expect(table).toEqual(log);
};

describe("an entry that is recorded", () => {
  test("is credited by the rules of its day, in the same commit, and says by which", async () => {
    const made = await furnished();
    const { id } = await rule(made, {
      when: { units: ["north"], dims: [{ name: "product", values: ["cloud"] }] },
      gives: [{ to: person("zhao"), role: "overlay", share: "30%" }],
    });
    const cloud = { dims: { product: "cloud" } };
    await record(made, [
      { ...sale("lin", "1", "100.01"), ...cloud },
      { ...sale("zhao", "2", "50"), ...cloud },
      sale("lin", "3", "7"),
    ]);
    expect(await kept(made)).toEqual(["1 record zhao overlay 30% 3000"]);
    expect(await amountOf(made, "company")).toBe(15701);
    expect(await amountOf(made, "zhao")).toBe(8000);
    await agrees(made);
    const days = "from=2026-01-01&until=2027-01-01";
    const metric = await idOf(made, "revenue");
    const { body } = await made.api.get(
      `/entries?person=${await idOf(made, "lin")}&metric=${metric}&${days}`,
    );
    const [first, second] = body.items;
    expect(first.credits).toMatchObject([
      { role: "direct", share: "1", amount: "100.01", rule: null },
      { role: "overlay", share: "30%", amount: "30.00", rule: { id } },
    ]);
    expect(second.credits).toEqual([]);
  });

  test("is shared by a direct rule, unless the row itself says who shares it", async () => {
    const made = await furnished();
    await rule(made, {
      gives: [
        { to: OWN, role: "direct", share: "2/3" },
        { to: person("zhao"), role: "direct", share: "1/3" },
      ],
    });
    await record(made, [
      sale("lin", "1", "100"),
      { ...sale("lin", "2", "10"), credits: [{ person: "wu", share: "1" }] },
      sale("zhao", "3", "10"),
    ]);
    expect(await kept(made)).toEqual([
      "1 record lin direct 2/3 6667",
      "1 record zhao direct 1/3 3333",
      "2 record wu direct 1 1000",
    ]);
    expect(await amountOf(made, "company")).toBe(12000);
    expect(await amountOf(made, "north")).toBe(7667);
    await agrees(made);
  });

  test("goes to the manager of its own day, whoever that is later", async () => {
    const made = await furnished();
    await made.api.post("/reporting", {
      rows: [
        { person: await idOf(made, "lin"), manager: await idOf(made, "wu"), from: "2026-01-01" },
        { person: await idOf(made, "lin"), manager: await idOf(made, "zhao"), from: "2026-03-10" },
      ],
    });
    await rule(made, {
      gives: [{ to: { kind: "manager", level: 1 }, role: "override", share: "1" }],
    });
    await record(made, [
      sale("lin", "1", "100", "2026-03-09"),
      sale("lin", "2", "200", "2026-03-10"),
      sale("wu", "3", "400"),
    ]);
    expect(await kept(made)).toEqual([
      "1 record wu override 1 10000",
      "2 record zhao override 1 20000",
    ]);
    await agrees(made);
  });

  test("stays unchanged when it comes again, whatever the rules say by then", async () => {
    const made = await furnished();
    await record(made, [sale("lin", "1", "100")]);
    await rule(made, { gives: [{ to: person("wu"), role: "overlay", share: "1" }] });
    expect(await record(made, [sale("lin", "1", "100")])).toEqual(["unchanged"]);
    expect(await kept(made)).toEqual([]);
    expect(await record(made, [sale("lin", "1", "110")])).toEqual(["changed"]);
    expect(await kept(made)).toEqual(["1 record wu overlay 1 11000"]);
    expect(await record(made, [{ kind: "reversal", externalId: "1" }])).toEqual(["changed"]);
    expect(await amountOf(made, "wu")).toBe(0);
    await agrees(made);
  });

  test("that stands beside moves with nobody: units keep the direct credits alone", async () => {
    const made = await furnished();
    await rule(made, { gives: [{ to: person("zhao"), role: "overlay", share: "50%" }] });
    await record(made, [sale("lin", "1", "100"), sale("zhao", "2", "30"), sale("wu", "3", "8")]);
    for (const [who, unit, from] of [
      ["zhao", "n1", "2026-03-01"],
      ["lin", "s1", "2026-03-15"],
    ] as const) {
      const moved = await made.api.post("/memberships", {
        rows: [{ person: await idOf(made, who), unit: await idOf(made, unit), from }],
      });
      expect(moved.status, moved.text).toBeLessThan(300);
      await agrees(made);
    }
    expect(await amountOf(made, "company")).toBe(13800);
    expect(await amountOf(made, "zhao")).toBe(3000 + 5000 + 400);
    const unit = await made.api.post("/units", {
      rows: [{ code: "n1", name: "N1", parent: "s1" }],
    });
    expect(unit.status, unit.text).toBe(200);
    await agrees(made);
  });
});

describe("a rule", () => {
  test("that changes holds from its day on, and ends for the days after its end", async () => {
    const made = await furnished();
    const first = await rule(made, { gives: [{ to: person("wu"), role: "overlay", share: "1" }] });
    const stale = { version: first.version - 1 };
    const path = `/crediting-rules/${first.id}`;
    const to = { gives: [{ to: person("wu"), role: "overlay", share: "1/2" }] };
    const late = await made.api.patch(path, { from: "2026-03-10", ...to }, stale);
    expect(late.body.code).toBe("version/stale");
    const changed = await made.api.patch(path, { from: "2026-03-10", ...to }, first);
    expect(changed.status, changed.text).toBe(200);
    expect(changed.body.spans.map(({ from, until }: never) => [from, until])).toEqual([
      ["2026-01-01", "2026-03-10"],
      ["2026-03-10", null],
    ]);
    const ended = await made.api.post(
      `${path}/end`,
      { from: "2026-03-20" },
      { version: changed.body.version },
    );
    expect(ended.status, ended.text).toBe(200);
    await record(
      made,
      ["2026-03-09", "2026-03-10", "2026-03-20"].map((on, at) => sale("lin", `${at}`, "10", on)),
    );
    expect(await kept(made)).toEqual(["0 record wu overlay 1 1000", "1 record wu overlay 1/2 500"]);
    const { body } = await made.api.get("/crediting-rules");
    expect(body.items[0].spans).toHaveLength(2);
    expect(body.names.people.map(({ code }: { code: string }) => code)).toEqual(["wu"]);
  });

  test("shows who would gain what before it is made, and writes nothing", async () => {
    const made = await furnished();
    await record(made, [sale("lin", "1", "100"), sale("wu", "2", "60"), sale("zhao", "3", "9")]);
    const before = (await rows(made.id, "SELECT max(seq) AS n FROM commits WHERE tenant = ?1"))[0];
    const asked = await made.api.post("/crediting-rules/preview", {
      ...{ from: "2026-03-01", until: "2026-04-01" },
      rule: {
        when: { units: ["north"] },
        gives: [
          { to: OWN, role: "direct", share: "0.75" },
          { to: person("zhao"), role: "direct", share: "0.25" },
          { to: { kind: "manager", level: 1 }, role: "override", share: "1" },
        ],
      },
    });
    expect(asked.status, asked.text).toBe(200);
    expect(asked.body).toMatchObject({ entries: 3, changed: 2, more: false });
    const byName = Object.fromEntries(
      asked.body.names.people.map(({ id, code }: never) => [id, code]),
    );
    expect(
      asked.body.people.map(({ person: who, direct }: never) => [
        byName[who],
        direct["before"],
        direct["after"],
      ]),
    ).toEqual([
      ["zhao", "0.00", "40.00"],
      ["lin", "100.00", "75.00"],
      ["wu", "60.00", "45.00"],
    ]);
    expect(asked.body.items).toHaveLength(2);
    const after = (await rows(made.id, "SELECT max(seq) AS n FROM commits WHERE tenant = ?1"))[0];
    expect(after).toEqual(before);
  });

  test("reaches what is recorded already only when asked, by a reversal and a revision", async () => {
    const made = await furnished();
    await record(made, [sale("lin", "1", "100"), sale("wu", "2", "60")]);
    await rule(made, { gives: [{ to: person("wu"), role: "overlay", share: "1" }] });
    const days = { from: "2026-03-01", until: "2026-04-01" };
    const shown = await made.api.post("/crediting-rules/preview", days);
    expect(shown.body).toMatchObject({ entries: 2, changed: 1 });
    const again = await made.api.post("/crediting-rules/recredit", days);
    expect(again.body).toEqual({ entries: 1, left: 0, next: null });
    expect((await made.api.post("/crediting-rules/recredit", days)).body).toEqual({
      ...{ entries: 0, left: 0, next: null },
    });
    const lines = await rows(
      made.id,
      `SELECT external_id || ' ' || kind || ' ' || revision || ' ' || amount AS said FROM entries
       WHERE tenant = ?1 ORDER BY seq, line`,
    );
    expect(lines.map(({ said }) => said)).toEqual([
      ...["1 record 1 10000", "2 record 1 6000", "1 reversal 1 -10000", "1 record 2 10000"],
    ]);
    expect(await kept(made)).toEqual(["1 record wu overlay 1 10000"]);
    expect(await amountOf(made, "company")).toBe(16000);
    expect(await record(made, [sale("lin", "1", "100")])).toEqual(["unchanged"]);
    await agrees(made);
  });

  // prettier-ignore
  test.each<[string, object, string, string]>([
    ["direct shares of 0.99", { gives: [{ to: OWN, role: "direct", share: "0.99" }] }, "crediting/shares_not_one", "/gives"],
    ["direct shares of 3/2", { gives: [{ to: OWN, role: "direct", share: "1" }, { to: person("wu"), role: "direct", share: "1/2" }] }, "crediting/shares_not_one", "/gives"],
    ["a share of 0", { gives: [{ to: person("wu"), role: "overlay", share: "0" }] }, "crediting/bad_share", "/gives/0/share"],
    ["a share above 1", { gives: [{ to: person("wu"), role: "overlay", share: "101%" }] }, "crediting/bad_share", "/gives/0/share"],
    ["somebody named twice", { gives: [{ to: person("wu"), role: "overlay", share: "1" }, { to: person("wu"), role: "override", share: "1" }] }, "crediting/given_twice", "/gives/1/to"],
    ["a person nobody knows", { gives: [{ to: person("nobody"), role: "overlay", share: "1" }] }, "crediting/unknown", "/gives/0/to/person"],
    ["a unit nobody knows", { when: { units: ["west"] }, gives: [{ to: person("wu"), role: "overlay", share: "1" }] }, "crediting/unknown", "/when/units/0"],
    ["an end before its beginning", { until: "2025-12-31", gives: [{ to: person("wu"), role: "overlay", share: "1" }] }, "crediting/interval", ""],
  ])("is refused with %s", async (_, said, code, pointer) => {
    const made = await furnished();
    const id = newId(Date.now());
    const refused = await made.api.post("/crediting-rules", {
      ...{ id, name: "R", from: "2026-01-01", ...said },
    });
    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe(code);
    expect(refused.body.pointer ?? "").toBe(pointer);
    expect(refused.body.messages.zh).not.toContain("{");
  });
});
