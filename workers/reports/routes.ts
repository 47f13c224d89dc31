import { ok } from "../lib/result.ts";
import type { CalendarStore } from "../calendar/store.ts";
import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { getAttainment } from "./contract.ts";
import { readAttainment } from "./read-attainment.ts";
import { reportStore } from "./store.ts";

/** `calendar` is the calendar's store: reports read by it and own no table. */
export function reportRoutes(api: Api, calendar: CalendarStore): void {
  endpoint(api, getAttainment, async ({ db, input, today, seenSince }) => {
    const stores = { calendar, reports: reportStore };
    const done = await readAttainment(db, stores, { ...input.query, today, seenSince });
    return done.ok ? ok({ body: done.value }) : done;
  });
}
