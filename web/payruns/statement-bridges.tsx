import { isZero, minus } from "../../workers/incentives/exact.ts";
import { formatRate, type Rate } from "../../workers/lib/rate.ts";
import { exact } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Veiled } from "../ui/veil.tsx";
import { type Bridge, bridgesOf, heldOf } from "./differences.ts";
import { inWords, periodName } from "./names.ts";
import type { TracedLine } from "./statement-model.ts";
import { inMoney } from "./statement-words.ts";
import type { StatementPage } from "./wire.ts";

type Props = {
  readonly page: StatementPage;
  readonly line: TracedLine;
  readonly lines: readonly TracedLine[];
};

/** Beside a line's steps: how its figures lead to those of the attainment page, each part with its size. */
export function Bridges({ page, line, lines }: Props) {
  const w = words("statement").bridge;
  const bridges = bridgesOf(line, page.compared);
  const held = heldOf(line, lines);
  if (bridges.length === 0 && held === 0n) return null;
  return (
    <div class="st-bridges">
      <h3>{w.title}</h3>
      {bridges.map((bridge, at) => (
        <dl key={at} class="st-equation">
          <Row name={startOf(bridge)} value={figure(bridge.shown)} />
          {bridge.parts.map(({ kind, size }) => (
            <Row key={kind} name={w.parts[kind] ?? ""} value={signed(size)} />
          ))}
          <Row name={w.used[bridge.of]} value={figure(bridge.used)} isSum />
        </dl>
      ))}
      {held !== 0n && (
        <p class="muted">
          <Veiled>{held > 0n ? w.held(inMoney(page, held)) : w.letGo(inMoney(page, -held))}</Veiled>
        </p>
      )}
    </div>
  );
}

/** What the page shows, named by its metric and days. */
export function startOf({ of, compared }: Bridge): string {
  const w = words("statement").bridge;
  if (of === "target" || !compared) return w.committed;
  return w.shown(inWords(compared.metric.name), periodName(compared.days));
}

export function figure(value: Rate): string {
  return exact(formatRate(value, 2));
}

function signed(value: Rate): string {
  return (value.num > 0n ? "+" : "") + figure(value);
}

type RowProps = { readonly name: string; readonly value: string; readonly isSum?: boolean };

function Row({ name, value, isSum = false }: RowProps) {
  return (
    <div class={isSum ? "is-sum" : undefined}>
      <dt>{name}</dt>
      <dd class="num">
        <Veiled>{value}</Veiled>
      </dd>
    </div>
  );
}

/** One sentence of a bridge, for the statement as a whole. */
export function bridgeSentence(name: string, { of, shown, used, parts }: Bridge): string {
  const w = words("statement").bridge;
  const gap = minus(used, shown);
  const why = parts.map(({ kind }) => w.parts[kind]).join(w.and);
  return isZero(gap)
    ? w.evens[of](name, figure(used), why)
    : w.differs[of](name, figure(used), figure(shown), signed(gap), why);
}
