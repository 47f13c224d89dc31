import { exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Icon } from "../ui/icon.tsx";
import { Veiled } from "../ui/veil.tsx";
import { isNothing, minus } from "./names.ts";
import { readds } from "./people-list.ts";
import type { Row, Run, Totals } from "./wire.ts";

/** The four buckets of a run in each currency, beside the last run and the last calculation. */
export function RunTotals({ run, rows }: { readonly run: Run; readonly rows: readonly Row[] }) {
  const w = words("payruns").run;
  const isWhole = rows.length > 0 && readds(run.totals, rows);
  return (
    <section class="run-totals" aria-label={w.totals.title}>
      {run.totals.map((totals) => (
        <Buckets
          key={totals.currency}
          totals={totals}
          isPaid={run.state === "paid"}
          before={sameCurrency(run.before, totals)}
          last={sameCurrency(run.last?.totals ?? null, totals)}
        />
      ))}
      {run.totals
        .filter(({ advanced }) => !isNothing(advanced))
        .map(({ currency, scale, pay, advanced }) => (
          <p key={currency} class="run-advanced num">
            <Veiled>
              {w.totals.advanced(
                exactMoney(advanced, currency),
                exactMoney(minus(pay, advanced, scale), currency),
              )}
            </Veiled>
          </p>
        ))}
      {rows.length > 0 && (
        <p class={isWhole ? "run-readds" : "run-readds is-off"}>
          <Icon name={isWhole ? "check" : "warn"} size={16} />
          {isWhole ? w.totals.readds(rows.length) : w.totals.off}
          {run.last && <span class="muted"> · {w.totals.lastChanged(run.last.changed)}</span>}
        </p>
      )}
    </section>
  );
}

function sameCurrency(all: readonly Totals[] | null, { currency }: Totals): Totals | null {
  return all?.find((each) => each.currency === currency) ?? null;
}

const BUCKETS = ["earned", "pending", "payable", "pay"] as const;

type BucketsProps = {
  readonly totals: Totals;
  readonly isPaid: boolean;
  readonly before: Totals | null;
  readonly last: Totals | null;
};

function Buckets({ totals, isPaid, before, last }: BucketsProps) {
  const w = words("payruns").run.totals;
  const { currency, scale } = totals;
  return (
    <dl class="buckets">
      {BUCKETS.map((key) => (
        <div key={key} class={key === "pay" ? "bucket is-pay" : "bucket"}>
          <dt>{key === "pay" && isPaid ? w.paid : w[key]}</dt>
          <dd class="bucket-amount num">
            <Veiled>{exactMoney(totals[key], currency)}</Veiled>
          </dd>
          {before && (
            <dd class="bucket-than">
              <Change by={minus(totals[key], before[key], scale)} currency={currency} />
              <span class="muted">{w.before}</span>
            </dd>
          )}
          {last && last[key] !== totals[key] && (
            <dd class="bucket-than">
              <Change by={minus(totals[key], last[key], scale)} currency={currency} />
              <span class="muted">{w.last}</span>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

/** A difference with its sign: more is no better than less, so it has no colour. */
export function Change({ by, currency }: { readonly by: string; readonly currency: string }) {
  const w = words("payruns").run.totals;
  if (isNothing(by)) return <span class="muted">{w.unchanged}</span>;
  const sign = by.startsWith("-") ? "" : "+";
  return (
    <span class="num">
      <Veiled>{sign + exactMoney(by, currency)}</Veiled>
    </span>
  );
}
