import { must } from "../lib/assert.ts";
import { formatMinor } from "../lib/money.ts";
import type { Rate } from "../lib/rate.ts";
import { paradoxNear } from "./paradox.ts";
import type { RoundingText } from "./rules.ts";
import { inWholeNumbers } from "./share.ts";

/** What is worth knowing about a method, said where it is chosen. */
export type ToolNote = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly example?: ParadoxExample;
};

/** At `total` the recipient has `before`; at one granule more in all it has `after`, which is less. */
export type ParadoxExample = {
  readonly recipient: string;
  readonly total: string;
  readonly more: string;
  readonly before: string;
  readonly after: string;
};

type Shown = { readonly scale: number; readonly granule: bigint; readonly total: bigint };

/** The paradox of the largest remainder with the shares at hand, near the total; null without one. */
export function paradoxExample(
  recipients: readonly { readonly id: string }[],
  shares: readonly Rate[],
  { scale, granule, total }: Shown,
): ParadoxExample | null {
  const size = total < 0n ? -total : total;
  const found = paradoxNear(size / granule, inWholeNumbers(shares).units);
  if (!found) return null;
  const show = (granules: bigint) => formatMinor(granules * granule, scale);
  return {
    recipient: must(recipients[found.recipient]).id,
    total: show(found.granules),
    more: show(found.granules + 1n),
    before: show(found.before),
    after: show(found.after),
  };
}

/** Said where it is chosen. */
export function notesOf(
  rounding: RoundingText,
  overAssign: string | undefined,
  example: ParadoxExample | null,
): ToolNote[] {
  const notes: ToolNote[] = [];
  if (rounding.kind === "remainder") {
    notes.push({
      code: "allocation/remainder_paradox",
      zh: "最大余数法：总额增加时，个别对象可能反而少一个取整单位。若不可接受，请选除数法或配额法。",
      en: "Largest remainder: when the total grows, somebody may lose one granule. A divisor method or the quota method never does that.",
      ...(example ? { example } : {}),
    });
  }
  if (rounding.kind === "divisor") {
    notes.push({
      code: "allocation/divisor_quota",
      zh: "除数法：总额增加时无人减少，但个别结果可能偏离精确份额超过一个取整单位。",
      en: "Divisor method: nobody loses when the total grows, but a number may lie more than one granule from its exact share.",
    });
  }
  if (overAssign !== undefined) {
    notes.push({
      code: "allocation/over_assigned",
      zh: "下级合计分配的是总额 ×（1 + 超额比例）；上级仍按自己的总额考核。",
      en: "The recipients share the total x (1 + over-assignment); the level above is still measured on its own total.",
    });
  }
  return notes;
}
