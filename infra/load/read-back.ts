import { divide, formatMinor, parseMinor } from "../../workers/lib/money.ts";
import type { QuotaLine, SalesSet } from "./adventureworks.ts";
import { field, isRecord, list } from "./client.ts";
import { idOf, METRIC, type Place } from "./send.ts";

/** What the product itself says after the load: every figure below comes from its API. */
export type Loaded = {
  readonly people: number;
  readonly targets: number;
  readonly entries: number;
  readonly targetTotal: string;
  /**
   * The exact sum, rounded once to cents: 80487704.18. Rounding order by order would give .29; the
   * product keeps four decimals and rounds where a total is shown.
   */
  readonly entryTotal: string;
  readonly attainment: readonly PersonPeriod[];
};
export type PersonPeriod = {
  readonly person: string;
  readonly from: string;
  readonly quota: string;
  readonly actual: string;
  readonly attainment: string | null;
};

/** As many requests at once as a polite client makes. */
const AT_ONCE = 4;
const FIRST_DAY = "2011-05-31";
const LAST_UNTIL = "2014-06-01";
const SCALE = 4;

export async function readBack(place: Place, set: SalesSet): Promise<Loaded> {
  const { to, tenant, say } = place;
  const attainment: PersonPeriod[] = [];
  for (let at = 0; at < set.quotas.length; at += AT_ONCE) {
    const some = set.quotas.slice(at, at + AT_ONCE);
    attainment.push(...(await Promise.all(some.map((quota) => personPeriod(place, quota)))));
  }
  say(`attainment: ${attainment.length} person-periods`);
  const company = await idOf(tenant, "unit", set.units[0]?.code ?? "");
  const span = `from=${FIRST_DAY}&until=${LAST_UNTIL}`;
  const whole = await to.get(`/api/v1/attainment?subject=${company}&metric=${METRIC}&${span}`);
  const figures = isRecord(whole) ? whole["figures"] : null;
  return {
    people: await countPeople(place, set),
    targets: attainment.filter(({ quota }) => quota !== "").length,
    entries: Number(field(figures, "entries")),
    targetTotal: cents(attainment.map(({ quota }) => quota)),
    entryTotal: cents([field(figures, "actual")]),
    attainment,
  };
}

async function personPeriod({ to, tenant }: Place, quota: QuotaLine): Promise<PersonPeriod> {
  const { person, from, until } = quota;
  const subject = await idOf(tenant, "person", person);
  const query = `subject=${subject}&metric=${METRIC}&from=${from}&until=${until}`;
  const answer = await to.get(`/api/v1/attainment?${query}`);
  const figures = isRecord(answer) ? answer["figures"] : null;
  const share = field(figures, "attainment");
  return {
    person,
    from,
    quota: field(figures, "target"),
    actual: field(figures, "actual"),
    attainment: share === "" ? null : share,
  };
}

/** Everybody who sits in one of the units on the last day of the data. */
async function countPeople({ to, tenant }: Place, { units }: SalesSet): Promise<number> {
  const codes = new Set<string>();
  for (const { code } of units) {
    const unit = await idOf(tenant, "unit", code);
    const on = "2014-05-31";
    const people = list(await to.get(`/api/v1/people?unit=${unit}&on=${on}&limit=200`), "items");
    for (const person of people) codes.add(field(person, "code"));
  }
  return codes.size;
}

/** The exact sum of amounts at scale 4, rounded once, half away from zero, to two decimals. */
function cents(amounts: readonly string[]): string {
  const sum = amounts.reduce((all, text) => {
    const read = parseMinor(text === "" ? "0" : text, SCALE);
    if (!read.ok) throw new Error(`The API answered an amount that is none: ${text}`);
    return all + read.value;
  }, 0n);
  return formatMinor(divide(sum, 100n, "half_away"), 2);
}
