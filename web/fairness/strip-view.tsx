import type { Standing } from "../../workers/fairness/panel.ts";
import { Strip, type Dot, type Lane } from "../charts/strip.tsx";
import { percent } from "../format.ts";
import { words } from "../messages/messages.ts";
import type { Judged } from "./model.ts";
import { people as expectedPeople, ratio } from "./text.ts";

export const SHOWS = ["attainment", "density", "growth"] as const;
export type Shows = (typeof SHOWS)[number];

type Props = {
  readonly judged: Judged;
  readonly shows: Shows;
  readonly groups: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
  readonly onOpen: (person: string) => void;
};

/** Groups that have a lane of their own; who is in another stands in the first lane only. */
const LANES_MAX = 6;
/** More people than this are told in the table by steps of five points. */
const TABLE_MAX = 400;

/** Everybody as a dot, in one lane and again by group. */
export function FairStrip({ judged: { panel }, shows, groups, names, onOpen }: Props) {
  const w = words("fairness").strip;
  const { whole } = panel;
  const dots = panel.people.flatMap((one) => dotOf(one, shows, whole.density, names));
  const of = dots.length;
  const title = {
    // Without a chance to tell nobody is said to miss it.
    attainment: () =>
      whole.reachingOf === 0
        ? w.attainment
        : w.title.attainment(expectedPeople(whole.reaching), whole.reachingOf),
    density: () => w.title.density(whole.outside ?? 0, of),
    growth: () => w.title.growth(ratio(whole.growth, 0), of),
  }[shows]();
  const named = [...new Set(groups.values())].toSorted().slice(0, LANES_MAX);
  const lanes: Lane[] = [
    { key: "", name: w.everybody, dots },
    ...named.map((name) => ({
      key: name,
      name,
      dots: dots.filter(({ key }) => groups.get(key) === name),
    })),
  ];
  const middle = shows === "density" ? w.middle : percent("1", 0);
  return (
    <Strip
      title={title}
      table={tableOf(dots)}
      note={w[shows]}
      lanes={lanes.length > 2 ? lanes : lanes.slice(0, 1)}
      mark={{ value: 1, label: middle }}
      {...(shows === "density" ? { band: [0.8, 1.2] as const } : {})}
      tick={(value) => percent(value.toFixed(4), 0)}
      each={w.each}
      beyond={w.beyond}
      onOpen={onOpen}
    />
  );
}

/** Positions on the axis only: the figures beside them stay exact. */
function dotOf(
  one: Standing,
  shows: Shows,
  middle: bigint | null,
  names: ReadonlyMap<string, string>,
): Dot[] {
  const billionths = valueOf(one, shows, middle);
  if (billionths === null) return [];
  const value = Number(billionths) / 1e9;
  return [
    {
      key: one.id,
      name: names.get(one.id) ?? "",
      value,
      label: ratio(billionths),
      tone: toneOf(one, shows, value),
    },
  ];
}

function valueOf({ attainment, density, growth }: Standing, shows: Shows, middle: bigint | null) {
  const BILLION = 1_000_000_000n;
  if (shows === "attainment") {
    return attainment === null ? null : (attainment.num * BILLION) / attainment.den;
  }
  if (shows === "growth") return growth;
  return density === null || middle === null || middle === 0n ? null : (density * BILLION) / middle;
}

/** Colour says what the place on the axis says already. */
function toneOf({ outside }: Standing, shows: Shows, value: number): Dot["tone"] {
  if (shows === "density") return outside === true ? "warn" : "neutral";
  if (shows === "growth") return "neutral";
  return value >= 1 ? "good" : "warn";
}

function tableOf(dots: readonly Dot[]) {
  const w = words("fairness").strip;
  const sorted = dots.toSorted((a, b) => a.value - b.value);
  if (dots.length <= TABLE_MAX) {
    return { heads: [w.name, w.value], rows: sorted.map(({ name, label }) => [name, label]) };
  }
  const steps = new Map<number, number>();
  for (const { value } of sorted) {
    const at = Math.floor(value * 20);
    steps.set(at, (steps.get(at) ?? 0) + 1);
  }
  const edge = (at: number) => percent((at / 20).toFixed(2), 0);
  return {
    heads: [w.from, w.until, w.people],
    rows: [...steps].map(([at, n]) => [edge(at), edge(at + 1), String(n)]),
  };
}
