import { assert, must } from "../lib/assert.ts";
import type { Guard } from "../tenancy/commit.ts";
import {
  every,
  maybe,
  read,
  type Read,
  type Row,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import { isKind } from "./kinds.ts";
import { factsFrom, type Source, type Waiting } from "./waiting.ts";

/** A mail that broke off is taken up again after this long, and given up after so many tries. */
export const LEASE_MS = 10 * 60_000;
const TRIES_MAX = 5;

export type Window = {
  readonly today: string;
  /** Moments, ms. */
  readonly since: number;
  readonly before: number;
};

/** Of these kinds an account is sent `max` mails since a moment; one mail has one moment. */
export type Hold = {
  readonly kinds: readonly string[];
  readonly since: number;
  readonly max: number;
};

/** What an account wants to hear; without a row the first values hold. */
export type Wishes = {
  readonly atOnce: boolean;
  readonly digest: boolean;
  /** null: the company's language. */
  readonly language: "zh" | "en" | null;
  readonly version: number;
};
export const WISHES: Wishes = { atOnce: true, digest: true, language: null, version: 0 };

function waitingFrom(row: Row): Waiting {
  const kind = text(row, "kind");
  assert(isKind(kind), "a source names a known kind");
  return {
    account: text(row, "account"),
    kind,
    key: text(row, "key"),
    turn: whole(row, "turn"),
    facts: factsFrom(text(row, "facts")),
    sample: whole(row, "sample") === 1,
  };
}

function wishesFrom(row: Row): Wishes {
  const language = maybe(row, "language");
  return {
    atOnce: whole(row, "at_once") === 1,
    digest: whole(row, "digest") === 1,
    language: language === "zh" || language === "en" ? language : null,
    version: whole(row, "version"),
  };
}

/** One read a source: D1 refuses a compound of more than five SELECTs. They go in one batch. */
const each = (
  sources: readonly Source[],
  of: (source: Source) => Read<Waiting[]>,
): Record<string, Read<Waiting[]>> =>
  Object.fromEntries(sources.map((source, n) => [`source${n}`, of(source)]));
const inWindow = ({ today, since, before }: Window) => [today, since, before] as const;
const TOLD = `SELECT 1 FROM notices AS n
  WHERE n.tenant = ?1 AND n.account = s.account AND n.key = s.key AND n.turn >= s.turn`;

const reads = {
  /** Everything true of one account now, whether or not it was told. */
  waitingFor: (sources: readonly Source[], account: string, at: Window) =>
    each(sources, (source) =>
      read(
        `SELECT s.* FROM (${source}) AS s WHERE s.account = ?5`,
        [...inWindow(at), account],
        every(waitingFrom),
      ),
    ),

  /**
   * What nobody was told yet, of the company's own; a mail that broke off counts as not told. `limit` of
   * each. What `hold` keeps back is passed over: it fills no look of its own and holds up nobody behind.
   */
  untold: (
    sources: readonly Source[],
    at: Window,
    { now, limit, hold }: { readonly now: number; readonly limit: number; readonly hold?: Hold },
  ) =>
    each(sources, (source) =>
      read(
        `SELECT s.* FROM (${source}) AS s WHERE s.sample = 0
           AND NOT EXISTS (${TOLD} AND (n.state <> 'claimed' OR n.at > ?5))
           AND NOT (s.kind IN (SELECT value FROM json_each(?7)) AND ?9 <= (
             SELECT count(DISTINCT n.at) FROM notices AS n
             WHERE n.tenant = ?1 AND n.account = s.account AND n.at >= ?8 AND n.state = 'sent'
               AND n.kind IN (SELECT value FROM json_each(?7)))) LIMIT ?6`,
        [
          ...[...inWindow(at), now - LEASE_MS, limit],
          ...[packed(hold?.kinds ?? []), hold?.since ?? 0, hold?.max ?? 0],
        ],
        every(waitingFrom),
      ),
    ),

  /** Has one of these events happened since a commit? */
  anyOf: (events: readonly string[], seen: number): Read<boolean> =>
    read(
      `SELECT 1 FROM commits AS c WHERE c.tenant = ?1 AND c.seq > ?2
         AND c.event IN (SELECT value FROM json_each(?3)) LIMIT 1`,
      [seen, packed(events)],
      (rows) => rows.length > 0,
    ),

  company: (): Read<{ name: string; language: "zh" | "en"; zone: string; offset: number }> =>
    read(
      "SELECT name, locale, time_zone, day_offset FROM tenant_here WHERE tenant = ?1",
      [],
      (rows) => {
        const row = must(rows[0]);
        const language = text(row, "locale") === "en" ? "en" : "zh";
        const [zone, offset] = [text(row, "time_zone"), whole(row, "day_offset")];
        return { name: text(row, "name"), language, zone, offset };
      },
    ),

  /** By account; who has no row wishes nothing else than WISHES. */
  wishesOf: (accounts: readonly string[]): Read<ReadonlyMap<string, Wishes>> =>
    read(
      `SELECT s.account, s.at_once, s.digest, s.language, s.version
       FROM json_each(?2) AS j CROSS JOIN notice_settings AS s
       WHERE s.tenant = ?1 AND s.account = j.value`,
      [packed(accounts)],
      (rows) => new Map(rows.map((row) => [text(row, "account"), wishesFrom(row)])),
    ),
};

const writes = {
  /**
   * Takes what nobody else has taken; `state` is "claimed" for a mail to be sent, "off" for one that is
   * not wished for. The rows that come back are the caller's to send.
   */
  take: (rows: readonly Waiting[], state: "claimed" | "off", now: number): Statement =>
    write(
      `INSERT INTO notices (tenant, account, key, kind, turn, state, tries, at)
       SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, ?3, 0, ?4
       FROM json_each(?2) AS j WHERE true
       ON CONFLICT (tenant, account, key) DO UPDATE SET kind = excluded.kind, turn = excluded.turn,
         state = excluded.state, at = excluded.at,
         tries = CASE WHEN excluded.turn > notices.turn THEN 0 ELSE notices.tries END
       WHERE excluded.turn > notices.turn OR (notices.state = 'claimed' AND notices.at <= ?5)
       RETURNING account, key`,
      packed(rows.map(({ account, key, kind, turn }) => [account, key, kind, turn])),
      state,
      now,
      now - LEASE_MS,
    ),

  /** What became of mails: sent, or to be tried again until it is given up. */
  settle: (rows: readonly Waiting[], isSent: boolean, now: number): Statement =>
    write(
      `UPDATE notices SET at = ?4, tries = tries + 1,
         state = CASE WHEN ?3 = 1 THEN 'sent' WHEN tries + 1 >= ${TRIES_MAX} THEN 'failed'
           ELSE 'claimed' END
       WHERE tenant = ?1 AND (account, key) IN
         (SELECT j.value ->> 0, j.value ->> 1 FROM json_each(?2) AS j)`,
      packed(rows.map(({ account, key }) => [account, key])),
      isSent ? 1 : 0,
      now,
    ),

  wish: (account: string, { atOnce, digest, language, version }: Wishes): Statement =>
    write(
      `INSERT INTO notice_settings (tenant, account, at_once, digest, language, version)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6)
       ON CONFLICT (tenant, account) DO UPDATE SET at_once = excluded.at_once,
         digest = excluded.digest, language = excluded.language, version = excluded.version`,
      account,
      atOnce ? 1 : 0,
      digest ? 1 : 0,
      language,
      version,
    ),
};

const expect = {
  wishesAt: (account: string, version: number): Guard => ({
    what: "notice/version",
    sql: `coalesce((SELECT version FROM notice_settings WHERE tenant = ?1 AND account = ?2), 0) = ?3`,
    params: [account, version],
  }),
};

/** The only holder of SQL on notices; reads of what waits are handed in by the nouns that know. */
export const noticeStore = { ...reads, ...writes, expect };
export type NoticeStore = typeof noticeStore;
