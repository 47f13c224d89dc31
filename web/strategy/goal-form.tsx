import { useEffect, useMemo, useState } from "preact/hooks";
import type { Day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { formatMinor, parseMinor } from "../../workers/lib/money.ts";
import { formatRate, parseRate } from "../../workers/lib/rate.ts";
import { baseOf, grown } from "../../workers/strategy/growth-claim.ts";
import { nameFact } from "../../workers/strategy/said.ts";
import { smartCheck } from "../../workers/strategy/smart.ts";
import { growthOf } from "../../workers/targets/growth.ts";
import { plainAmount, readAmount } from "../amount-text.ts";
import { actionKey } from "../api.ts";
import { me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";
import { exactMoney } from "../format.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { Button } from "../ui/button.tsx";
import { Field, Select } from "../ui/field.tsx";
import { DayFields, FormDrawer, MetricSelect, OwnerSelect, UnitSelect } from "./form.tsx";
import { MixFields, type MixText } from "./mix-fields.tsx";
import {
  allMetrics,
  type Goal,
  lastDayOf,
  type OrphanPlan,
  type StrategyModel,
  type Theme,
  untilOf,
} from "./model.ts";
import { Proposal } from "./proposal.tsx";
import { SmartList } from "./smart-view.tsx";

type Props = {
  readonly model: StrategyModel;
  readonly themes: readonly Theme[];
  /** The goal to change; null makes a new one, of a plan where one is given. */
  readonly of: Goal | null;
  readonly plan?: OrphanPlan | null;
  readonly theme?: string;
  readonly onClose: () => void;
};

/** One number asked for, checked while it is typed; nothing but what cannot be kept is refused. */
export function GoalForm({ model, themes, of, plan = null, theme: usual = "", onClose }: Props) {
  const w = words("strategy");
  const draft = useDraft(of, plan, usual);
  const { now, set } = draft;
  const id = useMemo(() => newId<"goal">(nowMs.peek()), []);
  const key = useMemo(actionKey, []);
  const metric =
    of?.metric ?? plan?.metric ?? allMetrics.value.find((each) => each.id === now.metric);
  const scale = metric?.scale ?? 2;
  const currency = metric?.unit === "money" ? me().tenant.currency : null;
  const isFixed = of !== null || plan !== null;
  const body = bodyOf(now);
  const save = () =>
    of
      ? model.setGoal(of, body)
      : model.addGoal(
          { ...body, id, unit: now.unit, metric: now.metric, plan: plan?.id ?? null },
          key,
        );
  const open = themes.filter(({ ended, id: each }) => !ended || each === now.theme);
  return (
    <FormDrawer
      wide
      title={of ? w.goal.edit : w.goal.add}
      onClose={onClose}
      isComplete={now.name.trim() !== "" && readAmount(now.amount).ok}
      onSave={save}
      end={
        of && !of.ended
          ? { label: w.goal.end, go: () => model.setGoal(of, { ended: true }) }
          : undefined
      }
    >
      <Field
        label={w.goal.name}
        value={now.name}
        onInput={(name) => set({ name })}
        maxLength={120}
        autoFocus
      />
      <Field
        label={w.theme.nameEn}
        aside={w.goal.optional}
        value={now.nameEn}
        onInput={(nameEn) => set({ nameEn })}
        maxLength={120}
      />
      <Select
        label={w.goal.theme}
        value={now.theme}
        onChange={(theme) => set({ theme })}
        options={[
          { value: "", label: w.goal.noTheme },
          ...open.map((theme) => ({ value: theme.id, label: nameOf(theme) })),
        ]}
      />
      {!isFixed && (
        <div class="form-pair">
          <UnitSelect value={now.unit} onChange={(unit) => set({ unit })} />
          <MetricSelect value={now.metric} onChange={(to) => set({ metric: to })} />
        </div>
      )}
      <DayFields
        from={now.from}
        last={now.last}
        onFrom={(from) => set({ from })}
        onLast={(last) => set({ last })}
      />
      <AmountField
        label={w.goal.amount}
        value={now.amount}
        onInput={(amount) => set({ amount })}
        currency={currency}
        size="l"
      />
      {now.unit !== "" && metric && now.from !== "" && now.last !== "" && (
        <Proposal
          unit={now.unit}
          metric={metric.id}
          from={now.from as Day}
          until={untilOf(now.last) as Day}
          onTake={(amount) => set({ amount })}
          onMonths={draft.setMonths}
        />
      )}
      <div class="form-pair">
        <AmountField
          label={w.goal.base}
          hint={w.goal.baseHint}
          value={now.base}
          onInput={(base) => set({ base })}
          currency={currency}
        />
        <Field
          label={w.goal.growth}
          hint={w.goal.growthHint}
          value={now.growth}
          onInput={(growth) => set({ growth })}
          numeric
        />
      </div>
      <Third now={now} set={set} scale={scale} currency={currency} />
      <OwnerSelect
        unit={now.unit}
        now={of?.owner ?? null}
        value={now.owner}
        onChange={(owner) => set({ owner })}
      />
      <Field
        label={w.goal.source}
        hint={metric?.source ? w.goal.sourceHint(metric.source) : w.goal.sourceNone}
        value={now.source}
        onInput={(source) => set({ source })}
        maxLength={500}
      />
      {currency !== null && <MixFields parts={now.mix} onChange={(mix) => set({ mix })} />}
      {metric && (
        <Live
          now={now}
          metric={metric}
          theme={themes.find((t) => t.id === now.theme) ?? null}
          past={draft.past}
        />
      )}
    </FormDrawer>
  );
}

type Now = {
  readonly name: string;
  readonly nameEn: string;
  readonly theme: string;
  readonly unit: string;
  readonly metric: string;
  readonly from: string;
  readonly last: string;
  readonly amount: string;
  readonly base: string;
  readonly growth: string;
  readonly owner: string;
  readonly source: string;
  readonly mix: readonly MixText[];
};

function useDraft(of: Goal | null, plan: OrphanPlan | null, theme: string) {
  const year = me().today.slice(0, 4);
  const [now, setNow] = useState<Now>({
    name: of?.name ?? plan?.name ?? "",
    nameEn: of?.nameEn ?? "",
    theme: of?.theme ?? theme,
    unit: of?.unit.id ?? plan?.unit.id ?? "",
    metric: of?.metric.id ?? plan?.metric.id ?? "",
    from: of ? (of.from ?? "") : (plan?.from ?? `${year}-01-01`),
    last: of ? lastDayOf(of.until) : plan ? lastDayOf(plan.until) : `${year}-12-31`,
    amount: trimmed(of?.amount ?? plan?.amount ?? ""),
    base: trimmed(of?.base ?? ""),
    growth: of?.growth ?? "",
    owner: of?.owner?.id ?? "",
    source: of?.source ?? "",
    mix:
      of?.mix.map((part) => ({
        ...part,
        before: trimmed(part.before),
        planned: trimmed(part.planned),
      })) ?? [],
  });
  const [past, setPast] = useState<readonly bigint[] | null>(null);
  const set = (change: Partial<Now>) => setNow((before) => ({ ...before, ...change }));
  return { now, set, past, setMonths: setPast };
}

function trimmed(amount: string): string {
  return amount.replace(/\.0+$/, "");
}

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

function bodyOf(now: Now) {
  const base = orNull(now.base);
  return {
    name: now.name,
    nameEn: orNull(now.nameEn),
    theme: orNull(now.theme),
    amount: plainAmount(now.amount),
    base: base === null ? null : plainAmount(base),
    growth: orNull(now.growth),
    from: orNull(now.from) as Day | null,
    until: orNull(untilOf(now.last)) as Day | null,
    owner: orNull(now.owner),
    source: orNull(now.source),
    mix: now.mix.map((part) => ({
      ...part,
      before: plainAmount(part.before),
      planned: plainAmount(part.planned),
    })),
  };
}

type ThirdProps = {
  readonly now: Now;
  readonly set: (change: Partial<Now>) => void;
  readonly scale: number;
  readonly currency: string | null;
};

/** Value, base and growth: two of them make the third, offered and never filled in by itself. */
function Third({ now, set, scale, currency }: ThirdProps) {
  const w = words("strategy").goal;
  const units = (text: string) => {
    const read = text.trim() === "" ? null : parseMinor(plainAmount(text), scale);
    return read?.ok ? read.value : null;
  };
  const [amount, base] = [units(now.amount), units(now.base)];
  const growth = parseRate(now.growth);
  const offers: { readonly label: string; readonly change: Partial<Now> }[] = [];
  const offer = (what: string, shown: string, change: Partial<Now>) =>
    offers.push({ label: w.fill(what, shown), change });
  const text = (value: bigint) => trimmed(formatMinor(value, scale));
  if (amount !== null && base !== null && now.growth.trim() === "") {
    const implied = growthOf(base, amount);
    const percent =
      implied === null ? null : `${formatRate({ num: implied.num * 100n, den: implied.den }, 1)}%`;
    if (percent !== null) offer(w.growth, percent, { growth: percent });
  }
  if (growth !== null && base !== null && amount === null) {
    const value = text(grown(base, growth));
    offer(w.amount, exactMoney(value, currency), { amount: value });
  }
  if (growth !== null && amount !== null && now.base.trim() === "") {
    const value = baseOf(amount, growth);
    if (value !== null) offer(w.base, exactMoney(text(value), currency), { base: text(value) });
  }
  if (offers.length === 0) return null;
  return (
    <div class="row">
      {offers.map(({ label, change }) => (
        <Button key={label} size="s" onClick={() => set(change)}>
          {label}
        </Button>
      ))}
    </div>
  );
}

/** The server's days are days. */
function daysOf({ from, until }: Theme) {
  return { from: from as Day, until: until as Day };
}

type LiveProps = {
  readonly now: Now;
  readonly metric: Pick<Goal["metric"], "nameZh" | "nameEn" | "scale" | "source">;
  readonly theme: Theme | null;
  readonly past: readonly bigint[] | null;
};

/** The same check as the server's, on what is being typed. */
function Live({ now, metric, theme, past }: LiveProps) {
  const w = words("strategy").goal;
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (now.amount !== "") setOpen(true);
  }, [now.amount]);
  const body = bodyOf(now);
  const amount = parseMinor(body.amount, metric.scale);
  const base = body.base === null ? null : parseMinor(body.base, metric.scale);
  if (!isOpen || !amount.ok) return null;
  const { from, until } = body;
  const { marks, findings } = smartCheck(
    {
      metric: { name: { zh: metric.nameZh, en: metric.nameEn }, scale: metric.scale },
      amount: amount.value,
      base: base?.ok ? base.value : null,
      growth: body.growth,
      interval: from === null || until === null ? null : { from, until },
      owner: body.owner,
      source: body.source ?? metric.source,
      theme: theme && { name: nameFact(theme), ...daysOf(theme) },
      past,
    },
    me().today,
  );
  return (
    <section class="form-live" aria-live="polite" aria-label={w.live}>
      <h3 class="field-label">{w.live}</h3>
      <SmartList smart={marks} findings={findings} />
    </section>
  );
}
