import { median, type Statistic } from "../../workers/lib/statistics.ts";
import type { Figures, Panel } from "../../workers/fairness/panel.ts";
import { words } from "../messages/messages.ts";
import { Figure } from "../ui/figure.tsx";
import { asked, attainment, people, share, statistic } from "./text.ts";

export const FIGURES = [
  "reaching",
  "attainment",
  "correlation",
  "density",
  "growth",
  "outside",
] as const;
export type FigureId = (typeof FIGURES)[number];

type Props = {
  readonly now: Panel;
  /** The kept draft while a preview is shown: what a figure was before. */
  readonly before: Panel | null;
  readonly onOpen: (figure: FigureId) => void;
};

/** The six figures; each says what it is of and opens to the people behind it. */
export function Tiles({ now, before, onOpen }: Props) {
  const w = words("fairness");
  return (
    <div class="tiles fair-tiles" aria-live="polite">
      {FIGURES.map((id) => {
        const { value, note, isFigure } = told(id, now);
        const was = before ? told(id, before).value : value;
        const moved = was === value ? note : [note, w.was(was)].filter(Boolean).join(" · ");
        return (
          <Figure
            key={id}
            label={w.figures[id]}
            value={isFigure ? value : <span class="fair-none">{value}</span>}
            note={moved}
            onOpen={() => onOpen(id)}
          />
        );
      })}
    </div>
  );
}

type Told = {
  readonly value: string;
  readonly note: string | undefined;
  readonly isFigure: boolean;
};
const figure = (value: string, note?: string): Told => ({ value, note, isFigure: true });
const none = (value: string): Told => ({ value, note: undefined, isFigure: false });

/** A figure in words, or why there is none. */
export function told(id: FigureId, { whole, people: all }: Panel): Told {
  const w = words("fairness");
  switch (id) {
    case "reaching":
      return whole.reachingOf === 0
        ? none(w.reachingUnknown)
        : figure(w.reachingOf(people(whole.reaching), whole.reachingOf), w.reachingNote);
    case "attainment": {
      const reached = attainment(whole);
      if (reached === null) return none(w.unknown);
      const each = all.flatMap((one) => (one.attainment ? [millionths(one.attainment)] : []));
      const middle = median(each);
      const half = middle === null ? "–" : share({ num: middle, den: 1_000_000n });
      return figure(share(reached), w.attainmentNote(half));
    }
    case "correlation":
      return spread(whole.sizeCorrelation, w.correlationNote);
    case "density":
      return spread(whole.densityGini, w.giniNote(statistic(whole.densityVariation)));
    case "growth":
      return growth(whole);
    case "outside": {
      const of = all.filter(({ outside }) => outside !== null).length;
      if (whole.outside === null) return none(w.few(densities(all)));
      return figure(w.outsideOf(whole.outside, of), w.outsideNote);
    }
  }
}

const millionths = ({ num, den }: { num: bigint; den: bigint }) => (num * 1_000_000n) / den;
const densities = (all: Panel["people"]) => all.filter(({ density }) => density !== null).length;

function spread(of: Statistic, note: string): Told {
  return of.kind === "value" ? figure(statistic(of), note) : none(statistic(of));
}

function growth({ growth: middle, growthGini, growthVariation }: Figures): Told {
  const w = words("fairness");
  if (middle === null) return none(w.unknown);
  if (growthGini.kind !== "value") return figure(asked(middle), statistic(growthGini));
  return figure(asked(middle), w.growthNote(statistic(growthGini), statistic(growthVariation)));
}
