import { plural } from "../plural.ts";
import type { calendar as zh } from "../zh/calendar.ts";

export const calendar: typeof zh = {
  kinds: {
    day: "Day",
    week: "Week",
    month: "Month",
    quarter: "Quarter",
    half: "Half-year",
    year: "Year",
  },
  year: (year, fiscal) => (fiscal ? `FY${year}` : String(year)),
  half: (year, index) => `H${index} ${year}`,
  quarter: (year, index) => `Q${index} ${year}`,
  week: (year, index) => `Week ${index}, ${year}`,
  workingDays: (n) => plural(n, "working day", "working days"),
  panel: {
    title: "Calendar",
    lead: "How the fiscal year is cut and which days are worked; pace is counted in these days.",
    periods: (year) => `Working days by month, ${year}`,
    period: "Period",
    from: "From",
    until: "To",
    days: "Working days",
    unknown: (year) =>
      `Public holidays of ${year} have not been announced; only the working week counts here.`,
    settings: "Settings",
    firstMonth: "The fiscal year begins in",
    month: (n) =>
      new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(
        Date.UTC(2026, n - 1, 1),
      ),
    labelBy: "It is named by the year it",
    labels: { start: "starts in", end: "ends in" },
    week_: "Days worked each week",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    holidays: "Public holidays and make-up days",
    holidayOptions: { mainland: "Mainland China", none: "None" },
    kept: "Agreed targets keep their dates. A change that would leave one without its period is not saved, and each is listed.",
    own: "The company's own days",
    ownLead: "Closed or worked by your own decision; these win over week and holidays.",
    ownEmpty: "None yet. For example, closed for the annual meeting.",
    on: "Day",
    is: "That day is",
    off: "off",
    works: "worked",
    note: "Note",
    notePlaceholder: "For example: annual meeting",
    add: "Add",
  },
};
