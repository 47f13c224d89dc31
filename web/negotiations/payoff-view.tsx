import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { useState } from "preact/hooks";
import { formatRate } from "../../workers/lib/rate.ts";
import { readAmount } from "../amount-text.ts";
import { Chart } from "../charts/figure.tsx";
import { useWidth } from "../charts/width.ts";
import { approximate, exact, money, percent, short } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Field } from "../ui/field.tsx";
import { Note } from "../ui/state.tsx";
import type { Round } from "./model.ts";
import { payoffCurve, type Curve } from "./payoff-curve.ts";

export type PayoffProps = {
  readonly payoff: Round["payoff"];
  readonly objective: string;
  readonly currency: string | null;
};

/** How a plan pays for statements, and what the reader's own case makes of it. */
export function PayoffView({ payoff, objective, currency }: PayoffProps) {
  const w = words("negotiations").payoff;
  const whole = String(wholeOf(objective));
  const about = (percentage: bigint) => String((BigInt(whole) * percentage) / 100n);
  const [asked, setAsked] = useState(whole);
  const [low, setLow] = useState(about(70n));
  const [middle, setMiddle] = useState(about(95n));
  const [high, setHigh] = useState(about(120n));
  if (payoff.kind === "none") return null;
  const read = wholeOf;
  const spread = { low: read(low), middle: read(middle), high: read(high) };
  const isOrdered = spread.low <= spread.middle && spread.middle < spread.high;
  const full = payoff.kind === "joint" ? { ...payoff, floor: payoff.floor ?? false } : payoff;
  const curve = isOrdered ? payoffCurve(full, read(asked), spread) : null;
  return (
    <div class="stack">
      <Rules payoff={payoff} curve={curve} />
      <fieldset class="stack">
        <legend class="field-label">{w.simulator}</legend>
        <div class="joint-terms">
          <Field label={w.objective} value={asked} onInput={setAsked} numeric inputMode="decimal" />
          <Field label={w.low} value={low} onInput={setLow} numeric inputMode="decimal" />
          <Field label={w.middle} value={middle} onInput={setMiddle} numeric inputMode="decimal" />
          <Field label={w.high} value={high} onInput={setHigh} numeric inputMode="decimal" />
        </div>
      </fieldset>
      {curve && <CurveChart curve={curve} currency={currency} isShare={payoff.kind === "gonik"} />}
      <p class="muted small">{w.frozen}</p>
    </div>
  );
}

/** Whole units are enough for a drawing; what is no number is 0. */
function wholeOf(text: string): bigint {
  const amount = readAmount(text);
  return amount.ok ? BigInt(amount.plain.split(".")[0] ?? "0") : 0n;
}

function Rules({ payoff, curve }: Pick<PayoffProps, "payoff"> & { readonly curve: Curve | null }) {
  const w = words("negotiations").payoff;
  if (payoff.kind === "gonik")
    return (
      <>
        <p>
          <b>{w.gonik.lead}</b> {w.gonik.rule} {w.gonik.best}
        </p>
        <Note tone="warn">{w.gonik.budget}</Note>
      </>
    );
  const floor = payoff.kind === "joint" && payoff.floor;
  return (
    <>
      <p>
        <b>{w.joint.lead}</b> {w.joint.rule}{" "}
        {curve && w.joint.best(percent(formatRate(curve.above, 6)))}
      </p>
      {floor && <Note tone="warn">{w.joint.floor}</Note>}
    </>
  );
}

const HEIGHT = 220;
const EDGE = { left: 12, right: 16, top: 20, bottom: 28 };

type ChartProps = {
  readonly curve: Curve;
  readonly currency: string | null;
  readonly isShare: boolean;
};

function CurveChart({ curve: { points, best }, currency, isShare }: ChartProps) {
  const w = words("negotiations").payoff;
  const [box, width] = useWidth(560);
  const at = ({ stated }: { stated: bigint }) => approximate(`${stated}`);
  const pays = points.map(({ pay }) => pay);
  const x = scaleLinear()
    .domain([at(points[0] ?? { stated: 0n }), at(points.at(-1) ?? { stated: 1n })])
    .range([EDGE.left, width - EDGE.right]);
  const y = scaleLinear()
    .domain([Math.min(...pays), Math.max(...pays)])
    .range([HEIGHT - EDGE.bottom, EDGE.top]);
  const path = line<(typeof points)[number]>()
    .x((point) => x(at(point)))
    .y(({ pay }) => y(pay));
  const top = points.reduce((a, b) =>
    Math.abs(at(b) - at({ stated: best })) < Math.abs(at(a) - at({ stated: best })) ? b : a,
  );
  const shown = (pay: number) => (isShare ? percent(String(pay)) : short(String(Math.floor(pay))));
  const title = w.chart(money(`${best}`, currency));
  const rows = points
    .filter((_, index) => index % 6 === 0)
    .map(({ stated, pay }) => [exact(`${stated}`), shown(pay)]);
  return (
    <Chart title={title} table={{ heads: [w.stated, w.expected], rows }}>
      <div ref={box}>
        <svg width={width} height={HEIGHT} role="img" aria-label={title}>
          <path class="curve-line" d={path([...points]) ?? ""} />
          <circle class="curve-best" cx={x(at({ stated: best }))} cy={y(top.pay)} r={5} />
          <text
            class="chart-text chart-strong"
            x={x(at({ stated: best }))}
            y={Math.max(12, y(top.pay) - 10)}
            text-anchor="middle"
          >
            {`${w.you} ${short(`${best}`)}`}
          </text>
          <text class="chart-text" x={EDGE.left} y={HEIGHT - 8}>
            {short(`${points[0]?.stated ?? 0n}`)}
          </text>
          <text class="chart-text" x={width - EDGE.right} y={HEIGHT - 8} text-anchor="end">
            {short(`${points.at(-1)?.stated ?? 0n}`)}
          </text>
        </svg>
      </div>
    </Chart>
  );
}
