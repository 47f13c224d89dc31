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
    en: "{count} periods that targets were agreed for would no longer exist; they are listed. Nothing was changed.",
    zh: "有 {count} 个已定目标的期间将不复存在，列表如下。日历没有改动。",
  },
  "calendar/breaks_target": {
    status: 409,
    en: "{targets} targets hold for {value} ({from} until {until}).",
    zh: "{targets} 个目标的期间是 {value}（{from} 起，{until} 前）。",
  },
  "period/malformed": {
    status: 422,
    en: "{key} is not a period. Write FY2026, FY2026-H1, FY2026-Q3, FY2026-M07, FY2026-W31 or a day.",
    zh: "{key} 不是期间。可写 FY2026、FY2026-H1、FY2026-Q3、FY2026-M07、FY2026-W31 或日期。",
  },
  "period/none_such": {
    status: 422,
    en: "There is no period {key} in this calendar.",
    zh: "日历中没有期间 {key}。",
  },
} as const satisfies Refusals;
