import { freezeDue } from "../awards/freeze-due.ts";
import { sealDraws } from "../awards/seal-draws.ts";
import { awardStore } from "../awards/store.ts";
import { calendarStore } from "../calendar/store.ts";
import type { Consumer } from "./consumers.ts";

/**
 * Gives the awards of a period when it is over, and makes the numbers by which raffles of the coming
 * ones are drawn: woken by the clock, or by a rule that changed.
 */
export const awardConsumer: Consumer = {
  name: "awards",
  step: async (db, { seen, newest, isDue }) => {
    const { ruled } = await db.load({ ruled: awardStore.ruledSince(seen) });
    if (!ruled && !isDue) return { seen: newest, more: false };
    const sealing = await sealDraws(db, awardStore, calendarStore);
    const freezing = await freezeDue(db, awardStore, calendarStore);
    const more = sealing.more || freezing.more;
    const looks = [sealing.nextAt, freezing.nextAt].filter((at) => at > 0);
    return { seen: more ? seen : newest, more, nextAt: looks.length > 0 ? Math.min(...looks) : 0 };
  },
};
