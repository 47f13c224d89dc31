import type { Calendar } from "../calendar/calendar.ts";
import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Guard } from "../tenancy/commit.ts";
import type { Read } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { CorrectionStore } from "./correction-store.ts";
import type { KeptCorrection } from "./dispute.ts";
import type { DisputeStore } from "./store.ts";

/** How the company pays, as far as disputes and corrections ask. */
export type PayRules = {
  readonly managersSeePay: boolean;
  readonly onePersonApproval: boolean;
  /** Working days until a dispute is to be answered. */
  readonly disputeDays: number;
};

/** A statement as its payee sees it, with the words of each line and step in both languages. */
export type StatementNow = {
  readonly hash: string;
  readonly plan: {
    readonly id: string;
    readonly name: { readonly zh: string; readonly en: string };
  };
  readonly from: Day;
  readonly until: Day;
  readonly sample: boolean;
  readonly lines: readonly {
    readonly kind: string;
    readonly component: string | null;
    readonly window: string;
    /** Minor units of the statement's currency. */
    readonly amount: bigint;
    readonly words: { readonly zh: string; readonly en: string };
    readonly steps: readonly {
      readonly step: number;
      readonly rule: string;
      readonly figures: Readonly<Record<string, string>>;
      readonly words: { readonly zh: string; readonly en: string };
    }[];
  }[];
};
export type StatementPlace = {
  readonly run: string;
  readonly person: string;
  readonly currency: string;
};

/** What became of an approved correction. */
export type Payment = {
  /** The closed run that has paid it. */
  readonly paid: (Interval & { readonly run: string }) | null;
  /** Why no run will: the person is on no plan, or is paid in another currency by now. */
  readonly stranded: "no_plan" | "currency" | null;
};

/** What a command of this noun asks; routes hand it in. */
export type Deps = {
  readonly disputes: DisputeStore;
  readonly corrections: CorrectionStore;
  readonly calendar: { readonly calendar: () => Read<Calendar> };
  /** What the person is paid in on a day, by their plan; null: they are on none. */
  readonly payCurrency: (db: TenantDb, person: string, on: Day) => Promise<string | null>;
  readonly payments: (
    db: TenantDb,
    corrections: readonly KeptCorrection[],
  ) => Promise<ReadonlyMap<string, Payment>>;
  readonly payRules: () => Read<PayRules>;
  /** Nobody else may approve, in the very batch that goes without a second person. */
  readonly oneApprover: () => Guard;
  /** Null when there is none, or its run is not out yet. */
  readonly statement: (db: TenantDb, of: StatementPlace) => Promise<StatementNow | null>;
  /** The statement's hash by now, without its trace. */
  readonly hashNow: (db: TenantDb, of: StatementPlace) => Promise<string | null>;
};
