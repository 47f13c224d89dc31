import { useLocation } from "preact-iso";
import { useEffect, useMemo } from "preact/hooks";
import { addDays, day as asDay } from "../../workers/lib/day.ts";
import { may } from "../auth/session.ts";
import { day, moment } from "../format.ts";
import { language } from "../messages/language.ts";
import { words } from "../messages/messages.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Icon } from "../ui/icon.tsx";
import { EmptyState, ErrorState, Skeleton } from "../ui/state.tsx";
import { When } from "../ui/when.tsx";
import { inWords, periodName } from "./names.ts";
import "./payruns.css";
import { auditModel, type PeriodsModel, periodsModel } from "./run-model.ts";
import { StateMarks } from "./state-steps.tsx";
import type { Period, RunPlan } from "./wire.ts";

/** Every plan's pay periods: how far each is, and what comes next for whom. */
export function PeriodsTab() {
  const model = useMemo(periodsModel, []);
  useEffect(() => void model.state.load(), [model]);
  const w = words("payruns").periods;
  return (
    <div class="stack">
      {model.problem.value && <ErrorState problem={model.problem.value} inline />}
      <When of={model.state} waiting={<Skeleton lines={8} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon="clock"
              title={w.none.title}
              action={<ButtonLink href="/incentives?tab=plans">{w.none.action}</ButtonLink>}
            >
              {w.none.text}
            </EmptyState>
          ) : (
            <>
              <Audited />
              {byPlan(items).map(([plan, periods]) => (
                <Card
                  key={plan.id}
                  title={<a href={`/incentives/plans/${plan.id}`}>{inWords(plan.name)}</a>}
                  sample={plan.sample}
                  flush
                >
                  <Periods plan={plan} periods={periods} model={model} />
                </Card>
              ))}
            </>
          )
        }
      </When>
    </div>
  );
}

/** Every statement is recomputed each night; what it found stands here before anybody asks. */
function Audited() {
  const audit = useMemo(auditModel, []);
  useEffect(() => void audit.load(), [audit]);
  const w = words("payruns").periods.audit;
  const now = audit.value.value;
  const last = now.state === "ready" ? now.body.items[0] : undefined;
  if (!last) return null;
  const isSame = last.differences === 0;
  return (
    <p class={isSame ? "run-readds" : "run-readds is-off"}>
      <Icon name={isSame ? "check" : "warn"} size={16} />
      {isSame ? w.same(last.statements) : w.differ(last.differences, last.statements)}
      <span class="muted"> · {moment(last.at)}</span>
    </p>
  );
}

function byPlan(items: readonly Period[]): [RunPlan, Period[]][] {
  const plans = new Map<string, [RunPlan, Period[]]>();
  for (const item of items) {
    const known = plans.get(item.plan.id);
    if (known) known[1].push(item);
    else plans.set(item.plan.id, [item.plan, [item]]);
  }
  return [...plans.values()];
}

type Props = {
  readonly plan: RunPlan;
  readonly periods: readonly Period[];
  readonly model: PeriodsModel;
};

function Periods({ plan, periods, model }: Props) {
  const w = words("payruns").periods;
  // One thing is next for a plan: its earliest period that is not paid yet.
  const first = periods.findLast(({ run, over }) => over && run?.state !== "paid");
  return (
    <ul class="period-list" aria-label={w.caption(inWords(plan.name))}>
      {periods.map((row) => (
        <li key={row.from} class={row === first ? "is-next" : undefined}>
          <strong class="period-name">{periodName(row)}</strong>
          <StateMarks state={row.run?.state ?? null} />
          <span class="period-due muted">
            {row.payDate ? words("payruns").run.due(day(row.payDate, "short")) : ""}
          </span>
          <span class="period-next">
            <Next of={row} />
          </span>
          <span class="period-do">
            <Do of={row} model={model} primary={row === first} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Next({ of }: { readonly of: Period }) {
  const w = words("payruns").periods;
  const { action, refused } = of.next;
  if (refused?.code === "pay_run/not_over")
    return <span class="muted">{w.from(day(of.until, "short"))}</span>;
  if (refused) return <span class="muted">{refused.messages[language.value]}</span>;
  if (action === null) return null;
  if (action === "wait")
    return <span class="muted">{w.notOver(day(addDays(asDay(of.until), -1), "short"))}</span>;
  return <>{w.actions[action]}</>;
}

type DoProps = { readonly of: Period; readonly model: PeriodsModel; readonly primary: boolean };

function Do({ of, model, primary }: DoProps) {
  const w = words("payruns").periods;
  const { route } = useLocation();
  const kind = primary ? "primary" : "plain";
  if (of.run)
    return (
      <ButtonLink
        kind={kind}
        size="s"
        href={`/incentives/runs/${of.run.id}`}
        label={`${w.open} ${periodName(of)}`}
      >
        {w.open}
      </ButtonLink>
    );
  if (of.next.action !== "begin" || of.next.refused !== null || !may("incentives.run")) return null;
  const begin = async () => {
    const page = await model.begin(of);
    if (page) route(page);
  };
  return (
    <Button
      kind={kind}
      size="s"
      busy={model.busy.value === of.plan.id + of.from}
      onClick={() => void begin()}
    >
      {w.actions["begin"]}
    </Button>
  );
}
