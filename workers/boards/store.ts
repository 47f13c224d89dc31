import type { Day } from "../lib/day.ts";
import { id as idOf } from "../lib/id.ts";
import { must } from "../lib/assert.ts";
import type { TieRule } from "../lib/rank.ts";
import type { Guard } from "../tenancy/commit.ts";
import {
  every,
  first,
  maybe,
  read,
  SEQ,
  text,
  whole,
  write,
  type Read,
  type Row,
  type Statement,
} from "../tenancy/sql.ts";
import { MODES, SCORES, SUBJECTS, TIES, WINDOWS, type Board, type Measure } from "./board.ts";

export type BoardStore = typeof boardStore;
export type ListedBoard = { readonly board: Board; readonly sample: boolean };
export type Screen = {
  readonly id: string;
  readonly board: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly pairedBy: string;
  readonly pairedAt: number;
};
/** The rights a watcher has now; `state` is "active" or why not. */
export type WatcherRow = {
  readonly account: string;
  readonly person: string | null;
  readonly roles: string;
  readonly scopeUnit: string | null;
  readonly state: string;
  readonly notBefore: number;
};
/** What a new board needs to know of the metric it ranks by. */
export type MetricFacts = Measure & { readonly overTime: string };

const DEFINITION = `d.id, d.name, d.name_en, d.unit, u.name AS unit_name, u.name_en AS unit_name_en,
  d.metric, m.name_zh AS metric_name, m.name_en AS metric_name_en, m.code AS metric_code, m.unit AS metric_unit,
  m.scale, m.direction, d.currency, d.subjects, d.score, d.span, d.mode, d.ties, d.amounts, d.sample,
  d.version`;
const NAMED = `CROSS JOIN units AS u ON u.tenant = ?1 AND u.id = d.unit
  CROSS JOIN metrics AS m ON m.tenant = ?1 AND m.id = d.metric`;

