import { defaultCalendar } from "../calendar/store.ts";
import { defaultMetrics } from "../metrics/store.ts";
import { defaultOrg } from "../org/seed.ts";
import type { Seed } from "../tenancy/prepare.ts";

/** What each noun lays out for a new tenant. */
export const SEEDS: readonly Seed[] = [defaultCalendar, defaultOrg, defaultMetrics];
