import type { Actor } from "../tenancy/actor.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";

/** Whose targets would move by how much, for whoever knows what that does to pay. */
export type PayAsked = {
  readonly metric: string;
  readonly periods: readonly {
    readonly key: string;
    readonly from: string;
    readonly until: string;
  }[];
  /** Decimals at the metric's scale, one for each period. */
  readonly people: readonly {
    readonly person: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
};

export type PayAnswer =
  /** No incentive plan pays on this metric here: nothing can be said, and nothing is guessed. */
  | { readonly state: "not_configured" }
  /** There is a plan, and pay is not for this reader. */
  | { readonly state: "hidden" }
  | {
      readonly state: "known";
      readonly currency: string;
      /** How many of those asked about are not among them. */
      readonly left: number;
      /**
       * Expected pay over the changed periods, decimals of the currency: as if everybody sold exactly
       * the target of before.
       */
      readonly people: readonly {
        readonly person: string;
        readonly before: string;
        readonly after: string;
      }[];
    };

/** What a change of targets does to pay. Incentives stand to the right and hand it in. */
export type PayEffect = (db: TenantDb, asked: PayAsked, reader: PayReader) => Promise<PayAnswer>;
/** Who asks: pay is secret. */
export type PayReader = Pick<Actor, "reach" | "scopes" | "person" | "roles">;

export const payNotConfigured: PayEffect = async () =>
  await Promise.resolve({ state: "not_configured" });
