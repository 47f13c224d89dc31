import { defaultCalendar } from "../calendar/store.ts";
import type { Seed } from "../tenancy/prepare.ts";

/** What each noun lays out for a new tenant. */
export const SEEDS: readonly Seed[] = [defaultCalendar];
