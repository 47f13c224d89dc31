// What is measured: which sources, noticed by which tests. Sources are a folder less what is named here
// with its reason, so that a new file is in by itself.

/** A part: sources and tests as patterns from the project's folder, the bar in percent. */
export type Part = {
  readonly sources: readonly string[];
  readonly tests: readonly string[];
  readonly bar: number;
};

/** Tests that need neither a platform nor a server. */
const pure = (folder: string) => `test/${folder}/**/!(*.worker|*.server).test.ts`;
const all = (folder: string, less: readonly string[]) => [
  `workers/${folder}/!(${less.join("|")}).ts`,
];

/** Documents of the wire: each bound of theirs stands in test/snapshots/openapi.json. */
const WIRE_OF_PLANS = [
  ...["input", "plan-components", "plan-conditions", "plan-document", "plan-parts", "plan-rules"],
  ...["plan-tiers", "tools-contract"],
];
/** Constants that are words or examples; nothing is computed in them. */
const WORDS_OF_PLANS = ["refusals", "warning-texts", "templates", "tools-examples", "routes-tools"];

/** Of targets and calendars only what divides and what counts days; the rest is pages' and stores'. */
const ALLOCATION = [
  ...["allocate", "share", "field", "granule", "mirror", "water-fill", "largest-remainders"],
  ...["round*", "signpost", "order", "method", "growth", "months", "over-assign", "heap"],
  ...["explain", "paradox", "weighted-mean", "two-way*"],
];
const NOT_DAYS = [
  ...["calendar", "change-calendar", "store", "routes", "refusals"],
  ...["contract", "rule-contract", "tools-contract", "tool"],
];

export const PARTS: Readonly<Record<string, Part>> = {
  allocation: {
    sources: ALLOCATION.map((name) => `workers/targets/${name}.ts`),
    tests: [pure("targets")],
    bar: 90,
  },
  calendar: { sources: all("calendar", NOT_DAYS), tests: [pure("calendar")], bar: 90 },
  incentives: {
    sources: all("incentives", [...WIRE_OF_PLANS, ...WORDS_OF_PLANS]),
    // Hashes in other time zones ask processes of their own, which are not changed.
    tests: [pure("incentives").replace("!(", "!(golden-zones|"), "test/lib/hash.test.ts"],
    bar: 90,
  },
  sentences: {
    sources: ["workers/incentives/sentences/*.ts"],
    tests: [pure("incentives").replace("!(", "!(golden-zones|")],
    bar: 80,
  },
};
