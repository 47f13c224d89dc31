import { must } from "../lib/assert.ts";
import { minor, parseMinor, type Minor } from "../lib/money.ts";
import { parseRate, type Rate, ZERO } from "../lib/rate.ts";
import type { Basis, Claim } from "./allocation.ts";
import { basisOf } from "./method.ts";
import type { TieRule } from "./order.ts";
import { rateOf, type RoundingText } from "./rules.ts";

/** What any method may be given of a recipient; which of the fields it reads depends on the method. */
export type ToolRecipient = {
  readonly id: string;
  readonly fixed?: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly order?: number | undefined;
  readonly value?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly share?: string;
  readonly current?: string;
  readonly locked?: boolean;
  readonly last?: string;
  readonly growth?: string;
  readonly heads?: string;
  readonly productivity?: string;
  readonly ramp?: string;
  readonly amount?: string;
};

export type ToolMethod =
  "equal" | "factor" | "composite" | "given" | "keep" | "growth" | "capacity" | "copy";

export type ToolRequest = {
  readonly method: ToolMethod;
  readonly total: string;
  readonly scale: number;
  readonly granularity?: string | undefined;
  readonly oddTo?: string | undefined;
  readonly rounding: RoundingText;
  readonly ties: TieRule;
  readonly minimumShare?: string | undefined;
  readonly overAssign?: string | undefined;
  readonly factors?: readonly { readonly key: string; readonly weight: string }[];
  readonly recipients: readonly ToolRecipient[];
};

/** A text in the request that is no number, with its place. */
export type NumberFlaw = {
  readonly code:
    | "allocation/malformed_number"
    | "allocation/too_many_places"
    | "allocation/too_large"
    | "allocation/missing_value";
  readonly pointer: string;
  readonly recipient: string;
  readonly field: string;
  readonly where: string;
  readonly value: string;
  readonly scale: number;
};

/** Reads texts; what is wrong goes into `flaws`, so that every wrong place is named at once. */
export function reader(request: ToolRequest, flaws: NumberFlaw[]) {
  const { scale } = request;
  function flaw(code: NumberFlaw["code"], at: number, field: string, value: string) {
    const pointer = at < 0 ? `/${field}` : `/recipients/${at}/${field.replaceAll(".", "/")}`;
    const recipient = at < 0 ? "" : must(request.recipients[at]).id;
    const where = recipient === "" ? field : `${recipient}: ${field}`;
    flaws.push({ code, pointer, recipient, field, where, value, scale });
  }
  function amount(at: number, field: string, text: string | undefined): Minor {
    if (text === undefined) {
      flaw("allocation/missing_value", at, field, "");
      return minor(0n);
    }
    const parsed = parseMinor(text, scale);
    if (parsed.ok) return parsed.value;
    const code =
      parsed.error.code === "decimal/malformed" ? "malformed_number" : parsed.error.code.slice(8);
    if (code === "too_many_places") flaw("allocation/too_many_places", at, field, text);
    else if (code === "too_large") flaw("allocation/too_large", at, field, text);
    else flaw("allocation/malformed_number", at, field, text);
    return minor(0n);
  }
  function number(at: number, field: string, text: string | undefined): Rate {
    const parsed = text === undefined ? null : parseRate(text);
    if (parsed) return parsed;
    const code = text === undefined ? "allocation/missing_value" : "allocation/malformed_number";
    flaw(code, at, field, text ?? "");
    return ZERO;
  }
  const amounts = (field: "current" | "last" | "amount") =>
    request.recipients.map((each, at) => amount(at, field, each[field]));
  const numbers = (field: "value" | "share" | "growth" | "heads" | "productivity" | "ramp") =>
    request.recipients.map((each, at) => number(at, field, each[field]));

  function claim(each: ToolRecipient, at: number): Claim {
    const locked = request.method === "keep" && each.locked === true ? each.current : undefined;
    const fixed = each.fixed ?? locked;
    const { id, min, max, order } = each;
    return {
      id,
      ...(fixed === undefined ? {} : { fixed: amount(at, "fixed", fixed) }),
      ...(min === undefined ? {} : { min: amount(at, "min", min) }),
      ...(max === undefined ? {} : { max: amount(at, "max", max) }),
      ...(order === undefined ? {} : { order }),
    };
  }
  function basis(): Basis {
    const recipients = request.recipients.length;
    switch (request.method) {
      case "equal":
        return basisOf({ kind: "equal", recipients });
      case "factor":
        return basisOf({ kind: "factor", key: "value", values: numbers("value") });
      case "given":
        return basisOf({ kind: "given", shares: numbers("share") });
      case "keep":
        return basisOf({ kind: "keep", current: amounts("current") });
      case "growth":
        return basisOf({ kind: "growth", last: amounts("last"), growth: numbers("growth") });
      case "copy":
        return basisOf({ kind: "copy", amounts: amounts("amount") });
      case "capacity": {
        const [heads, productivity, ramp] = [
          numbers("heads"),
          numbers("productivity"),
          numbers("ramp"),
        ];
        const seats = heads.map((each, at) => ({
          heads: each,
          productivity: must(productivity[at]),
          ramp: must(ramp[at]),
        }));
        return basisOf({ kind: "capacity", seats });
      }
      case "composite": {
        const factors = (request.factors ?? []).map(({ key, weight }) => ({
          key,
          weight: rateOf(weight),
          values: request.recipients.map((each, at) =>
            number(at, `values.${key}`, each.values?.[key]),
          ),
        }));
        return basisOf({ kind: "composite", factors });
      }
    }
  }
  return { own: (field: string, text: string) => amount(-1, field, text), claim, basis };
}
