import type { whatif as zh } from "../zh/whatif.ts";

export const whatif: typeof zh = {
  loading: "Working out what the next deal pays…",
  failed: "It could not be worked out here. Please reload and try again.",
  notNow: "What the next deal pays cannot be told yet: the plan or the target is not complete.",
  amount: "If another deal closes of",
  more: "I earn",
  rate: (rate) => `The rate of this deal is ${rate}.`,
  atOnce: (now, later) => `${now} of it at once, ${later} later.`,
  period: (pay) => `${pay} in the whole period.`,
  exactly: "Enter an exact amount",
  notAmount: "Please enter an amount, such as 120k or 120000.",
  note: "Computed by the same engine and from the same data as the statement, taking the deal to be like your last one. Nothing is recorded.",
};
