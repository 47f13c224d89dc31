import { useEffect, useMemo, useState } from "preact/hooks";
import { me } from "../auth/session.ts";
import { day, exactMoney, moment, percent } from "../format.ts";
import { language } from "../messages/language.ts";
import { loadWords, words } from "../messages/messages.ts";
import { MyPlanLater } from "../payplans/my-plan-later.ts";
import { later } from "../reports/later.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState, Note, Skeleton } from "../ui/state.tsx";
import { EyeToggle, Veiled } from "../ui/veil.tsx";
import { When } from "../ui/when.tsx";
import { type Earnings as Body, earningsModel, type Estimate } from "./model.ts";
import { climbOf, type Climb } from "./next-tier.ts";
import { shownOf } from "./now-shown.ts";
import { OwnDisputes } from "./own-disputes.tsx";
import { PastStatements } from "./past.tsx";
import "./earnings.css";

const WhatIf = later(() => import("../incentives/what-if-view.tsx").then((m) => m.WhatIf));
const OwnAwards = later(() => import("../awards/own-awards.tsx").then((m) => m.OwnAwards));

export type EarningsProps = { readonly person: string; readonly name: string };

/** What the reader earns: this period so far, what the next deal brings, what was paid, what is disputed. */
export function Earnings({ person, name }: EarningsProps) {
  const model = useMemo(() => earningsModel(person), [person]);
  const [here, setHere] = useState(false);
  useEffect(() => {
    void model.now.load();
    void model.past.load();
    void loadWords(["earnings", "whatif", "disputes", "awards"]).then(() => setHere(true));
  }, [model]);
  if (!here) return null;
  const w = words("earnings");
  const own = me().person === person;
  return (
    <section class="stack earnings" id="pay">
      <Card
        title={own ? w.title : w.titleOf(name)}
        aside={<EyeToggle label={w.hide} />}
        class="earnings-card"
      >
        <When of={model.now} waiting={<Skeleton lines={5} />}>
          {(body) => <Now body={body} person={person} />}
        </When>
      </Card>
      <div id="plan">
        <MyPlanLater person={person} />
      </div>
      <PastStatements of={model.past} person={person} />
      <OwnDisputes person={person} />
      <OwnAwards person={person} />
    </section>
  );
}

function Now({ body, person }: { readonly body: Body; readonly person: string }) {
  const w = words("earnings");
  const shown = shownOf(body);
  if (shown.kind === "none" || shown.kind === "nothing")
    return (
      <EmptyState icon="mine" title={w[shown.kind].title}>
        {w[shown.kind].text}
      </EmptyState>
    );
  if (shown.kind === "flawed")
    return (
      <Note tone="warn">
        {w.flaws} {shown.flaw.messages[language.value]}
      </Note>
    );
  const { now, plan, period } = shown;
  const { trace, input, last } = body;
  const document = input?.plans.at(-1);
  const climb = document && trace ? climbOf(document, now.lines, trace) : null;
  return (
    <div class="stack">
      <Hero now={now} plan={plan.name[language.value]} period={period} at={body.calculatedAt} />
      {climb && <Tier climb={climb} currency={document?.currency ?? now.currency} />}
      <Buckets now={now} paid={last?.paid ?? null} />
      {input ? <Trying body={body} person={person} /> : <p class="small muted">{w.hiddenInput}</p>}
    </div>
  );
}

type HeroProps = {
  readonly now: Estimate;
  readonly plan: string;
  readonly period: { readonly from: string; readonly until: string };
  /** When it was computed; null: just now. */
  readonly at: number | null;
};

function Hero({ now, plan, period, at }: HeroProps) {
  const w = words("earnings");
  return (
    <div class="earnings-hero">
      <span class="figure-label">{w.earned}</span>
      <strong class="earnings-sum num">
        <Veiled>{exactMoney(now.earned, now.currency)}</Veiled>
      </strong>
      <span class="small muted">
        {plan} · {day(period.from, "month")}
        {now.payDate !== null && ` · ${w.payDate(day(now.payDate, "short"))}`}
      </span>
      <span class="small muted">{at === null ? w.earnedHint : w.asOf(moment(at))}</span>
    </div>
  );
}

/** How far it is to the next tier, as a bar with its words. */
function Tier({ climb, currency }: { readonly climb: Climb; readonly currency: string }) {
  const w = words("earnings").tier;
  const sum = (units: bigint) => exactMoney(String(units), currency);
  const shown = (rate: string) => (/^×|%$/.test(rate) ? rate : percent(rate, 2));
  const { at, bound, missing, rate, nextRate } = climb;
  return (
    <div class="earnings-tier">
      <p class="earnings-tier-words">
        {missing !== null && nextRate !== null ? (
          <b>{w.next(sum(missing), shown(nextRate))}</b>
        ) : (
          <b>{w.top(shown(rate))}</b>
        )}
        <span class="muted"> {w.rate(shown(rate))}</span>
      </p>
      {bound !== null && (
        <>
          <progress
            value={Number((at * 1_000n) / (bound === 0n ? 1n : bound))}
            max={1_000}
            aria-label={w.progress(sum(at), sum(bound))}
          />
          <p class="small muted">{w.progress(sum(at), sum(bound))}</p>
        </>
      )}
    </div>
  );
}

function Buckets({ now, paid }: { readonly now: Estimate; readonly paid: string | null }) {
  const w = words("earnings").buckets;
  const shown = (amount: string) => exactMoney(amount, now.currency);
  const rows: readonly (readonly [string, string])[] = [
    [w.payable, now.payable],
    [w.pending, now.pending],
    ...(paid === null ? [] : [[w.paid, paid] as const]),
    ...(now.basePay === null ? [] : [[w.basePay, now.basePay] as const]),
    ...(/[1-9]/.test(now.debt) ? [[w.debt, now.debt] as const] : []),
  ];
  return (
    <dl class="earnings-buckets">
      {rows.map(([label, amount]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class="num">
            <Veiled>{shown(amount)}</Veiled>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The slider is fetched when it is asked for: it brings the engine. */
function Trying({ body, person }: { readonly body: Body; readonly person: string }) {
  const w = words("earnings");
  const [open, setOpen] = useState(false);
  const { input, period } = body;
  const { today } = me();
  if (!input || !period) return null;
  if (!open)
    return (
      <div class="row">
        <Button icon="arrowUp" onClick={() => setOpen(true)}>
          {w.whatIf}
        </Button>
      </div>
    );
  const currency = input.plans.at(-1)?.currency ?? "CNY";
  return (
    <section class="stack stack-s earnings-try">
      <h3>{w.whatIf}</h3>
      <WhatIf input={input} person={person} today={today} currency={currency} />
    </section>
  );
}
