import type { InferInput } from "valibot";
import type { WireOpening } from "./contract-openings.ts";
import { type Decider, openingFlaw } from "./opening.ts";
import type { KeptOpening } from "./opening-store.ts";
import { moneyIn } from "./wire.ts";

const DECISIONS = [
  ["approve", "approved"],
  ["reject", "rejected"],
  ["withdraw", "withdrawn"],
] as const;

/** A list as it travels, with what its reader may still do about it. */
export function openingWire(kept: KeptOpening, reader: Decider): InferInput<typeof WireOpening> {
  return {
    ...{ id: kept.id, plan: kept.plan, from: kept.from, note: kept.note, state: kept.state },
    ...{ by: { account: kept.account, ...kept.accountName }, at: kept.at, alone: kept.alone },
    decided:
      kept.decidedBy === null
        ? null
        : {
            by: { account: kept.decidedBy, ...kept.decidedName },
            at: kept.decidedAt ?? kept.at,
          },
    can: DECISIONS.filter(([, to]) => openingFlaw(kept, to, reader) === null).map(([word]) => word),
    rows: kept.rows.map(({ person, name, nameEn, currency, debt, drawBalance, earned }) => ({
      ...{ person, name, nameEn, currency },
      ...{ debt: moneyIn(currency)(debt), drawBalance: moneyIn(currency)(drawBalance) },
      earned: earned.map((each) => ({ ...each, window: { ...each.window } })),
    })),
  };
}
