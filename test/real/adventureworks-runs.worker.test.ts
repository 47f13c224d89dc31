// Goal: a published company's quarter is paid through the product: orders recorded, territories credited
// by rules, runs calculated, approved by a second person, locked and paid, and every locked statement
// right to the cent. Method: the API on a real database; expected figures are whole-number arithmetic
// over the file, with no code of the product.
import { expect, test } from "vitest";
import { parseLines } from "../../workers/imports/parse.ts";
import { must } from "../../workers/lib/assert.ts";
import { newId } from "../../workers/lib/id.ts";
import { chunks } from "../../workers/lib/list.ts";
import { standOn } from "../adjustments/world.ts";
import { publishPlan, read, step, upTo, type World } from "../payruns/world.ts";
import { company, member } from "../support/world.ts";
import { done } from "../targets/team.ts";

const files = import.meta.glob<string>(
  "../../../shared/data/adventureworks/{SalesOrderHeader,salesperson,salesterritoryhistory}.csv",
  { query: "?raw", import: "default", eager: true },
);
const present = Object.keys(files).length === 3;
if (!present) {
  console.warn("published data is absent: adventureworks is not checked");
  test.skip("published data is absent: not checked", () => undefined);
}

function rowsOf(name: string): Readonly<Record<string, string>>[] {
  const text = must(Object.entries(files).find(([path]) => path.endsWith(`/${name}.csv`))?.[1]);
  const lines = parseLines(text, ",");
  if (!lines.ok) throw new Error(lines.error.code);
  const [head, ...rows] = lines.value;
  return rows.map(({ cells }) =>
    Object.fromEntries(must(head).cells.map((column, at) => [column, cells[at] ?? ""])),
  );
}

const FROM = "2013-07-01";
const UNTIL = "2013-10-01";
const MONTHS = ["2013-07", "2013-08", "2013-09"] as const;

/** Ten-thousandths and millionths, digit by digit. */
const fixed = (text: string, places: number) => {
  const [whole = "0", part = ""] = text.split(".");
  return BigInt(whole + part.padEnd(places, "0").slice(0, places));
};
const halfAway = (num: bigint, den: bigint) => (2n * num + den) / (2n * den);

function published() {
  const orders = rowsOf("SalesOrderHeader")
    .filter((row) => row["SalesPersonID"] !== "NULL")
    .map((row) => ({
      ...{ id: row["SalesOrderID"] ?? "", on: row["OrderDate"] ?? "" },
      ...{ who: row["SalesPersonID"] ?? "", territory: row["TerritoryID"] ?? "" },
      text: row["SubTotal"] ?? "",
    }))
    .filter(({ on }) => on >= FROM && on < UNTIL);
  const people = rowsOf("salesperson").map((row) => ({
    ...{ id: row["businessentityid"] ?? "", pct: row["commissionpct"] ?? "" },
  }));
  // Nobody's territory changes within this quarter: who holds one has held it since before.
  const held = rowsOf("salesterritoryhistory")
    .map((row) => ({
      ...{ who: row["businessentityid"] ?? "", territory: row["territoryid"] ?? "" },
      ...{ from: (row["startdate"] ?? "").slice(0, 10), last: (row["enddate"] ?? "").slice(0, 10) },
    }))
    .filter(({ from, last }) => from <= FROM && (last === "" || last >= UNTIL));
  return { orders, people, held };
}

type Published = ReturnType<typeof published>;

/** Each one's own rate on own orders, and 2 % of a quarter of what others sell in one's territory. */
function expectedPay({ orders, people, held }: Published): ReadonlyMap<string, bigint> {
  const expected = new Map<string, bigint>();
  for (const { id, pct } of people) {
    for (const month of MONTHS) {
      const of = (mine: (order: Published["orders"][number]) => boolean) =>
        orders
          .filter((order) => order.on.startsWith(month) && mine(order))
          .reduce((sum, { text }) => sum + fixed(text, 4), 0n);
      const own = of(({ who }) => who === id);
      const beside = of(
        ({ who, territory }) =>
          who !== id && held.some((at) => at.who === id && at.territory === territory),
      );
      const cents =
        halfAway(own * fixed(pct, 6), 100_000_000n) + halfAway(2n * beside, 4n * 10_000n);
      expected.set(`${id} ${month}`, cents);
    }
  }
  return expected;
}

