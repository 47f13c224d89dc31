import { computed, signal } from "@preact/signals";
import type {
  getCalendar,
  listOverrides,
  patchCalendar,
  postOverrides,
} from "../../workers/calendar/contract.ts";
import type { RequestOf } from "../../workers/lib/contract.ts";
import { api, type Problem } from "../api.ts";
import { resource } from "../ui/resource.ts";
import { loadCalendar, type Calendar } from "./model.ts";

export type Change = RequestOf<typeof patchCalendar>["body"];
export type OwnDay = RequestOf<typeof postOverrides>["body"]["days"][number];

/** One year of the company's calendar, and changes to it that wait for the server. */
export function panelModel() {
  /** As the server names it: 2026, or 2027T; empty for the one that holds today. */
  const year = signal("");
  const asked = () => (year.peek() === "" ? {} : { year: year.peek() });
  const shown = resource(() => api<typeof getCalendar>("GET", "/calendar", { query: asked() }));
  const days = resource(() =>
    api<typeof listOverrides>("GET", "/calendar/overrides", { query: asked() }),
  );
  const problem = signal<Problem | null>(null);
  const busy = signal(false);
  const body = computed<Calendar | null>(() => {
    const now = shown.value.value;
    return now.state === "ready" ? now.body : now.last;
  });

  const load = () => Promise.all([shown.load(), days.load()]);
  function goTo(to: string) {
    year.value = to;
    void load();
  }
  /** What the server says of a change, kept on screen until the next one. */
  async function sent(change: Promise<{ ok: true } | { ok: false; problem: Problem }>) {
    busy.value = true;
    const answer = await change;
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) await Promise.all([load(), loadCalendar(true)]);
    return answer.ok;
  }
  const change = (to: Change) =>
    sent(
      api<typeof patchCalendar>("PATCH", "/calendar", {
        body: to,
        version: body.value?.version ?? 0,
      }),
    );
  const setDay = (to: OwnDay) =>
    sent(api<typeof postOverrides>("POST", "/calendar/overrides", { body: { days: [to] } }));
  return { shown, days, body, problem, busy, load, goTo, change, setDay };
}

export type PanelModel = ReturnType<typeof panelModel>;
