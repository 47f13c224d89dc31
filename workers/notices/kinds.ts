import type { Day } from "../lib/day.ts";
import { addDays, monthOf, yearOf } from "../lib/day.ts";

/**
 * What somebody is told of. `must` waits for them and `money` is about their own pay: both at once;
 * `digest` is progress and comes once a day. No text names an amount or a person: mail lies about.
 */
export type Urgency = "must" | "money" | "digest";

/** Ids, days and counts; of names the plan's alone. */
export type Facts = {
  readonly id?: string | undefined;
  readonly plan?: { readonly zh: string; readonly en: string } | undefined;
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
  readonly due?: Day | undefined;
  readonly count?: number | undefined;
  readonly of?: number | undefined;
};

type Say = (facts: Facts, count: number) => string;
type Kind = {
  readonly urgency: Urgency;
  /** Where it is done; below the company's address. */
  readonly path: (facts: Facts, count: number) => string;
  readonly zh: Say;
  readonly en: Say;
};

const planZh = ({ plan }: Facts) => (plan ? `《${plan.zh}》` : "");
const planEn = ({ plan }: Facts) => (plan ? `“${plan.en}”` : "");

export const KINDS = {
  plan_to_accept: {
    ...{ urgency: "must", path: () => "/mine#plan" },
    zh: (of) => `激励方案${planZh(of)}等你确认`,
    en: (of) => `The incentive plan ${planEn(of)} waits for your acceptance`,
  },
  dispute_late: {
    ...{ urgency: "must", path: disputePath },
    zh: (of, n) =>
      n > 1
        ? `${n} 条异议已过答复期限`
        : `一条异议已过答复期限（${dayZh(of.due)}）${periodOf(of, "zh")}`,
    en: (of, n) =>
      n > 1
        ? `${n} disputes are past the day for an answer`
        : `A dispute is past the day for its answer (${dayEn(of.due)})${periodOf(of, "en")}`,
  },
  dispute_open: {
    ...{ urgency: "must", path: disputePath },
    zh: (of, n) =>
      n > 1 ? `${n} 条异议等待答复` : `一条异议等待答复，${dayZh(of.due)}前${periodOf(of, "zh")}`,
    en: (of, n) =>
      n > 1
        ? `${n} disputes wait for an answer`
        : `A dispute waits for an answer until ${dayEn(of.due)}${periodOf(of, "en")}`,
  },
  dispute_answered: {
    ...{ urgency: "must", path: disputePath },
    zh: (of, n) => (n > 1 ? `你的 ${n} 条异议已有答复` : `你的异议已有答复${periodOf(of, "zh")}`),
    en: (of, n) =>
      n > 1 ? `Your ${n} disputes are answered` : `Your dispute is answered${periodOf(of, "en")}`,
  },
  correction_to_decide: {
    ...{ urgency: "must", path: () => "/incentives?tab=disputes&part=corrections" },
    zh: (_, n) => `${n} 笔薪酬更正等你审批`,
    en: (_, n) =>
      n > 1 ? `${n} corrections of pay wait for you` : "A correction of pay waits for you",
  },
  run_to_approve: {
    ...{ urgency: "must", path: runPath },
    zh: (of, n) => (n > 1 ? `${n} 次核算等你批准` : `${planZh(of)}${periodZh(of)}的核算等你批准`),
    en: (of, n) =>
      n > 1
        ? `${n} pay runs wait for your approval`
        : `The pay run of ${planEn(of)}, ${periodEn(of)}, waits for your approval`,
  },
  true_ups_to_decide: {
    ...{ urgency: "must", path: ({ id }) => `/incentives/runs/${id}?at=true-ups` },
    zh: (of) => `${planZh(of)}${periodZh(of)}的核算有 ${of.count ?? 0} 行改价等你批准`,
    en: (of) =>
      `${of.count ?? 0} repriced lines of ${planEn(of)}, ${periodEn(of)}, wait for your approval`,
  },
  opening_to_decide: {
    ...{ urgency: "must", path: () => "/incentives?tab=settings&at=openings" },
    zh: (of, n) => (n > 1 ? `${n} 份期初余额等你批准` : `${planZh(of)}的期初余额等你批准`),
    en: (of, n) =>
      n > 1
        ? `${n} lists of opening balances wait for your approval`
        : `Opening balances of ${planEn(of)} wait for your approval`,
  },
  number_to_answer: {
    ...{ urgency: "must", path: () => "/mine" },
    zh: (of) => `${planZh(of)}里你的目标等你答复，${dayZh(of.due)}截止`,
    en: (of) => `Your number in ${planEn(of)} waits for your answer until ${dayEn(of.due)}`,
  },
  numbers_to_decide: {
    ...{ urgency: "must", path: () => "/team" },
    zh: (of) => `${planZh(of)}里有 ${of.count ?? 0} 个目标等你决定，${dayZh(of.due)}截止`,
    en: (of) =>
      of.count === 1
        ? `One number in ${planEn(of)} waits for you until ${dayEn(of.due)}`
        : `${of.count ?? 0} numbers in ${planEn(of)} wait for you until ${dayEn(of.due)}`,
  },
  audit_differs: {
    ...{ urgency: "must", path: () => "/incentives?tab=periods" },
    zh: (of) => `夜间复算有 ${of.count ?? 0} 处与已存的对账单不一致`,
    en: (of) => `The nightly recomputation differs from ${of.count ?? 0} stored statements`,
  },
  statement_ready: {
    ...{ urgency: "money", path: statementPath },
    zh: (of) => `你${periodZh(of)}的提成对账单已批准，锁定前请查看`,
    en: (of) => `Your statement for ${periodEn(of)} is approved: look at it before it is locked`,
  },
  /** Locked before its payee could be told that it was approved. */
  statement_locked_untold: {
    ...{ urgency: "money", path: statementPath },
    zh: (of) => `你${periodZh(of)}的提成对账单已锁定`,
    en: (of) => `Your statement for ${periodEn(of)} is locked`,
  },
  dispute_settled: {
    ...{ urgency: "money", path: disputePath },
    zh: (of) => `你的异议已有结论${periodOf(of, "zh")}`,
    en: (of) => `Your dispute is settled${periodOf(of, "en")}`,
  },
  correction_mine: {
    ...{ urgency: "money", path: () => "/mine#pay" },
    zh: () => "有一笔更正会计入你的薪酬",
    en: () => "A correction will enter your pay",
  },
  plan_unaccepted: {
    ...{ urgency: "digest", path: (of) => `/incentives/plans/${of.id}?tab=people` },
    zh: (of) => `${planZh(of)}还有 ${of.count} 人未确认（共 ${of.of} 人）`,
    en: (of) => `${of.count} of ${of.of} have not accepted ${planEn(of)} yet`,
  },
  statement_paid: {
    ...{ urgency: "digest", path: statementPath },
    zh: (of) => `你${periodZh(of)}的薪酬已标记为已付`,
    en: (of) => `Your pay for ${periodEn(of)} is marked as paid`,
  },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS).filter(isKind);

