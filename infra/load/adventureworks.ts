import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";

/**
 * The AdventureWorks sales set as Fairlead takes it. Read as published; nothing is rounded: amounts
 * have up to four decimals and the metric is declared with scale 4.
 */
export type SalesSet = {
  readonly units: readonly UnitLine[];
  readonly people: readonly PersonLine[];
  readonly moves: readonly MoveLine[];
  readonly quotas: readonly QuotaLine[];
  readonly orders: readonly OrderLine[];
};
export type UnitLine = {
  readonly code: string;
  readonly kind: "company" | "region" | "territory";
  readonly name: string;
  readonly parent: string | null;
};
export type PersonLine = {
  /** The source's businessentityid. */
  readonly code: string;
  readonly name: string;
  readonly title: string;
  readonly startsOn: string;
  /** Staff code of the manager; null when the manager is not among those who sell. */
  readonly manager: string | null;
};
export type MoveLine = {
  readonly person: string;
  readonly unit: string;
  readonly from: string;
  readonly position: string;
};
export type QuotaLine = {
  readonly person: string;
  readonly from: string;
  readonly until: string;
  readonly amount: string;
};
export type OrderLine = {
  readonly id: string;
  readonly person: string;
  readonly on: string;
  readonly amount: string;
  readonly customer: string;
  readonly territory: string;
};

type Line = Readonly<Record<string, string>>;
/** The last quota period ends with May 2014: no reseller order lies behind it. */
const LAST_QUOTA_UNTIL = "2014-06-01";
const COMPANY = "AW";
const territory = (number: string) => `T${number.padStart(2, "0")}`;
const group = (name: string) => `G-${name.replaceAll(" ", "-")}`;

/** Reads the folder `adventureworks` of `from`. Throws with the missing file's name. */
export function readAdventureWorks(from: string): SalesSet {
  const own = (name: string) => lines(join(from, "adventureworks", name));
  const employees = new Map(
    own("employee.csv").map((line) => [cell(line, "businessentityid"), line]),
  );
  const territories = own("salesterritory.csv");
  const sellers = own("salesperson.csv").map((line) => cell(line, "businessentityid"));
  const people = sellers.map((seller) =>
    personLine({ seller, sellers, employees, names: names(from) }),
  );
  return {
    units: unitLines(territories),
    people,
    moves: moveLines({ people, territories, history: own("salesterritoryhistory.csv") }),
    quotas: quotaLines(own("salespersonquotahistory.csv")),
    orders: own("SalesOrderHeader.csv").filter(hasSeller).map(orderLine),
  };
}

function lines(path: string, delimiter = ","): Line[] {
  if (!existsSync(path)) throw new Error(`The file ${path} is not there. Is --from right?`);
  const parsed = Papa.parse<Line>(readFileSync(path, "utf8"), {
    header: true,
    delimiter,
    skipEmptyLines: true,
  });
  const wrong = parsed.errors[0];
  if (wrong) throw new Error(`${path}, row ${(wrong.row ?? 0) + 2}: ${wrong.message}`);
  return parsed.data;
}

function cell(line: Line, name: string): string {
  const value = line[name];
  if (value === undefined) throw new Error(`The column ${name} is missing.`);
  return value;
}

/** "2011-05-31 00:00:00.000" names a day; its midnight means nothing. */
function dayCell(line: Line, name: string): string {
  return cell(line, name).slice(0, 10);
}

/** The people's names stand in the sister set, under the national id. */
function names(from: string): ReadonlyMap<string, string> {
  const path = join(from, "adventureworks-reseller", "Salesperson.csv");
  return new Map(
    lines(path, "|").map((line) => [cell(line, "EmployeeID"), cell(line, "Salesperson")]),
  );
}

function unitLines(territories: readonly Line[]): UnitLine[] {
  const groups = [...new Set(territories.map((line) => cell(line, "group")))];
  return [
    { code: COMPANY, kind: "company", name: "Adventure Works Sales", parent: null },
    ...groups.map((name): UnitLine => {
      return { code: group(name), kind: "region", name, parent: COMPANY };
    }),
    ...territories.map((line): UnitLine => {
      const parent = group(cell(line, "group"));
      const code = territory(cell(line, "territoryid"));
      return { code, kind: "territory", name: cell(line, "name"), parent };
    }),
  ];
}

