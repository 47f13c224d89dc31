import { useEffect, useMemo, useState } from "preact/hooks";
import { day as asDay } from "../../workers/lib/day.ts";
import { may, me } from "../auth/session.ts";
import { day } from "../format.ts";
import { words } from "../messages/messages.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Field } from "../ui/field.tsx";
import { FormDrawer } from "../ui/form-drawer.tsx";
import { Skeleton } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { toast } from "../ui/toast.tsx";
import { When } from "../ui/when.tsx";
import { type RatesModel, ratesModel } from "./settings-model.ts";

/** What currencies were worth: pay in another currency than the plan's is converted by these. */
export function Rates() {
  const w = words("paysettings").rates;
  const model = useMemo(ratesModel, []);
  const [adding, setAdding] = useState(false);
  useEffect(() => void model.list.load(), [model]);
  const close = () => {
    model.problem.value = null;
    setAdding(false);
  };
  const add = may("incentives.change") && (
    <Button icon="plus" onClick={() => setAdding(true)}>
      {w.add}
    </Button>
  );
  return (
    <Card title={w.title} lead={w.lead} aside={add} flush>
      <When of={model.list} waiting={<Skeleton lines={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted pay-settings-none">{w.none}</p>
          ) : (
            <Table
              caption={w.title}
              columns={[
                { id: "on", head: w.on, names: true, cell: (row) => day(row.on) },
                {
                  ...{ id: "rate", head: w.rate, numeric: true },
                  cell: ({ from, to, rate }) => `1 ${from} = ${rate} ${to}`,
                },
              ]}
              rows={items}
              rowKey={({ from, to, on }) => `${on} ${from} ${to}`}
              maxHeight="50vh"
            />
          )
        }
      </When>
      {adding && <RateForm model={model} onClose={close} />}
    </Card>
  );
}

const CURRENCY = /^[A-Z]{3}$/;

type FormProps = { readonly model: RatesModel; readonly onClose: () => void };

function RateForm({ model, onClose }: FormProps) {
  const w = words("paysettings").rates;
  const { today, tenant } = me();
  const [form, setForm] = useState({
    ...{ from: "USD", to: tenant.currency as string, on: today as string, rate: "" },
  });
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const isCurrency = (text: string) => CURRENCY.test(text);
  const isReady =
    isCurrency(form.from) &&
    isCurrency(form.to) &&
    form.from !== form.to &&
    form.on !== "" &&
    /^\d+(\.\d+)?$/.test(form.rate.trim());
  const save = async () => {
    const done = await model.save({ ...form, on: asDay(form.on), rate: form.rate.trim() });
    if (!done) return;
    toast(words("common").saved);
    onClose();
  };
  const currency = (key: "from" | "to") => (
    <Field
      label={w[key]}
      hint={w.currencyHint}
      value={form[key]}
      maxLength={3}
      autocomplete="off"
      error={form[key].length < 3 || isCurrency(form[key]) ? null : w.currencyWrong}
      onInput={(text) => change({ [key]: text.toUpperCase() })}
    />
  );
  return (
    <FormDrawer
      title={w.add}
      save={words("common").save}
      busy={model.busy.value}
      ready={isReady}
      problem={model.problem.value}
      onSave={save}
      onClose={onClose}
    >
      <DateField label={w.on} value={form.on} onInput={(on) => change({ on })} />
      {currency("from")}
      {currency("to")}
      <Field
        label={w.rate}
        hint={w.rateHint(form.from, form.to)}
        inputMode="decimal"
        numeric
        value={form.rate}
        onInput={(rate) => change({ rate })}
      />
    </FormDrawer>
  );
}
