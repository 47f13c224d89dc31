import type { publicWords as zh } from "../zh/public.ts";

export const publicWords: typeof zh = {
  title: "Sales targets people agree with",
  lead: "Set them, share them out, show where every number comes from, and watch it move with each deal. Try it with one team, then decide.",
  tryIt: "Try it free for 30 days",
  calculator: "Try splitting a target",
  noCard: "No card · sample company in a minute · Chinese and English",
  exampleTitle: "Why this number?",
  exampleWho: "Wang Lan · East 1 · target for Q4 2026",
  exampleRows: {
    history: "Past results",
    potential: "Market potential",
    capability: "Capability",
    rounding: "Rounded to thousands",
    total: "Her target",
  },
  exampleNote: "Every part opens, down to the entries, and adds up to the cent.",
  exampleCaption: "What one person's target is made of (an example)",
  part: "Part",
  weight: "Weight",
  amount: "Amount",
  promisesTitle: "What makes it different",
  promises: {
    explain: {
      title: "Every number explains itself",
      text: "Targets, attainment and ranks open to their formula, weights and entries, and they re-add.",
    },
    fair: {
      title: "Fairness while it can still change",
      text: "While you allocate you see each share against history and potential. Weights are on the table; even the last cent has a reason.",
    },
    live: {
      title: "On the wall in about a second",
      text: "A deal comes in, attainment and boards move. Nothing is lost or doubled, whatever the network does.",
    },
    past: {
      title: "The past never changes",
      text: "Corrections are new lines, published targets are fixed versions, and every change by hand says who, when and why.",
    },
    own: {
      title: "Your data stays yours",
      text: "CSV rows are all checked before any is written, bad ones with the reason. Everything has an open API.",
    },
    both: {
      title: "Two languages, phone to television",
      text: "The same figures in 万 or k, by keyboard, by screen reader, and readable from six metres.",
    },
  },
  howTitle: "From nothing to a live board in an hour",
  how: {
    one: { title: "Sign up", text: "Name, e-mail, company, and one code." },
    two: {
      title: "Look at the sample, or drop your CSV",
      text: "Encoding, delimiter and header are found.",
    },
    three: {
      title: "Set a year's target",
      text: "By working days to months, by weights to regions, teams, people.",
    },
    four: { title: "Put it on a screen", text: "Each deal moves the board." },
  },
  apiTitle: "For engineers",
  apiText:
    "REST and OpenAPI 3.1, idempotency keys, optimistic locking, problems in both languages.",
  apiLink: "Read the API reference",
  closing: "Try it with one team for 30 days",
  notFoundTitle: "There is no such page",
  notFoundText: "The address may be mistyped, or the page has moved.",
  toHome: "Back to the start",
};
