// Opening balances as rows of a file: read, matched with people and windows, every fault with its place.
// Pure: nothing of a file is used unless all of it can be.
import { readDay, readDecimal, tidy } from "../../workers/imports/cell.ts";
import { findDateOrder, findMarks, plainName, type Sheet } from "../../workers/imports/sniff.ts";
import { addDays, day as asDay } from "../../workers/lib/day.ts";
import { id as asId } from "../../workers/lib/id.ts";
import { currencyScale, parseMinor } from "../../workers/lib/money.ts";
import type { Entering, Member, Running } from "./openings-model.ts";
import { total } from "./total.ts";

/** Columns of the file in the order of the template. */
export const OPENING_FIELDS = [
  ...(["person", "name", "component", "from", "last", "earned", "deal", "debt", "draw"] as const),
] as const;
export type OpeningField = (typeof OPENING_FIELDS)[number];
/** Every title by which a column is known. */
export type Titles = Readonly<Record<OpeningField, readonly string[]>>;

export type Fault = {
  /** Line of the file, 1 = its first; 0: the file as a whole. */
  readonly line: number;
  readonly field: OpeningField | null;
  readonly value: string;
  readonly code:
    | "no_person_column"
    | "person_missing"
    | "person_unknown"
    | "person_many"
    | "component_missing"
    | "component_unknown"
    | "window_half"
    | "window"
    | "day"
    | "number"
    | "places"
    | "negative"
    | "earned_missing"
    | "deal_mixed"
    | "twice"
    | "too_many"
    | "nothing";
  /** What the sentence names beside the value: people, components, a line. */
  readonly beside: string;
};

export type Known = {
  readonly members: readonly Member[];
  /** Components whose window is under way, those that pay deal by deal among them. */
  readonly running: readonly Running[];
  /** Of who has none of their own. */
  readonly currency: string;
};

type Row = Entering["rows"][number];
type Earned = NonNullable<Row["earned"]>[number];
export type ReadOpenings = {
  readonly rows: readonly Row[];
  readonly faults: readonly Fault[];
  /** In which each of `rows` is paid, by place. */
  readonly currencies: readonly string[];
  /** Lines of the file by place in `rows`: of the person, and of each of their windows. */
  readonly lines: readonly { readonly first: number; readonly earned: readonly number[] }[];
  /** Titles of columns that are none of ours. */
  readonly unread: readonly string[];
};

/** As many people as one list takes. */
export const PEOPLE_MAX = 1_000;

type Person = {
  readonly row: Row;
  readonly currency: string;
  readonly first: number;
  readonly earned: (Earned & { readonly line: number; readonly parts: [string, string][] })[];
  debt: { text: string; line: number } | null;
  draw: { text: string; line: number } | null;
};

/**
 * Rows of a sheet as the balances of a list. Several rows of one person are one person; several of one
 * window are its deals. A window that is not said is the one under way.
 */
