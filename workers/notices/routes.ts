import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { ok } from "../lib/result.ts";
import { changeWishes } from "./change-wishes.ts";
import * as contracts from "./contract.ts";
import { DIGEST_AT, QUIET } from "./hours.ts";
import { linesOf } from "./mail.ts";
import { noticeStore, WISHES, type Wishes } from "./store.ts";
import { NEWS_MS } from "./tell.ts";
import type { Source } from "./waiting.ts";

const store = noticeStore;

/** The sources are handed in: what waits is known by the nouns to the right. */
export function noticeRoutes(api: Api, sources: readonly Source[]): void {
  endpoint(api, contracts.listNotices, async ({ db, asker, today, now }) => {
    const window = { today, since: now - NEWS_MS, before: Number.MAX_SAFE_INTEGER };
    // A key is nobody: the load is what says whether it may ask at all.
    const found = await db.load(store.waitingFor(sources, asker ?? "", window));
    return ok({ body: { items: linesOf(Object.values(found).flat()), next: null } });
  });

  endpoint(api, contracts.getNoticeSettings, async ({ db }) => {
    await db.load({ here: store.company() });
    const { wishes } = await db.load({ wishes: store.wishesOf([db.actor()]) });
    const own = wishes.get(db.actor()) ?? WISHES;
    return ok({ body: wishesWire(own), version: own.version });
  });

  endpoint(api, contracts.changeNoticeSettings, async ({ db, actor, input }) => {
    const { body: change, version } = input;
    const asked = { account: () => actor().account, change, version };
    const changed = await changeWishes(db, store, asked);
    if (!changed.ok) return changed;
    return ok({ body: wishesWire(changed.value), version: changed.value.version });
  });
}

function wishesWire(wishes: Wishes) {
  return { ...wishes, quiet: QUIET, digestAt: DIGEST_AT };
}