type Who = {
  readonly seller: string;
  readonly sellers: readonly string[];
  readonly employees: ReadonlyMap<string, Line>;
  readonly names: ReadonlyMap<string, string>;
};

function personLine({ seller, sellers, employees, names }: Who): PersonLine {
  const line = employees.get(seller);
  if (!line) throw new Error(`Salesperson ${seller} is not in employee.csv.`);
  const above = cell(line, "organizationnode").replace(/[^/]+\/$/, "");
  const manager = sellers.find(
    (other) => employees.get(other)?.["organizationnode"] === above && other !== seller,
  );
  return {
    code: seller,
    name: names.get(cell(line, "nationalidnumber")) ?? cell(line, "loginid"),
    title: cell(line, "jobtitle"),
    startsOn: dayCell(line, "hiredate"),
    manager: manager ?? null,
  };
}

type Places = {
  readonly people: readonly PersonLine[];
  readonly territories: readonly Line[];
  readonly history: readonly Line[];
};

/**
 * Territory history as memberships. Who has no territory on a day (the three managers; 280 from
 * 2012-09-30 on) sits in the region their manager leads, so that no order falls out of the company.
 */
function moveLines({ people, territories, history }: Places): MoveLine[] {
  const groupOf = new Map(
    territories.map((line) => [cell(line, "territoryid"), group(cell(line, "group"))]),
  );
  const moves = history.map((line): MoveLine => {
    const person = cell(line, "businessentityid");
    const position = people.find(({ code }) => code === person)?.title ?? "";
    return {
      person,
      unit: territory(cell(line, "territoryid")),
      from: dayCell(line, "startdate"),
      position,
    };
  });
  const left = history.flatMap((line) => afterLast(line, history, groupOf));
  const managers = people.filter(({ code }) => !moves.some(({ person }) => person === code));
  return [
    ...managers.map(({ code, title, startsOn }): MoveLine => {
      const led = people.find(({ manager }) => manager === code)?.code;
      const seat = history.find((line) => cell(line, "businessentityid") === led);
      const unit = groupOf.get(seat ? cell(seat, "territoryid") : "") ?? COMPANY;
      return { person: code, unit, from: startsOn, position: title };
    }),
    ...moves,
    ...left,
  ].toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** The move into the region on the day after a last territory ended, when nothing follows it. */
function afterLast(
  line: Line,
  history: readonly Line[],
  groupOf: ReadonlyMap<string, string>,
): MoveLine[] {
  const last = dayCell(line, "enddate");
  const person = cell(line, "businessentityid");
  const follows = history.some(
    (other) => cell(other, "businessentityid") === person && dayCell(other, "startdate") > last,
  );
  if (last === "" || follows) return [];
  const unit = groupOf.get(cell(line, "territoryid")) ?? COMPANY;
  const position = "Sales Representative";
  return [{ person: person, unit, from: nextDay(last), position }];
}

function nextDay(on: string): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** A quota runs to the day before the next quota date of the file, whoever it belongs to. */
function quotaLines(history: readonly Line[]): QuotaLine[] {
  const dates = [...new Set(history.map((line) => dayCell(line, "quotadate")))].toSorted();
  return history.map((line): QuotaLine => {
    const from = dayCell(line, "quotadate");
    return {
      person: cell(line, "businessentityid"),
      from,
      until: dates[dates.indexOf(from) + 1] ?? LAST_QUOTA_UNTIL,
      amount: cell(line, "salesquota"),
    };
  });
}

/** Web orders carry the text NULL where a salesperson would stand. */
function hasSeller(line: Line): boolean {
  return cell(line, "SalesPersonID") !== "NULL";
}

function orderLine(line: Line): OrderLine {
  return {
    id: cell(line, "SalesOrderID"),
    person: cell(line, "SalesPersonID"),
    on: dayCell(line, "OrderDate"),
    amount: cell(line, "SubTotal"),
    customer: cell(line, "CustomerID"),
    territory: territory(cell(line, "TerritoryID")),
  };
}