export function readOpenings(sheet: Sheet, titles: Titles, known: Known): ReadOpenings {
  const columns = columnsOf(sheet, titles);
  const faults: Fault[] = [];
  const people = new Map<string, Person>();
  if (!columns.at.has("person") && !columns.at.has("name"))
    return {
      ...{ rows: [], faults: [whole("no_person_column")], currencies: [], lines: [] },
      unread: columns.unread,
    };
  const read = reader(sheet, columns.at);
  for (const line of sheet.lines) {
    const cell = (field: OpeningField) => tidy(line.cells[columns.at.get(field) ?? -1] ?? "");
    const fault = (field: OpeningField, code: Fault["code"], beside = "") =>
      faults.push({ line: line.line, field, value: cell(field), code, beside });
    const said = OPENING_FIELDS.filter((field) => cell(field) !== "");
    // A row of the template that was left as it stood says nothing.
    if (!said.some((field) => field === "earned" || field === "debt" || field === "draw")) {
      if (said.includes("deal")) fault("earned", "earned_missing");
      continue;
    }
    const member = memberOf(cell("person"), cell("name"), known.members, fault);
    if (!member) continue;
    const currency = member.terms.currency ?? known.currency;
    const amount = (field: "earned" | "debt" | "draw", isSigned: boolean): string | null => {
      const text = cell(field);
      if (text === "") return null;
      const found = read.decimal(text, field);
      const minor = found === null ? null : parseMinor(found, currencyScale(currency));
      if (found === null) fault(field, "number");
      else if (!minor?.ok) fault(field, "places", `${currency} ${currencyScale(currency)}`);
      else if (!isSigned && minor.value < 0n) fault(field, "negative");
      else return found;
      return null;
    };
    const person = people.get(member.person) ?? {
      row: { person: asId<"person">(member.person) },
      currency,
      ...{ first: line.line, earned: [], debt: null, draw: null },
    };
    people.set(member.person, person);
    for (const field of ["debt", "draw"] as const) {
      const text = amount(field, false);
      const before = person[field];
      if (text === null) continue;
      if (before) fault(field, "twice", String(before.line));
      else person[field] = { text, line: line.line };
    }
    const paid = amount("earned", true);
    if (paid === null) {
      if (cell("component") !== "" && cell("deal") !== "" && cell("earned") === "")
        fault("earned", "earned_missing");
      continue;
    }
    const component = componentOf(cell("component"), known.running, fault);
    const window = component && windowOf(cell("from"), cell("last"), component, read.day, fault);
    if (!component || !window) continue;
    const deal = cell("deal");
    const same = person.earned.find(
      (each) =>
        each.component === component.component &&
        each.window.from === window.from &&
        each.window.until === window.until,
    );
    if (!same)
      person.earned.push({
        ...{ component: component.component, window, amount: paid, line: line.line },
        parts: deal === "" ? [] : [[deal, paid]],
      });
    else if (deal === "" || same.parts.length === 0)
      fault(
        "deal",
        same.parts.length === 0 && deal === "" ? "twice" : "deal_mixed",
        `${same.line}`,
      );
    else if (same.parts.some(([name]) => name === deal)) fault("deal", "twice", `${same.line}`);
    else same.parts.push([deal, paid]);
  }
  const all = [...people.values()];
  if (all.length > PEOPLE_MAX) faults.push(whole("too_many", String(all.length)));
  if (all.length === 0 && faults.length === 0) faults.push(whole("nothing"));
  return {
    rows: all.map(rowOf),
    faults,
    currencies: all.map(({ currency }) => currency),
    lines: all.map(({ first, earned }) => ({ first, earned: earned.map(({ line }) => line) })),
    unread: columns.unread,
  };
}

/** What is brought along, currency by currency. */
export function sumsOf({ rows, currencies }: Pick<ReadOpenings, "rows" | "currencies">) {
  return [...new Set(currencies)].map((currency) => {
    const own = rows.filter((_, at) => currencies[at] === currency);
    return {
      currency,
      debt: total(own.flatMap(({ debt }) => debt ?? [])),
      draw: total(own.flatMap(({ drawBalance }) => drawBalance ?? [])),
      paid: total(own.flatMap(({ earned = [] }) => earned.map(({ amount }) => amount))),
    };
  });
}

function whole(code: Fault["code"], value = ""): Fault {
  return { line: 0, field: null, value, code, beside: "" };
}

function rowOf({ row, debt, draw, earned }: Person): Row {
  return {
    ...row,
    ...(debt ? { debt: debt.text } : {}),
    ...(draw ? { drawBalance: draw.text } : {}),
    earned: earned.map(({ component, window, amount, parts }) => ({
      ...{ component, window },
      amount: parts.length === 0 ? amount : total(parts.map(([, text]) => text)),
      ...(parts.length === 0 ? {} : { deals: Object.fromEntries(parts) }),
    })),
  };
}

/** Which column holds what, by its title; what no title of ours names is told and left alone. */
function columnsOf({ header }: Sheet, titles: Titles) {
  const at = new Map<OpeningField, number>();
  const unread: string[] = [];
  for (const [column, title] of (header ?? []).entries()) {
    const plain = plainName(title);
    const field = OPENING_FIELDS.find((each) =>
      [each, ...titles[each]].some((name) => plainName(name) === plain),
    );
    if (field && !at.has(field)) at.set(field, column);
    else if (title !== "") unread.push(title);
  }
  return { at, unread };
}

