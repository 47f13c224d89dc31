import type { listBoards } from "../../workers/boards/contract.ts";
import type { getAttainment } from "../../workers/reports/contract.ts";
import { api } from "../api.ts";
import { calendar, loadCalendar } from "../calendar/model.ts";
import { loadRoots, loadUnit } from "./model.ts";

/** What a company needs before everybody can use it, in this order. */
export type Step = "people" | "data" | "target" | "board";

/** What is there already in the tenant's own tree; the sample company does not count. */
export async function checks(): Promise<ReadonlySet<Step>> {
  const done = new Set<Step>();
  await loadCalendar();
  const [roots, boards] = await Promise.all([
    loadRoots(),
    api<typeof listBoards>("GET", "/boards", { query: {} }),
  ]);
  if (boards.ok && boards.body.items.some(({ sample }) => !sample)) done.add("board");
  const own = roots.ok ? roots.body.items.find(({ sample }) => !sample) : undefined;
  const year = calendar.value?.year;
  if (!own || year === undefined) return done;
  const [unit, attainment] = await Promise.all([
    loadUnit(own.id),
    api<typeof getAttainment>("GET", "/attainment", {
      query: { subject: own.id, period: `FY${year}` },
    }),
  ]);
  if (unit.ok && unit.body.children.length + unit.body.members.length > 0) done.add("people");
  if (attainment.ok && attainment.body.data.day !== null) done.add("data");
  if (attainment.ok && attainment.body.figures.target !== null) done.add("target");
  return done;
}
