import { signal } from "@preact/signals";
import type { listEntries, postEntries } from "../../workers/entries/contract.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { newId } from "../../workers/lib/id.ts";
import type { listMetrics } from "../../workers/metrics/contract.ts";
import type { listUnits } from "../../workers/org/contract.ts";
import { api, type Problem } from "../api.ts";
import { nowMs } from "../clock.ts";
import { names } from "../people/model.ts";
import { usualRoot } from "../people/usual-root.ts";
import { resource } from "../ui/resource.ts";

export type Entries = ReturnType<typeof entriesModel>;
export type Entry = AnswerOf<typeof listEntries>["items"][number];
export type Metric = AnswerOf<typeof listMetrics>["items"][number];
export type Unit = AnswerOf<typeof listUnits>["items"][number];
export type Asked = {
  readonly metric: string;
  readonly unit: string;
  readonly from: string;
  readonly until: string;
};
export type EntryDraft = {
  readonly metric: string;
  readonly person: string;
  readonly on: string;
  readonly amount: string;
  readonly deal: string;
};

/** The log of one metric, unit and time: rows that re-add to the sum above them. */
export function entriesModel() {
  const metrics = signal<readonly Metric[]>([]);
  const roots = signal<readonly Unit[]>([]);
  /** The root to begin with. */
  const usual = signal("");
  const ready = signal(false);
  const asked = signal<Asked | null>(null);
  const extra = signal<readonly Entry[]>([]);
  const next = signal<string | null>(null);
  const people = signal<ReadonlyMap<string, string>>(new Map());
  const problem = signal<Problem | null>(null);
  const busy = signal(false);
  const found = resource(async () => {
    const { metric, unit, from, until } = asked.value ?? NOTHING;
    return await api<typeof listEntries>("GET", "/entries", {
      query: { metric, unit, from, until },
    });
  });

  async function begin(): Promise<void> {
    const [measured, units] = await Promise.all([
      api<typeof listMetrics>("GET", "/metrics"),
      api<typeof listUnits>("GET", "/units", { query: {} }),
    ]);
    if (!measured.ok) problem.value = measured.problem;
    else metrics.value = measured.body.items.filter(({ unit }) => unit !== "ratio");
    if (!units.ok) problem.value = units.problem;
    else {
      usual.value = (await usualRoot(units.body.items))?.id ?? "";
      roots.value = units.body.items;
    }
    ready.value = true;
  }

  async function show(what: Asked): Promise<void> {
    asked.value = what;
    extra.value = [];
    await found.load();
    const now = found.value.peek();
    if (now.state !== "ready") return;
    next.value = now.body.next;
    await learn(now.body.items);
  }

  async function more(): Promise<void> {
    if (!asked.value || next.value === null) return;
    const { metric, unit, from, until } = asked.value;
    const answer = await api<typeof listEntries>("GET", "/entries", {
      query: { metric, unit, from, until, cursor: next.value },
    });
    if (!answer.ok) {
      problem.value = answer.problem;
      return;
    }
    extra.value = [...extra.value, ...answer.body.items];
    next.value = answer.body.next;
    await learn(answer.body.items);
  }

  /** Entries hold ids alone; names are asked for what is on screen. */
  async function learn(items: readonly Entry[]): Promise<void> {
    const all = items.flatMap(({ person, credits }) => [person, ...credits.map((c) => c.person)]);
    const unknown = [...new Set(all)].filter((at) => !people.value.has(at));
    if (unknown.length === 0) return;
    const named = await names(unknown, []);
    if (!named.ok) return;
    people.value = new Map([
      ...people.value,
      ...named.body.people.map(({ id, name }) => [id, name] as const),
    ]);
  }

  async function record(draft: EntryDraft): Promise<"recorded" | "unknown" | "several" | "failed"> {
    busy.value = true;
    const outcome = await send(draft);
    busy.value = false;
    if (outcome === "recorded" && asked.value) await show(asked.value);
    return outcome;
  }

  async function send({ metric, person, on, amount, deal }: EntryDraft) {
    const named = await names([person], []);
    if (!named.ok) {
      problem.value = named.problem;
      return "failed" as const;
    }
    const [who, second] = named.body.people;
    if (!who) return "unknown" as const;
    if (second) return "several" as const;
    const row = { id: newId<"entry">(nowMs.value), metric, person: who.id, on, amount };
    const rows = [deal.trim() === "" ? row : { ...row, deal }];
    const answer = await api<typeof postEntries>("POST", "/entries", {
      body: { source: "hand", rows },
    });
    problem.value = answer.ok ? null : answer.problem;
    return answer.ok ? ("recorded" as const) : ("failed" as const);
  }

  return {
    metrics,
    roots,
    usual,
    ready,
    asked,
    found,
    extra,
    next,
    people,
    problem,
    busy,
    begin,
    show,
    more,
    record,
  };
}

const NOTHING: Asked = { metric: "", unit: "", from: "", until: "" };
