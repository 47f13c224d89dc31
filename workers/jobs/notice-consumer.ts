import { memberNames } from "../auth/accounts.ts";
import { sendMail } from "../auth/mailer.ts";
import { besideRuns } from "../awards/beside-runs.ts";
import { DISPUTE_EVENTS, disputeSources } from "../disputes/waiting-store.ts";
import type { Env } from "../env.ts";
import type { NoticeMail } from "../notices/mail.ts";
import { roundSources } from "../negotiations/waiting-store.ts";
import { noticeStore } from "../notices/store.ts";
import { tell, type TellDeps } from "../notices/tell.ts";
import type { Source } from "../notices/waiting.ts";
import { PLAN_EVENTS, planSources, tallyPlans } from "../payplans/waiting-store.ts";
import { reviewRuns } from "../payruns/review-runs.ts";
import { payrunDeps } from "../payruns/routes.ts";
import { RUN_EVENTS, runSources } from "../payruns/waiting-store.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Consumer } from "./consumers.ts";
import { triedAs } from "./tried.ts";

const payDeps = payrunDeps(besideRuns);
const reviewed = triedAs({ review: "pay" });

/** What waits for people and what has happened to them, of every noun that tells. */
const NOUNS = [planSources, disputeSources, runSources];
export const SOURCES: readonly Source[] = NOUNS.flatMap(({ waits, news }) => [...waits, ...news]);
/** On the first page stands what waits, and beside it what is never mailed. */
export const SHOWN: readonly Source[] = [...NOUNS.flatMap(({ waits }) => waits), ...roundSources];
/** Other commits change nothing that anybody is told of, and cost one look. */
const EVENTS = [
  ...PLAN_EVENTS,
  ...DISPUTE_EVENTS,
  ...RUN_EVENTS,
  "member/joined",
  "member/changed",
];

/** Mails what nobody was told yet, when something happened or the clock says so. */
export const noticeConsumer: Consumer = {
  name: "notices",
  step: async (db, { seen, newest, isDue, env }) => {
    if (!isDue) {
      const { any } = await db.load({ any: noticeStore.anyOf(EVENTS, seen) });
      if (!any) return { seen: newest, more: false };
    }
    const { more, nextAt } = await tell(db, depsOf(env, db));
    return { seen: more ? seen : newest, more, nextAt };
  },
};

function depsOf(env: Env, db: TenantDb): TellDeps {
  return {
    notices: noticeStore,
    sources: SOURCES,
    refresh: async (today) => {
      await db.write([tallyPlans(today)]);
      return await reviewRuns(db, payDeps, reviewed);
    },
    addresses: async () => {
      const members = await memberNames(env, db.uuid);
      return new Map(members.map(({ account, email }) => [account, email]));
    },
    post: (to, mail) => posted(env, to, mail),
    base: env.BASE_URL,
  };
}

/** One address that refuses must not keep the others waiting; what it was is logged without it. */
function posted(env: Env, to: string, mail: NoticeMail): Promise<boolean> {
  return sendMail(env, to, mail).then(
    () => true,
    (fault: unknown) => {
      const name = fault instanceof Error ? fault.name : "";
      console.error(JSON.stringify({ mail: "notice", fault: name }));
      return false;
    },
  );
}
