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
