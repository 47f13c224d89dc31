import type { ComponentChildren } from "preact";
import { formatMinor } from "../../workers/lib/money.ts";
import { day, exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Veiled } from "../ui/veil.tsx";
import { isNothing, minus } from "./names.ts";
import { groupOf } from "./line-groups.ts";
import type { TracedLine } from "./statement-model.ts";
import type { StatementPage } from "./wire.ts";

type Props = { readonly page: StatementPage; readonly lines: readonly TracedLine[] };

/** The one number, and the sum that leads to it; every step of the sum re-adds. */
export function StatementSums({ page, lines }: Props) {
  const w = words("statement").sums;
  const { statement, currency } = page;
  const { scale } = statement;
  const sum = (group: ReturnType<typeof groupOf>) =>
    formatMinor(
      lines
        .filter(({ kind }) => groupOf(kind) === group)
        .reduce((all, { amount }) => all + amount, 0n),
      scale,
    );
  const [released, settled] = [sum("released"), sum("settled")];
  const money = (text: string) => <Veiled>{exactMoney(text, currency)}</Veiled>;
  return (
    <section class="st-sums" aria-label={w.title}>
      <div class="st-hero">
        <span class="st-hero-label">{w.pay}</span>
        <strong class="st-hero-amount num">{money(statement.pay)}</strong>
        {statement.payDate && (
          <span class="muted">{words("statement").payDate(day(statement.payDate))}</span>
        )}
      </div>
      <dl class="st-equation">
        <Row name={w.earned} value={money(statement.earned)} />
        {!isNothing(released) && (
          <Row name={released.startsWith("-") ? w.held : w.let} value={money(released)} />
        )}
        <Row name={w.payable} value={money(statement.payable)} strong />
        {!isNothing(settled) && <Row name={w.settled} value={money(settled)} />}
        <Row name={w.pay} value={money(statement.pay)} strong />
      </dl>
      <dl class="st-equation is-beside">
        {!isNothing(statement.advanced) && (
          <>
            <Row name={w.advanced} value={money(statement.advanced)} />
            <Row name={w.rest} value={money(minus(statement.pay, statement.advanced, scale))} />
          </>
        )}
        <Row name={w.pending} value={money(statement.pending)} />
        <Row name={w.paid} value={money(statement.paid)} />
        {statement.basePay !== null && <Row name={w.base} value={money(statement.basePay)} />}
        {!isNothing(statement.debt) && <Row name={w.debt} value={money(statement.debt)} />}
        {!isNothing(statement.drawBalance) && (
          <Row name={w.draw} value={money(statement.drawBalance)} />
        )}
      </dl>
    </section>
  );
}

type RowProps = {
  readonly name: string;
  readonly value: ComponentChildren;
  readonly strong?: boolean;
};

function Row({ name, value, strong }: RowProps) {
  return (
    <div class={strong ? "is-sum" : undefined}>
      <dt>{name}</dt>
      <dd class="num">{value}</dd>
    </div>
  );
}
