import type { earnings as zh } from "../zh/earnings.ts";
import { plural } from "../plural.ts";

export const earnings: typeof zh = {
  title: "My earnings",
  titleOf: (name) => `Earnings of ${name}`,
  hide: "Hide amounts",
  earned: "Earned this period",
  earnedHint: "An estimate from what is recorded so far; the statement decides",
  asOf: (at) => `As of the calculation of ${at}; later sales count in the next one`,
  buckets: {
    payable: "Payable this period",
    pending: "Pending",
    paid: "Paid last period",
    basePay: "Base pay",
    debt: "Still owed",
  },
  period: (from, until) => `${from} to ${until}`,
  plan: (name) => name,
  payDate: (day) => `paid on ${day}`,
  tier: {
    rate: (rate) => `The next sale earns ${rate}`,
    next: (missing, rate) => `${missing} more and you earn ${rate}`,
    top: (rate) => `You are in the highest tier, ${rate}`,
    progress: (at, bound) => `${at} so far, the next tier begins at ${bound}`,
  },
  whatIf: "What the next deal brings",
  whatIfOpen: "Try it",
  hiddenInput: "Your plan looks at figures of a team, so it cannot be tried here.",
  none: {
    title: "No incentive plan yet",
    text: "Once you are on a plan, what you have earned, what is pending and what is payable stands here.",
  },
  nothing: {
    title: "No statement this period yet",
    text: "Once you are on the plan in this period, what is earned, pending and payable stands here. Past statements are below.",
  },
  flaws: "This period cannot be estimated now:",
  statements: {
    title: "Past statements",
    none: "No approved statement yet.",
    pay: "Payable",
    state: { approved: "Approved", locked: "Locked", paid: "Paid" },
    open: "Open",
    more: (n) => plural(n, "more period", "more periods"),
  },
  disputes: { title: "My disputes" },
  awards: { title: "My awards" },
};
