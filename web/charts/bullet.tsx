import { Chart, type TableOf } from "./figure.tsx";
import { useWidth } from "./width.ts";

export type BulletProps = {
  readonly title: string;
  readonly table: TableOf;
  readonly note?: string;
  /** Positions only; what is shown stands in the labels. */
  readonly actual: number;
  readonly target: number;
  readonly expected: number | null;
  readonly labels: {
    readonly actual: string;
    readonly target: string;
    readonly expected: string | null;
  };
  readonly tone: "good" | "warn" | "bad" | "neutral";
};

const HEIGHT = 84;
const BAR = { y: 34, height: 18 };

/** One bar against its target, with a mark where the working days so far say it should be. */
export function Bullet(props: BulletProps) {
  const { actual, target, expected, labels } = props;
  const [box, width] = useWidth(340);
  const most = Math.max(target, actual, 1) * (actual > target ? 1.06 : 1);
  // A rule of three: the phone's first page is spared a library of scales.
  const at = (value: number) => Math.max(0, Math.min(1, value / most)) * (width - 2);
  const pace = expected === null ? null : at(expected);
  // Far above its target, or without one, the bar's own figure moves to the right: the two never meet.
  const isFar = at(target) < width / 2;
  return (
    <Chart title={props.title} table={props.table} note={props.note} class="bullet">
      <div ref={box}>
        <svg width={width} height={HEIGHT} role="img" aria-label={props.title}>
          <rect
            class="bullet-track"
            x={0}
            y={BAR.y}
            width={at(target)}
            height={BAR.height}
            rx={4}
          />
          <rect
            class={`bullet-bar tone-${props.tone}`}
            x={0}
            y={BAR.y + 4}
            width={Math.max(2, at(actual))}
            height={BAR.height - 8}
            rx={3}
          />
          <line
            class="bullet-target"
            x1={at(target)}
            x2={at(target)}
            y1={BAR.y - 4}
            y2={BAR.y + 22}
          />
          <text class="chart-text" x={at(target)} y={20} text-anchor={isFar ? "start" : "end"}>
            {labels.target}
          </text>
          {pace !== null && (
            <>
              <path class="bullet-pace" d={`M${pace} ${BAR.y + BAR.height - 1}l6 9h-12z`} />
              <text
                class="chart-text"
                x={Math.min(width - 4, Math.max(4, pace))}
                y={HEIGHT - 6}
                text-anchor={anchorAt(pace, width)}
              >
                {labels.expected}
              </text>
            </>
          )}
          <text
            class="chart-text chart-strong"
            x={isFar ? width - 2 : 0}
            y={20}
            text-anchor={isFar ? "end" : "start"}
          >
            {labels.actual}
          </text>
        </svg>
      </div>
    </Chart>
  );
}

function anchorAt(x: number, width: number): "start" | "middle" | "end" {
  return x < 60 ? "start" : x > width - 60 ? "end" : "middle";
}
