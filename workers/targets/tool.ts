import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { formatMinor, parseMinor, type Minor } from "../lib/money.ts";
import { multiplyRates, type Rate, ZERO } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { allocate } from "./allocate.ts";
import type { Allocation, Basis, Claim, Rules } from "./allocation.ts";
import { cardText, fraction, type CardLineText } from "./card-text.ts";
import { explain } from "./explain.ts";
import { growthOf, headsAt } from "./growth.ts";
import { sharedOut } from "./over-assign.ts";
import { rateOf, roundingOf } from "./rules.ts";
import { notesOf, paradoxExample, type ToolNote } from "./tool-notes.ts";
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
    readonly growth?: string | null;
    readonly heads?: string | null;
  }[];
  readonly notes: ToolNote[];
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
  const answer = answerOf(request, { total, shared, claims, basis }, made.value);
  return ok({ ...answer, recipients: answer.recipients.map(implied(request, made.value.amounts)) });
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
  const shares: Rate[] = [];
  const recipients = claims.map((claim, at) => {
    const allocated = must(amounts[at]);
    const values =
      basis.kind === "given"
        ? [must(basis.shares[at])]
        : basis.factors.map((factor) => must(factor.values[at]));
    const card = explain(run, { ...claim, values, allocated, changes: [] });
    const { number, lines } = cardText(card, scale);
    shares.push(card.share);
    return { id: claim.id, amount: number, share: fraction(card.share), lines };
  });
  const show = (units: bigint) => formatMinor(units, scale);
  const example =
    rounding.kind === "remainder"
      ? paradoxExample(claims, shares, { scale, granule: run.granule, total: shared })
      : null;
  return {
    total: show(total),
    shared: show(shared),
    assigned: show(sum(amounts)),
    remainder: show(remainder),
    recipients,
    notes: notesOf(rounding, overAssign, example),
  };
}

/** What a number asks of its recipient, where the method knows it: growth, or heads. */
function implied({ method, scale, recipients }: ToolRequest, amounts: readonly Minor[]) {
  return (answer: ToolAnswer["recipients"][number], at: number) => {
    const { last = "0", productivity = "0", ramp = "1" } = must(recipients[at]);
    const amount = must(amounts[at]);
    if (method === "growth") {
      const growth = growthOf(readAmount(last, scale), amount);
      return { ...answer, growth: growth && fraction(growth) };
    }
    if (method !== "capacity") return answer;
    const perHead = multiplyRates(rateOf(productivity), rateOf(ramp));
    return { ...answer, heads: perHead.num > 0n ? `${headsAt(amount, scale, perHead)}` : null };
  };
}

function readAmount(text: string, scale: number): bigint {
  const parsed = parseMinor(text, scale);
  return parsed.ok ? parsed.value : 0n;
}
