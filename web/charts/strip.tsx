import { scaleLinear } from "d3-scale";
import { Chart, type TableOf } from "./figure.tsx";
import { useWidth } from "./width.ts";

export type Dot = {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly label: string;
  readonly tone: "good" | "warn" | "bad" | "neutral";
};
export type Lane = { readonly key: string; readonly name: string; readonly dots: readonly Dot[] };
type Mark = { readonly value: number; readonly label: string };

type StripProps = {
  readonly title: string;
  readonly table: TableOf;
  readonly note?: string;
  readonly lanes: readonly Lane[];
  /** A line across all lanes, for example 1 for 100 %. */
  readonly mark: Mark;
  /** Inside of this nothing stands out. */
  readonly band?: readonly [low: number, high: number];
  readonly tick: (value: number) => string;
  /** Said where dots stand for several people, or lie beyond the ends of the axis. */
  readonly each: (people: number) => string;
  readonly beyond: (people: number) => string;
  readonly onOpen?: (key: string) => void;
};

const RADIUS = 4;
const [TOP, BOTTOM, LANE_MIN] = [22, 24, 34];
/** Rows of dots above a lane's line before a dot has to stand for more than one person. */
const STACK_MAX = 12;

/** One dot a person on a common axis, a lane for each group; dots of one place stand on each other. */
export function Strip(props: StripProps) {
  const { title, table, lanes, mark, band, tick, onOpen } = props;
  const [box, width] = useWidth(560);
  const left = lanes.length > 1 ? Math.min(130, Math.floor(width * 0.26)) : RADIUS + 2;
  const values = lanes.flatMap(({ dots }) => dots.map(({ value }) => value));
  const [low, high] = reachOf(values, mark.value);
  const x = scaleLinear()
    .domain([low, high])
    .range([left + RADIUS, width - RADIUS - 10]);
  const isInside = ({ value }: Dot) => value >= low && value <= high;
  const bins = Math.max(8, Math.floor((width - left) / (2 * RADIUS)));
  const placed = lanes.map((lane) => stacked(lane.dots.filter(isInside), x, left, bins));
  const each = Math.max(1, ...placed.map((stacks) => eachOf(stacks)));
  const heights = placed.map((stacks) => laneHeight(stacks, each));
  const tops = heights.reduce<number[]>(
    (all, height) => [...all, (all.at(-1) ?? TOP) + height],
    [TOP],
  );
  const end = tops.at(-1) ?? TOP;
  const outside = lanes[0]?.dots.filter((dot) => !isInside(dot)).length ?? 0;
  const said = [
    props.note,
    each > 1 ? props.each(each) : undefined,
    outside > 0 ? props.beyond(outside) : undefined,
  ].filter((part) => part !== undefined);
  return (
    <Chart title={title} table={table} note={said.join(" · ") || undefined}>
      <div ref={box}>
        <svg width={width} height={end + BOTTOM} role="img" aria-label={title}>
          {band && (
            <rect
              class="strip-band"
              x={x(Math.max(low, band[0]))}
              width={Math.max(0, x(Math.min(high, band[1])) - x(Math.max(low, band[0])))}
              y={TOP}
              height={end - TOP}
            />
          )}
          {x.ticks(Math.max(2, Math.floor(width / 110))).map((at) => (
            <text key={at} class="chart-text" x={x(at)} y={end + 16} text-anchor="middle">
              {tick(at)}
            </text>
          ))}
          <line class="strip-mark" x1={x(mark.value)} x2={x(mark.value)} y1={TOP - 4} y2={end} />
          <text class="chart-text chart-strong" x={x(mark.value)} y={13} text-anchor="middle">
            {mark.label}
          </text>
          {lanes.map((lane, at) => (
            <g key={lane.key}>
              <line class="chart-grid" x1={left} x2={width} y1={tops[at + 1]} y2={tops[at + 1]} />
              {lanes.length > 1 && (
                <text class="chart-text chart-name" x={0} y={(tops[at + 1] ?? 0) - 8}>
                  {cut(lane.name, left)}
                </text>
              )}
              {(placed[at] ?? []).flatMap((stack) =>
                standing(stack, each).map((dot, level) => (
                  <circle
                    key={dot.key}
                    class={`strip-dot tone-${dot.tone}`}
                    cx={stack.at}
                    cy={(tops[at + 1] ?? 0) - RADIUS - 1 - level * (2 * RADIUS + 1)}
                    r={RADIUS}
                    onClick={onOpen && each === 1 ? () => onOpen(dot.key) : undefined}
                  >
                    <title>{`${dot.name} ${dot.label}`}</title>
                  </circle>
                )),
              )}
            </g>
          ))}
        </svg>
      </div>
    </Chart>
  );
}

type Stack = { readonly at: number; readonly dots: readonly Dot[] };

/** Ends so that most dots have room; the few far ones are counted in words instead. */
function reachOf(values: readonly number[], mark: number): [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? mark;
  const [least, most] = sorted.length > 40 ? [at(0.005), at(0.995)] : [at(0), at(1)];
  const room = Math.max(most - least, Math.abs(mark) * 0.2, 0.000_1) * 0.04;
  return [Math.min(mark, least) - room, Math.max(mark, Math.min(most, mark * 4)) + room];
}

function stacked(
  dots: readonly Dot[],
  x: (value: number) => number,
  left: number,
  bins: number,
): Stack[] {
  const width = 2 * RADIUS;
  const groups = new Map<number, Dot[]>();
  for (const dot of dots) {
    const bin = Math.min(bins, Math.floor((x(dot.value) - left) / width));
    const group = groups.get(bin);
    if (group) group.push(dot);
    else groups.set(bin, [dot]);
  }
  return [...groups].map(([bin, inside]) => ({ at: left + (bin + 0.5) * width, dots: inside }));
}

function eachOf(stacks: readonly Stack[]): number {
  const most = Math.max(0, ...stacks.map(({ dots }) => dots.length));
  return Math.ceil(most / STACK_MAX);
}

/** Every n-th dot of a place, at least one. */
function standing({ dots }: Stack, each: number): readonly Dot[] {
  return each === 1 ? dots : dots.filter((_, at) => at % each === 0);
}

function laneHeight(stacks: readonly Stack[], each: number): number {
  const most = Math.max(1, ...stacks.map((stack) => standing(stack, each).length));
  return Math.max(LANE_MIN, most * (2 * RADIUS + 1) + 8);
}

/** Chinese characters are twice as wide. */
function cut(name: string, pixels: number): string {
  let used = 12;
  const letters = Array.from(name);
  const over = letters.findIndex((letter) => (used += letter > "\u2e80" ? 12 : 6.6) > pixels);
  return over < 0 ? name : `${letters.slice(0, Math.max(1, over - 1)).join("")}…`;
}
