import * as v from "valibot";
import { day, type Day } from "../lib/day.ts";
import {
  big,
  every,
  maybe,
  read,
  type Read,
  type Row,
  SEQ,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import type { PersonBasis, PostedJson } from "./basis.ts";
import type { LoggedSum, PaidFigure } from "./page-figures.ts";
import { packedBySize } from "./packed-by-size.ts";
import { CAPPED, type Kept, linesFrom, packedLines, postedFrom, TRUE_UP } from "./pack.ts";

/** What a run's own hash and totals are made of. */
export type Sums = Omit<Kept, "lines" | "awards"> & { readonly trueUps: number };
/** What a list shows of it. */
export type Listed = Omit<Kept, "lines" | "awards" | "inputHash"> & {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly unit: string | null;
  readonly unitName: string | null;
  readonly unitNameEn: string | null;
  /** Pay of the calculation before this one that changed it; null: it was not there. */
  readonly last: bigint | null;
  readonly lastCalc: number | null;
  readonly calc: number;
  /** A cap acted on one of its lines. */
  readonly capped: boolean;
};
/** One statement of a person, with its run. */
export type OfPerson = Omit<Kept, "inputHash"> & {
  readonly run: string;
  readonly plan: string;
  readonly planKey: string;
  readonly planName: { readonly zh: string; readonly en: string };
  readonly from: Day;
  readonly until: Day;
  readonly state: string;
};

export const SUMS = `s.person, s.currency, s.earned, s.pending, s.payable, s.pay, s.base_pay, s.debt,
  s.draw_balance, s.advanced, s.true_up, s.pay_date, s.result_hash`;
/** The newest row of a statement that is not of a calculation under way. */
export const HOLDS = (
  calc: string,
) => `s.gone = 0 AND s.calc = (SELECT max(x.calc) FROM pay_statements AS x
  WHERE x.tenant = ?1 AND x.run = s.run AND x.person = s.person AND x.currency = s.currency
    AND x.calc <= ${calc})`;

/** How many lines belong to earlier periods; nothing is looked into where their sum says there are none. */
const TRUE_UPS = `CASE WHEN s.true_up = 0 THEN 0 ELSE (SELECT count(*) FROM json_each(s.lines) AS l
  WHERE (l.value ->> 5) & ${TRUE_UP}) END`;
const IS_CAPPED = `EXISTS (SELECT 1 FROM json_each(s.lines) AS l WHERE (l.value ->> 5) & ${CAPPED})`;

export function sumsFrom(row: Row) {
  const payDate = maybe(row, "pay_date");
  return {
    person: text(row, "person"),
    currency: text(row, "currency"),
    earned: big(row, "earned"),
    pending: big(row, "pending"),
    payable: big(row, "payable"),
    pay: big(row, "pay"),
    basePay: row["base_pay"] === null ? null : big(row, "base_pay"),
    debt: big(row, "debt"),
    drawBalance: big(row, "draw_balance"),
    advanced: row["advanced"] === null ? null : big(row, "advanced"),
    trueUp: big(row, "true_up"),
    payDate: payDate === null ? null : day(payDate),
    hash: text(row, "result_hash"),
  };
}

const Awards = v.array(
  v.object({
    component: v.string(),
    award: v.picklist(["honour", "growth", "best_practice", "stage"]),
    place: v.nullable(v.number()),
    window: v.string(),
  }),
);

function keptFrom(row: Row): Kept {
  return {
    ...sumsFrom(row),
    lines: linesFrom(text(row, "lines")),
    awards: v.parse(Awards, JSON.parse(text(row, "awards"))),
    inputHash: text(row, "input_hash"),
  };
}

function listedFrom(row: Row): Listed {
  return {
    ...sumsFrom(row),
    code: text(row, "code"),
    name: text(row, "name"),
    nameEn: maybe(row, "name_en"),
    unit: maybe(row, "unit"),
    unitName: maybe(row, "unit_name"),
    unitNameEn: maybe(row, "unit_name_en"),
    last: row["last_pay"] === null ? null : big(row, "last_pay"),
    lastCalc: row["last_calc"] === null ? null : whole(row, "last_calc"),
    calc: whole(row, "calc"),
    capped: row["capped"] === 1,
  };
}

/** The row before the newest, where the calculation ?3 brought the newest. */
const BEFORE = (column: string) => `(SELECT x.${column} FROM pay_statements AS x
  WHERE x.tenant = ?1 AND x.run = s.run AND x.person = s.person AND x.currency = s.currency
    AND x.calc < s.calc AND x.gone = 0 ORDER BY x.calc DESC LIMIT 1)`;

/** ?2 person, ?3 figures as [metric, currency, from, until], ?4 the cut-off. */
const LOGGED_SUMS = `WITH moved AS (
    SELECT j.key AS n, e.amount, e.seq, 0 AS beside
    FROM json_each(?3) AS j CROSS JOIN entries AS e INDEXED BY entries_person
    WHERE e.tenant = ?1 AND e.person = ?2 AND e.metric = j.value ->> 0
      AND e.on_day >= j.value ->> 2 AND e.on_day < j.value ->> 3 AND e.credited = 0
      AND e.currency = j.value ->> 1
    UNION ALL
    SELECT j.key, c.amount, c.seq, c.role <> 'direct'
    FROM json_each(?3) AS j CROSS JOIN credits AS c INDEXED BY credits_person
    WHERE c.tenant = ?1 AND c.person = ?2 AND c.metric = j.value ->> 0
      AND c.on_day >= j.value ->> 2 AND c.on_day < j.value ->> 3 AND c.currency = j.value ->> 1)
  SELECT n, sum(amount) AS shown, sum(iif(seq > ?4, amount, 0)) AS late,
    sum(iif(seq <= ?4 AND beside, amount, 0)) AS beside
  FROM moved GROUP BY n`;

export const statementReads = {
  /** What the log has now of a person's figures, by their place, and what of it came after a commit. */
  loggedSums: (
    person: string,
    figures: readonly PaidFigure[],
    cutoff: number,
  ): Read<ReadonlyMap<number, LoggedSum>> =>
    read(
      LOGGED_SUMS,
      [
        person,
        packed(
          figures.map(({ metric, currency, days }) => [metric.id, currency, days.from, days.until]),
        ),
        cutoff,
      ],
      (rows) =>
        new Map(
          rows.map((row) => [
            whole(row, "n"),
            { shown: big(row, "shown"), late: big(row, "late"), beside: big(row, "beside") },
          ]),
        ),
    ),

  /** Statements of a run as they hold, by person and currency, after a place. */
  statements: (
    run: string,
    calc: number,
    until: Day,
    after: { readonly person: string; readonly currency: string },
    limit: number,
  ): Read<Listed[]> =>
    read(
      `SELECT ${SUMS}, s.calc, w.code, w.name, w.name_en, u.id AS unit, u.name AS unit_name,
         u.name_en AS unit_name_en, ${BEFORE("pay")} AS last_pay, ${BEFORE("calc")} AS last_calc,
         ${IS_CAPPED} AS capped
       FROM pay_statements AS s CROSS JOIN people AS w ON w.tenant = ?1 AND w.id = s.person
         LEFT JOIN memberships AS m ON m.tenant = ?1 AND m.person = s.person
           AND m.until_seq IS NULL AND m.from_day < ?4 AND m.until_day >= ?4
         LEFT JOIN units AS u ON u.tenant = ?1 AND u.id = m.unit
       WHERE s.tenant = ?1 AND s.run = ?2 AND ${HOLDS("?3")}
         AND (s.person, s.currency) > (?5, ?6)
       ORDER BY s.person, s.currency LIMIT ?7`,
      [run, calc, until, after.person, after.currency, limit],
      every(listedFrom),
    ),

  /** Everything that is kept of some people's statements in a run; of all where nobody is named. */
  kept: (
    run: string,
    calc: number,
    people: readonly string[] | null,
  ): Read<(Kept & { basis: PersonBasis; calc: number })[]> =>
    read(
      `SELECT ${SUMS}, s.lines, s.awards, s.basis, s.input_hash, s.calc
       FROM pay_statements AS s WHERE s.tenant = ?1 AND s.run = ?2 AND ${HOLDS("?3")}
         AND (?4 IS NULL OR s.person IN (SELECT value FROM json_each(?4)))
       ORDER BY s.person, s.currency`,
      [run, calc, people === null ? null : packed(people)],
      every((row) => ({
        ...keptFrom(row),
        basis: JSON.parse(text(row, "basis")) as PersonBasis, // Written by addStatements().
        calc: whole(row, "calc"),
      })),
    ),

  /**
   * Hash, sums and place of every statement of a run: what its own hash and totals are made of. In one
   * walk along the key: the other columns of a group are those of its max(calc).
   */
  hashes: (run: string, calc: number): Read<Sums[]> =>
    read(
      `SELECT ${SUMS}, s.input_hash, ${TRUE_UPS} AS true_ups, max(s.calc) AS calc
       FROM pay_statements AS s WHERE s.tenant = ?1 AND s.run = ?2 AND s.calc <= ?3
       GROUP BY s.person, s.currency HAVING s.gone = 0 ORDER BY s.person, s.currency`,
      [run, calc],
      every((row) => ({
        ...sumsFrom(row),
        inputHash: text(row, "input_hash"),
        trueUps: whole(row, "true_ups"),
      })),
    ),

  /** What a run's statements give besides money, of those alone that give something. */
  awardsIn: (run: string, calc: number): Read<Pick<Kept, "person" | "awards">[]> =>
    read(
      `SELECT s.person, s.awards FROM pay_statements AS s
       WHERE s.tenant = ?1 AND s.run = ?2 AND s.awards <> '[]' AND ${HOLDS("?3")}
       ORDER BY s.person, s.currency`,
      [run, calc],
      every((row) => ({
        person: text(row, "person"),
        awards: v.parse(Awards, JSON.parse(text(row, "awards"))),
      })),
    ),

  /** Which of these corrections a run's statements pay. */
  correctionsIn: (run: string, calc: number, ids: readonly string[]): Read<string[]> =>
    read(
      `SELECT DISTINCT j.value AS id
       FROM pay_statements AS s CROSS JOIN json_each(s.lines) AS l
         CROSS JOIN json_each(?4) AS j ON l.value ->> 2 = 'adjustment:' || j.value
       WHERE s.tenant = ?1 AND s.run = ?2 AND ${HOLDS("?3")}`,
      [run, calc, packed(ids)],
      every((row) => text(row, "id")),
    ),

  /** Lines of locked statements of a plan that begin before a day: what is already posted. */
  posted: (plan: string, before: Day, people: readonly string[] | null): Read<PostedJson[]> =>
    read(
      `SELECT s.person, s.currency, s.lines, r.from_day
       FROM pay_runs AS r CROSS JOIN pay_statements AS s
       WHERE r.tenant = ?1 AND r.plan = ?2 AND r.from_day < ?3 AND r.state IN ('locked', 'paid')
         AND s.tenant = ?1 AND s.run = r.id AND ${HOLDS("r.calc")}
         AND (?4 IS NULL OR s.person IN (SELECT value FROM json_each(?4)))
       ORDER BY r.from_day, s.person, s.currency`,
      [plan, before, people === null ? null : packed(people)],
      (rows) =>
        rows.flatMap((row) =>
          postedFrom(
            {
              person: text(row, "person"),
              currency: text(row, "currency"),
              lines: linesFrom(text(row, "lines")),
            },
            day(text(row, "from_day")),
          ),
        ),
    ),

  /** A person's statements, the newest period first. */
  ofPerson: (person: string, states: readonly string[], limit: number): Read<OfPerson[]> =>
    read(
      `SELECT ${SUMS}, s.lines, s.awards, s.input_hash, r.id AS run, r.plan, r.from_day, r.until_day,
         r.state, p.key, p.name_zh, p.name_en
       FROM pay_runs AS r CROSS JOIN pay_statements AS s CROSS JOIN incentive_plans AS p
       WHERE r.tenant = ?1 AND r.state IN (SELECT value FROM json_each(?3))
         AND s.tenant = ?1 AND s.run = r.id AND s.person = ?2 AND ${HOLDS("r.calc")}
         AND p.tenant = ?1 AND p.id = r.plan
       ORDER BY r.from_day DESC, s.currency LIMIT ?4`,
      [person, packed(states), limit],
      every((row) => ({
        ...keptFrom(row),
        run: text(row, "run"),
        plan: text(row, "plan"),
        planKey: text(row, "key"),
        planName: { zh: text(row, "name_zh"), en: text(row, "name_en") },
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
        state: text(row, "state"),
      })),
    ),
};

export type NewStatement = Kept & { readonly basis: PersonBasis };

function rowOf(row: NewStatement): readonly unknown[] {
  return [
    ...[row.person, row.currency, packedLines(row.lines), JSON.stringify(row.awards)],
    ...[row.earned, row.pending, row.payable, row.pay, row.basePay, row.debt],
    ...[row.drawBalance, row.trueUp, row.payDate, JSON.stringify(row.basis)],
    ...[row.inputHash, row.hash, row.advanced],
  ];
}

export const statementWrites = {
  addStatements: (run: string, calc: number, rows: readonly NewStatement[]): Statement[] =>
    packedBySize(rows.map(rowOf)).map((part) =>
      write(
        `INSERT INTO pay_statements (tenant, run, person, currency, calc, lines, awards, earned,
           pending, payable, pay, base_pay, debt, draw_balance, true_up, pay_date, basis, input_hash,
           result_hash, advanced, seq)
         SELECT ?1, ?2, j.value ->> 0, j.value ->> 1, ?3, j.value ->> 2, j.value ->> 3, j.value ->> 4,
           j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9, j.value ->> 10,
           j.value ->> 11, j.value ->> 12, j.value ->> 13, j.value ->> 14, j.value ->> 15,
           j.value ->> 16, ${SEQ}
         FROM json_each(?4) AS j`,
        run,
        calc,
        part,
      ),
    ),

  /** Statements that a calculation found no more. */
  dropStatements: (
    run: string,
    calc: number,
    gone: readonly { readonly person: string; readonly currency: string }[],
  ): Statement[] =>
    gone.length === 0
      ? []
      : [
          write(
            `INSERT INTO pay_statements (tenant, run, person, currency, calc, gone, lines, awards,
               earned, pending, payable, pay, debt, draw_balance, true_up, basis, input_hash,
               result_hash, seq)
             SELECT ?1, ?2, j.value ->> 0, j.value ->> 1, ?3, 1, '[]', '[]', 0, 0, 0, 0, 0, 0, 0, '{}',
               '', '', ${SEQ}
             FROM json_each(?4) AS j`,
            run,
            calc,
            packed(gone.map(({ person, currency }) => [person, currency])),
          ),
        ],

  /** What a calculation that did not end left behind; nobody has seen it. */
  clearStaging: (run: string, calc: number): Statement =>
    write("DELETE FROM pay_statements WHERE tenant = ?1 AND run = ?2 AND calc > ?3", run, calc),
};
