import type { Day } from "../lib/day.ts";
import { businessDay, instant } from "../lib/instant.ts";
import { groupBy } from "../lib/list.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { digestsAround, midnightOf, quietUntil } from "./hours.ts";
import { KIND_NAMES, kindOf } from "./kinds.ts";
import { linesOf, mailOf, type NoticeMail } from "./mail.ts";
import { LEASE_MS, type NoticeStore, WISHES, type Wishes } from "./store.ts";
import type { Source, Waiting } from "./waiting.ts";

export type TellDeps = {
  readonly notices: NoticeStore;
  readonly sources: readonly Source[];
  /** Brings up to date what sources read that is kept for them; whether there is more of it. */
  readonly refresh: (today: Day) => Promise<boolean>;
  /** Addresses of the company's accounts; asked only when there is something to send. */
  readonly addresses: () => Promise<ReadonlyMap<string, string>>;
  /** Whether it was taken; a refusal is tried again. */
  readonly post: (to: string, mail: NoticeMail) => Promise<boolean>;
  readonly base: string;
};
export type Told = { readonly more: boolean; readonly nextAt: number };

/** One step reads this much of a source, and sends this many mails; what is left goes with the next. */
const ROWS_MAX = 100;
const MAILS_MAX = 40;
/** News of own pay beside what must be done; the rest waits for the next day. */
const MONEY_MAX = 3;
/** What happened longer ago is no news: nobody is told of the past when they join. */
export const NEWS_MS = 7 * 86_400_000;
const MONEY = KIND_NAMES.filter((name) => kindOf(name).urgency === "money");

/**
 * Tells what nobody was told yet, one mail an account. In the quiet hours nothing is sent. Everything is
 * read from what is true now, so that a thing done meanwhile is never told; what is taken is taken
 * before it is sent, so that a step repeated, or two at once, send one mail.
 */
export async function tell(db: TenantDb, deps: TellDeps): Promise<Told> {
  const { notices, sources } = deps;
  const { company } = await db.load({ company: notices.company() });
  const now = instant(db.now);
  const today = businessDay(now, company.zone, company.offset);
  if (await deps.refresh(today)) return { more: true, nextAt: 0 };
  const quiet = quietUntil(now, company.zone);
  if (quiet !== null) return { more: false, nextAt: quiet };

  const digests = digestsAround(now, company.zone);
  const window = { today, since: now - NEWS_MS, before: digests.last };
  const hold = { kinds: MONEY, since: midnightOf(now, company.zone), max: MONEY_MAX };
  const asked = { now, limit: ROWS_MAX, hold };
  const found = Object.values(await db.load(notices.untold(sources, window, asked)));
  const rows = found.flat();
  const sent = rows.length > 0 ? await send(db, deps, { rows, company, now }) : NOTHING;
  const isFull = sent.left || found.some(({ length }) => length === ROWS_MAX);
  // What the clock alone will make due: a day's end, progress that waits for the summary, held news of pay.
  const ever = { today: "9999-12-30", since: window.since, before: Number.MAX_SAFE_INTEGER };
  const later = Object.values(await db.load(notices.untold(sources, ever, { now, limit: 1 })));
  const waits = later.flat().length > 0 ? digests.next : 0;
  return { more: isFull, nextAt: sent.failed ? now + LEASE_MS : waits };
}

type Sent = { readonly left: boolean; readonly failed: boolean };
const NOTHING: Sent = { left: false, failed: false };
type Company = { readonly name: string; readonly language: "zh" | "en"; readonly zone: string };
type Sending = {
  readonly rows: readonly Waiting[];
  readonly company: Company;
  readonly now: number;
};

async function send(db: TenantDb, deps: TellDeps, { rows, company, now }: Sending): Promise<Sent> {
  const { notices } = deps;
  const accounts = [...new Set(rows.map(({ account }) => account))];
  const [{ wishes }, addresses] = await Promise.all([
    db.load({ wishes: notices.wishesOf(accounts) }),
    deps.addresses(),
  ]);
  const sorted = rows.map((row) => {
    const own = wishes.get(row.account) ?? WISHES;
    const isWished = addresses.has(row.account) && wants(own, row);
    return { row, fate: isWished ? "send" : "off" } as const;
  });
  const of = (fate: "off" | "send") =>
    sorted.filter((each) => each.fate === fate).map(({ row }) => row);
  const batches = [...groupBy(of("send"), ({ account }) => account)].slice(0, MAILS_MAX);
  const going = batches.flatMap(([, each]) => each);
  const [, taken = []] = await db.write([
    notices.take(of("off"), "off", now),
    notices.take(going, "claimed", now),
  ]);
  const mine = new Set(taken.map((row) => `${row["account"]} ${row["key"]}`));
  const done: Waiting[] = [];
  const failed: Waiting[] = [];
  for (const [account, each] of batches) {
    const own = each.filter(({ key }) => mine.has(`${account} ${key}`));
    if (own.length === 0) continue;
    const language = wishes.get(account)?.language ?? company.language;
    const mail = mailOf(linesOf(own), { company: company.name, language, base: deps.base });
    const isSent = await deps.post(addresses.get(account) ?? "", mail);
    (isSent ? done : failed).push(...own);
  }
  await db.write([notices.settle(done, true, now), notices.settle(failed, false, now)]);
  return {
    left: of("send").length > going.length,
    failed: failed.length > 0,
  };
}

function wants({ atOnce, digest }: Wishes, { kind }: Waiting): boolean {
  return kindOf(kind).urgency === "digest" ? digest : atOnce;
}
