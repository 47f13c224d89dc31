import { useState } from "preact/hooks";
import { newId } from "../../workers/lib/id.ts";
import { readAmount } from "../amount-text.ts";
import { me } from "../auth/session.ts";
import { nowMs } from "../clock.ts";
import { words } from "../messages/messages.ts";
import { nameOf } from "../people/name.ts";
import { Button } from "../ui/button.tsx";
import { DateField } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Choice, Field, Select } from "../ui/field.tsx";
import { ErrorState } from "../ui/state.tsx";
import { toast } from "../ui/toast.tsx";
import type { AdjustModel, Resources } from "./model.ts";

type DialogProps = {
  readonly model: AdjustModel;
  readonly resources: Resources;
  /** The plan's metric, by its code: what one head brings is measured in it. */
  readonly metric: string;
  readonly onClose: () => void;
};
const KINDS = ["heads", "productivity", "budget", "use"] as const;
type Kind = (typeof KINDS)[number];
type Share = { readonly purpose: string; readonly text: string };

/** Enters what a unit has, or what it used, for days of the plan. */
export function ResourcesDialog({ model, resources, metric, onClose }: DialogProps) {
  const w = words("adjustments").resources.dialog;
  const { units, periods } = resources;
  const [kind, setKind] = useState<Kind>("heads");
  const [unit, setUnit] = useState(units[0]?.unit ?? "");
  const [from, setFrom] = useState(periods[0]?.from ?? "");
  const [until, setUntil] = useState(periods.at(-1)?.until ?? "");
  const [on, setOn] = useState<string>(me().today);
  const [text, setText] = useState("");
  const [purpose, setPurpose] = useState("");
  const [shares, setShares] = useState<readonly Share[]>([
    { purpose: "", text: "80" },
    { purpose: "", text: "20" },
  ]);
  const amount = readAmount(text);
  const sum = shares.reduce((all, share) => all + Number(share.text), 0);
  const ready =
    amount.ok &&
    unit !== "" &&
    (kind !== "budget" || (sum === 100 && shares.every((share) => share.purpose.trim() !== ""))) &&
    (kind !== "use" || purpose.trim() !== "");

  async function save() {
    if (!amount.ok) return;
    const place = { unit, from, until };
    const { plain } = amount;
    const saved =
      kind === "heads"
        ? await model.setResources([{ ...place, kind, amount: plain }])
        : kind === "productivity"
          ? await model.setResources([{ ...place, kind, purpose: metric, amount: plain }])
          : kind === "budget"
            ? await model.shareBudget({
                ...place,
                total: plain,
                shares: shares.map((s) => ({ purpose: s.purpose.trim(), share: `${s.text}%` })),
              })
            : await model.useBudget([
                { id: newId(nowMs.peek()), unit, purpose: purpose.trim(), on, amount: plain },
              ]);
    if (!saved) return;
    toast(w.saved);
    setText("");
  }

  return (
    <Dialog
      open
      wide
      title={w.title}
      onClose={onClose}
      footer={
        <Button
          kind="primary"
          disabled={!ready}
          busy={model.busy.value}
          onClick={() => void save()}
        >
          {w.save}
        </Button>
      }
    >
      <div class="stack">
        {model.problem.value && <ErrorState problem={model.problem.value} inline />}
        <Choice
          legend={w.kind}
          name="resource-kind"
          value={kind}
          options={KINDS.map((value) => ({ value, label: w[value] }))}
          onChange={setKind}
        />
        <Select
          label={w.unit}
          value={unit}
          options={units.map((each) => ({ value: each.unit, label: nameOf(each) }))}
          onChange={setUnit}
        />
        {kind === "use" ? (
          <div class="adjust-pair">
            <Field label={w.purpose} value={purpose} onInput={setPurpose} maxLength={64} />
            <DateField label={w.on} value={on} onInput={setOn} />
          </div>
        ) : (
          <div class="adjust-pair">
            <DateField label={w.from} value={from} onInput={setFrom} />
            <DateField label={w.until} value={until} onInput={setUntil} />
          </div>
        )}
        <Field
          label={
            kind === "heads"
              ? w.headsAmount
              : kind === "productivity"
                ? w.productivityAmount
                : kind === "budget"
                  ? w.total
                  : w.amount
          }
          value={text}
          numeric
          {...(kind === "use" ? { hint: w.useHint } : {})}
          onInput={setText}
        />
        {kind === "budget" && <Shares shares={shares} sum={sum} onChange={setShares} />}
      </div>
    </Dialog>
  );
}

type SharesProps = {
  readonly shares: readonly Share[];
  readonly sum: number;
  readonly onChange: (shares: readonly Share[]) => void;
};

function Shares({ shares, sum, onChange }: SharesProps) {
  const w = words("adjustments").resources.dialog;
  const set = (at: number, to: Share) =>
    onChange(shares.map((share, index) => (index === at ? to : share)));
  return (
    <fieldset class="adjust-line">
      <legend class="field-label">{w.purposes}</legend>
      {shares.map((share, at) => (
        <div key={at} class="adjust-pair">
          <Field
            label={`${w.purpose} ${at + 1}`}
            value={share.purpose}
            maxLength={64}
            onInput={(purpose) => set(at, { ...share, purpose })}
          />
          <Field
            label={`${w.shareOf} ${at + 1}`}
            value={share.text}
            numeric
            inputMode="decimal"
            suffix="%"
            onInput={(text) => set(at, { ...share, text })}
          />
        </div>
      ))}
      {sum !== 100 && (
        <p class="field-error" role="alert">
          {w.sum(`${sum}`)}
        </p>
      )}
      <Button size="s" icon="plus" onClick={() => onChange([...shares, { purpose: "", text: "" }])}>
        {w.add}
      </Button>
    </fieldset>
  );
}
