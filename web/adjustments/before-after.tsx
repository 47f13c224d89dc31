import { scaleLinear } from "d3-scale";
import { Chart } from "../charts/figure.tsx";
import { useWidth } from "../charts/width.ts";
import { approximate, exactMoney, money } from "../format.ts";
import { words } from "../messages/messages.ts";
import { difference, signedMoney } from "./text.ts";

export type Pair = {
  readonly key: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
};
type PairsProps = {
  readonly title: string;
  readonly pairs: readonly Pair[];
  readonly currency: string | null;
  readonly note?: string;
};

const ROW = 40;
const BAR = 9;

/** Two bars a row: what it was, and what it becomes below it; the difference stands behind. */
export function BeforeAfter({ title, pairs, currency, note = "" }: PairsProps) {
  const w = words("adjustments").radius;
  const [box, width] = useWidth(520);
  const left = Math.min(130, Math.floor(width * 0.28));
  const most = Math.max(...pairs.flatMap((p) => [approximate(p.before), approximate(p.after)]), 1);
  const x = scaleLinear()
    .domain([0, most])
    .range([left, width - 86]);
  const table = {
    heads: [w.name, w.before, w.after, w.change],
    rows: pairs.map(({ name, before, after }) => [
      name,
      exactMoney(before, currency),
      exactMoney(after, currency),
      exactMoney(difference(before, after), currency),
    ]),
  };
  return (
    <Chart title={title} table={table} note={note}>
      <div ref={box}>
        <svg width={width} height={pairs.length * ROW + 4} role="img" aria-label={title}>
          {pairs.map(({ key, name, before, after }, at) => (
            <g key={key} transform={`translate(0 ${at * ROW})`}>
              <text class="chart-text chart-name" x={left - 8} y={25} text-anchor="end">
                {fitted(name, left - 10)}
              </text>
              <Bar look="pair-before" x0={left} x1={x(Math.max(0, approximate(before)))} y={10} />
              <Bar look="pair-after" x0={left} x1={x(Math.max(0, approximate(after)))} y={21} />
              <text
                class="chart-text chart-strong"
                x={x(Math.max(0, approximate(before), approximate(after))) + 6}
                y={25}
              >
                {signedMoney(difference(before, after), currency)}
                <title>{`${money(before, currency)} → ${money(after, currency)}`}</title>
              </text>
            </g>
          ))}
        </svg>
        <p class="pair-legend small muted">
          <span class="pair-key pair-key-before" aria-hidden="true" /> {w.before}
          <span class="pair-key pair-key-after" aria-hidden="true" /> {w.after}
        </p>
      </div>
    </Chart>
  );
}

type BarProps = {
  readonly look: string;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
};

function Bar({ look, x0, x1, y }: BarProps) {
  return <rect class={look} x={x0} y={y} width={Math.max(1, x1 - x0)} height={BAR} rx={2} />;
}

/** A name cut to the room it has; the table has it whole. */
function fitted(name: string, pixels: number): string {
  const letters = Array.from(name);
  let used = 0;
  for (const [at, letter] of letters.entries()) {
    used += letter > "\u2e80" ? 12 : 6.8;
    if (used > pixels) return `${letters.slice(0, Math.max(1, at - 1)).join("")}…`;
  }
  return name;
}
