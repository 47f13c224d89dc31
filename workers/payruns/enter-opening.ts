import type { Time } from "../calendar/day-count.ts";
import { addDays, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { currencyScale, parseMinor } from "../lib/money.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { timeIn } from "../payplans/periods.ts";
import { heldOn, inForceOver } from "../payplans/in-force.ts";
import type { Version } from "../payplans/store.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import type { OpeningRow } from "./opening.ts";
import type { KeptOpening, NewOpening } from "./opening-store.ts";
import { openingWindows } from "./opening-windows.ts";
import { periodAt } from "./periods.ts";
import { openingWire } from "./show-opening.ts";

export type Entered = {
  readonly id: string;
  readonly plan: string;
  readonly from: Day;
  readonly note: string;
  readonly rows: readonly (Pick<OpeningRow, "person" | "earned"> & {
    readonly currency?: string | undefined;
    readonly debt: string;
    readonly drawBalance: string;
  })[];
};
export type OpeningError =
  | { readonly code: "payplan/not_found"; readonly id: string }
  | {
      readonly code: "pay_run/no_period";
      readonly from: string;
      readonly before: string;
      readonly after: string;
      readonly pointer: "/from";
    }
  | { readonly code: "payplan/locked"; readonly open: Day; readonly value: Day }
  | {
      readonly code: "pay_opening/rejected";
      readonly count: number;
      readonly errors: readonly Flaw[];
    }
  | TooLarge
  | { readonly code: "pay_opening/exists"; readonly id: string };
type TooLarge = {
  readonly code: "pay_opening/too_large";
  readonly pointer: string;
  /** As many rows of the list fit. */
  readonly value: number;
  /** Bytes. */
  readonly limit: number;
};

/**
 * Enters what people brought along when the company began to pay by a plan in mid-year. It counts for
 * nothing until a second person approves it. Refused for whoever a closed run of the plan has paid, or
 * who has a list already; every row that cannot be used is named.
 */
export async function enterOpening(
  db: TenantDb,
  deps: Deps,
  asked: Entered,
): Promise<Result<ReturnType<typeof openingWire>, OpeningError>> {
  const { runs, plans, input, calendar } = deps;
  const ids = asked.rows.map(({ person }) => person);
  const { plan, versions, clock, open, taken } = await db.load({
    plan: plans.plan(asked.plan),
    versions: plans.versions(asked.plan),
    clock: calendar.calendar(),
    open: runs.openFrom(asked.plan),
    taken: runs.opening(asked.id),
  });
  if (!plan) return err({ code: "payplan/not_found", id: asked.plan });
  if (taken) return err({ code: "pay_opening/exists", id: asked.id });
  const period = periodAt(timeIn(clock), versions, asked.from);
  if (!period)
    return err({
      ...({ code: "pay_run/no_period", pointer: "/from", from: asked.from } as const),
      ...{ before: "-", after: "-" },
    });
  if (open !== null && asked.from < open)
    return err({ code: "payplan/locked", open, value: asked.from });
  const { who, called, settings, stays, facts, barred } = await db.load({
    who: runs.behind(db.actor()),
    called: runs.nameBehind(db.actor()),
    settings: runs.ruling(),
    stays: plans.staysOf(ids),
    facts: input.people(ids, 0),
    barred: runs.notOpening(asked.plan, ids, asked.id),
  });
  const usual = currencyOf(versions, asked.from);
  const paidIn = new Map(
    stays
      .filter((stay) => stay.plan === asked.plan)
      .map((stay) => [stay.person, stay.terms.currency ?? usual]),
  );
  const windows = windowsAt(timeIn(clock), versions, asked.from);
  const names = new Map(facts.map((each) => [each.id, each]));
  const nameOf = (person: string) => names.get(person)?.name ?? person;
  const firstAt = new Map(ids.map((person, at) => [person, at] as const).reverse());
  const read = asked.rows.map((row, at) =>
    rowOf(row, at, { paidIn, barred, windows, nameOf, isTwice: firstAt.get(row.person) !== at }),
  );
  const errors = read.flatMap((each) => (each.ok ? [] : [each.error]));
  if (errors.length > 0) return err({ code: "pay_opening/rejected", count: errors.length, errors });
  const rows = read.flatMap((each) => (each.ok ? [each.value] : []));
  const made: NewOpening = { ...asked, rows };
  const stamp = { by: db.actor(), account: who.person, at: db.now };
  const kept: KeptOpening = {
    ...made,
    ...{ account: who.person, at: db.now, state: "waiting", decidedBy: null, decidedAt: null },
    ...{ accountName: called, decidedName: { name: null, nameEn: null }, alone: false },
    rows: rows.map((row) => ({
      ...row,
      ...{ name: names.get(row.person)?.name ?? "", nameEn: names.get(row.person)?.nameEn ?? null },
    })),
  };
  const body = openingWire(kept, { who, one: settings.onePersonApproval });
  const large = tooLarge(body.rows);
  if (large) return err(large);
  const done = await commit(db, {
    event: "pay_opening/entered",
    subject: asked.id,
    detail: { opening: asked.id, plan: asked.plan, from: asked.from, people: rows.length },
    expect: [
      runs.expect.isOpenAt(asked.plan, asked.from),
      runs.expect.mayOpen(asked.plan, ids, asked.id),
    ],
    writes: runs.addOpening(made, stamp),
    answer: { status: 201, body: body as Json }, // It is JSON by construction.
  });
  if (done.ok) return ok(body);
  if (done.error.code === "commit/unique") return err({ code: "pay_opening/exists", id: asked.id });
  const { late } = await db.load({ late: runs.notOpening(asked.plan, ids, asked.id) });
  const again = late.map((person) => barredFlaw(person, ids.indexOf(person), nameOf(person)));
  return err({ code: "pay_opening/rejected", count: again.length, errors: again });
}

function currencyOf(versions: readonly Version[], on: Day): string {
  return (heldOn(versions, on) ?? versions.at(-1))?.document.currency ?? "";
}

type Known = {
  readonly paidIn: ReadonlyMap<string, string>;
  readonly barred: readonly string[];
  readonly windows: ReturnType<typeof windowsAt>;
  /** What a reader calls a person. */
  readonly nameOf: (person: string) => string;
  /** An earlier row is of the same person. */
  readonly isTwice: boolean;
};

/** By component that can be opened: its windows up to a day, and whether its pay waits for deals. */
function windowsAt(time: Time, versions: readonly Version[], on: Day) {
  const all = inForceOver(versions, { until: addDays(on, 1) });
  const keys = new Set(all.flatMap(({ document }) => document.components.map(({ key }) => key)));
  return new Map(
    [...keys].flatMap((key) => {
      const windows = openingWindows(time, all, key, on);
      return windows ? [[key, { windows, waits: waitsFor(all, key) }] as const] : [];
    }),
  );
}

/** Whether the newest version that has a component releases its pay deal by deal. */
function waitsFor(versions: readonly Version[], key: string): boolean {
  const document = versions.findLast(({ document: { components } }) =>
    components.some((each) => each.key === key),
  )?.document;
  const own = document?.components.find((each) => each.key === key);
  const release = (own && "release" in own ? own.release : undefined) ?? document?.release;
  return release?.parts.some(({ on }) => on !== "earned") ?? false;
}

function rowOf(
  { person, currency, debt, drawBalance, earned }: Entered["rows"][number],
  at: number,
  { paidIn, barred, windows, nameOf, isTwice }: Known,
): Result<OpeningRow, Flaw> {
  const name = nameOf(person);
  const flaw = (code: string, field: string, facts: object = {}) =>
    err({ pointer: `/rows/${at}${field}`, code, value: name, person, ...facts } as Flaw);
  const paid = paidIn.get(person);
  if (paid === undefined) return flaw("pay_opening/not_on_plan", "/person");
  if (isTwice) return flaw("payplan/named_twice", "/person");
  if (barred.includes(person)) return err(barredFlaw(person, at, name));
  const own = currency ?? paid;
  if (own !== paid)
    return flaw("pay_adjustment/currency", "/currency", { value: own, currency: paid });
  const scale = currencyScale(paid);
  const [owed, drawn] = [parseMinor(debt, scale), parseMinor(drawBalance, scale)];
  if (!owed.ok || owed.value < 0n)
    return flaw("pay_opening/amount", "/debt", { value: debt, scale });
  if (!drawn.ok || drawn.value < 0n)
    return flaw("pay_opening/amount", "/drawBalance", { value: drawBalance, scale });
  const wrong = earned.findIndex(
    ({ amount, window }) => !parseMinor(amount, scale).ok || window.until <= window.from,
  );
  if (wrong >= 0)
    return flaw("pay_opening/amount", `/earned/${wrong}/amount`, {
      value: earned[wrong]?.amount ?? "",
      scale,
    });
  for (const [index, each] of earned.entries()) {
    const field = `/earned/${index}`;
    const of = windows.get(each.component);
    if (!of) {
      const components = [...windows.keys()].join(", ") || "-";
      return flaw("pay_opening/component", `${field}/component`, {
        ...{ value: each.component, components },
      });
    }
    const isSame = ({ from, until }: Interval) =>
      from === each.window.from && until === each.window.until;
    if (!of.windows.some(isSame))
      return flaw("pay_opening/window", `${field}/window`, {
        value: spelled(each.window),
        component: each.component,
        windows: of.windows.slice(-NAMED).map(spelled).join(", "),
      });
    const isSaid = earned
      .slice(0, index)
      .some(({ component, window }) => component === each.component && isSame(window));
    if (isSaid)
      return flaw("pay_opening/window_twice", `${field}/window`, {
        ...{ value: spelled(each.window), component: each.component },
      });
    const deals = Object.values(each.deals ?? {});
    if (of.waits && !each.deals)
      return flaw("pay_opening/deals", `${field}/deals`, { value: each.component });
    const bad = deals.find((text) => !parseMinor(text, scale).ok);
    if (bad !== undefined)
      return flaw("pay_opening/amount", `${field}/deals`, { value: bad, scale });
  }
  return ok({ person, currency: paid, debt: owed.value, drawBalance: drawn.value, earned });
}

/** How many windows a refusal names: the last ones. */
const NAMED = 6;

function spelled({ from, until }: Interval): string {
  return `${from} - ${until}`;
}

function barredFlaw(person: string, at: number, name: string): Flaw {
  return { pointer: `/rows/${at}/person`, code: "pay_opening/barred", value: name, person };
}

/**
 * A list is kept as the answer to its request, in one parameter, and D1 takes none above two million
 * bytes: with less than that everything else of it fits.
 */
const LIST_BYTES_MAX = 1_200_000;
const utf8 = new TextEncoder();

/** Which row is the first that does not fit, where a list is too large to be kept; null: it fits. */
function tooLarge(rows: readonly unknown[]): TooLarge | null {
  let bytes = 0;
  for (const [at, row] of rows.entries()) {
    bytes += utf8.encode(JSON.stringify(row)).length;
    if (bytes > LIST_BYTES_MAX)
      return {
        code: "pay_opening/too_large",
        pointer: `/rows/${at}`,
        value: at,
        limit: LIST_BYTES_MAX,
      };
  }
  return null;
}
