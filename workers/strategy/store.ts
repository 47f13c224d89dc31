import { actionReads, actionWrites } from "./action-store.ts";
import { goalReads } from "./goal-store.ts";
import { goalWrites, isAt } from "./goal-writes.ts";
import { keyResultIsAt, okrReads, okrWrites } from "./okr-store.ts";

/** All of strategy's SQL, as values: nothing has run until load() or commit(). */
export const strategyStore = {
  ...goalReads,
  ...goalWrites,
  ...okrReads,
  ...okrWrites,
  ...actionReads,
  ...actionWrites,
  guards: { isAt, keyResultIsAt },
};
export type StrategyStore = typeof strategyStore;
