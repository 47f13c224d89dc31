import { derivedId } from "../../workers/lib/id.ts";
import type { OrderLine, SalesSet } from "./adventureworks.ts";
import { type Client, field, isRecord, list } from "./client.ts";

/** Where `npm run load` stands; it goes to standard error, so that standard output is the result. */
export type Say = (text: string) => void;
/** The tenant, and the id that each row of the set has in it. */
export type Place = { readonly to: Client; readonly tenant: string; readonly say: Say };

export const METRIC = "order_subtotal";
const SOURCE = "adventureworks";
const BATCH_MAX = 1_000;
const SINCE = "2011-01-01";
const SET_MS = Date.UTC(2014, 5, 1);

/** Derived from the row's own name, so that a second run names the same things. */
export async function idOf(tenant: string, kind: string, name: string): Promise<string> {
  return await derivedId(`${tenant}/${SOURCE}/${kind}/${name}`, SET_MS);
}

/**
 * Sends the set through the public API, in the order in which rows need each other. Every row
 * carries its own identity, so that what is there already is answered as unchanged.
 */
export async function sendSet(place: Place, set: SalesSet): Promise<void> {
  await sendOrganisation(place, set);
  await sendMetric(place);
  await sendOrders(place, set.orders);
  await sendQuotas(place, set);
}

async function sendOrganisation({ to, tenant, say }: Place, set: SalesSet): Promise<void> {
  const units = await Promise.all(
    set.units.map(async ({ code, kind, name, parent }) => {
      const id = await idOf(tenant, "unit", code);
      return { id, code, kind, name, nameEn: name, parent, from: SINCE };
    }),
  );
  say(`units: ${counted(await to.post("/api/v1/units", { rows: units }))}`);
  const people = await Promise.all(
    set.people.map(async ({ code, name, startsOn, manager }) => {
      const id = await idOf(tenant, "person", code);
      const reports = manager ? { manager, managerFrom: startsOn } : {};
      return { id, code, name, nameEn: name, startsOn, ...reports };
    }),
  );
  say(`people: ${counted(await to.post("/api/v1/people", { rows: people }))}`);
  // One call per day, in order: three people change their territory.
  for (const day of new Set(set.moves.map(({ from }) => from))) {
    const rows = set.moves.filter(({ from }) => from === day);
    say(`territories ${day}: ${counted(await to.post("/api/v1/memberships", { rows }))}`);
  }
}

/** Scale 4: the source has up to four decimals and is stored as it is. */
async function sendMetric({ to, tenant, say }: Place): Promise<void> {
  const known = list(await to.get("/api/v1/metrics"), "items");
  if (known.some((metric) => field(metric, "code") === METRIC)) return say("metric: unchanged");
  await to.post("/api/v1/metrics", {
    id: await idOf(tenant, "metric", METRIC),
    code: METRIC,
    nameZh: "订单小计（未税）",
    nameEn: "Order subtotal",
    unit: "money",
    scale: 4,
    currency: "USD",
    tax: "excluded",
    source: SOURCE,
  });
  say("metric: new");
}

async function sendOrders({ to, say }: Place, orders: readonly OrderLine[]): Promise<void> {
  for (let at = 0; at < orders.length; at += BATCH_MAX) {
    const rows = orders.slice(at, at + BATCH_MAX).map((order) => ({
      metric: METRIC,
      person: order.person,
      on: order.on,
      amount: order.amount,
      currency: "USD",
      source: SOURCE,
      externalId: order.id,
      dims: { customer: order.customer, territory: order.territory },
    }));
    const answer = await to.post("/api/v1/entries", { rows });
    say(`orders ${at + 1} to ${at + rows.length}: ${counted(answer)}`);
  }
}

/**
 * A quota given to somebody hired within its period is the sum for the days that are left: it begins
 * on their first. A target of the whole period would be prorated.
 */
async function sendQuotas({ to, say }: Place, { people, quotas }: SalesSet): Promise<void> {
  const starts = new Map(people.map(({ code, startsOn }) => [code, startsOn]));
  const rows = quotas.map(({ person, from: first, until, amount }) => {
    const start = starts.get(person) ?? first;
    const from = first < start && start < until ? start : first;
    return { subject: person, metric: METRIC, level: "committed", from, until, amount };
  });
  say(`quotas: ${counted(await to.post("/api/v1/targets", { rows }))}`);
}

/** "17 new" or "3 new, 14 unchanged". */
function counted(answer: unknown): string {
  const results = list(answer, "results").map((each) =>
    isRecord(each) ? field(each, "result") : String(each),
  );
  const count = (kind: string) => results.filter((each) => each === kind).length;
  return [...new Set(results)].map((kind) => `${count(kind)} ${kind}`).join(", ");
}
