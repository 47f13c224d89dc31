import * as v from "valibot";
import { day, type Day } from "../lib/day.ts";
import type { Guard } from "../tenancy/commit.ts";
import {
  big,
  every,
  first,
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
import type { Dispute, KeptDispute, Sight } from "./dispute.ts";
import { MOVES, type Move, type State } from "./states.ts";
import { WirePlace } from "./wire.ts";

/** The name behind an account; the sample's people have no account and stand for themselves. */
export const NAMED = (account: string, as: string) =>
  `LEFT JOIN access AS x_${as} ON x_${as}.tenant = ?1 AND x_${as}.account = ${account}
   LEFT JOIN people AS ${as} ON ${as}.tenant = ?1
     AND ${as}.id = coalesce(x_${as}.person, ${account})`;

/** ?2 all | below | own, ?3 the person who looks, ?4 the unit they look from, ?5 today. */
export const SEEN = (person: string) => `(?2 = 'all' OR ${person} = ?3 OR (?2 = 'below' AND EXISTS (
  SELECT 1 FROM memberships AS s CROSS JOIN unit_paths AS u
  WHERE s.tenant = ?1 AND s.person = ${person} AND s.from_day <= ?5 AND s.until_day > ?5
    AND s.until_seq IS NULL AND u.tenant = ?1 AND u.unit = s.unit AND u.above = ?4
    AND u.from_day <= ?5 AND u.until_day > ?5)))`;
export const seenParams = (sight: Sight, today: Day) =>
  [
    ...[sight.kind, sight.kind === "all" ? null : sight.person],
    ...[sight.kind === "below" ? sight.unit : null, today],
  ] as const;

const MOVES_OF = `(SELECT json_group_array(json_array(g.kind, g.by, g.account, g.at, g.note, g.owner,
    g.due_on, g.adjustment, w.name, w.name_en, o.name, o.name_en))
  FROM (SELECT * FROM dispute_moves WHERE tenant = ?1 AND dispute = d.id ORDER BY n) AS g
    ${NAMED("g.account", "w")} ${NAMED("g.owner", "o")}) AS moves`;
const KEPT = `d.id, d.run, d.person, d.currency, d.pointer, d.hash, d.place, d.amount, d.note,
  d.due_on, d.at, d.sample, p.name, p.name_en, ${MOVES_OF}`;
const FROM_DISPUTES = `FROM disputes AS d
  LEFT JOIN people AS p ON p.tenant = ?1 AND p.id = d.person`;
/** The last move that leads somewhere. */
const LAST = `(SELECT m.kind FROM dispute_moves AS m
  WHERE m.tenant = ?1 AND m.dispute = d.id AND m.kind <> 'assigned' ORDER BY m.n DESC LIMIT 1)`;
export const STATE = `CASE ${LAST} WHEN 'raised' THEN 'open' WHEN 'replied' THEN 'open' ELSE ${LAST} END`;
/** As courseOf() folds it. */
export const DUE = `coalesce((SELECT m.due_on FROM dispute_moves AS m
  WHERE m.tenant = ?1 AND m.dispute = d.id AND m.due_on IS NOT NULL
  ORDER BY m.n DESC LIMIT 1), d.due_on)`;

const MoveRows = v.array(
  v.tuple([
    v.picklist(MOVES),
    ...[v.string(), v.string(), v.number()],
    ...[v.nullable(v.string()), v.nullable(v.string()), v.nullable(v.string())],
    v.nullable(v.string()),
    ...[v.nullable(v.string()), v.nullable(v.string())],
    ...[v.nullable(v.string()), v.nullable(v.string())],
  ] as const),
);

function disputeFrom(row: Row): KeptDispute {
  const moves = v.parse(MoveRows, JSON.parse(text(row, "moves")));
  return {
    id: text(row, "id"),
    run: text(row, "run"),
    person: text(row, "person"),
    personName: maybe(row, "name") ?? "",
    personNameEn: maybe(row, "name_en"),
    currency: text(row, "currency"),
    pointer: text(row, "pointer"),
    hash: text(row, "hash"),
    place: v.parse(WirePlace, JSON.parse(text(row, "place"))),
    amount: row["amount"] === null ? null : big(row, "amount"),
    note: text(row, "note"),
    dueOn: day(text(row, "due_on")),
    at: whole(row, "at"),
    sample: whole(row, "sample") === 1,
    moves: moves.map(([kind, by, account, at, note, owner, due, adjustment, ...names]) => ({
      ...{ kind, by, account, at, note, owner, adjustment },
      dueOn: due === null ? null : day(due),
      ...{ name: names[0], nameEn: names[1] },
      ownerName: { name: names[2], nameEn: names[3] },
    })),
  };
}

export type Listing = {
  readonly state: State | "live" | "all";
  readonly run: string | null;
  readonly person: string | null;
  readonly late: boolean;
  /** Looked after by this account; null is anybody. */
  readonly owner: string | null;
  /** The last id of the page before. */
  readonly before: string | null;
  readonly limit: number;
};
export type Account = {
  readonly account: string;
  readonly roles: string;
  readonly person: string | null;
  readonly name: string | null;
  readonly nameEn: string | null;
};
export type OpenDispute = {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly dueOn: Day;
};

const reads = {
  dispute: (id: string): Read<KeptDispute | null> =>
    read(
      `SELECT ${KEPT} ${FROM_DISPUTES} WHERE d.tenant = ?1 AND d.id = ?2`,
      [id],
      first(disputeFrom),
    ),

  /** The newest first. Nobody looks after a dispute until somebody is named or has answered. */
  list: (sight: Sight, today: Day, of: Listing): Read<KeptDispute[]> =>
    read(
      `SELECT ${KEPT} ${FROM_DISPUTES}
       WHERE d.tenant = ?1 AND ${SEEN("d.person")}
         AND (?6 = 'all' OR ${STATE} = ?6 OR (?6 = 'live' AND ${STATE} IN ('open', 'answered')))
         AND (?7 IS NULL OR d.run = ?7) AND (?8 IS NULL OR d.person = ?8)
         AND (?9 = 0 OR (${STATE} = 'open' AND ${DUE} < ?5))
         AND (?10 IS NULL OR ?10 = coalesce(
           (SELECT m.owner FROM dispute_moves AS m WHERE m.tenant = ?1 AND m.dispute = d.id
              AND m.kind = 'assigned' ORDER BY m.n DESC LIMIT 1),
           (SELECT m.account FROM dispute_moves AS m WHERE m.tenant = ?1 AND m.dispute = d.id
              AND m.kind IN ('answered', 'accepted', 'rejected') ORDER BY m.n LIMIT 1)))
         AND (?11 IS NULL OR d.id < ?11)
       ORDER BY d.id DESC LIMIT ?12`,
      [
        ...seenParams(sight, today),
        ...[of.state, of.run, of.person, of.late ? 1 : 0, of.owner, of.before, of.limit],
      ],
      every(disputeFrom),
    ),

  /** Disputes of a run that are not settled, by the person's name: its lock waits for them. */
  openOf: (run: string): Read<OpenDispute[]> =>
    read(
      `SELECT d.id, d.person, p.name, p.name_en, ${DUE} AS due ${FROM_DISPUTES}
       WHERE d.tenant = ?1 AND d.run = ?2 AND ${STATE} IN ('open', 'answered')
       ORDER BY p.name, d.id`,
      [run],
      every((row) => ({
        id: text(row, "id"),
        person: text(row, "person"),
        name: maybe(row, "name") ?? "",
        nameEn: maybe(row, "name_en"),
        dueOn: day(text(row, "due")),
      })),
    ),

  /** An unsettled dispute of exactly this place. */
  liveAt: (of: Pick<Dispute, "run" | "person" | "currency" | "pointer">): Read<string | null> =>
    read(
      `SELECT d.id FROM disputes AS d WHERE d.tenant = ?1 AND d.run = ?2 AND d.person = ?3
         AND d.currency = ?4 AND d.pointer = ?5 AND ${STATE} IN ('open', 'answered')`,
      [of.run, of.person, of.currency, of.pointer],
      first((row) => text(row, "id")),
    ),

  /** The account behind who acts (a key acts for whoever made it), and the person that account is. */
  behind: (actor: string): Read<{ account: string; person: string | null }> =>
    read(
      `SELECT b.account, x.person
       FROM (SELECT coalesce((SELECT made_by FROM api_keys WHERE tenant = ?1 AND id = ?2), ?2)
         AS account) AS b LEFT JOIN access AS x ON x.tenant = ?1 AND x.account = b.account`,
      [actor],
      ([row]) => ({
        account: row ? text(row, "account") : actor,
        person: row ? maybe(row, "person") : null,
      }),
    ),

  /** An active account with its roles as JSON, and the person it is. */
  account: (account: string): Read<{ roles: string; person: string | null } | null> =>
    read(
      `SELECT roles, person FROM access WHERE tenant = ?1 AND account = ?2 AND state = 'active'`,
      [account],
      first((row) => ({ roles: text(row, "roles"), person: maybe(row, "person") })),
    ),

  /** Active accounts with their roles as JSON, and the people they are, by name. */
  accounts: (): Read<Account[]> =>
    read(
      `SELECT x.account, x.roles, x.person, p.name, p.name_en FROM access AS x
         LEFT JOIN people AS p ON p.tenant = ?1 AND p.id = x.person
       WHERE x.tenant = ?1 AND x.state = 'active' ORDER BY p.name, x.account`,
      [],
      every((row) => ({
        ...{ account: text(row, "account"), roles: text(row, "roles") },
        ...{ person: maybe(row, "person"), name: maybe(row, "name") },
        nameEn: maybe(row, "name_en"),
      })),
    ),

  person: (id: string): Read<{ name: string; nameEn: string | null; sample: boolean } | null> =>
    read(
      `SELECT name, name_en, sample FROM people WHERE tenant = ?1 AND id = ?2`,
      [id],
      first((row) => ({
        name: text(row, "name"),
        nameEn: maybe(row, "name_en"),
        sample: whole(row, "sample") === 1,
      })),
    ),

  /** Is this person's pay within the sight of who looks? */
  isSeen: (person: string, sight: Sight, today: Day): Read<boolean> =>
    read(
      `SELECT ${SEEN("k.id")} AS seen FROM people AS k WHERE k.tenant = ?1 AND k.id = ?6`,
      [...seenParams(sight, today), person],
      ([row]) => row?.["seen"] === 1,
    ),
};

const writes = {
  addDispute: (of: Dispute, by: string, account: string): Statement =>
    write(
      `INSERT INTO disputes (tenant, id, run, person, currency, pointer, hash, place, amount, note,
         due_on, by, account, at, sample, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ${SEQ}`,
      ...[of.id, of.run, of.person, of.currency, of.pointer, of.hash],
      JSON.stringify(of.place),
      of.amount === null ? null : Number(of.amount), // An amount fits 2^53: payAmount() refuses others.
      ...[of.note, of.dueOn, by, account, of.at, of.sample ? 1 : 0],
    ),

  addMove: (dispute: string, n: number, move: Move): Statement =>
    write(
      `INSERT INTO dispute_moves (tenant, dispute, n, kind, by, account, at, note, owner, due_on,
         adjustment, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ${SEQ}`,
      ...[dispute, n, move.kind, move.by, move.account, move.at, move.note],
      ...[move.owner, move.dueOn, move.adjustment],
    ),
};

const guards = {
  /** A dispute's version is the number of its moves. */
  moves: (dispute: string, count: number): Guard => ({
    what: "dispute/version",
    sql: `(SELECT count(*) = ?3 FROM dispute_moves WHERE tenant = ?1 AND dispute = ?2)`,
    params: [dispute, count],
  }),
  /** Goes into the very batch that locks a run. */
  noneOpen: (run: string): Guard => ({
    what: "dispute/open",
    sql: `NOT EXISTS (SELECT 1 FROM disputes AS d WHERE d.tenant = ?1 AND d.run = ?2
      AND ${STATE} IN ('open', 'answered'))`,
    params: [run],
  }),
  /** Two tabs cannot dispute one place at once. */
  noneAt: ({ run, person, currency, pointer }: Dispute): Guard => ({
    what: "dispute/already",
    sql: `NOT EXISTS (SELECT 1 FROM disputes AS d WHERE d.tenant = ?1 AND d.run = ?2
      AND d.person = ?3 AND d.currency = ?4 AND d.pointer = ?5
      AND ${STATE} IN ('open', 'answered'))`,
    params: [run, person, currency, pointer],
  }),
};

/** All SQL of disputes, as values: nothing has run until load() or commit(). */
export const disputeStore = { ...reads, ...writes, expect: guards };
export type DisputeStore = typeof disputeStore;
