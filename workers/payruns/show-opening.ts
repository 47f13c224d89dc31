import type { InferInput } from "valibot";
import type { WireOpening } from "./contract-openings.ts";
import type { KeptOpening } from "./opening-store.ts";
import { moneyIn } from "./wire.ts";

/** A list as it travels; who entered it and who decided are accounts. */
export function openingWire(kept: KeptOpening): InferInput<typeof WireOpening> {
  return {
    ...{ id: kept.id, plan: kept.plan, from: kept.from, note: kept.note, state: kept.state },
    ...{ by: kept.account, at: kept.at, alone: kept.alone },
    decided: kept.decidedBy === null ? null : { by: kept.decidedBy, at: kept.decidedAt ?? kept.at },
    rows: kept.rows.map(({ person, name, nameEn, currency, debt, drawBalance, earned }) => ({
      ...{ person, name, nameEn, currency },
      ...{ debt: moneyIn(currency)(debt), drawBalance: moneyIn(currency)(drawBalance) },
      earned: earned.map((each) => ({ ...each, window: { ...each.window } })),
    })),
  };
}
