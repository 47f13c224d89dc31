import { drawReads, drawWrites } from "./draw-store.ts";
import { givenGuards, givenReads, givenWrites } from "./given-store.ts";
import { rankingReads } from "./ranking-store.ts";
import { ruleGuards, ruleReads, ruleWrites } from "./rule-store.ts";

/** All SQL of awards, as values: nothing has run until load() or commit(). */
export const awardStore = {
  ...{ ...ruleReads, ...givenReads, ...rankingReads, ...drawReads },
  ...{ ...ruleWrites, ...givenWrites, ...drawWrites },
  expect: { ...ruleGuards, ...givenGuards },
};
export type AwardStore = typeof awardStore;
