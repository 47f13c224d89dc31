import type { CreditRole } from "../../workers/crediting/rule.ts";
import {
  addRates,
  compareRates,
  formatRate,
  ONE,
  parseRate,
  ZERO,
} from "../../workers/lib/rate.ts";
import type { Span } from "./model.ts";

export const CONDITION_KINDS = ["units", "metrics", "dims", "positions", "people"] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];
export type Condition = {
  readonly kind: ConditionKind;
  /** An id, a position, or the dimension's values as typed. */
  readonly value: string;
  /** The dimension; empty for other kinds. */
  readonly dim: string;
};
export const RECIPIENTS = ["participant", "manager1", "manager2", "manager3", "person"] as const;
export type RecipientKind = (typeof RECIPIENTS)[number];
export type GiveLine = {
  readonly to: RecipientKind;
  readonly person: string;
  readonly role: CreditRole;
  readonly share: string;
};
/** A rule as it is being written. */
export type Draft = {
  readonly name: string;
  readonly from: string;
  readonly rank: string;
  readonly conditions: readonly Condition[];
  readonly gives: readonly GiveLine[];
};

type Body = Pick<Span, "when" | "gives" | "name" | "from"> & { readonly rank?: number };

export function emptyDraft(today: string): Draft {
  return {
    ...{ name: "", from: today, rank: "" },
    conditions: [{ kind: "units", value: "", dim: "" }],
    gives: [{ to: "person", person: "", role: "overlay", share: "30%" }],
  };
}

export function draftOf({ name, rank, when, gives }: Span, today: string): Draft {
  const plain = (["units", "metrics", "positions", "people"] as const).flatMap((kind) =>
    when[kind].map((value) => ({ kind, value, dim: "" })),
  );
  const dims = when.dims.map(({ name: dim, values }) => ({
    ...{ kind: "dims" as const, dim, value: values.join(", ") },
  }));
  return {
    ...{ name, from: today, rank: String(rank) },
    conditions: [...plain, ...dims],
    gives: gives.map(({ to, role, share }) => ({
      ...{ role, share },
      to: to.kind === "manager" ? recipient(to.level) : to.kind,
      person: to.kind === "person" ? to.person : "",
    })),
  };
}

function recipient(level: number): RecipientKind {
  return RECIPIENTS.find((each) => each === `manager${level}`) ?? "manager1";
}

export function valuesIn(text: string): string[] {
  const parts = text.split(/[,，、;；]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** What is asked of the server; lines that nobody filled in are left out. */
export function bodyOf({ name, from, rank, conditions, gives }: Draft): Body {
  const of = (kind: ConditionKind) =>
    conditions.flatMap((each) =>
      each.kind === kind && each.value.trim() !== "" ? [each.value.trim()] : [],
    );
  const dims = conditions.flatMap(({ kind, dim, value }) =>
    kind === "dims" && dim.trim() !== "" && valuesIn(value).length > 0
      ? [{ name: dim.trim(), values: valuesIn(value) }]
      : [],
  );
  return {
    ...{ name: name.trim(), from },
    ...(rank.trim() === "" ? {} : { rank: Number(rank) }),
    when: {
      ...{ units: of("units"), positions: of("positions"), people: of("people") },
      ...{ metrics: of("metrics"), dims },
    },
    gives: gives.map(({ to, person, role, share }) => ({
      ...{ role, share: share.trim() },
      to:
        to === "participant"
          ? { kind: "participant" as const }
          : to === "person"
            ? { kind: "person" as const, person: person.trim() }
            : { kind: "manager" as const, level: Number(to.slice(-1)) },
    })),
  };
}

/** What the direct shares sum to: "own" without one, null while one cannot be read. */
export function directSum(
  gives: readonly GiveLine[],
): { text: string; whole: boolean } | "own" | null {
  const direct = gives.filter(({ role }) => role === "direct");
  if (direct.length === 0) return "own";
  let total = ZERO;
  for (const { share } of direct) {
    const rate = parseRate(share);
    if (!rate) return null;
    total = addRates(total, rate);
  }
  return { text: formatRate(total, 6), whole: compareRates(total, ONE) === 0 };
}

/** Whether everything that must be said is said; the server decides again. */
export function isReady({ name, from, gives }: Draft): boolean {
  const sum = directSum(gives);
  return (
    name.trim() !== "" &&
    from !== "" &&
    gives.length > 0 &&
    gives.every(({ to, person, share }) => {
      const rate = parseRate(share);
      return rate !== null && rate.num > 0n && (to !== "person" || person.trim() !== "");
    }) &&
    sum !== null &&
    (sum === "own" || sum.whole)
  );
}
