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
  transition: (year) => `transition before ${year}`,
  month: (year, index) => `Month ${index}, ${year}`,
  period: (year, index) => `Period ${index}, ${year}`,
  half: (year, index) => `H${index} ${year}`,
  quarter: (year, index) => `Q${index} ${year}`,
  week: (year, index) => `Week ${index}, ${year}`,
  workingDays: (n) => plural(n, "working day", "working days"),
  weeks: (n) => plural(Number(n.toFixed(1)), "week", "weeks"),
  days: (n) => plural(n, "day", "days"),
  periods: "Period",
};