export function isKind(name: string): name is KindName {
  return Object.hasOwn(KINDS, name);
}

/** The kind of a name, with the optional parts of every kind. */
export function kindOf(name: KindName): Kind {
  return KINDS[name];
}

function disputePath({ id }: Facts, count: number): string {
  return count > 1 ? "/incentives?tab=disputes" : `/incentives?tab=disputes&dispute=${id}`;
}

function runPath({ id }: Facts, count: number): string {
  return count > 1 ? "/incentives?tab=periods" : `/incentives/runs/${id}`;
}

function statementPath(): string {
  return "/mine#pay";
}

function dayZh(on: Day | undefined): string {
  return on ? `${monthOf(on)}月${Number(on.slice(8))}日` : "";
}

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July", "August", "September"],
  ...["October", "November", "December"],
];
function dayEn(on: Day | undefined): string {
  return on ? `${Number(on.slice(8))} ${MONTHS[monthOf(on) - 1]}` : "";
}

const isMonth = (from: Day, until: Day) =>
  from.endsWith("-01") &&
  until.endsWith("-01") &&
  addDays(until, -1).slice(0, 7) === from.slice(0, 7);

function periodZh({ from, until }: Facts): string {
  if (!from || !until) return "";
  const year = `${yearOf(from)}年`;
  return isMonth(from, until)
    ? `${year}${monthOf(from)}月`
    : `${year}${dayZh(from)}–${dayZh(addDays(until, -1))}`;
}

function periodEn({ from, until }: Facts): string {
  if (!from || !until) return "";
  return isMonth(from, until)
    ? `${MONTHS[monthOf(from) - 1]} ${yearOf(from)}`
    : `${dayEn(from)} to ${dayEn(addDays(until, -1))} ${yearOf(from)}`;
}

function periodOf(of: Facts, language: "zh" | "en"): string {
  if (!of.from) return "";
  return language === "zh" ? `（${periodZh(of)}）` : ` (${periodEn(of)})`;
}
