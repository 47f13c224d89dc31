import * as v from "valibot";
import type { Day } from "../lib/day.ts";
import { parseDecimal, type Rate } from "../lib/rate.ts";
import {
  CreditInput,
  DealInput,
  Evaluation,
  type EvaluationInput,
  type EvaluationJson,
} from "./input.ts";
import { Currency, Key, PlanDay, Share } from "./plan-parts.ts";

type CreditJson = NonNullable<EvaluationJson["credits"]>[number];
type DealJson = NonNullable<EvaluationJson["deals"]>[number];

const credits = new WeakMap<readonly CreditJson[], CreditInput[]>();
const deals = new WeakMap<readonly DealJson[], DealInput[]>();

/**
 * `v.parse(Evaluation, json)`, faster where there are many credits: the same value, the same refusals.
 * A list of credits or deals is read once, however often it is handed in; who hands one in leaves it
 * as it is.
 */
export function readEvaluation(json: EvaluationJson): EvaluationInput {
  const [some, of] = [json.credits, json.deals];
  if (!Array.isArray(some) || !Array.isArray(of)) return v.parse(Evaluation, json);
  const reading = reader();
  const [readCredits, readDeals] = [
    once(credits, some, (all) => each(all, (one) => creditOf(one, reading))),
    once(deals, of, (all) => each(all, (one) => dealOf(one, reading))),
  ];
  if (!readCredits || !readDeals) return v.parse(Evaluation, json);
  const rest = v.parse(Evaluation, { ...json, credits: [], deals: [] });
  return { ...rest, credits: readCredits, deals: readDeals };
}

function once<From extends object, To>(
  known: WeakMap<From, To>,
  from: From,
  make: (from: From) => To | null,
): To | null {
  const found = known.get(from) ?? make(from);
  if (found) known.set(from, found);
  return found;
}

/** Null as soon as one is not plainly right: valibot then says what is wrong with it, if anything. */
function each<From, To>(all: readonly From[], read: (one: From) => To | null): To[] | null {
  const made: To[] = [];
  for (const one of all) {
    const to = read(one);
    if (to === null) return null;
    made.push(to);
  }
  return made;
}

/** What many credits share is looked at once. */
function reader() {
  const kept = <Value>(schema: v.GenericSchema<string, Value>) => {
    const known = new Map<string, Value | null>();
    return (text: unknown): Value | null => {
      if (typeof text !== "string") return null;
      const found = known.get(text);
      if (found !== undefined) return found;
      const { success, output } = v.safeParse(schema, text);
      const value = success ? output : null;
      known.set(text, value);
      return value;
    };
  };
  return {
    day: kept<Day>(PlanDay),
    share: kept<Rate>(Share),
    currency: kept<string>(Currency),
    key: kept<string>(Key),
  };
}
type Reader = ReturnType<typeof reader>;

const LONGEST = 120;
const ONE: Rate = { num: 1n, den: 1n };
const ROLES = new Set<unknown>(CreditInput.entries.role.wrapped.options);

const isText = (of: unknown): of is string => typeof of === "string" && of.length <= LONGEST;
const isId = (of: unknown): of is string => isText(of) && of !== "";

/** A field that may be absent, and is right where it is there. */
function fits<Value>(of: unknown, is: (of: unknown) => of is Value): of is Value | undefined {
  return of === undefined || is(of);
}

function decimalOf(text: unknown): Rate | null {
  return typeof text === "string" && !text.startsWith("+") ? parseDecimal(text) : null;
}

function recordOf<Value>(
  of: unknown,
  { key: keyOf }: Reader,
  read: (value: unknown) => Value | null,
): Record<string, Value> | null {
  if (typeof of !== "object" || of === null || Array.isArray(of)) return null;
  const made: Record<string, Value> = {};
  for (const [key, value] of Object.entries(of)) {
    const to = read(value);
    // Names that every object has are valibot's to judge.
    if (to === null || keyOf(key) === null || key in Object.prototype) return null;
    made[key] = to;
  }
  return made;
}
const textOf = (of: unknown) => (isText(of) ? of : null);

const CREDIT = new Set(Object.keys(CreditInput.entries));
const DEAL = new Set(Object.keys(DealInput.entries));

function knows(names: ReadonlySet<string>, of: object): boolean {
  for (const name in of) if (!names.has(name)) return false;
  return true;
}

function creditOf(of: CreditJson, reader: Reader): CreditInput | null {
  if (typeof of !== "object" || of === null || !knows(CREDIT, of)) return null;
  const { id, entry, person, role = "direct", lead = false, source = "", externalId = "" } = of;
  const { deal, unit, reverses, leader } = of;
  const share = of.share === undefined ? ONE : reader.share(of.share);
  const on = reader.day(of.on);
  const posting = of.posting === undefined ? undefined : reader.day(of.posting);
  const currency = of.currency === undefined ? undefined : reader.currency(of.currency);
  const measures = recordOf(of.measures, reader, decimalOf);
  const dimensions = of.dimensions === undefined ? {} : recordOf(of.dimensions, reader, textOf);
  if (!isId(id) || !isId(person) || !ROLES.has(role) || typeof lead !== "boolean") return null;
  if (!isText(source) || !isText(externalId)) return null;
  if (![entry, leader, deal, unit, reverses].every((each) => fits(each, isId))) return null;
  if (!share || !on || posting === null || currency === null || !measures || !dimensions)
    return null;
  const plain = { id, person, role, share, lead, on, source, externalId, measures, dimensions };
  const made: { -readonly [Key in keyof CreditInput]: CreditInput[Key] } = plain;
  if (entry !== undefined) made.entry = entry;
  if (leader !== undefined) made.leader = leader;
  if (posting !== undefined) made.posting = posting;
  if (deal !== undefined) made.deal = deal;
  if (unit !== undefined) made.unit = unit;
  if (currency !== undefined) made.currency = currency;
  if (reverses !== undefined) made.reverses = reverses;
  return made;
}

const Events = DealInput.entries.events;

function dealOf(of: DealJson, reader: Reader): DealInput | null {
  if (typeof of !== "object" || of === null || !knows(DEAL, of) || !isId(of.id)) return null;
  const measures = of.measures === undefined ? {} : recordOf(of.measures, reader, decimalOf);
  const dimensions = of.dimensions === undefined ? {} : recordOf(of.dimensions, reader, textOf);
  const due = of.due === undefined ? undefined : decimalOf(of.due);
  if (!measures || !dimensions || due === null) return null;
  const none = Array.isArray(of.events) && of.events.length === 0;
  const said = none ? null : v.safeParse(Events, of.events);
  if (said && !said.success) return null;
  const made = { id: of.id, measures, dimensions, events: said?.output ?? [] };
  return due === undefined ? made : { ...made, due };
}
