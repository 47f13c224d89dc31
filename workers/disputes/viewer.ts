import type { Day } from "../lib/day.ts";
import type { Actor } from "../tenancy/actor.ts";
import { may } from "../tenancy/roles.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import type { Sight } from "./dispute.ts";
import type { Viewer } from "./show.ts";

export type Looking = { readonly viewer: Viewer; readonly sight: Sight };

/**
 * Who asks, and whose pay they see: owners, administrators, finance and keys everybody's; managers
 * those of their unit where the company says so; everybody else their own. A key is its maker.
 */
export async function lookingAs(
  db: TenantDb,
  deps: Deps,
  { actor, today }: { readonly actor: () => Actor; readonly today: Day },
): Promise<Looking> {
  const { rules } = await db.load({ rules: deps.payRules() }); // The first load knows the actor.
  const { behind } = await db.load({ behind: deps.disputes.behind(db.actor()) });
  const who = actor();
  const { account, person } = behind;
  const sight: Sight =
    who.reach === "all"
      ? { kind: "all" }
      : who.reach === "subtree" && rules.managersSeePay && who.scopeUnit !== null
        ? { kind: "below", unit: who.scopeUnit, person }
        : { kind: "own", person };
  const seesOthers = sight.kind !== "own";
  return {
    sight,
    viewer: {
      ...{ account, person, today, alone: rules.onePersonApproval },
      mayDispute: may(who, "incentives.dispute"),
      mayResolve: seesOthers && may(who, "incentives.resolve"),
      mayEnter: may(who, "incentives.run"),
      mayApprove: may(who, "incentives.approve"),
    },
  };
}
