import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { type NoticeStore, WISHES, type Wishes } from "./store.ts";

type Changing = {
  readonly account: () => string | null;
  readonly change: { readonly [Name in keyof Wishes]?: Wishes[Name] | undefined };
  readonly version: number;
};
type WishError =
  | { readonly code: "notice/no_account" }
  | { readonly code: "version/stale"; readonly yours: number; readonly current: number };

/** Changes what one account wants to hear. Refuses a key, which is nobody, and a stale version. */
export async function changeWishes(
  db: TenantDb,
  notices: NoticeStore,
  { account: whose, change, version }: Changing,
): Promise<Result<Wishes, WishError>> {
  await db.load({ here: notices.company() }); // The first load knows the actor.
  const account = whose();
  if (account === null) return err({ code: "notice/no_account" });
  const { wishes } = await db.load({ wishes: notices.wishesOf([account]) });
  const now = wishes.get(account) ?? WISHES;
  const stale = { code: "version/stale", yours: version, current: now.version } as const;
  if (now.version !== version) return err(stale);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const next: Wishes = { ...now, ...Object.fromEntries(given), version: version + 1 };
  const done = await commit(db, {
    event: "notice/wished",
    subject: account,
    detail: { atOnce: next.atOnce, digest: next.digest },
    expect: [notices.expect.wishesAt(account, version)],
    writes: [notices.wish(account, next)],
  });
  return done.ok ? ok(next) : err({ ...stale, current: version + 1 });
}
