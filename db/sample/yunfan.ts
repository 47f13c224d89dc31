import {
  addMonths,
  dayOf,
  firstOfMonth,
  monthOf,
  yearOf,
  type Day,
} from "../../workers/lib/day.ts";
import { company, ROOT, type Company } from "./company.ts";
import { entries, type SampleEntry, type Window } from "./entries.ts";
import { plan, type SamplePlan } from "./plan.ts";

/** A live board of the sample: whom it ranks, by what, over which window. */
export type SampleBoard = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly rows: "people" | "units";
  readonly score: "attainment" | "raw";
  readonly window: "month" | "quarter";
};

export type Yunfan = Company & {
  readonly window: Window;
  readonly entries: readonly SampleEntry[];
  readonly plan: SamplePlan;
  readonly boards: readonly SampleBoard[];
};

export const SAMPLE_SEED = "yunfan-1";
/** For a progress bar: 4,800 on the first day of a year, 6,300 on the last of a quarter. */
export const SAMPLE_ENTRIES_ABOUT = 6_000;

/**
 * 云帆科技 Yunfan: a software company that never was, for people who want to look before they load.
 *
 * Fiscal years begin in January; money is CNY in fen, net of tax. Deterministic from `seed` and
 * `today`. Nothing in it names a real person or company.
 */
export function yunfan(today: Day, seed: string = SAMPLE_SEED): Yunfan {
  const window = windowOf(today);
  const is = company(window.historyFrom, window.quarter);
  const rows = entries(seed, is, window);
  return {
    ...is,
    window,
    entries: rows,
    plan: plan(is, rows, dayOf(yearOf(today), 1, 1)),
    boards: BOARDS,
  };
}

function windowOf(today: Day): Window {
  const quarter = addMonths(firstOfMonth(today), -((monthOf(today) - 1) % 3));
  return {
    historyFrom: dayOf(yearOf(today) - 1, 1, 1),
    from: addMonths(quarter, -12),
    quarter,
    today,
  };
}

const BOARDS: readonly SampleBoard[] = [
  {
    code: "YF-B1",
    name: "本季度达成率",
    nameEn: "Attainment this quarter",
    unit: ROOT,
    rows: "people",
    score: "attainment",
    window: "quarter",
  },
  {
    code: "YF-B2",
    name: "团队赛：本季度",
    nameEn: "Team race this quarter",
    unit: ROOT,
    rows: "units",
    score: "attainment",
    window: "quarter",
  },
];
