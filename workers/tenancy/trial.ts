const DAY_MS = 86_400_000;

/** Whole days a trial still runs, the running one counted; 0 once it has ended, null without one. */
export function trialDaysLeft(trialEndsAt: number | null, now: number): number | null {
  if (trialEndsAt === null) return null;
  return Math.max(0, Math.ceil((trialEndsAt - now) / DAY_MS));
}
