import { useEffect, useState } from "preact/hooks";
import { language } from "../messages/language.ts";
import { loadWords, words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Choice, Field, Select } from "../ui/field.tsx";
import { EmptyState, ErrorState } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import type { MetricDepth } from "./depth.tsx";
import type { EditDialog } from "./edit-view.tsx";
import type { Metric, MetricDraft, Metrics } from "./model.ts";

export function MetricName({ of }: { of: Pick<Metric, "nameZh" | "nameEn"> }) {
  return <>{language.value === "zh" ? of.nameZh : of.nameEn}</>;
}

type Depth = {
  readonly MetricDepth: typeof MetricDepth;
  readonly EditDialog: typeof EditDialog;
};

/** Everything the company measures, and in what. */
export function MetricList({ metrics, mayChange }: { metrics: Metrics; mayChange: boolean }) {
  const w = words("data").metrics;
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<Metric | null>(null);
  const [depth, setDepth] = useState<Depth | null>(null);
  useEffect(() => {
    void metrics.all.load();
    // Pairs and drivers come after the list: most who look here want the list.
    const parts = [
      import("./depth.tsx"),
      import("./edit-view.tsx"),
      loadWords(["metrics"]),
    ] as const;
    void Promise.all(parts).then(([first, second]) =>
      setDepth({ MetricDepth: first.MetricDepth, EditDialog: second.EditDialog }),
    );
  }, []);
  const loaded = metrics.all.value.value;
  const items = loaded.state === "ready" ? loaded.body.items : [];
  const add = mayChange && (
    <Button size="s" icon="plus" onClick={() => setAdding(true)}>
      {w.add}
    </Button>
  );
  return (
    <div class="stack stack-l">
      <Card title={w.table} flush aside={add}>
        <When of={metrics.all}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon="data" title={w.empty} action={add} />
            ) : (
              <Table<Metric>
                caption={w.table}
                rows={items}
                rowKey={({ id }) => id}
                columns={[
                  { id: "name", head: w.name, names: true, cell: (row) => <MetricName of={row} /> },
                  { id: "code", head: w.code, cell: ({ code }) => <code>{code}</code> },
                  { id: "unit", head: w.unit, cell: ({ unit }) => w.units[unit] },
                  { id: "scale", head: w.scale, numeric: true, cell: ({ scale }) => scale },
                  {
                    id: "currency",
                    head: w.currency,
                    cell: ({ unit, currency }) =>
                      unit === "money" ? (currency ?? w.anyCurrency) : "",
                  },
                  { id: "class", head: w.class, cell: (row) => w.classes[row.class] },
                  {
                    id: "direction",
                    head: w.direction,
                    cell: ({ direction }) => w.directions[direction],
                  },
                  {
                    id: "formula",
                    head: w.formula,
                    cell: ({ formula }) => formula && <code>{formula}</code>,
                  },
                  ...(mayChange && depth
                    ? [
                        {
                          id: "edit",
                          head: <span class="sr-only">{words("metrics").edit.action}</span>,
                          cell: (row: Metric) => (
                            <Button size="s" kind="quiet" onClick={() => setEdited(row)}>
                              {words("metrics").edit.action}
                            </Button>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
            )
          }
        </When>
      </Card>
      {depth && <When of={metrics.all}>{({ items }) => <depth.MetricDepth items={items} />}</When>}
      {depth && edited && (
        <depth.EditDialog
          metrics={metrics}
          metric={edited}
          items={items}
          onClose={() => setEdited(null)}
        />
      )}
      <MetricDialog metrics={metrics} open={adding} close={() => setAdding(false)} />
    </div>
  );
}

const BLANK: MetricDraft = {
  ...{ nameZh: "", nameEn: "", code: "", unit: "money", scale: "2", currency: "" },
  ...{ direction: "up", class: "result" },
};
const UNITS: readonly MetricDraft["unit"][] = ["money", "count", "days", "score"];
const CLASSES: readonly Metric["class"][] = ["result", "process", "health"];

function MetricDialog({
  metrics,
  open,
  close,
}: {
  metrics: Metrics;
  open: boolean;
  close: () => void;
}) {
  const w = words("data").metrics;
  const [draft, setDraft] = useState(BLANK);
  const set = (more: Partial<MetricDraft>) => setDraft({ ...draft, ...more });
  const name = language.value === "zh" ? draft.nameZh : draft.nameEn;
  const save = () =>
    void metrics.add(draft).then((added) => {
      if (!added) return;
      toast(w.added(name || draft.code));
      setDraft(BLANK);
      close();
    });
  const ready = draft.code.trim() !== "" && (draft.nameZh + draft.nameEn).trim() !== "";
  return (
    <Dialog
      open={open}
      title={w.add}
      onClose={close}
      footer={
        <Button kind="primary" busy={metrics.busy.value} disabled={!ready} onClick={save}>
          {words("common").save}
        </Button>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) save();
        }}
      >
        {metrics.problem.value && <ErrorState problem={metrics.problem.value} inline />}
        <Field
          label={w.nameZh}
          value={draft.nameZh}
          onInput={(nameZh) => set({ nameZh })}
          autoFocus
          maxLength={120}
        />
        <Field
          label={w.nameEn}
          value={draft.nameEn}
          onInput={(nameEn) => set({ nameEn })}
          maxLength={120}
        />
        <Field
          label={w.code}
          value={draft.code}
          onInput={(code) => set({ code })}
          required
          maxLength={64}
        />
        <Choice
          legend={w.unit}
          name="metric-unit"
          value={draft.unit}
          onChange={(unit) => set({ unit, scale: unit === "money" ? "2" : "0" })}
          options={UNITS.map((value) => ({ value, label: w.units[value] }))}
        />
        <Select
          label={w.scale}
          hint={w.scaleHint}
          value={draft.scale}
          onChange={(scale) => set({ scale })}
          options={["0", "1", "2", "3", "4", "5", "6"].map((value) => ({ value, label: value }))}
        />
        {draft.unit === "money" && (
          <Field
            label={w.currency}
            hint={w.anyCurrency}
            value={draft.currency}
            onInput={(currency) => set({ currency: currency.toUpperCase() })}
            maxLength={3}
            aside={words("common").optional}
          />
        )}
        <Choice
          legend={w.direction}
          name="metric-direction"
          value={draft.direction}
          onChange={(direction) => set({ direction })}
          options={[
            { value: "up", label: w.directions.up },
            { value: "down", label: w.directions.down },
          ]}
        />
        <Choice
          legend={w.class}
          name="metric-class"
          value={draft.class}
          onChange={(at) => set({ class: at })}
          options={CLASSES.map((value) => ({ value, label: w.classes[value] }))}
        />
      </form>
    </Dialog>
  );
}
