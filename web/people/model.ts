import { computed, signal } from "@preact/signals";
import type { postNames } from "../../workers/imports/contract.ts";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import type {
  getPerson,
  getUnit,
  listFindings,
  listUnits,
  patchUnit,
  postMemberships,
  postPeople,
  postUnits,
} from "../../workers/org/contract.ts";
import { api, type Answer, type Problem } from "../api.ts";
import { resource } from "../ui/resource.ts";
import { usualRoot } from "./usual-root.ts";

export type Unit = AnswerOf<typeof listUnits>["items"][number];
export type Place = AnswerOf<typeof getUnit>;
export type Member = Place["members"][number];
export type PersonDetail = AnswerOf<typeof getPerson>;

export type PersonDraft = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly email: string;
  readonly position: string;
  readonly unit: string;
  readonly startsOn: string;
  readonly endsOn: string;
};
export type People = ReturnType<typeof peopleModel>;
export type Finding = AnswerOf<typeof listFindings>["items"][number];
/** What somebody has picked up to put elsewhere. */
export type Carried = {
  readonly kind: "unit" | "person";
  readonly id: string;
  readonly name: string;
  /** Where it stood, so that it is not put there again. */
  readonly unit: string;
};

/** The chart as one walks it: a unit, its way up, what is below, who sits in it. */
export function peopleModel() {
  const unitId = signal("");
  /** As of which day the chart is shown; empty for today. */
  const on = signal("");
  const carried = signal<Carried | null>(null);
  const asOf = () => (on.peek() === "" ? {} : { on: on.peek() });
  const problem = signal<Problem | null>(null);
  const busy = signal(false);
  const roots = resource(() => api<typeof listUnits>("GET", "/units", { query: asOf() }));
  const place = resource(() =>
    api<typeof getUnit>("GET", "/units/:unitId", {
      params: { unitId: unitId.value },
      query: asOf(),
    }),
  );
  const found = resource(() =>
    api<typeof listFindings>("GET", "/organisation/findings", { query: asOf() }),
  );
  const person = signal<PersonDetail | null>(null);
  const unitNames = signal<ReadonlyMap<string, string>>(new Map());
  const extra = signal<readonly Member[]>([]);
  const next = signal<string | null>(null);
  const members = computed(() => {
    const now = place.value.value;
    return now.state === "ready" ? [...now.body.members, ...extra.value] : extra.value;
  });

  /** Goes to a unit as of a day; without a unit to where the company begins, without a day to today. */
  async function go(to: string, day: string = on.peek()): Promise<void> {
    const another = day !== on.peek();
    on.value = day;
    if (another || roots.value.peek().state !== "ready") await roots.load();
    const all = roots.value.peek();
    const target = to || (all.state === "ready" ? await usualRoot(all.body.items) : null)?.id;
    if (!target) return;
    unitId.value = target;
    await refresh();
  }

  async function refresh(): Promise<void> {
    extra.value = [];
    await place.load();
    const now = place.value.peek();
    next.value = now.state === "ready" ? now.body.next : null;
  }

  async function more(): Promise<void> {
    if (next.value === null) return;
    const answer = await api<typeof getUnit>("GET", "/units/:unitId", {
      params: { unitId: unitId.value },
      query: { cursor: next.value, ...asOf() },
    });
    if (!answer.ok) {
      problem.value = answer.problem;
      return;
    }
    extra.value = [...extra.value, ...answer.body.members];
    next.value = answer.body.next;
  }

  async function open(id: string): Promise<void> {
    const answer = await api<typeof getPerson>("GET", "/people/:personId", {
      params: { personId: id },
      query: asOf(),
    });
    if (!answer.ok) {
      problem.value = answer.problem;
      return;
    }
    const units = answer.body.memberships.flatMap(({ unit }) => unit ?? []);
    const named = await names([], units);
    if (named.ok) unitNames.value = new Map(named.body.units.map((unit) => [unit.id, unit.name]));
    problem.value = null;
    person.value = answer.body;
  }

  async function save(draft: PersonDraft): Promise<boolean> {
    const code = draft.code.trim() || draft.name.trim().slice(0, 64);
    const rows = [filled({ ...draft, code })];
    return await done(api<typeof postPeople>("POST", "/people", { body: { rows } }));
  }

  async function addTeam(name: string, code: string, nameEn: string): Promise<boolean> {
    const row = {
      code: code.trim() || name.trim().slice(0, 64),
      name,
      parent: unitId.value || null,
    };
    const rows = [nameEn.trim() === "" ? row : { ...row, nameEn }];
    return await done(api<typeof postUnits>("POST", "/units", { body: { rows } }), true);
  }

  /** Moves somebody to a team named as people name it; "unknown" when nobody calls one so. */
  async function move(
    who: string,
    team: string,
    from: string,
  ): Promise<"moved" | "unknown" | "failed"> {
    const named = await names([], [team]);
    if (!named.ok) {
      problem.value = named.problem;
      return "failed";
    }
    const unit = named.body.units[0];
    if (!unit) return "unknown";
    const rows = [{ person: who, unit: unit.id, from }];
    const moved = await done(
      api<typeof postMemberships>("POST", "/memberships", { body: { rows } }),
    );
    return moved ? "moved" : "failed";
  }

  /** A picked-up team or person stands here from a day on; `to` null makes a team a root. */
  async function putDown(to: string | null, from: string): Promise<boolean> {
    const what = carried.value;
    if (!what) return false;
    const put =
      what.kind === "unit"
        ? await changeUnit(what.id, { parent: to, from })
        : await done(
            api<typeof postMemberships>("POST", "/memberships", {
              body: { rows: [{ person: what.id, unit: to, from }] },
            }),
          );
    if (put) carried.value = null;
    return put;
  }

  /** The version is read first: a list of teams may be older than the last change. */
  async function changeUnit(id: string, body: UnitChange): Promise<boolean> {
    const now = await api<typeof getUnit>("GET", "/units/:unitId", {
      params: { unitId: id },
      query: {},
    });
    if (!now.ok) {
      problem.value = now.problem;
      return false;
    }
    const { version } = now.body.unit;
    return await done(
      api<typeof patchUnit>("PATCH", "/units/:unitId", { params: { unitId: id }, body, version }),
      true,
    );
  }

  /** The unit that people call so, by name or code; null when nobody does. */
  async function unitNamed(name: string): Promise<string | null> {
    const named = await names([], [name]);
    if (!named.ok) problem.value = named.problem;
    return (named.ok && named.body.units[0]?.id) || null;
  }

  async function done(sent: Promise<Answer<unknown>>, tree = false): Promise<boolean> {
    busy.value = true;
    const answer = await sent;
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return false;
    if (tree) await roots.load();
    if (found.value.peek().state === "ready") void found.load();
    await go(unitId.value);
    return true;
  }

  return {
    ...{ on, carried, found, putDown, changeUnit, unitNamed },
    ...{ unitId, roots, place, members, next, person, unitNames, problem, busy },
    ...{ go, more, open, save, addTeam, move },
    close: () => {
      person.value = null;
      problem.value = null;
    },
  };
}

type UnitChange = RequestOf<typeof patchUnit>["body"];

export function names(people: readonly string[], units: readonly string[]) {
  return api<typeof postNames>("POST", "/imports/names", {
    body: { people: [...people], units: [...units] },
  });
}

/** A blank overwrites nothing, so it is not sent. */
function filled(draft: PersonDraft): { code: string } & Partial<PersonDraft> {
  const { code, ...rest } = draft;
  return {
    code,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value.trim() !== "")),
  };
}
