// Goal: what is drilled re-adds to what is shown, page by page, and costs what it shows. Method: a
// few hundred entries with moves, shares and corrections, read through the API in small pages.
import { beforeAll, describe, expect, test } from "vitest";
import { sum } from "../../workers/lib/list.ts";
import type { Company } from "../support/world.ts";
import { drift, furnished, idOf, sale } from "./furnished.ts";

type Item = { seq: number; line: number; person: string; on: string; amount: string };
const cents = (amount: string) => BigInt(amount.replace(".", ""));
const place = ({ seq, line, person }: Item) => `${seq} ${line} ${person}`;

describe("the drill", () => {
  let made: Company;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    made = await furnished();
    const people = ["lin", "wu", "zhao"];
    const rows = Array.from({ length: 240 }, (_, n) => ({
      ...sale(people[n % 3] ?? "", `e${n}`, `${n}.${10 + (n % 90)}`),
      on: `2026-0${1 + (n % 6)}-${10 + (n % 19)}`,
      ...(n % 7 === 0 ? { credits: people.map((person) => ({ person, share: "1/3" })) } : {}),
    }));
    for (const [at, chunk] of [rows.slice(0, 120), rows.slice(120)].entries())
      expect((await made.api.post("/entries", { rows: chunk })).status, `${at}`).toBe(200);
    await made.api.post("/entries", {
      rows: rows.slice(0, 30).map((row) => ({ ...row, amount: "1" })),
    });
    await made.api.post("/memberships", {
      rows: [
        { person: "lin", unit: "s1", from: "2026-02-15" },
        { person: "lin", unit: "n1", from: "2026-04-15" },
      ],
    });
    for (const code of ["lin", "wu", "n1", "s1", "north", "company", "revenue", "orders"])
      ids[code] = await idOf(made, code);
  });

  async function all(subject: string, from: string, until: string, limit = 17) {
    const items: Item[] = [];
    let shown = { amount: "", n: 0 };
    for (let cursor: string | null = ""; cursor !== null;) {
      const page = await made.api.get(
        `/entries?${subject}&metric=${ids["revenue"]}&from=${from}&until=${until}&limit=${limit}` +
          (cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`),
      );
      expect(page.status, page.text).toBe(200);
      items.push(...page.body.items);
      shown = page.body.sum;
      cursor = page.body.next;
    }
    return { items, shown };
  }

  test.each(["person=lin", "person=wu", "unit=n1", "unit=s1", "unit=north", "unit=company"])(
    "of %s re-adds exactly, over any days, with no row twice",
    async (which) => {
      const [kind, code = ""] = which.split("=");
      const subject = `${kind}=${ids[code]}`;
      for (const [from, until] of [
        ["2026-01-01", "2027-01-01"],
        ["2026-02-10", "2026-05-16"],
        ["2026-03-11", "2026-03-14"],
      ] as const) {
        const { items, shown } = await all(subject, from, until);
        expect(sum(items.map(({ amount }) => cents(amount)))).toBe(cents(shown.amount));
        expect(new Set(items.map(place)).size).toBe(items.length);
        expect(items.every(({ on }) => from <= on && on < until)).toBe(true);
        const whole = await all(subject, from, until, 200);
        expect(whole.items.map(place)).toEqual(items.map(place));
      }
    },
  );

  test("a page costs what it shows, however long the log is", async () => {
    const cost = async (subject: string) => {
      const page = await made.api.get(
        `/entries?${subject}&metric=${ids["revenue"]}&from=2026-01-01&until=2027-01-01&limit=5`,
      );
      const [, trips, read] =
        /trips=(\d+);read=(\d+)/.exec(page.headers.get("fairlead-d1") ?? "") ?? [];
      return { trips: Number(trips), read: Number(read) };
    };
    for (const subject of [`person=${ids["lin"]}`, `unit=${ids["company"]}`]) {
      const { trips, read } = await cost(subject);
      expect(trips).toBe(1);
      expect(read).toBeLessThan(120);
    }
  });

  test("names one subject, a metric that exists and a cursor of ours", async () => {
    const days = "from=2026-01-01&until=2027-01-01";
    const get = (query: string) => made.api.get(`/entries?${query}&${days}`);
    const metric = `metric=${ids["revenue"]}`;
    expect((await get(metric)).body.code).toBe("entries/one_subject");
    const both = `${metric}&person=${ids["lin"]}&unit=${ids["n1"]}`;
    expect((await get(both)).body.code).toBe("entries/one_subject");
    const unknown = `metric=${ids["lin"]}&person=${ids["lin"]}`;
    expect((await get(unknown)).body.code).toBe("metrics/not_found");
    const foreign = `${metric}&person=${ids["n1"]}`;
    expect((await get(foreign)).body.code).toBe("subject/not_found");
    const cursor = `${metric}&person=${ids["lin"]}&cursor=own~~~x`;
    expect((await get(cursor)).body.code).toBe("entries/bad_cursor");
    const none = await get(`metric=${ids["orders"]}&person=${ids["lin"]}`);
    expect(none.body).toMatchObject({ items: [], sum: { amount: "0", n: 0 }, currency: "" });
  });

  test("and the totals are the fold of the log", async () => {
    const { log, table } = await drift(made);
    expect(table).toEqual(log);
  });
});