export const boardStore = {
  list: (after: string, limit: number): Read<ListedBoard[]> =>
    read(
      `SELECT ${DEFINITION} FROM boards AS d ${NAMED}
       WHERE d.tenant = ?1 AND d.id > ?2 ORDER BY d.id LIMIT ?3`,
      [after, limit],
      every((row) => ({ board: boardOf(row), sample: whole(row, "sample") === 1 })),
    ),

  board: (board: string): Read<(ListedBoard & { readonly metricCode: string }) | null> =>
    read(
      `SELECT ${DEFINITION} FROM boards AS d ${NAMED} WHERE d.tenant = ?1 AND d.id = ?2`,
      [board],
      first((row) => ({
        ...{ board: boardOf(row), sample: whole(row, "sample") === 1 },
        metricCode: text(row, "metric_code"),
      })),
    ),

  /** The units above the board's own, and itself: who leads one of them sees every row. */
  above: (board: string, today: Day): Read<string[]> =>
    read(
      `SELECT p.above FROM boards AS d
       CROSS JOIN unit_paths AS p ON p.tenant = ?1 AND p.unit = d.unit
       WHERE d.tenant = ?1 AND d.id = ?2 AND p.from_day <= ?3 AND p.until_day > ?3`,
      [board, today],
      every((row) => text(row, "above")),
    ),

  aboveUnit: (unit: string, today: Day): Read<string[]> =>
    read(
      `SELECT above FROM unit_paths
       WHERE tenant = ?1 AND unit = ?2 AND from_day <= ?3 AND until_day > ?3`,
      [unit, today],
      every((row) => text(row, "above")),
    ),

  metric: (metric: string): Read<MetricFacts | null> =>
    read(
      `SELECT id AS metric, name_zh AS metric_name, name_en AS metric_name_en, unit AS metric_unit,
         scale, direction, over_time, CASE WHEN unit = 'money'
           THEN coalesce(currency, (SELECT currency FROM tenant_here WHERE tenant = ?1))
           ELSE '' END AS currency
       FROM metrics WHERE tenant = ?1 AND id = ?2`,
      [metric],
      first((row) => ({ ...measureOf(row), overTime: text(row, "over_time") })),
    ),

  unit: (unit: string): Read<Pick<Board, "unitName" | "unitNameEn"> | null> =>
    read(
      "SELECT name AS unit_name, name_en AS unit_name_en FROM units WHERE tenant = ?1 AND id = ?2",
      [unit],
      first((row) => {
        const unitName = text(row, "unit_name");
        return { unitName, unitNameEn: maybe(row, "unit_name_en") ?? unitName };
      }),
    ),

  /** The rights of everyone who watches, by account. */
  watchers: (accounts: readonly string[]): Read<WatcherRow[]> =>
    read(
      `SELECT a.account, a.person, a.roles, a.scope_unit, a.state, a.not_before
       FROM json_each(?2) AS j CROSS JOIN access AS a ON a.tenant = ?1 AND a.account = j.value`,
      [JSON.stringify(accounts)],
      every((row) => ({
        account: text(row, "account"),
        person: maybe(row, "person"),
        roles: text(row, "roles"),
        scopeUnit: maybe(row, "scope_unit"),
        state: text(row, "state"),
        notBefore: whole(row, "not_before"),
      })),
    ),

  /** Which of these API keys still hold. */
  keysHeld: (keys: readonly string[], now: number): Read<string[]> =>
    read(
      `SELECT k.id FROM json_each(?2) AS j CROSS JOIN api_keys AS k ON k.tenant = ?1
         AND k.id = j.value WHERE k.revoked_at IS NULL AND k.expires_at > ?3`,
      [JSON.stringify(keys), now],
      every((row) => text(row, "id")),
    ),

  screens: (): Read<(Screen & { readonly boardName: string })[]> =>
    read(
      `SELECT s.id, s.board, s.name, s.token_hash, s.paired_by, s.paired_at, d.name AS board_name
       FROM screens AS s CROSS JOIN boards AS d ON d.tenant = ?1 AND d.id = s.board
       WHERE s.tenant = ?1 AND s.until_seq IS NULL ORDER BY s.id LIMIT 500`,
      [],
      every((row) => ({ ...screenOf(row), boardName: text(row, "board_name") })),
    ),

  /** A television that may look; a revoked one is none. */
  screen: (screen: string): Read<(Screen & { readonly boardName: string | null }) | null> =>
    read(
      `SELECT id, board, name, token_hash, paired_by, paired_at,
         (SELECT name FROM boards WHERE tenant = ?1 AND id = screens.board) AS board_name
       FROM screens WHERE tenant = ?1 AND id = ?2 AND until_seq IS NULL`,
      [screen],
      first((row) => ({ ...screenOf(row), boardName: maybe(row, "board_name") })),
    ),

  screensHeld: (screens: readonly string[]): Read<string[]> =>
    read(
      `SELECT s.id FROM json_each(?2) AS j CROSS JOIN screens AS s ON s.tenant = ?1
         AND s.id = j.value WHERE s.until_seq IS NULL`,
      [JSON.stringify(screens)],
      every((row) => text(row, "id")),
    ),

  isAt: (board: string, version: number): Guard => ({
    what: "board/version",
    sql: "(SELECT version = ?3 FROM boards WHERE tenant = ?1 AND id = ?2)",
    params: [board, version],
  }),

  insert: (board: Board, sample: boolean): Statement =>
    write(
      `INSERT INTO boards (tenant, id, name, name_en, unit, metric, currency, subjects, score, span,
         mode, ties, amounts, sample, version)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 1`,
      ...[board.id, board.name, board.nameEn, board.unit, board.metric.id, board.metric.currency],
      ...[board.subjects, board.score, board.window, board.mode, board.ties],
      ...[Number(board.amounts), Number(sample)],
    ),

  update: (board: Board): Statement =>
    write(
      `UPDATE boards SET name = ?3, name_en = ?4, score = ?5, span = ?6, mode = ?7, ties = ?8,
         amounts = ?9, version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      ...[board.id, board.name, board.nameEn, board.score, board.window, board.mode],
      ...[board.ties, Number(board.amounts)],
    ),

  pair: (screen: Screen): Statement =>
    write(
      `INSERT INTO screens (tenant, id, board, name, token_hash, paired_by, paired_at, since_seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ${SEQ}`,
      ...[screen.id, screen.board, screen.name, screen.tokenHash, screen.pairedBy],
      screen.pairedAt,
    ),

  isPaired: (screen: string): Guard => ({
    what: "screen/paired",
    sql: "(SELECT until_seq IS NULL FROM screens WHERE tenant = ?1 AND id = ?2)",
    params: [screen],
  }),

  revoke: (screen: string): Statement =>
    write(
      `UPDATE screens SET until_seq = ${SEQ} WHERE tenant = ?1 AND id = ?2 AND until_seq IS NULL`,
      screen,
    ),
};

function boardOf(row: Row): Board {
  const name = text(row, "name");
  const unitName = text(row, "unit_name");
  return {
    id: idOf(text(row, "id")),
    name,
    nameEn: maybe(row, "name_en") ?? name,
    unit: text(row, "unit"),
    unitName,
    unitNameEn: maybe(row, "unit_name_en") ?? unitName,
    metric: measureOf(row),
    subjects: oneOf(SUBJECTS, text(row, "subjects")),
    score: oneOf(SCORES, text(row, "score")),
    window: oneOf(WINDOWS, text(row, "span")),
    mode: oneOf(MODES, text(row, "mode")),
    ties: oneOf<TieRule>(TIES, text(row, "ties")),
    amounts: whole(row, "amounts") === 1,
    version: whole(row, "version"),
  };
}

function measureOf(row: Row): Measure {
  return {
    id: text(row, "metric"),
    name: text(row, "metric_name"),
    nameEn: text(row, "metric_name_en"),
    unit: text(row, "metric_unit"),
    scale: whole(row, "scale"),
    currency: text(row, "currency"),
    direction: text(row, "direction") === "down" ? "down" : "up",
  };
}

function screenOf(row: Row): Screen {
  return {
    id: text(row, "id"),
    board: text(row, "board"),
    name: text(row, "name"),
    tokenHash: text(row, "token_hash"),
    pairedBy: text(row, "paired_by"),
    pairedAt: whole(row, "paired_at"),
  };
}

/** A column with a CHECK holds one of its words; anything else is a bug. */
function oneOf<T extends string>(words: readonly T[], word: string): T {
  return must(
    words.find((each) => each === word),
    `${word} is known`,
  );
}
