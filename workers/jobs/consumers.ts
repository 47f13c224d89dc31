import { forgetAnswers } from "./forget-answers.ts";
import type { Env } from "../env.ts";
import { awardConsumer } from "./award-consumer.ts";
import { sampleConsumer } from "./sample.ts";
import { noticeConsumer } from "./notice-consumer.ts";
import { payConsumer } from "./pay-consumer.ts";
import { planConsumer } from "./plan-consumer.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { importConsumer } from "./import-consumer.ts";

/** One bounded step of work for one tenant: at most 500 D1 calls, safe to repeat. */
export type Consumer = {
  readonly name: string;
  /** Does the next step after commit `seen`; says how far it is now and whether there is more. */
  readonly step: (
    db: TenantDb,
    at: {
      readonly seen: number;
      readonly newest: number;
      /** Woken because the moment it named has come, whether or not there is a new commit. */
      readonly isDue: boolean;
      readonly env: Env;
    },
  ) => Promise<{
    readonly seen: number;
    readonly more: boolean;
    /** When it is to be woken without a commit, ms; 0 never. Left out: as named before. */
    readonly nextAt?: number;
  }>;
};

/** Every consumer keeps a cursor; cron compares it with the tenant's newest commit. */
export const CONSUMERS: readonly Consumer[] = [
  forgetAnswers,
  sampleConsumer,
  importConsumer,
  planConsumer,
  payConsumer,
  awardConsumer,
  noticeConsumer,
];