/** Numbers and days as the columns of this file write them. */
function reader(sheet: Sheet, at: ReadonlyMap<OpeningField, number>) {
  const orders = (["from", "last"] as const).map((field) =>
    findDateOrder(sheet.lines, at.get(field) ?? -1),
  );
  const order = orders.find((each) => each === "dmy" || each === "mdy") ?? "ymd";
  return {
    decimal: (text: string, field: OpeningField): string | null => {
      const { marks } = findMarks(sheet.lines, at.get(field) ?? -1, sheet.delimiter);
      const found = readDecimal(text, marks);
      return typeof found === "string" ? found : null;
    },
    day: (text: string): string | null => {
      const found = readDay(text, order);
      return /^\d/.test(found) ? found : null;
    },
  };
}

type Say = (field: OpeningField, code: Fault["code"], beside?: string) => void;

/** By id, number or e-mail; by name only where it is one person's. */
function memberOf(
  text: string,
  name: string,
  members: readonly Member[],
  fault: Say,
): Member | null {
  const field = text === "" ? "name" : "person";
  const wanted = (text === "" ? name : text).toLowerCase();
  if (wanted === "") {
    fault("person", "person_missing");
    return null;
  }
  const sure = members.find(({ person, code, email }) =>
    [person, code, email].some((each) => each?.toLowerCase() === wanted),
  );
  if (sure) return sure;
  const called = members.filter((each) =>
    [each.name, each.nameEn].some((own) => own?.toLowerCase() === wanted),
  );
  if (called.length === 1) return called[0] ?? null;
  if (called.length === 0) fault(field, "person_unknown");
  else fault(field, "person_many", called.map(({ code }) => code).join(", "));
  return null;
}

/** By key or name; a plan with one such component need not name it. */
function componentOf(text: string, running: readonly Running[], fault: Say): Running | null {
  const names = [...new Set(running.map(({ name }) => name.zh))].join(", ");
  if (text === "") {
    const [only] = running;
    if (only && running.length === 1) return only;
    fault("component", "component_missing", names);
    return null;
  }
  const wanted = plainName(text);
  const found = running.find(({ component, name }) =>
    [component, name.zh, name.en].some((each) => plainName(each) === wanted),
  );
  if (!found) fault("component", "component_unknown", names);
  return found ?? null;
}

/** As said, by its first and last day; the one under way where neither is. */
function windowOf(
  first: string,
  last: string,
  running: Running,
  dayOf: (text: string) => string | null,
  fault: Say,
): Earned["window"] | null {
  if (first === "" && last === "") return { from: running.from, until: running.until };
  if (first === "" || last === "") {
    fault(first === "" ? "from" : "last", "window_half");
    return null;
  }
  const [from, end] = [dayOf(first), dayOf(last)];
  if (from === null) fault("from", "day");
  if (end === null) fault("last", "day");
  if (from === null || end === null) return null;
  return { from: asDay(from), until: addDays(asDay(end), 1) };
}

/** Which line and column of the file a place in the list is: "/rows/3/earned/0/window". */
export function placeOf(
  pointer: string,
  lines: ReadOpenings["lines"],
): { readonly line: number; readonly field: OpeningField | null } {
  const [, at, , index, part] =
    /^\/rows\/(\d+)(?:\/(earned)\/(\d+))?(?:\/(.*))?$/.exec(pointer) ?? [];
  const of = lines[Number(at ?? -1)];
  const line = (index === undefined ? of?.first : of?.earned[Number(index)]) ?? 0;
  return { line, field: PARTS[part ?? ""] ?? null };
}

const PARTS: Readonly<Record<string, OpeningField>> = {
  ...{ person: "person", debt: "debt", drawBalance: "draw", component: "component" },
  ...{ window: "from", amount: "earned", deals: "deal" },
};
