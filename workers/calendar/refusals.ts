import type { Refusals } from "../lib/refusals.ts";

/** What the calendar refuses, as the reader sees it. */
export const calendarRefusals = {
  "calendar/no_working_weekday": {
    status: 422,
    en: "A week needs at least one working day.",
    zh: "一周至少要有一个工作日。",
  },
  "calendar/breaks_targets": {
    status: 409,
    en: "{count} periods that {targets} targets were agreed for would no longer exist; they are listed. Nothing was changed. Targets keep their dates: make the change as a new calendar from a later fiscal year.",
    zh: "{targets} 个已定目标所在的 {count} 个期间将不复存在，列表如下。日历没有改动。目标保持原来的起止日期：可以改为从以后的财年起启用新日历。",
  },
  "calendar/breaks_target": {
    status: 409,
    en: "{targets} targets hold for {value} ({from} until {until}).",
    zh: "{targets} 个目标的期间是 {value}（{from} 起，{until} 前）。",
  },
  "calendar/not_future": {
    status: 422,
    en: "A new calendar begins in a future fiscal year; {year} would begin on {from}.",
    zh: "新日历只能从以后的财年开始；{year} 财年会从 {from} 开始。",
  },
  "calendar/year_name": {
    status: 422,
    en: "The first year of the new calendar cannot be {year}: the year before it is already {taken}. Choose a later year, or name years by their other end.",
    zh: "新日历的第一年不能叫 {year}：它前一年已经是 {taken}。请选更晚的财年，或换一种命名方式（按开始年或结束年）。",
  },
  "calendar/transition_long": {
    status: 422,
    en: "The {days} days before the new calendar are too many to add to the year before them; they are a short year of their own.",
    zh: "新日历之前还有 {days} 天，太长，不能并入前一财年；只能单独作为一个短财年。",
  },
  "calendar/tool": {
    status: 422,
    en: "{count} places of the request have no answer; each is named below.",
    zh: "请求中有 {count} 处无法计算，逐项列在下面。",
  },
  "calendar/day_twice": {
    status: 422,
    en: "{value} is already day {first} of the list; say of each day once whether it is worked.",
    zh: "{value} 在列表第 {first} 项（从 0 数起）已出现；每一天只能说明一次。",
  },
  "calendar/day_unknown": {
    status: 422,
    en: "{value} lies outside the years 1901 to 2198.",
    zh: "{value} 不在 1901 至 2198 年之间。",
  },
  "calendar/backwards": {
    status: 422,
    en: "The interval ends on {value}, before it begins on {from}.",
    zh: "区间在 {value} 结束，早于开始日 {from}。",
  },
  "calendar/no_working_day": {
    status: 422,
    en: "There is no working day number {n} from {value} in this calendar.",
    zh: "在此日历中，从 {value} 起找不到第 {n} 个工作日。",
  },
  "calendar/compare_year": {
    status: 422,
    en: "Say which year is compared with {value}.",
    zh: "请写明与 {value} 年比较的是哪一年。",
  },
  "calendar/years_differ": {
    status: 422,
    en: "{year} and {base} are cut by different calendars and cannot be compared period by period.",
    zh: "{year} 与 {base} 按不同的日历划分，不能逐期比较。",
  },
  "period/malformed": {
    status: 422,
    en: "{key} is not a period. Write FY2026, FY2026-H1, FY2026-Q3, FY2026-M07, FY2026-P13, FY2026-W31 or a day.",
    zh: "{key} 不是期间。可写 FY2026、FY2026-H1、FY2026-Q3、FY2026-M07、FY2026-P13、FY2026-W31 或日期。",
  },
  "period/none_such": {
    status: 422,
    en: "There is no period {key} in this calendar.",
    zh: "日历中没有期间 {key}。",
  },
} as const satisfies Refusals;
