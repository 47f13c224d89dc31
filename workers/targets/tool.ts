import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { formatMinor, type Minor } from "../lib/money.ts";
import { ZERO } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { allocate } from "./allocate.ts";
import type { Allocation, Basis, Claim, Rules } from "./allocation.ts";
import { cardText, fraction, type CardLineText } from "./card-text.ts";
import { explain } from "./explain.ts";
import { sharedOut } from "./over-assign.ts";
import { rateOf, roundingOf, type RoundingText } from "./rules.ts";
import { refusalOf, type ToolRefusal } from "./tool-refusal.ts";
import { reader, type NumberFlaw, type ToolRequest } from "./tool-request.ts";

export type ToolAnswer = {
  readonly total: string;
  readonly shared: string;
  readonly assigned: string;
  readonly remainder: string;
  readonly recipients: {
    readonly id: string;
    readonly amount: string;
    readonly share: string;
    readonly lines: CardLineText[];
  }[];
  readonly notes: { readonly code: string; readonly zh: string; readonly en: string }[];
};

/**
 * The allocation as a tool: text in, text out, the same in the browser and at the API. A refusal
 * names the recipient, the value and, by JSON pointer, the place in the request.
 */
export function allocateTool(request: ToolRequest): Result<ToolAnswer, ToolRefusal> {
  const flaws: NumberFlaw[] = [];
  const read = reader(request, flaws);
  const total = read.own("total", request.total);
  const granule = read.own("granularity", request.granularity ?? smallest(request.scale));
  const claims = request.recipients.map((each, at) => read.claim(each, at));
  const basis = read.basis();
  const first = flaws[0];
  if (first) return err({ ...first, errors: flaws });

  const shared = sharedOut(total, request.overAssign ? rateOf(request.overAssign) : ZERO);
  if (shared === null) {
    const value = request.overAssign ?? "";
    return err({
      code: "allocation/too_large",
      pointer: "/overAssign",
      where: "overAssign",
      value,
    });
  }
  const rules: Rules = {
    granule,
    rounding: roundingOf(request.rounding),
    ties: request.ties,
    minimum: request.minimumShare === undefined ? null : rateOf(request.minimumShare),
    oddTo: request.oddTo ?? null,
  };
  const made = allocate(shared, claims, basis, rules);
  if (!made.ok) return err(refusalOf(made.error, request));
  return ok(answerOf(request, { total, shared, claims, basis }, made.value));
}

function smallest(scale: number): string {
  return formatMinor(1n, scale);
}

type Asked = {
  readonly total: Minor;
  readonly shared: Minor;
  readonly claims: readonly Claim[];
  readonly basis: Basis;
};

function answerOf(
  { scale, rounding, overAssign }: ToolRequest,
  { total, shared, claims, basis }: Asked,
  { amounts, remainder, run }: Allocation,
): ToolAnswer {
  const recipients = claims.map((claim, at) => {
    const allocated = must(amounts[at]);
    const values =
      basis.kind === "given"
        ? [must(basis.shares[at])]
        : basis.factors.map((factor) => must(factor.values[at]));
    const card = explain(run, { ...claim, values, allocated, changes: [] });
    const { number, lines } = cardText(card, scale);
    return { id: claim.id, amount: number, share: fraction(card.share), lines };
  });
  const show = (units: bigint) => formatMinor(units, scale);
  return {
    total: show(total),
    shared: show(shared),
    assigned: show(sum(amounts)),
    remainder: show(remainder),
    recipients,
    notes: notesOf(rounding, overAssign),
  };
}

/** Said where it is chosen. */
function notesOf(rounding: RoundingText, overAssign: string | undefined) {
  const notes = [];
  if (rounding.kind === "remainder") {
    notes.push({
      code: "allocation/remainder_paradox",
      zh: "最大余数法：总额增加时，个别对象可能反而少一个取整单位。若不可接受，请选除数法或配额法。",
      en: "Largest remainder: when the total grows, somebody may lose one granule. A divisor method or the quota method never does that.",
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
