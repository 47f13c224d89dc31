// An advance on earnings: E below D pays D and owes the rest; from D on it repays min(balance, r x (E - D)).
import type { Case } from "./case.ts";
import type { Money } from "./evaluate.ts";
import { mul, type Q, q, read, roundTo } from "./fraction.ts";
import type { Span } from "./time.ts";

type Draw = NonNullable<Case["plan"]["draw"]>;
type Asked = { readonly payable: bigint; readonly period: Span; readonly there: Q };

export function drawnOf(rule: Draw | undefined, asked: Asked, money: Money): bigint {
  if (!rule) return asked.payable;
  const earnings = asked.payable < 0n ? 0n : asked.payable;
  // What is below 0 went to payroll as it is; the draw looks at earnings of 0 or more.
  const below = asked.payable - earnings;
  const { from } = asked.period;
  const isOn = from >= (rule.from ?? "") && from < (rule.until ?? "9999-12-31");
  const amount = isOn ? sumOf(rule.amount, asked.there) : 0n;
  const isOver = rule.until !== undefined && from >= rule.until;
  if (isOver && rule.after.kind === "forgiven") money.draw = 0n;
  if (earnings < amount) return advanced(rule, earnings, amount - earnings, money) + below;
  const share = () => {
    if (isOn) return rule.repay ?? "1";
    return isOver && rule.after.kind === "repaid" ? rule.after.share : "0";
  };
  if (!rule.recoverable || from < (rule.repayFrom ?? "")) return asked.payable;
  const room = roundTo(mul(q(earnings - amount), read(share())), 1n, "toward_zero");
  const repaid = money.draw < room ? money.draw : room;
  money.draw -= repaid;
  return asked.payable - repaid;
}

/** What is lacking is owed up to the balance's cap; beyond it is given, or not advanced. */
function advanced(rule: Draw, earnings: bigint, lacking: bigint, money: Money): bigint {
  if (!rule.recoverable) return earnings + lacking;
  const { balanceCap } = rule;
  const room = balanceCap === undefined ? lacking : minorOf(balanceCap.amount) - money.draw;
  const owed = lacking < room ? lacking : room > 0n ? room : 0n;
  money.draw += owed;
  return earnings + (balanceCap?.beyond === "not_advanced" ? owed : lacking);
}
const minorOf = (text: string) => roundTo(mul(read(text), q(100)), 1n, "half_away");

/** Of a period that the person is there for in part only that part, in minor units. */
export function sumOf(text: unknown, there: Q): bigint {
  if (typeof text !== "string") throw new Error("the oracle knows plain sums");
  return roundTo(mul(mul(read(text), q(100)), there), 1n, "half_away");
}
