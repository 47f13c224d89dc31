import { signal } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { proposePayAdjustment } from "../../workers/disputes/correction-contract.ts";
import type { RequestOf } from "../../workers/lib/contract.ts";
import { newId } from "../../workers/lib/id.ts";
import { readAmount } from "../amount-text.ts";
import { api, type Problem } from "../api.ts";
import { me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";
import { currencySign } from "../format.ts";
import { words } from "../messages/messages.ts";
import { type Payee, payees } from "../payplans/payees.ts";
import { AmountField } from "../ui/amount-field.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Field, type Option, Select } from "../ui/field.tsx";
import { FormDrawer } from "../ui/form-drawer.tsx";
import { toast } from "../ui/toast.tsx";
import type { Correction } from "./model.ts";
import { signedMoney } from "./text.ts";

type Body = RequestOf<typeof proposePayAdjustment>["body"];
function enterModel() {
  const id = newId<"payAdjustment">(nowMs.peek());
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  async function send(body: Body): Promise<boolean> {
    busy.value = true;
    const answer = await api<typeof proposePayAdjustment>("POST", "/pay-adjustments", { body });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    return answer.ok;
  }
  return { id, busy, problem, send };
}

type FormProps = { readonly onEntered: () => void; readonly onClose: () => void };

/** A correction entered by hand; a second person approves it. */
export function EnterCorrection({ onEntered, onClose }: FormProps) {
  const w = words("disputes").corrections;
  const model = useMemo(enterModel, []);
  const [people, setPeople] = useState<readonly Payee[] | null>(null);
  const [form, setForm] = useState({
    ...{ person: "", on: me().today as string, amount: "", reason: "", kind: "correction" },
  });
  useEffect(() => void payees().then(setPeople), []);
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const payee = people?.find(({ person }) => person === form.person);
  const amount = readAmount(form.amount);
  const isReady = payee !== undefined && amount.ok && form.reason.trim() !== "" && form.on !== "";
  const save = async () => {
    if (!isReady) return;
    const { person, currency } = payee;
    const kind = form.kind === "write_off" ? "write_off" : "correction";
    const done = await model.send({
      ...{ kind, id: model.id, person, currency, on: form.on },
      ...{ amount: amount.plain, reason: form.reason.trim() },
    });
    if (!done) return;
    toast(w.done.entered);
    onEntered();
    onClose();
  };
  const options: Option[] = [
    { value: "", label: w.choose, disabled: true },
    ...(people ?? []).map(({ person, label }) => ({ value: person, label })),
  ];
  return (
    <FormDrawer
      title={w.add}
      save={w.save}
      busy={model.busy.value}
      ready={isReady}
      problem={model.problem.value}
      onSave={save}
      onClose={onClose}
    >
      <Select
        label={w.person}
        value={form.person}
        options={options}
        onChange={(person) => change({ person })}
      />
      <DateField label={w.on} hint={w.onHint} value={form.on} onInput={(on) => change({ on })} />
      <Select
        label={w.kindLabel}
        value={form.kind}
        options={(["correction", "write_off"] as const).map((value) => ({
          value,
          label: w.kind[value],
        }))}
        onChange={(kind) => change({ kind })}
      />
      <AmountField
        label={w.amount}
        hint={words("disputes").do.amountHint}
        value={form.amount}
        currency={payee?.currency ?? null}
        prefix={payee ? currencySign(payee.currency) : ""}
        onInput={(text) => change({ amount: text })}
      />
      <Field
        label={w.reason}
        value={form.reason}
        rows={3}
        maxLength={1000}
        onInput={(reason) => change({ reason })}
      />
    </FormDrawer>
  );
}

/** Takes an approved correction back by a further one with the opposite amount. */
export function ReverseCorrection({
  of,
  onEntered,
  onClose,
}: FormProps & { readonly of: Correction }) {
  const w = words("disputes").corrections;
  const model = useMemo(enterModel, []);
  const [reason, setReason] = useState("");
  const opposite = of.amount.startsWith("-") ? of.amount.slice(1) : `-${of.amount}`;
  const save = async () => {
    const body = {
      kind: "reversal",
      id: model.id,
      reverses: of.id,
      reason: reason.trim(),
    } as const;
    if (!(await model.send(body))) return;
    toast(w.done.entered);
    onEntered();
    onClose();
  };
  return (
    <FormDrawer
      title={`${w.reverse} ${signedMoney(opposite, of.currency)}`}
      save={w.confirmReverse}
      busy={model.busy.value}
      ready={reason.trim() !== ""}
      problem={model.problem.value}
      onSave={save}
      onClose={onClose}
    >
      <Field
        label={w.reverseReason}
        value={reason}
        onInput={setReason}
        rows={3}
        maxLength={1000}
        autoFocus
      />
    </FormDrawer>
  );
}