const name = (text: string) => ({ zh: text, en: text });
const component = (key: string, more: object) => ({
  ...{ kind: "flat", key, name: name(key), window: "period", base: "amount" },
  ...{ split: "credit", negative: { per: "window" } },
  ...more,
});
const document = ({ people }: Published) => ({
  ...{ format: "fairlead-plan/1", key: "aw", name: name("AdventureWorks"), version: 1 },
  ...{ from: FROM, until: null, currency: "USD" },
  metrics: [
    {
      ...{ key: "reseller", name: name("Reseller orders"), unit: "money", scale: 4 },
      ...{ class: "result", from: { credits: "amount" } },
    },
  ],
  components: [
    component("commission", {
      rate: {
        table: {
          axes: [{ dimension: "seller" }],
          rows: people.map(({ id, pct }) => ({ at: [id], value: pct })),
          otherwise: "0",
        },
      },
    }),
    component("territory", { roles: ["overlay"], rate: "2%" }),
  ],
});

async function furnished(of: Published): Promise<World> {
  const at = await company();
  await standOn(at.id, "2013-10-10");
  await done(at.api.post("/units", { rows: [{ code: "AW", name: "AW", from: "2011-01-01" }] }));
  await done(
    at.api.post("/people", {
      rows: of.people.map(({ id }) => ({
        ...{ code: id, name: `Seller ${id}`, startsOn: "2011-01-01" },
        ...{ unit: "AW", unitFrom: "2011-01-01" },
      })),
    }),
  );
  await done(
    at.api.post("/metrics", {
      ...{ id: newId(Date.now()), code: "reseller", nameZh: "经销商订单", nameEn: "Orders" },
      ...{ unit: "money", scale: 4, currency: "USD" },
    }),
  );
  for (const { who, territory, from } of of.held) {
    await done(
      at.api.post("/crediting-rules", {
        ...{ id: newId(Date.now()), name: `${who} holds ${territory}`, from },
        when: { dims: [{ name: "territory", values: [territory] }] },
        gives: [{ to: { kind: "person", person: who }, role: "overlay", share: "25%" }],
      }),
    );
  }
  const rows = of.orders.map(({ id, on, who, territory, text }) => ({
    ...{ metric: "reseller", person: who, on, amount: text, externalId: id },
    dims: { seller: who, territory },
  }));
  for (const some of chunks(rows, 1_000))
    await done(at.api.post("/entries", { source: "aw", rows: some }));
  const plan = newId(Date.now());
  await done(at.api.post("/incentive-plans", { id: plan, document: document(of) }));
  await publishPlan(at.api, plan, FROM);
  const ids = await at.db().then(async (db) => {
    const { people } = await db.load({
      people: {
        sql: "SELECT code, id FROM people WHERE tenant = ?1",
        params: [],
        decode: (found: readonly Readonly<Record<string, unknown>>[]) =>
          found.map(({ code, id }) => [String(code), String(id)] as const),
      },
    });
    return Object.fromEntries(people);
  });
  await done(
    at.api.post(`/incentive-plans/${plan}/members`, {
      from: FROM,
      people: of.people.map(({ id }) => ({ person: ids[id] })),
    }),
  );
  const [finance, second] = [await member(at.id, "finance"), await member(at.id, "finance")];
  return { ...at, ids, plan, author: at.owner, finance, second };
}

test.runIf(present)(
  "a published quarter goes from orders to locked and paid statements, to the cent",
  async () => {
    const of = published();
    const expected = expectedPay(of);
    const at = await furnished(of);
    const paid = new Map<string, bigint>();
    for (const month of MONTHS) {
      const run = await upTo(at, `${month}-01`, "lock");
      const { body } = await done(at.finance.client.get(`/pay-runs/${run}/statements?limit=1000`));
      for (const { code, pay } of body.items) paid.set(`${code} ${month}`, fixed(pay, 2));
      for (const { person, pay } of body.items) {
        const own = await done(at.finance.client.get(`/pay-runs/${run}/statements/${person}`));
        const { statement: kept, recomputed } = own.body;
        const cents = kept.lines.map(({ amount }: { amount: string }) => fixed(amount, 2));
        const lines = cents.reduce((sum: bigint, each: bigint) => sum + each, 0n);
        expect([recomputed, lines], `${person} ${month}`).toEqual([true, fixed(pay, 2)]);
      }
      await done(step(at, run, "pay"));
      const shown = await read(at, run);
      const total = of.people.reduce((sum, { id }) => sum + (paid.get(`${id} ${month}`) ?? 0n), 0n);
      expect([shown.state, fixed(shown.totals[0].pay, 2)]).toEqual(["paid", total]);
    }
    expect(Object.fromEntries(paid)).toEqual(Object.fromEntries(expected));
    // 454 orders; of 51 statements 42 pay something.
    expect(of.orders).toHaveLength(454);
    expect([...expected.values()].filter((cents) => cents > 0n)).toHaveLength(42);
  },
  120_000,
);
