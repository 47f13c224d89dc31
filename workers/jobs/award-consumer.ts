import { freezeDue } from "../awards/freeze-due.ts";
import { awardStore } from "../awards/store.ts";
import { calendarStore } from "../calendar/store.ts";
import type { Consumer } from "./consumers.ts";

/** Gives the awards of a period when it is over: woken by the clock, or by a rule that changed. */
export const awardConsumer: Consumer = {
  name: "awards",
  step: async (db, { seen, newest, isDue }) => {
    const { ruled } = await db.load({ ruled: awardStore.ruledSince(seen) });
    if (!ruled && !isDue) return { seen: newest, more: false };
    const { more, nextAt } = await freezeDue(db, awardStore, calendarStore);
    return { seen: more ? seen : newest, more, nextAt };
  },
};
