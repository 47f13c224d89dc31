import { useState } from "preact/hooks";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Choice, Field, Select } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import { nameOfMetric, type Metric, type MetricChange, type Metrics } from "./model.ts";

type Props = {
  readonly metrics: Metrics;
  readonly metric: Metric;
  readonly items: readonly Metric[];
  readonly onClose: () => void;
};

const AGGREGATIONS: readonly Metric["overTime"][] = ["sum", "last", "mean", "ratio"];
const CLASSES: readonly Metric["class"][] = ["result", "process", "health"];
const TAXES: readonly Metric["tax"][] = ["included", "excluded", "none"];
const DOWN_RULES: readonly Metric["downRule"][] = ["target_over_actual", "two_minus"];

/** What a metric is made of, stands beside, and how many of it become one. */
export function EditDialog({ metrics, metric, items, onClose }: Props) {
  const w = words("metrics").edit;
  const classes = words("data").metrics.classes;
  const [draft, setDraft] = useState<MetricChange>({});
  const is = { ...metric, ...draft };
  const set = (more: MetricChange) => setDraft({ ...draft, ...more });
  const save = async () => {
    if (!(await metrics.change(metric, draft))) return;
    toast(w.saved(nameOfMetric(metric)));
    onClose();
  };
  const one = <const T extends string>(all: readonly T[], value: string, fallback: T): T =>
    all.find((each) => each === value) ?? fallback;
  const others = items.filter(({ id }) => id !== metric.id);
  const healthy = others.filter((each) => each.class === "health");
  const named = (each: Metric) => ({ value: each.id, label: nameOfMetric(each) });
  const aggregation = AGGREGATIONS.map((value) => ({ value, label: w.aggregations[value] }));
  return (
    <Dialog
      open
      title={w.title(nameOfMetric(metric))}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words("common").cancel}</Button>
          <Button kind="primary" busy={metrics.busy.value} onClick={() => void save()}>
            {words("common").save}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {metrics.problem.value && <ErrorState problem={metrics.problem.value} inline />}
        <Field
          label={w.formula}
          hint={w.formulaHint}
          value={is.formula ?? ""}
          maxLength={400}
          onInput={(text) => set({ formula: text.trim() === "" ? null : text })}
        />
        <Choice
          legend={w.class}
          name="edit-class"
          value={is.class}
          onChange={(value) => set({ class: value })}
          options={CLASSES.map((value) => ({ value, label: classes[value] }))}
        />
        {is.class !== "health" && (
          <Select
            label={w.health}
            value={is.health ?? ""}
            onChange={(value) => set({ health: value === "" ? null : value })}
            options={[{ value: "", label: w.noHealth }, ...healthy.map(named)]}
          />
        )}
        <Select
          label={w.overTime}
          value={is.overTime}
          onChange={(value) => set({ overTime: one(AGGREGATIONS, value, is.overTime) })}
          options={aggregation}
        />
        <Select
          label={w.overPeople}
          value={is.overPeople}
          onChange={(value) => set({ overPeople: one(AGGREGATIONS, value, is.overPeople) })}
          options={aggregation}
        />
        {is.overPeople === "mean" && (
          <Select
            label={w.weighedBy}
            value={is.weighedBy ?? ""}
            onChange={(value) => set({ weighedBy: value === "" ? null : value })}
            options={[{ value: "", label: w.alike }, ...others.map(named)]}
          />
        )}
        {is.unit === "money" && (
          <Choice
            legend={w.tax}
            name="edit-tax"
            value={is.tax}
            onChange={(value) => set({ tax: value })}
            options={TAXES.map((value) => ({ value, label: w.taxes[value] }))}
          />
        )}
        {is.direction === "down" && (
          <>
            <Choice
              legend={w.downRule}
              name="edit-down"
              value={is.downRule}
              onChange={(value) => set({ downRule: value })}
              options={DOWN_RULES.map((value) => ({ value, label: w.downRules[value] }))}
            />
            <Field
              label={w.downMax}
              value={is.downMax}
              onInput={(value) => set({ downMax: value })}
            />
          </>
        )}
      </form>
    </Dialog>
  );
}
