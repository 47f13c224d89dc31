import { targetReads, targetWrites } from "./target-store.ts";
import { gridReads } from "./grid-reads.ts";
import { jobGuards, jobReads, jobWrites } from "./job-store.ts";
import { planGuards, planReads } from "./plan-reads.ts";
import { planWrites } from "./plan-writes.ts";
import { publishWrites } from "./publish-writes.ts";

/** All of the targets' SQL, as values: nothing has run until load() or commit(). */
export const targetStore = {
  ...targetReads,
  ...targetWrites,
  ...planReads,
  ...gridReads,
  ...planWrites,
  ...publishWrites,
  ...jobReads,
  ...jobWrites,
  guards: { ...planGuards, ...jobGuards },
};
export type TargetStore = typeof targetStore;
