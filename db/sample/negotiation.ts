import { addMonths, type Day } from "../../workers/lib/day.ts";
import type { Yunfan } from "./yunfan.ts";

/** What people of the sample have said about their numbers of next year. */
export type SampleSaying = {
  /** Codes of people under the plan's unit. */
  readonly person: string;
  /** Per mille of the proposal that they ask for; null signs it. */
  readonly asks: number | null;
  readonly reason: string;
  readonly reasonEn: string;
  /** Passed one level up after that. */
  readonly passedUp?: true;
};
export type SampleRound = {
  readonly code: string;
  readonly plan: string;
  readonly unit: string;
  readonly from: Day;
  readonly until: Day;
  /** The region's target of next year, fen; a multiple of the plan's granularity. */
  readonly total: bigint;
  readonly said: readonly SampleSaying[];
};

const REASONS: readonly (readonly [zh: string, en: string])[] = [
  [
    "两家大客户合同到期，续约在第三季度才能谈。",
    "Two key contracts end; renewal talks start in Q3.",
  ],
  [
    "上半年接手新区域，客户还在交接。",
    "I take over a new area; customers are still being handed over.",
  ],
  ["主力产品停售一个季度，缺口要靠新品补。", "The main product pauses for a quarter."],
  ["今年的大单是一次性项目，明年没有同类机会。", "This year's large deal was a one-off project."],
  [
    "团队少一名售前，方案交付排期已满。",
    "One presales engineer less; the delivery schedule is full.",
  ],
  ["市场在增长，我可以多承担一些。", "The market grows; I can carry more."],
];
/** The last three sign what is proposed. */
const ASKS: readonly (number | null)[] = [880, 900, 850, 930, 870, 1_040, null, null, null];

/**
 * An open round on next year's plan of the first region: six who ask for another number, one of them
 * passed up, three who have signed, the rest still silent. Deterministic.
 */
export function negotiation(of: Yunfan): SampleRound {
  const unit = "YF-E";
  const teams = of.units.filter(({ parent }) => parent === unit).map(({ code }) => code);
  const sellers = of.people
    .filter(
      ({ code, strength, endsOn }) =>
        strength > 0 && endsOn > of.plan.until && isIn(of, code, teams),
    )
    .map(({ code }) => code);
  const said = ASKS.flatMap((asks, at): SampleSaying[] => {
    const person = sellers[at];
    const [reason, reasonEn] = REASONS[at] ?? ["", ""];
    if (person === undefined) return [];
    return [{ person, asks, reason, reasonEn, ...(at === 2 ? { passedUp: true } : {}) }];
  });
  const share = of.plan.total / 3n;
  const total = share + share / 10n;
  const { granularity } = of.plan;
  const code = "YF-R1";
  return {
    ...{ code, plan: "YF-P2", unit, said },
    from: addMonths(of.plan.from, 12),
    until: addMonths(of.plan.until, 12),
    total: (total / granularity) * granularity,
  };
}

/** Where somebody sits last. */
function isIn({ memberships }: Yunfan, person: string, units: readonly string[]): boolean {
  const last = memberships.findLast((each) => each.person === person);
  return last !== undefined && units.includes(last.unit);
}
