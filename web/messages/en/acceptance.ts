import type { acceptance as Acceptance } from "../zh/acceptance.ts";

export const acceptance: typeof Acceptance = {
  title: "My incentive plan",
  ask: "Please accept your incentive plan",
  askNew: (n) => `Your plan has a version ${n}: please accept it again`,
  reminded: (at) => `reminded ${at}`,
  version: (name, n, from) => `${name} · version ${n} · from ${from}`,
  read: "Read the whole plan",
  changes: (n) => `What changed since version ${n}, which you accepted`,
  noChanges: "No sentence changed, only the first day.",
  change: { added: "New", removed: "Gone", changed: "Changed", was: "Before", is: "Now" },
  terms: "Your own terms",
  until: (day) => `until ${day}`,
  consent: "I have read this text. Accepting the plan and agreeing to a target are two signatures.",
  hash: "Hash of the text",
  accept: "Accept this plan",
  accepted: (at) => `You accepted it ${at}`,
  acceptedToast: "Accepted, thank you.",
  notYet: "Not accepted yet",
  keys: { target_variable: "Target variable", base_pay: "Base pay" },
  per: { month: "a month", quarter: "a quarter", half: "a half-year", year: "a year" },
};
