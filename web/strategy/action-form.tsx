import { useMemo, useState } from "preact/hooks";
import type { Day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import { MONDAY_TO_FRIDAY } from "../../workers/calendar/working-days.ts";
import { parseRate } from "../../workers/lib/rate.ts";
import {
  CEILING,
  conversionOf,
  PACES,
  perMonth,
  usualMonth,
} from "../../workers/strategy/action.ts";
import { plainAmount } from "../amount-text.ts";
import { actionKey } from "../api.ts";
import { me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../reports/model.ts";
import { Choice, Field, Select } from "../ui/field.tsx";
import { type Action, type ActionModel, decimalOf, percentOf } from "./action-model.ts";
import { DayFields, FormDrawer, MetricSelect, OwnerSelect, UnitSelect } from "./form.tsx";
import { type Goal, lastDayOf, untilOf } from "./model.ts";

type Props = {
  readonly model: ActionModel;
  readonly goals: readonly Goal[];
  readonly of: Action | null;
  readonly onClose: () => void;
};

/** A month's result and what is done for it; the conversion is said while it is typed. */
export function ActionForm({ model, goals, of, onClose }: Props) {
  const w = words("strategy").action;
  const id = useMemo(() => newId<"action_target">(nowMs.peek()), []);
  const key = useMemo(actionKey, []);
  const year = me().today.slice(0, 4);
  const [now, setNow] = useState({
    unit: of?.unit.id ?? "",
    goal: of?.goal ?? "",
    result: of?.result ?? "",
    results: of?.results ?? "",
    resultMetric: of?.resultMetric ?? "",
    action: of?.action ?? "",
    actions: of?.actions ?? "",
    actionMetric: of?.actionMetric ?? "",
    pace: of?.pace ?? ("week" as Action["pace"]),
    ceiling: of?.ceiling ?? "",
    owner: of?.owner?.id ?? "",
    from: of ? (of.from as string) : `${year}-01-01`,
    last: of ? lastDayOf(of.until) : `${year}-12-31`,
  });
  const set = (change: Partial<typeof now>) => setNow((before) => ({ ...before, ...change }));
  const orNull = (text: string) => (text.trim() === "" ? null : text.trim());
  const { unit, result, action, pace } = now;
  const body = {
    ...{ result, action, pace, goal: orNull(now.goal), owner: orNull(now.owner) },
    results: plainAmount(now.results),
    actions: plainAmount(now.actions),
    resultMetric: orNull(now.resultMetric),
    actionMetric: orNull(now.actionMetric),
    ceiling: orNull(now.ceiling),
    from: now.from as Day,
    until: untilOf(now.last) as Day,
  };
  const isComplete = [result, action, now.results, now.actions, unit].every((each) => each !== "");
  return (
    <FormDrawer
      title={of ? w.edit : w.add}
      onClose={onClose}
      isComplete={isComplete}
      onSave={() => (of ? model.set(of, body) : model.add({ ...body, id, unit }, key))}
      end={of ? { label: w.end, go: () => model.set(of, { ended: true }) } : undefined}
    >
      <div class="form-pair">
        <Field
          label={w.result}
          value={result}
          onInput={(to) => set({ result: to })}
          maxLength={120}
          autoFocus
        />
        <Field
          label={w.results}
          value={now.results}
          onInput={(results) => set({ results })}
          numeric
          inputMode="decimal"
        />
      </div>
      <div class="form-pair">
        <Field
          label={w.action}
          value={action}
          onInput={(to) => set({ action: to })}
          maxLength={120}
        />
        <Field
          label={w.actions}
          value={now.actions}
          onInput={(actions) => set({ actions })}
          numeric
          inputMode="decimal"
        />
      </div>
      <Choice
        legend={w.actions}
        hideLegend
        name="pace"
        value={pace}
        onChange={(to) => set({ pace: to })}
        options={PACES.map((value) => ({ value, label: w.pace[value] }))}
      />
      <Implied now={{ ...now, results: body.results, actions: body.actions }} />
      <Field
        label={w.ceiling}
        hint={w.ceilingHint}
        value={now.ceiling}
        onInput={(ceiling) => set({ ceiling })}
        placeholder="50%"
        numeric
      />
      <div class="form-pair">
        <MetricSelect
          label={w.resultMetric}
          hint={w.metricHint}
          none={w.noMetric}
          value={now.resultMetric}
          onChange={(resultMetric) => set({ resultMetric })}
        />
        <MetricSelect
          label={w.actionMetric}
          none={w.noMetric}
          value={now.actionMetric}
          onChange={(actionMetric) => set({ actionMetric })}
        />
      </div>
      <Select
        label={w.goal}
        value={now.goal}
        onChange={(goal) => set({ goal })}
        options={[
          { value: "", label: w.noGoal },
          ...goals.map((goal) => ({ value: goal.id, label: nameOf(goal) })),
        ]}
      />
      {!of && <UnitSelect value={unit} onChange={(to) => set({ unit: to })} />}
      <OwnerSelect
        unit={unit}
        now={of?.owner ?? null}
        value={now.owner}
        onChange={(owner) => set({ owner })}
      />
      <DayFields
        from={now.from}
        last={now.last}
        onFrom={(from) => set({ from })}
        onLast={(last) => set({ last })}
      />
    </FormDrawer>
  );
}

type Typed = Pick<Action, "results" | "actions" | "pace" | "action"> & { readonly ceiling: string };

/** By the usual month of five days; the saved one is by the company's own week. */
function Implied({ now }: { readonly now: Typed }) {
  const w = words("strategy").action;
  const [results, actions] = [parseRate(now.results), parseRate(now.actions)];
  const stated = now.ceiling.trim() === "" ? CEILING : parseRate(now.ceiling);
  if (!results || !actions || !stated || results.num <= 0n || actions.num <= 0n) return null;
  const aMonth = perMonth(actions, now.pace, usualMonth(MONDAY_TO_FRIDAY));
  const { implied, verdict } = conversionOf({ results, actions: aMonth }, [], stated);
  const text = `${implied.num}/${implied.den}`;
  const said =
    verdict === "above_ceiling"
      ? w.verdict.above_ceiling(percentOf(`${stated.num}/${stated.den}`))
      : verdict === "impossible"
        ? w.verdict.impossible
        : w.verdict.plausible;
  return (
    <p role="status" class={verdict === "plausible" ? "muted" : "action-doubt"}>
      {w.aMonth(decimalOf(`${aMonth.num}/${aMonth.den}`), now.action || w.action)} · {w.implied}{" "}
      <strong class="num">{percentOf(text)}</strong> · {said}
    </p>
  );
}
