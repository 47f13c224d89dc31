import { type Day, isDay } from "../lib/day.ts";
import { ascending } from "../lib/list.ts";
import { type Minor, parseMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { type RowError, rowError } from "../lib/row-error.ts";
import type { Metric } from "../metrics/metric.ts";
import { isOwnAlone, type Share, split } from "./credit.ts";
import type { Content, EntryRow } from "./entry.ts";

/** What a row may name. Both maps answer to codes and ids. */
export type Known = {
  readonly metrics: ReadonlyMap<string, Pick<Metric, "id" | "unit" | "scale" | "currency">>;
  readonly people: ReadonlyMap<string, string>;
  /** The tenant's own, for money rows that name none. */
  readonly currency: string;
};

type Checked<T> = Result<T, RowError>;

/**
 * Reads a row's content, or says everything that is wrong with it, in the order of its fields.
 *
 * Refuses: an unknown metric or person, a ratio (its parts are recorded instead), a date that does
 * not exist, an amount that is no plain decimal, has more decimals than the metric or does not fit
 * 2^53 steps, a currency that does not belong, shares that do not sum to exactly 1.
 */
export function checkRow(
  row: EntryRow,
  at: number,
  known: Known,
): Result<Content, readonly RowError[]> {
  const metric = checkMetric(row, at, known);
  const person = checkPerson(row, at, known);
  const on = checkDay(row, at);
  const amount = metric.ok ? checkAmount(row, at, metric.value.scale) : null;
  const currency = metric.ok ? checkCurrency(row, at, metric.value, known) : null;
  const credits = checkCredits(row, at, known);
  const all = [metric, person, on, amount, currency, credits];
  const errors = all.flatMap((each) => (each && !each.ok ? [each.error] : []));
  if (!metric.ok || !person.ok || !on.ok || !amount?.ok || !currency?.ok || !credits.ok)
    return err(errors);
  return ok({
    metric: metric.value.id,
    person: person.value,
    on: on.value,
    amount: amount.value,
    currency: currency.value,
    deal: row.deal ? row.deal : null,
    dims: row.dims && Object.keys(row.dims).length > 0 ? row.dims : null,
    credits: isOwnAlone(person.value, credits.value) ? [] : credits.value,
    ruled: [],
  });
}

type KnownMetric = Pick<Metric, "id" | "unit" | "scale" | "currency">;

function checkMetric(row: EntryRow, at: number, { metrics }: Known): Checked<KnownMetric> {
  const value = row.metric ?? "";
  const metric = metrics.get(value);
  const field = "metric";
  if (!metric) return err(rowError({ row: at, field }, "entries/unknown_metric", value));
  if (metric.unit === "ratio") return err(rowError({ row: at, field }, "entries/ratio", value));
  return ok(metric);
}

function checkPerson(row: EntryRow, at: number, { people }: Known): Checked<string> {
  const value = row.person ?? "";
  const person = people.get(value);
  if (person !== undefined) return ok(person);
  return err(rowError({ row: at, field: "person" }, "entries/unknown_person", value));
}

function checkDay(row: EntryRow, at: number): Checked<Day> {
  const value = row.on ?? "";
  if (isDay(value)) return ok(value);
  return err(rowError({ row: at, field: "on" }, "entries/impossible_date", value));
}

function checkAmount(row: EntryRow, at: number, scale: number): Checked<Minor> {
  const value = row.amount ?? "";
  const read = parseMinor(value, scale);
  if (read.ok) return read;
  const code = AMOUNT_CODES[read.error.code];
  return err(rowError({ row: at, field: "amount" }, code, value, { scale }));
}

const AMOUNT_CODES = {
  "decimal/malformed": "entries/not_a_number",
  "decimal/too_many_places": "entries/too_many_decimals",
  "decimal/too_large": "entries/too_large",
} as const;

function checkCurrency(
  row: EntryRow,
  at: number,
  metric: KnownMetric,
  { currency }: Known,
): Checked<string> {
  const given = row.currency;
  const wrong = (code: string, facts = {}) =>
    err(rowError({ row: at, field: "currency" }, code, given ?? "", facts));
  if (metric.unit !== "money") return given ? wrong("entries/no_currency_here") : ok("");
  if (!given) return ok(metric.currency ?? currency);
  if (!isCurrency(given)) return wrong("entries/unknown_currency");
  if (metric.currency !== null && metric.currency !== given)
    return wrong("entries/other_currency", { currency: metric.currency });
  return ok(given);
}

let currencies: ReadonlySet<string> | null = null;
function isCurrency(code: string): boolean {
  currencies ??= new Set(Intl.supportedValuesOf("currency"));
  return currencies.has(code);
}

function checkCredits(row: EntryRow, at: number, { people }: Known): Checked<readonly Share[]> {
  const shares: Share[] = [];
  for (const [index, { person, share }] of (row.credits ?? []).entries()) {
    const who = people.get(person);
    const field = `credits/${index}/person`;
    if (who === undefined)
      return err(rowError({ row: at, field }, "entries/unknown_person", person));
    shares.push({ person: who, share });
  }
  if (shares.length === 0) return ok([]);
  // The amount does not matter here: only whether the shares can split one at all.
  const parts = split(0n as Minor, shares);
  if (parts.ok) return ok(shares.sort((a, b) => ascending(a.person, b.person)));
  const { code, value } = parts.error;
  const field = "at" in parts.error ? `credits/${parts.error.at}` : "credits";
  return err(rowError({ row: at, field }, code, value));
}
